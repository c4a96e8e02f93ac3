"""An event arrives in a file: looked through, brought in once, and what is to be said about it."""

from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from flask_babel import ngettext

from ...events.models import Event
from ...journal.models import Journal
from ..models import Edition as EditionOfTheBook
from . import actions, checking
from .editions import SHOWABLE, WHOLE, Edition
from .pack import pack
from .parcel import Parcel, digest_of, look_at_photos, open_parcel


@dataclass
class Arrived:
    """What came of a file: its event, and whether that was here before."""

    event: Event
    parcel: Parcel
    was_here: bool

    def told(self) -> list[str]:
        """What a person should know, a sentence each."""
        event, parcel = self.event, self.parcel
        if self.was_here:
            return [_("This event is here already, with the code %(code)s. Nothing was changed.", code=event.code)]
        record, code = parcel.record, parcel.rows("event")[0]["code"]
        said = [_("“%(title)s” is here now, with the code %(code)s.", title=event.title, code=event.code)]
        if code != event.code:
            said.append(_("Another event here has the code %(code)s, so this one got a new code.", code=code))
        if not record["secrets"]:
            said.append(_("All links, QR codes and private codes are new. Print them again."))
        if record["edition"] == SHOWABLE:
            said.append(_("The file has no names in it: who said what stayed where it came from."))
        elif record["edition"] != WHOLE:
            said.append(_("The file is not whole: what people need, seats, plans and the journal stayed behind."))
        if parcel.rows("edition") and not EditionOfTheBook.select().where(EditionOfTheBook.event == event).exists():
            said.append(_("Other rows here have the numbers of this event, so its checked books stayed behind."))
        if parcel.missing:
            said.append(
                ngettext(
                    "%(num)d photo is not in the file. A grey picture stands for it.",
                    "%(num)d photos are not in the file. A grey picture stands for each.",
                    parcel.missing,
                )
            )
        return said


def bring_in(file: Path, by=None) -> Arrived:
    """Bring in the event that lies in a file, all of it or nothing; a file that was brought in before changes nothing.

    Raises Refused with a sentence for what cannot be brought in, and OSError when the file cannot be read.
    """
    return settle(*look_through(file), by=by)


def look_through(file: Path) -> tuple[Parcel, Event | None]:
    """What lies in a file, and the event here that it is already. It only reads, and takes seconds for ten thousand
    notes: call it through `background`, or from the command line. Raises as `bring_in` does."""
    parcel = open_parcel(file)
    checking.see(parcel)
    look_at_photos(parcel)
    return parcel, _here_already(parcel)


def settle(parcel: Parcel, here: Event | None, by=None) -> Arrived:
    """Make the event of what was looked through, unless it is `here`. Raises Refused."""
    return Arrived(here or actions.bring_in(by=by, op=_op(parcel), parcel=parcel), parcel, was_here=here is not None)


def _op(parcel):
    return f"brought-in-{parcel.digest}"


def _here_already(parcel):
    """The event that this very file became, or from which it was made and which has not changed since."""
    act = Journal.get_or_none(Journal.event_id.is_null() & (Journal.op == _op(parcel)))
    if act is not None:
        return Event.get_or_none(Event.id == act.subject_id)
    event = Event.get_or_none(Event.code == parcel.rows("event")[0]["code"])
    record = parcel.record
    edition = Edition(record["edition"], record["secrets"], record["contacts"])
    same = event is not None and digest_of(pack(event, edition)) == digest_of(record)
    return event if same else None
