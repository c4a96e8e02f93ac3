"""Facilitator: a server that hears everything a room says, keeps it, and shows each person what they need now."""

import importlib
import importlib.util

from .config import ROOT, VERSION, Settings

# In the order in which an event meets them; each may import only those before it.
SLICES = (
    "events", "people", "help", "topics", "agenda", "cafe", "notes", "harvest", "actions", "closing",
    "lookback", "proceedings", "printing", "console", "projector", "phone",
)  # fmt: skip


def create_app(settings: Settings, writes: bool = True):
    """Foundations, then the slices in the order of the day. Opens (or makes) the record and brings it up to date; with
    `writes` false it is only read.

    Returns the Flask app. Raises db.NewerDatabase, OSError or peewee.OperationalError when the record cannot be used.
    """
    # Imported here, for `__main__.py` must patch the standard library before anything else is loaded.
    from flask import Flask

    from . import access, assets, errors, forms, health, i18n, live, pressing, record_time, security
    from .db import database, number_of_record, open_record
    from .journal import keeper
    from .journal.rows import newest_moment

    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.testing = settings.testing
    app.config["SETTINGS"] = settings
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    open_record(settings.database, writes)
    record_time.begin(newest_moment())
    app.secret_key = f"{settings.secret_key} {number_of_record()}"
    if writes:
        keeper.open(settings.secret_key)

    security.init_app(app, settings)
    access.init_app(app)
    errors.init_app(app)
    i18n.init_app(app)
    assets.init_app(app)
    pressing.init_app(app)
    forms.init_app(app)
    for name in SLICES:
        for part in ("models", "fragments", "views"):
            module = f"{__name__}.{name}.{part}"
            if importlib.util.find_spec(module) and part == "views":
                app.register_blueprint(importlib.import_module(module).pages)
            elif importlib.util.find_spec(module):
                importlib.import_module(module)
    health.init_app(app)
    live.init_app(app, settings)
    security.believe_proxies(app, settings)
    app.teardown_appcontext(lambda _error: database.give_back())
    return app


__all__ = ["SLICES", "VERSION", "create_app"]
