"""Calling for a hand, and asking what a word means."""

from flask_babel import gettext as _

from ..access import TABLE
from ..db import now
from ..errors import NotFound, Refused
from ..journal import action
from .models import Call, Term

CALL_LENGTH, PLACE_LENGTH = 200, 60
WORD_LENGTH, MEANING_LENGTH = 60, 300
MOST_WORDS = 300  # of one event; more is a prank


@action("called")
def call(change, event, by, words: str = "", place: str = ""):
    """A person, or the phone of a café table, asks for a hand. Calling again while somebody is on the way only says
    more. Returns the Call.

    Raises Refused when nobody in particular calls (a facilitator at the console).
    """
    table = by.device.table if by and by.role == TABLE else None
    person = None if table else change.person
    if person is None and table is None:
        raise Refused(_("Only someone who takes part can ask for a hand."))
    whose = (Call.person == person) if person else (Call.table == table) & Call.person.is_null()
    open_call = Call.get_or_none(Call.event == event, whose, Call.answered_at.is_null(), Call.taken_back_at.is_null())
    if open_call is None:
        open_call = Call.create(event=event, person=person, table=table, words=words, place=place)
    else:
        open_call.words, open_call.place = words or open_call.words, place or open_call.place
        open_call.save()
    change.record(open_call)
    return open_call


@action("took back the call")
def take_back(change, event, by, call: Call):
    """No hand is needed any more. Only who called can say so, and a table by any of its phones. Returns the Call.
    Raises NotFound for anyone else's."""
    of_table = bool(by and by.device) and call.person_id is None and call.table_id == by.device.table_id
    if not of_table and (change.person is None or call.person_id != change.person.id):
        raise NotFound
    if call.answered_at is None and call.taken_back_at is None:
        call.taken_back_at = now()
        _wipe(call)
    change.record(call)
    return call


@action("answered")
def answer(change, event, by, call: Call):
    """Somebody goes to them. Answering twice, or after it was taken back, changes nothing. Returns the Call."""
    if call.answered_at is None and call.taken_back_at is None:
        call.answered_at = now()
        _wipe(call)
    change.record(call)
    return call


@action("asked what it means")
def ask_word(change, event, by, word: str):
    """Ask for the plain meaning of a word. Asked before, it only counts once more. Returns the Term."""
    term = _term(event, word)
    if term is None:
        if Term.select().where(Term.event == event).count() >= MOST_WORDS:
            raise Refused(_("There are very many words in the list. Please ask a helper."), field="word")
        term = Term.create(event=event, word=word)
    term.asked += 1
    term.save()
    change.record(term)
    return term


@action("explained")
def explain(change, event, by, word: str, meaning: str):
    """Give a word its plain meaning, asked about or not; a new meaning takes the place of the old. Returns the Term.

    Raises Refused when either is empty.
    """
    if not word:
        raise Refused(_("Please write the word."), field="word")
    if not meaning:
        raise Refused(_("Please write what it means, in plain words."), field="meaning")
    term = _term(event, word) or Term.create(event=event, word=word)
    term.meaning = meaning
    term.save()
    change.record(term)
    return term


@action("put aside")
def put_aside(change, event, by, term: Term):
    """Take a word off the list: not a word to explain, or a meaning that was wrong. Returns the Term that was."""
    term.delete_instance()
    change.record(term)
    return term


def _wipe(call):
    call.words = call.place = ""
    call.save()


def _term(event, word) -> Term | None:
    wanted = _same(word)
    return next((term for term in Term.select().where(Term.event == event) if _same(term.word) == wanted), None)


def _same(word) -> str:
    return " ".join(word.casefold().split()).strip(" .?!\"'“”‘’")
