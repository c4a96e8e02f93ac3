"""What all papers share: the language of the house, the event's name, QR codes."""

from pathlib import Path

from ..events.qr import qr_svg
from ..i18n import direction
from ..proceedings.typesetting import words

TEMPLATES = Path(__file__).parent / "typst"


def about(event, title: str) -> dict:
    """What every template reads: the document's title, the event, the language of the house and its direction."""
    house = house_of(event)
    return {
        "title": f"{title}: {event.title}",
        "event": words(event.title, house),
        "lang": house,
        "dir": direction(house),
    }


def house_of(event) -> str:
    """The code of the language of the house."""
    return next(iter(event.languages), "en")


def qr(text: str) -> bytes:
    """A QR code as an SVG file."""
    return str(qr_svg(text)).encode()
