"""What people are called: on their own phone, in the room, and where strangers can read it."""

from flask_babel import gettext as _

from .models import Person


def called(person) -> str:
    """A person's name as the others in the room may read it on their phones; "Someone" when they gave none."""
    return (person and person.name) or _("Someone")


def public_name(person) -> str:
    """A person's name for the big screen and for what is shared: empty unless they said yes to showing it."""
    return person.name if person and person.show_name else ""


def labels(people) -> list[tuple]:
    """`(person, label)` of everyone one phone speaks for, so that those without a name can be told apart too."""
    made = []
    for number, person in enumerate(sorted(people, key=lambda each: each.id), 1):
        unnamed = _("Me") if person.helper_id is None else _("Person %(number)d", number=number)
        made.append((person, person.name or unnamed))
    return made


def numbers_of(event) -> dict[int, int]:
    """`{person id: number}` of everyone who ever joined, from 1, in the order in which they came. A number stays as it
    was written on a slip or badge."""
    ids = Person.select(Person.id).where(Person.event == event).order_by(Person.id).tuples()
    return {id_: number for number, (id_,) in enumerate(ids, 1)}


def known_as(event) -> dict[int, str]:
    """`{person id: label}` of everyone who ever joined, for those who run the day: the name with their number, for
    several may share one; "Guest 12" for who gave none."""
    names = dict(Person.select(Person.id, Person.name).where(Person.event == event).tuples())
    return {
        id_: f"{names[id_]} ({number})" if names[id_] else guest(number) for id_, number in numbers_of(event).items()
    }


def guest(number: int) -> str:
    """What somebody is called who gave no name."""
    return _("Guest %(number)d", number=number)
