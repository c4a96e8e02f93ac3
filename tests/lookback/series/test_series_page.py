"""The page of a series: what each event led to, for everyone once its look-back is open; and the counts together."""

import datetime
import re

import pytest
from cast import Browser
from counting import queries_of

from facilitator.actions.models import Action, Ask, Promise
from facilitator.commands.demo.series import begin_series
from facilitator.events import actions as events
from facilitator.events.models import Event, Series
from facilitator.harvest.models import Theme
from facilitator.lookback.models import LookBack, Update
from facilitator.lookback.series import actions, counting
from facilitator.lookback.series.reading import charts, meetings, standing_actions

LONG_AGO = datetime.datetime(2026, 6, 1, 12)


@pytest.fixture
def series(event, earlier, open_ends, take_up):
    """The earlier event and this one, which took up one of its actions."""
    take_up([open_ends["mine"]])
    return Series.get()


@pytest.fixture
def opened(series, earlier, write):
    """The look-back of the earlier one is open."""
    return write(LookBack, earlier, token="a-long-token", opened_at=LONG_AGO)


@pytest.fixture
def stranger(app, event):
    return Browser(app, event)


def test_nobody_sees_it_before_a_look_back_is_open(stranger, series):
    assert stranger.get(f"/series/{series.token}").status_code == 404
    assert stranger.get("/series/no-such-thing").status_code == 404


def test_everyone_sees_the_events_whose_look_back_is_open(stranger, series, opened, open_ends):
    answer = stranger.get(f"/series/{series.token}")
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    for words in ("Spring fair", "Mend the bench", "a later event took it up", "Paint the door", "Parked:", "Buses"):
        assert words in answer.text
    assert f"/look-back/a-long-token#action-{open_ends['mine'].id}" in answer.text
    assert "Tea and talk" not in answer.text  # this one's is not open
    assert "Dora" not in answer.text


def test_what_is_held_back_is_on_neither_page(ada, stranger, series, opened, earlier, write):
    write(Action, earlier, what="Shout at Mr Smith", held_because="unkind")
    assert "Shout at" not in stranger.get(f"/series/{series.token}").text
    assert "Shout at" not in ada.get("console/series").text


def test_the_console_shows_all_and_says_what_is_not_open(ada, series, earlier):
    page = ada.get("console/series").text
    for words in ("Spring fair", "Tea and talk", "Mend the bench", "It took up one open action", "not open yet"):
        assert words in page
    assert series.token not in page
    assert "/console/series" in ada.get("console").text


def test_who_runs_only_this_event_reads_no_unopened_words_of_the_other(app, event, series):
    other = Browser(app, event)
    facilitator = events.appoint(event=event, name="Fay")
    with other.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): facilitator.id}
    page = other.get("console/series").text
    assert "Spring fair" in page
    assert "Paint the door" not in page


def test_a_participant_sees_the_console_page_not_at_all(ben, cleo, event, series):
    assert "Events in a row" not in ben.get("console/series").text
    assert "Events in a row" not in cleo.get(f"/e/{event.code}/console/series").text


def test_each_count_is_at_the_event_at_which_it_was_first_written_down(event, earlier, series, open_ends, write):
    """The bench and the door have an owner, the path is an ask; only the door was answered in time. What was taken up
    is counted here as nothing of its own."""
    first, _second = meetings(series, set(), only_open=False)
    assert (first.event, first.counts["owner"], first.counts["with"]) == (earlier, (2, 3), (0, 3))
    event.date = earlier.date
    both = [event, earlier]
    standing = standing_actions(both)
    assert counting.counts(both, standing, {}, datetime.date(2026, 12, 1))[event.id]["owner"] == (0, 0)


def test_only_what_was_heard_by_the_promised_day_counts_as_answered(app, earlier, series, open_ends, write):
    path = open_ends["ask"]
    write(Update, earlier, action=path, by="leader", state="not_yet", words="No money", said_at=LONG_AGO)
    write(Update, earlier, action=open_ends["mine"], by="owner", state="started", said_at=LONG_AGO)
    row = meetings(series, set(), only_open=False)[0]
    assert Event.get_by_id(earlier.id).look_back_on == datetime.date(2026, 8, 18)
    # the door was said to be done only now, after the promised day; "started" is no answer yet
    assert row.counts["answered"] == (1, 3)


def test_an_answer_to_what_was_taken_up_is_an_answer_to_the_first(app, event, earlier, series, write):
    copy = Action.get(Action.event == event)
    write(Update, event, action=copy, by="owner", state="done", said_at=LONG_AGO)
    assert meetings(series, set(), only_open=False)[0].counts["answered"] == (1, 3)


def test_few_topics_of_either_kind_point_at_nobody(app, earlier, series, dora, write):
    from facilitator.topics.models import Topic

    for number in range(6):
        write(
            Topic, earlier, number=number + 1, convener=dora.person, title="T", state="announced", announced_at=LONG_AGO
        )
    assert meetings(series, set(), only_open=False)[0].counts["residents"] == (0, 6)


def test_the_demo_series_stands_on_the_page_with_its_values(ada, event, earlier, app):
    begin_series(event)
    page = ada.get("console/series").text
    assert page.count('class="p-chart"') == 3
    for title in re.findall(r'aria-labelledby="(chart-[a-z]+-title) (chart-[a-z]+-words)"', page):
        assert all(f'id="{id_}"' in page for id_ in title)
    assert 'role="img"' in page
    row = re.search(r'<tr class="outside">.*?</tr>', page, re.S)[0]
    for words in ("10", "Jul 2025", "17 of 18", "94%", "22%", "92%", "▲", "above the limits: more than chance"):
        assert words in row
    assert page.count('<tr class="outside">') == 1
    assert "Event 10 (July 2025) is above the limits" in page


def test_fewer_than_eight_events_are_too_few_to_say(ada, event, app):
    from facilitator.commands.stand_in import as_facilitator

    for month in range(1, 8):
        actions.count_earlier(
            event=Event.get_by_id(event.id), by=as_facilitator(event), held=f"2025-0{month}", counts={"owner": [1, 9]}
        )
    page = ada.get("console/series").text
    assert "Too few to say more" in page
    assert 'class="limit"' not in page


def test_what_was_taken_up_leads_back_to_where_it_came_from(stranger, ada, event, earlier, series, open_ends, write):
    write(LookBack, event, token="ours", opened_at=LONG_AGO)
    assert "Taken up from the event before." in stranger.get("/look-back/ours").text
    assert "Spring fair" not in stranger.get("/look-back/ours").text
    write(LookBack, earlier, token="theirs", opened_at=LONG_AGO)
    page = stranger.get("/look-back/ours").text
    assert f"/look-back/theirs#action-{open_ends['mine'].id}" in page
    assert "Spring fair" in page
    assert "From the event before" in ada.get("actions").text


def test_in_arabic_the_first_event_stands_at_the_right(ada, event, app):
    begin_series(event)
    ada.client.post("/language", data={"locale": "ar"})
    page = ada.get("console/series").text
    assert 'dir="rtl"' in page
    days = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', page)]
    assert days[0] > days[1] > days[2]


@pytest.mark.parametrize(("locale", "arrow"), [("en", "→"), ("ar", "←")])
def test_the_arrow_to_who_got_a_pile_points_the_way_people_read(
    stranger, opened, series, earlier, write, locale, arrow
):
    write(Theme, earlier, name="Lights", position=3, state="forwarded", whom="The council", why="They own them")
    stranger.client.post("/language", data={"locale": locale})
    page = stranger.get(f"/series/{series.token}").text
    assert f"<bdi>Lights</bdi> {arrow} <bdi>The council</bdi>" in page


def test_the_page_asks_the_record_the_same_number_of_questions_however_much_happened(app, ada, event, series, write):
    def load():
        return charts(meetings(Series.get(), set(), only_open=False))

    few = queries_of(load)
    earlier = Event.get(Event.code == "SPRN34")
    for number in range(30):
        action = write(Action, earlier, what=f"Thing {number}")
        write(Update, earlier, action=action, by="owner", state="started")
    person = Promise.get().person
    write(Promise, earlier, action=Action.get(Action.what == "Thing 3"), person=person)
    assert queries_of(load) == few


def test_an_action_stands_as_in_its_look_back(stranger, series, opened, earlier, open_ends, write):
    mine, ask = open_ends["mine"], write(Ask, earlier, action=open_ends["mine"], whom="The council")
    write(Update, earlier, action=mine, by="owner", state="started")
    write(Update, earlier, action=mine, ask=ask, by="leader", state="no", words="No money")
    lines = {line.action.id: line for each in meetings(series, set(), only_open=True) for line in each.lines}
    assert lines[mine.id].state == "started"
