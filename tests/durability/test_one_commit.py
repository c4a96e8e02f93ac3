"""Many acts share one commit: what fails of one is told to that one, in the language of its sender."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_babel import force_locale

from facilitator.db import database
from facilitator.errors import Refused
from facilitator.journal import action, keeper
from facilitator.people.models import Person

pytestmark = [pytest.mark.unwatched, pytest.mark.any_record]


@action("stumbled for a test")
def stumble(change, event, by):
    """What the database refuses, though the disk is well."""
    database.execute_sql("SELECT no_such_column FROM journal")


@action("waited for a test")
def wait(change, event, by, begun, until):
    """So that other acts gather for the next commit."""
    change.record(event)
    begun.set()
    until.wait(10)


@action("raced for a test")
def race(change, event, by):
    """Two of the same, which the record does not take."""
    Person.create(event=event, name="One", return_code="SAME")
    Person.create(event=event, name="Two", return_code="SAME")


def together(app, *acts):
    """Hand these in so that they come into one commit; gives what each returned or raised."""
    begun, until = threading.Event(), threading.Event()

    def done(act):
        with app.app_context():
            try:
                return act()
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(len(acts) + 1) as pool:
        first = pool.submit(done, lambda: wait(event=acts[0].event, begun=begun, until=until))
        begun.wait()
        others = [pool.submit(done, act) for act in acts]
        while keeper._queue.qsize() < len(acts):
            pass
        until.set()
        first.result()
        return [other.result() for other in others]


class Handed:
    """A call of an act, in a language."""

    def __init__(self, act, event, locale="en", **arguments):
        self.act, self.event, self.locale, self.arguments = act, event, locale, arguments

    def __call__(self):
        with force_locale(self.locale):
            return self.act(event=self.event, **self.arguments)


def test_an_act_that_fails_by_itself_leaves_the_others_of_its_commit_alone(app, event, write):
    stumbled, kept, raced = together(
        app,
        Handed(stumble, event),
        Handed(write, event, model=Person, name="Dora", return_code="DORA"),
        Handed(race, event),
    )
    assert (stumbled.status, raced.status) == (503, 409)
    assert kept.name == "Dora"
    assert [person.name for person in Person.select()] == ["Dora"]


def test_what_could_not_be_saved_is_told_in_the_language_of_its_sender(app, event, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError("no space")

    monkeypatch.setattr(type(database.obj), "commit", full)
    told = together(app, *(Handed(stumble, event, locale) for locale in ("en", "tr")))
    assert [refusal.status for refusal in told] == [503, 503]
    assert told[0].message.startswith("We could not save that.")
    assert told[0] is not told[1]


def test_a_refusal_by_the_record_is_told_in_the_language_of_its_sender(app, event):
    english, turkish = together(app, Handed(race, event), Handed(race, event, "tr"))
    assert english.message.startswith("Somebody else")
    assert turkish.message != english.message
