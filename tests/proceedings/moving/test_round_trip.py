"""There and back: what is exported, brought in elsewhere and exported again is the same, letter for letter."""

import json
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import record

from facilitator.commands.check import faults
from facilitator.db import database
from facilitator.events.models import Event
from facilitator.notes.models import Photo
from facilitator.proceedings.editions import kept
from facilitator.proceedings.export import Choice
from facilitator.proceedings.gather import gather
from facilitator.proceedings.models import Check
from facilitator.proceedings.models import Edition as BookEdition
from facilitator.proceedings.moving import Edition, actions, arriving, checking, pack
from facilitator.proceedings.moving.fields import BY_NAME
from facilitator.proceedings.moving.numbers import WITH_NUMBERS_INSIDE, renumbered
from facilitator.proceedings.moving.parcel import Parcel
from facilitator.proceedings.moving.schema import FORMAT, VERSION

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens
WHOLE = Choice(names=True, whole=True)


def ranked(rows: dict) -> dict:
    """The same rows, numbered 1, 2, 3 in each table; without what each installation gives an event of its own."""
    numbers = {
        name: {row["id"]: place for place, row in enumerate(sorted(each, key=lambda row: row["id"]), 1)}
        for name, each in rows.items()
        if "id" in BY_NAME[name].names
    }
    found = {name: [renumbered(name, row, numbers) for row in each] for name, each in rows.items()}
    found["event"][0].pop("code")
    return {name: each for name, each in found.items() if name not in WITH_NUMBERS_INSIDE}


def whole_of(event):
    return pack(event, Edition("whole", contacts=True))


def but_for_when(path):
    """Its lines, without when it was made, and without times that move with the clock while a day goes on."""
    moves = re.compile(r'^ +"(made_at|planned|starts)": "[^{]*$')
    return [line for line in path.read_text(encoding="utf-8").split("\n") if not moves.match(line)]


@pytest.mark.parametrize("which", ["day", "cafe"])
def test_a_whole_event_is_the_same_after_it(request, exported, elsewhere, by_code, which):
    event = request.getfixturevalue(which)
    before = exported(event)
    with elsewhere() as other:
        arrived = arriving.bring_in(before)
        assert not arrived.was_here
        after = exported(by_code(event.code), name="again")
        assert faults(other.config["SETTINGS"].database, closely=True) == []
    assert but_for_when(after) == but_for_when(before)


def test_photos_come_along_in_the_zip(day, exported, elsewhere):
    before = exported(day, format="zip")
    pictures = dict(Photo.select(Photo.id, Photo.image).tuples())
    with elsewhere():
        arrived = arriving.bring_in(before)
        assert arrived.parcel.missing == 0
        assert dict(Photo.select(Photo.id, Photo.image).tuples()) == pictures
        assert "photo" not in " ".join(arrived.told())


def test_json_alone_says_that_photos_are_missing(day, exported, elsewhere):
    before = exported(day)
    with elsewhere():
        arrived = arriving.bring_in(before)
        assert "2 photos are not in the file. A grey picture stands for each." in arrived.told()
        assert all(bytes(photo.image).startswith(b"RIFF") for photo in Photo.select())


def test_a_photo_that_was_taken_back_stays_so(day, zipped, elsewhere, write):
    write(Photo, day, image=b"", width=400, height=300, state="taken_back")
    before = zipped(day)
    with elsewhere() as other:
        arrived = arriving.bring_in(before)
        assert arrived.parcel.missing == 0
        assert [bytes(photo.image) for photo in Photo.select().where(Photo.state == "taken_back")] == [b""]
        assert faults(other.config["SETTINGS"].database, closely=True) == []


@pytest.fixture
def checked(day, write):
    """The day, whose book was read."""
    book = kept.pack(gather(day))
    edition = write(BookEdition, day, number=1, state="checked", fingerprint=kept.fingerprint(book), book=book)
    write(Check, day, edition=edition, name="Ann", is_right=True, fingerprint=edition.fingerprint)
    return day


def test_editions_of_the_book_come_along(checked, exported, elsewhere, by_code):
    before, read = exported(checked), kept.unpack(BookEdition.get().book, checked.created_at)
    with elsewhere():
        arriving.bring_in(before)
        assert kept.unpack(BookEdition.get().book, checked.created_at) == read
        assert but_for_when(exported(by_code("ROOM34"), name="again")) == but_for_when(before)


def test_editions_stay_behind_where_their_numbers_are_taken(app, checked, exported):
    path = exported(checked)
    _change_code(checked)
    arrived = arriving.bring_in(path)
    assert "Other rows here have the numbers of this event, so its checked books stayed behind." in arrived.told()
    assert [edition.event_id for edition in BookEdition.select()] == [checked.id]


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_event_at_all_is_the_same_after_it(app, tmp_path, chance):
    made = record(chance)
    held = json.loads(json.dumps({"format": FORMAT, "version": VERSION, "record": made}))
    parcel = Parcel(tmp_path / "none.json", held)
    with app.app_context():
        checking.see(parcel)
        event = actions.bring_in(parcel=parcel)
        assert ranked(whole_of(event)["tables"]) == ranked(made["tables"])


def test_made_up_events_have_something_in_every_table():
    many = [record(random.Random(seed))["tables"] for seed in range(40)]
    assert [name for name in BY_NAME if not any(tables[name] for tables in many)] == []
    assert {len(tables["event"]) for tables in many} == {1}


@pytest.mark.any_record
def test_where_numbers_are_taken_rows_get_new_ones_and_still_find_each_other(app, day, exported):
    before = whole_of(day)
    day.code = "MOVED3"
    with app.app_context():
        path = exported(day)
        _change_code(day)
        event = arriving.bring_in(path).event
        assert event.id != day.id
        assert ranked(whole_of(event)["tables"]) == ranked(before["tables"])
        assert whole_of(Event.get_by_id(day.id))["tables"]["note"] == before["tables"]["note"]


@pytest.mark.any_record
def test_rows_made_later_get_numbers_after_those_that_came(app, day, exported, write):
    with app.app_context():
        path = exported(day)
        _change_code(day)
        event = arriving.bring_in(path).event
    newest = Photo.select(Photo.id).order_by(Photo.id.desc()).scalar()
    photo = write(Photo, event, image=b"RIFF", width=1, height=1)
    assert photo.id == newest + 1


def _change_code(event):
    """So that the event in the file is another one."""
    from facilitator.journal import action

    @action("renamed for a test")
    def rename(change, event, by):
        event.code = "OTHER3"
        event.save()
        change.record(event)

    rename(event=event)


def test_rows_keep_their_numbers_in_an_empty_installation(day, exported, elsewhere, told):
    path = exported(day)
    with elsewhere():
        arriving.bring_in(path)
        found = {id_ for (id_,) in database.execute_sql("SELECT id FROM note").fetchall()}
    assert found == {row["id"] for row in told(path)["record"]["tables"]["note"]}
