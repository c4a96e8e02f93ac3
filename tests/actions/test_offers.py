"""Offers: what people can give, on phones and from paper. Nobody is held to it; what is taken back disappears."""

import pytest
from cast import joined

from facilitator.actions.models import Action, Contact, HelpsWith, Offer
from facilitator.journal.models import Journal

COOKING = {"skill": "I can cook for forty", "time": "Saturdays"}


@pytest.fixture
def cooking(ben):
    ben.send("offers", COOKING)
    return Offer.get()


def test_an_offer_is_one_act_however_often_it_is_sent(ben):
    for _time in range(2):
        ben.send("offers", {**COOKING, "op": "a"})
    assert [(offer.skill, offer.time, offer.person_id) for offer in Offer.select()] == [
        ("I can cook for forty", "Saturdays", ben.person.id)
    ]
    assert Journal.select().where(Journal.op == "a").count() == 1


def test_without_a_script_the_next_page_has_it(ben):
    page = ben.post("offers", {**COOKING, "page": ben.address("offers")})
    assert page.status_code == 200
    assert "I can cook for forty" in page.text


def test_everyone_reads_what_people_can_give(app, event, cooking):
    page = joined(app, event, "Eve").get("offers").text
    for words in ("I can cook for forty", "Saturdays", "Ben"):
        assert words in page


def test_a_helper_writes_an_offer_for_somebody(ben):
    ben.post("me/helping", {"name": "Mo"})
    mo = next(person for person in ben.person.helps)
    ben.send("offers", {**COOKING, "as": str(mo.id)})
    assert (Offer.get().person_id, Offer.get().written_by_id) == (mo.id, ben.person.id)
    assert "written by \u2068Ben\u2069" in ben.get("offers").text


def test_it_goes_with_what_will_be_done(app, event, ben):
    ben.send("actions", {"what": "Start a food box"})
    action = Action.get()
    ben.send("offers", {**COOKING, "action": str(action.id)})
    assert "I can cook for forty" in joined(app, event, "Eve").get("actions").text
    assert "Start a food box" in ben.get("offers").text
    for helps, count in (("1", 1), ("0", 0), ("0", 0)):
        ben.send(f"offers/{Offer.get().id}/match", {"action": str(action.id), "helps": helps})
        assert HelpsWith.select().count() == count


def test_only_its_own_person_changes_it(app, event, ben, cooking):
    eve, here = joined(app, event, "Eve"), f"offers/{cooking.id}"
    ben.send("actions", {"what": "Start a food box"})
    for path in (here, f"{here}/removal", f"{here}/match", f"{here}/contact"):
        said = {"skill": "Nothing", "action": str(Action.get().id), "helps": "1", "how": "me", "agreed": "1"}
        assert eve.send(path, said)[0] == 404, path
    assert ben.send(here, {"skill": "I can cook for fifty"})[0] == 200
    assert [(offer.skill, offer.time) for offer in Offer.select()] == [("I can cook for fifty", "")]
    assert (HelpsWith.select().count(), Contact.select().count()) == (0, 0)


def test_what_is_taken_back_disappears_with_all_that_belonged_to_it(app, event, ben, cooking):
    ben.send("actions", {"what": "Start a food box"})
    ben.send(f"offers/{cooking.id}/match", {"action": str(Action.get().id), "helps": "1"})
    ben.send(f"offers/{cooking.id}/contact", {"how": "07700 900123", "agreed": "1"})
    assert Contact.select().count() == 1
    ben.send(f"offers/{cooking.id}/removal")
    gone = Offer.get()
    assert (gone.skill, gone.time, gone.name) == ("", "", "")
    assert (HelpsWith.select().count(), Contact.select().count()) == (0, 0)
    for path in ("offers", "actions"):
        assert "I can cook" not in joined(app, event, f"Eve {path}").get(path).text
    assert ben.send(f"offers/{cooking.id}/removal")[0] == 404


def test_private_details_wait_for_a_facilitator(app, event, ben, ada):
    ben.send("offers", {"skill": "Ring me on 07700 900123"})
    eve = joined(app, event, "Eve")
    assert "07700" not in eve.get("offers").text
    assert "07700" in ben.get("offers").text
    assert "1 note waits for your look" in ada.get("console").text
    waiting, _half, rest = ada.get("console/held").text.partition('id="list-held-offer-withheld"')
    assert "07700" in waiting
    ada.send(f"console/offers/{Offer.get().id}/hold", {"because": "It is a number"})
    waiting, _half, rest = ada.get("console/held").text.partition('id="list-held-offer-withheld"')
    assert "07700" not in waiting
    assert "07700" in rest
    assert "It is a number" in ben.get("offers").text
    ben.send(f"offers/{Offer.get().id}", {"skill": "Ring me"})
    assert Offer.get().held_because == "It is a number"
    ada.send(f"console/offers/{Offer.get().id}/hold", {"because": ""})
    assert "Ring me" in eve.get("offers").text


def test_bad_words_come_back(ben):
    page = ben.post("offers", {"skill": " ", "time": "On Sundays", "page": ben.address("offers")})
    assert page.status_code == 422
    assert "Please write what you can give." in page.text
    assert "On Sundays" in page.text
    for said in ({"skill": "x" * 201}, {**COOKING, "time": "x" * 121}, {**COOKING, "action": "soon"}):
        assert ben.send("offers", said)[0] == 422
    assert ben.send("offers", {**COOKING, "action": "999"})[0] == 404
    assert Offer.select().count() == 0


def test_people_of_another_event_and_facilitators_offer_nothing_in_somebodys_name(cleo, ada, cooking):
    assert cleo.send(f"offers/{cooking.id}", {"skill": "Nothing"})[0] == 404
    assert ada.send("offers", COOKING)[0] == 404
    assert ada.send(f"console/offers/{cooking.id}", {"skill": "Something else"})[0] == 422
    assert ada.send(f"console/offers/{cooking.id}/end")[0] == 422
    assert Offer.get().skill == "I can cook for forty"


def test_what_came_on_paper_is_typed_in_changed_and_taken_back_at_the_console(ada, ben):
    ada.send("console/offers", {**COOKING, "name": "Mrs Osei"})
    offer = Offer.get()
    assert (offer.person, offer.name) == (None, "Mrs Osei")
    assert "Mrs Osei" in ben.get("offers").text
    assert ben.send(f"offers/{offer.id}", {"skill": "Mine"})[0] == 404
    ada.send(f"console/offers/{offer.id}", {"skill": "I can sew", "name": "Ama"})
    assert (Offer.get().skill, Offer.get().name) == ("I can sew", "Ama")
    ada.send(f"console/offers/{offer.id}/end")
    assert "I can sew" not in ben.get("offers").text


def test_the_big_screen_shows_offers_with_names_that_may_be_shown(app, event, ada, ben, cooking):
    joined(app, event, "Eve", show_name="1").send("offers", {"skill": "I can drive"})
    ada.send("console/offers", {"skill": "I can sew", "name": "Mrs Osei"})
    ada.post("projector")
    ada.post("projector/1", {"show": "offers", "page_here": "1"})
    screen = ada.get("projector").text
    for words in ("I can cook for forty", "I can drive", "I can sew", "Eve"):
        assert words in screen
    for name in ("Ben", "Mrs Osei"):
        assert name not in screen


def test_a_facilitator_matches_offers_with_what_will_be_done(ada, ben, cooking):
    ben.send("actions", {"what": "Start a food box"})
    here = f"console/actions/{Action.get().id}/offers"
    assert ada.send(here, {"offer": str(cooking.id), "helps": "1"})[0] == 200
    assert [pair.offer_id for pair in HelpsWith.select()] == [cooking.id]
    assert ada.send(here, {"offer": "x", "helps": "1"})[0] == 404
    ada.send(f"console/offers/{cooking.id}/match", {"action": str(Action.get().id), "helps": "0"})
    assert HelpsWith.select().count() == 0
