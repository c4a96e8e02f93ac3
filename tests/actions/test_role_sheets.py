"""The role sheet: nine fields, all may stay blank, by who promised or by a facilitator with them, and on paper."""

import io

import pytest
from cast import joined
from pypdf import PdfReader

from facilitator.actions.models import ROLE_FIELDS, Promise, RoleSheet
from facilitator.actions.roles.reading import field_words, sheets_of


@pytest.fixture
def promise(ben):
    ben.send("actions", {"what": "Lead the walks", "i_will": "1"})
    return Promise.get()


def test_it_has_nine_fields_with_words(app):
    with app.test_request_context("/"):
        assert tuple(field_words()) == ROLE_FIELDS
    assert len(ROLE_FIELDS) == 9


def test_who_promised_fills_it_in_and_changes_it(event, ben, promise):
    here = f"promises/{promise.id}/role"
    assert "Lead the walks" in ben.get(here).text
    ben.send(here, {"work": "Walks", "time": "Two hours", "costs": " "})
    assert sheets_of(event) == {promise.id: {"work": "Walks", "time": "Two hours"}}
    assert "Two hours" in ben.get(here).text
    ben.send(here, {})
    assert (sheets_of(event), RoleSheet.select().count()) == ({}, 1)


def test_others_neither_read_nor_write_it(app, event, ben, cleo, promise):
    ben.send(f"promises/{promise.id}/role", {"costs": "Ten pounds"})
    for browser in (joined(app, event, "Eve"), cleo):
        assert browser.send(f"promises/{promise.id}/role", {"costs": "Nothing"})[0] == 404
        for path in (f"promises/{promise.id}/role", f"promises/{promise.id}/role.pdf"):
            assert browser.get(path).mimetype != "application/pdf"
            assert "Ten pounds" not in browser.get(path).text
    assert sheets_of(event) == {promise.id: {"costs": "Ten pounds"}}


def test_a_facilitator_fills_it_in_with_them(event, ada, promise):
    assert ada.send(f"console/promises/{promise.id}/role", {"lead": "Ben"})[0] == 200
    assert sheets_of(event) == {promise.id: {"lead": "Ben"}}
    assert "Ben" in ada.get(f"console/promises/{promise.id}/role").text


def test_too_many_words_come_back(ben, promise):
    here = f"promises/{promise.id}/role"
    page = ben.post(here, {"support": "x" * 301, "where": "At the hall", "page": ben.address(here)})
    assert page.status_code == 422
    assert "At the hall" in page.text
    assert RoleSheet.select().count() == 0


def test_it_is_printed_as_accessible_pdf_on_one_page(ben, ada, promise):
    ben.send(f"promises/{promise.id}/role", {"where": "At the hall", "hopes": "نلتقي كل أسبوع"})
    for browser in (ben, ada):
        reader = PdfReader(io.BytesIO(browser.get(f"promises/{promise.id}/role.pdf").data))
        assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
        (page,) = reader.pages
        text = page.extract_text()
        for words in ("Lead the walks", "At the hall", "Pay and costs"):
            assert words in text


def test_it_goes_with_the_promise(ben, promise):
    ben.send(f"promises/{promise.id}/role", {"lead": "Ben"})
    ben.send(f"actions/{promise.action_id}/promise", {"said": "0"})
    assert RoleSheet.select().count() == 0
