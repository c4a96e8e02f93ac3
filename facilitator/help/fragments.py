"""Open calls and words for the console; plain meanings for everyone."""

from flask_babel import gettext as _
from peewee import JOIN

from ..events.models import Table
from ..live import ALL, CONSOLE, PHONE, Piece, fragment
from ..people.models import Person
from ..people.names import called
from .models import Call, Term


def _calls_of(person):
    return [row.id for row in Call.select(Call.id).where(Call.person == person)]


def _calls_from(table):
    return [row.id for row in Call.select(Call.id).where(Call.table == table)]


@fragment(
    "call",
    "help/_call.html",
    audiences=(CONSOLE,),
    wakes={Call: lambda call: [call.id], Person: _calls_of, Table: _calls_from},
)
def calls(event, audience, channel, keys=None):
    """Open calls, the one who waits longest first."""
    wanted = (
        Call.select(Call, Person, Table)
        .join_from(Call, Person, JOIN.LEFT_OUTER)
        .join_from(Call, Table, JOIN.LEFT_OUTER)
        .where(Call.event == event, Call.answered_at.is_null(), Call.taken_back_at.is_null())
    )
    if keys is not None:
        wanted = wanted.where(Call.id.in_(list(keys)))
    for call in wanted.order_by(Call.id):
        yield Piece(call.id, order=call.id, context={"call": call, "name": _who_calls(call)})


def _who_calls(call) -> str:
    return _("Table %(number)d", number=call.table.number) if call.table is not None else called(call.person)


@fragment("asked-word", "help/_asked_word.html", audiences=(CONSOLE,), wakes={Term: lambda term: [term.id]})
def asked_words(event, audience, channel, keys=None):
    """Words that still wait for a plain meaning."""
    wanted = Term.select().where(Term.event == event, Term.meaning == "")
    if keys is not None:
        wanted = wanted.where(Term.id.in_(list(keys)))
    for term in wanted.order_by(Term.id):
        yield Piece(term.id, order=term.id, context={"term": term})


@fragment("term", "help/_term.html", audiences=(PHONE, CONSOLE), wakes={Term: lambda term: [ALL]})
def terms(event, audience, channel, keys=None):
    """Words with their plain meanings, in alphabetical order."""
    found = Term.select().where(Term.event == event, Term.meaning != "")
    for place, term in enumerate(sorted(found, key=lambda each: (each.word.casefold(), each.id)), 1):
        if keys is None or term.id in keys:
            yield Piece(term.id, order=place, context={"term": term})
