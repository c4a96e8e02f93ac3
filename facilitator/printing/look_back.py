"""Paper for those who answer: a card with a code for each, and letters to nudge them. Each in its reader's language."""

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from ..i18n import day_words, direction
from ..lookback.links import language_of, links_of
from ..lookback.nudging import spaced, to_nudge, words_for
from ..lookback.standing import standings
from ..proceedings.typesetting import words
from .house import TEMPLATES, about, house_of, qr


def answer_cards(event, base: str):
    """A card for everyone who said yes or was asked: what it is about, the code, the address, and a QR code."""
    known = {standing.action.id: standing for standing in standings(event, held_too=True)}
    links = [link for link in links_of(event) if link.revoked_at is None and link.action_id in known]
    files, cards = {}, []
    for link in links:
        with force_locale(language_of(link)):
            card, name = _card(link, known[link.action_id].action, base), f"answer-{link.id}.svg"
        files[name] = qr(f"{base}{url_for('lookback.answer', token=link.token)}")
        cards.append(card | {"qr": name})
    data = about(event, _("Codes to say how it goes")) | {"cards": cards, "none": _("Nobody has a code yet.")}
    return TEMPLATES / "answers.typ", data, files


def nudge_letters(event, base: str, links: set[int]):
    """A letter for each of these links that is to be nudged, with the ready words and a QR code."""
    files, letters = {}, []
    typed_at = f"{base}{url_for('lookback.code_page')}"
    for nudge in (each for each in to_nudge(event) if each.link.id in links):
        link, language, name = nudge.link, language_of(nudge.link), f"nudge-{nudge.link.id}.svg"
        address = f"{base}{url_for('lookback.answer', token=link.token)}"
        files[name] = qr(address)
        with force_locale(language):
            letters.append(
                {
                    "lang": language,
                    "dir": direction(language),
                    "heading": _("How is it going?"),
                    "lines": [words(line, language) for line in words_for(nudge, address, typed_at).split("\n")],
                    "code": spaced(link.code),
                    "alt": _("QR code that opens your own page"),
                    "qr": name,
                }
            )
    data = about(event, _("Letters")) | {"letters": letters, "none": _("There is nobody to nudge this week.")}
    return TEMPLATES / "nudges.typ", data, files


def _card(link, action, base) -> dict:
    """What stands on one card, in the language that is spoken now."""
    language, house = language_of(link), house_of(link.event)
    whom = link.promise.person.name if link.promise_id else link.ask.whom
    return {
        "lang": language,
        "dir": direction(language),
        "whom": words(whom, house) if whom else None,
        "event": words(f"{link.event.title}, {day_words(link.event.date)}", house),
        "about": _("You said yes to this:") if link.promise_id else _("You were asked for this:"),
        "what": words(action.what, house),
        "due": _("To be done by %(day)s", day=day_words(action.due)) if action.due else None,
        "how": _("How is it going? Scan this, or type the code on this page:"),
        "address": f"{base.partition('://')[2]}{url_for('lookback.code_page')}",
        "code": spaced(link.code),
        "good": _("“Not yet” and “no” are good answers too. Please say why."),
        "alt": _("QR code that opens your own page"),
    }
