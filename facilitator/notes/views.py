"""Notes on the phone: in a session, on the wall; changing one's own; photos."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from .. import background, pace
from ..access import FACILITATOR, PARTICIPANT, PROJECTOR, open_to
from ..agenda.models import Session
from ..errors import NotFound, Refused, wants_json
from ..forms import choice, op, saved, words
from ..i18n import LANGUAGES, chosen_locale
from ..private_details import in_words
from ..topics.models import JOINED, Topic
from . import actions, naming, wall
from .fragments import WALL, session_channel
from .models import KINDS, LENSES, NOTE_LENGTH, SHOWN, TAKEN_BACK, Note, Photo, title_for_the_room
from .photos import EMPTY, IS_HEIC, MOST_BYTES, TOO_HEAVY, TOO_MANY_PIXELS, UNKNOWN, NotAPicture, upright

pages = Blueprint("notes", __name__)

PHOTO_WORDS_LENGTH = 300
NAME_LENGTH = 80


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
    topic = _topic(id)
    note = _write(topic)
    return saved(url_for("notes.session", code=code, id=topic.id, saved=_told()), held=note.state != SHOWN)


@pages.get("/e/<code>/wall", endpoint="wall")
@open_to(PARTICIPANT, FACILITATOR)
def news_wall(code):
    """The news wall: what every session and the whole room wrote, newest first; by kind, lens or topic if one likes."""
    kind, lens, topic_id, before = (request.args.get(name, "") for name in ("kind", "lens", "topic", "before"))
    topics = [topic for topic in Topic.select().where(Topic.event == g.viewer.event) if topic.on_screens]
    chosen = {
        "kind": kind if kind in KINDS else "",
        "lens": lens if lens in LENSES else "",
        "topic": next((topic for topic in topics if str(topic.id) == topic_id), None),
    }
    found = wall.shown(
        g.viewer.event, **chosen, before=int(before) if before.isdecimal() and len(before) < 10 else None
    )
    ids = [note.id for note in found.limit(wall.PAGE + 1)]
    return render_template(
        "notes/wall.html",
        topics=topics,
        chosen=chosen,
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
    return saved(url_for("notes.wall", code=code, saved=_told()), held=note.state != SHOWN)


@pages.get("/e/<code>/notes/<int:id>")
@open_to(PARTICIPANT)
def one(code, id):
    """Change or take back a note of one's own."""
    return render_template("notes/one.html", note=_own_note(id))


@pages.post("/e/<code>/notes/<int:id>")
@open_to(PARTICIPANT)
def rewrite(code, id):
    """Change it."""
    note = _own_note(id)
    actions.rewrite(event=g.viewer.event, by=g.viewer, op=op(), note=note, **_said())
    return saved(_home(note))


@pages.post("/e/<code>/notes/<int:id>/taking-back")
@open_to(PARTICIPANT, even_after=True)
def take_back(code, id):
    """Take it back: its words are gone."""
    note = _own_note(id, taken_back_too=True)
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), note=note)
    return saved(_home(note))


@pages.post("/e/<code>/topics/<int:id>/photos")
@open_to(PARTICIPANT)
def add_photo(code, id):
    """A photo of a flipchart or a drawing."""
    topic = _topic(id)
    said = words("words", PHOTO_WORDS_LENGTH)
    pace.keep_to(pace.PHOTOS, "photos")
    file = request.files.get("photo")
    try:
        picture = background.run(upright, file.read(MOST_BYTES + 1) if file else b"")
    except NotAPicture as error:
        raise Refused(_why_not(error.why), field="photo") from error
    actions.add_photo(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        image=picture.image,
        width=picture.width,
        height=picture.height,
        topic=topic,
        words=said,
    )
    return saved(url_for("notes.session", code=code, id=topic.id, saved=_told()))


@pages.get("/e/<code>/photos/<int:id>")
@open_to(PARTICIPANT, FACILITATOR, PROJECTOR)
def photo(code, id):
    """The picture itself: for everyone in this event while it is shown; else for its own person and facilitators."""
    found = Photo.get_or_none(Photo.id == id, Photo.event == g.viewer.event, Photo.state != TAKEN_BACK)
    if found is None:
        raise NotFound
    is_shown = found.state == SHOWN
    if not (is_shown or FACILITATOR in g.viewer.roles or found.person_id in _my_ids()):
        raise NotFound
    response = Response(bytes(found.image), mimetype=found.kind)
    # Kept, but asked for anew each time: one held back or taken back is gone from phones that have seen it, too.
    response.headers["Cache-Control"] = "private, no-cache" if is_shown else "no-store"
    response.headers["Content-Disposition"] = f'inline; filename="photo-{found.id}.webp"'
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.add_etag()
    return response.make_conditional(request)


@pages.post("/e/<code>/photos/<int:id>/taking-back")
@open_to(PARTICIPANT, even_after=True)
def take_photo_back(code, id):
    """Take a photo of one's own back."""
    found = wall.photos(g.viewer.event).where(Photo.id == id, Photo.person.in_(list(_my_ids()))).first()
    if found is None:
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
        "notes_to_look_at": lambda: wall.to_look_at(g.viewer.people),
    }


def _write(topic):
    said = _said()
    pace.keep_to(pace.NOTES, "notes")
    at_table = choice("said", ("me", "table"), "me") == "table"
    return actions.write(event=g.viewer.event, by=g.viewer, op=op(), topic=topic, at_table=at_table, **said)


def _said() -> dict:
    """The fields of a note's form."""
    return {
        "words": words("words", NOTE_LENGTH, needed=_("Please write a few words first.")),
        "kind": choice("kind", KINDS),
        "lens": choice("lens", LENSES),
        "language": choice("language", LANGUAGES, chosen_locale()),
        "interpreted_by": words("interpreted_by", NAME_LENGTH),
    }


def _told():
    """Marks the page to go to, so that it says "Saved."; the page's script says it without."""
    return None if wants_json() else 1


def _home(thing):
    """Where a note or photo stands: its session, or the wall."""
    if thing.topic is not None and title_for_the_room(thing.topic):
        return url_for("notes.session", code=g.viewer.event.code, id=thing.topic_id)
    return url_for("notes.wall", code=g.viewer.event.code)


def _topic(id_) -> Topic:
    """A topic that everyone may see. Raises NotFound."""
    return _on_screens(Topic.get_or_none(Topic.id == id_, Topic.event == g.viewer.event))


def _on_screens(topic) -> Topic:
    if topic is None or not topic.on_screens:
        raise NotFound
    return topic


def _own_note(id_, taken_back_too=False) -> Note:
    """A note of someone on this phone. Raises NotFound."""
    mine = _my_ids()
    note = Note.get_or_none(Note.id == id_, Note.event == g.viewer.event)
    if note is None or not mine & {note.written_by_id, note.said_by_id}:
        raise NotFound
    if note.state == TAKEN_BACK and not taken_back_too:
        raise NotFound
    return note


def _my_ids() -> set[int]:
    return {person.id for person in g.viewer.people}


def _why_not(why) -> str:
    return {
        EMPTY: _("Please choose a picture first."),
        TOO_HEAVY: _("That picture is too big. Please choose one of at most 15 megabytes."),
        TOO_MANY_PIXELS: _("That picture has too many dots. Please choose one of at most 40 megapixels."),
        IS_HEIC: _("We cannot read this kind of picture (HEIC). Please take a picture of the screen and send that."),
        UNKNOWN: _("We cannot read that file. Please choose a photo: a JPEG, PNG or WebP picture."),
    }[why]
