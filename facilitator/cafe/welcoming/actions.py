"""Adding people who have no phone, and saying for others what they said aloud.

Who is kept apart is known to facilitators and to the plan, and to nobody else: it is in no export and on no phone.
"""

from flask_babel import gettext as _

from ...errors import NotFound, Refused
from ...events.models import Table
from ...journal import action
from ...people.actions import join
from ...people.models import Person
from ..hosting.actions import step_down, volunteer
from ..hosting.hosts import host_at
from ..models import Company
from ..seats.actions import say_needs, sit


@action("was welcomed")
def welcome(
    change, event, by, name="", voice="", language="en", speaks=(), step_free=False, table: Table | None = None
):
    """Someone without a phone comes in, and has a seat at that table if one is given. Returns the Person.

    Raises Refused when the doors are closed, or no chair is free there.
    """
    person = join(event=event, by=by, name=name, voice=voice, language=language)
    change.record(person)
    if speaks or step_free:
        say_needs(person=person, step_free=step_free, speaks=list(speaks))
    if table is not None:
        sit(person=person, table=table)
    return person


@action("said aloud that they host")
def host_by_word(change, event, by, table: Table, person: Person | None = None, name=""):
    """Someone said yes to hosting a table, aloud: `person`, or who is not in yet, by `name`, without a phone. Whoever
    hosted it before does so no longer. Returns the Host. Raises NotFound for a table that was put away, or somebody
    who left."""
    if table.away_at is not None or (person is not None and person.left_at is not None):
        raise NotFound
    if person is None:
        if not name:
            raise Refused(_("Please choose who said yes, or write their name."), field="name")
        person = welcome(name=name)
    before = host_at(table)
    if before is not None and before.person_id != person.id:
        step_down(host=before)
    host = volunteer(person=person, table=table)
    change.subjects.insert(0, host)
    return host


@action("said who sits with whom")
def pair(change, event, by, one: Person, other: Person, apart: bool):
    """These two sit together, or are kept apart, from the next plan on; what was said of them before is over. Returns
    the Company. Raises Refused for one and the same person."""
    if one.id == other.id:
        raise Refused(_("Please choose somebody else."), field="other")
    first, second = sorted((one, other), key=lambda each: each.id)
    company, _made = Company.get_or_create(one=first, other=second, defaults={"event": event, "apart": apart})
    company.apart = apart
    company.save()
    change.record(company)
    return company


@action("said they may sit anywhere")
def unpair(change, event, by, company: Company):
    """These two may sit together or not, as it comes. Returns the Company that was."""
    company.delete_instance()
    change.record(company)
    return company
