"""What gets done, for the Book: themes, actions with their promises, asks and updates, and what people offer.

Each function asks the record a fixed number of questions. `shown(words, held)` gives words as this edition may have
them, `name(person id)` a name, or None where names stay out.
"""

from collections import Counter, defaultdict

from peewee import JOIN, fn

from ..actions.contacts.reading import stands_today
from ..actions.models import Action, Ask, CameFrom, Contact, HelpsWith, Offer, Promise, RoleSheet
from ..harvest.models import InTheme, Theme
from ..lookback.models import Update, Wondering
from . import book as books
from .book import ASKED, OPEN, PROMISED


def themes(event, shown, name) -> list[books.Theme]:
    """The piles in the order in which they were begun; those put away are in no book."""
    notes = defaultdict(list)
    put = InTheme.select(InTheme.theme, InTheme.note).where(InTheme.event == event).order_by(InTheme.id)
    for theme, note in put.tuples():
        notes[theme].append(note)
    rows = Theme.select().where(Theme.event == event, Theme.away_at.is_null()).order_by(Theme.position, Theme.id)
    return [
        books.Theme(
            id=row.id,
            name=shown(row.name, row.held_because),
            named_by=name(row.named_by_id),
            state=row.state,
            whom=shown(row.whom, row.held_because),
            why=shown(row.why, row.held_because),
            held_because=row.held_because,
            carried=row.carried_from_id is not None,
            made_at=row.made_at,
            notes=notes[row.id],
        )
        for row in rows
    ]


def actions(event, numbers, shown, name, yes, names, contacts) -> tuple[list[books.Action], int]:
    """(what will be done, in order of arrival; how many were taken back).

    numbers     {topic id: its number}
    yes         a function from a person's id to (their name or None, their voice or "")
    names       whether role sheets are told
    contacts    {("promise", id): Contact}; empty where nobody asked for them
    """
    said_yes, asks, asks_by_id = _said_yes(event, name, yes, names, contacts), defaultdict(list), {}
    rows = list(_of(event, Action).namedtuples())
    held = {row.id: row.held_because for row in rows}  # an ask is held with its action
    for row in _of(event, Ask).namedtuples():
        asks_by_id[row.id] = len(asks[row.action])
        whom = shown(row.whom, held[row.action])
        asks[row.action].append(books.Ask(whom, row.asked_at, name(row.person), row.asked_by))
    updates = _updates(event, asks_by_id, shown)
    came_from = defaultdict(list)
    for row in CameFrom.select(CameFrom).join(Action).where(Action.event == event).order_by(CameFrom.id).namedtuples():
        came_from[row.action].append(row.note)
    wondered = Wondering.select(Wondering.action, fn.COUNT(Wondering.id)).where(Wondering.event == event)
    wondered = Counter(dict(wondered.group_by(Wondering.action).tuples()))
    standing = [row for row in rows if row.taken_back_at is None]
    return [
        books.Action(
            id=row.id,
            what=shown(row.what, row.held_because),
            lens=row.lens,
            first_step=shown(row.first_step, row.held_because),
            due=row.due,
            state=PROMISED if said_yes[row.id] else ASKED if asks[row.id] else OPEN,
            held_because=row.held_because,
            topic=numbers.get(row.topic),
            note=row.note,
            notes=list(dict.fromkeys([*([row.note] if row.note else []), *came_from[row.id]])),
            theme=row.theme,
            involvement=row.involvement,
            decided_by=shown(row.decided_by, row.held_because),
            carried=row.carried_from is not None,
            said_yes=said_yes[row.id],
            asks=asks[row.id],
            updates=updates[row.id],
            wondered=wondered[row.id],
            written_at=row.written_at,
            late=row.late,
        )
        for row in standing
    ], len(rows) - len(standing)


def offers(event, shown, name, names, contacts) -> tuple[list[books.Offer], int]:
    """(what people can give, in order of arrival; how many were taken back)."""
    goes_with = defaultdict(list)
    pairs = HelpsWith.select(HelpsWith.offer, HelpsWith.action).join(Offer).where(Offer.event == event)
    for offer, action in pairs.order_by(HelpsWith.id).tuples():
        goes_with[offer].append(action)
    rows = list(_of(event, Offer).namedtuples())
    standing = [row for row in rows if row.taken_back_at is None]
    return [
        books.Offer(
            id=row.id,
            skill=shown(row.skill, row.held_because),
            time=shown(row.time, row.held_because),
            name=(row.name or name(row.person) or "") if names else None,
            held_because=row.held_because,
            actions=goes_with[row.id],
            made_at=row.made_at,
            late=row.late,
            contact=contacts.get(("offer", row.id)),
        )
        for row in standing
    ], len(rows) - len(standing)


def contacts(event) -> dict[tuple[str, int], books.Contact]:
    """{("offer" or "promise", its id): how to reach that person}; none whose day has come."""
    found = {}
    for row in _of(event, Contact).where(stands_today()).namedtuples():
        told = books.Contact(row.how, row.what_for, row.until)
        if row.offer is not None:
            found["offer", row.offer] = told
        if row.promise is not None:
            found["promise", row.promise] = told
    return found


def _said_yes(event, name, yes, names, contacts):
    """{action id: [Yes]}."""
    found = defaultdict(list)
    sheet = RoleSheet.fields.alias("role")
    rows = Promise.select(Promise, sheet).join(RoleSheet, JOIN.LEFT_OUTER, on=RoleSheet.promise == Promise.id)
    for row in rows.where(Promise.event == event).order_by(Promise.id).namedtuples():
        called, voice = yes(row.person)
        found[row.action].append(
            books.Yes(
                name=called,
                voice=voice,
                aloud=bool(row.aloud),
                written_by=name(row.written_by),
                said_at=row.said_at,
                role=(row.role or {}) if names else {},
                contact=contacts.get(("promise", row.id)),
            )
        )
    return found


def _updates(event, asks, shown):
    """{action id: [Update]}."""
    found = defaultdict(list)
    for row in _of(event, Update).namedtuples():
        found[row.action].append(
            books.Update(
                by=row.by,
                state=row.state,
                words=shown(row.words, row.held_because),
                language=row.language,
                next_by=row.next_by,
                passed_to=shown(row.passed_to, row.held_because),
                ask=asks.get(row.ask),
                held_because=row.held_because,
                said_at=row.said_at,
            )
        )
    return found


def _of(event, kind):
    return kind.select().where(kind.event == event).order_by(kind.id)
