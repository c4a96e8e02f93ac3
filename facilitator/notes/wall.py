"""Reading notes: what stands on the wall and in a session. The number of queries never grows with the notes."""

from peewee import JOIN

from ..people.models import Person
from ..topics.models import Topic
from .models import HELD, SHOWN, TAKEN_BACK, Note, Photo

PAGE = 60  # notes on one page of the wall

PHOTO_WITHOUT_IMAGE = [field for name, field in Photo._meta.fields.items() if name != "image"]


def shown(event, *, topic=None, kind="", lens="", before=None, containing=""):
    """Shown notes of the whole event, newest first, each with its topic: one query. Narrow it by topic, kind, lens,
    those older than the note numbered `before`, or those with some words in them. Returns a query to go on with.
    """
    found = with_topics(event).where(Note.state == SHOWN)
    if topic is not None:
        found = found.where(Note.topic == topic)
    if kind:
        found = found.where(Note.kind == kind)
    if lens:
        found = found.where(Note.lens == lens)
    if before is not None:
        found = found.where(Note.id < before)
    if containing:
        found = found.where(Note.words.contains(containing))
    return found.order_by(Note.id.desc())


def with_topics(event):
    """All notes of an event, each with its topic: one query to go on with."""
    return Note.select(Note, Topic).join(Topic, JOIN.LEFT_OUTER, on=Note.topic).where(Note.event == event)


def shown_beside(topic) -> list[int]:
    """The numbers of the shown notes that stand beside this topic's title: stale when the topic changed."""
    return [row.id for row in Note.select(Note.id).where(Note.topic == topic, Note.state == SHOWN)]


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


def photos(event):
    """Photos of an event with their topics, without the images themselves: one query to go on with."""
    return (
        Photo.select(*PHOTO_WITHOUT_IMAGE, Topic)
        .join(Topic, JOIN.LEFT_OUTER, on=Photo.topic)
        .where(Photo.event == event)
        .order_by(Photo.id)
    )


def to_look_at(people):
    """Notes and photos of these people that are held, or about which a facilitator asked; two queries."""
    people = list(people)
    if not people:
        return []
    notes = (
        Note.select(Note, Topic)
        .join(Topic, JOIN.LEFT_OUTER, on=Note.topic)
        .where(
            Note.written_by.in_(people) | Note.said_by.in_(people),
            (Note.state == HELD) | Note.asked_writer,
            Note.state != TAKEN_BACK,
        )
        .order_by(Note.id)
    )
    pictures = photos(people[0].event_id).where(
        Photo.person.in_(people), (Photo.state == HELD) | Photo.asked_writer, Photo.state != TAKEN_BACK
    )
    return [*notes, *pictures]
