"""What is held for a look before it reaches a shared screen, and what is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.private_details import ADDRESS, EMAIL, NAMES, PHONE, in_words, likely

PHONES = [
    "Call me on 07700 900123",
    "07700900123",
    "07700-900-123",
    "07700.900.123 after six",
    "0770 090 0123",
    "(07700) 900123",
    "ring 01274 496 0123",
    "020 7946 0958",
    "(020) 7946 0958",
    "+44 7700 900123",
    "+44 (0)7700 900123",
    "+447700900123",
    "0044 7700 900123",
    "my number is 07700 900 123.",
    "0 7 7 0 0 9 0 0 1 2 3",
    "call 555-0123",
    "Tel: 496 0123",
    "text me 736 5550",
    "(270) 555-0123",
    "270-555-0123",
    "270.555.0123",
    "1-270-555-0123",
    "2705550123",
    "+1 270 555 0123",
    "+880 1712-345678",
    "01712-345678",
    "০১৭১২-৩৪৫৬৭৮",
    "ফোন ০১৭১২ ৩৪৫৬৭৮",
    "٠٧٧٠٠ ٩٠٠١٢٣",
    "رقم هاتفي ٠٧٧٠٠٩٠٠١٢٣",
    "میرا فون ۰۳۰۰ ۱۲۳۴۵۶۷",
    "+92 300 1234567",
    "+48 512 345 678",
    "512 345 678",
    "612 34 56 78",
    "+252 61 2345678",
    "０７７００ ９００１２３",
    "07700\u00a0900\u2011123",
    "\u202a07700 900123\u202c",
    "WhatsApp 07700/900123",
    "two numbers: 2026, and 07700 900123",
    "Meet 10:30, then ring 07700 900123",
]

EMAILS = [
    "write to ben@example.org",
    "ben.smith+tea@mail.example.co.uk",
    "BEN@EXAMPLE.ORG",
    "ben (at) example.org",
    "ben [at] example [dot] org",
    "ben at example dot org",
    "ben @ example.org",
    "بن@example.org",
    "ben＠example.org",
    "<ben@example.org>",
]

ADDRESSES = [
    "I live at 12 Mill Road",
    "12 Mill Road",
    "12, Mill Road",
    "12a Mill Rd",
    "12 mill road",
    "my house, at 12 mill road, is damp",
    "221B Baker Street",
    "7 St John's Terrace",
    "1500 Old Louisville Road",
    "number 4 Orchard Close",
    "5 Main Street",
    "12 Green Lane",
    "flat 12",
    "Flat 12b, Mill House",
    "apt. 4",
    "Apartment 7",
    "house number 9",
    "PO Box 123",
    "BD1 1AA",
    "bd1 1aa",
    "BD11AA",
    "SW1A 2AA",
    "near EC1A 1BB",
    "M1 1AE is mine",
    "ul. Długa 12",
    "Calle Mayor, 12",
    "C/ Mayor 12",
    "شقة ١٢",
    "شارع الملك فيصل ١٢",
    "مکان نمبر ۱۲",
    "বাড়ি নং ১২",
]

NOTHING_PRIVATE = [
    "",
    "Benches by the bus stop",
    "2026",
    "in 2026 and 2027",
    "2024 2025 2026",
    "2025-2026",
    "2026-11-21",
    "21/11/2026",
    "21.11.2026",
    "21-11-26",
    "2026-11-21 10:30",
    "£20,000",
    "£20 000 000",
    "£1234567890",
    "$1,500,000.00",
    "20,000,000 people",
    "20 000 000",
    "250 000 000",
    "10:30",
    "10:30 - 11:45",
    "10.30-11.45",
    "0900-1700",
    "0930 1100 1400",
    "8am",
    "8am-10pm",
    "24 hour",
    "24/7",
    "24 hour bus",
    "100 people",
    "we won 3-1",
    "12-10, 15-13",
    "1 2 3 4 5 6 7 8 9 10",
    "0 1 2 3 4 5 6 7 8 9",
    "1-2-3",
    "50/50",
    "100-1500 people",
    "call 999",
    "call 111",
    "ring 101 for the police",
    "0.0000123456",
    "3.14159265358",
    "99.9%",
    "ISBN 0-306-40615-2",
    "number 12",
    "number 12 bus",
    "bus 620, 636 and 637",
    "phone masts cost 250000",
    "@benches",
    "meet @ 10.30",
    "lunch at noon. Then tea",
    "see www.example.org/0770090012",
    "look at example.org",
    "Mill Road",
    "a crossing on Mill Road",
    "20 new street lights",
    "20 street lights",
    "5 Mill Road crossings",
    "a 10 minute walk",
    "10 Minute Walk",
    "a 4 lane road",
    "a 4 Lane Road",
    "20 mph street",
    "3 people in the street",
    "Exit 22 Scottsville Road",
    "Route 880 Lovers Lane",
    "WE NEED 20 NEW STREET LIGHTS",
    "in 2026 Mill Road will close",
    "a flat 10% fee",
    "a flat 5 per cent",
    "flat 20 mph limit",
    "a flat 2 years",
    "room B1 2nd floor",
    "E3 1st floor",
    "A4 paper",
    "the M62 and the A6177",
    "B12 vitamins",
    "Covid19",
    "CO2",
    "table 7",
    "Talk time 1, table 12",
    "١٠٠ شخص",
    "في عام ٢٠٢٦",
    "২০২৬ সালে",
    "১০টি বাড়ি",
    "১০০ জন মানুষ",
    "۲۰۲۶ میں",
    "10 calles",
    "la calle está abierta 24 horas",
    "😀 1️⃣ 2️⃣ 3️⃣",
]


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_found(text):
    assert likely(text) == PHONE


@pytest.mark.parametrize("text", EMAILS)
def test_an_email_address_is_found(text):
    assert likely(text) == EMAIL


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_postal_address_is_found(text):
    assert likely(text) == ADDRESS


@pytest.mark.parametrize("text", NOTHING_PRIVATE)
def test_nothing_private_is_left_alone(text):
    assert likely(text) is None


@pytest.mark.parametrize("text", [PHONES[0], EMAILS[0], ADDRESSES[0]])
def test_found_in_the_middle_of_many_words(text):
    assert likely("We talked about tea. " * 50 + text + " and then about the bus. " * 50) is not None


@given(st.text())
def test_any_text_at_all_gets_an_answer(text):
    assert likely(text) in (None, *NAMES)


@pytest.mark.parametrize("piece", ["0", "1 ", "a@", "12 A ", "a.", "call ", "calle a ", "B1 ", "+(", "ul. a "])
def test_the_longest_words_are_read_in_no_time(piece):
    began = time.perf_counter()
    likely(piece * (40_000 // len(piece)))
    assert time.perf_counter() - began < 2


def test_reasons_are_sentences_and_a_persons_own_reason_stays_as_it_is(app):
    with app.test_request_context():
        assert all(in_words(name).startswith("It may hold") for name in NAMES)
        assert in_words("It names a neighbour.") == "It names a neighbour."
