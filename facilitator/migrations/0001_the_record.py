"""The first record: every table as it was when the project began."""

import importlib


def up(migrator, db):
    """Make all tables."""
    from facilitator import SLICES
    from facilitator.db import Record
    from facilitator.journal.models import Journal

    for name in SLICES:
        try:
            importlib.import_module(f"facilitator.{name}.models")
        except ModuleNotFoundError as error:
            if not str(error.name).startswith("facilitator"):
                raise
    db.create_tables([Journal, *(model for model in kinds(Record) if model is not Journal)])


def kinds(base):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)
