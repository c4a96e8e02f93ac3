"""What leaders heard, will do and cannot do: typed while they speak, read back, agreed to aloud."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..closing import actions
from ..closing.models import LINE_LENGTH, WHO_LENGTH, DebriefLine
from ..errors import NotFound
from ..forms import choice, day, op, saved, words
from ..i18n import LANGUAGES, chosen_locale
from .views import pages


@pages.get("/e/<code>/console/debrief")
@open_to(FACILITATOR)
def debrief(code):
    """All leaders, and a box for the next one."""
    return render_template("console/debrief.html", line=None, who_length=WHO_LENGTH)


@pages.get("/e/<code>/console/debrief/<int:id>")
@open_to(FACILITATOR)
def debrief_line(code, id):
    """The words of one leader, in big calm boxes."""
    return render_template("console/debrief.html", line=_line(id), who_length=WHO_LENGTH)


@pages.post("/e/<code>/console/debrief")
@open_to(FACILITATOR)
def debrief_begin(code):
    """The next leader."""
    line = actions.begin_line(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        who=words("who", WHO_LENGTH, needed=_("Please write who speaks.")),
        language=chosen_locale(),
    )
    return saved(url_for("console.debrief_line", code=code, id=line.id))


@pages.post("/e/<code>/console/debrief/<int:id>")
@open_to(FACILITATOR)
def debrief_change(code, id):
    """What they said, box by box: the page's script sends only what was changed."""
    boxes = {
        "who": lambda: words("who", WHO_LENGTH, needed=_("Please write who speaks.")),
        "i_heard": lambda: words("i_heard", LINE_LENGTH),
        "i_will": lambda: words("i_will", LINE_LENGTH),
        "by": lambda: day("by"),
        "i_cannot": lambda: words("i_cannot", LINE_LENGTH),
        "because": lambda: words("because", LINE_LENGTH),
        "language": lambda: choice("language", LANGUAGES, default=chosen_locale()),
    }
    said = {name: read() for name, read in boxes.items() if name in request.form}
    actions.change_line(event=g.viewer.event, by=g.viewer, op=op(), line=_line(id), said=said)
    return _saved(code, id)


@pages.post("/e/<code>/console/debrief/<int:id>/agreement")
@open_to(FACILITATOR)
def debrief_confirm(code, id):
    """They heard it read back and agreed aloud."""
    actions.confirm_line(
        event=g.viewer.event, by=g.viewer, op=op(), line=_line(id), fingerprint=words("fingerprint", 64)
    )
    return _saved(code, id)


@pages.post("/e/<code>/console/debrief/<int:id>/removal")
@open_to(FACILITATOR)
def debrief_remove(code, id):
    """Nobody has agreed to it, so it may go."""
    actions.remove_line(event=g.viewer.event, by=g.viewer, op=op(), line=_line(id))
    return saved(url_for("console.debrief", code=code))


@pages.post("/e/<code>/console/debrief/<int:id>/hold")
@open_to(FACILITATOR)
def debrief_hold(code, id):
    """Keep it off shared screens and say why, or show it again (no reason)."""
    actions.hold_line(event=g.viewer.event, by=g.viewer, op=op(), line=_line(id), because=words("because", 200))
    return _saved(code, id)


def _saved(code, id_):
    return saved(url_for("console.debrief_line", code=code, id=id_))


def _line(id_) -> DebriefLine:
    """A line of this event. Raises NotFound."""
    line = DebriefLine.get_or_none(DebriefLine.id == id_, DebriefLine.event == g.viewer.event)
    if line is None:
        raise NotFound
    return line
