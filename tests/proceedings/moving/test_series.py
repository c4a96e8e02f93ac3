"""Events in a row arrive one by one, and find each other again."""

import datetime

import pytest

from facilitator.actions.models import Action
from facilitator.events import actions
from facilitator.events.models import EarlierCount, Event, Series
from facilitator.harvest.models import Theme
from facilitator.journal import action
from facilitator.proceedings.moving import arriving

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens


@action("told of a series for a test")
def _tell(change, event, by, first):
    series = Series.create(name="Town talks", token="series-token-kept")
    EarlierCount.create(series=series, held="2024-01", counts={"owned": [3, 9]})
    first.series = event.series = series
    event.follows = first
    first.save()
    event.save()
    for model, words in ((Action, {"what": "Mend the fence"}), (Theme, {"name": "Safe ways", "position": 0})):
        model.create(event=event, carried_from=model.create(event=first, **words), **words)
    change.record(event, first)


@pytest.fixture
def second(event):
    """An event that took up what `event` left open."""
    made = actions.create(recipe="open_space", title="And on", date=datetime.date(2027, 2, 1), code="NEXT34")
    _tell(event=made, first=event)
    return made


def test_the_next_one_finds_the_one_before(event, second, exported, elsewhere, told):
    files = [exported(each, name=each.code) for each in (event, second)]
    with elsewhere():
        for file in files:
            arriving.bring_in(file)
        first, next_ = Event.get(Event.code == "ROOM34"), Event.get(Event.code == "NEXT34")
        assert (next_.follows, next_.series) == (first, first.series)
        assert Series.get().token != "series-token-kept"
        assert [count.counts for count in EarlierCount.select()] == [{"owned": [3, 9]}]
        carried = [model.get(model.event == next_).carried_from.event for model in (Action, Theme)]
        assert carried == [first, first]
        after = exported(next_, name="again")
        assert told(after)["record"] == told(files[1])["record"]


def test_alone_it_stands_by_itself(second, exported, elsewhere):
    file = exported(second)
    with elsewhere():
        arriving.bring_in(file)
        made = Event.get()
        assert (made.follows, made.series.name) == (None, "Town talks")
        assert [model.get().carried_from for model in (Action, Theme)] == [None, None]


def test_who_has_the_words_of_another_is_not_carried_from_it(event, second, exported, elsewhere, changed):
    files = [exported(each, name=each.code) for each in (event, second)]
    with elsewhere():
        arriving.bring_in(files[0])
        arriving.bring_in(changed(files[1], lambda data: data["record"]["tables"]["action"][0].update(what="Else")))
        assert Action.get(Action.what == "Else").carried_from is None
