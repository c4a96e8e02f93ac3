"""The truth about live screens: whatever an act changed on any screen must have been announced by it.

Around every act that a test does, it is known what every fragment shows to every audience, before and after. What
differs must be among what the act made stale; else a phone in the hall would show something old for ever. The same must
become stale in another process that serves the record, which hears of the act in plain text (through Redis).

A fragment is made from what the record answers to its questions. So what came out is kept with the questions and the
answers. As long as the record says the same again to each of them, the same would be asked and the same would come out,
and nothing is rendered: around the next act, and in later tests too. What was made from more than the record is kept
for one test alone (who is joined up, what a test replaced) or for one act (the time).

Where pages are alike (every table of a café in every round), the first four tables stand for all. What the tests of one
file do again and again is looked at the first few times; in the long form (LONG=1) each time.
"""

import contextlib
import dataclasses
import os
import re
import threading
from collections import Counter, defaultdict, deque
from functools import partial

from flask import g

from facilitator import record_time
from facilitator.db import Record, database
from facilitator.events.models import Event
from facilitator.live.doors import listening
from facilitator.live.fragments import ALL, EVERYONE, KINDS, PHONE, stale_after
from facilitator.live.neighbours import as_heard, as_told

AT_A_TABLE = re.compile(r"(?:table|cloth)-(?:\d+-)?(\d+)")
TABLES = 4
OLDER_ONES_TOO = {"wall", "read"}  # by their keys, for pages further back, or of what was chosen
CLOCKS = re.compile(r' data-now="\d+"')
TIMES = float("inf") if os.environ.get("LONG") else 2  # that a file's acts of one kind are looked at
SEEN = Counter()
KEPT = 6  # times that one list is kept, each as it was in another record
FOR_ALL_TESTS = defaultdict(lambda: deque(maxlen=KEPT))


class Untrue(AssertionError):
    """An act changed a screen and did not say so."""


class Answers(dict):
    """What the record says to questions (their SQL and what fills its places) while nothing is written.

    Of the event, which every fragment is given, the questions are its fields (their names). Its version, which rises
    with every act, is shown nowhere and left out of all answers.
    """

    def __init__(self, event):
        self.event = event

    def __missing__(self, question):
        if isinstance(question, str):
            self[question] = self.event.__data__[question]
        else:
            cursor = database.execute_sql(*question)
            shown = [place for place, column in enumerate(cursor.description) if column[0] != "version"]
            self[question] = [[row[place] for place in shown] for row in cursor.fetchall()]
        return self[question]


class Telling(dict):
    """An event's fields, which also tells which of them were read."""

    def __init__(self, fields, read):
        super().__init__(fields)
        self.read = read

    def get(self, name, default=None):
        self.notice(name)
        return super().get(name, default)

    def __getitem__(self, name):
        self.notice(name)
        return super().__getitem__(name)

    def notice(self, name):
        if name != "version":
            self.read.add(name)


class Watch:
    """Knows all screens of an event, around the acts of one test."""

    def __init__(self, app, file=None, alone=False):
        """`file`: whose tests act. `alone`: keep nothing for other tests and take nothing from them."""
        self.app, self.file = app, file
        self.for_this_act = defaultdict(deque)
        self.for_this_test = defaultdict(lambda: deque(maxlen=KEPT))
        self.for_all_tests = defaultdict(deque) if alone else FOR_ALL_TESTS
        self.alone, self.lock, self.heard, self.told = alone, threading.RLock(), [], threading.Event()
        self.asking, self.asked, self.asked_time, self.moment = None, set(), False, None
        settings = {**dataclasses.asdict(app.config["SETTINGS"]), "database": None}
        self.circumstances = repr(settings)

    def begin(self, keeper, monkeypatch):
        """From now on, check each act."""
        kind = type(database.obj)
        vars(database.obj).pop("execute_sql", None)  # an earlier test's, who counted what is asked
        self.keep, self.commit, self.execute = keeper.keep, keeper._commit, kind.execute_sql
        monkeypatch.setattr(keeper, "keep", self.kept)
        monkeypatch.setattr(keeper, "_commit", self.committed)
        monkeypatch.setattr(kind, "execute_sql", lambda *asked, **named: self.executed(*asked, **named))
        self.stopwatch, self.ahead = record_time._stopwatch, record_time._ahead
        monkeypatch.setattr(record_time, "_stopwatch", self.timed)
        monkeypatch.setattr(record_time, "_ahead", self.set_wrong)
        keeper.listeners.insert(0, self.heard.extend)

    def kept(self, body, verb, event, by, op, arguments):
        with self.lock:  # else it would not be known which of two acts changed something
            if event is None:
                return self.keep(body, verb, event, by, op, arguments)
            SEEN[self.file, body] += 1
            if SEEN[self.file, body] > TIMES:
                return self.told_of(body, verb, event, by, op, arguments)
            self.moment = self.stopwatch()
            self.for_this_act.clear()
            with self.looking_at(event.id) as answers:
                was = self.places(answers)
            self.heard.clear()
            answer = self.told_of(body, verb, event, by, op, arguments)
            commits = list(self.heard)
            announced = stale_after(subject for commit in commits for subject in commit.subjects)
            elsewhere = [as_heard(as_told(commit)) for commit in commits]
            assert stale_after(subject for commit in elsewhere for subject in commit.subjects) == announced
            with self.looking_at(event.id) as answers:
                is_ = self.places(answers)
                otherwise = self.looks_otherwise(answers, announced, is_)
            silent = [place for place in was.keys() | is_.keys() if was.get(place) != is_.get(place)]
            silent = [place for place in silent if not was_announced(place, announced)]
            if silent:
                raise Untrue(f"{body.__module__}.{body.__name__} changed without a word: {sorted(map(str, silent))}")
            if otherwise:
                raise Untrue(f"{body.__module__}.{body.__name__} woke what looks otherwise alone: {otherwise}")
            return answer

    def told_of(self, *act):
        """Do an act; gives its answer when all have been told of it: else who acts goes on as soon as it is kept."""
        self.told.clear()
        answer = self.keep(*act)
        assert self.told.wait(60)
        return answer

    def committed(self, acts):
        self.commit(acts)
        self.told.set()

    def executed(self, record, sql, params=None, *more, **named):
        if self.asking == threading.get_ident():
            self.asked.add((sql, tuple(params or ())))
        return self.execute(record, sql, params, *more, **named)

    def timed(self):
        """The time; while fragments are made, that at which the act began: what only time changes, no act announces."""
        if self.asking != threading.get_ident():
            return self.stopwatch()
        self.asked_time = True
        return self.moment or self.stopwatch()

    def set_wrong(self):
        """How wrong the machine's clock is; that stays the same as long as tests run."""
        asking, self.asking = self.asking, None
        ahead = self.ahead()
        self.asking = asking
        return ahead

    @contextlib.contextmanager
    def looking_at(self, event_id):
        """The record's answers about an event, and what it takes to render."""
        with self.app.test_request_context("/"), nothing_remembered():
            yield Answers(Event.get_by_id(event_id))

    def places(self, answers) -> dict:
        """Everything that every screen of the event shows: `{(kind, audience, channel, key): (order, html)}`."""
        shown = {}
        for kind in KINDS.values():
            for channel in self.channels(kind, answers):
                for audience in kind.audiences:
                    found = self.known(answers, kind, kind.html, audience, channel)
                    shown |= {(kind.name, audience, channel, key): piece for key, piece in found.items()}
        return shown

    def looks_otherwise(self, answers, announced, shown) -> list:
        """The lists whose woken pieces, rendered alone as phones get them, differ from those in the whole list."""
        found = []
        for (name, channel), keys in announced.items():
            kind = KINDS[name]
            if PHONE not in kind.audiences or ALL in keys or channel not in self.channels(kind, answers):
                continue
            alone = self.known(answers, kind, partial(woken, kind), PHONE, channel, frozenset(keys))
            whole = {place[3]: piece for place, piece in shown.items() if place[:3] == (name, PHONE, channel)}
            if name in OLDER_ONES_TOO:
                alone = {key: piece for key, piece in alone.items() if key in whole}
            if alone != {key: whole[key] for key in keys if key in whole}:
                found.append((name, channel, sorted(map(str, keys))))
        return found

    def channels(self, kind, answers) -> list:
        if kind.channels is None:
            return [EVERYONE]
        return self.known(answers, kind, lambda event: some_of(map(str, kind.channels(event))))

    def known(self, answers, kind, make, *how):
        """What `make(event, *how)` gives for that event, made only if the record has other answers now."""
        which = self.circumstances, answers.event.id, kind.name, len(listening), *how
        for kept in (self.for_this_act[which], self.for_this_test[which], self.for_all_tests[which]):
            for questions, made in kept:
                if all(answers[question] == said for question, said in questions.items()):
                    return made
        self.asking, self.asked, self.asked_time = threading.get_ident(), set(), False
        event = Event(__no_default__=True)
        event.__data__ = Telling(answers.event.__data__, self.asked)
        try:
            with nothing_remembered():
                made = without_time(make(event, *how))
        finally:
            self.asking = None
        if self.asked_time:
            kept = self.for_this_act
        else:
            kept = self.for_this_test if self.alone or knows_more(kind) else self.for_all_tests
        kept[which].appendleft(({question: answers[question] for question in self.asked}, made))
        return made


@contextlib.contextmanager
def nothing_remembered():
    """What a request remembers (Flask's `g`) is put aside meanwhile: each fragment is made by itself."""
    aside = {name: g.pop(name) for name in list(g)}
    try:
        yield
    finally:
        for name in list(g):
            g.pop(name)
        vars(g._get_current_object()).update(aside)


def knows_more(kind) -> bool:
    """Whether a fragment may be made from more than the record: no row wakes it, or somebody is joined up."""
    return bool(listening) or not any(issubclass(model, Record) for model in kind.wakes)


def screens(app, event_id) -> dict:
    """Everything that every screen of the event shows: `{(kind, audience, channel, key): (order, html)}`."""
    watch = Watch(app, alone=True)
    with watch.looking_at(event_id) as answers:
        return watch.places(answers)


def woken(kind, event, audience, channel, keys) -> dict:
    """Only these pieces of a list."""
    return kind.html(event, audience, channel, set(keys))


def without_time(made):
    """Pieces without the time at which they were rendered; channels as they are."""
    if isinstance(made, dict):
        return {key: (order, CLOCKS.sub("", html)) for key, (order, html) in made.items()}
    return made


def some_of(channels) -> list:
    """Those of the first tables, and all that are no table's."""
    found = [(name, AT_A_TABLE.fullmatch(name)) for name in channels]
    return [name for name, table in found if table is None or int(table[1]) <= TABLES]


def was_announced(place, announced) -> bool:
    """Whether a change at `(kind, audience, channel, key)` is among what was made stale."""
    name, _audience, channel, key = place
    keys = announced.get((name, channel), set())
    return key in keys or ALL in keys
