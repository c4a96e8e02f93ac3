"""Reading what will be done: who said yes, who is asked, from which words it came, what people offer for it.

Each function asks the record a fixed number of times, however many actions there are. Screens read through these, and
so do the book, the look-back and the exports.
"""

from flask_babel import gettext as _
from peewee import JOIN

from ..harvest.models import Theme
from ..harvest.themes.reading import shown_name, themes_of
from ..notes.models import SHOWN, TAKEN_BACK, Note
from ..notes.wall import with_topics
from ..people.models import Person
from .models import ASKED_ONLY, NOBODY, WITH, Action, Ask, CameFrom, HelpsWith, Offer, Promise


def standing(event):
    """The actions of an event that were not taken back, held ones too, in the order in which they were written: a
    query to go on with."""
    return Action.select().where(Action.event == event, Action.taken_back_at.is_null()).order_by(Action.id)


def without_owner(event):
    """Those of them that nobody said yes to and nobody is asked about: "nobody yet". A query to go on with."""
    return standing(event).where(
        Action.id.not_in(Promise.select(Promise.action).where(Promise.event == event)),
        Action.id.not_in(Ask.select(Ask.action).where(Ask.event == event)),
    )


def said_yes(actions) -> dict[int, list[Promise]]:
    """Promises by action id, in the order in which they were said, each with its `person` and `written_by`: one
    query."""
    helper = Person.alias()
    rows = (
        Promise.select(Promise, Person, helper)
        .join_from(Promise, Person, on=Promise.person)
        .join_from(Promise, helper, JOIN.LEFT_OUTER, on=Promise.written_by, attr="written_by")
        .where(Promise.action.in_(list(actions)))
        .order_by(Promise.id)
    )
    return _by_action(rows)


def asked(actions) -> dict[int, list[Ask]]:
    """Asks by action id, in the order in which they were written, each with the `person` who will ask (None: nobody
    yet): one query."""
    rows = Ask.select(Ask, Person).join(Person, JOIN.LEFT_OUTER).where(Ask.action.in_(list(actions)))
    return _by_action(rows.order_by(Ask.id))


def words_behind(event, actions, held_too=False) -> dict[int, list[Note]]:
    """The notes that actions of this event came from, by action id: the one it was begun with first, then in the order
    in which they were added. Only what the room may see, or (`held_too`) all that was not taken back. Two queries."""
    actions = list(actions)
    pairs = [(action.id, action.note_id) for action in actions if action.note_id]
    added = CameFrom.select(CameFrom.action, CameFrom.note).where(CameFrom.action.in_(actions)).order_by(CameFrom.id)
    pairs.extend(added.tuples())
    states = Note.state != TAKEN_BACK if held_too else Note.state == SHOWN
    notes = {note.id: note for note in with_topics(event).where(Note.id.in_([id_ for _a, id_ in pairs]), states)}
    found: dict[int, list[Note]] = {}
    for action_id, note_id in dict.fromkeys(pairs):
        if note_id in notes:
            found.setdefault(action_id, []).append(notes[note_id])
    return found


def offers_for(actions, held_too=False) -> dict[int, list[Offer]]:
    """Offers that go with actions, by action id, each with the `person` who made it (None: it came on paper): one
    query. Held ones are left out, unless `held_too`."""
    rows = (
        HelpsWith.select(HelpsWith, Offer, Person)
        .join_from(HelpsWith, Offer)
        .join_from(Offer, Person, JOIN.LEFT_OUTER, on=Offer.person)
        .where(HelpsWith.action.in_(list(actions)), Offer.taken_back_at.is_null())
        .order_by(HelpsWith.id)
    )
    found: dict[int, list[Offer]] = {}
    for row in rows:
        if held_too or not row.offer.held_because:
            found.setdefault(row.action_id, []).append(row.offer)
    return found


def offers_of(event):
    """The offers of an event that were not taken back, held ones too, in the order in which they were made, each with
    its `person` and `written_by`: a query to go on with."""
    helper = Person.alias()
    return (
        Offer.select(Offer, Person, helper)
        .join_from(Offer, Person, JOIN.LEFT_OUTER, on=Offer.person)
        .join_from(Offer, helper, JOIN.LEFT_OUTER, on=Offer.written_by, attr="written_by")
        .where(Offer.event == event, Offer.taken_back_at.is_null())
        .order_by(Offer.id)
    )


def helped_by(offers) -> dict[int, list[Action]]:
    """The actions that offers go with, by offer id: those the room may see. One query."""
    rows = (
        HelpsWith.select(HelpsWith, Action)
        .join_from(HelpsWith, Action)
        .where(HelpsWith.offer.in_(list(offers)), Action.taken_back_at.is_null(), Action.held_because == "")
        .order_by(HelpsWith.id)
    )
    found: dict[int, list[Action]] = {}
    for row in rows:
        found.setdefault(row.offer_id, []).append(row.action)
    return found


def shown_themes(event) -> dict[int, Theme]:
    """The pile in which an action of each theme is shown, by theme id: a pile that was joined into another stands
    there; one that was put away, is held back or has no name, nowhere. One query."""
    rows = {theme.id: theme for theme in themes_of(event, away=True)}
    found = {}
    for id_, theme in rows.items():
        seen = {id_}
        while theme.joined_into_id in rows.keys() - seen:
            theme = rows[theme.joined_into_id]
            seen.add(theme.id)
        if shown_name(theme) and theme.away_at is None:
            found[id_] = theme
    return found


def themes_to_choose(event) -> list[Theme]:
    """The piles with a name that an action may stand in, in the order in which they were begun: one query."""
    return [theme for theme in themes_of(event) if shown_name(theme)]


def involvement_words() -> dict[str, str]:
    """What each kind of involvement is called; "" is "not known"."""
    return {
        WITH: _("People who use it work on it too, with the same say"),
        ASKED_ONLY: _("People who use it are asked, no more"),
        NOBODY: _("Nobody who uses it takes part"),
        "": _("We do not know yet"),
    }


def _by_action(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.action_id, []).append(row)
    return found
