"""What is still missing, for the page where the day is finished."""

from flask_babel import gettext as _
from flask_babel import ngettext
from peewee import fn

from ..actions.models import Action, Ask, Promise
from ..closing.models import DebriefLine
from ..events.models import Event
from ..live import CONSOLE, Piece, fragment
from ..notes.models import HELD, SHOWN, Note

ONE = [None]  # there is only one of it


@fragment(
    "missing",
    "proceedings/_missing.html",
    audiences=(CONSOLE,),
    wakes={model: lambda row: ONE for model in (Event, Note, Action, Promise, Ask, DebriefLine)},
)
def missing(event, audience, channel, keys=None):
    """What is missing, in plain words, and that one may finish all the same."""
    yield Piece(None, context={"sentences": sentences(event)})


def sentences(event) -> list[str]:
    """One or two plain sentences for each thing that is missing; none when nothing is."""
    standing = Action.select().where(Action.event == event, Action.taken_back_at.is_null())
    owned = fn.EXISTS(Promise.select().where(Promise.action == Action.id))
    asked = fn.EXISTS(Ask.select().where(Ask.action == Action.id))
    unowned = standing.where(~owned, ~asked).count()
    undated = standing.where(Action.due.is_null()).count()
    unsorted = (
        Note.select().where(Note.event == event, Note.state == SHOWN, Note.kind == "", Note.purpose == "").count()
    )
    held = Note.select().where(Note.event == event, Note.state == HELD, Note.held_by_hand == False).count()  # noqa: E712
    lines = DebriefLine.select().where(DebriefLine.event == event, DebriefLine.confirmed_at.is_null())
    unread = sum(line.says_something for line in lines)
    found = []
    if unowned:
        found.append(
            ngettext("One action has no owner.", "%(num)d actions have no owner.", unowned)
            + " "
            + ngettext(
                "You can still finish. It will be shown as “no one has said yes yet”.",
                "You can still finish. They will be shown as “no one has said yes yet”.",
                unowned,
            )
        )
    if undated:
        found.append(ngettext("One action has no date.", "%(num)d actions have no date.", undated))
    if unsorted:
        found.append(ngettext("One note is not sorted.", "%(num)d notes are not sorted.", unsorted))
    if held:
        found.append(ngettext("One note waits for you to check it.", "%(num)d notes wait for you to check them.", held))
    if unread:
        found.append(
            ngettext(
                "What one leader said has not been read back. It is in the files, marked so.",
                "What %(num)d leaders said has not been read back. It is in the files, marked so.",
                unread,
            )
        )
    if event.look_back_on is None:
        found.append(_("There is no look-back date. When will you tell people what happened?"))
    return found
