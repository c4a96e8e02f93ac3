"""The look-back on the console: how it stands, each action with what is quiet, updates to check; and on phones the way
to it, once the day is over."""

from ..actions.fragments import WAITING, WITHHELD, my_promises
from ..actions.models import Action, Ask, Promise
from ..events.models import Event, Stage
from ..live import ALL, CONSOLE, PHONE, Piece, fragment
from ..people.afterwards import way_after
from ..people.models import Person
from ..private_details import NAMES as PATTERNS
from . import post
from .links import without_link
from .mails import why_not
from .models import AnswerLink, LookBack, Reminder, Update, Wondering
from .naming import before_the_words, said_by_words
from .nudging import to_nudge
from .standing import page_of, standings, tally, today

ONE = [None]


@fragment(
    "look-back",
    "lookback/_top.html",
    audiences=(CONSOLE,),
    wakes={
        model: lambda row: ONE
        for model in (LookBack, AnswerLink, Update, Wondering, Reminder, Action, Promise, Ask, Event, Stage)
    },
)
def look_back(event, audience, channel, keys=None):
    """Whether anybody may read it, how the actions stand, how many are to be nudged, who has no link yet."""
    stands = standings(event)
    yield Piece(
        None,
        context={
            "page": page_of(event),
            "tally": [(state, count) for state, count in tally(stands).items() if count],
            "quiet": sum(standing.is_quiet(today()) for standing in stands),
            "nudges": sum(nudge.reminded is None for nudge in to_nudge(event)),
            "without_link": without_link(event),
            "leads_here": way_after(event) is not None,
        },
    )


@fragment(
    "look-back-action",
    "lookback/_on_console.html",
    audiences=(CONSOLE,),
    wakes={
        Action: lambda action: [action.id],
        Promise: lambda promise: [promise.action_id],
        Ask: lambda ask: [ask.action_id],
        Update: lambda update: [update.action_id],
        Wondering: lambda wondering: [wondering.action_id],
        Person: lambda person: my_promises(person),
        LookBack: lambda page: [ALL],
        Event: lambda event: [ALL],
    },
)
def look_back_action(event, audience, channel, keys=None):
    """Each action, in the order in which they were written: how it stands, what is quiet, overdue, wondered about."""
    for standing in standings(event, ids=keys, held_too=True):
        context = {"standing": standing, "today": today(), "before": before_the_words(), "said_by": said_by_words()}
        yield Piece(standing.action.id, order=standing.action.id, context=context)


@fragment(
    "held-update",
    "lookback/_held.html",
    audiences=(CONSOLE,),
    wakes={
        Update: lambda update: [(channel, update.id) for channel in (WAITING, WITHHELD)],
        Action: lambda action: [(channel, ALL) for channel in (WAITING, WITHHELD)],
    },
    channels=lambda event: [WAITING, WITHHELD],
)
def held_update(event, audience, channel, keys=None):
    """Updates that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    by_pattern = Update.held_because.in_(PATTERNS)
    wanted = Update.select(Update, Action).join(Action).where(Update.event == event, Update.held_because != "")
    wanted = wanted.where(Action.taken_back_at.is_null())
    wanted = wanted.where(by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(Update.id.in_(list(keys)))
    for update in wanted.order_by(Update.id):
        context = {"update": update, "before": before_the_words(), "said_by": said_by_words()}
        yield Piece(update.id, order=update.id, context=context)


@fragment(
    "look-back-way",
    "lookback/_way.html",
    audiences=(PHONE,),
    wakes={model: lambda row: ONE for model in (LookBack, Event, Stage)},
)
def look_back_way(event, audience, channel, keys=None):
    """The way to the look-back, once the day is over and it is open."""
    yield Piece(None, context={"way": way_after(event)})


@fragment(
    "look-back-post",
    "lookback/_post.html",
    audiences=(CONSOLE,),
    wakes={model: lambda row: ONE for model in (LookBack, Reminder)},
)
def look_back_post(event, audience, channel, keys=None):
    """How the last sending of mails went, for a while."""
    yield Piece(None, context={"sending": post.of(event), "why_not": why_not})
