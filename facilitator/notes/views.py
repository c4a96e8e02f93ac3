"""Notes on the phone: in a session, on the wall; changing one's own; photos."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from ..access import FACILITATOR, PARTICIPANT, PROJECTOR, TABLE, open_to
from ..agenda.models import Session
from ..errors import NotFound
from ..forms import op, saved
from ..private_details import in_words
from ..topics.models import JOINED, Topic
from . import actions, naming, wall
from .fragments import WALL, session_channel
from .models import KINDS, LENSES, OF_THE_ROOM, SHOWN, TAKEN_BACK, Note, Photo, title_for_the_room
from .sent import my_ids, new_note, new_picture, note_fields, told

pages = Blueprint("notes", __name__)


@pages.get("/e/<code>/topics/<int:id>/notes")
@open_to(PARTICIPANT, FACILITATOR)
def session(code, id):
    """One session: its notes as they come in, and the box to write in."""
    topic = Topic.get_or_none(Topic.id == id, Topic.event == g.viewer.event)
    if topic is not None and topic.state == JOINED and topic.joined_into_id:
        return redirect(url_for("notes.session", code=code, id=topic.joined_into_id))
    placed = Session.get_or_none(Session.topic == _on_screens(topic))
    return render_template("notes/session.html", topic=topic, session=placed, channel=session_channel(id))


@pages.post("/e/<code>/topics/<int:id>/notes")
@open_to(PARTICIPANT)
def write(code, id):
    """Add a note to a session."""
    note = _write(_talked_about(id))
    return saved(_home(note, saved=told()), held=note.state != SHOWN)


@pages.get("/e/<code>/wall", endpoint="wall")
@open_to(PARTICIPANT, FACILITATOR)
def news_wall(code):
    """The news wall: what every session, table and the whole room wrote, newest first; by kind, lens, topic, question
    (round) or table if one likes."""
    event = g.viewer.event
    kind, lens, before = (request.args.get(name, "") for name in ("kind", "lens", "before"))
    rounds, tables = wall.rounds_and_tables(event)
    places = {
        "topic": _topics_on_screens(event),
        "round": rounds,
        "table": tables,
    }
    chosen = {
        "kind": kind if kind in KINDS else "",
        "lens": lens if lens in LENSES else "",
        **{
            name: next((row for row in rows if str(row.id) == request.args.get(name)), None)
            for name, rows in places.items()
        },
    }
    found = wall.shown(event, **chosen, before=int(before) if before.isdecimal() and len(before) < 10 else None)
    ids = [id_ for (id_,) in found.select(Note.id).limit(wall.PAGE + 1).tuples()]
    return render_template(
        "notes/wall.html",
        places=places,
        chosen=chosen,
        in_address={name: getattr(value, "id", value) for name, value in chosen.items() if value},
        channel=WALL,
        ids=ids[: wall.PAGE],
        older=ids[wall.PAGE - 1] if len(ids) > wall.PAGE else None,
        is_first=not before,
    )


@pages.post("/e/<code>/wall")
@open_to(PARTICIPANT)
def write_to_all(code):
    """A note to the whole room."""
    note = _write(None)
    return saved(url_for("notes.wall", code=code, saved=told()), held=note.state != SHOWN)


@pages.get("/e/<code>/notes/<int:id>")
@open_to(PARTICIPANT, TABLE)
def one(code, id):
    """Change or take back a note of one's own, or of the table that this phone writes for."""
    return render_template("notes/one.html", note=_own_note(id))


@pages.post("/e/<code>/notes/<int:id>")
@open_to(PARTICIPANT, TABLE)
def rewrite(code, id):
    """Change it."""
    note = _own_note(id)
    actions.rewrite(event=g.viewer.event, by=g.viewer, op=op(), note=note, **note_fields())
    return saved(_home(note))


@pages.post("/e/<code>/notes/<int:id>/taking-back")
@open_to(PARTICIPANT, TABLE, even_after=True)
def take_back(code, id):
    """Take it back: its words are gone."""
    note = _own_note(id, taken_back_too=True)
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), note=note)
    return saved(_home(note))


@pages.post("/e/<code>/topics/<int:id>/photos")
@open_to(PARTICIPANT)
def add_photo(code, id):
    """A photo of a flipchart or a drawing."""
    picture = actions.add_photo(event=g.viewer.event, by=g.viewer, op=op(), topic=_talked_about(id), **new_picture())
    return saved(_home(picture, saved=told()))


@pages.get("/e/<code>/photos/<int:id>")
@open_to(PARTICIPANT, TABLE, FACILITATOR, PROJECTOR)
def photo(code, id):
    """The picture itself: for everyone in this event while it is shown; else for its own person and facilitators."""
    found = Photo.get_or_none(Photo.id == id, Photo.event == g.viewer.event, Photo.state != TAKEN_BACK)
    if found is None:
        raise NotFound
    is_shown = found.state == SHOWN
    if not (is_shown or FACILITATOR in g.viewer.roles or _is_own_photo(found)):
        raise NotFound
    response = Response(bytes(found.image), mimetype=found.kind)
    # Kept, but asked for anew each time: one held back or taken back is gone from phones that have seen it, too.
    response.headers["Cache-Control"] = "private, no-cache" if is_shown else "no-store"
    response.headers["Content-Disposition"] = f'inline; filename="photo-{found.id}.webp"'
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.add_etag()
    return response.make_conditional(request)


@pages.post("/e/<code>/photos/<int:id>/taking-back")
@open_to(PARTICIPANT, TABLE, even_after=True)
def take_photo_back(code, id):
    """Take a photo of one's own back, or of the table that this phone writes for."""
    found = wall.photos(g.viewer.event).where(Photo.id == id).first()
    if found is None or not _is_own_photo(found):
        raise NotFound
    actions.take_photo_back(event=g.viewer.event, by=g.viewer, op=op(), photo=found)
    return saved(_home(found))


@pages.app_context_processor
def words_for_notes():
    """What the partials of notes need, wherever they are placed."""
    return {
        "kind_words": naming.kind_words,
        "lens_words": naming.lens_words,
        "lens_word": naming.lens_word,
        "title_for_the_room": title_for_the_room,
        "held_in_words": in_words,
        "purpose_word": naming.purpose_word,
        "place_of": naming.place_of,
        "added_at_console": actions.added_at_console,
        "tables_put_away": wall.tables_put_away,
        "notes_to_look_at": lambda: wall.to_look_at(g.viewer.people, g.viewer.device),
    }


def _topics_on_screens(event) -> list[Topic]:
    """The topics to choose notes by, with no more of each than its title."""
    wanted = Topic.select(Topic.id, Topic.title, Topic.state, Topic.held_for).where(Topic.event == event)
    return [topic for topic in wanted if topic.on_screens]


def _write(topic):
    return actions.write(event=g.viewer.event, by=g.viewer, op=op(), topic=topic, **new_note())


def _home(thing, **told_there):
    """Where a note or photo stands: its session, its table, with what the whole room sees, or the wall."""
    if thing.table_id is not None:
        return url_for("notes.at_table", code=g.viewer.event.code, id=thing.table_id, round=thing.round_id)
    if thing.topic is not None and title_for_the_room(thing.topic):
        return url_for("notes.session", code=g.viewer.event.code, id=thing.topic_id, **told_there)
    of_the_room = getattr(thing, "purpose", "") in OF_THE_ROOM
    return url_for("harvest.patterns" if of_the_room else "notes.wall", code=g.viewer.event.code, **told_there)


def _talked_about(id_) -> Topic:
    """A topic that everyone may see, or could when the words for it were written. Raises NotFound."""
    topic = Topic.get_or_none(Topic.id == id_, Topic.event == g.viewer.event)
    if topic is None or not topic.has_been_up:
        raise NotFound
    return topic


def _on_screens(topic) -> Topic:
    if topic is None or not topic.on_screens:
        raise NotFound
    return topic


def _own_note(id_, taken_back_too=False) -> Note:
    """A note of someone on this phone, or of its table. Raises NotFound."""
    note = Note.get_or_none(Note.id == id_, Note.event == g.viewer.event)
    if note is None:
        raise NotFound
    if not (my_ids() & {note.written_by_id, note.said_by_id} or actions.of_its_table(g.viewer, note)):
        raise NotFound
    if note.state == TAKEN_BACK and not taken_back_too:
        raise NotFound
    return note


def _is_own_photo(photo) -> bool:
    return photo.person_id in my_ids() or actions.of_its_table(g.viewer, photo)


from . import at_table  # noqa: E402, F401  (the page of a café table is of the same blueprint)
