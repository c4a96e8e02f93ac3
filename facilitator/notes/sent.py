"""What the forms of notes and pictures sent, read and checked; the same wherever they stand."""

from flask import current_app, g, request
from flask_babel import gettext as _

from .. import background, pace
from ..disk_room import WORDS_ONLY, room_left
from ..errors import Refused, wants_json
from ..forms import choice, words
from ..i18n import LANGUAGES, chosen_locale
from .models import KINDS, LENSES, NOTE_LENGTH
from .photos import EMPTY, IS_HEIC, MOST_BYTES, TOO_HEAVY, TOO_MANY_PIXELS, UNKNOWN, NotAPicture, upright

PHOTO_WORDS_LENGTH = 300
NAME_LENGTH = 80


def note_fields() -> dict:
    """The fields of a note's form, as `actions.write` and `actions.rewrite` take them."""
    return {
        "words": words("words", NOTE_LENGTH, needed=_("Please write a few words first.")),
        "kind": choice("kind", KINDS),
        "lens": choice("lens", LENSES),
        "language": choice("language", LANGUAGES, chosen_locale()),
        "interpreted_by": words("interpreted_by", NAME_LENGTH),
    }


def new_note() -> dict:
    """The fields of a new note, which counts for its writer's pace."""
    said = note_fields()
    pace.keep_to(pace.NOTES, "notes")
    return {**said, "at_table": choice("said", ("me", "table"), "me") == "table"}


def new_picture() -> dict:
    """The picture of a form, upright and bare, with what it shows in words, as `actions.add_photo` takes them. Raises
    Refused when it is no picture that we can keep, or there is only room for words.
    """
    said = words("words", PHOTO_WORDS_LENGTH)
    if room_left(current_app.config["SETTINGS"].database) == WORDS_ONLY:
        raise Refused(
            _("This event's computer is almost full. It takes no photos now. You can still send words. Tell a helper."),
            field="photo",
        )
    pace.keep_to(pace.PHOTOS, "photos")
    file = request.files.get("photo")
    try:
        picture = background.run(upright, file.read(MOST_BYTES + 1) if file else b"")
    except NotAPicture as error:
        raise Refused(_why_not(error.why), field="photo") from error
    return {"image": picture.image, "width": picture.width, "height": picture.height, "words": said}


def told():
    """Marks the page to go to, so that it says "Saved."; the page's script says it without."""
    return None if wants_json() else 1


def my_ids() -> set[int]:
    """The people on this phone."""
    return {person.id for person in g.viewer.people}


def _why_not(why) -> str:
    return {
        EMPTY: _("Please choose a picture first."),
        TOO_HEAVY: _("That picture is too big. Please choose one of at most 15 megabytes."),
        TOO_MANY_PIXELS: _("That picture has too many dots. Please choose one of at most 40 megapixels."),
        IS_HEIC: _("We cannot read this kind of picture (HEIC). Please take a picture of the screen and send that."),
        UNKNOWN: _("We cannot read that file. Please choose a photo: a JPEG, PNG or WebP picture."),
    }[why]
