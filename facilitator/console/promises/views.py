"""What will be done: all of it, and one action with what a facilitator can do about it. Nobody says yes for somebody
else; what those without a phone say aloud is written down."""

from flask import g, render_template, request, url_for

from ...access import FACILITATOR, open_to
from ...actions import actions, reading
from ...actions.contacts.reading import contacts_for_promises, default_day
from ...actions.here import action_here, ask_here, chosen_note, offer_here, promise_here
from ...actions.offers.actions import go_with
from ...actions.sent import action_words, ask_beside, ask_words, description
from ...actions.views import to_choose, words_to_choose
from ...forms import day, op, saved, ticked, words
from ...people.actions import NAME_LENGTH
from ...people.names import known_as
from ...people.phones import without_phone
from ..tables.views import chosen_person, people_to_choose
from ..views import pages


@pages.get("/e/<code>/console/promises")
@open_to(FACILITATOR)
def promises(code):
    """Every action, what nobody said yes to yet, and every offer."""
    return render_template("console/promises/all.html", default_day=default_day(g.viewer.event), **to_choose())


@pages.post("/e/<code>/console/actions")
@open_to(FACILITATOR)
def write_action(code):
    """An action that somebody says aloud."""
    actions.write_down(**_act(), **action_words(), **ask_beside())
    return saved(url_for("console.promises", code=code))


@pages.get("/e/<code>/console/actions/<int:id>")
@open_to(FACILITATOR)
def promise(code, id):
    """One action."""
    event, action = g.viewer.event, action_here(id)
    said = reading.said_yes([action]).get(action.id, [])
    no_phone, labels = without_phone(event), known_as(event)
    here = [(id_, label) for id_, label in people_to_choose(event) if id_ in no_phone]
    matched = reading.offers_for([action], held_too=True).get(action.id, [])
    return render_template(
        "console/promises/one.html",
        action=action,
        said=[(yes, labels[yes.person_id], yes.person_id not in no_phone) for yes in said],
        contacts=contacts_for_promises(said),
        asks=[(ask, labels.get(ask.person_id)) for ask in reading.asked([action]).get(action.id, [])],
        here=here,
        default_day=default_day(event),
        matched=matched,
        offers=[each for each in reading.offers_of(event) if each.id not in {offer.id for offer in matched}],
        name_length=NAME_LENGTH,
        **words_to_choose(action, True),
        **to_choose(),
    )


@pages.post("/e/<code>/console/actions/<int:id>/details")
@open_to(FACILITATOR)
def describe_action(code, id):
    """Its theme, who takes part, who decides, as the room says."""
    actions.describe(**_act(), action=action_here(id), **description())
    return _back(code, id)


@pages.post("/e/<code>/console/actions/<int:id>/words")
@open_to(FACILITATOR)
def link_words(code, id):
    """It comes from these words, or does not."""
    actions.link(**_act(), action=action_here(id), note=chosen_note(), comes_from=ticked("comes_from"))
    return saved(url_for("console.promise", code=code, id=id, words=1, _anchor="words"))


@pages.post("/e/<code>/console/actions/<int:id>/yes")
@open_to(FACILITATOR)
def yes_aloud(code, id):
    """Someone without a phone said yes: somebody who is in, or somebody new."""
    person = chosen_person("person") if request.form.get("person") else None
    actions.promise_aloud(**_act(), action=action_here(id), person=person, name=words("name", NAME_LENGTH))
    return _back(code, id)


@pages.post("/e/<code>/console/promises/<int:id>/end")
@open_to(FACILITATOR)
def yes_back(code, id):
    """Someone without a phone takes it back."""
    found = promise_here(id)
    actions.take_yes_back(**_act(), promise=found)
    return _back(code, found.action_id)


@pages.post("/e/<code>/console/promises/<int:id>/name")
@open_to(FACILITATOR)
def name_aloud(code, id):
    """Whether someone without a phone likes their name to stand in the look-back."""
    found = promise_here(id)
    actions.name_in_look_back(**_act(), promise=found, named=ticked("named"))
    return _back(code, found.action_id)


@pages.post("/e/<code>/console/actions/<int:id>/asks")
@open_to(FACILITATOR)
def ask_aloud(code, id):
    """An ask to someone who is not in the room. Who will ask them says so."""
    actions.ask(**_act(), action=action_here(id), **{**ask_words(), "i_ask": False})
    return _back(code, id)


@pages.post("/e/<code>/console/asks/<int:id>/asker")
@open_to(FACILITATOR)
def asker_aloud(code, id):
    """Someone without a phone says that they will ask, or will not any more."""
    found, will = ask_here(id), ticked("will")
    person = chosen_person("person") if will else found.person
    actions.take_on(**_act(), ask=found, will=will, until=day("ask_by"), person=person)
    return _back(code, found.action_id)


@pages.post("/e/<code>/console/asks/<int:id>/end")
@open_to(FACILITATOR)
def ask_back(code, id):
    """This need not be asked."""
    found = ask_here(id)
    actions.take_ask_back(**_act(), ask=found)
    return _back(code, found.action_id)


@pages.post("/e/<code>/console/actions/<int:id>/offers")
@open_to(FACILITATOR)
def match_offer(code, id):
    """An offer goes with it, or does not."""
    offer, action = offer_here(_number("offer")), action_here(id)
    go_with(**_act(), offer=offer, action=action, helps=ticked("helps"))
    return _back(code, id)


def _number(field) -> int:
    said = request.form.get(field, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0


def _back(code, id_):
    return saved(url_for("console.promise", code=code, id=id_))


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op()}


from . import contacts, offers, roles  # noqa: E402, F401  (each adds its routes)
