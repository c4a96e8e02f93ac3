"""The shapes of the book: two pages to hand out, an easy read, large print; each in any of our languages."""

import collections
import re

import pytest
from full_day import EDGES, fill, write_rows
from full_promises import IN_ARABIC, lead_to
from pypdf import PdfReader

from facilitator.actions.models import Action, Offer, Promise
from facilitator.journal import action
from facilitator.people.models import Person
from facilitator.proceedings.export import Choice, export
from facilitator.proceedings.shape import SHAPES

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens

HELD = ("Ring 07700 900123", "The shop man is rude")


@action("promised much for a test")
def promise_much(change, event, by, many):
    """A day with so many actions, each with a long text, and as many offers."""
    fill(event=event)
    person = Person.select().where(Person.event == event).first()
    rows = [
        {"what": f"Do thing {n}: {'and so on ' * 12}", "first_step": "Begin", "lens": "together"} for n in range(many)
    ]
    made = write_rows(event=event, model=Action, rows=rows)
    write_rows(event=event, model=Promise, rows=[{"action": each, "person": person} for each in made[::2]])
    write_rows(event=event, model=Offer, rows=[{"skill": f"I can lend tool {n}"} for n in range(many)])
    return event


@pytest.fixture
def made(tmp_path):
    """`made(event, shape, format, …)` → the path of the file."""

    def make(event, shape, format="pdf", **choice):
        out = tmp_path / f"{shape}.{format}"
        export(event, format, False, out, choice=Choice(shape=shape, **choice))
        return out

    return make


def words_of(path):
    """All that can be read in a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def letters_by_size(path):
    """{size in points: how many letters} of a PDF."""
    found = collections.Counter()

    def note(text, matrix, _text_matrix, _font, size):
        found[round(abs(matrix[3] or 1) * size, 1) if text.strip() else None] += len(text.strip())

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=note)
    del found[None]
    return found


def test_a_normal_day_fits_two_pages_and_nothing_is_left_out(event, made):
    path = made(lead_to(event=event), "plan")
    assert len(PdfReader(path).pages) <= 2
    words = words_of(path)
    assert "Paint the bench" in words
    assert "in the whole book" not in words


@pytest.mark.parametrize("many", [30, 300])
def test_a_day_of_many_promises_fits_two_pages_and_says_what_it_leaves_out(event, made, many):
    path = made(promise_much(event=event, many=many), "plan")
    assert len(PdfReader(path).pages) == 2
    words = words_of(path)
    left_out = sum(int(number) for number in re.findall(r"(\d+) more (?:is|are) in the whole book", words))
    shown = len(re.findall(r"Do thing \d+:", words)) + len(re.findall(r"I can lend", words))
    assert shown > 10
    assert left_out > 0
    assert shown + left_out >= 2 * many  # and the three actions and one offer of the day itself
    assert "Ask for the whole book" in words


def test_what_is_held_back_is_in_no_paper_that_everybody_gets(event, made):
    lead_to(event=event)
    for shape in ("plan", "easy"):
        words = words_of(made(event, shape)).replace("\u200b", "")
        assert "I can lend a ladder" in words
        assert [held for held in HELD if held in words] == []
        assert not PdfReader(made(event, shape)).attachments


@pytest.mark.parametrize(("shape", "least"), [("easy", 14), ("large", 18)])
def test_no_letter_is_smaller_than_people_need(event, made, shape, least):
    sizes = letters_by_size(made(lead_to(event=event), shape))
    assert sum(sizes.values()) > 500
    assert min(sizes) >= least


def test_large_print_holds_every_letter_of_the_book(event, made):
    squeezed = re.sub(r"\s|\u200b", "", words_of(made(fill(event=event), "large")))
    for name in ("plain", "formula", "html", "typst", "apostrophe"):
        assert re.sub(r"\s", "", EDGES[name]) in squeezed


def test_an_easy_read_has_one_sentence_on_a_line(event, made):
    lines = made(lead_to(event=event), "easy", "md").read_text(encoding="utf-8").split("\n\n")
    assert "**Paint the bench**" in lines
    assert "We met on 21 November 2026\\." in lines or "We met on 21 November 2026." in lines
    ours = [line for line in lines if re.fullmatch(r"[A-Z][a-z ]+\. [A-Z].*", line)]
    assert ours == []


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_in_a_language_written_from_right_to_left(event, made, shape):
    path = made(lead_to(event=event), shape, language="ar")
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"] == "ar"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    page = made(event, shape, "html", language="ar").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr">Paint the bench<' in page
    if shape in ("full", "large"):
        assert f'lang="ar" dir="rtl">{IN_ARABIC}<' in page


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_shows_what_people_wrote_and_runs_none_of_it(event, made, shape):
    page = made(lead_to(event=event), shape, "html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("<h1") == 1
    assert "http" not in re.sub(r"http://(www\.w3|example)\.org", "", page)
