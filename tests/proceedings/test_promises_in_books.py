"""Themes, promises, offers, what happened later: each in every format, as many as in the record, letter for letter."""

import csv
import io
import json
import re
import zipfile

import pytest
from docx import Document
from full_promises import IN_ARABIC, OFFERED, SAID_LATER, lead_to
from openpyxl import load_workbook

from facilitator.actions import actions as promises
from facilitator.commands.stand_in import as_person
from facilitator.harvest.models import InTheme, Theme
from facilitator.journal import action
from facilitator.lookback.models import Update
from facilitator.notes.models import TAKEN_BACK, Note, Translation
from facilitator.proceedings import outline
from facilitator.proceedings.blocks import Heading
from facilitator.proceedings.export import FORMATS, WITH_ROWS, Choice, export
from facilitator.proceedings.gather import gather
from facilitator.proceedings.shape import Shape

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens

PHONE = "0113 496 0000"


@pytest.fixture
def led(event):
    """The event after a day that led to something."""
    return lead_to(event=event)


@pytest.fixture
def made(led, tmp_path):
    """`made(format, **choice)` → the path of the file."""

    def make(format, **choice):
        export(led, format, False, tmp_path / f"book.{format}", choice=Choice(**choice))
        return tmp_path / f"book.{format}"

    return make


@action("showed stars for a test")
def show_stars(change, event, by):
    """The room sees how many there are."""
    event.stars_visible = True
    event.save()
    change.record(event)


def rows_of(path, name):
    """The rows of one sheet of a workbook, as {heading: value}."""
    heads, *rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_whole_stands_in_the_order_of_the_day(led):
    headings = [block.words.text for block in outline.blocks(gather(led), Shape()) if isinstance(block, Heading)]
    wanted = [
        "What happened", "House rules", "Who came", "Everything that was said", "2. حديقة للجميع",
        "1. Benches & buses", "3. A topic without a place", "Said to the whole room", "Themes", "Sitting down",
        "In no pile", "What gets done", "We can do this ourselves", "What we ask of people who were not in the room",
        "What people can give", "No one has said yes yet", "What people will remember", "Words people asked about",
        "What we missed", "How to join in", "When you will hear",
    ]  # fmt: skip
    assert [heading for heading in headings if heading in wanted] == wanted


def test_a_topic_lists_what_will_be_done(led):
    found = list(outline.blocks(gather(led), Shape()))
    at = next(
        n for n, block in enumerate(found) if getattr(block, "words", None) and block.words.text == "What will be done"
    )
    assert found[at + 1].title.text == "=Ask for a shelter"


def test_every_pile_and_every_note_in_it(led, made):
    (seats, green, unnamed) = gather(led).themes
    assert (seats.name, len(seats.notes), green.state, green.why, unnamed.name) == (
        "Sitting down",
        5,
        "parked",
        "In spring",
        "",
    )
    assert sum(len(theme.notes) for theme in gather(led).themes) == InTheme.select().count()
    counted = {row["Name"]: row["Notes"] for row in rows_of(made("xlsx"), "Themes")}
    standing = Note.select().where(Note.state != TAKEN_BACK).count()
    assert counted == {"Sitting down": 5, "Green things": 1, "A pile without a name": 0, "In no pile": standing - 5}
    piles = {row["Number"]: row["Themes"] for row in rows_of(made("xlsx"), "Notes")}
    assert piles[min(seats.notes)] == "Sitting down; Green things"


@pytest.mark.parametrize("format", [each for each in FORMATS if each not in ("zip", "pdf")])
def test_words_said_later_and_offers_arrive_whole(made, format):
    path = made(format)
    assert {SAID_LATER, OFFERED} - pieces_of(path) == set()


def pieces_of(path):
    """Every piece of text in a file, as a reader is shown it."""
    if path.suffix == ".xlsx":
        return {str(cell) for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row}
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {cell.removeprefix("'") for row in csv.reader(file) for cell in row}
    if path.suffix == ".json":
        return set(texts(json.loads(path.read_text(encoding="utf-8"))))
    if path.suffix == ".docx":
        whole = "\n".join(paragraph.text for paragraph in Document(path).paragraphs)
    elif path.suffix == ".html":
        whole = re.sub(r"&#3[49];", lambda found: chr(int(found[0][2:4])), path.read_text(encoding="utf-8"))
        whole = whole.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    else:
        whole = re.sub(r"\\([\\`*_\[\]<>&|~$#+\-=.)])", r"\1", path.read_text(encoding="utf-8"))
    return {each for each in (SAID_LATER, OFFERED) if each in whole}


def texts(data):
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(part)


def test_each_update_is_a_row(led, made):
    rows = rows_of(made("xlsx"), "What happened")
    assert len(rows) == Update.select().count()
    assert [row["How it stands"] for row in rows] == ["Started", "Done", "Not yet"]
    assert "07700" not in str(rows)
    assert "07700" in str(rows_of(made("xlsx", names=True), "What happened"))


def test_no_sheet_is_hidden_and_no_cell_is_a_formula(made):
    book = load_workbook(made("xlsx"))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref for sheet in book)
    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}


def test_the_folder_has_a_csv_file_for_each_sheet(made):
    with zipfile.ZipFile(made("zip")) as whole:
        sheets = load_workbook(io.BytesIO(whole.read("book.xlsx")))
        tables = [name for name in whole.namelist() if name.startswith("csv/")]
        assert len(tables) == len(sheets.sheetnames)
        for sheet, name in zip(sheets, tables, strict=True):
            rows = list(csv.reader(io.StringIO(whole.read(name).decode("utf-8-sig"))))
            assert rows[0] == [cell.value for cell in sheet[1]]


@pytest.mark.parametrize("format", FORMATS)
def test_contacts_are_in_a_file_only_when_somebody_asks_for_them(led, made, format):
    for choice in ({}, {"names": True}, {"contacts": True}):
        assert PHONE not in as_text(made(format, **choice))
    with_contacts = as_text(made(format, names=True, contacts=True))
    assert PHONE in with_contacts or format == "pdf"
    assert "bun@example.org" not in with_contacts or format in WITH_ROWS  # there it goes when it is deleted
    assert "secret look back" not in with_contacts


def as_text(path):
    if path.suffix in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(path) as whole:
            return "\n".join(whole.read(part).decode("utf-8", "replace") for part in whole.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def test_a_promise_said_aloud_says_so(led):
    (ben, _staff) = gather(led, names=True).actions[0].said_yes
    assert (ben.name, ben.aloud, ben.written_by) == ("Name-0", True, "Name-2")
    (ben, _staff) = gather(led).actions[0].said_yes
    assert (ben.name, ben.aloud, ben.written_by) == (None, True, None)


def test_words_in_another_language_stand_beside_what_was_said(led, made):
    book = gather(led)
    assert sum(len(note.translations) for note in book.notes) == Translation.select().count()
    assert IN_ARABIC not in "\n".join(paragraph.text for paragraph in Document(made("docx")).paragraphs)
    paragraphs = Document(made("docx", language="ar")).paragraphs
    at = next(n for n, paragraph in enumerate(paragraphs) if paragraph.text == IN_ARABIC)
    assert [paragraph.style.name for paragraph in paragraphs[at - 2 : at + 2]] == [
        "Note",
        "Note marks",
        "Translation",
        "Note marks",
    ]
    assert paragraphs[at]._p.xpath("./w:pPr/w:bidi")
    assert not paragraphs[at - 2]._p.xpath("./w:pPr/w:bidi")
    assert "Ifra" in paragraphs[at + 1].text


def test_stars_and_hands_stand_only_where_the_room_shows_them(led):
    assert {note.helping for note in gather(led).notes} == {None}
    show_stars(event=led)
    first = gather(led).topics[1].notes[0]
    assert (first.stars, first.helping) == (1, 2)


@pytest.mark.parametrize("format", ["json", "xlsx", "docx", "md", "csv"])
def test_whom_to_ask_is_held_with_its_action_and_a_pile_with_its_name(led, ben, write, made, format):
    write(Theme, led, name="Ring 07700 900777", position=99, state="forwarded", whom="Kim, 07700 900777", why="x",
          held_because="phone number")  # fmt: skip
    by = as_person(led, ben.person)
    promises.write_down(event=led, by=by, what="Ask about the hall", whom="The porter, 07700 900321")
    without, with_names = as_text(made(format)), as_text(made(format, names=True))
    assert ("900321" in without, "900777" in without) == (False, False)
    assert ("900321" in with_names, "900777" in with_names) == (True, True)
