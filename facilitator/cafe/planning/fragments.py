"""How the plan stands, for every console that is open."""

from ...events.models import Event, Round, Stage, Table
from ...live import CONSOLE, Piece, fragment
from ...people.models import Person
from ..models import OFFERED, PUBLISHED, Company, Host, Seat, SeatingPlan, SeatNeed
from ..room import rounds_of, tables_of
from . import words
from .actions import changes_of
from .changes import changes_since
from .instance import instance_of

ONE = [None]
OF_A_ROOM = (SeatingPlan, Seat, Person, Table, Round, Stage, Event, Host, SeatNeed, Company)


@fragment("planning", "cafe/_planning.html", audiences=(CONSOLE,), wakes={kind: lambda row: ONE for kind in OF_A_ROOM})
def planning(event, audience, channel, keys=None):
    """How many people, tables and rounds; since when people see a plan; what changed since it, or an offered one, was
    made."""
    shown, offered = newest(event, PUBLISHED), newest(event, OFFERED)
    room = instance_of(event) if shown or offered else None
    since = {plan: words.since_then(changes_since(room, plan)) for plan in (shown, offered) if plan}
    people = Person.select().where(Person.event == event, Person.left_at.is_null()).count()
    yield Piece(
        None,
        context={
            "room": words.in_the_room(people, len(tables_of(event)), len(rounds_of(event))),
            "shown": shown,
            "offered": offered,
            "since": since.get(shown, []),
            "since_offered": since.get(offered, []),
            "edition": edition(shown, offered),
        },
    )


def newest(event, state: str) -> SeatingPlan | None:
    """The plan of an event in that state."""
    wanted = SeatingPlan.select().where(SeatingPlan.event == event, SeatingPlan.state == state)
    return wanted.order_by(SeatingPlan.id.desc()).first()


def edition(shown, offered) -> str:
    """A word that differs whenever a page should show another plan."""
    return " ".join(f"{plan.id}.{changes_of(plan)}" if plan else "-" for plan in (shown, offered))
