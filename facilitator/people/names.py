"""What people are called: on their own phone, in the room, and where strangers can read it."""

from flask_babel import gettext as _


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
