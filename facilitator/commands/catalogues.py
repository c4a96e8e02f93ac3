"""For translators: every string gathered, every catalogue kept up to date. Not used by the running server."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from ..config import ROOT
from ..events.recipes import recipes
from ..i18n import CATALOGUES, LANGUAGES

TEMPLATE = CATALOGUES / "messages.pot"
WHERE_WORDS_ARE = [("facilitator/**.py", "python"), ("templates/**.html", "jinja2")]
MARKS = {**DEFAULT_KEYWORDS, "_l": None}  # the last for words that are put into a language when they are shown
SOURCE = "en"  # the strings themselves are plain English


def gather() -> Catalog:
    """Every string that the code and the templates show to people."""
    catalogue = _empty()
    for name, _line, message, comments, context in extract_from_dir(ROOT, WHERE_WORDS_ARE, keywords=MARKS):
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    for recipe in recipes().values():  # data, whose name and description people meet when they choose a format
        catalogue.add(recipe.name)
        catalogue.add(recipe.suits)
    return catalogue


def merge(catalogue: Catalog) -> list[Path]:
    """Write the template and bring each language's `.po` up to date; returns the files written. Nothing translated is
    lost: what is no longer used goes.
    """
    written = [_write(TEMPLATE, catalogue)]
    for locale in LANGUAGES:
        if locale == SOURCE:
            continue
        kept = catalogue_of(locale)
        kept.update(catalogue, no_fuzzy_matching=True)
        kept.obsolete.clear()
        written.append(_write(path_of(locale), kept))
    return written


def missing() -> list[str]:
    """One line for each string that a catalogue has no entry for. An entry may still wait for its translation."""
    strings = {message.id for message in gather() if message.id}
    lacking = []
    for locale in LANGUAGES:
        if locale != SOURCE:
            entries = {message.id for message in catalogue_of(locale)}
            lacking += [f"{locale}: {string!r}" for string in sorted(strings - entries, key=str)]
    return lacking


def path_of(locale: str) -> Path:
    """Where a language's catalogue stands."""
    return CATALOGUES / locale / "LC_MESSAGES" / "messages.po"


def catalogue_of(locale: str) -> Catalog:
    """A language's catalogue as it stands; an empty one when it has none yet."""
    path = path_of(locale)
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _empty(locale: str | None = None) -> Catalog:
    comment = "# The words of Facilitator. bin/strings keeps this file up to date; people translate what stands empty."
    return Catalog(locale=locale, project="Facilitator", charset="utf-8", fuzzy=False, header_comment=comment)


def _write(path: Path, catalogue: Catalog) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, sort_output=True, no_location=True, omit_header=False, width=110)
    return path
