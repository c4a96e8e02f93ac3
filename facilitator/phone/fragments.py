"""What the *Now* page follows live beside the stage: the one big button, and the house rules."""

from ..agenda.board import sessions_in
from ..agenda.models import Session
from ..events.clock import current_stage
from ..events.models import Event, Slot, Space, Stage
from ..live import PHONE, Piece, fragment, mine
from ..people.models import Person
from ..topics.models import Topic
from .ways import way_for

ONE = [None]


def _while_talking(row):
    """Topics and places concern the button only in a talk time; a busy marketplace need not wake every phone."""
    event = Event.get_or_none(Event.id == row.event_id)  # as it stands now, not as it was when the row was loaded
    stage = event and current_stage(event)
    return ONE if stage and stage.slot_id else []


@fragment(
    "now-button",
    "phone/_button.html",
    audiences=(PHONE,),
    wakes={
        Event: lambda event: ONE,
        Stage: lambda stage: ONE,
        Slot: lambda slot: ONE,
        Space: lambda space: ONE,
        Session: _while_talking,
        Topic: _while_talking,
    },
)
def now_button(event, audience, channel, keys=None):
    """One sentence, and one big button for this stage. In a talk time: every talk and its place."""
    stage = current_stage(event)
    over = event.is_over
    talking = not over and stage is not None and stage.slot_id is not None
    sessions = sessions_in(event, stage.slot_id) if talking else []
    kind = "over" if over else stage.kind if stage else "before"
    yield Piece(None, context={"kind": kind, "way": way_for(kind), "talking": talking, "sessions": sessions})


@fragment("house-rules", "phone/_rules.html", audiences=(PHONE,), wakes={Event: lambda event: ONE})
def house_rules(event, audience, channel, keys=None):
    """The house rules."""
    yield Piece(None)


@mine("named", "me")
def named(person: Person):
    """Their event, when this person has given a name: then the doors need not ask for it."""
    return [person.event_id] if person.name else []
