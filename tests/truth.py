"""The truth about live screens: whatever an act changed on any screen must have been announced by it.

Around every act that a test does, every fragment is rendered for every audience, before and after. What differs must
be among what the act made stale; else a phone in the hall would show something old for ever.

What screens showed after one act is what they show before the next, as long as nothing else was written and no phone
came or went. After an act only those fragments are rendered again that read a table which it wrote. Where pages are
alike (every table of a café in every round), the first four tables stand for all.
"""

import re

from facilitator.db import database
from facilitator.events.models import Event
from facilitator.live.doors import listening
from facilitator.live.fragments import ALL, EVERYONE, KINDS, PHONE, stale_after
from facilitator.once import ask_anew

AT_A_TABLE = re.compile(r"(?:table|cloth)-(?:\d+-)?(\d+)")
TABLES = 4
OLDER_ONES_TOO = {"wall"}  # by their keys, for the pages further back
CLOCKS = re.compile(r' data-now="\d+"')
READS = re.compile(r'\b(?:FROM|JOIN) "?(\w+)', re.I)
WRITES = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM) "?(\w+)', re.I)
NEW_VERSION = re.compile(r'^\s*UPDATE "?event"? SET "?version"? =', re.I)


class Untrue(AssertionError):
    """An act changed a screen and did not say so."""


class Screens:
    """What every screen of an event shows: `shown` is `{(kind, audience): {(kind, audience, channel, key): (order,
    html)}}`, `reads` the tables that were read for each."""

    def __init__(self):
        self.shown, self.reads = {}, {}

    def places(self) -> dict:
        return {place: html for some in self.shown.values() for place, html in some.items()}


def watch(app, keeper, monkeypatch):
    """From now on, check each act."""
    heard, last, statements = [], {}, []
    keep, execute = keeper.keep, database.execute_sql

    def kept(body, verb, event, by, op, arguments):
        known = event and last.get((event.id, len(listening)))
        last.clear()  # also when the act is refused, or is about no event
        if event is None:
            return keep(body, verb, event, by, op, arguments)
        before = known or looked_at(app, event.id, statements)
        heard.clear()
        statements.clear()
        answer = keep(body, verb, event, by, op, arguments)
        after = last[event.id, len(listening)] = looked_at(app, event.id, statements, before, written_by(statements))
        announced = stale_after(subject for commit in list(heard) for subject in commit.subjects)
        was, is_ = before.places(), after.places()
        silent = [place for place in was.keys() | is_.keys() if was.get(place) != is_.get(place)]
        silent = [place for place in silent if not was_announced(place, announced)]
        if silent:
            raise Untrue(f"{body.__module__}.{body.__name__} changed without a word: {sorted(map(str, silent))}")
        if otherwise := looks_otherwise(app, event.id, announced, is_):
            raise Untrue(f"{body.__module__}.{body.__name__} woke what looks otherwise alone: {otherwise}")
        return answer

    def executed(sql, *args, **kwargs):
        statements.append(sql)
        return execute(sql, *args, **kwargs)

    monkeypatch.setattr(keeper, "keep", kept)
    monkeypatch.setattr(database, "execute_sql", executed)
    listen = heard.extend
    keeper.listeners.insert(0, listen)


def written_by(statements) -> set | None:
    """The tables that these statements wrote; None: it may be any, since a row that goes may take others along."""
    found = [WRITES.match(sql) for sql in statements if not NEW_VERSION.match(sql)]
    if any("DELETE" in match[0].upper() for match in found if match):
        return None
    return {match[1].lower() for match in found if match}


def looked_at(app, event_id, statements, before=None, written=None) -> Screens:
    """The event's screens; when `before` and the tables `written` since are known, only what reads those is new."""
    now = Screens()
    with app.test_request_context("/"):
        event = Event.get_by_id(event_id)
        for kind in KINDS.values():
            for audience in kind.audiences:
                which = kind.name, audience
                if before and written is not None and not written & before.reads[which]:
                    now.shown[which], now.reads[which] = before.shown[which], before.reads[which]
                    continue
                statements.clear()
                ask_anew()  # what another list asked already, this one reads too
                now.shown[which] = rendered(kind, event, audience)
                now.reads[which] = {"event", *(name.lower() for sql in statements for name in READS.findall(sql))}
    return now


def screens(app, event_id) -> dict:
    """Everything that every screen of the event shows: `{(kind, audience, channel, key): (order, html)}`."""
    return looked_at(app, event_id, []).places()


def rendered(kind, event, audience) -> dict:
    shown = {}
    for channel in watched_channels(kind, event):
        for key, (order, html) in kind.html(event, audience, channel).items():
            shown[kind.name, audience, channel, key] = tidy(order, html)
    return shown


def watched_channels(kind, event) -> list:
    return some_of(map(str, kind.channels(event))) if kind.channels else [EVERYONE]


def tidy(order, html) -> tuple:
    """A piece without the time at which it was rendered."""
    return order, CLOCKS.sub("", html)


def looks_otherwise(app, event_id, announced, shown) -> list:
    """The lists whose woken pieces, rendered alone as phones get them, differ from those in the whole list."""
    found = []
    with app.test_request_context("/"):
        event = Event.get_by_id(event_id)
        for (name, channel), keys in announced.items():
            kind = KINDS[name]
            if PHONE not in kind.audiences or ALL in keys or channel not in watched_channels(kind, event):
                continue
            alone = {key: tidy(*piece) for key, piece in kind.html(event, PHONE, channel, keys).items()}
            whole = {place[3]: piece for place, piece in shown.items() if place[:3] == (name, PHONE, channel)}
            if name in OLDER_ONES_TOO:
                alone = {key: piece for key, piece in alone.items() if key in whole}
            if alone != {key: whole[key] for key in keys if key in whole}:
                found.append((name, channel, sorted(map(str, keys))))
    return found


def some_of(channels) -> list:
    """Those of the first tables, and all that are no table's."""
    found = [(name, AT_A_TABLE.fullmatch(name)) for name in channels]
    return [name for name, table in found if table is None or int(table[1]) <= TABLES]


def was_announced(place, announced) -> bool:
    """Whether a change at `(kind, audience, channel, key)` is among what was made stale."""
    name, _audience, channel, key = place
    keys = announced.get((name, channel), set())
    return key in keys or ALL in keys
