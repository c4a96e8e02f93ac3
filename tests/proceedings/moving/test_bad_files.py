"""What is no event of ours is refused in a plain sentence, and nothing of it is kept."""

import json
import zipfile
from pathlib import Path

import fastjsonschema
import pytest

from facilitator.config import ROOT
from facilitator.errors import Refused
from facilitator.events.models import Event
from facilitator.journal.models import Journal
from facilitator.notes.models import Note
from facilitator.proceedings import as_json
from facilitator.proceedings.export import Choice
from facilitator.proceedings.gather import gather
from facilitator.proceedings.moving import actions as moving_actions
from facilitator.proceedings.moving import arriving, checking, parcel, schema

EDITION = {"id": 1, "number": 1, "state": "draft", "fingerprint": "", "made_at": "2026-01-01T00:00:00Z"}
LINK = {"id": 1, "action": 1, "promise": None, "ask": None, "made_at": "2026-01-01T00:00:00Z", "revoked_at": None}
CONTACT = {
    "id": 1, "person": None, "offer": None, "promise": None, "how": "x", "what_for": "x", "until": "2030-01-01",
    "agreed_at": "2026-01-01T00:00:00Z",
}  # fmt: skip
PLAN = {
    "id": 1, "how": "computed", "state": "offered", "rounds": {"first": {}}, "figures": {}, "why": {}, "letters": {},
    "made_at": "2026-01-01T00:00:00Z", "published_at": None,
}  # fmt: skip
SCHEMA = ROOT / "docs" / "event.schema.json"
pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens


@pytest.fixture
def refused(elsewhere):
    """`refused(path)` → what is said, after seeing that nothing of the file is in an empty installation."""

    def bring(path):
        with elsewhere():
            with pytest.raises(Refused) as refusal:
                arriving.bring_in(path)
            assert (Event.select().count(), Note.select().count(), Journal.select().count()) == (0, 0, 0)
            return refusal.value.message

    return bring


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This is no whole JSON file (line 1)"),
        (b"\xff\xfe\x00\x01", "This is no JSON file, and no ZIP."),
        (b"PK\x03\x04 and no more", "This is no"),
        (b"[" * 100_000, "This is no whole JSON file"),
        (b'{"format": NaN}', "This is no whole JSON file"),
        (b"7", "This file is no event of Facilitator."),
        (b'{"format": "something-else", "version": 2}', "This file is no event of Facilitator."),
        (b'{"format": "facilitator-book"}', "This file does not say of which version it is."),
        (b'{"format": "facilitator-book", "version": true}', "This file does not say of which version it is."),
        (b'{"format": "facilitator-book", "version": 1}', "This file was made by an older version"),
        (b'{"format": "facilitator-book", "version": 2}', "This file is a book to read, without"),
        (b'{"format": "facilitator-book", "version": 3}', "This file was made by a newer version"),
        (b'{"format": "facilitator-book", "version": 2, "record": 5}', "record: must be object"),
    ],
)
def test_no_event_of_ours(refused, tmp_path, data, said):
    path = tmp_path / "it.json"
    path.write_bytes(data)
    assert said in refused(path)


def test_the_book_inside_a_pdf_is_no_event(day, refused, tmp_path):
    path = tmp_path / "it.json"
    path.write_text(as_json.text(gather(day)), encoding="utf-8")
    assert "a book to read, without the rows behind it" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_cut_off(day, exported, zipped, refused, share):
    for path in (exported(day), zipped(day)):
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        assert "cut off" in refused(path) or "no JSON file, and no ZIP" in refused(path)


def put(table, row, **fields):
    return lambda data: data["record"]["tables"][table][row].update(fields)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("note", 2, words=5), "record › tables › note › row 3 › words: must be string"),
        (put("note", 0, kind="sculpture"), "note › row 1 › kind: must be one of"),
        (put("note", 0, id=0), "note › row 1 › id: must be bigger than or equal to 1"),
        (put("note", 0, id=True), "note › row 1 › id: must be integer"),
        (put("note", 0, id=2**63), "note › row 1 › id: must be smaller than or equal to"),
        (put("note", 0, surprise="x"), "must not contain {'surprise'} properties"),
        (put("note", 0, written_at="yesterday"), "written_at: must match pattern"),
        (put("note", 0, written_at="2026-02-31T10:00:00Z"), "written_at: there is no such day or time"),
        (put("note", 0, words="\ud800"), "there are signs in it that are no letters"),
        (put("note", 0, topic=999), "note › row 1 › topic: there is no topic 999"),
        (put("note", 1, id=1), "note › row 2: there is one already with this id"),
        (put("promise", 0, person=None), "promise › row 1 › person: must be integer"),
        (put("event", 0, stage_id=999), "event › row 1 › stage_id: there is no stage 999"),
        (put("event", 0, code="../x"), "event › code: a code is of letters and numbers"),
        (put("event", 0, recipe="no_such"), "event › row 1 › recipe: must be one of"),
        (put("event", 0, languages=["zz"]), "languages › row 1: must be one of"),
        (put("person", 0, language="<b>"), "person › row 1 › language: must match pattern"),
        (put("note", 0, language="<b>"), "note › row 1 › language: must match pattern"),
        (put("stage", 0, minutes=10**9), "minutes: must be smaller than"),
        (put("stage", 0, kind="round", round=None), "stage › row 1: it belongs to no round"),
        (
            lambda data: data["record"]["tables"].update(answer_link=[LINK]),
            "answer_link › row 1: it belongs to one of these: promise or ask",
        ),
        (
            lambda data: data["record"]["tables"].update(contact=[CONTACT]),
            "contact › row 1: it belongs to one of these: promise or offer",
        ),
        (
            lambda data: data["record"]["tables"].update(seating_plan=[PLAN]),
            "seating_plan › row 1 › rounds: ",
        ),
        (lambda data: data["record"]["tables"].pop("event"), "record › tables: must contain ['event'"),
        (lambda data: data["record"]["tables"].update(event=[]), "event: must contain at least 1 items"),
        (lambda data: data["record"]["tables"].update(secrets=[]), "must not contain {'secrets'} properties"),
        (lambda data: data["record"].update(edition="another"), "edition: must be one of"),
        (
            lambda data: data["record"]["tables"].update(
                hand_out=[{"id": one, "is_open": True, "changed_at": "2026-01-01T00:00:00Z"} for one in (1, 2)]
            ),
            "hand_out › row 2: there is one already",
        ),
        (
            lambda data: data["record"]["tables"].update(edition=[EDITION | {"book": "bm8="}]),
            "edition › row 1 › book: it cannot be read",
        ),
    ],
)
def test_not_in_order(day, exported, changed, refused, change, said):
    assert said in refused(changed(exported(day), change))


def test_the_largest_is_refused_whatever_a_zip_says_of_its_size(day, exported, zipped, refused, monkeypatch):
    monkeypatch.setattr(parcel, "MOST_OF_JSON", 5_000)
    for path in (exported(day), zipped(day)):
        assert "larger than any event we know" in refused(path)


def test_a_zip_without_an_event(refused, tmp_path):
    path = tmp_path / "it.zip"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("../book.json", "{}")
    assert "there is no book.json in it" in refused(path)


def swapped(path, out, name, data):
    """The same ZIP with something else under a name."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"RIFF....WEBP", b"\0" * 20_000_000])
def test_a_photo_that_is_none(day, zipped, refused, tmp_path, data):
    path, out = zipped(day), tmp_path / "bad.zip"
    with zipfile.ZipFile(path) as whole:
        name = next(name for name in whole.namelist() if name.startswith("photos/"))
    swapped(path, out, name, data)
    assert "not the picture it should be" in refused(out) or "larger than any event" in refused(out)


def test_what_else_lies_in_a_zip_is_not_looked_at(day, zipped, elsewhere, tmp_path):
    path = zipped(day)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("../../evil.sh", "rm -rf /")
        whole.writestr("/etc/passwd", "x")
        whole.writestr("bomb.json", b"\0" * 50_000_000)
    before = set(Path(tmp_path).parent.rglob("*"))
    with elsewhere():
        arriving.bring_in(path)
    new = {found.name for found in set(Path(tmp_path).parent.rglob("*")) - before}
    assert all(name.startswith("elsewhere.db") for name in new)


def test_nothing_is_left_of_what_was_begun(day, zipped, exported, elsewhere):
    path, other = zipped(day), exported(day)
    with elsewhere():
        found = parcel.open_parcel(path)
        checking.see(found)
        parcel.look_at_photos(found)
        (name, _mark) = found.photos[1]
        swapped(path, path.with_name("new.zip"), name, other.read_bytes())
        path.with_name("new.zip").replace(path)
        with pytest.raises(Refused, match="changed while it was read"):
            moving_actions.bring_in(parcel=found)
        assert (Event.select().count(), Note.select().count(), Journal.select().count()) == (0, 0, 0)


def test_the_schema_is_the_one_that_is_shipped():
    assert SCHEMA.read_text(encoding="utf-8") == schema.text(), (
        "Write it anew: python -m facilitator.proceedings.moving.schema > docs/event.schema.json"
    )


def test_every_file_is_of_the_form_that_is_written_down(day, cafe, exported, told):
    check = fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for event in (day, cafe):
        for choice in (
            Choice(),
            Choice(names=True),
            Choice(names=True, contacts=True),
            Choice(whole=True, secrets=True),
        ):
            check(told(exported(event, choice)))
