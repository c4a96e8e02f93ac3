"""The record in PostgreSQL: what SQLite promises, it promises too."""

import contextlib
import os
import subprocess
import sys
import threading

import peewee
import pytest

from facilitator.config import ROOT
from facilitator.db import database
from facilitator.errors import Refused
from facilitator.events import actions
from facilitator.events.models import Event, Facilitator
from facilitator.journal import action
from facilitator.journal.models import Journal

pytestmark = [pytest.mark.unwatched, pytest.mark.timeout(120)]


@pytest.fixture
def record_on():
    return "postgresql"


@pytest.fixture
def record(settings):
    """The database's own name."""
    return settings.database.rpartition("/")[2]


@action("said in a test")
def say(change, event, by, name, meanwhile=""):
    """A facilitator more; `meanwhile` names what happens while the act is under way."""
    made = Facilitator.create(event=event, name=name)
    change.record(made)
    MEANWHILE[meanwhile]()
    return made


MEANWHILE = {"": lambda: None}


def cut_lines(postgres, record):
    """Cut every line to a database, as when the server is started anew."""
    postgres.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{record}'")  # noqa: S608


def names(postgres, record):
    return [name for (name,) in postgres.ask("SELECT name FROM facilitator ORDER BY id", record)]


def test_only_the_record_keepers_connection_writes(app, event):
    with pytest.raises(peewee.InternalError, match="read-only"):
        Facilitator.create(event=event, name="Ada")
    assert actions.appoint(event=event, name="Ada").name == "Ada"


def test_a_commit_is_on_the_disk_even_where_somebody_turned_that_off(app, event, postgres, record):
    MEANWHILE["asks"] = lambda: MEANWHILE.update(found=database.execute_sql("SHOW synchronous_commit").fetchone()[0])
    say(event=event, name="Ada", meanwhile="asks")
    assert MEANWHILE["found"] == "on"
    postgres.ask(f"ALTER DATABASE {record} SET synchronous_commit = off")
    cut_lines(postgres, record)
    say(event=event, name="Ben", meanwhile="asks")
    assert MEANWHILE["found"] == "on"


def test_text_is_kept_and_ordered_as_on_sqlite(app, event):
    for name in ("zebra", "Ähre", "Zebra", "a\0b", "أمل"):
        actions.appoint(event=event, name=name)
    kept = [row.name for row in Facilitator.select().order_by(Facilitator.name)]
    assert kept == sorted(["zebra", "Ähre", "Zebra", "a\ufffdb", "أمل"])


def test_an_address_with_no_character_of_a_language_is_not_found(app):
    assert app.test_client().get("/j/a%00b").status_code in (302, 404)


def test_lines_that_were_cut_are_mended_and_nobody_notices(app, event, postgres, record):
    Event.get()
    cut_lines(postgres, record)
    assert Event.get() == event
    assert actions.appoint(event=event, name="Ada").name == "Ada"


def test_an_act_whose_line_is_cut_is_not_acknowledged_and_the_next_one_is(app, event, postgres, record):
    MEANWHILE["cut"] = lambda: cut_lines(postgres, record)
    with pytest.raises(Refused) as refused:
        say(event=event, name="Ada", op="a", meanwhile="cut")
    assert refused.value.status == 503
    assert names(postgres, record) == []
    MEANWHILE["cut"] = lambda: None
    assert say(event=event, name="Ada", op="a", meanwhile="cut").name == "Ada"
    assert names(postgres, record) == ["Ada"]


def test_a_commit_of_which_no_answer_came_is_not_acknowledged_and_its_op_says_that_it_was_done(
    app, event, postgres, record
):
    """PostgreSQL has the commit on its disk and waits for a copy elsewhere, when the line is cut."""
    told, sent = [], []

    def send(name):
        with contextlib.suppress(Refused):
            told.append(say(event=event, name=name, op=name).name)

    def waits():
        return postgres.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") != [(0,)]

    postgres.ask("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    postgres.ask("SELECT pg_reload_conf()")
    try:
        while not waits():  # until PostgreSQL has heard of it, acts go through
            sent.append(f"Ada {len(sent)}")
            thread = threading.Thread(target=send, args=sent[-1:])
            thread.start()
            while thread.is_alive() and not waits():
                pass
        cut_lines(postgres, record)
        thread.join()
    finally:
        postgres.ask("ALTER SYSTEM RESET synchronous_standby_names")
        postgres.ask("SELECT pg_reload_conf()")
    assert told == sent[:-1]
    assert names(postgres, record) == sent
    assert say(event=event, name=sent[-1], op=sent[-1]) == Facilitator.get(Facilitator.name == sent[-1])
    assert names(postgres, record) == sent


def test_an_act_that_breaks_the_transaction_takes_no_other_with_it(app, event, postgres, record):
    def broken():
        with contextlib.suppress(peewee.ProgrammingError):
            database.execute_sql("SELECT nothing FROM nowhere")

    MEANWHILE["broken"] = broken
    with pytest.raises(Exception, match=r"aborted|given up|could not save"):
        say(event=event, name="Ada", meanwhile="broken")
    assert say(event=event, name="Ben").name == "Ben"
    assert names(postgres, record) == ["Ben"]


def test_who_waits_for_another_processs_commit_sees_what_it_did(app, event, postgres, record):
    """Another process holds the lock: our act waits, and then counts what that one wrote."""
    import psycopg2

    from facilitator.postgres import WRITES

    done = []
    with contextlib.closing(psycopg2.connect(postgres.address(record))) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (WRITES,))
        thread = threading.Thread(target=lambda: done.append(say(event=event, name="Ben")))
        thread.start()
        waits = f"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = '{record}'"  # noqa: S608
        while postgres.ask(waits) == [(0,)]:
            assert thread.is_alive()
        cursor.execute("UPDATE event SET version = version + 10")
        before = event.version
        assert done == []
        other.commit()
        thread.join()
    assert Event.get().version == before + 11
    assert Journal.select(peewee.fn.MAX(Journal.version)).scalar() == before + 11


def test_processes_that_start_at_once_bring_the_record_up_to_date_once(postgres):
    name = postgres.fresh()
    program = "import sys; from facilitator.db import open_record; print(len(open_record(sys.argv[1])))"
    started = [
        subprocess.Popen([sys.executable, "-c", program, postgres.address(name)], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    applied = sorted(int(process.communicate(timeout=60)[0]) for process in started)
    assert applied[:2] == [0, 0]
    assert applied[2] == postgres.ask("SELECT count(*) FROM schema_migration", name)[0][0] > 0
    assert len(postgres.ask("SELECT number FROM record_number", name)) == 1


def test_the_record_made_by_migrations_has_the_columns_and_keys_that_the_models_say(app, postgres, record):
    types = {"BOOL": "boolean", "DATETIME": "timestamp without time zone", "DATE": "date", "BLOB": "bytea"}
    types |= {"TEXT": "text", "INT": "bigint", "AUTO": "bigint"}
    columns, keys, unique = set(), set(), set()
    for kind in journal_kinds():
        table, meta = kind._meta.table_name, kind._meta
        for field in meta.sorted_fields:
            type_of = field.rel_field if isinstance(field, peewee.ForeignKeyField) else field
            columns.add((table, field.column_name, types[type_of.field_type], "YES" if field.null else "NO"))
            unique |= {(table, field.column_name)} if field.unique else set()
        keys |= {(table, ref.column_name, ref.rel_model._meta.table_name) for ref in meta.refs}
        unique |= {(table, *(meta.fields[name].column_name for name in names)) for names, one in meta.indexes if one}
    ours = "table_schema = 'public' AND table_name NOT IN ('schema_migration', 'record_number')"
    of_columns = f"SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE {ours}"  # noqa: S608
    assert set(postgres.ask(of_columns, record)) == columns
    of_keys = """SELECT conrelid::regclass::text, attname, confrelid::regclass::text FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'"""
    assert {tuple(name.strip('"') for name in key) for key in postgres.ask(of_keys, record)} == keys
    of_indexes = """SELECT indrelid::regclass::text, array_agg(attname ORDER BY array_position(indkey, attnum))
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey) JOIN pg_class ON oid = indrelid
        WHERE indisunique AND NOT indisprimary AND relnamespace = 'public'::regnamespace
            AND relname <> 'schema_migration' GROUP BY indexrelid, indrelid"""
    assert {(table.strip('"'), *names) for table, names in postgres.ask(of_indexes, record)} == unique


def journal_kinds():
    from facilitator.db import Record
    from facilitator.journal.keeper import kinds_of

    return [kind for kind in kinds_of(Record) if kind.__module__.startswith("facilitator.")]


def test_commands_for_a_file_say_what_to_use_instead(postgres, settings):
    for command in ("backup", "check", "restore"):
        done = run(command, settings.database)
        assert done.returncode == 1
        assert "docs/scaling.md" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_that_cannot_be_reached_is_one_sentence_without_the_password(postgres):
    address = postgres.address("nowhere").replace("facilitator@", "facilitator:hush@")
    done = run("demo", address)
    assert done.returncode == 1
    assert 'database "nowhere" does not exist' in done.stderr
    assert "hush" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def run(command, address):
    environ = {"DATABASE_URL": address, "SECRET_KEY": "a secret for tests " * 3, "ASYNC_MODE": "threading"}
    return subprocess.run(
        [sys.executable, "-m", "facilitator", command], cwd=ROOT, env=environ, capture_output=True, text=True
    )


@pytest.mark.skipif(not os.environ.get("LONG"), reason="three days, told act by act: only in the long form (LONG=1)")
def test_the_demo_is_told_whole(app, postgres, record):
    from facilitator.commands.demo import make_missing

    with app.app_context():
        assert make_missing(app)
    assert postgres.ask("SELECT count(*) > 500 FROM journal", record) == [(True,)]
