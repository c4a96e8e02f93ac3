"""Who has a phone in their hand, as far as the record can know."""

from ..access import FACILITATOR
from ..journal.models import Journal
from .models import Person

BY_THEMSELVES = ("joined", "came back")  # what somebody does with a browser of their own


def without_phone(event, ids=None) -> set[int]:
    """The ids of those who are in (or of `ids`) and have no phone, their own or a helper's: a facilitator added them,
    or they are known from paper, and no browser came in with their code."""
    wanted = Person.select(Person.id).where(Person.event == event, Person.helper.is_null())
    came = Journal.select(Journal.subject_id).where(
        Journal.event_id == event.id,
        Journal.subject_type == Person.__name__,
        Journal.verb.in_(BY_THEMSELVES),
        Journal.role != FACILITATOR,
    )
    if ids is not None:
        wanted, came = wanted.where(Person.id.in_(list(ids))), came.where(Journal.subject_id.in_(list(ids)))
    by_themselves = {id_ for (id_,) in came.tuples()}
    return {id_ for (id_,) in wanted.tuples()} - by_themselves
