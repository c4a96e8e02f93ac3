"""Write, change and take back notes and photos; hold them back and show them.

Nobody but its writer changes a note's words. Facilitators show, ask or hold.
"""

from flask_babel import gettext as _
from peewee import fn

from ..access import FACILITATOR, TABLE
from ..cafe.devices.actions import must_write_for
from ..db import now
from ..errors import NotFound, Refused
from ..events.models import Round, Table
from ..journal import action
from ..people.actions import describe, join
from ..people.models import Person
from ..private_details import likely
from ..topics.models import Topic
from .models import HELD, HELPER, OF_THE_ROOM, PAPER, PHONE, SCRIBE, SHOWN, TAKEN_BACK, Hold, Note, Photo, Revision
from .translating.actions import forget

BY_PATTERN, BY_FACILITATOR = "pattern", "facilitator"


@action("noted")
def write(
    change,
    event,
    by,
    words,
    topic: Topic | None = None,
    round: Round | None = None,
    table: Table | None = None,
    purpose="",
    kind="",
    lens="",
    language="en",
    at_table=False,
    interpreted_by="",
):
    """A note by the person or the table device that acts: in a session, at a café table in a round, or to the whole
    room. `at_table`: somebody at the table said it, and this person wrote it down; what a table device writes is
    always so. `purpose` is one of PURPOSES, or empty. Returns the Note; its state is HELD when it may hold private
    details.

    Raises Refused when nobody is there to write, NotFound when the topic has never been up, or when a table device
    writes for another table; to the whole room it writes patterns and surprises alone.
    """
    _has_been_up(topic)
    device = _device_at(change, table, round, purpose)
    if change.person is None and device is None:
        raise Refused(_("A note needs someone who writes it. To type in paper cards, use the console."))
    writer = None if device else _who_holds_the_phone(change)
    at_table = at_table or device is not None
    source = SCRIBE if at_table else HELPER if writer.id != change.person.id else PHONE
    return _keep(
        change,
        Note(
            event=event,
            topic=topic,
            round=round,
            table=table,
            purpose=purpose,
            words=words,
            kind=kind,
            lens=lens,
            language=language,
            said_by=None if at_table else change.person,
            written_by=writer,
            device=device,
            interpreted_by=interpreted_by,
            source=source,
        ),
    )


@action("typed in")
def type_in(
    change,
    event,
    by,
    words,
    topic: Topic | None = None,
    round: Round | None = None,
    table: Table | None = None,
    purpose="",
    kind="",
    lens="",
    language="en",
    helped=False,
    name="",
    show_name=False,
):
    """A paper card of a session, a café table or the whole room, typed the way they wrote it; `helped`: somebody wrote
    the card for someone; `name`: who said it, when the card says so, and `show_name`: they agreed that screens show
    it. Returns the Note with its running card number. Raises NotFound when the topic is not on the screens.
    """
    _on_screens(topic)
    last = Note.select(fn.MAX(Note.card)).where(Note.event == event).scalar() or 0
    source = HELPER if helped else PAPER
    return _keep(
        change,
        Note(
            event=event,
            topic=topic,
            round=round,
            table=table,
            purpose=purpose,
            words=words,
            kind=kind,
            lens=lens,
            language=language,
            said_by=_on_paper(event, by, name, show_name) if name else None,
            source=source,
            card=last + 1,
        ),
    )


@action("changed")
def rewrite(change, event, by, note: Note, words, kind="", lens="", language="en", interpreted_by=""):
    """Its writer changes a note; what it was is kept as a Revision. It is looked at again for private details.
    Returns the Note. Raises Refused when it is somebody else's, or was taken back.
    """
    _only_its_writer(change, note)
    after = {"words": words, "kind": kind, "lens": lens, "language": language, "interpreted_by": interpreted_by}
    if any(getattr(note, field) != value for field, value in after.items()):
        Revision.create(note=note, words=note.words, kind=note.kind, lens=note.lens, person=change.person)
        for field, value in after.items():
            setattr(note, field, value)
        note.changed_at, note.late = now(), note.late or change.late
        forget(note)
        _look_again(change, note)
        note.save()
    change.record(note)
    return note


@action("took back")
def take_back(change, event, by, note: Note):
    """Its writer takes a note back: its words are gone, from its revisions too. Twice is the same as once.
    Returns the Note. Raises Refused when it is somebody else's.
    """
    _only_its_writer(change, note, taken_back_too=True)
    Revision.update(words="").where(Revision.note == note).execute()
    forget(note)
    note.words = note.interpreted_by = note.held_because = ""
    note.state, note.asked_writer = TAKEN_BACK, False
    note.save()
    change.record(note)
    return note


@action("photographed")
def add_photo(
    change,
    event,
    by,
    image: bytes,
    width,
    height,
    topic: Topic | None = None,
    round: Round | None = None,
    table: Table | None = None,
    words="",
):
    """A picture of a session or of a café table in a round, which `photos.upright` has made ready, with what it shows
    in words; a facilitator adds one for a table without a phone. Returns the Photo."""
    _has_been_up(topic)
    device = _device_at(change, table, round)
    if change.person is None and device is None and not (by and by.role == FACILITATOR):
        raise Refused(_("A picture needs someone who adds it."))
    photo = Photo(
        event=event,
        topic=topic,
        round=round,
        table=table,
        person=None if device else change.person,
        device=device,
        words=words,
        image=image,
        width=width,
        height=height,
    )
    return _keep(change, photo)


@action("took a photo back")
def take_photo_back(change, event, by, photo: Photo):
    """Its own person takes a photo back, or a facilitator one that was added at the console: the picture and its words
    are gone. Returns the Photo. Raises Refused when it is somebody else's."""
    its_own = photo.person_id in {person.id for person in change.by.people} or of_its_table(change.by, photo)
    if not its_own and not (change.by.role == FACILITATOR and added_at_console(photo)):
        raise Refused(_("Only the person who added this picture can take it back."))
    photo.image, photo.words, photo.held_because = b"", "", ""
    photo.state, photo.asked_writer = TAKEN_BACK, False
    photo.save()
    change.record(photo)
    return photo


@action("held")
def hold(change, event, by, thing: Note | Photo, because: str):
    """Hold a note or photo back from the screens; `because` is shown to its writer. Returns it.

    Raises Refused without a reason, or when its writer took it back.
    """
    _still_there(thing)
    if not because:
        raise Refused(_("Please say why. The writer will see your reason."), field="because")
    thing.state, thing.held_because, thing.held_by_hand = HELD, because, True
    thing.held_at = now()
    thing.save()
    _log(change, thing, "held", because, BY_FACILITATOR)
    return thing


@action("showed")
def show(change, event, by, thing: Note | Photo):
    """Let a held note or photo onto the screens. Showing what is shown does nothing. Returns it.

    Raises Refused when its writer took it back.
    """
    _still_there(thing)
    if thing.state == SHOWN:
        change.record(thing)
        return thing
    thing.state, thing.held_because, thing.held_by_hand, thing.asked_writer = SHOWN, "", False, False
    thing.held_at = None
    thing.save()
    _log(change, thing, "shown", "", BY_FACILITATOR)
    return thing


@action("asked the writer")
def ask_writer(change, event, by, thing: Note | Photo):
    """Ask its writer, on their own phone, to look at it again. Asking twice is the same as once. Returns it.

    Raises Refused when it came on paper, so that there is nobody to ask, or its writer took it back.
    """
    _still_there(thing)
    if (thing.person_id if isinstance(thing, Photo) else thing.written_by_id) is None and thing.device_id is None:
        raise Refused(_("Nobody's phone wrote this, so there is nobody to ask. Show it, or hold it and say why."))
    if thing.asked_writer:
        change.record(thing)
        return thing
    thing.asked_writer = True
    thing.save()
    _log(change, thing, "asked", "", BY_FACILITATOR)
    return thing


def of_its_table(viewer, thing: Note | Photo) -> bool:
    """Whether a table device wrote this and the viewer is a device of that table: a table may change its phone."""
    device = viewer and viewer.device
    return device is not None and thing.device_id is not None and thing.device.table_id == device.table_id


def added_at_console(photo: Photo) -> bool:
    """Whether a facilitator added it, so that it is nobody's own and no table's."""
    return photo.person_id is None and photo.device_id is None


def _device_at(change, table, round_, purpose=""):
    """The table device that acts, or None when a person does. Raises NotFound when it is another table's, and for words
    to the whole room that are not what all tables see together; Refused where its table was put away (must_write_for).
    """
    device = change.by and change.by.role == TABLE and change.by.device
    if not device:
        return None
    if table is not None:
        must_write_for(device, table, round_)
    elif purpose not in OF_THE_ROOM:
        raise NotFound
    return device


def _keep(change, thing):
    """Save a new note or photo, marked when it came late, held back when it may hold private details."""
    thing.late = change.late
    found = _private_detail(change.event, thing)
    if found:
        thing.state, thing.held_because, thing.held_at = HELD, found, now()
    thing.save(force_insert=True)
    change.record(thing)
    if found:
        _log(change, thing, "held", found, BY_PATTERN)
    return thing


def _look_again(change, note):
    """After its writer changed it: hold it, or let go what only a pattern held. What a facilitator held waits again."""
    found = _private_detail(change.event, note)
    if found:
        note.state, note.held_because, note.held_by_hand = HELD, found, False
        note.held_at = note.held_at or now()
        _log(change, note, "held", found, BY_PATTERN)
    elif note.state == HELD and note.held_by_hand:
        note.held_by_hand = False
    elif note.state == HELD and note.held_because and _was_by_pattern(note):
        note.state, note.held_because, note.held_at = SHOWN, "", None
        _log(change, note, "shown", "", BY_PATTERN)
    note.asked_writer = False


def _was_by_pattern(note) -> bool:
    last = Hold.select().where(Hold.note == note, Hold.what == "held").order_by(Hold.id.desc()).first()
    return last is not None and last.by == BY_PATTERN


def _on_paper(event, by, name, show_name) -> Person:
    """Whoever wrote cards under that name before, or somebody new. Never someone with a phone: it may be another one
    of the same name, and their words are theirs alone."""
    wrote = Note.select(Note.said_by).where(Note.event == event, Note.card.is_null(False))
    known = Person.select().where(Person.id.in_(wrote), Person.left_at.is_null())
    person = next((each for each in known if each.name.casefold() == name.casefold()), None)
    if person is None:
        return join(event=event, by=by, name=name, show_name=show_name)
    return describe(event=event, by=by, person=person, show_name=True) if show_name else person


def _private_detail(event, thing):
    if not event.holds_private_details:
        return None
    return likely(f"{thing.words}\n{getattr(thing, 'interpreted_by', '')}")


def _log(change, thing, what, because, who):
    which = {"photo": thing} if isinstance(thing, Photo) else {"note": thing}
    line = Hold.create(event=change.event, what=what, because=because, by=who, **which)
    change.record(thing, line)


def _who_holds_the_phone(change) -> Person:
    """The helper, when this phone speaks for someone its owner helps; else the one who speaks."""
    helper = change.person.helper_id
    return next((person for person in change.by.people if person.id == helper), change.person)


def _only_its_writer(change, note, taken_back_too=False):
    mine = {person.id for person in change.by.people} if change.by else set()
    if not (mine & {note.written_by_id, note.said_by_id} or of_its_table(change.by, note)):
        raise Refused(_("Only the person who wrote this note can change it."))
    if note.state == TAKEN_BACK and not taken_back_too:
        raise Refused(_("You took this note back. You can write a new one."))


def _on_screens(topic):
    if topic is not None and not topic.on_screens:
        raise NotFound


def _has_been_up(topic):
    """Words for a talk may have been on their way while its topic was joined, taken back or held: they still come in.
    Raises NotFound for a topic that the room has never seen."""
    if topic is not None and not topic.has_been_up:
        raise NotFound


def _still_there(thing):
    if thing.state == TAKEN_BACK:
        raise Refused(_("Its writer took it back, so it is gone."))
