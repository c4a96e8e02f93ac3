"""Hosting a table: voluntary, it changes hands, and a table without a host works too."""

import pytest
from cast import joined
from four_tables import speaks

from facilitator.cafe.hosting import actions
from facilitator.cafe.hosting.hosts import host_at, newcomers
from facilitator.cafe.models import ASKED, CHOSEN, ENDED, HOSTING, SUGGESTED, Host
from facilitator.errors import NotFound, Refused
from facilitator.events.setting_up.tables.actions import put_table_away
from facilitator.help.models import Call

pytestmark = pytest.mark.unwatched  # these tests are about rules; test_screens.py watches the screens


def sit(cafe, browser, number):
    return browser.post(f"tables/{cafe.table(number).id}/seat")


def hosts(cafe, browser, number):
    """That browser's person volunteers at the table."""
    return browser.send("hosting", {"table": str(cafe.table(number).id)})


def row(browser):
    return Host.select().where(Host.person == browser.person).order_by(Host.id.desc()).get()


def test_whoever_volunteers_has_a_seat_there_in_all_rounds(cafe, ben):
    cafe.plan(2, (ben, 3))
    assert hosts(cafe, ben, 2)[0] == 200
    assert host_at(cafe.table(2)).person == ben.person
    assert [cafe.seat(ben, round_) for round_ in (1, 2, 3)] == [(2, CHOSEN)] * 3


def test_during_a_round_the_seat_one_has_stays_as_it_is(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.go("round")
    hosts(cafe, ben, 2)
    assert [cafe.seat(ben, round_) for round_ in (1, 2, 3)] == [(1, SUGGESTED), (2, CHOSEN), (2, CHOSEN)]


def test_the_page_of_a_host_has_the_script(cafe, ben):
    page = ben.get("hosting").text
    assert "I will stay and welcome" in page
    sit(cafe, ben, 2)
    assert f'value="{cafe.table(2).id}" selected' in ben.get("hosting").text
    hosts(cafe, ben, 2)
    page = ben.get("hosting").text
    assert "Tell the new people the story so far. One minute is enough." in page
    assert "You stay. They move." in page
    assert f'href="/e/CAFE34/tables/{cafe.table(2).id}"' in page


def test_the_page_of_a_host_has_the_question_the_story_and_the_main_thing(cafe, ben):
    hosts(cafe, ben, 2)
    door = f"/e/CAFE34/tables/{cafe.table(2).id}"
    ben.post(f"{door}/main-thing", {"words": "A bench at the bus stop", "round": cafe.rounds[0].id})
    assert "What is good about living here?" in ben.get("hosting").text
    cafe.go("round", 2)
    page = ben.get("hosting").text
    story = page[page.index("The story so far</summary>") :]
    assert "A bench at the bus stop" in story[: story.index("</ul>")]
    assert "What makes it hard?" in page
    assert 'id="phase"' in page
    assert f'action="{door}/main-thing"' in page
    refused = ben.post(f"{door}/main-thing", {"words": "", "round": cafe.rounds[1].id, "page": "/e/CAFE34/hosting"})
    assert "Please write a few words first." in refused.text
    assert "You host table 2" in refused.text
    cafe.go("goodbye")
    assert "You host table 2" in ben.get("hosting").text


def test_the_tables_own_page_leads_the_host_to_theirs(cafe, ben, dan):
    hosts(cafe, ben, 2)
    for browser, number, leads in ((ben, 2, True), (ben, 1, False), (dan, 2, False)):
        assert ("Your host page" in browser.get(f"tables/{cafe.table(number).id}").text) is leads


def test_a_second_volunteer_is_told_who_hosts(cafe, ben):
    ida = cafe.joined("Ida", show_name="1")
    hosts(cafe, ida, 1)
    status, answer = hosts(cafe, ben, 1)
    assert status == 409
    assert answer["message"] == "Ida hosts table 1. They can hand it over to you."
    assert f'<option value="{cafe.table(1).id}"' not in ben.get("hosting").text


def test_a_host_who_does_not_like_to_be_named_is_not(cafe, ben, dan):
    hosts(cafe, dan, 1)
    assert "Dan" not in hosts(cafe, ben, 1)[1]["message"]
    page = ben.get("tables").text
    assert "A host is here." in page
    assert "Dan" not in page


def test_volunteering_again_changes_nothing(cafe, ben):
    hosts(cafe, ben, 1)
    hosts(cafe, ben, 1)
    assert Host.select().count() == 1


def test_whoever_takes_another_table_hands_the_first_one_over(cafe, ben):
    hosts(cafe, ben, 1)
    hosts(cafe, ben, 2)
    assert host_at(cafe.table(1)) is None
    assert host_at(cafe.table(2)).person == ben.person
    assert cafe.seat(ben, 3) == (2, CHOSEN)


def test_a_host_sits_at_their_own_table(cafe, ben):
    hosts(cafe, ben, 1)
    status, answer = ben.send(f"tables/{cafe.table(2).id}/seat")
    assert (status, answer["message"]) == (422, "You host table 1. Hand it over first.")
    assert ben.send("seat/plan")[0] == 422


def test_a_host_is_not_offered_to_follow_the_plan(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.go("round")
    for page in ("", "tables"):
        assert "Follow the plan again" in ben.get(page).text
    hosts(cafe, ben, 1)
    for page in ("", "tables"):
        assert "Follow the plan again" not in ben.get(page).text


def test_stepping_down_follows_the_plan_again(cafe, ben):
    cafe.plan(2, (ben, 3))
    hosts(cafe, ben, 1)
    ben.post(f"hosting/{row(ben).id}/end")
    assert row(ben).state == ENDED
    assert [cafe.seat(ben, round_) for round_ in (1, 2, 3)] == [None, (3, SUGGESTED), None]
    ben.post(f"hosting/{row(ben).id}/end")
    assert row(ben).state == ENDED


def test_a_host_who_left_hosts_no_more(cafe, ben, dan):
    hosts(cafe, dan, 1)
    dan.post("me/leaving")
    assert hosts(cafe, ben, 1)[0] == 200
    assert host_at(cafe.table(1)).person == ben.person
    assert row(dan).state == ENDED


def test_the_facilitator_asks_and_the_person_says_yes(cafe, ben):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    assert "Will you host table 3?" in ben.get().text
    ben.post(f"hosting/{row(ben).id}/answer", {"answer": "yes"})
    assert host_at(cafe.table(3)).person == ben.person
    assert cafe.seat(ben, 2) == (3, CHOSEN)
    assert "Will you host" not in ben.get().text


def test_no_is_a_good_answer_too(cafe, ben):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    ben.post(f"hosting/{row(ben).id}/answer", {"answer": "no"})
    assert row(ben).state == ENDED
    assert host_at(cafe.table(3)) is None
    assert cafe.seat(ben, 2) is None


def test_silence_is_no_yes(cafe, ben):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    ben.post(f"hosting/{row(ben).id}/answer")
    assert row(ben).state == ENDED


def test_asking_twice_asks_once(cafe, ben):
    for _each in range(2):
        actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    assert Host.select().count() == 1


def test_who_hosts_already_is_not_asked(cafe, ben):
    hosts(cafe, ben, 1)
    with pytest.raises(Refused, match="They host a table already"):
        actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)


def test_a_question_that_is_settled_cannot_be_answered(cafe, ben, dan):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    hosts(cafe, dan, 3)
    assert row(ben).state == ENDED
    assert ben.send(f"hosting/{row(ben).id}/answer", {"answer": "yes"})[0] == 409
    assert host_at(cafe.table(3)).person == dan.person


def test_a_question_about_a_table_that_was_put_away_is_settled(cafe, ben):
    actions.ask(event=cafe.event, table=cafe.table(2), person=ben.person)
    put_table_away(event=cafe.event, table=cafe.table(2))
    with pytest.raises(Refused):
        actions.answer(event=cafe.event, by=speaks(ben.person), host=row(ben), yes=True)
    assert (row(ben).state, cafe.seat(ben)) == (ASKED, None)


def test_a_host_hands_over_to_someone_at_the_table(cafe, ben, dan):
    nameless, away = cafe.joined(""), cafe.joined("Kim")
    for guest, number in ((ben, 1), (dan, 1), (nameless, 1), (away, 2)):
        sit(cafe, guest, number)
    hosts(cafe, ben, 1)
    page = ben.get("hosting").text
    assert ">Dan</option>" in page
    assert "Kim" not in page
    ben.post(f"hosting/{row(ben).id}/question", {"person": str(dan.person.id)})
    assert (row(dan).state, row(ben).state) == (ASKED, HOSTING)
    dan.post(f"hosting/{row(dan).id}/answer", {"answer": "yes"})
    assert (row(dan).state, row(ben).state) == (HOSTING, ENDED)
    assert cafe.seat(ben, 2) is None
    assert cafe.seat(dan, 2) == (1, CHOSEN)


def test_only_the_host_asks_and_only_people_at_their_table(cafe, ben, dan):
    kim = cafe.joined("Kim")
    sit(cafe, ben, 1), sit(cafe, kim, 2)
    hosts(cafe, ben, 1)
    assert ben.send(f"hosting/{row(ben).id}/question", {"person": str(kim.person.id)})[0] == 404
    assert ben.send(f"hosting/{row(ben).id}/question", {"person": ""})[0] == 422
    assert dan.send(f"hosting/{row(ben).id}/question", {"person": str(kim.person.id)})[0] == 404
    with pytest.raises(NotFound):
        actions.ask(event=cafe.event, by=speaks(dan.person), table=cafe.table(1), person=kim.person)


def test_nobody_answers_or_steps_down_for_another(app, cafe, ben, dan, other_event):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    assert dan.send(f"hosting/{row(ben).id}/answer", {"answer": "yes"})[0] == 404
    cleo = joined(app, other_event, "Cleo")
    assert cleo.client.post(f"/e/{other_event.code}/hosting/{row(ben).id}/answer").status_code == 404
    hosts(cafe, ben, 3)
    assert dan.send(f"hosting/{row(ben).id}/end")[0] == 404
    with pytest.raises(NotFound):
        actions.step_down(event=cafe.event, by=speaks(dan.person), host=row(ben))
    assert cleo.send("hosting", {"table": str(cafe.table(1).id)})[0] == 404
    assert row(ben).state == HOSTING


def test_a_facilitator_may_take_down_a_host_who_did_not_come(cafe, ben):
    hosts(cafe, ben, 3)
    actions.step_down(event=cafe.event, host=row(ben))
    assert host_at(cafe.table(3)) is None


@pytest.mark.parametrize(("table", "status"), [("", 422), ("99999", 404), ("one", 404)])
def test_odd_tables(cafe, ben, table, status):
    assert ben.send("hosting", {"table": table})[0] == status


def test_the_same_answer_sent_twice(cafe, ben):
    actions.ask(event=cafe.event, table=cafe.table(3), person=ben.person)
    for _each in range(2):
        assert ben.send(f"hosting/{row(ben).id}/answer", {"answer": "yes", "op": "same"})[0] == 200
    assert Host.select().where(Host.state == HOSTING).count() == 1


def test_a_worry_comes_as_a_call_from_the_table(cafe, ben):
    hosts(cafe, ben, 3)
    page = ben.post(f"hosting/{row(ben).id}/worry", {"words": "Two people shout."})
    assert "We have told the helpers." in page.text
    call = Call.get()
    assert (call.place, call.words, call.person) == ("Table 3", "Two people shout.", ben.person)
    assert ben.send(f"hosting/{row(ben).id}/worry", {"words": "x" * 300})[0] == 422


def test_a_worry_without_words_reads_in_the_language_of_the_house(cafe, ben):
    hosts(cafe, ben, 3)
    ben.post("me/language", {"locale": "ar"})
    ben.post(f"hosting/{row(ben).id}/worry")
    assert Call.get().words == "The host has a worry."


def test_numbers_never_names(cafe, ben, dan):
    guests = {name: cafe.joined(name) for name in ("Ida", "Jon", "Kim")}
    cafe.plan(1, (ben, 1), (guests["Ida"], 1), (guests["Jon"], 1), (guests["Kim"], 2))
    cafe.plan(2, (ben, 1), (guests["Ida"], 1), (guests["Jon"], 2), (guests["Kim"], 1), (dan, 1))
    hosts(cafe, ben, 1)
    cafe.go("round")
    assert newcomers(cafe.fresh(), cafe.table(1).id) is None
    cafe.go("round", 2)
    found = newcomers(cafe.fresh(), cafe.table(1).id)
    assert (found.new, found.stayed, found.moved_on) == (2, 2, 1)
    page = ben.get("hosting").text
    numbers = page[page.index('class="host-numbers"') :]
    numbers = numbers[: numbers.index("</div>")]
    assert "2 people are new" in numbers
    assert "1 person has moved on" in numbers
    assert not any(name in numbers for name in guests)


def test_who_has_left_is_in_no_number(cafe, ben, dan):
    cafe.plan(1, (ben, 1), (dan, 1))
    cafe.plan(2, (ben, 1))
    cafe.go("round", 2)
    dan.post("me/leaving")
    assert newcomers(cafe.fresh(), cafe.table(1).id).moved_on == 0


def test_once_it_is_put_away_nobody_new_hosts(cafe, ben):
    from facilitator.events.shelf.actions import archive

    archive(event=cafe.event)
    assert hosts(cafe, ben, 1)[0] == 422
    assert ben.get("hosting").status_code == 200
