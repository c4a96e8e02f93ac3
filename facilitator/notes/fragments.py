"""Notes and photos as the room sees them, and those held back as a facilitator sees them."""

from ..cafe.devices.fragments import at_every_table, in_channel, table_channel, table_channels
from ..events.models import Round, Table
from ..live import ALL, CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from ..people.models import Person
from ..statements import written_once
from ..topics.models import Topic
from . import wall as reading
from .models import HELD, MAIN, RECAP, SHOWN, Note, Photo

WALL = "wall"  # the channel of the wall on phones and of "Check notes" on the console


def session_channel(topic_id) -> str:
    """The channel that only the page of this session hears."""
    return f"session-{topic_id}"


def _places(event):
    sessions = [session_channel(topic.id) for topic in Topic.select(Topic.id).where(Topic.event == event)]
    return [*sessions, *table_channels(event)]


def _topic_of(channel) -> int:
    """The number in a session's channel; 0 for any other channel."""
    name, _dash, number = channel.partition("-")
    return int(number) if name == "session" and number.isdecimal() else 0


def _visible(event, channel) -> int:
    """The topic whose session this channel is, when the room may see it; else 0."""
    topic = Topic.get_or_none(Topic.id == _topic_of(channel), Topic.event == event)
    return topic.id if topic is not None and topic.on_screens else 0


def _where_it_stands(thing):
    """Where a note or photo stands: its session's page, and that of the topic which its topic was joined into; or the
    page of its table in its round."""
    found = [(table_channel(thing.round_id, thing.table_id), thing.id)] if thing.round_id and thing.table_id else []
    if thing.topic_id is None:
        return found
    places = {thing.topic_id, thing.topic.joined_into_id} - {None}
    return [*found, *((session_channel(id_), thing.id) for id_ in places)]


def _all_of_its_session(topic):
    return [(session_channel(id_), ALL) for id_ in {topic.id, topic.joined_into_id} - {None}]


def _notes_of_person(person):
    named = Note.select().where((Note.said_by == person) | (Note.written_by == person), Note.state == SHOWN)
    return [place for note in named for place in _where_it_stands(note)]


@fragment(
    "note",
    "notes/_note.html",
    audiences=(PHONE, CONSOLE),
    wakes={Note: _where_it_stands, Topic: _all_of_its_session, Person: _notes_of_person},
    channels=_places,
)
def note(event, audience, channel, keys=None):
    """The notes of one session, or of one table in one round, in the order of arrival."""
    round_id, table_id = in_channel(channel)
    if table_id:
        found = reading.at_table(event, round_id, table_id)
    else:
        found = reading.in_session(event, _visible(event, channel))
    if keys is not None:
        found = found.where(Note.id.in_(list(keys)))
    for row in found:
        yield Piece(row.id, order=row.id, context={"note": row})


@fragment(
    "photo",
    "notes/_photo.html",
    audiences=(PHONE, CONSOLE),
    wakes={Photo: _where_it_stands, Topic: _all_of_its_session},
    channels=_places,
)
def photo(event, audience, channel, keys=None):
    """The photos of one session, or of one table in one round, in the order of arrival."""
    found = reading.photos(event).where(Photo.state == SHOWN)
    round_id, table_id = in_channel(channel)
    if table_id:
        found = found.where(Photo.round == round_id, Photo.table == table_id)
    else:
        topic_id = _visible(event, channel)
        found = found.where((Topic.id == topic_id) | (Topic.joined_into == topic_id))
    if keys is not None:
        found = found.where(Photo.id.in_(list(keys)))
    for row in found:
        yield Piece(row.id, order=row.id, context={"photo": row})


def _summed_up_at(note):
    """A main thing or a recap, in its own round."""
    return _where_it_stands(note) if note.purpose in (MAIN, RECAP) else []


@fragment(
    "summed-up",
    "notes/_summed_up.html",
    audiences=(PHONE,),
    wakes={Note: _summed_up_at, Round: lambda round_: [(channel, ALL) for channel in at_every_table(round_)]},
    channels=table_channels,
)
def summed_up(event, audience, channel, keys=None):
    """The main things and recaps of one table in one round, in the order of arrival."""
    round_id, table_id = in_channel(channel)
    found = reading.summed_up(event, table_id).where(Note.round == round_id)
    if keys is not None:
        found = found.where(Note.id.in_(list(keys)))
    for row in found.order_by(Note.id):
        yield Piece(row.id, order=row.id, context={"note": row})


def _told_later(note):
    """A main thing or a recap, at the same table in every later round."""
    if note.purpose not in (MAIN, RECAP) or not (note.round_id and note.table_id):
        return []
    later = Round.select(Round.id).where(Round.event == note.event_id, Round.position > note.round.position)
    return [(table_channel(round_.id, note.table_id), note.id) for round_ in later]


def _told_at_every_table(round_):
    """The rounds have changed, so it may be another round that comes before."""
    return [(channel, ALL) for channel in table_channels(round_.event_id)]


@fragment(
    "story",
    "notes/_summed_up.html",
    audiences=(PHONE,),
    wakes={Note: _told_later, Round: _told_at_every_table},
    channels=table_channels,
)
def story(event, audience, channel, keys=None):
    """The story so far: main things and recaps of this table's earlier rounds, newest first."""
    round_id, table_id = in_channel(channel)
    here = Round.get_or_none(Round.id == round_id, Round.event == event)
    if here is None:
        return
    found = reading.summed_up(event, table_id).where(Round.position < here.position)
    if keys is not None:
        found = found.where(Note.id.in_(list(keys)))
    for row in found.order_by(Note.id):
        yield Piece(row.id, order=-row.id, context={"note": row})


@fragment("picture", "notes/_picture.html", audiences=(CONSOLE,), wakes={Photo: lambda photo: [photo.id]})
def picture(event, audience, channel, keys=None):
    """All photos that are shown, newest first, for "Check notes"."""
    found = reading.photos(event).where(Photo.state == SHOWN)
    if keys is not None:
        found = found.where(Photo.id.in_(list(keys)))
    for row in found:
        yield Piece(row.id, order=-row.id, context={"thing": row})


def _newest_first(notes):
    return [Piece(note.id, order=-note.id, context={"note": note}) for note in notes]


def _on_the_wall(note):
    """This note, and those that stand where the newest end: one of them may come in, or have gone out."""
    at_the_end = reading.shown(note.event_id).offset(reading.PAGE - 1).limit(2)
    return [note.id, *(row.id for row in at_the_end)]


@fragment(
    "wall",
    "notes/_on_wall.html",
    audiences=(PHONE, CONSOLE),
    wakes={
        Note: lambda note: [(WALL, id_) for id_ in _on_the_wall(note)],
        **dict.fromkeys((Topic, Table, Round), lambda place: [(WALL, id_) for id_ in reading.shown_beside(place)]),
    },
    channels=lambda event: [WALL],
)
def wall(event, audience, channel, keys=None):
    """The newest shown notes of all sessions and to the whole room; by keys, older ones too."""
    found = reading.shown(event)
    return _newest_first(found.limit(reading.PAGE) if keys is None else found.where(Note.id.in_(list(keys))))


@fragment(
    "news",
    "notes/_news.html",
    audiences=(PROJECTOR,),
    wakes={Note: _on_the_wall, **dict.fromkeys((Topic, Table, Round), reading.shown_beside)},
)
def news(event, audience, channel, keys=None):
    """The newest on the big screen: never a name, never a held note."""
    newest = reading.shown(event).limit(reading.PAGE)
    return _newest_first(note for note in newest if keys is None or note.id in keys)


def _key(thing):
    return f"{'photo' if isinstance(thing, Photo) else 'note'}-{thing.id}"


def _held(event, keys, by_hand):
    """Held notes and photos; those that wait for a facilitator, or those about which one has decided."""
    notes = reading.with_topics(event).where(Note.state == HELD, Note.held_by_hand == by_hand)
    photos = reading.photos(event).where(Photo.state == HELD, Photo.held_by_hand == by_hand)
    if keys is not None:
        notes = notes.where(Note.id.in_(_numbers(keys, "note")))
        photos = photos.where(Photo.id.in_(_numbers(keys, "photo")))
    for thing in [*notes, *photos]:
        yield Piece(
            _key(thing), order=thing.held_at.timestamp(), context={"thing": thing, "is_photo": isinstance(thing, Photo)}
        )


def _numbers(keys, name):
    return [int(number) for word, _dash, number in (key.partition("-") for key in keys) if word == name]


def _held_of(place):
    """What is held of a topic, a table or a round: it stands on the card."""
    name = type(place).__name__.lower()
    found = []
    for thing in (Note, Photo):
        found.extend(thing.select(thing.id).where(getattr(thing, name) == place, thing.state == HELD))
    return [_key(thing) for thing in found]


HELD_WAKES = {
    Note: lambda note: [_key(note)],
    Photo: lambda photo: [_key(photo)],
    **dict.fromkeys((Topic, Table, Round), _held_of),
}


@fragment("waiting", "notes/_held.html", audiences=(CONSOLE,), wakes=HELD_WAKES)
def waiting(event, audience, channel, keys=None):
    """Held by a pattern, or changed since: a facilitator is to look at it. The longest wait first."""
    return _held(event, keys, by_hand=False)


@fragment("withheld", "notes/_held.html", audiences=(CONSOLE,), wakes=HELD_WAKES)
def withheld(event, audience, channel, keys=None):
    """Held back by a facilitator, with a reason."""
    return _held(event, keys, by_hand=True)


@mine("writer", "note")
@written_once
def written(person):
    """Notes this person said or wrote down, or that someone said whom they help."""
    said = Person.alias()
    return (
        Note.select(Note.id)
        .left_outer_join(said, on=Note.said_by)
        .where((Note.written_by == person) | (Note.said_by == person) | (said.helper == person))
        .tuples()
    )


@mine("photographer", "photo")
@written_once
def photographed(person):
    """Photos this person added."""
    return Photo.select(Photo.id).where(Photo.person == person).tuples()
