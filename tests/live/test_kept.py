"""Lists that were rendered for one phone are good for the next, until an act wakes a piece of them."""

import re
import time

import pytest
from counting import queries_of
from flask_babel import force_locale
from jinja2 import meta

from facilitator.db import now
from facilitator.events.models import Event
from facilitator.journal.keeper import Commit
from facilitator.live import kept as module
from facilitator.live.fragments import KINDS, PHONE
from facilitator.live.kept import Kept, kept
from facilitator.people import actions as people
from facilitator.topics.models import ANNOUNCED, Topic

OF_ONE_VIEWER = {"viewer", "request", "session", "g"}


@pytest.fixture
def topics(event, ben, write):
    """Three topics that are up."""
    return [
        write(Topic, event=event, number=n, title=f"Talk {n}", convener=ben.person, state=ANNOUNCED, announced_at=now())
        for n in (1, 2, 3)
    ]


@pytest.fixture
def shown(app, event):
    """`shown(kept)` → the topics on phones, as one text; asked for by a page of the event as it is in the record."""

    def look(keeping=kept, keys=None, version=None):
        with app.test_request_context("/"):
            row = Event.get_by_id(event.id)
            row.version = version or row.version
            return "".join(html for _order, html in keeping.pieces(KINDS["topic"], row, PHONE, "", keys))

    return look


def test_the_second_phone_asks_the_record_for_nothing(topics, shown):
    keeping = Kept()  # hears of nothing by itself

    def list_of_topics():
        return queries_of(lambda: shown(keeping)) - 1  # the event itself

    assert list_of_topics() > 0
    assert list_of_topics() == 0


def test_only_the_piece_that_an_act_woke_is_rendered_again(topics, shown, event, monkeypatch):
    keeping, kind, rendered = Kept(), KINDS["topic"], []
    shown(keeping)
    html = type(kind).html
    monkeypatch.setattr(type(kind), "html", lambda self, *args: (rendered.append(args[-1]), html(self, *args))[1])
    keeping.heard([Commit(event.id, Event.get_by_id(event.id).version, [topics[1]])])
    assert "Talk 3" in shown(keeping)
    assert rendered == [{topics[1].id}]
    shown(keeping)
    assert len(rendered) == 1


def test_an_act_shows_on_the_next_page_whatever_it_was(topics, shown, ben, event, write):
    shown()
    write(Topic, event=event, number=9, title="Late", convener=ben.person, state=ANNOUNCED, announced_at=now())
    assert "Late" in shown()
    ben.post(f"topics/{topics[1].id}/withdrawal")
    assert "Talk 2" not in shown()
    assert "Talk 3" in shown()
    people.describe(event=event, person=ben.person, name="Benedict")
    assert "Benedict" in shown()


def test_each_language_has_its_own(topics, shown, app, event):
    english = shown()
    with app.test_request_context("/"), force_locale("pl"):
        row = Event.get_by_id(event.id)
        polish = "".join(html for _order, html in kept.pieces(KINDS["topic"], row, PHONE, "", None))
    assert polish != english
    assert shown() == english


def test_some_of_a_list_are_kept_too(topics, shown):
    keeping, wanted = Kept(), [topics[0].id, topics[2].id, 12345]
    first = shown(keeping, wanted)
    assert "Talk 1" in first
    assert "Talk 2" not in first
    assert queries_of(lambda: shown(keeping, wanted)) == 1
    assert shown(keeping, wanted) == first


def test_a_page_of_a_version_nobody_has_told_of_finds_nothing_kept(topics, shown, event):
    """The commit is on the disk, and the word of it is on its way; or it was another process's."""
    keeping = Kept()
    shown(keeping)
    version = Event.get_by_id(event.id).version
    assert queries_of(lambda: shown(keeping, version=version + 1)) > 1


def test_when_word_of_a_commit_was_missed_nothing_is_kept(topics, shown, event):
    keeping = Kept()
    shown(keeping)
    version = Event.get_by_id(event.id).version
    keeping.heard([Commit(event.id, version + 2, [])])
    assert not keeping.lists


def test_rows_that_changed_do_not_pile_up_while_nobody_looks(topics, shown, event):
    keeping = Kept()
    shown(keeping)
    version = Event.get_by_id(event.id).version
    for later in range(1, 10):
        keeping.heard([Commit(event.id, version + later, topics * 400)])
    assert len(keeping.events[event.id].changed) <= module.MOST_CHANGES + len(topics) * 400
    assert not keeping.lists


def test_an_act_that_is_of_no_event_may_show_anywhere(topics, shown):
    keeping = Kept()
    shown(keeping)
    keeping.heard([Commit(None, 0, [])])
    assert not keeping.lists


def test_what_was_rendered_while_something_changed_is_shown_but_not_kept(topics, shown, event, monkeypatch):
    keeping, kind = Kept(), KINDS["topic"]

    def html(kind, event, *args, html=type(kind).html):
        keeping.heard([Commit(event.id, event.version, [])])
        return html(kind, event, *args)

    monkeypatch.setattr(type(kind), "html", html)
    assert "Talk 1" in shown(keeping)
    assert not keeping.lists


def test_no_list_is_kept_for_long_for_some_tell_the_time(topics, shown, monkeypatch):
    keeping = Kept()
    shown(keeping)
    later = time.monotonic() + module.LASTS + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert queries_of(lambda: shown(keeping)) > 1


def test_a_kept_clock_tells_the_time_of_now(app, event, ada, ben, monkeypatch):
    ada.post("console/stage", {"stage": Event.get_by_id(event.id).stages.order_by("position").first().id})
    assert "data-now" in ben.get("").get_data(as_text=True)
    later = module.record_time.for_browsers() + 3_600_000
    monkeypatch.setattr(module.record_time, "for_browsers", lambda: later)
    told = re.findall(r'data-now="(\d+)"', ben.get("").get_data(as_text=True))
    assert told == [str(later)] * len(told)
    assert told


def test_what_is_kept_has_a_bound(topics, shown, monkeypatch):
    keeping = Kept()
    shown(keeping)
    monkeypatch.setattr(module, "MOST_LETTERS", keeping.letters)
    with_keys = shown(keeping, keys=[topics[0].id])
    assert "Talk 1" in with_keys
    assert len(keeping.lists) == 1
    assert keeping.letters <= module.MOST_LETTERS


def templates_within(app, name) -> set:
    """A template and all it takes in."""
    found = {name}
    tree = app.jinja_env.parse(app.jinja_env.loader.get_source(app.jinja_env, name)[0])
    for other in meta.find_referenced_templates(tree):
        if other is not None and other != "_forms.html":
            found |= templates_within(app, other)
    return found


def test_no_fragment_on_phones_asks_who_looks(app):
    """Else the next phone would see what was meant for this one."""
    for kind in KINDS.values():
        if PHONE not in kind.audiences:
            continue
        for name in templates_within(app, kind.template):
            tree = app.jinja_env.parse(app.jinja_env.loader.get_source(app.jinja_env, name)[0])
            assert not meta.find_undeclared_variables(tree) & OF_ONE_VIEWER, name
