"""People on the console: who is in, someone without a phone, what somebody needs, a seat for who came late."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ...access import FACILITATOR, open_to
from ...cafe.models import Company
from ...cafe.room import free_chairs, is_cafe, round_now, rounds_of, tables_of
from ...cafe.seats.actions import say_needs, sit
from ...cafe.seats.reading import need_of
from ...cafe.welcoming import actions
from ...errors import NotFound, Refused
from ...forms import choice, choices, op, saved, ticked, words
from ...i18n import LANGUAGES
from ...people import actions as people_actions
from ...people.models import VOICES, Person
from ...people.names import known_as
from ...people.phones import without_phone
from ...people.voices import voice_words, voices
from ..tables.views import chosen_person, chosen_table, people_to_choose
from ..views import pages
from . import fragments  # noqa: F401  (registers the fragments)

NAME_LENGTH = people_actions.NAME_LENGTH
pages.add_app_template_global(voice_words, "voice_words")
TOGETHER, APART = "together", "apart"


@pages.get("/e/<code>/console/people")
@open_to(FACILITATOR)
def people(code):
    """Everyone, and a form for someone without a phone."""
    event = g.viewer.event
    new = Person.get_or_none(Person.event == event, Person.id == request.args.get("added", 0, type=_number))
    return render_template(
        "console/people.html",
        voices=voices(),
        house=next(iter(event.languages), "en"),
        tables=_tables_with_chairs(event),
        new=new and (new, known_as(event)[new.id]),
        name_length=NAME_LENGTH,
        cafe=is_cafe(event),
    )


@pages.post("/e/<code>/console/people")
@open_to(FACILITATOR)
def welcome(code):
    """Someone without a phone comes in."""
    person = actions.welcome(
        **_act(),
        name=words("name", NAME_LENGTH),
        voice=choice("voice", VOICES),
        language=choice("language", LANGUAGES, _house()),
        speaks=choices("speaks", LANGUAGES),
        step_free=ticked("step_free"),
        table=chosen_table("table") if request.form.get("table") else None,
    )
    return saved(url_for("console.people", code=code, added=person.id))


@pages.get("/e/<code>/console/people/<int:id>")
@open_to(FACILITATOR)
def person(code, id):
    """One person: what they need of a seat, where they sit, with whom, and their own code."""
    event, found = g.viewer.event, _person(id)
    labels = known_as(event)
    pairs = Company.select().where((Company.one == found) | (Company.other == found)).order_by(Company.id)
    return render_template(
        "console/person.html",
        person=found,
        label=labels[found.id],
        phone=found.id not in without_phone(event, [found.id]),
        helper=labels.get(found.helper_id),
        need=need_of(found),
        voices=voices(),
        cafe=is_cafe(event),
        round=round_now(event),
        tables=_tables_with_chairs(event),
        leaving=[(each.id, _("They leave after round %(number)d", number=each.number)) for each in rounds_of(event)],
        pairs=[(each, labels[each.other_id if each.one_id == found.id else each.one_id]) for each in pairs],
        others=[each for each in people_to_choose(event) if each[0] != found.id],
        name_length=NAME_LENGTH,
    )


@pages.post("/e/<code>/console/people/<int:id>")
@open_to(FACILITATOR)
def describe(code, id):
    """What somebody without a phone says of themself. Who has a phone says so there."""
    found = _person(id)
    if found.id not in without_phone(g.viewer.event, [found.id]):
        raise Refused(_("They have a phone. They can change this there."))
    people_actions.describe(
        **_act(),
        person=found,
        name=words("name", NAME_LENGTH),
        voice=choice("voice", VOICES),
        language=choice("language", LANGUAGES, found.language),
    )
    return _back(code, id)


@pages.post("/e/<code>/console/people/<int:id>/needs")
@open_to(FACILITATOR)
def needs(code, id):
    """What they need of a seat."""
    rounds = {str(each.id): each for each in rounds_of(g.viewer.event)}
    last = choice("last_round", rounds)
    say_needs(
        **_act(),
        person=_person(id),
        step_free=ticked("step_free"),
        speaks=choices("speaks", LANGUAGES),
        last_round=rounds.get(last),
    )
    return _back(code, id)


@pages.post("/e/<code>/console/people/<int:id>/seat")
@open_to(FACILITATOR)
def give_seat(code, id):
    """They sit at that table in the round it is, or the one that comes next."""
    sit(**_act(), person=_person(id, here=True), table=chosen_table("table"))
    return saved(url_for("console.people", code=code))


@pages.post("/e/<code>/console/people/<int:id>/company")
@open_to(FACILITATOR)
def pair(code, id):
    """They sit with somebody, or are kept apart."""
    apart = choice("how", (TOGETHER, APART), TOGETHER) == APART
    actions.pair(**_act(), one=_person(id), other=chosen_person("other"), apart=apart)
    return _back(code, id)


@pages.post("/e/<code>/console/people/<int:id>/company/<int:pair_id>/end")
@open_to(FACILITATOR)
def unpair(code, id, pair_id):
    """They may sit together or not, as it comes."""
    found = _person(id)
    company = Company.get_or_none(Company.id == pair_id, (Company.one == found) | (Company.other == found))
    if company is None:
        raise NotFound
    actions.unpair(**_act(), company=company)
    return _back(code, id)


@pages.post("/e/<code>/console/people/<int:id>/end")
@open_to(FACILITATOR)
def mark_left(code, id):
    """They have left."""
    people_actions.leave(**_act(), person=_person(id))
    return _back(code, id)


@pages.post("/e/<code>/console/people/<int:id>/return")
@open_to(FACILITATOR)
def mark_back(code, id):
    """They are back."""
    people_actions.come_back(**_act(), person=_person(id))
    return _back(code, id)


def _tables_with_chairs(event) -> list[tuple]:
    """`(id, number, name, free chairs)` of every table, for the round that phones speak of."""
    here = round_now(event)
    free = free_chairs(event, here) if here else {}
    return [(table.id, table.number, table.name, free.get(table.id, 0)) for table in tables_of(event)] if here else []


def _person(id_, here=False) -> Person:
    wanted = (Person.id == id_) & (Person.event == g.viewer.event)
    found = Person.get_or_none(wanted & Person.left_at.is_null() if here else wanted)
    if found is None:
        raise NotFound
    return found


def _house() -> str:
    return next(iter(g.viewer.event.languages), "en")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _back(code, id_):
    return saved(url_for("console.person", code=code, id=id_))


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op()}
