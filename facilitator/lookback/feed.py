"""All news of a look-back as an Atom feed (RFC 4287), the newest first. Held words and names are not in it."""

import datetime
import re
from uuid import NAMESPACE_OID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask_babel import get_locale
from flask_babel import gettext as _

from ..db import number_of_record
from ..record_time import by_the_clock
from .models import Update
from .naming import said_by_words, state_word
from .standing import open_page_of, standings

ATOM = "http://www.w3.org/2005/Atom"
MOST_NEWS = 50
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(event, address: str) -> bytes:
    """The feed in the language that is spoken now; `address` is the page's own, with host."""
    news = [(update, standing) for standing in standings(event) for update in standing.updates]
    news.sort(key=lambda each: each[0].id, reverse=True)
    record = number_of_record()
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": str(get_locale())})
    _add(feed, "id", identity(record, "look-back", event.id))
    _add(feed, "title", _("What happened after “%(event)s”", event=event.title))
    _add(feed, "updated", _moment(news[0][0].said_at if news else open_page_of(event).opened_at))
    _add(SubElement(feed, "author"), "name", event.sponsor or event.title)
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for update, standing in news[:MOST_NEWS]:
        _entry(feed, update, standing, address, record)
    indent(feed)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def identity(record: int, kind: str, number: int) -> str:
    """A name for something of the record with that number (db.py) that no other thing anywhere has, and that stays."""
    return uuid5(NAMESPACE_OID, f"facilitator {record} {kind} {number}").urn


def _entry(feed, update: Update, standing, address, record):
    entry = SubElement(feed, "entry")
    _add(entry, "id", identity(record, "update", update.id))
    _add(entry, "title", f"{state_word(update.state)}: {standing.action.what}")
    _add(entry, "updated", _moment(update.said_at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}#action-{update.action_id}"})
    words = [update.words, update.passed_to and _("Passed on to: %(whom)s", whom=update.passed_to)]
    _add(entry, "content", "\n".join(filter(None, [*words, said_by_words()[update.by]])), type="text")


def _add(parent, name, text, **attributes):
    SubElement(parent, name, attributes).text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _moment(moment: datetime.datetime) -> str:
    return by_the_clock(moment).replace(microsecond=0).isoformat() + "Z"
