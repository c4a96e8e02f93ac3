"""Co-facilitators come by invitation and go at once; big screens come by their code."""

import datetime
import re

import pytest
from cast import Browser

from facilitator.db import now
from facilitator.events.actions import connect_projector, offer_pairing
from facilitator.events.models import Facilitator, Invitation, Projector
from facilitator.events.team.actions import invite
from facilitator.journal import action


def invited(ada):
    """The address that Ada's page shows after she invited somebody."""
    page = ada.post("console/team/invitations").text
    assert "<svg" in page
    return re.search(r"http://[\w.:]+(/team/[\w-]+)", page)[1]


@action("wound the clock for a test")
def wind(change, event, by, invitation, expires_at):
    invitation.expires_at = expires_at
    invitation.save()
    change.record(invitation)


def test_an_invitation_makes_a_facilitator(app, event, ada, stranger):
    address = invited(ada)
    assert "Tea and talk" in stranger.get(address).text
    assert stranger.post(address, {"name": "Bea", "op": "a"}).request.path == f"/e/{event.code}/console"
    assert stranger.get("console/team").status_code == 200
    page = ada.get("console/team").text
    assert "Bea" in page
    assert "Let one person scan this" not in page


def test_a_name_may_stay_blank(app, event, ada, stranger):
    stranger.post(invited(ada), {"name": ""})
    assert "No name given" in ada.get("console/team").text


def test_looking_does_not_use_it_up_and_it_works_for_one(app, event, ada, stranger):
    address = invited(ada)
    for _ in range(3):
        assert stranger.get(address).status_code == 200
    stranger.post(address, {"name": "Bea", "op": "a"})
    late = Browser(app, event)
    assert late.get(address).status_code == 410
    answer = late.post(address, {"name": "Late", "op": "b", "page": address})
    assert answer.status_code == 410
    assert "This invitation is over." in answer.text
    assert late.get("console/team").request.path == "/sign-in"


def test_the_button_pressed_twice_is_one_facilitator(app, event, ada, stranger):
    address = invited(ada)
    for _ in range(2):
        assert stranger.post(address, {"name": "Bea", "op": "same"}).request.path == f"/e/{event.code}/console"
    assert Facilitator.select().where(Facilitator.name == "Bea").count() == 1


def test_fifteen_minutes_and_no_longer(app, event, ada, stranger):
    address = invited(ada)
    found = Invitation.get()
    assert abs(found.expires_at - now() - datetime.timedelta(minutes=15)) < datetime.timedelta(seconds=30)
    wind(event=event, invitation=found, expires_at=now() - datetime.timedelta(seconds=1))
    assert stranger.get(address).status_code == 410
    assert stranger.post(address).status_code == 410
    assert "<svg" not in ada.get("console/team").text


def test_taken_back(app, event, ada, stranger):
    address = invited(ada)
    assert "An invitation waits" in ada.get("console/team").text
    ada.post(f"console/team/invitations/{Invitation.get().id}/end")
    assert stranger.post(address).status_code == 410
    assert "An invitation waits" not in ada.get("console/team").text


def test_only_the_browser_that_invited_shows_the_code(app, event, ada, organiser):
    token = invited(ada).rsplit("/", 1)[1]
    assert token in ada.get("console/team").text
    assert token not in organiser.get("console/team").text
    assert token not in str(Invitation.select().dicts().get())


def test_too_long_a_name_stays_in_its_box(app, event, ada, stranger):
    address = invited(ada)
    page = stranger.post(address, {"name": "B" * 41, "page": address})
    assert page.status_code == 422
    assert "B" * 41 in page.text
    assert stranger.post(address, {"name": "Bea"}).status_code == 200


def test_an_unknown_invitation_is_not_there(stranger):
    assert stranger.get("/team/nonsense").status_code == 404
    assert stranger.post("/team/nonsense").status_code == 404


def test_who_is_in_the_team_already_goes_straight_on(ada, event):
    address = invited(ada)
    assert ada.get(address).request.path == f"/e/{event.code}/console"
    assert Invitation.get().used_at is None


def test_revoked_is_out_at_once(app, event, ada, stranger):
    stranger.post(invited(ada), {"name": "Bea"})
    bea = Facilitator.get(Facilitator.name == "Bea")
    ada.post(f"console/team/{bea.id}/end")
    assert stranger.get("console/team").request.path == "/sign-in"
    assert stranger.post("console/team/invitations").status_code == 404
    assert "Bea" not in ada.get("console/team").text


def test_leaving_the_team(ada, event):
    assert ada.post(f"console/team/{ada.facilitator.id}/end").request.path == "/"
    assert ada.get("console/team").request.path == "/sign-in"


def test_the_organiser_is_always_in_the_team(organiser, ada):
    organiser.post(f"console/team/{ada.facilitator.id}/end")
    assert ada.get("console/team").request.path == "/sign-in"
    assert organiser.get("console/team").status_code == 200


def test_a_facilitator_of_one_event_is_nobody_in_another(ada, other_event):
    assert ada.get(f"/e/{other_event.code}/console/team").request.path == "/sign-in"
    assert ada.post(f"/e/{other_event.code}/console/team/invitations").status_code == 404
    other = invite(event=other_event, token="of the other event")
    assert ada.post(f"console/team/invitations/{other.id}/end").status_code == 404


def test_a_big_screen_is_connected_by_its_code_and_disconnected(ada, event):
    screen = offer_pairing(key="its cookie")
    typed = f" {screen.pairing[:3].lower()}-{screen.pairing[3:]} "
    assert "Screen 1" in ada.post("console/screens", {"pairing": typed}).text
    assert Projector.get().event_id == event.id
    assert "Screen 1" not in ada.post(f"console/screens/{screen.id}/end").text
    assert Projector.get().revoked_at is not None


def test_a_wrong_code_stays_in_its_box(ada, event):
    page = ada.post("console/screens", {"pairing": "QQQQQQ", "page": ada.address("console/team")})
    assert page.status_code == 422
    assert 'value="QQQQQQ"' in page.text
    assert "No screen shows that code" in page.text


def test_a_screen_of_another_event_is_not_there(ada, other_event):
    screen = offer_pairing(key="its cookie")
    connect_projector(event=other_event, pairing=screen.pairing)
    assert ada.post(f"console/screens/{screen.id}/end").status_code == 404
    assert Projector.get().revoked_at is None


@pytest.mark.parametrize("path", ["console/team/invitations", "console/team/1/end", "console/screens"])
def test_a_participant_may_do_none_of_it(ada, ben, stranger, path):
    for browser in (ben, stranger):
        assert browser.post(path, {"pairing": "X"}).status_code == 404
        assert browser.get("console/team").request.path == "/sign-in"
    assert Facilitator.get_by_id(ada.facilitator.id).revoked_at is None
