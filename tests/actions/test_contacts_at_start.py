"""A server that starts deletes the contacts whose day has come meanwhile, from the file too."""

import sqlite3
from contextlib import closing

from serving import Server
from waiting import until

MADE = """
import datetime, json, os, pathlib
from facilitator import create_app
from facilitator.actions.contacts.actions import leave
from facilitator.actions.offers.actions import type_in
from facilitator.commands.stand_in import as_facilitator
from facilitator.config import Settings
from facilitator.events import actions as events
from facilitator.journal import keeper

app = create_app(Settings(database=pathlib.Path(os.environ["RECORD"]), secret_key="a secret " * 9))
with app.app_context():
    event = events.create(recipe="open_space_mini", title="Tea", date=datetime.date(2026, 11, 21), code="ROOM34")
    by, later = as_facilitator(event), datetime.date.today() + datetime.timedelta(days=30)
    for how in ("gone@example.org", "kept@example.org"):
        offer = type_in(event=event, by=by, skill="I can cook")
        leave(event=event, by=by, offer=offer, how=how, what_for="To talk", until=later, agreed=True)
keeper.close()
print(json.dumps({"event": event.id}))
"""


def contacts(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as record:
        return [how for (how,) in record.execute("SELECT how FROM contact ORDER BY id")]


def test_what_is_due_is_gone_soon_after_the_start(tmp_path):
    server = Server(tmp_path).prepare(MADE)
    with closing(sqlite3.connect(server.database)) as record, record:
        record.execute("UPDATE contact SET until = '2026-01-01' WHERE how LIKE 'gone%'")
    assert contacts(server.database) == ["gone@example.org", "kept@example.org"]
    server.start()
    try:
        until(lambda: contacts(server.database) == ["kept@example.org"])
    finally:
        server.stop()
    assert b"gone@example.org" not in server.database.read_bytes()
    assert b"kept@example.org" in server.database.read_bytes()
