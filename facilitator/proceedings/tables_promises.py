"""What gets done, for spreadsheets: actions, what was said of them later, offers and themes."""

from flask_babel import gettext as _

from ..events.clock import local
from ..lookback.naming import state_word
from . import labels
from .book import Book
from .columns import Column, Table


def actions(book: Book) -> Table:
    """One row an action, with its newest update."""
    names = {theme.id: labels.theme(theme) for theme in book.themes}
    columns = [
        Column("number", _("Number"), 9),
        Column("words", _("What"), 60),
        Column("lens", _("Who can do it"), 30),
        Column("themes", _("Theme"), 30),
        Column("who", _("Who said yes"), 30),
        Column("asked", _("We ask"), 30),
        Column("first_step", _("First step"), 40),
        Column("by_when", _("By when"), 12),
        Column("state", _("How it stands"), 26),
        Column("latest", _("Latest news"), 40),
        Column("involvement", _("People who use the service"), 26),
        Column("decided_by", _("Who decides"), 26),
        Column("from_notes", _("From notes"), 20),
        Column("held", _("Held back"), 26),
        Column("topic", _("Topic"), 8),
        *_reach(any(yes.contact for action in book.actions for yes in action.said_yes)),
    ]
    rows = [
        [
            action.id,
            labels.action(action),
            labels.lens(action.lens),
            names.get(action.theme, ""),
            labels.who(action.said_yes) if action.said_yes else "",
            _("; ").join(labels.asked(ask) for ask in action.asks),
            labels.gone("held") if action.first_step is None else action.first_step,
            action.due,
            labels.state(action.state),
            labels.update(action.updates[-1]) if action.updates else "",
            labels.involvement(action.involvement),
            labels.gone("held") if action.decided_by is None else action.decided_by,
            _(", ").join(map(str, action.notes)),
            labels.held(action.held_because) if action.held_because else "",
            action.topic,
            _("; ").join(labels.reach(yes.contact) for yes in action.said_yes if yes.contact),
        ][: len(columns)]
        for action in book.actions
    ]
    return Table("actions", _("Actions"), columns, rows)


def updates(book: Book) -> Table:
    """One row for each time that something was said of an action later, in that order."""
    columns = [
        Column("number", _("Number"), 9),
        Column("at", _("When"), 17),
        Column("who", _("Who said it"), 30),
        Column("state", _("How it stands"), 26),
        Column("words", _("Words"), 80),
        Column("passed_to", _("Passed on to"), 26),
        Column("by_when", _("By when"), 12),
        Column("held", _("Held back"), 26),
        Column("language", _("Language"), 10),
    ]
    rows = [
        [
            action.id,
            local(said.said_at),
            labels.said_by(said.by),
            state_word(said.state),
            labels.gone("held") if said.words is None else said.words,
            said.passed_to or "",
            said.next_by,
            labels.held(said.held_because) if said.held_because else "",
            said.language,
        ]
        for action in book.actions
        for said in action.updates
    ]
    return Table("updates", _("What happened"), columns, rows)


def offers(book: Book) -> Table:
    """One row an offer, those that people wrote as notes among them."""
    columns = [
        Column("number", _("Number"), 9),
        Column("words", _("What people can give"), 60),
        Column("time", _("When they can"), 30),
        Column("who", _("Who"), 18),
        Column("actions", _("For actions"), 14),
        Column("held", _("Held back"), 26),
        Column("at", _("When"), 17),
        Column("note", _("Note"), 9),
        *_reach(any(offer.contact for offer in book.offers)),
    ]
    rows = [
        [
            offer.id,
            labels.offer(offer),
            labels.gone("held") if offer.time is None else offer.time,
            offer.name or "",
            _(", ").join(map(str, offer.actions)),
            labels.held(offer.held_because) if offer.held_because else "",
            local(offer.made_at),
            None,
            labels.reach(offer.contact) if offer.contact else "",
        ][: len(columns)]
        for offer in book.offers
    ]
    rows += [
        [None, note.words, "", note.said_by or "", "", "", local(note.written_at), note.id, ""][: len(columns)]
        for note in book.offered
    ]
    return Table("offers", _("Offers"), columns, rows)


def themes(book: Book) -> Table:
    """One row a pile; the last one says how many notes are in none."""
    columns = [
        Column("number", _("Number"), 9),
        Column("name", _("Name"), 40),
        Column("notes", _("Notes"), 8),
        Column("state", _("How it stands"), 30),
        Column("why", _("Why"), 60),
        Column("named_by", _("Named by"), 18),
        Column("held", _("Held back"), 26),
    ]
    rows = [
        [
            theme.id,
            labels.theme(theme),
            len(theme.notes),
            labels.theme_state(theme),
            labels.gone("held") if theme.why is None else theme.why,
            theme.named_by or "",
            labels.held(theme.held_because) if theme.held_because else "",
        ]
        for theme in book.themes
    ]
    return Table("themes", _("Themes"), columns, [*rows, [None, _("In no pile"), len(book.unsorted), "", "", "", ""]])


def _reach(wanted):
    return [Column("reach", _("To reach them"), 40)] if wanted else []
