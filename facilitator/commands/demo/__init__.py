"""Two days to look at and try: Mill Quay in the middle of its second talk time, Cedar Court at its end.

Everything is invented. Each event is a JSON file in this folder, made into rows by the same actions that people use.
Every act has an id of its own, so that making a demo that was broken off goes on where it stopped.
"""

import datetime
import json
from pathlib import Path

from ...actions import actions as promises
from ...agenda import actions as agenda
from ...closing import actions as closing
from ...events import actions as events
from ...events.clock import planned_start, stages_of, timeline
from ...events.models import Event
from ...events.setting_up import actions as setting_up
from ...harvest import actions as harvest
from ...harvest.models import STARS_EACH
from ...help import actions as help_
from ...journal.models import Journal
from ...notes import actions as notes
from ...people import actions as people
from ...topics import actions as topics
from ..stand_in import as_facilitator, as_organiser, as_person

FILES = ("mill_quay.json", "cedar_court.json")
LAST = "demo-end"  # the id of the last act: with it, a demo is whole


def make_missing(app, first_run_only: bool = False) -> list[str]:
    """Make the demo events that are not there, or not whole; gives their titles.

    With `first_run_only`, nothing when people have made events of their own already.
    """
    made = []
    with app.app_context():
        own = Event.select().where(~Event.is_demo).exists()
        for name in FILES:
            told = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
            event = Event.get_or_none(Event.code == told["code"])
            if event is None and not (first_run_only and own):
                event = _begin(told, datetime.datetime.now())
            if event is None or not event.is_demo or _is_whole(event):
                continue
            print(f"Making the demo event “{event.title}”", flush=True)
            Demo(event, told).make()
            made.append(event.title)
    return made


def _is_whole(event) -> bool:
    return Journal.select().where(Journal.event_id == event.id, Journal.op == LAST).exists()


def _begin(told, now) -> Event:
    """The event itself, planned so that the stage it stands in begins about now."""
    from ...events.recipes import recipes

    stages = recipes()[told["recipe"]].stages
    before = next(place for place, stage in enumerate(stages) if stage["name"] == told["stage"])
    minutes = sum(stage["minutes"] for stage in stages[:before])
    begins = now - datetime.timedelta(minutes=minutes + now.minute % 5)
    asked = {key: told[key] for key in ("question", "question_by", "sponsor", "venue", "languages", "house_rules")}
    return events.create(
        by=as_organiser(), recipe=told["recipe"], title=told["title"], code=told["code"], date=begins.date(),
        starts=begins.strftime("%H:%M"), question_why=told.get("question_why", ""),
        hands_visible=told["hands_visible"], is_demo=True, **asked,
    )  # fmt: skip


class Demo:
    """The day of one demo event, told in its order."""

    def __init__(self, event, told):
        self.event, self.told = event, told
        self.people, self.topics, self.notes, self.named = [], [], [], {}

    def make(self) -> None:
        """From the doors to where the day stands."""
        self.set_up()
        self.come_in()
        self.marketplace()
        self.talk()
        self.end_of_day()
        self.pass_time()

    def set_up(self):
        """The places, by their own names; words that people may not know."""
        for number, (space, said) in enumerate(zip(setting_up.spaces_of(self.event), self.told["spaces"], strict=True)):
            self.console(f"space-{number}", setting_up.change_space, space=space, **said)
        for said in self.told["terms"]:
            self.console(f"term-{said['word']}", help_.explain, word=said["word"], meaning=said["meaning"])

    def come_in(self):
        """Everyone joins."""
        for number, said in enumerate(self.told["people"]):
            person = people.join(event=self.event, op=f"demo-person-{number}", **said)
            self.people.append(person)
            self.named.setdefault(person.name, person)

    def marketplace(self):
        """Topics are offered, put up, placed, joined and taken back; hands go up."""
        slots, spaces = list(self.event.slots), {space.name: space for space in setting_up.spaces_of(self.event)}
        for number, said in enumerate(self.told["topics"]):
            convener, id_ = self.named[said["convener"]], f"topic-{number}"
            words = {key: said[key] for key in ("title", "why", "needs", "needs_words") if key in said}
            topic = self.act(convener, id_, topics.offer, convener=convener, language=convener.language, **words)
            self.topics.append(topic)
            self.act(convener, f"{id_}-up", topics.announce, topic=topic)
            if "slot" in said:
                box = {"space": spaces[said["space"]]} if "space" in said else {"elsewhere": said["elsewhere"]}
                self.act(convener, f"{id_}-place", agenda.place, topic=topic, slot=slots[said["slot"] - 1], **box)
            for count in range(said["hands"]):
                person = self.people[(number * 7 + count * 5) % len(self.people)]
                self.act(person, f"{id_}-hand-{person.id}", agenda.raise_hand, topic=topic, up=True)
            if "joins" in said:
                self.join(convener, id_, topic, self.topics[said["joins"] - 1])
            if said.get("withdrawn"):
                self.act(convener, f"{id_}-back", topics.withdraw, topic=topic)

    def join(self, convener, id_, topic, into):
        """Two topics become one, for both conveners say yes."""
        request = self.act(convener, f"{id_}-ask", topics.ask_to_join, topic=topic, into=into)
        self.act(into.convener, f"{id_}-yes", topics.answer_join, request=request, yes=True)

    def talk(self):
        """Notes, from phones, at tables and on paper; words that somebody asks about, and a call for a hand."""
        for number, said in enumerate(self.told["notes"]):
            topic = self.topics[said["topic"] - 1] if "topic" in said else None
            words = {key: said[key] for key in ("words", "kind", "lens", "language") if key in said}
            id_ = f"note-{number}"
            if said.get("paper"):
                note = self.console(id_, notes.type_in, topic=topic, **words)
            else:
                writer, at_table = self.named[said["by"]], said.get("at_table", False)
                note = self.act(writer, id_, notes.write, topic=topic, at_table=at_table, **words)
            self.notes.append(note)
        for number, said in enumerate(self.told.get("asked_words", ())):
            self.act(self.named[said["by"]], f"word-{number}", help_.ask_word, word=said["word"])
        for number, said in enumerate(self.told.get("calls", ())):
            self.act(self.named[said["by"]], f"call-{number}", help_.call, words=said["words"], place=said["place"])

    def end_of_day(self):
        """Stars; what will be done and who says yes; a line before going."""
        self.give_stars()
        for number, said in enumerate(self.told["actions"]):
            note = self.notes[said["note"] - 1]
            self.act(
                self.named[said["by"]], f"action-{number}", promises.write_down, what=said["what"], note=note,
                topic=note.topic, lens=said.get("lens", ""), first_step=said["first_step"],
                due=self.event.date + datetime.timedelta(weeks=said["due_in_weeks"]),
                i_will=said.get("yes", False), whom=said.get("whom", ""),
            )  # fmt: skip
        for said in self.told.get("impressions", ()):
            person = self.people[said["by"] - 1]
            self.act(
                person, f"goodbye-{said['by']}", closing.say_goodbye, words=said.get("words", ""),
                felt_heard=said["felt_heard"],
            )  # fmt: skip

    def give_stars(self):
        """As many as the file says, each from the next person who has one left."""
        givers = iter(self.people * STARS_EACH)
        for number, said in enumerate(self.told["notes"]):
            for count in range(said.get("stars", 0)):
                self.act(next(givers), f"star-{number}-{count}", harvest.star, note=self.notes[number], given=True)

    def pass_time(self):
        """One stage after another, each when it was planned, up to where the day stands."""
        for time in timeline(self.event, stages_of(self.event), planned_start(self.event)):
            is_last = time.stage.name == self.told["stage"]
            id_ = LAST if is_last else f"stage-{time.stage.position}"
            self.console(id_, events.go_to, stage=time.stage, moment=time.planned)
            if is_last:
                break

    def act(self, person, id_, action, **arguments):
        """That person does it on their phone."""
        return action(event=self.event, by=as_person(self.event, person), op=f"demo-{id_}", **arguments)

    def console(self, id_, action, **arguments):
        """A facilitator does it at the console."""
        op = id_ if id_ == LAST else f"demo-{id_}"
        return action(event=self.event, by=as_facilitator(self.event), op=op, **arguments)
