"""What a file holds depends on what was asked for: names, contacts and secrets are in none by themselves."""

import datetime

import pytest
from full_cafe import HOST, SCRIBE, SITTER

from facilitator.actions import actions as promises
from facilitator.actions.models import Action, Contact, Promise
from facilitator.agenda.models import Hand
from facilitator.commands.stand_in import as_facilitator, as_person
from facilitator.db import Record, now
from facilitator.events.models import Event, Table
from facilitator.journal.keeper import kinds_of
from facilitator.lookback import actions as look_back
from facilitator.lookback.models import AnswerLink, LookBack
from facilitator.people.models import Person
from facilitator.proceedings.export import Choice
from facilitator.proceedings.moving import Edition, arriving, pack
from facilitator.proceedings.moving.fields import LEFT_HERE, TABLES
from facilitator.topics.models import Topic

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens
SHOWABLE, NAMED = Choice(), Choice(names=True)
WHOLE, WITH_SECRETS = Choice(names=True, whole=True), Choice(names=True, whole=True, secrets=True)
HOW = "ring 07700 900999"


@pytest.fixture
def promised(day, write):
    """The day, with a way to reach somebody, and a look-back with a link."""
    promise = Promise.get(Promise.event == day)
    later = datetime.date(2027, 5, 1)
    write(Contact, day, promise=promise, person=promise.person, how=HOW, what_for="to say what came of it", until=later)
    write(LookBack, day, token="look-back-token-kept", opened_at=now())
    write(AnswerLink, day, action=promise.action, promise=promise, token="answer-token-kept", code="ANSWER34")
    return day


def test_every_table_and_field_has_its_place():
    kinds = {kind for kind in kinds_of(Record) if kind.__module__.startswith("facilitator.")}
    known = {kept.model for kept in TABLES} | set(LEFT_HERE)
    assert kinds - known == set(), "Say in proceedings/moving/fields.py whether these go into a file"
    for kept in TABLES:
        names = set(kept.model._meta.fields)
        assert set(kept.later) | set(kept.secret) | set(kept.words) | set(kept.apart) <= names, kept.name
        secrets = {name for name in names if name in ("token", "key", "code", "return_code", "wifi_password")}
        assert secrets - {"code"} <= set(kept.secret), kept.name


def test_without_names_nobody_can_be_told(promised, cafe, exported):
    for event, people in ((promised, Person.select()), (cafe, Person.select())):
        text = exported(event, SHOWABLE).read_text(encoding="utf-8")
        told = {
            "Ifra",
            "07700",
            "secret need",
            "secret key",
            "Draft title",
            "Withdrawn",
            HOST,
            SCRIBE,
            SITTER,
            "ANSWER34",
            "token-kept",
        }
        told |= {person.name for person in people} | {person.return_code for person in people}
        told |= {event.token, "Name-"}
        assert [word for word in told if word and word in text] == []


def test_without_names_rows_do_not_say_who_stands_behind_them(promised):
    tables = pack(promised, Edition())["tables"]
    assert {"seat", "seat_need", "journal", "contact", "plan", "revision", "role_sheet"} & set(tables) == set()
    assert all("said_by" not in row and "written_by" not in row for row in tables["note"])
    assert set(tables["person"][0]) == {"id", "joined_at", "left_at"}


def test_whom_to_ask_is_held_with_its_action(day, ben, exported):
    by = as_person(day, ben.person)
    promises.write_down(event=day, by=by, what="Ask about the hall", whom="The porter, 07700 900321")
    assert "07700 900321" not in exported(day, SHOWABLE).read_text(encoding="utf-8")
    assert "07700 900321" in exported(day, NAMED).read_text(encoding="utf-8")


def test_what_was_said_of_an_action_goes_when_it_is_taken_back(day, ben, exported):
    by, facilitator = as_person(day, ben.person), as_facilitator(day)
    action = promises.write_down(event=day, by=by, what="Ask about the hall")
    look_back.say(event=day, by=facilitator, action=action, state="started", words="The porter has the key")
    assert "The porter has the key" in exported(day, SHOWABLE).read_text(encoding="utf-8")
    promises.take_back(event=day, by=by, action=action)
    for choice in (SHOWABLE, NAMED):
        assert "The porter has the key" not in exported(day, choice).read_text(encoding="utf-8")
    assert "The porter has the key" in exported(day, WHOLE).read_text(encoding="utf-8")


def test_counts_stay_right_where_others_stand_in(day, write):
    topic = Topic.get(Topic.event == day)
    for person in Person.select().where(Person.event == day).order_by(Person.id.desc()).limit(3):
        write(Hand, day, topic=topic, person=person)
    hidden = pack(day, Edition())["tables"]["hand"]
    assert hidden == []
    _show_hands(day)
    hands = pack(day, Edition())["tables"]["hand"]
    assert [row["person"] for row in hands] == sorted(row["id"] for row in pack(day, Edition())["tables"]["person"])[:3]


def test_with_names_but_not_what_people_need(promised, exported):
    text = exported(promised, NAMED).read_text(encoding="utf-8")
    assert "Name-0" in text
    assert [word for word in ("secret need", "CODE0001", HOW, "ANSWER34", "Draft title") if word in text] == []


def test_contacts_only_when_asked_for(promised, exported):
    for choice in (SHOWABLE, NAMED, WHOLE, WITH_SECRETS):
        assert HOW not in exported(promised, choice).read_text(encoding="utf-8")
    for choice in (Choice(names=True, contacts=True), Choice(names=True, whole=True, contacts=True)):
        assert HOW in exported(promised, choice).read_text(encoding="utf-8")
    assert HOW not in exported(promised, Choice(contacts=True)).read_text(encoding="utf-8")


@pytest.mark.parametrize("choice", [SHOWABLE, NAMED])
def test_what_an_edition_has_comes_back_in_it(promised, cafe, exported, elsewhere, by_code, told, choice):
    for event in (promised, cafe):
        before = exported(event, choice)
        with elsewhere(f"of-{event.code}.db"):
            arriving.bring_in(before)
            after = exported(by_code(event.code), choice, name="again")
        assert told(after)["record"] == told(before)["record"]


def test_links_and_codes_are_new_elsewhere(promised, exported, elsewhere):
    before = exported(promised, WHOLE)
    codes = {person.return_code for person in Person.select()}
    with elsewhere():
        arrived = arriving.bring_in(before)
        assert "All links, QR codes and private codes are new. Print them again." in arrived.told()
        assert arrived.event.token != promised.token
        assert codes.isdisjoint(person.return_code for person in Person.select())
        assert (LookBack.get().token, AnswerLink.get().code) != ("look-back-token-kept", "ANSWER34")
        assert all(len(table.token) >= 20 for table in Table.select())


def test_links_and_codes_stay_in_a_file_with_secrets(promised, exported, elsewhere, by_code):
    before = exported(promised, WITH_SECRETS)
    codes = {person.return_code for person in Person.select()}
    with elsewhere():
        arrived = arriving.bring_in(before)
        assert "new" not in " ".join(arrived.told())
        assert arrived.event.token == promised.token
        assert codes == {person.return_code for person in Person.select()}
        assert (LookBack.get().token, AnswerLink.get().code) == ("look-back-token-kept", "ANSWER34")
        after = exported(by_code("ROOM34"), WITH_SECRETS, name="again")
        assert after.read_text()[-3000:] == before.read_text()[-3000:]


def test_the_same_file_twice(day, exported, elsewhere):
    before = exported(day)
    with elsewhere():
        first, second = arriving.bring_in(before), arriving.bring_in(before)
        assert (second.was_here, second.event) == (True, first.event)
        assert second.told() == ["This event is here already, with the code ROOM34. Nothing was changed."]
        assert Event.select().count() == 1


def test_the_same_file_after_the_event_went_on(day, exported, elsewhere, write):
    before = exported(day)
    with elsewhere():
        first = arriving.bring_in(before).event
        write(Action, first, what="Go on")
        assert arriving.bring_in(before).was_here


def test_where_it_came_from_it_is_here_already(day, exported):
    assert arriving.bring_in(exported(day)).was_here


def test_a_code_that_another_event_has(day, other_event, exported, changed):
    path = changed(exported(day), lambda data: data["record"]["tables"]["event"][0].update(code="WALL34"))
    arrived = arriving.bring_in(path)
    assert arrived.event.code not in ("WALL34", "ROOM34")
    assert "Another event here has the code WALL34, so this one got a new code." in arrived.told()
    assert Event.get_by_id(other_event.id).title == "Elsewhere"


def test_an_edition_is_one_of_three():
    for wrong in ({"name": "all"}, {"secrets": True}, {"contacts": True}, {"name": "with names", "secrets": True}):
        with pytest.raises(ValueError):
            Edition(**wrong)


def _show_hands(event):
    from facilitator.events.models import HANDS_ALWAYS
    from facilitator.journal import action

    @action("showed hands for a test")
    def show(change, event, by):
        event.hands_visible = HANDS_ALWAYS
        event.save()
        change.record(event)

    show(event=event)
