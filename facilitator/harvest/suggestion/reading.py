"""What is looked at for a suggestion, and what it found. The number of queries never grows with the notes."""

from peewee import fn

from ...notes.models import SHOWN, Note, Translation
from ..models import Alike, SuggestedPile
from ..themes.reading import unsorted


def instance_of(event) -> dict:
    """What `suggest-piles` reads: every shown note with its words, and those of its translations under the same
    number; `sort` are the notes in no pile, which are to be sorted. No names."""
    said = Note.select(Note.id, Note.words, Note.language).where(Note.event == event, Note.state == SHOWN)
    translated = (
        Translation.select(Translation.note, Translation.words, Translation.language)
        .join(Note)
        .where(Note.event == event, Note.state == SHOWN)
    )
    return {
        "notes": [
            {"id": id_, "words": words, "language": language}
            for id_, words, language in [
                *said.order_by(Note.id).tuples(),
                *translated.order_by(Translation.id).tuples(),
            ]
        ],
        "sort": [id_ for (id_,) in unsorted(event).select(Note.id).tuples()],
    }


def fingerprint(event) -> tuple:
    """What changes whenever other words are shown: one query."""
    shown = Note.select(fn.COUNT(Note.id), fn.MAX(Note.id), fn.MAX(Note.changed_at), fn.SUM(Note.id))
    return tuple(shown.where(Note.event == event, Note.state == SHOWN).tuples().get())


def suggested(event, keys=None) -> list[tuple[SuggestedPile, list[Note]]]:
    """`(suggested pile, those of its notes that are still shown and in no pile)` of all that wait for an answer; left
    out when fewer than two are left. Two queries."""
    piles = SuggestedPile.select().where(SuggestedPile.event == event, SuggestedPile.answered_at.is_null())
    if keys is not None:
        piles = piles.where(SuggestedPile.id.in_(list(keys)))
    piles = list(piles.order_by(SuggestedPile.position, SuggestedPile.id))
    wanted = [id_ for pile in piles for id_ in pile.notes]
    notes = {note.id: note for note in unsorted(event).where(Note.id.in_(wanted))} if wanted else {}
    found = [(pile, [notes[id_] for id_ in pile.notes if id_ in notes]) for pile in piles]
    return [(pile, left) for pile, left in found if len(left) > 1]


def piles_with(event_id, note_ids) -> list[int]:
    """The numbers of the suggested piles that wait and hold one of these notes: one query."""
    waiting = SuggestedPile.select().where(SuggestedPile.event == event_id, SuggestedPile.answered_at.is_null())
    wanted = set(note_ids)
    return [pile.id for pile in waiting if wanted.intersection(pile.notes)]


def like_this(note_id) -> list[int]:
    """The numbers of the notes that say nearly what this one says, itself left out: one query."""
    number = Alike.select(Alike.number).where(Alike.note == note_id)
    alike = Alike.select(Alike.note).join(Note).where(Alike.number.in_(number), Alike.note != note_id)
    return [id_ for (id_,) in alike.tuples()]


def numbered(number) -> list[int]:
    """The notes that are alike under this number: one query."""
    return [id_ for (id_,) in Alike.select(Alike.note).where(Alike.number == number).tuples()]


def also_said(note_ids) -> dict[int, tuple[str, int]]:
    """`{note id: (tables, talks or places, at how many others the same was said)}` of those of these notes that were
    said elsewhere too, as far as that is shown: one query."""
    one, other, theirs = Alike.alias(), Alike.alias(), Note.alias()
    pairs = (
        one.select(one.note, Note.table, Note.topic, theirs.table, theirs.topic)
        .join(Note, on=(one.note == Note.id))
        .join(other, on=((one.number == other.number) & (one.event == other.event) & (one.note != other.note)))
        .join(theirs, on=(other.note == theirs.id))
        .where(one.note.in_(list(note_ids)), theirs.state == SHOWN)
    )
    places: dict[int, set] = {}
    for note_id, table, topic, other_table, other_topic in pairs.tuples():
        if (other_table, other_topic) != (table, topic) and (other_table or other_topic):
            places.setdefault(note_id, set()).add(("table", other_table) if other_table else ("talk", other_topic))
    kinds = {note_id: {kind for kind, _number in found} for note_id, found in places.items()}
    return {
        note_id: (kinds[note_id].pop() if len(kinds[note_id]) == 1 else "place", len(found))
        for note_id, found in places.items()
    }
