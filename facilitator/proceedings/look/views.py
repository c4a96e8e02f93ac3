"""Where the organiser sets the organisation's look."""

import zlib

from flask import Response, g, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from ... import background
from ...access import ANYONE, ORGANISER, open_to
from ...errors import NotFound, Refused
from ...events.models import Look
from ...forms import op, saved, ticked, words
from ...notes.photos import TOO_HEAVY as PICTURE_TOO_HEAVY
from ...notes.photos import TOO_MANY_PIXELS, NotAPicture
from ..shape import ACCENT
from ..views import pages
from . import actions, logos, word_files
from .colours import ENOUGH, colours_of_pages, contrast_with_white, is_colour


@pages.get("/look")
@open_to(ORGANISER)
def look():
    """How it is now."""
    found = own_look()
    lacks = background.run(word_files.missing_styles, bytes(found.docx_template)) if found.docx_template else []
    return render_template("proceedings/look.html", look=found, lacks=lacks, ours=ACCENT, actions=actions)


@pages.post("/look")
@open_to(ORGANISER)
def set_look():
    """Keep it."""
    accent = words("accent", 7).lower()
    if accent and not is_colour(accent):
        raise Refused(_("Please write the colour like this: #0b5563."), field="accent")
    if accent and contrast_with_white(accent) < ENOUGH:
        raise Refused(
            _("This colour is too light: words in it cannot be read on white. Take a darker one."), field="accent"
        )
    fields = {
        "name": words("name", actions.NAME_LENGTH),
        "footer": words("footer", actions.FOOTER_LENGTH),
        "logo_words": words("logo_words", actions.WORDS_LENGTH),
        "accent": "" if accent == ACCENT else accent,
        **_logo(),
        **_pattern(),
    }
    if fields.get("logo", own_look().logo) and not (fields["logo_words"] or fields["name"]):
        raise Refused(_("Please say in words what the logo shows, for people who cannot see it."), field="logo_words")
    actions.set_look(by=g.viewer, op=op(), **fields)
    return saved(url_for("proceedings.look"))


@pages.get("/look/logo-<stamp>.png")
@open_to(ANYONE)
def logo(stamp):
    """The logo, as public pages show it."""
    found = own_look()
    if not found.logo or stamp != stamp_of(found):
        raise NotFound
    return Response(bytes(found.logo), mimetype="image/png", headers={"Cache-Control": "public, max-age=31536000"})


@pages.app_template_global()
def own_look() -> Look:
    """The organisation's look; an empty one where nobody has set any."""
    return Look.select().order_by(Look.id).first() or Look()


@pages.app_template_global()
def look_of_page() -> Look:
    """What a public page wears of it: all but the Word file. One question for each page."""
    if "look_of_page" not in g:
        shown = (Look.name, Look.footer, Look.accent, Look.logo, Look.logo_words)
        g.look_of_page = Look.select(*shown).order_by(Look.id).first() or Look()
    return g.look_of_page


@pages.app_template_global()
def look_style(look: Look) -> Markup:
    """The look's colours as a style of a page; nothing where they are ours."""
    if not look.accent or not is_colour(look.accent):
        return Markup()
    rules = "; ".join(f"--{name}: {value}" for name, value in colours_of_pages(look.accent).items())
    return Markup("<style>:root {{ {} }}</style>").format(rules)


@pages.app_template_global()
def logo_address(look: Look) -> str:
    """Where the logo is found; empty where there is none."""
    return url_for("proceedings.logo", stamp=stamp_of(look)) if look.logo else ""


def stamp_of(look: Look) -> str:
    """Another one for each other logo."""
    return f"{zlib.crc32(bytes(look.logo or b'')):08x}"


def _logo():
    file = request.files.get("logo")
    data = file.read(logos.MOST_BYTES + 1) if file else b""
    if not data:
        return {"logo": None} if ticked("no_logo") else {}
    try:
        return {"logo": background.run(logos.redrawn, data)}
    except NotAPicture as error:
        too_large = error.why in (PICTURE_TOO_HEAVY, TOO_MANY_PIXELS)
        large, unknown = (
            _("This picture is too large. Take a smaller one."),
            _("Please take a PNG, JPEG or WebP picture."),
        )
        raise Refused(large if too_large else unknown, field="logo") from error


def _pattern():
    file = request.files.get("docx_template")
    data = file.read(word_files.MOST_BYTES + 1) if file else b""
    if not data:
        return {"docx_template": None} if ticked("no_docx_template") else {}
    try:
        background.run(word_files.missing_styles, data)
    except word_files.NotAPattern as error:
        raise Refused(_why_not(error.why), field="docx_template") from error
    return {"docx_template": data}


def _why_not(why):
    return {
        word_files.TOO_HEAVY: _("This file is too large. A Word file with only styles, head and foot is small."),
        word_files.HAS_MACROS: _("This file holds programs (macros). Save it as a plain .docx and try again."),
        word_files.POINTS_OUTSIDE: _("This file loads something from another place. Take that out and try again."),
        word_files.NO_WORD_FILE: _("We cannot read this as a Word file. Save it as .docx and try again."),
    }[why]
