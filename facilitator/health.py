"""`GET /healthz`: does it run, and does it reach its record?"""

import peewee
from flask import jsonify

from . import troubles
from .access import ANYONE, open_to
from .config import VERSION
from .db import database


def init_app(app):
    """The one route; it touches the database for real."""
    from .events.models import Event

    @app.get("/healthz")
    @open_to(ANYONE)
    def healthz():
        try:
            database.reach()
            events = Event.select().count()
        except (peewee.DatabaseError, peewee.InterfaceError) as error:
            troubles.notice(error)
            return jsonify(status="unavailable", version=VERSION, reason=f"the record cannot be read: {error}"), 503
        if troubles.is_damaged():
            return jsonify(status="damaged", version=VERSION, troubles=troubles.sentences()), 503
        told = {"troubles": troubles.sentences()} if troubles.sentences() else {}
        return jsonify(status="ok", version=VERSION, events=events, **told)

    app.config["OPEN_ENDPOINTS"].add("healthz")
