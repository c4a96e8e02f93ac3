"""The look-back for everyone: what was said, what was done or not, why; and nothing that is nobody's business."""

import datetime

import pytest
from cast import joined
from counting import queries_of

from facilitator.actions.models import Action, Ask, CameFrom
from facilitator.db import now
from facilitator.journal import action as act
from facilitator.lookback.models import LookBack, Update
from facilitator.lookback.standing import standings
from facilitator.notes.models import Note


def page(browser, look_back):
    return browser.get(f"/look-back/{look_back.token}")


def test_nobody_can_read_it_before_it_is_opened(promised, opened, reader, ada):
    look_back = opened()
    assert page(reader, look_back).status_code == 200
    ada.send("console/look-back/closing")
    assert page(reader, look_back).status_code == 404
    assert reader.get("/look-back/nothing").status_code == 404


def test_before_it_is_opened_the_console_says_so(promised, ada, reader):
    shown = ada.get("console/look-back").text
    assert "The look-back is closed. Nobody but you can see it." in shown
    assert "Plant trees" in shown
    assert "See it as readers do" not in shown
    assert ada.get("console/look-back/preview").status_code == 404
    ada.send("console/look-back/links")
    assert "Plant trees" in ada.get("console/look-back/preview").text
    assert page(reader, LookBack.get()).status_code == 404


def test_each_action_with_its_state_and_last_words(promised, link_of, reader):
    link = link_of(promised)
    reader.send(f"/answer/{link.token}", {"state": "started", "words": "The holes are dug."})
    reader.send(f"/answer/{link.token}", {"state": "done", "words": "Twelve trees stand."})
    shown = page(reader, LookBack.get()).text
    assert "Plant trees" in shown
    assert shown.index("Done") < shown.index("Twelve trees stand.") < shown.index("The holes are dug.")
    assert "We did" in shown
    assert "We have heard nothing" not in shown


def test_nothing_heard_is_in_plain_sight(promised, opened, reader, past):
    from facilitator.i18n import day_words

    assert f"We have heard nothing since {day_words(past.date)}." in page(reader, opened()).text


def test_on_the_evening_itself_nobody_is_late(event, ben, ada, reader, change_row, today):
    change_row(event, date=today)
    ben.send("actions", {"what": "Plant trees", "i_will": "1"})
    ada.send("console/look-back/opening")
    shown = page(reader, LookBack.get()).text
    assert "No news yet" in shown
    assert "heard nothing" not in shown


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [(-3, "We have heard nothing since", "News was promised by"), (3, "There will be news again by", "")],
)
def test_promised_news_that_does_not_come_is_missed(promised, link_of, reader, change_row, today, said, before, after):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started", "words": "Yes"})
    change_row(Update.get(), next_by=today + datetime.timedelta(days=said))
    shown = page(reader, LookBack.get()).text
    assert before in shown
    assert after in shown


def test_it_leads_back_to_the_words_it_came_from(promised, opened, reader, ben, write, past, change_row):
    change_row(promised, note=write(Note, past, words="Not one tree in our street", said_by=ben.person))
    more = write(Note, past, words="শিশুরা রোদে খেলে", language="bn")
    secret = write(Note, past, words="Sam lives there", state="held", held_at=now())
    for each in (more, secret):
        pair(event=past, action=promised, note=each)
    shown = page(reader, opened()).text
    assert "You said" in shown
    assert "Not one tree in our street" in shown
    assert '<p lang="bn" dir="auto">শিশুরা রোদে খেলে</p>' in shown
    assert "Sam lives there" not in shown


@act("paired for a test")
def pair(change, event, by, action, note):
    CameFrom.create(action=action, note=note)
    change.record(action)


def test_no_names_but_of_those_who_agreed(promised, opened, reader):
    assert "1 person" in page(reader, opened()).text
    assert "Ben" not in page(reader, opened()).text


def test_a_name_with_consent(ben_may_be_named, opened, reader):
    assert "<bdi>Ben</bdi>" in page(reader, opened()).text


def test_no_one_yet_is_shown_as_such(past, ben, opened, reader):
    ben.send("actions", {"what": "Sweep the path"})
    assert "No one has said yes yet." in page(reader, opened()).text


def test_what_is_held_or_taken_back_is_not_there(promised, asked, opened, reader, ada, ben):
    ada.send(f"console/actions/{promised.id}/hold", {"because": "It names a child"})
    ben.send(f"actions/{asked.id}/removal")
    shown = page(reader, opened()).text
    assert "Plant trees" not in shown
    assert "Mend the lights" not in shown


def test_of_held_words_only_that_they_wait(promised, link_of, reader, ada):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started", "words": "Ring Sam on 07700 900123"})
    assert Update.get().held_because == "phone number"
    shown = page(reader, LookBack.get()).text
    assert "07700" not in shown
    assert "Started" in shown
    assert "These words wait until a facilitator has read them." in shown
    assert "07700" in ada.get("console/held").text
    ada.send(f"console/look-back/updates/{Update.get().id}/hold", {"because": ""})
    assert "07700" in page(reader, LookBack.get()).text


def test_the_code_of_the_day_leads_to_it_when_the_day_is_over(promised, opened, reader, ben, past):
    look_back = opened()
    for browser in (reader, ben):
        answer = browser.client.get(f"/j/{past.token}")
        assert (answer.status_code, answer.location) == (302, f"/look-back/{look_back.token}")


def test_while_the_day_lasts_or_it_is_closed_the_code_lets_people_in(event, promised, opened, reader, ada, change_row):
    ada.send("console/look-back/opening")
    ada.send("console/look-back/closing")
    assert "Go in" in reader.get(f"/j/{event.token}").text
    ada.send("console/look-back/opening")
    change_row(event, date=datetime.date.today())
    assert "Go in" in reader.get(f"/j/{event.token}").text


def test_a_new_address_ends_the_old_one(promised, opened, reader, ada, past):
    old = opened()
    ada.send("console/look-back/address")
    new = LookBack.get()
    assert new.token != old.token
    assert page(reader, old).status_code == 404
    assert reader.client.get(f"/j/{past.token}").location == f"/look-back/{new.token}"


def test_no_search_engine_lists_it_and_no_other_site_is_told(promised, link_of, reader):
    link = link_of(promised)
    for path in (f"/look-back/{LookBack.get().token}", f"/answer/{link.token}", "/answer"):
        answer = reader.get(path)
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_it_needs_no_script_and_speaks_the_readers_language(promised, opened, reader):
    address = f"/look-back/{opened().token}"
    assert "<script" not in reader.get(address).text
    shown = reader.post("/language", {"locale": "ar", "page": address}).text
    assert '<html lang="ar" dir="rtl"' in shown
    assert "Plant trees" in shown


def test_another_events_people_and_facilitators_get_nowhere(promised, opened, cleo, ben):
    opened()
    for path in ("console/look-back", "console/look-back/nudges", f"console/look-back/actions/{promised.id}"):
        assert "Plant trees" not in ben.get(path).text
        assert "Plant trees" not in cleo.get(f"/e/{ben.event.code}/{path}").text
    assert ben.send("console/look-back/opening")[0] == 404


def test_questions_do_not_grow_with_actions_people_and_news(app, promised, asked, link_of, reader, past, ben, ada):
    link = link_of(promised)
    reader.send(f"/answer/{link.token}", {"state": "started", "words": "Dug"})
    paths = [
        f"/look-back/{LookBack.get().token}", f"/look-back/{LookBack.get().token}/news.atom",
        f"/look-back/{LookBack.get().token}/dates.ics", f"/answer/{link.token}",
    ]  # fmt: skip
    console = ["console/look-back", "console/look-back/nudges", f"console/look-back/actions/{promised.id}"]
    few = [queries_of(lambda path=path: reader.get(path)) for path in paths]
    few += [queries_of(lambda path=path: ada.get(path)) for path in console]
    eve = joined(app, past, "Eve")
    for number in range(4):
        eve.send("actions", {"what": f"Plant {number}", "i_will": "1", "whom": f"Gardener {number}"})
        eve.send(f"actions/{promised.id}/promise", {"said": "1"})
        reader.send(f"/look-back/{LookBack.get().token}/actions/{promised.id}/wondering")
    ada.send("console/look-back/links")
    for number in range(3):
        reader.send(f"/answer/{link.token}", {"state": "started", "words": f"Dug {number}"})
    assert Action.select().count() == 6
    many = [queries_of(lambda path=path: reader.get(path)) for path in paths]
    many += [queries_of(lambda path=path: ada.get(path)) for path in console]
    assert many == few


@pytest.mark.parametrize("by_their_link", [True, False])
def test_an_answer_says_no_more_how_it_goes_when_the_ask_is_taken_back(
    asked, link_of, reader, ada, ben, past, by_their_link
):
    link, answer = link_of(asked), {"state": "no", "words": "We have no money."}
    if by_their_link:
        reader.send(f"/answer/{link.token}", answer)
    else:
        ada.send(f"console/look-back/asks/{link.ask_id}", answer)
    assert standings(past)[0].state == "no"
    ben.send(f"asks/{Ask.get().id}/removal")
    ben.send(f"actions/{asked.id}/promise", {"said": "1"})
    stands = standings(past)[0]
    assert (stands.state, stands.settled) == ("", False)
    assert "We have no money." in page(reader, LookBack.get()).text
    ben.send(f"actions/{asked.id}/promise", {"said": "0"})
    assert standings(past)[0].state == ""


def test_held_words_about_what_was_taken_back_need_no_look(promised, link_of, reader, ada, ben):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started", "words": "Ring 07700 900123"})
    assert "07700" in ada.get("console/held").text
    ben.send(f"actions/{promised.id}/removal")
    assert "07700" not in ada.get("console/held").text


def test_a_name_can_be_taken_off_after_the_event_too(ben_may_be_named, opened, reader, ben, change_row, past):
    look_back = opened()
    change_row(past, archived_at=now())
    assert "<bdi>Ben</bdi>" in page(reader, look_back).text
    assert ben.send(f"promises/{ben_may_be_named.id}/name", {})[0] == 200
    assert "<bdi>Ben</bdi>" not in page(reader, look_back).text
