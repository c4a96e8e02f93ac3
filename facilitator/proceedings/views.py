"""Making a file out of the record, and taking it away."""

import re

from flask import Blueprint, g, jsonify, redirect, render_template, send_file, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound, Refused, wants_json
from ..events.qr import hall_base_url
from ..forms import choice
from ..i18n import LANGUAGES
from ..lookback.standing import open_page_of
from . import jobs
from .export import FORMATS, Choice
from .shape import FULL, OF_READERS, SHAPES

pages = Blueprint("proceedings", __name__)

PATIENCE = 1.0  # seconds after which we show how far it is
OF_ONE_LANGUAGE = ("json",)  # its labels are for programs
NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@pages.post("/e/<code>/console/files")
@open_to(FACILITATOR)
def make(code):
    """Begin to make a file; a quick one comes at once."""
    format_ = choice("format", FORMATS)
    if not format_:
        raise Refused(_("Please choose one of the files."), field="format")
    names = choice("names", ("without", "with", "contacts"), "without")
    wanted = Choice(
        names=names != "without",
        contacts=names == "contacts",
        shape=choice("shape", SHAPES, FULL) if format_ in OF_READERS else FULL,
        language="" if format_ in OF_ONE_LANGUAGE else choice("language", LANGUAGES),
        address=look_back_address(g.viewer.event),
    )
    job = jobs.start(g.viewer.event, format_, wanted)
    jobs.wait(job, PATIENCE)
    return redirect(url_for("proceedings.file" if job.done else "proceedings.making", code=code, job=job.id), 303)


@pages.get("/e/<code>/console/files/<job>")
@open_to(FACILITATOR)
def making(code, job):
    """How far it is: a page that looks again by itself, or the bare facts for its script."""
    found = jobs.find(g.viewer.event, job)
    url = url_for("proceedings.file", code=code, job=found.id) if found.done else None
    if wants_json():
        return jsonify(percent=found.percent, url=url, failed=found.failed)
    return render_template("proceedings/making.html", job=found, url=url)


@pages.get("/e/<code>/console/files/<job>/file")
@open_to(FACILITATOR)
def file(code, job):
    """The file itself."""
    found = jobs.find(g.viewer.event, job)
    if not found.done:
        raise NotFound
    return send_file(found.path, FORMATS[found.format][1], as_attachment=True, download_name=file_name(found))


def file_name(job) -> str:
    """A name under which people find it again: the event, the day, the edition."""
    words = NOT_IN_FILE_NAMES.sub(" ", job.event.title).split()
    title = " ".join(words)[:80].strip(". ") or job.event.code
    shape = "" if job.choice.shape == FULL else f" {SHAPES[job.choice.shape]}"
    language = f" {job.choice.language}" if job.choice.language else ""
    edition = " " + _("with names") if job.choice.names else ""
    edition += " " + _("edition %(number)d", number=int(job.choice.kept.partition("/")[0])) if job.choice.kept else ""
    return f"{title} {job.event.date.isoformat()}{shape}{language}{edition}.{job.format}"


def look_back_address(event) -> str:
    """Where the event's look-back is found by people in the hall, as this request was; empty while it is not open."""
    found = open_page_of(event)
    return f"{hall_base_url()}{url_for('lookback.page', token=found.token)}" if found else ""


# The organiser's settings of it, what readers get, and events in files, which add their routes to `pages`.
from .editions import views as editions  # noqa: E402, F401
from .look import views as look  # noqa: E402, F401
from .moving import views as moving  # noqa: E402, F401
