"""Which notes stand on one page of the wall: of everything, or of what somebody chose."""

from peewee import Case

from ..notes.models import MAIN, Note
from .choosing import Chosen, notes_chosen
from .fragments import CHOSEN, MAIN_THINGS_FIRST
from .paging import PAGE, number_in, page_channel, places_of
from .searching import with_words


def everything(event, pages: int, values) -> dict:
    """The page of the whole wall that the address (`values`) asks for, of so many, or that on which its `note` stands.
    It hears of what comes in. Gives the list's `channel`, the number of the `page` and how many `pages` there are;
    `ids` and `count` are None: all that is there."""
    number = _page_with(event, values.get("note", "")) or _page(pages, values)
    return {"channel": page_channel(number), "ids": None, "page": number, "pages": pages, "count": None}


def some(event, view: Chosen, values) -> dict:
    """A page of what was chosen: the same, with the numbers of its notes as `ids` and, as `count`, how many fit."""
    found = notes_chosen(event, view)
    if view.main_first:
        found = found.order_by(Case(None, [(Note.purpose == MAIN, 0)], 1), Note.id)
    every = with_words(found, view.q) if view.q else [id_ for (id_,) in found.select(Note.id).tuples()]
    pages = max(1, -(-len(every) // PAGE))
    page = _page(pages, values)
    return {
        "channel": MAIN_THINGS_FIRST if view.main_first else CHOSEN,
        "ids": every[(page - 1) * PAGE : page * PAGE],
        "page": page,
        "pages": pages,
        "count": len(every),
    }


def _page_with(event, number) -> int:
    """The page on which the note of that number stands; 0 when this event has none."""
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return 0
    note = Note.get_or_none(Note.id == int(number), Note.event == event)
    return number_in(places_of(event.id, [note.id])[0][0]) if note is not None else 0


def _page(pages, values) -> int:
    """Which of so many pages the address asks for; the first when it says nothing usable."""
    said = values.get("page", "")
    return min(max(1, int(said)), pages) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
