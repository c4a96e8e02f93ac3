"""Making a file out of the record, and taking it away."""

import re

from flask import Blueprint, g, jsonify, redirect, render_template, send_file, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound, Refused, wants_json
from ..forms import choice
from . import jobs
from .export import FORMATS

pages = Blueprint("proceedings", __name__)

PATIENCE = 1.0  # seconds after which we show how far it is
NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@pages.post("/e/<code>/console/files")
@open_to(FACILITATOR)
def make(code):
    """Begin to make a file; a quick one comes at once."""
    format_ = choice("format", FORMATS)
    if not format_:
        raise Refused(_("Please choose one of the files."), field="format")
    job = jobs.start(g.viewer.event, format_, choice("names", ("without", "with"), "without") == "with")
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
    edition = " " + _("with names") if job.names else ""
    return f"{title} {job.event.date.isoformat()}{edition}.{job.format}"
