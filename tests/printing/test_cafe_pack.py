"""The papers of a café: tents, etiquette, move cards, slips, tablecloths, cards for hosts."""

import datetime
import io

import pytest
from cast import Browser
from pypdf import PdfReader

from facilitator.cafe.models import MOVE_RULE, PUBLISHED, REPAIRED, Seat, SeatingPlan
from facilitator.cafe.welcoming.actions import host_by_word, welcome
from facilitator.db import now
from facilitator.events.actions import appoint, create
from facilitator.events.models import Event, Round, Table
from facilitator.events.qr import qr_svg
from facilitator.events.setting_up.actions import set_up
from facilitator.events.setting_up.rounds.actions import add_round, change_round
from facilitator.events.setting_up.tables.actions import change_table, lay_tables, put_table_away
from facilitator.printing import cafe
from facilitator.printing.moves import everyone_finds_a_chair, move_cards, nobody_meets_twice

pytestmark = pytest.mark.unwatched  # these tests are about papers, not about screens

PAPERS = ["tents.pdf", "etiquette.pdf", "moves.pdf", "slips.pdf", "slips.pdf?everyone=1", "cloths.pdf", "hosts.pdf"]
QUESTION = "What would make our streets good for everybody, old and young? "


@pytest.fixture
def event(app):
    """A café of four tables with four seats, and three rounds."""
    made = create(recipe="world_cafe", title="Tea and talk", date=datetime.date(2026, 11, 21), code="CAFE34")
    lay_tables(event=made, count=4, seats=4)
    return Event.get_by_id(made.id)


@pytest.fixture
def ada(app, event):
    browser = Browser(app, event)
    facilitator = appoint(event=event, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): facilitator.id}
    return browser


def table(event, number):
    return Table.get(Table.event == event, Table.number == number)


def printed(browser, paper):
    answer = browser.get(f"console/print/{paper}")
    assert answer.headers["Content-Type"] == "application/pdf", answer.text
    return PdfReader(io.BytesIO(answer.data))


def lines(page):
    return " ".join(page.extract_text().split())


def size(page):
    return [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_accessible(ada, paper):
    reader = printed(ada, paper)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.metadata.title.endswith("Tea and talk")


@pytest.mark.parametrize("paper", PAPERS)
def test_only_facilitators_print(ben, cleo, event, paper):
    for browser in (ben, cleo):
        assert browser.get(f"/e/CAFE34/console/print/{paper}").headers["Content-Type"] != "application/pdf"


def test_the_page_leads_to_all_papers_of_a_cafe(app, ada, other_event):
    page = ada.get("console/files").text
    for paper in ("tents", "etiquette", "moves", "slips", "cloths", "hosts"):
        assert f"console/print/{paper}.pdf" in page
    assert "Topic cards" not in page
    assert "people would meet again" in page


def test_a_tent_for_each_table_says_the_same_on_both_sides(ada, event):
    change_table(event=event, table=table(event, 2), seats=4, name="Blue corner", question="What about buses?")
    pages = printed(ada, "tents.pdf").pages
    assert len(pages) == 3 or len(pages) == 4
    first, second = lines(pages[0]), lines(pages[1])
    assert first.count("What makes it hard?") == 2
    assert second.count("What about buses?") == second.count("Blue corner") == 2
    assert "What makes it hard?" not in second
    assert size(pages[0]) == [210, 297]


def test_the_tents_code_opens_the_table(app, event):
    with app.test_request_context("/"):
        _template, data, files = cafe.tents(event, "http://192.168.1.20:8000/")
    expected = qr_svg(f"http://192.168.1.20:8000/t/{table(event, 3).token}")
    assert files[data["pages"][2]["qr"]] == str(expected).encode()


def test_a_table_put_away_is_not_printed(ada, event):
    put_table_away(event=event, table=table(event, 3))
    assert len(printed(ada, "tents.pdf").pages) == 3
    assert "Table 3" not in " ".join(lines(page) for page in printed(ada, "hosts.pdf").pages)


def test_the_etiquette_is_one_page_however_much_it_says(ada, event):
    assert "Listen so you understand." in lines(printed(ada, "etiquette.pdf").pages[0])
    set_up(event=event, house_rules=["A long rule about talking. " * 6] * 12)
    (page,) = printed(ada, "etiquette.pdf").pages
    assert lines(page).count("A long rule about talking.") == 72


def test_move_cards_for_every_seat(event):
    cards = move_cards(event)
    assert [(card.letter, card.tables) for card in cards[:4]] == [
        ("", (1, 1, 1)), ("A", (1, 2, 3)), ("B", (1, 3, 1)), ("C", (1, 4, 3)),
    ]  # fmt: skip
    assert len(cards) == 16
    assert [card.step for card in cards[:4]] == [0, 1, 2, 3]
    assert not nobody_meets_twice(event)
    lay_tables(event=event, count=12, seats=4)
    assert nobody_meets_twice(event)


def test_where_cards_would_lead_to_too_few_chairs_the_page_says_so(ada, event):
    lay_tables(event=event, count=12, seats=4)
    assert everyone_finds_a_chair(event)
    assert "nobody meets anybody twice" in ada.get("console/files").text
    change_table(event=event, table=table(event, 1), seats=6)
    assert not everyone_finds_a_chair(event)
    assert "too few chairs" in ada.get("console/files").text


def test_move_cards_of_a_plan_are_somebodys_own(ada, event, write):
    rosa, sam = welcome(event=event, name="Rosa"), welcome(event=event, name="Sam")
    rounds = list(Round.select().where(Round.event == event).order_by(Round.position))
    ways = [{1: [rosa.id], 3: [sam.id]}, {2: [rosa.id], 3: [sam.id]}, {3: [rosa.id, sam.id]}]
    write(
        SeatingPlan,
        event=event,
        how=MOVE_RULE,
        state=PUBLISHED,
        published_at=now(),
        letters={str(rosa.id): "A", str(sam.id): ""},
        rounds={
            str(round_.id): {str(table(event, number).id): people for number, people in way.items()}
            for round_, way in zip(rounds, ways, strict=True)
        },
    )
    cards = move_cards(event)
    assert [(card.letter, card.tables, card.name) for card in cards] == [
        ("A", (1, 2, 3), "Rosa (1)"), ("", (3, 3, 3), "Sam (2)"),
    ]  # fmt: skip
    text = lines(printed(ada, "moves.pdf").pages[0])
    for words in ("Rosa (1)", "Move on 1 table each time.", "1 → 2 → 3", "You stay and welcome."):
        assert words in text
    assert "Round" not in text


def test_move_cards_of_a_plan_for_later_rounds_say_with_which_round_they_begin(ada, event, write):
    rosa = welcome(event=event, name="Rosa")
    _first, *rounds = Round.select().where(Round.event == event).order_by(Round.position)
    write(
        SeatingPlan,
        event=event,
        how=REPAIRED,
        state=PUBLISHED,
        published_at=now(),
        letters={str(rosa.id): "A"},
        rounds={
            str(round_.id): {str(table(event, number).id): [rosa.id]} for number, round_ in enumerate(rounds, start=2)
        },
    )
    assert [(card.begins, card.tables) for card in move_cards(event)] == [(2, (2, 3))]
    assert "Round 2 Begin at table 2" in lines(printed(ada, "moves.pdf").pages[0])


def test_a_slip_for_each_person_without_a_phone(ada, ben, event):
    welcome(event=event, name="Rosa", table=table(event, 2))
    welcome(event=event, table=table(event, 3))
    host_by_word(event=event, table=table(event, 4), name="Sam")
    ben.post(f"tables/{table(event, 1).id}/seat")
    assert Seat.select().where(Seat.person == ben.person).exists()
    text = lines(printed(ada, "slips.pdf").pages[0])
    for words in ("Rosa", "Table 2", "Guest 3", "Table 3", "You host table 4."):
        assert words in text
    assert "Ben" not in text
    assert "Ben" in lines(printed(ada, "slips.pdf?everyone=1").pages[0])


def test_blank_slips_while_nobody_has_a_seat(ada):
    (page,) = printed(ada, "slips.pdf").pages
    assert lines(page).count("Name:") == 10
    assert lines(page).count("Round 3") == 10


def test_a_round_without_a_question_has_a_tablecloth_and_all_other_papers(ada, event):
    add_round(event=event, question="")
    pages = printed(ada, "cloths.pdf").pages
    assert "Round 4" in lines(pages[-1])
    for paper in PAPERS:
        assert printed(ada, paper).pages


def test_tablecloths_for_each_round_and_for_tables_with_their_own_question(ada, event):
    pages = printed(ada, "cloths.pdf").pages
    assert len(pages) == 3
    assert size(pages[0]) == [420, 297]
    for words in ("What is good about living here?", "What matters", "Ideas", "Questions", "What we will do"):
        assert words in lines(pages[0])
    change_table(event=event, table=table(event, 2), seats=4, question="What about buses?")
    pages = printed(ada, "cloths.pdf").pages
    assert len(pages) == 4
    assert "Table 2" in lines(pages[0])
    assert "What about buses?" in lines(pages[0])


def test_a_card_for_each_host_says_what_to_say(ada, event):
    pages = printed(ada, "hosts.pdf").pages
    assert len(pages) == 2
    for words in ("Table 1", "Tell the new people the story so far.", "What makes it hard?", "The one main thing"):
        assert words in lines(pages[0])


def test_long_questions_and_many_tables_keep_their_pages(ada, event):
    lay_tables(event=event, count=40, seats=6)
    for round_ in list(Round.select().where(Round.event == event)):
        change_round(event=event, round=round_, question=(QUESTION * 5)[:300])
    for number in range(9):
        add_round(event=event, question=f"{number} {QUESTION * 4}"[:300])
    change_table(event=event, table=table(event, 7), seats=6, name="W" * 40, question="Why? " * 60)
    welcome(event=event, name="N" * 40, table=table(event, 7))
    assert len(printed(ada, "tents.pdf").pages) == 40
    assert len(printed(ada, "hosts.pdf").pages) == 20
    assert len(printed(ada, "moves.pdf").pages) == 30
    assert len(printed(ada, "cloths.pdf").pages) == 13
    assert len(printed(ada, "slips.pdf").pages) == 1


@pytest.mark.parametrize("house", ["ar", "bn"])
def test_a_house_of_another_language(ada, event, house):
    question = "আমরা কী করতে পারি?" if house == "bn" else "ماذا يمكننا أن نفعل؟"
    set_up(event=event, languages=[house], title="আমাদের দিন" if house == "bn" else "يوم حيّنا")
    change_round(event=event, round=Round.get(Round.event == event), question=question)
    for paper in PAPERS:
        assert printed(ada, paper).trailer["/Root"]["/Lang"] == house


def test_an_event_without_tables_has_papers_too(app, ada, event):
    Browser(app, event)
    bare = create(recipe="open_space_mini", title="Bare", date=datetime.date(2026, 11, 21), code="BARE34")
    facilitator = appoint(event=bare, name="Zoe")
    zoe = Browser(app, bare)
    with zoe.client.session_transaction() as session:
        session["facilitator"] = {str(bare.id): facilitator.id}
    for paper in PAPERS:
        printed(zoe, paper)
    assert "console/print/tents.pdf" not in zoe.get("console/files").text
