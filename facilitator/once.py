"""What many parts of one page ask of an event, asked of the record once: its stages, its rounds, its tables.

A page is put together by parts that do not know of each other, and each asks what it needs. Making the SQL for a
question takes peewee longer than the database takes to answer it.
"""

import functools

from flask import g, has_app_context

from .db import database


def once(function):
    """Mark `function(event, *words) → rows or a value`, which reads and does nothing else: while one request (or one
    broadcast) is answered, the same question about the same version of an event gets the same rows.

    The record keeper, in whose thread rows change, asks anew each time. A list is the caller's own; its rows are not.
    """

    @functools.wraps(function)
    def asked(event, *words, **named):
        if database.writes or not has_app_context():
            return function(event, *words, **named)
        question = (function, event.id, event.version, words, tuple(named.items()))
        known = g.setdefault("asked_once", {})
        if question not in known:
            known[question] = function(event, *words, **named)
        answer = known[question]
        return list(answer) if isinstance(answer, list) else answer

    return asked


def ask_anew() -> None:
    """This request has changed something: it is asked again."""
    if has_app_context():
        g.pop("asked_once", None)
