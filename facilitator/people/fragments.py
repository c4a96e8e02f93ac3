"""Who is in, for those who run the day: a number, and what people need. Never a list of who is here."""

from ..live import CONSOLE, Piece, fragment
from .counts import how_many
from .models import Person
from .names import called


@fragment("people-in", "people/_people_in.html", audiences=(CONSOLE,), wakes={Person: lambda person: [None]})
def people_in(event, audience, channel, keys=None):
    """How many people are in."""
    yield Piece(None, context={"count": how_many(event)})


@fragment("need", "people/_need.html", audiences=(CONSOLE,), wakes={Person: lambda person: [person.id]})
def need(event, audience, channel, keys=None):
    """What people who are in said they need, in the order in which they came."""
    wanted = Person.select().where(Person.event == event, Person.needs != "", Person.left_at.is_null())
    if keys is not None:
        wanted = wanted.where(Person.id.in_(list(keys)))
    for person in wanted.order_by(Person.id):
        yield Piece(person.id, order=person.id, context={"person": person, "name": called(person)})
