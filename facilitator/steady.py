"""Cookies and limits that no clock can upset, the server's or the phone's.

A cookie is good as long as the browser keeps it, and how long that is, is told as a span, not as a date. Counters for
limits run by the stopwatch: when the clock goes back by an hour, nobody is "too fast" for an hour.
"""

import datetime
import threading
import time

from flask import Response
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from limits.storage import Storage

SWEEP_EVERY = 1000  # counts


class SignedCookies(SecureCookieSessionInterface):
    """As Flask's, but a signed cookie is not too old, nor from the future: who may do what is looked up in the record
    each time anyway (access.py)."""

    def open_session(self, app, request):
        """The session that the browser's cookie holds; an empty one when there is none that we signed."""
        try:
            signed = request.cookies.get(self.get_cookie_name(app), "")
            return self.session_class(self.get_signing_serializer(app).loads(signed))
        except BadSignature:
            return self.session_class()


class Answer(Response):
    """A response whose cookies say how many seconds they live; a date is none on a phone with a wrong clock."""

    def set_cookie(self, key, value="", max_age=None, expires=None, **options):
        """As everywhere."""
        if max_age is None and isinstance(expires, datetime.datetime):
            max_age = round((expires - datetime.datetime.now(datetime.UTC)).total_seconds())
        super().set_cookie(key, value, max_age, expires, **options)


class Counters(Storage):
    """Counts for flask-limiter's fixed windows, in memory: `steady://`."""

    STORAGE_SCHEME = ["steady"]

    def __init__(self, uri=None, wrap_exceptions=False, **options):
        super().__init__(uri, wrap_exceptions, **options)
        self._counts: dict[str, tuple[int, float]] = {}  # key → how many, until when
        self._lock, self._counted = threading.Lock(), 0

    base_exceptions = (OSError,)

    def incr(self, key, expiry, amount=1):
        """Count `amount` more for `key`; a new window of `expiry` seconds begins when the last is over."""
        with self._lock:
            moment = time.monotonic()
            count, until = self._counts.get(key, (0, 0.0))
            if until <= moment:
                count, until = 0, moment + expiry
            self._counts[key] = (count + amount, until)
            self._counted += 1
            if self._counted % SWEEP_EVERY == 0:
                self._counts = {each: kept for each, kept in self._counts.items() if kept[1] > moment}
            return count + amount

    def get(self, key):
        """How many were counted in this window."""
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > time.monotonic() else 0

    def get_expiry(self, key):
        """When this window is over, as the machine's clock has it just now."""
        return time.time() + max(0.0, self._counts.get(key, (0, 0.0))[1] - time.monotonic())

    def check(self):
        """It is always there."""
        return True

    def reset(self):
        """Forget all."""
        self._counts.clear()

    def clear(self, key):
        """Forget one."""
        self._counts.pop(key, None)
