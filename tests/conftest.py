"""The fixtures and the named cast: ada facilitates, ben takes part, cleo is from another event, dot is a projector."""

import datetime
import os
import shutil

import hypothesis
import prepared
import pytest
import real_servers
from browsers import chromium, demo_server, open_browser  # noqa: F401  (fixtures)
from cast import Browser, joined
from flask import Flask
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

from facilitator import create_app
from facilitator.config import Settings
from facilitator.db import database, open_record
from facilitator.journal import action

# The short form tries the same examples each time; the long form looks for new ones.
hypothesis.settings.register_profile("short", derandomize=True)
if not os.environ.get("LONG"):
    hypothesis.settings.load_profile("short")

RECORDS = ("sqlite", "postgresql")


def pytest_addoption(parser):
    parser.addoption("--record", choices=RECORDS, help="run every test with an app on this kind of database")


def pytest_generate_tests(metafunc):
    """Where the record is: SQLite, or what --record says; tests marked `any_record` run on each."""
    if "record_on" in metafunc.fixturenames:
        said = metafunc.config.getoption("--record")
        if said or metafunc.definition.get_closest_marker("any_record"):
            metafunc.parametrize("record_on", [said] if said else RECORDS, indirect=True)


@pytest.fixture
def record_on(request):
    return getattr(request, "param", "sqlite")


@pytest.fixture
def settings(tmp_path, record_on, request):
    place = tmp_path / "events.db" if record_on == "sqlite" else request.getfixturevalue("postgres_record")
    return Settings(database=place, secret_key="a secret for tests " * 3, testing=True)


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL, where there is one (tests/real_servers.py)."""
    with real_servers.postgres() as server:
        server.empty = server.fresh()
        open_record(server.address(server.empty))
        database.close()
        yield server


@pytest.fixture
def postgres_record(postgres):
    """The address of a record with every migration applied and nothing in it."""
    name = postgres.fresh(like=postgres.empty)
    yield postgres.address(name)
    postgres.drop(name)


class Compiled(BytecodeCache):
    """Templates that an earlier test's app has compiled."""

    def __init__(self):
        self.known = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket):
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class KnownRule(Rule):
    """An address whose builder is compiled once, however many apps the tests make: most of an app's cost."""

    known = {}

    def _compile_builder(self, append_unknown=True):
        which = (self.rule, str(self.defaults), append_unknown)
        if which not in self.known:
            self.known[which] = super()._compile_builder(append_unknown)
        return self.known[which]


Flask.url_rule_class = KnownRule


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory):
    """A record with every migration applied and nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "events.db"
    open_record(path)
    database.close()
    return path


@pytest.fixture
def app(settings, empty_record):
    if not isinstance(settings.database, str):
        shutil.copy(empty_record, settings.database)
    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED
    app.config["RATELIMIT_ENABLED"] = False
    yield app
    from facilitator.journal import keeper

    keeper.close()
    database.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Watch every act of every test that has an app, but of those marked `unwatched` (tests/truth.py)."""
    if "app" not in item.funcargs or item.get_closest_marker("unwatched"):
        return (yield)
    from truth import Watch

    from facilitator.journal import keeper

    listeners = list(keeper.listeners)
    with pytest.MonkeyPatch.context() as patch:
        Watch(item.funcargs["app"], item.path, alone="monkeypatch" in item.fixturenames).begin(keeper, patch)
        try:
            return (yield)
        finally:
            keeper.listeners[:] = listeners


@pytest.fixture
def begin_with(tmp_path_factory):
    """`begin_with(what, make)`: what many tests begin with (tests/prepared.py)."""
    return lambda what, make: prepared.begin_with(what, make, tmp_path_factory)


@pytest.fixture
def event(app, begin_with):
    """A small Open Space event."""
    from facilitator.events import actions
    from facilitator.events.models import Event

    date = datetime.date(2026, 11, 21)
    begin_with(
        "event", lambda: actions.create(recipe="open_space_mini", title="Tea and talk", date=date, code="ROOM34")
    )
    return Event.get(Event.code == "ROOM34")


@pytest.fixture
def other_event(app):
    from facilitator.events import actions

    return actions.create(recipe="open_space", title="Elsewhere", date=datetime.date(2026, 11, 21), code="WALL34")


@action("wrote for a test")
def write_row(change, event, by, model, fields):
    """A row straight into the record, where the test is about what comes after."""
    row = model.create(event=event, **fields)
    change.record(row)
    return row


@pytest.fixture
def write(app):
    """`write(Model, event=…, **fields)` → the row."""
    return lambda model, event, **fields: write_row(event=event, model=model, fields=fields)


@pytest.fixture
def ben(app, event):
    return joined(app, event, "Ben")


@pytest.fixture
def cleo(app, other_event):
    return joined(app, other_event, "Cleo")


@pytest.fixture
def ada(app, event):
    """The facilitator's browser."""
    from facilitator.events import actions

    browser = Browser(app, event)
    browser.facilitator = actions.appoint(event=event, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): browser.facilitator.id}
    return browser
