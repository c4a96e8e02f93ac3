"""Where the organiser brings in an event from a file, while the server runs."""

import tempfile
from pathlib import Path

from flask import g, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from ... import background
from ...access import ORGANISER, open_to
from ...errors import Refused
from ...i18n import speaking
from ..views import pages
from . import arriving


@pages.get("/events/from-a-file")
@open_to(ORGANISER)
def arrivals():
    """Choose the file."""
    return render_template("proceedings/arrivals.html", arrived=None)


@pages.post("/events/from-a-file")
@open_to(ORGANISER)
def arrive():
    """Make the event that lies in it, and say what came of it. The same file again changes nothing."""
    file = request.files.get("event")
    if not file or not file.filename:
        raise Refused(_("Please choose a file first."), field="event")
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        path = Path(folder) / "event"  # whatever name it came with
        file.save(path)
        try:
            looked = background.run(_look_through, path, str(get_locale() or "") or None)
            arrived = arriving.settle(*looked, by=g.viewer)
        except Refused as refusal:
            raise Refused(refusal.message, field="event", status=refusal.status) from refusal
    return render_template("proceedings/arrivals.html", arrived=arrived)


def _look_through(path, locale):
    with speaking(locale):
        return arriving.look_through(path)
