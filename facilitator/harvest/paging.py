"""The wall in pages, as a book has them: a note never moves to another page, whatever is held back or taken back.

A page is so many notes in the order of arrival, whatever their state; those that are shown are on it.
"""

from peewee import Case, fn

from ..notes.models import SHOWN, Note

PAGE = 60  # notes


def page_channel(number: int) -> str:
    """The channel that only this page of the wall hears."""
    return f"page-{number}"


def number_in(channel: str) -> int:
    """The number of the page whose channel this is; 0 for any other channel."""
    name, _dash, number = channel.partition("-")
    return int(number) if name == "page" and number.isascii() and number.isdecimal() and len(number) < 10 else 0


def pages_in(event) -> int:
    """How many pages there are, one at least: one query."""
    return counted(event)[0]


def counted(event) -> tuple[int, int]:
    """`(how many pages there are, how many notes are shown)`: one query."""
    shown = fn.SUM(Case(None, [(Note.state == SHOWN, 1)], 0))
    every, shown = Note.select(fn.COUNT(Note.id), shown).where(Note.event == event).tuples().get()
    return max(1, -(-every // PAGE)), shown or 0


def on_page(event, number: int):
    """The numbers of the notes on that page, whatever their state, as a query to ask with."""
    return Note.select(Note.id).where(Note.event == event).order_by(Note.id).offset((number - 1) * PAGE).limit(PAGE)


def places_of(event_id: int, ids) -> list[tuple[str, int]]:
    """`(channel of its page, note)` of each of these notes of an event: one query."""
    ids = list(ids)
    if len(ids) == 1:
        before = Note.select().where(Note.event == event_id, Note.id < ids[0]).count()
        return [(page_channel(before // PAGE + 1), ids[0])]
    number = fn.ROW_NUMBER().over(order_by=[Note.id]).alias("number")
    numbered = Note.select(Note.id, number).where(Note.event == event_id).alias("numbered")
    found = Note.select(numbered.c.id, numbered.c.number).from_(numbered).where(numbered.c.id.in_(ids))
    return [(page_channel((number - 1) // PAGE + 1), id_) for id_, number in found.tuples()] if ids else []
