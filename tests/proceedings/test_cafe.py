"""A café's book: by round and table, whole in every format; where people sat is in none."""

import csv
import datetime
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from full_cafe import ELSEWHERE, HOST, SCRIBE, SITTER, fill_cafe
from full_day import EDGES
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from test_book import queries, text_of
from test_whole import as_shown

from facilitator.closing.models import DebriefLine
from facilitator.events import actions
from facilitator.events.models import Table
from facilitator.notes.models import Note
from facilitator.proceedings import blocks, outline
from facilitator.proceedings.export import FORMATS, export
from facilitator.proceedings.gather import gather
from facilitator.proceedings.letters import visible

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens

MAINS = {"Main of one": (1, 1), "Main of two": (1, 2)}

OWN_KEY = '"secrets": false'  # the JSON says so of itself


@pytest.fixture
def cafe(app):
    """A community café after its day."""
    event = actions.create(recipe="community_cafe", title="Our café", date=datetime.date(2026, 11, 21), code="CAFE44")
    return fill_cafe(event=event)


@pytest.fixture
def exported(cafe, tmp_path):
    """`exported(format, names=False)` → the path of the file."""

    def make(format, names=False):
        out = tmp_path / f"book.{format}"
        export(cafe, format, names, out)
        return out

    return make


def kept():
    """{number: words} of every edge sample, as they stand in the record."""
    return {note.id: note.words for note in Note.select() if note.words in EDGES.values()}


def all_notes(book: dict):
    """Every note of a JSON book, wherever it was said."""
    for round_ in book["rounds"]:
        for at in round_["at_tables"]:
            yield from at["notes"]
        yield from round_["notes"]
    for table in book["tables"]:
        yield from table["notes"]
    yield from book["whole_room"]


def test_every_note_is_in_the_book_once(cafe):
    ids = [note.id for note in gather(cafe).notes]
    assert sorted(ids) == [note.id for note in Note.select().order_by(Note.id)]


def test_rounds_tell_their_question_and_their_real_time(cafe):
    first, second = gather(cafe).rounds
    assert (first.number, first.question) == (1, ELSEWHERE["question"])
    assert second.started - first.started == datetime.timedelta(minutes=30)
    assert [at.table for at in first.at_tables] == [1, 2]
    assert [at.question for at in first.at_tables] == [ELSEWHERE["question"], ELSEWHERE["own question"]]


def test_what_was_put_away_and_never_used_is_not_in_the_book(cafe):
    book = gather(cafe)
    assert len(book.rounds) == 2
    assert [table.number for table in book.tables] == [1, 2, 3, *range(5, 18)]


def test_what_was_said_at_a_table_that_is_put_away_stays(cafe, write):
    four = Table.get(Table.event == cafe, Table.number == 4)
    write(Note, event=cafe, table=four, words="Before it was carried out")
    (table,) = [table for table in gather(cafe).tables if table.number == 4]
    assert (table.put_away, [note.words for note in table.notes]) == (True, ["Before it was carried out"])


def test_the_own_question_of_a_table_that_wrote_nothing_stands_in_the_book(cafe, write):
    write(Table, event=cafe, number=90, seats=4, question="What do the quiet ones need?", token="t90")
    book = gather(cafe)
    (grid,) = (each for each in outline.blocks(book) if isinstance(each, blocks.Grid) and each.name == "The tables")
    assert [row[3] for row in grid.rows if row[0] == "Table 90"] == ["What do the quiet ones need?"]


def test_hosts_and_scribes_are_named_only_in_the_edition_with_names(cafe):
    without, with_names = gather(cafe), gather(cafe, names=True)
    assert (without.tables[0].hosts, without.rounds[0].at_tables[0].scribe) == ([], None)
    assert (with_names.tables[0].hosts, with_names.rounds[0].at_tables[0].scribe) == ([HOST], SCRIBE)


def test_drawings_are_the_lines_that_were_left_standing(cafe):
    first, second = (at.drawing for at in gather(cafe).rounds[0].at_tables)
    assert [stroke.points for stroke in first.strokes] == ["100,100 200,300 500,320", "700,300"]
    assert (second.state, second.because, second.strokes) == ("held", "a face", [])
    assert len(gather(cafe, names=True).drawings) == 2


def test_leaders_are_in_the_plan_once_they_agreed_aloud(cafe):
    plan = cards(gather(cafe, names=True))
    assert ELSEWHERE["will"] in plan
    assert "answer on 07700 900124" in plan
    assert "Not agreed to yet" not in plan
    said_by = plan[ELSEWHERE["will"]]
    assert (said_by["Said by"], said_by["By when"]) == ("Board chair", "15 December 2026")


def test_what_a_leader_said_is_nobodys_promise(cafe):
    assert [action.what for action in gather(cafe).actions] == ["Paint the bench"]


def cards(book) -> dict:
    """{what: its facts} of the action plan."""
    return {
        block.title.text: {label: words.text for label, words in block.facts}
        for block in outline.blocks(book)
        if isinstance(block, blocks.Card)
    }


def test_private_details_of_a_leader_stay_out_of_the_edition_to_share(cafe):
    line = gather(cafe).debrief[2]
    assert (line.i_will, line.held_because) == (None, "phone number")
    assert gather(cafe, names=True).debrief[2].i_will == "answer on 07700 900124"


def test_a_round_reads_question_main_things_tables(cafe):
    found = [(type(block).__name__, text_in(block)) for block in outline.blocks(gather(cafe))]
    texts = [text for _kind, text in found]
    order = [
        "Round 1",
        ELSEWHERE["question"],
        "The main things",
        "Main of one",
        "Main of two",
        "Table 1 · Blue corner & co",
        EDGES["plain"],
        "Table 2",
        "Said in this round, at no table",
        "No notes from tables: 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17",
        "Round 2",
        "Story of one",
        "Said at the tables, between the rounds",
        "What the whole room saw",
        "Waiting comes up everywhere",
        "Nobody spoke of buses",
        "Said to the whole room",
        "What leaders said",
    ]
    places = [texts.index(text) for text in order]
    assert places == sorted(places)
    assert [text for text in MAINS if texts.count(text) != 1] == []
    assert "2 rounds, 16 tables and" in next(text for text in texts if "in the words in which" in text)


def text_in(block) -> str:
    words = getattr(block, "words", None)
    return words.text if words else ""


def test_small_print_says_where_and_what_for(cafe):
    marks = {text_in(block): block.marks for block in outline.blocks(gather(cafe)) if isinstance(block, blocks.Said)}
    assert marks["Main of two"] == ["Table 2"]
    assert marks["Story of one"] == ["The story so far"]
    assert "Idea" in marks[EDGES["formula"]]


@pytest.mark.parametrize("format", FORMATS)
def test_nobody_learns_where_somebody_sat_or_what_they_need(cafe, tmp_path, format):
    without, with_names = (text_of(cafe, format, names, tmp_path) for names in (False, True))
    for text in (without, with_names):
        assert "Main of two" in text
        assert [
            word for word in ("secret", "SIT00001", "step_free_need", "apart") if word in text.replace(OWN_KEY, "")
        ] == []
    assert [word for word in (HOST, SCRIBE, SITTER, "07700", "333,444") if word in without] == []
    assert HOST in with_names
    assert SCRIBE in with_names or format in ("csv", "xlsx")


def test_json_equals_the_record(exported):
    book = json.loads(exported("json", True).read_text(encoding="utf-8"))
    found = {note["id"]: note["words"] for note in all_notes(book)}
    assert found == {note.id: note.words or None for note in Note.select()}
    leader, line = book["debrief"][0], DebriefLine.get()
    for name in ("who", "i_heard", "i_will", "i_cannot", "because"):
        assert leader[name] == getattr(line, name)
    assert book["rounds"][0]["question"] == ELSEWHERE["question"]
    assert book["tables"][1]["question"] == ELSEWHERE["own question"]
    assert book["rounds"][0]["at_tables"][0]["drawing"]["strokes"][0] == {
        "colour": "blue",
        "thickness": 9,
        "points": "100,100 200,300 500,320",
    }


def test_csv_says_round_table_question_and_purpose(exported):
    with exported("csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    notes = {row["Words"]: row for row in rows if row["Part"] == "Notes"}
    for words, (round_, table) in MAINS.items():
        row = notes[words]
        assert (row["Round"], row["Table"], row["What it is for"]) == (str(round_), str(table), "The main thing")
    assert notes["Main of two"]["Question"] == ELSEWHERE["own question"]
    assert {row["Part"] for row in rows} >= {"Rounds", "Tables", "Drawings", "Leaders"}
    found = {int(row["Number"]): row["Words"].removeprefix("'") for row in rows if row["Part"] == "Notes"}
    assert {id_: found[id_] for id_ in kept()} == {id_: visible(words) for id_, words in kept().items()}
    (chair, *_others) = [row for row in rows if row["Part"] == "Leaders"]
    assert (chair["I heard"], chair["I will"]) == (f"'{ELSEWHERE['heard']}", ELSEWHERE["will"])
    assert [cell for row in rows for cell in row.values() if re.match(r"\s*[=+\-@\t]", cell)] == []


def test_excel_holds_every_letter_of_rounds_tables_and_leaders(exported):
    book = load_workbook(exported("xlsx"))
    sheets = ["Actions", "Offers", "Notes", "Topics", "Themes", "Rounds", "Tables", "Drawings", "Leaders"]
    assert book.sheetnames[:9] == sheets
    assert book["Rounds"]["B2"].value == ELSEWHERE["question"]
    assert (book["Tables"]["B2"].value, book["Tables"]["E3"].value) == (
        ELSEWHERE["table name"],
        ELSEWHERE["own question"],
    )
    assert [book["Leaders"][cell].value for cell in ("B2", "C2", "E2", "F2")] == [
        ELSEWHERE[name] for name in ("heard", "will", "cannot", "because")
    ]
    assert book["Leaders"]["B2"].data_type == "s"


def test_word_holds_every_letter_and_the_pictures(exported):
    document = Document(exported("docx", True))
    texts = {paragraph.text for paragraph in document.paragraphs}
    assert {visible(words) for words in EDGES.values()} - texts == set()
    whole = "\n".join(texts)
    assert [name for name, words in ELSEWHERE.items() if words not in whole] == []
    assert len(document.inline_shapes) == 4  # two photos, two cloths
    told = document.element.xpath("//wp:docPr/@descr")
    assert "What table 1 drew on its cloth in round 1" in told


def test_markdown_in_the_folder_links_drawings_and_photos(exported):
    with zipfile.ZipFile(exported("zip")) as whole:
        names = set(whole.namelist())
        text = whole.read("book.md").decode()
        links = set(re.findall(r"\]\(((?:drawings|photos)/[^)]+)\)", text))
        assert links == {name for name in names if "/" in name and not name.startswith("csv/")}
        assert {name.split("/")[0] for name in links} == {"drawings", "photos"}
        (drawing,) = [name for name in names if name.startswith("drawings/")]
        lines = ElementTree.fromstring(whole.read(drawing)).iter("{http://www.w3.org/2000/svg}path")  # noqa: S314
        assert [line.get("d") for line in lines] == ["M100 100L200 300L500 320", "M700 300h.1"]
    shown = as_shown(text)
    assert [name for name, words in ELSEWHERE.items() if words.split("\n")[0] not in shown] == []


def test_pdf_carries_drawings_with_words_for_those_who_cannot_see_them(exported):
    reader = PdfReader(exported("pdf"))
    (attached,) = reader.attachments["book.json"]
    assert {note["id"] for note in all_notes(json.loads(attached))} == {note.id for note in Note.select()}
    text = " ".join(page.extract_text() for page in reader.pages)
    for words in ("Main of one", "What leaders said they will do", "Agreed aloud", "Board chair"):
        assert words in text


def test_a_drawing_as_png_has_its_lines(cafe):
    from facilitator.proceedings.cloth import png

    first = gather(cafe).drawings[0]
    with Image.open(io.BytesIO(png(first))) as image:
        assert image.width == 1000
        assert image.convert("RGB").getpixel((100, 100)) == (0x1B, 0x4F, 0xD1)
        assert image.convert("RGB").getpixel((700, 300)) == (0xB3, 0x26, 0x1E)
        assert image.convert("RGB").getpixel((900, 650))[0] > 240


def test_the_number_of_queries_does_not_grow_with_the_tables(cafe, write):
    fewer = queries(lambda: gather(cafe, names=True))
    for table in list(Table.select().where(Table.event == cafe, Table.number > 4)):
        write(Note, event=cafe, table=table, words=f"At {table.number}")
    assert queries(lambda: gather(cafe, names=True)) == fewer


@pytest.mark.parametrize("format", FORMATS)
def test_a_café_that_has_not_begun_can_be_exported(app, tmp_path, format):
    event = actions.create(recipe="world_cafe", title="Soon", date=datetime.date(2026, 11, 21), code="CAFE45")
    export(event, format, False, tmp_path / "book")
    assert (tmp_path / "book").stat().st_size > 100
