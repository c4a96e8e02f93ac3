"""How often a page asks the record does not grow with people, topics or notes."""

import pytest
from counting import all_told, queries_of, queries_of_big_screen, queries_of_page

from facilitator.agenda.models import Hand, Session
from facilitator.db import now
from facilitator.events.models import Slot, Space, Stage
from facilitator.journal import action
from facilitator.notes.models import SHOWN, Note
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, Topic

pytestmark = pytest.mark.unwatched  # nothing here is about what an act announces

ON_PHONES = ["", "topics", "board", "my-day", "wall", "read", "actions", "me"]
ON_THE_CONSOLE = ["console", "console/board", "console/people", "console/topics", "console/held", "console/files"]
ON_THE_BIG_SCREEN = ["topics", "board", "talk", "wall", "read", "actions", "goodbye"]
ON_A_KEPT_PAGE = 18


@action("came in numbers")
def come(change, event, by, number):
    """So many people, each with a topic on the board, a hand up for it and three notes; once more for each call."""
    slots, spaces = (list(kind.select().where(kind.event == event)) for kind in (Slot, Space))
    already = Person.select().count()
    for n in range(already, already + number):
        person = Person.create(event=event, name=f"Guest {n}", show_name=True, needs="a ramp", return_code=f"CODE{n}")
        topic = Topic.create(
            event=event, number=n, title=f"Talk {n}", convener=person, state=ANNOUNCED, announced_at=now()
        )
        box = slots[n % len(slots)], spaces[n // len(slots) % len(spaces)]
        if not Session.select().where(Session.slot == box[0], Session.space == box[1]).exists():
            Session.create(event=event, topic=topic, slot=box[0], space=box[1])
        Hand.create(event=event, topic=topic, person=person)
        for _ in range(3):
            Note.create(event=event, topic=topic, words="Benches", state=SHOWN, language="en", written_by=person)
    event.stage = Stage.get(Stage.event == event, Stage.kind == "talk")
    event.save()
    change.record(event)


@pytest.fixture
def crowd(event, ben, ada):
    """`crowd(look)`: what `look()` gives with a few, and with many."""
    ada.post("projector")

    def compare(look):
        come(event=event, number=3)
        few = look()
        come(event=event, number=9)
        return few, look()

    return compare


def test_on_phones(crowd, ben):
    few, many = crowd(lambda: {path: queries_of_page(ben, path) for path in ON_PHONES})
    assert many == few


def test_on_the_console(crowd, ada):
    few, many = crowd(lambda: {path: queries_of_page(ada, path) for path in ON_THE_CONSOLE})
    assert many == few


def test_on_the_big_screen(crowd, ada):
    few, many = crowd(lambda: queries_of_big_screen(ada, ON_THE_BIG_SCREEN))
    assert many == few


def test_a_page_whose_lists_are_kept_asks_only_what_is_about_one_person(crowd, ben):
    def look():
        all_told()
        for path in ON_PHONES:
            ben.get(path)
        return {path: queries_of(lambda path=path: ben.get(path), keeping=True) for path in ON_PHONES}

    few, many = crowd(look)
    assert many == few
    assert max(many.values()) <= ON_A_KEPT_PAGE
