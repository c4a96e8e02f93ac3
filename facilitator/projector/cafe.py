"""What the big screen shows of a café: the question, the main things as they come, the way to the next table.
Never a name, never a held note, and no list of who has not written."""

from ..cafe.models import SeatingPlan
from ..cafe.phases import way_to_move
from ..cafe.room import round_held, round_now, rounds_of, tables_of
from ..cafe.seats.place import place_of
from ..events.models import Event, Round, Stage, Table
from ..live import ALL, PROJECTOR, Piece, fragment
from ..notes.models import MAIN, SHOWN, Note

ONE = [None]
OF_THE_DAY = {row: lambda row: [ALL] for row in (Event, Stage, Round, Table)}


@fragment("round-question", "projector/_round_question.html", audiences=(PROJECTOR,), wakes=OF_THE_DAY)
def round_question(event, audience, channel, keys=None):
    """The question of the round it is, or of the one that comes next; after the last round, the last one's."""
    here = round_now(event) or next(reversed(rounds_of(event)), None)
    yield Piece(None, context={"round": here})


@fragment("table-question", "projector/_table_question.html", audiences=(PROJECTOR,), wakes=OF_THE_DAY)
def table_question(event, audience, channel, keys=None):
    """The tables that have a question of their own, as in a knowledge café, by number."""
    for table in tables_of(event):
        if table.question:
            yield Piece(table.id, order=table.number, context={"table": table})


@fragment(
    "main-thing",
    "projector/_main_thing.html",
    audiences=(PROJECTOR,),
    wakes={Note: lambda note: [note.id], **OF_THE_DAY},
)
def main_thing(event, audience, channel, keys=None):
    """The one main thing of each table in the round that was held last, as they came, the newest first."""
    held = round_held(event)
    if held is None:
        return
    found = _shown(event, MAIN).where(Note.round == held)
    if keys is not None:
        found = found.where(Note.id.in_(list(keys)))
    for note in found.order_by(Note.id.desc()):
        yield Piece(note.id, order=-note.id, context={"note": note})


@fragment(
    "table-sentence",
    "projector/_table_sentence.html",
    audiences=(PROJECTOR,),
    wakes={Note: lambda note: [note.table_id] if note.table_id else [], **OF_THE_DAY},
)
def table_sentence(event, audience, channel, keys=None):
    """Each table's newest main thing, in the order of the tables, one slide each."""
    found = _shown(event, MAIN).join_from(Note, Round).order_by(Table.number, Round.position, Note.id)
    for table_id, note in {note.table_id: note for note in found}.items():
        if keys is None or table_id in keys:
            yield Piece(table_id, order=note.table.number, context={"note": note})


@fragment(
    "way-on",
    "projector/_way_on.html",
    audiences=(PROJECTOR,),
    wakes={row: lambda row: ONE for row in (Event, Table, SeatingPlan)},
)
def way_on(event, audience, channel, keys=None):
    """Who moves where: letters and arrows when the plan goes by the move rule, else a map of the tables."""
    how, letters = way_to_move(event)
    tables = [(table, place_of(table, event.tables_across)) for table in tables_of(event)]
    yield Piece(None, context={"how": how, "letters": letters, "tables": tables})


def _shown(event, purpose):
    """Shown notes of that purpose that were said at a table, with it: one query to go on with."""
    return Note.select(Note, Table).join(Table).where(Note.event == event, Note.state == SHOWN, Note.purpose == purpose)
