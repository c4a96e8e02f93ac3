"""The people who are in, live for those who run the day; and who has no seat yet."""

from ...cafe.models import Host, Seat, SeatingPlan, SeatNeed
from ...cafe.seats.vacated import Vacated
from ...events.models import Event, Round, Stage, Table
from ...live import ALL, CONSOLE, Piece, fragment
from ...people.models import Person
from .reading import MOST_SEATLESS, good_tables, guests, seatless

ONE, EVERY = [None], [ALL]


@fragment(
    "guest",
    "console/_guest.html",
    audiences=(CONSOLE,),
    wakes={
        **dict.fromkeys((Event, Stage, Round, SeatingPlan, Table), lambda row: EVERY),
        Person: lambda person: [person.id],
        **dict.fromkeys((SeatNeed, Host, Seat), lambda row: [row.person_id]),
    },
)
def everyone(event, audience, channel, keys=None):
    """Everyone who ever joined: name, voice, phone, needs, table."""
    for guest in guests(event, keys):
        yield Piece(guest.person.id, order=guest.number, context={"guest": guest})


@fragment(
    "seatless",
    "console/_seatless.html",
    audiences=(CONSOLE,),
    wakes=dict.fromkeys(
        (Event, Stage, Round, SeatingPlan, Table, Person, SeatNeed, Seat, Vacated, Host), lambda row: ONE
    ),
)
def without_seat(event, audience, channel, keys=None):
    """Who came late, or lost a seat: a line each, with tables that have a chair for them."""
    waiting = seatless(event)
    shown = waiting[:MOST_SEATLESS]
    context = {"guests": shown, "more": len(waiting) - len(shown), "tables": good_tables(event, shown)}
    yield Piece(None, context=context)
