"""Playing acts in this process, straight through the actions."""

import datetime

from ...agenda import actions as agenda
from ...events import actions as events
from ...events.clock import stages_of
from ...events.models import HANDS_ALWAYS
from ...events.setting_up import actions as setting_up
from ...notes import actions as notes
from ...notes.models import Note
from ...people import actions as people
from ...people.models import Person
from ...topics import actions as topics
from ...topics.models import Topic
from ..stand_in import as_facilitator, as_organiser, as_person
from . import plan
from .event import MARKETPLACE, RECIPE, event_of, kept_of, op_of


class Here:
    """Makes the event when it is not there, and plays one act after another."""

    hint = "Start the server to look at it."

    def __init__(self, data):
        self.event = event_of(data) or events.create(
            by=as_organiser(), op=op_of(data), recipe=RECIPE, title=data.title, question=data.question,
            date=datetime.date.today(),
        )  # fmt: skip
        # Its moderators have looked at every comment: what they showed is not to be held again by a pattern. The counts
        # of hands are shown, for they are what people said of each other's comments.
        setting_up.set_up(
            event=self.event, by=as_facilitator(self.event), op="replay-set-up", holds_private_details=False,
            hands_visible=HANDS_ALWAYS,
        )  # fmt: skip
        stage = next(each for each in stages_of(self.event) if each.kind == MARKETPLACE)
        events.go_to(event=self.event, by=as_facilitator(self.event), op="replay-stage", stage=stage)
        self._viewers, self._facilitator = {}, as_facilitator(self.event)

    def kept(self):
        """What is on the disk already."""
        return kept_of(self.event)

    def play(self, act, kept) -> int:
        """Do one act; gives the number of its row. Raises Refused when the record does not take it."""
        row = getattr(self, "_" + act.verb.replace("-", "_"))(act, kept)
        return row.id

    def _join(self, act, kept):
        return people.join(event=self.event, op=act.op)

    def _offer(self, act, kept):
        by, words = self._viewer(act.person, kept), act.comment.words
        return topics.offer(
            event=self.event, by=by, op=act.op, convener=by.person, title=plan.title_of(words), why=words
        )

    def _announce(self, act, kept):
        return topics.announce(event=self.event, by=self._viewer(act.person, kept), op=act.op, topic=_topic(act, kept))

    def _note(self, act, kept):
        by = self._viewer(act.person, kept)
        return notes.write(event=self.event, by=by, op=act.op, words=act.comment.words, topic=_topic(act, kept))

    def _hand(self, act, kept):
        by = self._viewer(act.person, kept)
        return agenda.raise_hand(event=self.event, by=by, op=act.op, topic=_topic(act, kept), up=True)

    def _hold_note(self, act, kept):
        note = Note(id=kept[plan.op(plan.NOTE, act.comment.number)])
        return notes.hold(event=self.event, by=self._facilitator, op=act.op, thing=note, because=plan.BECAUSE)

    def _hold_topic(self, act, kept):
        topic = _topic(act, kept)
        return topics.hold(event=self.event, by=self._facilitator, op=act.op, topic=topic, because=plan.BECAUSE)

    def _viewer(self, number, kept):
        if number not in self._viewers:
            person = Person(id=kept[plan.op(plan.JOIN, number)], event=self.event)
            self._viewers[number] = as_person(self.event, person)
        return self._viewers[number]


def _topic(act, kept):
    """The topic by its number: the record keeper loads what stands in it."""
    return Topic(id=kept[plan.op(plan.OFFER, act.comment.number)])
