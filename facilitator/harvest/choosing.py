"""What somebody chose to read: by question, table, talk, lens, kind, pile and language, or by words; main things first,
when they like."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import request

from ..cafe.room import rounds_of, tables_of
from ..forms import clean
from ..i18n import LANGUAGES
from ..notes.models import KINDS, LENSES, SHOWN, Note
from ..topics.models import JOINED, Topic
from .models import Theme
from .themes.reading import notes_in, themes_of, unsorted

NAMES = ("round", "table", "topic", "theme", "lens", "kind", "language", "q", "first")  # as they stand in the address
MAIN_FIRST, IN_NONE = "main", "none"
MOST_LETTERS = 100  # of the words to search for


@dataclass(frozen=True)
class Choices:
    """What there is to choose from in one event: rows that something shown was said about, and languages."""

    rounds: list
    tables: list
    topics: list[Topic]
    themes: list[Theme]
    languages: list[str]


@dataclass(frozen=True)
class Chosen:
    """What is left in sight, as it stands in the address; what is not there leaves nothing out."""

    said: dict[str, str]

    @property
    def narrows(self) -> bool:
        """Something is out of sight."""
        return bool(self.said.keys() - {"first"})

    @property
    def main_first(self) -> bool:
        """What each table found most important stands before the rest."""
        return "first" in self.said

    def __getattr__(self, name) -> str:
        if name in NAMES:
            return self.said.get(name, "")
        raise AttributeError(name)


def choices(event) -> Choices:
    """All that the notes of this event can be chosen by: five queries at most."""
    said = Note.select(Note.round, Note.table, Note.topic, Note.language).where(Note.event == event)
    said = list(said.where(Note.state == SHOWN).distinct().tuples())
    rounds, tables, topics, languages = ({row[number] for row in said} - {None} for number in range(4))
    in_a_cafe = bool(rounds or tables)
    return Choices(
        rounds=[row for row in rounds_of(event, put_away_too=True) if row.id in rounds] if in_a_cafe else [],
        tables=[row for row in tables_of(event, put_away_too=True) if row.id in tables] if in_a_cafe else [],
        topics=_talks(event, topics) if topics else [],
        themes=themes_of(event),
        languages=[code for code in LANGUAGES if code in languages],
    )


def _talks(event, said) -> list[Topic]:
    found = Topic.select(Topic.id, Topic.title, Topic.state, Topic.held_for, Topic.joined_into)
    rows = list(found.where(Topic.event == event).order_by(Topic.number))
    said = said | {row.joined_into_id for row in rows if row.state == JOINED and row.id in said}
    return [row for row in rows if row.on_screens and row.id in said]


def chosen(there: Choices, values) -> Chosen:
    """What these values of an address choose; what names nothing of this event is left aside."""
    allowed = {
        "round": {str(row.id) for row in there.rounds},
        "table": {str(row.id) for row in there.tables},
        "topic": {str(row.id) for row in there.topics},
        "theme": {*(str(row.id) for row in there.themes), IN_NONE},
        "lens": LENSES,
        "kind": KINDS,
        "language": there.languages,
        "first": (MAIN_FIRST,),
    }
    said = {name: values.get(name, "") for name in NAMES}
    words = clean(said.pop("q")[:MOST_LETTERS])
    found = {name: value for name, value in said.items() if value in allowed[name]}
    return Chosen({**found, **({"q": words} if words else {})})


def notes_chosen(event, view: Chosen):
    """The shown notes that are left in sight, but for the words to search for: a query to go on with."""
    found = unsorted(event) if view.theme == IN_NONE else _shown(event)
    if view.theme not in ("", IN_NONE):
        found = found.where(Note.id.in_(notes_in(int(view.theme))))
    if view.topic:
        joined = Topic.select(Topic.id).where((Topic.id == int(view.topic)) | (Topic.joined_into == int(view.topic)))
        found = found.where(Note.topic.in_(joined))
    for name in ("round", "table"):
        if view.said.get(name):
            found = found.where(getattr(Note, name) == int(view.said[name]))
    for name in ("lens", "kind", "language"):
        if view.said.get(name):
            found = found.where(getattr(Note, name) == view.said[name])
    return found


def kept_from(values) -> dict[str, str]:
    """Those values of an address that choose, and the page, to be carried on to the page that comes after."""
    return {name: values[name] for name in (*NAMES, "page") if values.get(name)}


def chosen_before() -> dict[str, str]:
    """What was chosen on the page from which a form came, so that one gets back to the same view."""
    query = (request.referrer or "").partition("#")[0].partition("?")[2]
    return kept_from({name: clean(value)[:MOST_LETTERS] for name, value in parse_qsl(query[:2000])})


def _shown(event):
    return Note.select().where(Note.event == event, Note.state == SHOWN).order_by(Note.id)
