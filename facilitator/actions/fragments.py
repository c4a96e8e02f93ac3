"""An action as the room sees it: what, first step, by when, who said yes, from which words; and what nobody said yes
to yet."""

from dataclasses import dataclass

from ..harvest.models import HelpingHand, Theme
from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from ..notes.models import Note
from ..people.models import Person
from ..private_details import NAMES as PATTERNS
from ..statements import written_once
from . import reading
from .models import Action, Ask, CameFrom, HelpsWith, Offer, Promise
from .offers import fragments as of_offers  # noqa: F401  (registers its own)
from .willing import counted, willing

WAITING, WITHHELD = "waiting", "withheld"  # for a facilitator: what a pattern holds, and what they hold themselves


@dataclass(frozen=True)
class Yes:
    """One yes as it is shown: by name, and whether it was said aloud and by whom it was written ("" without a name,
    None by a facilitator)."""

    name: str
    aloud: bool
    written_by: str | None


def _on_console(action_id):
    return [(channel, action_id) for channel in (WAITING, WITHHELD)]


@fragment(
    "action",
    "actions/_action.html",
    audiences=(PHONE, PROJECTOR, CONSOLE),
    wakes={
        Action: lambda action: [action.id],
        Promise: lambda promise: [promise.action_id],
        Ask: lambda ask: [ask.action_id],
        CameFrom: lambda came: [came.action_id],
        HelpsWith: lambda helps: [helps.action_id],
        Person: lambda person: {*_named_in(person), *_offered_by(person)},
        Note: lambda note: {*_begun_with(note), *_led_to(note)},
        Offer: lambda offer: _helped_by(offer),
        Theme: lambda theme: _in_a_theme(theme.event_id),
    },
)
def action(event, audience, channel, keys=None):
    """Actions in the order in which they were written; held ones on the console only."""
    wanted = reading.standing(event)
    if audience != CONSOLE:
        wanted = wanted.where(Action.held_because == "")
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    return _cards(event, wanted, audience)


@fragment(
    "held-action",
    "actions/_action.html",
    audiences=(CONSOLE,),
    wakes={
        Action: lambda action: _on_console(action.id),
        Promise: lambda promise: _on_console(promise.action_id),
        Ask: lambda ask: _on_console(ask.action_id),
        CameFrom: lambda came: _on_console(came.action_id),
        HelpsWith: lambda helps: _on_console(helps.action_id),
        Person: lambda person: _each(_named_in(person), _offered_by(person)),
        Note: lambda note: _each(_begun_with(note), _led_to(note)),
        Offer: lambda offer: _each(_helped_by(offer)),
        Theme: lambda theme: _each(_in_a_theme(theme.event_id)),
    },
    channels=lambda event: [WAITING, WITHHELD],
)
def held_action(event, audience, channel, keys=None):
    """Actions that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    by_pattern = Action.held_because.in_(PATTERNS)
    wanted = reading.standing(event).where(Action.held_because != "", by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    return _cards(event, wanted, audience)


@fragment(
    "nobody-yet",
    "actions/_nobody_yet.html",
    audiences=(PHONE, PROJECTOR, CONSOLE),
    wakes={
        Action: lambda action: [action.id],
        Promise: lambda promise: [promise.action_id],
        Ask: lambda ask: [ask.action_id],
    },
)
def nobody_yet(event, audience, channel, keys=None):
    """What nobody said yes to and nobody is asked about yet, in the order in which it was written. Never held ones."""
    wanted = reading.without_owner(event).where(Action.held_because == "")
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    for each in wanted:
        yield Piece(each.id, order=each.id, context={"action": each})


@fragment(
    "willing",
    "actions/_willing_piece.html",
    audiences=(CONSOLE,),
    wakes={
        HelpingHand: lambda hand: {*_begun_with(hand.note_id), *_led_to(hand.note_id)},
        Action: lambda action: [action.id],
        Promise: lambda promise: [promise.action_id],
        CameFrom: lambda came: [came.action_id],
        Note: lambda note: {*_begun_with(note), *_led_to(note)},
        Person: lambda person: {*_hand_where_begun(person), *_hand_where_added(person)},
    },
)
def willing_to_help(event, audience, channel, keys=None):
    """Actions for whose words somebody put a hand up: how many, and the names of those who agreed to that."""
    wanted = reading.standing(event)
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    found = list(wanted)
    people = willing(event, found)
    for each in found:
        if each.id in people:
            names, more = counted(people[each.id])
            yield Piece(each.id, order=each.id, context={"action": each, "names": names, "more": more})


def _cards(event, wanted, audience):
    found = list(wanted)
    promises, asks = reading.said_yes(found), reading.asked(found)
    words, offers = reading.words_behind(event, found), reading.offers_for(found)
    themes = reading.shown_themes(event)
    for each in found:
        said = promises.get(each.id, [])
        named = [_yes(promise) for promise in said if _may_be_read(promise.person, audience)]
        context = {
            "action": each,
            "named": named,
            "others": len(said) - len(named),
            "asks": [(ask, ask.person and ask.person.name) for ask in asks.get(each.id, [])],
            "words": words.get(each.id, []),
            "offers": offers.get(each.id, []),
            "theme": themes.get(each.theme_id),
        }
        yield Piece(each.id, order=each.id, context=context)


def _yes(promise) -> Yes:
    helper = promise.written_by
    return Yes(promise.person.name, promise.aloud, helper and helper.name)


def _may_be_read(person, audience) -> bool:
    """Names are for the people in the room; on the big screen only those that may be shown there."""
    return bool(person.name) and (person.show_name or audience != PROJECTOR)


def _each(*ids):
    return [place for some in ids for id_ in some for place in _on_console(id_)]


@mine("promise", "action")
@written_once
def my_promises(person):
    """The actions this person said yes to."""
    return Promise.select(Promise.action).where(Promise.person == person).tuples()


@mine("action-writer", "action")
@written_once
def my_actions(person):
    """The actions this person wrote."""
    return Action.select(Action.id).where(Action.written_by == person).tuples()


def _named_in(person):
    return [*_promised_or_written_by(person), *_asked_by(person)]


@written_once
def _promised_or_written_by(person):
    yes = (Promise.person == person) | (Promise.written_by == person)
    return Promise.select(Promise.action).where(yes).tuples()


@written_once
def _asked_by(person):
    return Ask.select(Ask.action).where(Ask.person == person).tuples()


@written_once
def _offered_by(person):
    return HelpsWith.select(HelpsWith.action).join(Offer).where(Offer.person == person).tuples()


@written_once
def _helped_by(offer):
    return HelpsWith.select(HelpsWith.action).where(HelpsWith.offer == offer).tuples()


@written_once
def _begun_with(note):
    return Action.select(Action.id).where(Action.note == note).tuples()


@written_once
def _led_to(note):
    return CameFrom.select(CameFrom.action).where(CameFrom.note == note).tuples()


@written_once
def _hand_where_begun(person):
    up = HelpingHand.note == Action.note
    return Action.select(Action.id).join(HelpingHand, on=up).where(HelpingHand.person == person).tuples()


@written_once
def _hand_where_added(person):
    up = HelpingHand.note == CameFrom.note
    return CameFrom.select(CameFrom.action).join(HelpingHand, on=up).where(HelpingHand.person == person).tuples()


@written_once
def _in_a_theme(event):
    return Action.select(Action.id).where(Action.event == event, Action.theme.is_null(False)).tuples()
