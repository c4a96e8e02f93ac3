"""Joining, changing what you said of yourself, leaving, coming back."""

import secrets

from flask_babel import gettext as _

from ..db import now
from ..errors import Refused
from ..events.codes import ALPHABET
from ..journal import action
from .models import Person

NAME_LENGTH = 40
NEEDS_LENGTH = 500
MOST_HELPED = 12


@action("joined")
def join(change, event, by, name="", voice="", needs="", language="en", show_name=False, helper: Person | None = None):
    """Come in. Everything may stay blank. With `helper`, a person whom that participant writes for. Returns the Person.

    Raises Refused when the event is closed, or the helper has too many people on one phone.
    """
    if not event.is_open:
        raise Refused(
            _("This event is over, so nobody new can join. Ask the people who ran it for the results.")
            if event.is_over
            else _("The doors are closed, so nobody new can join. Ask a helper in the hall.")
        )
    if helper is not None and helper.helps.count() >= MOST_HELPED:
        raise Refused(_("One phone can help up to %(most)d people.", most=MOST_HELPED))
    person = Person.create(
        event=event,
        name=name,
        voice=voice,
        needs=needs,
        language=language,
        show_name=show_name,
        helper=helper,
        return_code=_unused_return_code(event),
    )
    change.record(person)
    return person


@action("described")
def describe(change, event, by, person: Person, **said):
    """Change what a person said of themself: any of name, voice, needs, language, show_name. Returns the Person."""
    for field in ("name", "voice", "needs", "language", "show_name"):
        if field in said:
            setattr(person, field, said[field])
    person.save()
    change.record(person)
    return person


@action("left")
def leave(change, event, by, person: Person):
    """Leave: out of the counts. What they said stays, for it belongs to the room; they can take it back first."""
    person.left_at = now()
    person.save()
    change.record(person)
    return person


@action("came back")
def come_back(change, event, by, person: Person):
    """In the counts again, on this or another phone."""
    if person.left_at is not None:
        person.left_at = None
        person.save()
    change.record(person)
    return person


@action("let go")
def let_go(change, event, by, person: Person):
    """The phone that helped this person helps them no longer. They and their words stay. Returns the person."""
    person.helper = None
    person.save()
    change.record(person)
    return person


def _unused_return_code(event) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(8))
        if not Person.select().where(Person.event == event, Person.return_code == code).exists():
            return code
