"""Whatever people wrote arrives whole in every format: read back and compared with the record."""

import csv
import datetime
import html
import io
import json
import re
import zipfile

import pytest
from docx import Document
from full_day import EDGES, fill
from openpyxl import load_workbook
from pypdf import PdfReader

from facilitator.events import actions
from facilitator.notes.models import Note
from facilitator.proceedings.export import FORMATS, Choice, export
from facilitator.proceedings.letters import visible

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens


@pytest.fixture
def exported(day, tmp_path):
    """`exported(format, names=False)` → the path of the file."""

    def make(format, names=False):
        out = tmp_path / f"book.{format}"
        export(day, format, names, out)
        return out

    return make


def kept():
    """{number: words} of every edge sample, as they stand in the record."""
    return {note.id: note.words for note in Note.select() if note.words in EDGES.values()}


def test_the_samples_are_in_the_record(day):
    assert sorted(kept().values()) == sorted(EDGES.values())
    assert max(map(len, EDGES.values())) >= 40_000


def test_json_holds_every_letter(exported):
    book = json.loads(exported("json").read_text(encoding="utf-8"))
    assert (book["format"], book["version"]) == ("facilitator-book", 2)
    found = {note["id"]: note["words"] for topic in book["topics"] for note in topic["notes"]}
    assert {id_: found[id_] for id_ in kept()} == kept()


def test_csv_holds_every_letter_and_no_formula(exported):
    with exported("csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@\t]", cell)] == []
    found = {int(row["Number"]): row["Words"].removeprefix("'") for row in rows if row["Part"] == "Notes"}
    assert {id_: found[id_] for id_ in kept()} == {id_: visible(words) for id_, words in kept().items()}


def test_excel_holds_every_letter_as_text(exported):
    sheet = load_workbook(exported("xlsx"))["Notes"]
    heads = [cell.value for cell in sheet[1]]
    found, kinds = {}, set()
    for row in sheet.iter_rows(min_row=2):
        words = row[heads.index("Words")]
        found[row[0].value] = found.get(row[0].value, "") + (words.value or "")
        kinds.add(words.data_type)
        assert len((words.value or "").encode("utf-16-le")) // 2 <= 32_767
    assert kinds == {"s"}
    assert {id_: found[id_] for id_ in kept()} == {id_: visible(words) for id_, words in kept().items()}


def test_excel_has_a_sheet_for_each_table(exported):
    book = load_workbook(exported("xlsx"))
    assert book.sheetnames == [
        "Actions", "Offers", "Notes", "Topics", "Themes", "People", "The day", "Closing", "Words", "Photos",
    ]  # fmt: skip
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)
    assert [cell.value for cell in book["Actions"]["B"]] == [
        "What",
        "Paint the bench",
        "=Ask for a shelter",
        "Plant bulbs",
    ]


def test_word_holds_every_letter(exported):
    found = {paragraph.text for paragraph in Document(exported("docx")).paragraphs if paragraph.style.name == "Note"}
    assert {visible(words) for words in EDGES.values()} - found == set()


def test_word_knows_which_way_words_run(exported):
    document = Document(exported("docx"))
    ways = {
        text: bool(paragraph._p.xpath("./w:pPr/w:bidi"))
        for paragraph in document.paragraphs
        if (text := paragraph.text)
    }
    assert (ways[EDGES["arabic"]], ways[EDGES["urdu"]], ways[EDGES["plain"]]) == (True, True, False)
    (arabic,) = [paragraph for paragraph in document.paragraphs if paragraph.text == EDGES["arabic"]]
    assert arabic._p.xpath(".//w:lang/@w:bidi") == ["ar-SA"]
    assert arabic._p.xpath("./w:pPr/w:pBdr/*/@w:val") == ["nil", "single"]  # its bar is on the right
    assert [p.style.name for p in document.paragraphs if p.text == "What gets done"][-1:] == ["Heading 1"]


def test_word_puts_full_stops_where_words_of_another_direction_end(day, tmp_path):
    out = tmp_path / "book.docx"
    export(day, "docx", False, out, choice=Choice(language="ar"))
    document = Document(out)
    facts = [one for one in document.paragraphs if one.style.name == "Facts" and one.text.endswith("\u200e")]
    assert facts
    assert all(one._p.xpath("./w:pPr/w:bidi") for one in facts)
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for table in document.tables for row in table.rows)


def test_markdown_holds_every_letter_and_no_markup_of_theirs(exported):
    text = exported("md").read_text(encoding="utf-8")
    quotes = [
        "\n".join(line[2:] for line in quote.split("\n")) for quote in re.findall(r"(?:^>.*\n)+", text + "\n", re.M)
    ]
    quotes = [quote.removesuffix("\n") for quote in quotes]
    assert "<script" not in text.replace("\\<", "")
    found = {as_shown(quote.split("\n\n*")[0] if quote.count("\n\n*") else quote) for quote in quotes}
    assert {visible(words) for words in EDGES.values()} - found == set()


def as_shown(markdown):
    """What a reader sees of escaped text: no backslashes before signs, no entities, line ends as line ends."""
    plain = re.sub(r"\\([\\`*_\[\]<>&|~$#+\-=.)])", r"\1", markdown)
    return html.unescape(re.sub(r" {2}$", "", plain, flags=re.M))


def test_pdf_carries_the_exact_words_inside(exported):
    reader = PdfReader(exported("pdf"))
    (attached,) = reader.attachments["book.json"]
    found = {note["id"]: note["words"] for topic in json.loads(attached)["topics"] for note in topic["notes"]}
    assert {id_: found[id_] for id_ in kept()} == kept()


def test_pdf_shows_the_words(exported):
    text = " ".join(page.extract_text() for page in PdfReader(exported("pdf")).pages)
    squeezed = re.sub(r"Teaandtalk\d+/\d+", "", re.sub(r"\s+|\u200b", "", text))  # without the foot of each page
    shown = ["plain", "formula", "plus", "minus", "html", "typst", "longest"]
    missing = [name for name in shown if re.sub(r"\s+", "", EDGES[name]) not in squeezed]
    assert missing == []
    assert squeezed.count("Longimportedwords,numberafternumber.") == 953
    assert sum(map(len, re.findall("x{15,}", squeezed))) == 2000
    assert "a[U+0001]b[U+0000]c" in squeezed
    assert squeezed.count("😀") == 20_001


def test_pdf_is_accessible_and_says_its_language(exported):
    reader = PdfReader(exported("pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Tea and talk"


def test_the_zip_holds_all_formats_and_the_photos(exported):
    with zipfile.ZipFile(exported("zip")) as whole:
        *books, photo = whole.namelist()
        ours = [name for name in books if not name.startswith("csv/")]
        assert sorted(ours) == ["book.docx", "book.html", "book.json", "book.md", "book.pdf", "book.xlsx"]
        tables = ["actions", "closing", "notes", "offers", "people", "photos", "stages", "themes", "topics", "words"]
        assert sorted(name for name in books if name.startswith("csv/")) == [f"csv/{name}.csv" for name in tables]
        assert photo == "photos/photo-1.webp"
        assert whole.testzip() is None
        assert "photos/photo-1.webp" in whole.read("book.md").decode()
        assert load_workbook(io.BytesIO(whole.read("book.xlsx"))).sheetnames[0] == "Actions"


@pytest.mark.parametrize("format", FORMATS)
def test_an_event_that_has_not_begun_can_be_exported(event, tmp_path, format):
    progress = []
    export(event, format, False, tmp_path / "book", progress.append)
    assert (tmp_path / "book").stat().st_size > 100
    assert progress[0] == 0
    assert progress[-1] == 100
    assert progress == sorted(progress)


@pytest.mark.parametrize("house", ["ar", "bn", "so"])
def test_a_house_of_another_language(app, tmp_path, house):
    event = actions.create(
        recipe="open_space", title="يوم حيّنا", date=datetime.date(2026, 11, 21), code="ROOM44", languages=[house]
    )
    export(fill(event=event), "zip", True, tmp_path / "book")
    with zipfile.ZipFile(tmp_path / "book") as whole:
        reader = PdfReader(io.BytesIO(whole.read("book.pdf")))
        assert reader.trailer["/Root"]["/Lang"] == house
        sheet = load_workbook(io.BytesIO(whole.read("book.xlsx"))).worksheets[0]
        assert bool(sheet.sheet_view.rightToLeft) == (house == "ar")
