"""The truth about live screens: whatever an act changed on any screen must have been announced by it.

Around every act that a test does, every fragment is rendered for every audience, before and after. What differs must
be among what the act made stale; else a phone in the hall would show something old for ever. What screens showed after
one act is what they show before the next, as long as nothing else was written and no phone came or went.
"""

import re

from facilitator.events.models import Event
from facilitator.live.doors import listening
from facilitator.live.fragments import ALL, EVERYONE, KINDS, stale_after

CLOCKS = re.compile(r' data-now="\d+"')


class Untrue(AssertionError):
    """An act changed a screen and did not say so."""


def watch(app, keeper, monkeypatch):
    """From now on, check each act."""
    heard, last = [], {}
    keep = keeper.keep

    def kept(body, verb, event, by, op, arguments):
        known = event and last.get((event.id, len(listening)))
        last.clear()  # also when the act is refused, or is about no event
        if event is None:
            return keep(body, verb, event, by, op, arguments)
        before = known or screens(app, event.id)
        heard.clear()
        answer = keep(body, verb, event, by, op, arguments)
        after = last[event.id, len(listening)] = screens(app, event.id)
        announced = stale_after(subject for commit in list(heard) for subject in commit.subjects)
        silent = [place for place in before.keys() | after.keys() if before.get(place) != after.get(place)]
        silent = [place for place in silent if not was_announced(place, announced)]
        if silent:
            raise Untrue(f"{body.__module__}.{body.__name__} changed without a word: {sorted(map(str, silent))}")
        return answer

    monkeypatch.setattr(keeper, "keep", kept)
    listen = heard.extend
    keeper.listeners.insert(0, listen)


def screens(app, event_id) -> dict:
    """Everything that every screen of the event shows: `{(kind, audience, channel, key): (order, html)}`."""
    shown = {}
    with app.test_request_context("/"):
        event = Event.get_by_id(event_id)
        for kind in KINDS.values():
            for audience in kind.audiences:
                for channel in map(str, kind.channels(event)) if kind.channels else [EVERYONE]:
                    for key, (order, html) in kind.html(event, audience, channel).items():
                        shown[kind.name, audience, channel, key] = (order, CLOCKS.sub("", html))
    return shown


def was_announced(place, announced) -> bool:
    """Whether a change at `(kind, audience, channel, key)` is among what was made stale."""
    name, _audience, channel, key = place
    keys = announced.get((name, channel), set())
    return key in keys or ALL in keys
