"""What goes on each paper, in the language of the house. The templates in `typst/` draw it.

Called inside `i18n.speaking(house)`; each function gives (template, data, files) for `typesetting.typeset`.
"""

from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext as _
from peewee import JOIN

from ..agenda.models import Session
from ..events.clock import planned_start, stages_of, timeline
from ..events.models import Slot, Space
from ..events.qr import join_url, wifi_text
from ..i18n import clock_words, day_words
from ..proceedings.typesetting import words
from ..topics.models import Topic
from .house import TEMPLATES, about, house_of, qr


def poster(event, base: str, paper: str):
    """How to join: the QR code, the address, the code in big letters, the Wi-Fi. `paper` is a4 or a3."""
    address = urlsplit(base)
    files = {"join.svg": qr(join_url(event, base))}
    wifi = None
    if event.wifi_name:
        files["wifi.svg"] = qr(wifi_text(event.wifi_name, event.wifi_password))
        wifi = {
            "title": _("First, join the Wi-Fi"),
            "name": _("Name:"),
            "password": _("Password:"),
            "name_said": words(event.wifi_name, "en"),
            "password_said": words(event.wifi_password, "en") if event.wifi_password else None,
            "alt": _("QR code that joins the Wi-Fi"),
        }
    data = about(event, _("How to join")) | {
        "paper": paper,
        "question": words(event.question, house_of(event)),
        "when": words(f"{day_words(event.date)}, {clock_words(planned_start(event))}", house_of(event)),
        "venue": words(event.venue, house_of(event)),
        "scan": _("Scan this with your phone"),
        "alt": _("QR code that opens the page to join"),
        "or_type": _("or type this into your phone"),
        "address": address.netloc + address.path.rstrip("/"),
        "scheme": "" if address.scheme == "http" else f"{address.scheme}://",
        "code_label": _("Code"),
        "code": event.code,
        "wifi": wifi,
        "no_phone": _("No phone? Tell a helper in a yellow badge."),
    }
    return TEMPLATES / "poster.typ", data, files


def signs(event):
    """One page for each space: its name, its marks, and what happens there by time."""
    placed = {(session.slot_id, session.space_id): session for session in _sessions(event)}
    slots, starts = _slots(event), _starts(event)

    def marks(space):
        return [mark for mark, fits in ((_("Step-free"), space.step_free), (_("Quiet"), space.quiet)) if fits]

    def line(slot, space):
        session = placed.get((slot.id, space.id))
        return {
            "time": starts.get(slot.id, ""),
            "slot": words(slot.name, house_of(event)),
            "topic": _title(session.topic) if session else None,
        }

    pages = [
        {
            "name": words(space.name, house_of(event)),
            "marks": marks(space),
            "sessions": [line(slot, space) for slot in slots],
        }
        for space in Space.select().where(Space.event == event).order_by(Space.position, Space.id)
    ]
    return TEMPLATES / "signs.typ", about(event, _("Signs for the spaces")) | {"pages": pages}, {}


def cards(event):
    """Topic cards, four on a page, to cut and to write on by hand."""
    data = about(event, _("Topic cards")) | {
        "number": _("Card number"),
        "code": event.code,
        "lines": [
            {"label": _("What do you want to talk about?"), "lines": 2},
            {"label": _("Why does it matter to you? One line is fine."), "lines": 2},
            {"label": _("Who starts the talk?"), "lines": 1},
        ],
        "needs": _("What would help you? Tick any."),
        "boxes": [_("Step-free"), _("Quiet"), _("A language:"), _("Women only")],
        "place": _("Time and place:"),
    }
    return TEMPLATES / "cards.typ", data, {}


def sheets(event, base: str):
    """A note sheet for each talk that has a place, with its own QR code; a blank one when none has."""
    files, pages, starts = {}, [], _starts(event)
    for session in _sessions(event):
        name = f"talk-{session.topic_id}.svg"
        path = url_for("notes.session", code=event.code, id=session.topic_id)
        files[name] = qr(f"{base.rstrip('/')}{path}")
        slot = ", ".join(filter(None, [session.slot.name, starts.get(session.slot_id)]))
        place = session.space.name if session.space_id else session.elsewhere or _("Any other spot")
        pages.append(
            {
                "number": session.topic.number,
                "title": _title(session.topic),
                "slot": words(slot, house_of(event)),
                "place": words(place, house_of(event)),
                "qr": name,
            }
        )
    data = about(event, _("Note sheets")) | {
        "pages": pages or [None],
        "labels": {"title": _("Talk:"), "slot": _("Time:"), "place": _("Place:"), "writer": _("Who writes:")},
        "scan": _("Scan to write on your phone"),
        "alt": _("QR code that opens the notes of this talk"),
        "boxes": [
            {"label": _("What we heard and learned"), "share": 3},
            {"label": _("Ideas. What could we try?"), "share": 3},
            {"label": _("What will be done? Who says yes? First step, and by when?"), "share": 3},
            {"label": _("What people can give"), "share": 2},
            {"label": _("Questions that are still open"), "share": 2},
        ],
        "hint": _("Write so that a person who was not here can follow it. Leave out names and phone numbers."),
    }
    return TEMPLATES / "sheets.typ", data, files


def _title(topic):
    """A topic's title; one that is held back stays off paper too."""
    if not topic.on_screens:
        return words(_("Topic %(number)d", number=topic.number), "en")
    return words(topic.title, topic.language)


def _sessions(event) -> list[Session]:
    """What is on the board, by time, then place; the rows they need come along."""
    found = (
        Session.select(Session, Topic, Slot, Space)
        .join_from(Session, Topic)
        .join_from(Session, Slot)
        .join_from(Session, Space, JOIN.LEFT_OUTER)
        .where(Session.event == event)
        .order_by(Slot.position, Space.position, Topic.number)
    )
    return sorted(found, key=lambda session: (session.slot.position, session.space_id is None))


def _slots(event) -> list[Slot]:
    return list(Slot.select().where(Slot.event == event).order_by(Slot.position, Slot.id))


def _starts(event) -> dict[int, str]:
    """{slot id: when it begins, in words}."""
    times = timeline(event, stages_of(event))
    return {time.stage.slot_id: clock_words(time.starts) for time in reversed(times) if time.stage.slot_id}
