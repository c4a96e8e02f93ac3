"""Reading notes: what stands on the wall, in a session and at a table. The number of queries never grows with them."""

from peewee import JOIN

from ..cafe.models import Cloth, Stroke, TableDevice
from ..cafe.room import rounds_of, tables_of
from ..events.models import Round, Table
from ..people.models import Person
from ..statements import written_once
from ..topics.models import Topic
from .models import HELD, MAIN, RECAP, SHOWN, TAKEN_BACK, Note, Photo

PAGE = 60  # notes on one page of the wall

PLACE = (Topic, Table, Round)
PHOTO_WITHOUT_IMAGE = [field for name, field in Photo._meta.fields.items() if name != "image"]


def shown(event, *, topic=None, round=None, table=None, kind="", lens="", before=None, containing=""):
    """Shown notes of the whole event, newest first, each with its place: one query. Narrow it by topic, round, table,
    kind, lens, those older than the note numbered `before`, or those with some words in them. Returns a query to go on
    with.
    """
    found = with_topics(event).where(Note.state == SHOWN)
    for field, place in ((Note.topic, topic), (Note.round, round), (Note.table, table)):
        if place is not None:
            found = found.where(field == place)
    if kind:
        found = found.where(Note.kind == kind)
    if lens:
        found = found.where(Note.lens == lens)
    if before is not None:
        found = found.where(Note.id < before)
    if containing:
        found = found.where(Note.words.contains(containing))
    return found.order_by(Note.id.desc())


def rounds_and_tables(event) -> tuple[list[Round], list[Table]]:
    """The rounds and tables to choose notes by. Put away, one is among them when something shown was said there."""
    said = list(Note.select(Note.round, Note.table).where(Note.event == event, Note.state == SHOWN).distinct().tuples())
    return tuple(
        [row for row in rows if row.away_at is None or row.id in spoken]
        for rows, spoken in (
            (rounds_of(event, put_away_too=True), {round_ for round_, _table in said}),
            (tables_of(event, put_away_too=True), {table for _round, table in said}),
        )
    )


def rounds_at(event, table: Table) -> list[Round]:
    """The rounds to read at a table. Put away, one is among them when something shown was written or drawn there."""
    rounds = rounds_of(event, put_away_too=True)
    if any(row.away_at is not None for row in rounds):
        written = {round_ for round_, _table in _places_with_something(event, table)}
        rounds = [row for row in rounds if row.away_at is None or row.id in written]
    return rounds


def tables_put_away(event) -> list[Table]:
    """The tables that were put away after something shown was written or drawn there."""
    away = [row for row in tables_of(event, put_away_too=True) if row.away_at is not None]
    written = {table for _round, table in _places_with_something(event)} if away else ()
    return [row for row in away if row.id in written]


def with_topics(event):
    """All notes of an event, each with its topic, or its table and round: one query to go on with."""
    return _placed(Note.select(Note, *PLACE), Note).where(Note.event == event)


def shown_beside(place) -> list[int]:
    """The numbers of the shown notes beside which this topic, table or round stands: stale when it changed."""
    field = {Topic: Note.topic, Table: Note.table, Round: Note.round}[type(place)]
    return [row.id for row in Note.select(Note.id).where(field == place, Note.state == SHOWN)]


def in_session(event, topic_id: int):
    """Shown notes of one session, and of topics joined into it, in the order of arrival, with who said and wrote
    them: one query.
    """
    said, written = Person.alias(), Person.alias()
    return (
        Note.select(Note, Topic, said, written)
        .join_from(Note, Topic)
        .join_from(Note, said, JOIN.LEFT_OUTER, on=Note.said_by)
        .join_from(Note, written, JOIN.LEFT_OUTER, on=Note.written_by)
        .where(Note.event == event, Note.state == SHOWN, (Topic.id == topic_id) | (Topic.joined_into == topic_id))
        .order_by(Note.id)
    )


def at_table(event, round_id: int, table_id: int):
    """Shown notes of one table in one round, in the order of arrival, with who said and wrote them, but for its main
    things and its recaps: one query.
    """
    said, written = Person.alias(), Person.alias()
    return (
        Note.select(Note, said, written)
        .join_from(Note, said, JOIN.LEFT_OUTER, on=Note.said_by)
        .join_from(Note, written, JOIN.LEFT_OUTER, on=Note.written_by)
        .where(Note.event == event, Note.state == SHOWN, Note.round == round_id, Note.table == table_id)
        .where(Note.purpose.not_in((MAIN, RECAP)))
        .order_by(Note.id)
    )


def summed_up(event, table_id: int):
    """Shown main things and recaps of one table in all rounds, each with its round: one query to go on with."""
    return (
        Note.select(Note, Round)
        .join(Round)
        .where(Note.event == event, Note.state == SHOWN, Note.table == table_id, Note.purpose.in_((MAIN, RECAP)))
    )


def photos(event):
    """Photos of an event with their places, without the images themselves: one query to go on with."""
    return _placed(Photo.select(*PHOTO_WITHOUT_IMAGE, *PLACE), Photo).where(Photo.event == event).order_by(Photo.id)


def to_look_at(people, device=None):
    """Notes and photos of these people, and of the table of this device, that are held, or about which a facilitator
    asked; two queries."""
    people = list(people)
    if not people and device is None:
        return []
    event, table = (device.event_id, device.table_id) if device else (people[0].event_id, 0)
    return [*_notes_to_look_at(event, people, table), *_photos_to_look_at(event, people, table)]


@written_once
def _notes_to_look_at(event, people, table):
    found = with_topics(event).where(
        Note.written_by.in_(people) | Note.said_by.in_(people) | Note.device.in_(_devices_of(table)),
        (Note.state == HELD) | Note.asked_writer,
        Note.state != TAKEN_BACK,
    )
    return found.order_by(Note.id)


@written_once
def _photos_to_look_at(event, people, table):
    return photos(event).where(
        Photo.person.in_(people) | Photo.device.in_(_devices_of(table)),
        (Photo.state == HELD) | Photo.asked_writer,
        Photo.state != TAKEN_BACK,
    )


def _devices_of(table):
    return TableDevice.select(TableDevice.id).where(TableDevice.table == table)


def _places_with_something(event, table=None):
    """`(round id, table id)` of shown notes, photos and drawings, at one table or at all: three queries."""
    drawn = Cloth.select(Cloth.round, Cloth.table).join(Stroke).where(Stroke.undone_at.is_null())
    found = [(Cloth, drawn.where(Cloth.held_because == ""))]
    found += [(kind, kind.select(kind.round, kind.table).where(kind.state == SHOWN)) for kind in (Note, Photo)]
    for kind, wanted in found:
        here = wanted.where(kind.event == event, kind.table == table if table else kind.table.is_null(False))
        yield from here.distinct().tuples()


def _placed(query, thing):
    for place, field in ((Topic, thing.topic), (Table, thing.table), (Round, thing.round)):
        query = query.join_from(thing, place, JOIN.LEFT_OUTER, on=field)
    return query
