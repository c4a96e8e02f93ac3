"""Every string that people see has an entry in every catalogue."""

import pytest

from facilitator.commands.catalogues import catalogue_of, gather, missing
from facilitator.i18n import LANGUAGES


def test_every_string_has_an_entry():
    assert missing() == []


def test_there_are_strings_to_look_at():
    ids = {message.id for message in gather()}
    assert "Now" in ids
    assert len(ids) > 100


@pytest.mark.parametrize("locale", sorted(set(LANGUAGES) - {"en"}))
def test_placeholders_survive_translation(locale):
    catalogue = catalogue_of(locale)
    broken = {message.id: [str(error) for error in errors] for message, errors in catalogue.check()}
    assert broken == {}
    assert len(catalogue) > 100
