"""The organiser brings in an event from a file while the server runs."""

import io

import pytest
from cast import Browser

from facilitator.events.models import Event
from facilitator.events.recognise import installation

pytestmark = pytest.mark.unwatched  # an event that nobody has opened yet is on no screen


@pytest.fixture
def organiser(app, event):
    """The organiser's browser."""
    browser = Browser(app, event)
    with browser.client.session_transaction() as session:
        session["organiser"] = installation().sign_in_epoch
    return browser


@pytest.fixture
def another(day, exported, changed):
    """The bytes of a file with an event that is not here."""
    return changed(exported(day), lambda data: data["record"]["tables"]["event"][0].update(code="FAR346")).read_bytes()


def sent(browser, data, name="event.json"):
    return browser.post("/events/from-a-file", {"event": (io.BytesIO(data), name), "page": "/events/from-a-file"})


def test_it_is_here_and_says_so(organiser, another):
    page = sent(organiser, another, "../../odd\u202ename.json")
    assert page.status_code == 200
    assert "“Tea and talk” is here now, with the code FAR346." in page.text
    assert "All links, QR codes and private codes are new." in page.text
    assert organiser.get("/e/FAR346/console").status_code == 200
    assert "FAR346" in organiser.get("/events").text


def test_twice_is_the_same_as_once(organiser, another):
    sent(organiser, another)
    assert "This event is here already, with the code FAR346." in sent(organiser, another).text
    assert Event.select().where(Event.code == "FAR346").count() == 1


def test_all_its_pages_open(organiser, another):
    sent(organiser, another)
    for path in ("console", "console/board", "console/set-up", "board", "wall", "actions", "book"):
        assert organiser.get(f"/e/FAR346/{path}").status_code in (200, 404), path


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b"[" * 50_000])
def test_what_is_no_event_is_refused_on_the_page(organiser, data):
    page = sent(organiser, data)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert Event.select().count() == 1


def test_no_file_at_all(organiser):
    page = organiser.post("/events/from-a-file")
    assert page.status_code == 422
    assert "Please choose a file first." in page.text


def test_only_the_organiser_may(ada, ben, another):
    for browser in (ada, ben):
        assert "Bring it in" not in browser.get("/events/from-a-file").text
        sent(browser, another)
    assert Event.select().where(Event.code == "FAR346").count() == 0
