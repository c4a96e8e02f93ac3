"""The print pack: what stands on each paper, and that all of it is accessible PDF."""

import io
import re
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

sys.path.insert(0, str(Path(__file__).parents[1] / "proceedings"))
from full_day import fill

from facilitator.events.models import Event, Space
from facilitator.topics.models import Topic

PAPERS = ["poster-a4.pdf", "poster-a3.pdf", "signs.pdf", "cards.pdf", "sheets.pdf"]


def printed(browser, paper):
    """The paper as a PDF reader, fetched by a facilitator's browser."""
    answer = browser.get(f"console/print/{paper}")
    assert answer.headers["Content-Type"] == "application/pdf", answer.text
    return PdfReader(io.BytesIO(answer.data))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.fixture
def change(write):
    """`change(row, **fields)`: as set-up would."""
    from facilitator.journal import action

    @action("changed for a test")
    def act(change, event, by, row, fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        change.record(row)

    return lambda row, **fields: act(event=row if isinstance(row, Event) else row.event, row=row, fields=fields)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_accessible(ada, paper):
    reader = printed(ada, paper)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.metadata.title.endswith("Tea and talk")


@pytest.mark.parametrize("paper", PAPERS)
def test_only_facilitators_print(ben, cleo, paper):
    for browser in (ben, cleo):
        assert browser.get(f"console/print/{paper}").headers["Content-Type"] != "application/pdf"


def test_the_poster_says_how_to_join(ada):
    (page,) = printed(ada, "poster-a4.pdf").pages
    text = page.extract_text()
    for words in ("Tea and talk", "ROOM34", "Scan this with your phone", "No phone? Tell a helper in a yellow badge."):
        assert words in text
    assert "Wi-Fi" not in text
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_the_poster_in_a3(ada):
    (page,) = printed(ada, "poster-a3.pdf").pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [297, 420]


def test_the_poster_shows_the_wifi_when_there_is_one(ada, event, change):
    change(event, wifi_name="Hall; guests", wifi_password="tea and cake")
    text = text_of(printed(ada, "poster-a4.pdf"))
    assert "Hall; guests" in text
    assert "tea and cake" in text


def test_the_longest_words_stay_on_one_page(ada, event, change):
    change(event, title="W" * 120, question="Why? " * 100, venue="x" * 200, wifi_name="n" * 32, wifi_password="p" * 63)
    assert len(printed(ada, "poster-a4.pdf").pages) == 1
    assert len(printed(ada, "poster-a3.pdf").pages) == 1
    assert len(printed(ada, "cards.pdf").pages) == 1


def test_a_sign_for_each_space_with_its_talks(ada, event):
    fill(event=event)
    spaces = list(Space.select().where(Space.event == event).order_by(Space.position))
    reader = printed(ada, "signs.pdf")
    assert len(reader.pages) == len(spaces)
    second = reader.pages[1].extract_text()
    assert re.sub(r"\s", "", spaces[1].name) in re.sub(r"\s", "", second)
    assert "Benches & buses" in second


def test_four_cards_on_a_page(ada):
    (page,) = printed(ada, "cards.pdf").pages
    assert page.extract_text().count("What do you want to talk about?") == 4


def test_a_sheet_for_each_talk_with_its_own_code(ada, event):
    fill(event=event)
    reader = printed(ada, "sheets.pdf")
    assert len(reader.pages) == 2
    assert "Benches & buses" in reader.pages[1].extract_text()
    assert "Scan to write on your phone" in " ".join(reader.pages[1].extract_text().split())


def test_the_sheets_code_opens_the_notes_of_that_talk(app, event):
    from facilitator.printing import pack

    fill(event=event)
    with app.test_request_context("/"):
        _template, data, files = pack.sheets(event, "http://192.168.1.20:8000")
    topic = Topic.get(Topic.number == 1)
    from facilitator.events.qr import qr_svg

    expected = qr_svg(f"http://192.168.1.20:8000/e/ROOM34/topics/{topic.id}/notes")
    assert files[data["pages"][1]["qr"]] == str(expected).encode()


def test_without_talks_there_is_one_blank_sheet(ada):
    (page,) = printed(ada, "sheets.pdf").pages
    assert "Who writes:" in page.extract_text()


def test_a_held_topic_is_not_printed(ada, event, change):
    fill(event=event)
    change(Topic.get(Topic.number == 1), held_for="names a person")
    for paper in ("signs.pdf", "sheets.pdf"):
        assert "Benches & buses" not in text_of(printed(ada, paper))


@pytest.mark.parametrize("house", ["ar", "bn"])
def test_a_house_of_another_language(ada, event, change, house):
    change(event, languages=[house], title="আমাদের দিন" if house == "bn" else "يوم حيّنا")
    fill(event=Event.get_by_id(event.id))
    for paper in PAPERS:
        assert printed(ada, paper).trailer["/Root"]["/Lang"] == house
