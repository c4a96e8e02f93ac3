"""Actions: anyone writes one down; nobody says yes for someone else; an ask stays open."""

import datetime

from cast import joined

from facilitator.actions.models import Action, Ask, Promise
from facilitator.journal.models import Journal


def test_an_action_with_a_yes_is_one_act(ben):
    ben.send(
        "actions",
        {"what": "Ask the shop for a bench", "first_step": "Phone them", "due": "2026-12-01", "i_will": "1", "op": "a"},
    )
    action = Action.get()
    assert (action.what, action.due) == ("Ask the shop for a bench", datetime.date(2026, 12, 1))
    assert [promise.person_id for promise in action.promises] == [ben.person.id]
    assert Journal.select().where(Journal.op == "a").count() == 1
    page = ben.get("actions").text
    assert "Ask the shop for a bench" in page
    assert "Ben" in page


def test_no_one_yet_is_said_honestly(ben):
    ben.send("actions", {"what": "Plant trees"})
    assert "No one has said yes yet." in ben.get("actions").text


def test_saying_yes_is_absolute_and_for_oneself(app, event, ben):
    ben.send("actions", {"what": "Plant trees"})
    eve = joined(app, event, "Eve")
    action = Action.get()
    for _time in range(2):
        eve.send(f"actions/{action.id}/promise", {"said": "1", "as": str(ben.person.id)})
    assert [promise.person_id for promise in Promise.select()] == [eve.person.id]
    eve.send(f"actions/{action.id}/promise", {"said": "0"})
    assert Promise.select().count() == 0


def test_a_facilitator_cannot_say_yes_for_anyone(ben, ada):
    ben.send("actions", {"what": "Plant trees"})
    assert ada.send(f"actions/{Action.get().id}/promise", {"said": "1"})[0] == 404
    assert Promise.select().count() == 0


def test_someone_without_a_phone_says_yes_aloud(ben, ada):
    ben.send("actions", {"what": "Plant trees"})
    ada.send(f"actions/{Action.get().id}/promise-aloud", {"name": "Mo"})
    assert [promise.person.name for promise in Promise.select()] == ["Mo"]
    assert "Mo" in ben.get("actions").text


def test_an_ask_is_shown_as_an_ask(ben):
    ben.send("actions", {"what": "Mend the lights", "whom": "The council"})
    assert [ask.whom for ask in Ask.select()] == ["The council"]
    page = ben.get("actions").text
    assert "We will ask" in page
    assert "No one has said yes yet." not in page


def test_only_its_writer_takes_it_back_and_its_words_go(app, event, ben):
    ben.send("actions", {"what": "Plant trees", "first_step": "Dig"})
    action, eve = Action.get(), joined(app, event, "Eve")
    assert eve.send(f"actions/{action.id}/removal")[0] == 422
    ben.send(f"actions/{action.id}/removal")
    gone = Action.get_by_id(action.id)
    assert (gone.what, gone.first_step) == ("", "")
    assert "Plant trees" not in eve.get("actions").text


def test_what_others_promised_cannot_be_taken_back(app, event, ben):
    ben.send("actions", {"what": "Plant trees"})
    joined(app, event, "Eve").send(f"actions/{Action.get().id}/promise", {"said": "1"})
    assert ben.send(f"actions/{Action.get().id}/removal")[0] == 422
    assert Action.get().what == "Plant trees"


def test_private_details_wait_for_a_facilitator(app, event, ben, ada):
    ben.send("actions", {"what": "Ring Sam on 07700 900123"})
    eve = joined(app, event, "Eve")
    assert "07700" not in eve.get("actions").text
    assert "07700" in ben.get("actions").text
    ada.send(f"console/actions/{Action.get().id}/hold", {"because": ""})
    assert "07700" in eve.get("actions").text


def test_bad_words_come_back(ben):
    page = ben.post("actions", {"what": " ", "first_step": "Dig a hole", "page": ben.address("actions")})
    assert page.status_code == 422
    assert "Please write what will be done." in page.text
    assert "Dig a hole" in page.text
    page = ben.post("actions", {"what": "Dig", "due": "soon", "page": ben.address("actions")})
    assert page.status_code == 422
    assert Action.select().count() == 0


def test_someone_from_another_event_finds_nothing(ben, cleo):
    ben.send("actions", {"what": "Plant trees"})
    assert cleo.send(f"actions/{Action.get().id}/promise", {"said": "1"})[0] == 404
    assert Promise.select().count() == 0


def test_what_a_facilitator_held_stays_held_when_its_words_change(ben, ada):
    ben.send("actions", {"what": "Tell the man at number 5"})
    action = Action.get()
    ada.send(f"console/actions/{action.id}/hold", {"because": "It points at somebody"})
    assert "It points at somebody" in ben.get("actions").text
    ben.send(f"actions/{action.id}", {"what": "Tell him"})
    assert Action.get().held_because == "It points at somebody"
    ada.send(f"console/actions/{action.id}/hold", {"because": ""})
    assert "It points at somebody" not in ben.get("actions").text


def test_what_a_pattern_held_is_shown_once_its_words_are_fine(ben):
    ben.send("actions", {"what": "Ring 07700 900123"})
    assert Action.get().held_because == "phone number"
    ben.send(f"actions/{Action.get().id}", {"what": "Ring the council"})
    assert Action.get().held_because == ""


def test_a_phone_number_beside_an_ask_is_held_too(ben):
    ben.send("actions", {"what": "Mend the lights", "whom": "Ann, 07700 900123"})
    assert Action.get().held_because == "phone number"
    ben.send(f"actions/{Action.get().id}", {"what": "Mend all the lights"})
    assert Action.get().held_because == "phone number"


def test_held_actions_and_closing_lines_wait_where_a_facilitator_looks(ben, ada):
    ben.send("actions", {"what": "Ring 07700 900123"})
    ben.send("goodbye", {"words": "Write to ann@example.org"})
    assert "2 notes wait for your look" in ada.get("console").text
    waiting, _half, rest = ada.get("console/held").text.partition('id="list-held-action-withheld"')
    assert "07700 900123" in waiting
    assert "ann@example.org" in waiting
    ada.send(f"console/actions/{Action.get().id}/hold", {"because": "It names somebody"})
    waiting, _half, rest = ada.get("console/held").text.partition('id="list-held-action-withheld"')
    assert "07700 900123" not in waiting
    assert "07700 900123" in rest
    ben.send(f"actions/{Action.get().id}/removal")
    assert "1 note waits for your look" in ada.get("console").text
