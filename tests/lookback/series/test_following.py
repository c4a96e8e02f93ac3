"""An event follows another: open ends go on, once, and nobody's yes is given for them."""

import pytest
from cast import Browser, joined
from counting import queries_of_page

from facilitator.actions import actions as promises
from facilitator.actions.models import Action, Promise
from facilitator.commands.stand_in import as_person
from facilitator.events.models import Event, Series
from facilitator.harvest.models import Theme
from facilitator.help.models import Term
from facilitator.journal.models import Journal


def there(event):
    """(what, from which action, whom it asks) of every action that stands."""
    rows = Action.select().where(Action.event == event, Action.taken_back_at.is_null()).order_by(Action.id)
    return [(row.what, row.carried_from_id, [ask.whom for ask in row.asks]) for row in rows]


def piles(event):
    rows = Theme.select().where(Theme.event == event, Theme.away_at.is_null()).order_by(Theme.id)
    return [(row.name, row.carried_from_id, row.state) for row in rows]


def test_set_up_leads_to_the_earlier_event_and_what_it_left_open(ada, earlier, open_ends):
    assert "/console/follow" in ada.get("console/set-up").text
    page = ada.get(f"console/follow?earlier={earlier.code}").text
    for words in ("Spring fair", "Mend the bench", "Light the path", "Buses", "The operator was away"):
        assert words in page
    for words in ("Paint the door", "Gardens"):  # what is settled or open there does not go on
        assert words not in page


def test_what_is_ticked_is_taken_up_in_one_act(ada, event, earlier, open_ends, take_up):
    acts = Journal.select().count()
    status, answer = take_up([open_ends["mine"], open_ends["ask"]], [open_ends["parked"]], words="1", rules="1")
    assert (status, answer["saved"]) == (200, True)
    assert there(event) == [
        ("Mend the bench", open_ends["mine"].id, []),
        ("Light the path", open_ends["ask"].id, ["The council"]),
    ]
    assert piles(event) == [("Buses", open_ends["parked"].id, "open")]
    assert [(term.word, term.meaning) for term in Term.select().where(Term.event == event)] == [
        ("HWB", "A board about health")
    ]
    now = Event.get_by_id(event.id)
    assert now.house_rules[: len(event.house_rules)] == event.house_rules
    assert "Be kind." in now.house_rules
    assert (now.follows_id, now.series_id) == (earlier.id, Event.get_by_id(earlier.id).series_id)
    assert Series.get().name == "Spring fair"
    assert Journal.select().count() == acts + 1


def test_nobody_has_said_yes_to_what_was_taken_up(event, open_ends, take_up):
    take_up([open_ends["mine"]])
    assert Promise.select().where(Promise.event == event).count() == 0
    assert Action.get(Action.event == event).written_by_id is None


def test_only_what_is_ticked_comes(event, open_ends, take_up):
    take_up([open_ends["ask"]])
    assert [what for what, _from, _asks in there(event)] == ["Light the path"]
    assert (piles(event), Term.select().where(Term.event == event).count()) == ([], 0)
    assert Event.get_by_id(event.id).house_rules == event.house_rules


def test_one_may_come_back_for_more_and_nothing_comes_twice(ada, event, earlier, open_ends, take_up):
    take_up([open_ends["mine"]], words="1", rules="1")
    assert "Mend the bench" not in ada.get(f"console/follow?earlier={earlier.code}").text
    take_up([open_ends["mine"], open_ends["ask"]], [open_ends["parked"]], words="1", rules="1")
    take_up([open_ends["mine"], open_ends["ask"]], [open_ends["parked"]], words="1", rules="1")
    assert [what for what, _from, _asks in there(event)] == ["Mend the bench", "Light the path"]
    assert len(piles(event)) == 1
    assert Term.select().where(Term.event == event).count() == 1
    rules = Event.get_by_id(event.id).house_rules
    assert len(rules) == len({rule.casefold() for rule in rules})


def test_sent_twice_it_happens_once(event, open_ends, take_up):
    first = take_up([open_ends["mine"]], op="the same")
    assert take_up([open_ends["mine"]], op="the same") == first
    assert len(there(event)) == 1


def test_a_third_event_takes_up_what_went_through_the_second_once(app, ada, event, earlier, open_ends, take_up, write):
    take_up([open_ends["mine"]])
    runs_from_second = Action.get(Action.event == event)
    third = _third(ada)
    ada_there = Browser(app, third)
    ada_there.client = ada.client
    _status, answer = ada_there.send("console/follow", {"earlier": event.code, "action": runs_from_second.id})
    assert answer["saved"]
    ada_there.send("console/follow", {"earlier": earlier.code, "action": open_ends["mine"].id})
    assert there(third) == [("Mend the bench", runs_from_second.id, [])]


def _third(ada):
    import datetime

    from facilitator.events import actions as events

    made = events.create(recipe="open_space_mini", title="Third", date=datetime.date(2026, 11, 21), code="THRD34")
    facilitator = events.appoint(event=made, name="Ada")
    with ada.client.session_transaction() as session:
        session["facilitator"] = {**session["facilitator"], str(made.id): facilitator.id}
    return made


def test_what_is_held_back_there_is_held_back_here(event, earlier, open_ends, take_up, dora):
    held = promises.write_down(event=earlier, by=as_person(earlier, dora.person), what="Ring 01234 567890 at six")
    assert held.held_because
    take_up([held])
    assert Action.get(Action.event == event).held_because == held.held_because


def test_leaving_gives_back_what_nobody_touched(ada, ben, event, open_ends, take_up, write):
    take_up([open_ends["mine"], open_ends["ask"]], [open_ends["parked"]])
    kept = Action.get(Action.event == event, Action.what == "Mend the bench")
    promises.promise(event=event, by=as_person(event, ben.person), action=kept, said=True)
    status, _answer = ada.send("console/follow/end")
    assert status == 200
    assert [what for what, _from, _asks in there(event)] == ["Mend the bench"]
    assert piles(event) == []
    now = Event.get_by_id(event.id)
    assert (now.follows_id, now.series_id) == (None, None)
    take_up([open_ends["ask"]])
    assert [what for what, _from, _asks in there(event)] == ["Mend the bench", "Light the path"]


def test_an_event_that_one_does_not_run_cannot_be_followed(app, ada, event, other_event, open_ends, take_up):
    assert other_event.code not in ada.get("console/follow").text
    status, answer = take_up(code=other_event.code)
    assert (status, answer["field"]) == (422, "earlier")
    assert Event.get_by_id(event.id).follows_id is None


def test_what_belongs_to_another_event_is_not_there(ada, event, other_event, open_ends, take_up, write):
    foreign = write(Action, other_event, what="Somebody else's")
    assert take_up([foreign])[0] == 404
    assert take_up(themes=[open_ends["open"]])[0] == 404
    assert there(event) == []


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, "１"])
def test_numbers_that_are_none_are_refused(ada, earlier, number):
    assert ada.send("console/follow", {"earlier": earlier.code, "action": number})[0] == 404


def test_two_events_do_not_follow_each_other(app, ada, event, earlier, open_ends, take_up):
    Event.get_by_id(earlier.id)
    take_up()
    from facilitator.errors import Refused
    from facilitator.lookback.series import actions

    with pytest.raises(Refused, match="comes after"):
        actions.follow(event=Event.get_by_id(earlier.id), earlier=Event.get_by_id(event.id))


def test_too_many_house_rules_are_refused(ada, event, earlier, take_up):
    from facilitator.commands.stand_in import as_facilitator
    from facilitator.events.setting_up.actions import set_up

    set_up(event=event, by=as_facilitator(event), house_rules=[f"Rule {number}" for number in range(11)])
    status, answer = take_up(rules="1")
    assert (status, answer["field"]) == (422, "rules")
    assert Event.get_by_id(event.id).follows_id is None


def test_a_participant_cannot_do_it(ben, earlier, event):
    assert ben.send("console/follow", {"earlier": earlier.code})[0] == 404
    assert "console/follow" not in ben.get("console/follow").request.path
    assert Event.get_by_id(event.id).follows_id is None


def test_somebody_who_runs_another_event_cannot_either(app, cleo, event, earlier):
    assert cleo.send(f"/e/{event.code}/console/follow", {"earlier": earlier.code})[0] == 404


def test_the_demo_stays_apart(app, ada, event, earlier):
    joined(app, event, "Eve")
    from facilitator.events import actions as events

    demo = events.create(recipe="open_space_mini", title="A demo", date=earlier.date, code="DEMO34", is_demo=True)
    facilitator = events.appoint(event=demo, name="Ada")
    with ada.client.session_transaction() as session:
        session["facilitator"] = {**session["facilitator"], str(demo.id): facilitator.id}
    assert "DEMO34" not in ada.get("console/follow").text


def test_however_much_was_carried_over_the_page_asks_as_often(ada, event, earlier, open_ends, take_up, write):
    take_up([open_ends["mine"]])

    page = f"console/follow?earlier={earlier.code}"
    few = queries_of_page(ada, page)
    for number in range(5):
        first = write(Action, earlier, what=f"Thing {number}")
        write(Action, event, what=f"Thing {number}", carried_from=first)
    assert queries_of_page(ada, page) == few
