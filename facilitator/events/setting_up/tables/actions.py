"""Adding, changing, putting away and bringing back tables. Numbers stay as the tents on the tables say, and so do the
QR codes; what was said at a table stays, whatever happens."""

from flask_babel import gettext as _

from ....db import now
from ....errors import Refused
from ....journal import action
from ...codes import new_token
from ...models import Table

MOST_TABLES = 300
FEWEST_SEATS, MOST_SEATS = 2, 60


@action("laid tables")
def lay_tables(change, event, by, count: int, seats: int, new_ones_only=False):
    """Make it so many tables of so many seats; with `new_ones_only`, those that were laid before keep theirs. Of too
    many, the highest numbers are put away; of too few, those put away come back first, then new numbers follow. Returns
    the tables that are there."""
    tables = tables_of(event)
    here = [table for table in tables if table.away_at is None]
    away = [table for table in tables if table.away_at is not None]
    first_new = max((table.number for table in tables), default=0) + 1
    for table in here[count:]:
        table.away_at = now()
    for table in away[: max(0, count - len(here))]:
        table.away_at = None
    for table in tables:
        if table.away_at is None and not new_ones_only:
            table.seats = seats
        table.save()
    missing = count - sum(table.away_at is None for table in tables)
    new = [
        Table.create(event=event, number=number, seats=seats, token=new_token())
        for number in range(first_new, first_new + missing)
    ]
    change.record(*tables, *new)
    return [table for table in (*tables, *new) if table.away_at is None]


@action("added a table")
def add_table(change, event, by, seats: int, name="", step_free=True, quiet=False, question=""):
    """One more table, with the number after the highest. Returns the Table. Raises Refused when there are very many."""
    tables = tables_of(event)
    if len(tables) >= MOST_TABLES:
        raise Refused(_("A café can have up to %(most)d tables.", most=MOST_TABLES))
    table = Table.create(
        event=event,
        number=max((each.number for each in tables), default=0) + 1,
        token=new_token(),
        seats=seats,
        name=name,
        step_free=step_free,
        quiet=quiet,
        question=question,
    )
    change.record(table)
    return table


@action("changed a table")
def change_table(change, event, by, table: Table, seats: int, name="", step_free=True, quiet=False, question=""):
    """Other seats, another name, what it offers, its own question. Returns the Table."""
    table.seats, table.name, table.step_free, table.quiet, table.question = seats, name, step_free, quiet, question
    table.save()
    change.record(table)
    return table


@action("asked at tables")
def ask_at_tables(change, event, by, questions: list):
    """Each table's own question, in the order of their numbers, as in a knowledge café; an empty one, and none, is the
    question of the round. Returns the tables. Raises Refused when there are more questions than tables."""
    tables = [table for table in tables_of(event) if table.away_at is None]
    if len(questions) > len(tables):
        raise Refused(
            _("There are %(tables)d tables. Please write one question for each, or fewer.", tables=len(tables)),
            field="questions",
        )
    for table, question in zip(tables, [*questions, *[""] * len(tables)], strict=False):
        table.question = question
        table.save()
    change.record(*tables)
    return tables


@action("put a table away")
def put_table_away(change, event, by, table: Table):
    """Nobody is seated at it any more. What was said at it stays. Returns the Table. Raises Refused when no table would
    be left."""
    if table.away_at is None and sum(each.away_at is None for each in tables_of(event)) == 1:
        raise Refused(_("One table has to stay."))
    table.away_at = table.away_at or now()
    table.save()
    change.record(table)
    return table


@action("brought a table back")
def bring_table_back(change, event, by, table: Table):
    """It stands in the room again, with its number and its QR code. Returns the Table."""
    table.away_at = None
    table.save()
    change.record(table)
    return table


def tables_of(event) -> list[Table]:
    """Every table by number, those put away among them."""
    return list(Table.select().where(Table.event == event).order_by(Table.number))
