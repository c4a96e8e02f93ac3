"""The record that the migrations make is the record that the code expects."""

import importlib
import importlib.util

import peewee

from facilitator import SLICES
from facilitator.db import Record, database


def shape(db):
    """Every table with its columns, foreign keys and indexes, in a form that can be compared."""
    made = {}
    for (table,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        if table.startswith(("sqlite_", "schema_migration")):
            continue
        columns = {row[1:] for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall()}
        keys = {row[2:] for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()}
        indexes = {
            (row[2], tuple(column[2] for column in db.execute_sql(f'PRAGMA index_info("{row[1]}")').fetchall()))
            for row in db.execute_sql(f'PRAGMA index_list("{table}")').fetchall()
        }
        made[table] = (columns, keys, indexes)
    return made


def kinds(base):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_migrations_make_what_the_models_say(app):
    for name in SLICES:
        if importlib.util.find_spec(f"facilitator.{name}.models"):
            importlib.import_module(f"facilitator.{name}.models")
    models = [kind for kind in kinds(Record) if kind.__module__.startswith("facilitator.")]
    fresh = peewee.SqliteDatabase(":memory:")
    with fresh.bind_ctx(models):
        fresh.create_tables(models)
    expected = shape(fresh)
    assert len(expected) > 25
    assert shape(database) == expected
