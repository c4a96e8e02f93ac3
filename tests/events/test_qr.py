"""QR codes and the addresses in them."""

import dataclasses
import xml.etree.ElementTree as ElementTree

import pytest

from facilitator.events import qr
from facilitator.lan import hall_address


def test_a_code_is_one_plain_svg_that_says_what_it_is():
    code = qr.qr_svg("http://192.168.1.20:8000/j/abc", 'Join "Tea & talk"')
    root = ElementTree.fromstring(code)  # noqa: S314  (our own)
    assert root.tag.endswith("svg")
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Join "Tea & talk"'
    assert "<?xml" not in code


def test_words_of_any_script_fit():
    assert qr.qr_svg("WIFI:T:WPA;S:قاعة;P:বাংলা;;").startswith("<svg")


def test_the_drawing_is_the_code():
    import qrcode

    reference = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    reference.add_data("hello")
    reference.make(fit=True)
    dark = sum(sum(row) for row in reference.get_matrix())
    root = ElementTree.fromstring(qr.qr_svg("hello"))  # noqa: S314
    drawn = [part.split("v")[0].split("h")[1] for part in root[1].get("d").split("M")[1:]]
    assert sum(map(int, drawn)) == dark


def test_too_long_a_text_is_a_value_error():
    with pytest.raises(ValueError):
        qr.qr_svg("x" * 5000)


def test_the_join_address_carries_the_token_and_not_the_code(event):
    assert qr.join_url(event, "http://hall:8000/") == f"http://hall:8000/j/{event.token}"
    assert event.code not in qr.join_url(event, "http://hall:8000")


def test_the_address_is_the_one_the_request_came_to(app):
    with app.test_request_context("/", base_url="http://192.168.1.20:8000"):
        assert qr.hall_base_url() == "http://192.168.1.20:8000"


def test_the_laptops_own_name_for_itself_is_not_given_to_phones(app):
    with app.test_request_context("/", base_url="http://localhost:8000"):
        assert qr.hall_base_url() == (hall_address(8000) or "http://localhost:8000")


def test_a_server_that_listens_to_its_own_machine_alone_says_so(app):
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], host="127.0.0.1")
    with app.test_request_context("/", base_url="http://127.0.0.1:8000"):
        assert qr.hall_base_url() == "http://127.0.0.1:8000"


def test_the_address_for_people_outside_goes_before_the_one_of_the_request(app):
    settings = dataclasses.replace(app.config["SETTINGS"], public_url="https://events.example.org")
    app.config["SETTINGS"] = settings
    for opened_at in ("http://localhost:8000", "http://192.168.1.20:8000"):
        with app.test_request_context("/", base_url=opened_at):
            assert qr.hall_base_url() == "https://events.example.org"


def test_the_wifi_code_escapes_what_would_end_it_early():
    assert qr.wifi_text('Hall; "A"', "a:b,c") == 'WIFI:T:WPA;S:Hall\\; \\"A\\";P:a\\:b\\,c;;'
    assert qr.wifi_text("Open", "") == "WIFI:T:nopass;S:Open;;"
