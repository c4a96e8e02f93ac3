"""Contacts: left with consent, for one reason, until one day; shown on one page; deleted on their day or at once."""

import datetime

import pytest
from cast import joined

from facilitator.actions.contacts import forgetting
from facilitator.actions.contacts.reading import contact_of, contacts_of
from facilitator.actions.models import Action, Contact, Offer, Promise
from facilitator.proceedings.export import Choice, export

NUMBER = "07700 900123"
SOON = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
REACH = {"how": NUMBER, "until": SOON, "agreed": "1"}


@pytest.fixture
def cooking(ben):
    ben.send("offers", {"skill": "I can cook"})
    return Offer.get()


@pytest.fixture
def set_day(write):
    """`set_day(contact, day)`: its day, as if time had passed."""
    from facilitator.journal import action

    @action("waited for a test")
    def act(change, event, by, contact, day):
        contact.until = day
        contact.save()
        change.record(contact)

    return lambda contact, day: act(event=contact.event, contact=contact, day=day)


def test_people_are_told_before_what_for_who_sees_it_and_how_long(ben):
    page = ben.get("offers").text
    for told in (
        "To talk with you about your offer.",
        "Only the people who run this event.",
        "Then it is deleted.",
        "Only if you are 18 or older.",
    ):
        assert told in page


def test_it_is_kept_apart_with_what_they_were_told(ben, cooking):
    ben.send(f"offers/{cooking.id}/contact", REACH)
    kept = Contact.get()
    assert (kept.how, kept.what_for, kept.until.isoformat()) == (NUMBER, "To talk with you about your offer.", SOON)
    assert (kept.person_id, kept.offer_id, kept.promise_id) == (ben.person.id, cooking.id, None)
    assert Offer.get().held_because == ""


def test_it_comes_with_the_offer_in_one_act(ben):
    assert ben.send("offers", {"skill": "I can cook", **REACH})[0] == 200
    assert contact_of(offer=Offer.get()).how == NUMBER
    assert ben.send("offers", {"skill": "I can drive", "how": NUMBER})[0] == 422
    assert [offer.skill for offer in Offer.select()] == ["I can cook"]


def test_without_a_tick_nothing_is_kept(ben, cooking):
    page = ben.post(
        f"offers/{cooking.id}/contact", {"how": NUMBER, "until": SOON, "page": ben.address(f"offers/{cooking.id}")}
    )
    assert page.status_code == 422
    assert "We only keep this if you tick that box." in page.text
    assert NUMBER in page.text
    assert Contact.select().count() == 0


def test_nothing_is_kept_of_young_people(app, event):
    kim = joined(app, event, "Kim", voice="young_person")
    kim.send("offers", {"skill": "I can film"})
    assert "A phone number or an e-mail address" not in kim.get(f"offers/{Offer.get().id}").text
    assert "A phone number or an e-mail address" not in kim.get("offers").text
    assert kim.send(f"offers/{Offer.get().id}/contact", REACH)[0] == 422
    assert Contact.select().count() == 0


@pytest.mark.parametrize("until", ["2001-01-01", datetime.date.today().isoformat(), "2199-01-01", "soon"])
def test_its_day_is_after_today_and_within_a_year(ben, cooking, until):
    assert ben.send(f"offers/{cooking.id}/contact", {**REACH, "until": until})[0] == 422
    assert Contact.select().count() == 0


def test_given_again_it_is_the_new_one(ben, cooking):
    for how in (NUMBER, "ben@example.org"):
        ben.send(f"offers/{cooking.id}/contact", {**REACH, "how": how})
    assert [contact.how for contact in Contact.select()] == ["ben@example.org"]


def test_beside_a_promise_it_is_for_asking_how_it_goes(app, event, ben):
    ben.send("actions", {"what": "Plant trees", "i_will": "1"})
    promise = Promise.get()
    assert joined(app, event, "Eve").send(f"promises/{promise.id}/contact", REACH)[0] == 404
    ben.send(f"promises/{promise.id}/contact", REACH)
    assert contact_of(promise=promise).what_for == "To ask you how it goes."
    assert NUMBER in ben.get(f"actions/{promise.action_id}").text
    ben.send(f"actions/{promise.action_id}/promise", {"said": "0"})
    assert Contact.select().count() == 0


def test_only_facilitators_and_the_person_see_it(app, event, ben, ada, cleo, cooking):
    ben.send(f"offers/{cooking.id}/contact", REACH)
    assert NUMBER in ada.get("console/contacts").text
    assert NUMBER in ben.get(f"offers/{cooking.id}").text
    for browser in (joined(app, event, "Eve"), cleo, ben):
        for path in ("offers", "actions", "goodbye", "console/contacts"):
            assert NUMBER not in browser.get(path).text, path
    assert NUMBER not in ada.get("console/promises").text


@pytest.mark.parametrize("format_", ["csv", "html", "json", "md"])
def test_it_is_in_no_file_unless_somebody_asks_for_it(event, ben, cooking, tmp_path, format_):
    ben.send(f"offers/{cooking.id}/contact", {**REACH, "how": "reachbenhere"})
    ben.send("actions", {"what": "Plant trees", "i_will": "1"})
    ben.send(f"promises/{Promise.get().id}/contact", {**REACH, "how": "reachbenhere"})
    asked_for = Choice(names=True, contacts=True)
    for choice, may_hold_it in ((asked_for, True), (Choice(names=True), False), (Choice(), False)):
        export(event, format_, choice.names, tmp_path / "book", choice=choice)
        holds_it = "reachbenhere" in (tmp_path / "book").read_text(encoding="utf-8")
        assert holds_it is may_hold_it


@pytest.mark.parametrize(
    ("format_", "choice"),
    [
        ("csv", Choice(names=True, contacts=True)),
        ("json", Choice(names=True, contacts=True)),
        ("json", Choice(names=True, contacts=True, whole=True, secrets=True)),
    ],
)
def test_from_its_day_on_it_is_in_no_file_and_on_no_screen_before_it_is_deleted_too(
    event, ben, ada, cooking, set_day, tmp_path, format_, choice
):
    for offer, how in ((cooking, "goneby"), (None, "staysby")):
        ben.send(f"offers/{offer.id}/contact" if offer else "offers", {"skill": "Drive", **REACH, "how": how})
    set_day(contact_of(offer=cooking), datetime.date.today())
    export(event, format_, choice.names, tmp_path / "book", choice=choice)
    written, shown = (tmp_path / "book").read_text(encoding="utf-8"), ada.get("console/contacts").text
    assert [("goneby" in text, "staysby" in text) for text in (written, shown)] == [(False, True)] * 2
    assert Contact.select().count() == 2


def test_the_person_deletes_it_at_once(app, event, ben, cooking):
    ben.send(f"offers/{cooking.id}/contact", REACH)
    eve = joined(app, event, "Eve")
    assert eve.send(f"contacts/{Contact.get().id}/removal")[0] == 404
    assert ben.send(f"contacts/{Contact.get().id}/removal")[0] == 200
    assert Contact.select().count() == 0


def test_a_facilitator_deletes_it_and_types_in_that_of_paper(ada, ben):
    ada.send("console/offers", {"skill": "I can sew", **REACH})
    assert contact_of(offer=Offer.get()).person is None
    ada.send(f"console/contacts/{Contact.get().id}/end")
    assert Contact.select().count() == 0
    ben.send("offers", {"skill": "I can cook"})
    theirs = Offer.get(Offer.skill == "I can cook")
    assert ada.send(f"console/offers/{theirs.id}/contact", REACH)[0] == 404
    ada.send("actions", {"what": "Plant trees"})
    ada.send(f"console/actions/{Action.get().id}/yes", {"name": "Nan"})
    ada.send(f"console/promises/{Promise.get().id}/contact", REACH)
    assert contact_of(promise=Promise.get()).how == NUMBER


def test_on_its_day_it_is_deleted(app, event, ben, cooking, set_day):
    ben.send("offers", {"skill": "I can drive", **REACH})
    ben.send(f"offers/{cooking.id}/contact", REACH)
    set_day(contact_of(offer=cooking), datetime.date.today())
    assert [contact.offer.skill for contact in contacts_of(event)] == ["I can drive"]  # never shown late
    assert Contact.select().count() == 2
    assert forgetting.delete_due() == 1
    assert [contact.offer.skill for contact in Contact.select()] == ["I can drive"]
    assert forgetting.delete_due() == 0
