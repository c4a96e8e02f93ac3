"""What an edition leaves out of rows: words that were held back or taken back, who stands behind a count."""

from collections import Counter

from ...cafe.models import Cloth
from ...events.models import HANDS_HIDDEN, Event
from ...notes.models import HELD, TAKEN_BACK
from ...people.models import Person
from ...private_details import likely
from ...topics.models import ANNOUNCED, JOINED
from ...topics.models import KEPT as KEPT_FOR_NEXT_TIME
from .editions import NAMED, SHOWABLE, Edition
from .fields import Kept

ON_THE_BOARD = (ANNOUNCED, JOINED, KEPT_FOR_NEXT_TIME)  # all other topics are drafts, or were taken back
WHO = ("convener", "written_by", "offered_by", "said_by", "person", "name", "interpreted_by")


class LeavingOut:
    """For one event and edition: `of(kept, rows)` gives what may stand in the file of each table, in their order."""

    def __init__(self, event: Event, edition: Edition):
        self.event, self.edition = event, edition
        self.people = None
        self.without_words = set()  # notes whose words stay out: so do their translations
        self.held_actions = set()  # what is held of them holds for their asks too
        self.actions_gone = set()  # taken back: what was said of them since goes too

    def of(self, kept: Kept, rows):
        """The rows of a table as this edition has them."""
        if self.edition.is_whole:
            return rows
        rows = (row for row in rows if self._may_be_told(kept.name, row))
        if kept.stand_in and not self.edition.holds(kept.stand_in):
            rows = self._by_stand_ins(kept, rows)
        return (self._without_words(kept, row) for row in rows) if kept.words else rows

    def _may_be_told(self, name, row):
        if name == "hand":
            return self.event.hands_visible != HANDS_HIDDEN
        if name in ("star", "helping_hand"):
            return self.event.stars_visible
        if name == "translation":
            return row["note"] not in self.without_words
        if name == "update":
            return row["action"] not in self.actions_gone
        if name == "stroke" and self.edition.name == SHOWABLE:
            return row["cloth"] not in self._held_cloths()
        return True

    def _held_cloths(self):
        return {
            id_ for (id_,) in Cloth.select(Cloth.id).where(Cloth.event == self.event, Cloth.held_because != "").tuples()
        }

    def _by_stand_ins(self, kept, rows):
        """The first who said so is the first person of the event, and so on: how many they are stays right."""
        if self.people is None:
            found = Person.select(Person.id).where(Person.event == self.event).order_by(Person.id).tuples()
            self.people = [id_ for (id_,) in found]
        count = Counter()
        for row in rows:
            count[row[kept.within]] += 1
            yield row | {"person": self.people[count[row[kept.within]] - 1]}

    def _without_words(self, kept, row):
        taken_back = _taken_back(kept.name, row)
        is_held = row.get("state") == HELD or bool(row.get("held_because") or row.get("held_for"))
        if kept.name == "action" and is_held:
            self.held_actions.add(row["id"])
        if kept.name == "action" and taken_back:
            self.actions_gone.add(row["id"])
        is_held = is_held or (kept.name == "ask" and row["action"] in self.held_actions)
        private = is_held and not self.edition.holds(NAMED)
        for name in kept.words:
            if taken_back or (private and likely(row.get(name) or "")):
                row[name] = ""
                if kept.name == "note":
                    self.without_words.add(row["id"])
        if taken_back:
            for name in WHO:
                if name in row:
                    row[name] = "" if isinstance(row[name], str) else None
        return row


def _taken_back(name, row):
    if name == "topic":
        return row["state"] not in ON_THE_BOARD
    return row.get("state") == TAKEN_BACK or row.get("taken_back_at") is not None
