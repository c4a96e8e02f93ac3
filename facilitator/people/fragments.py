"""What people need, for those who run the day."""

from ..live import CONSOLE, Piece, fragment
from .models import Person
from .names import called


@fragment("need", "people/_need.html", audiences=(CONSOLE,), wakes={Person: lambda person: [person.id]})
def need(event, audience, channel, keys=None):
    """What people who are in said they need, in the order in which they came."""
    wanted = Person.select().where(Person.event == event, Person.needs != "", Person.left_at.is_null())
    if keys is not None:
        wanted = wanted.where(Person.id.in_(list(keys)))
    for person in wanted.order_by(Person.id):
        yield Piece(person.id, order=person.id, context={"person": person, "name": called(person)})
