"""One door for writing, one that emits, and every door says whom it opens to."""

import ast

import peewee
import pytest

from facilitator.config import ROOT
from facilitator.db import database
from facilitator.events.models import Event
from facilitator.live import socketio
from facilitator.topics.models import Topic

PACKAGE = ROOT / "facilitator"
WRITES = {"create", "save", "delete_instance", "insert", "insert_many", "bulk_create", "bulk_update", "get_or_create"}


def calls(path):
    """(method name, receiver, function it stands in) of every method call in a file."""
    tree = ast.parse(path.read_text())
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr, ast.unparse(node.func.value), function


def test_every_route_says_whom_it_opens_to(app):
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not getattr(app.view_functions[rule.endpoint], "open_to", None)
    ]
    assert silent == []
    assert len(list(app.url_map.iter_rules())) > 20


def test_every_socket_handler_says_whom_it_opens_to(app):
    handlers = socketio.server.handlers["/"]
    assert {"connect", "disconnect", "look", "writing"} <= set(handlers)
    assert [name for name, handler in handlers.items() if not getattr(handler, "open_to", None)] == []


def test_only_live_emits():
    emitting = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for name, _on, _in in calls(path)
        if name == "emit"
    }
    assert emitting
    assert {path.split("/")[0] for path in emitting} == {"live"}


def test_only_actions_write():
    models = {kind.__name__ for kind in kinds(peewee.Model)}
    elsewhere = {
        f"{path.relative_to(PACKAGE)}:{function.name}"
        for path in PACKAGE.rglob("*.py")
        if path.name not in {"actions.py", "keeper.py"}
        and "migrations" not in path.parts
        and path.parent.name != "acts"
        for name, receiver, function in calls(path)
        if name in WRITES and receiver.split(".")[-1] in models
    }
    assert elsewhere == set()


def test_public_functions_that_write_are_actions():
    silent = []
    for path in PACKAGE.rglob("actions.py"):
        for name, receiver, function in calls(path):
            decorated = any("action(" in ast.unparse(decorator) for decorator in function.decorator_list)
            if name in WRITES and not decorated and not function.name.startswith("_"):
                silent.append(f"{path.relative_to(PACKAGE)}:{function.name} ({receiver}.{name})")
    assert silent == []


def test_nobody_else_can_write(app, event):
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Topic.create(event=event, number=1, title="By the back door")
    with pytest.raises(peewee.OperationalError, match="readonly"):
        Event.update(title="By the back door").execute()


def test_the_reading_connection_is_as_it_should_be(app):
    pragmas = {
        name: database.execute_sql(f"PRAGMA {name}").fetchone()[0]
        for name in ("query_only", "foreign_keys", "journal_mode")
    }
    assert pragmas == {"query_only": 1, "foreign_keys": 1, "journal_mode": "wal"}


def kinds(base):
    """Every model there is."""
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)
