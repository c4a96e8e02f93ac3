"""A café's part of the Book: rounds, tables, what was said and drawn at each. Where people sat is in no edition."""

from collections import defaultdict

from peewee import fn

from ..cafe.hosting.actions import ask
from ..cafe.models import ENDED, HOSTING, Cloth, Host, Scribe, Stroke
from ..cafe.room import question_at, rounds_of, tables_of
from ..journal.models import Journal
from . import book as books
from .book import HELD, SHOWN


def rounds_and_tables(event, timeline, notes, photos, name, names) -> tuple[list[books.Round], list[books.Table]]:
    """The rounds in their order and the tables by number. Put away, one is here only when something was said there.

    notes, photos    {("table", round id or None, table id or None): rows of the Book}; what has its place here is
                     taken out of them
    name             a function from a person's id to their name, None where names stay out
    names            whether this is the edition with names
    """
    tables = tables_of(event, put_away_too=True)
    scribes = {(row.round_id, row.table_id): row.name for row in _of(event, Scribe)} if names else {}
    drawings = _drawings(event, names)
    times = {time.stage.round_id: time.stage for time in reversed(timeline) if time.stage.kind == "round"}

    def at(round_, table):
        here, place = (round_.id, table.id), ("table", round_.id, table.id)
        return books.AtTable(
            table=table.number,
            question=question_at(round_, table),
            scribe=scribes.get(here),
            notes=notes.pop(place, []),
            photos=photos.pop(place, []),
            drawing=drawings.get(here),
        )

    def in_round(round_):
        stage, place = times.get(round_.id), ("table", round_.id, None)
        made = [at(round_, table) for table in tables]
        return books.Round(
            id=round_.id,
            number=round_.number,
            question=round_.question,
            put_away=round_.away_at is not None,
            started=stage and stage.started_at,
            ended=stage and stage.ended_at,
            at_tables=[each for each in made if each.notes or each.photos or each.drawing or each.scribe],
            notes=notes.pop(place, []),
            photos=photos.pop(place, []),
        )

    rounds = [in_round(round_) for round_ in rounds_of(event, put_away_too=True)]
    used = {each.table for round_ in rounds for each in round_.at_tables}
    hosts = _hosts(event, name) if names else {}
    laid = [
        books.Table(
            id=table.id,
            number=table.number,
            name=table.name,
            seats=table.seats,
            step_free=table.step_free,
            quiet=table.quiet,
            question=table.question,
            put_away=table.away_at is not None,
            hosts=hosts.get(table.id, []),
            notes=notes.pop(("table", None, table.id), []),
            photos=photos.pop(("table", None, table.id), []),
        )
        for table in tables
    ]
    return (
        [each for each in rounds if not each.put_away or each.at_tables or each.notes or each.photos],
        [each for each in laid if not each.put_away or each.number in used or each.notes or each.photos],
    )


def _drawings(event, names):
    """{(round id, table id): Drawing} of every cloth that somebody drew on."""
    strokes = defaultdict(list)
    rows = Stroke.select(Stroke.cloth, Stroke.colour, Stroke.thickness, Stroke.points)
    for row in rows.where(Stroke.event == event, Stroke.undone_at.is_null()).order_by(Stroke.id).namedtuples():
        pairs = zip(row.points[::2], row.points[1::2], strict=False)
        points = " ".join(f"{x},{y}" for x, y in pairs)
        strokes[row.cloth].append(books.Stroke(row.colour, row.thickness, points))
    return {
        (cloth.round_id, cloth.table_id): books.Drawing(
            id=cloth.id,
            state=HELD if cloth.held_because else SHOWN,
            because=cloth.held_because,
            strokes=strokes[cloth.id] if names or not cloth.held_because else [],
        )
        for cloth in _of(event, Cloth)
        if cloth.id in strokes
    }


def _hosts(event, name):
    """{table id: the names of those who hosted it, one after the other}; those who gave no name are left out."""
    asked, found = _asked_to_host(event), defaultdict(list)
    for row in _of(event, Host).where(Host.state.in_((HOSTING, ENDED))).order_by(Host.since, Host.id):
        hosted = row.state == HOSTING or row.id not in asked or row.since > asked[row.id]
        if hosted and name(row.person_id) and row.person_id not in found[row.table_id]:
            found[row.table_id].append(row.person_id)
    return {table_id: [name(person_id) for person_id in people] for table_id, people in found.items()}


def _asked_to_host(event):
    """{host id: when they were first asked}. Only who said yes hosts since a later moment."""
    wanted = Journal.select(Journal.subject_id, fn.MIN(Journal.at)).group_by(Journal.subject_id)
    wanted = wanted.where(Journal.event_id == event.id, Journal.verb == ask.verb, Journal.subject_type == Host.__name__)
    return {id_: Journal.at.python_value(at) for id_, at in wanted.tuples()}


def _of(event, kind):
    return kind.select().where(kind.event == event).order_by(kind.id)
