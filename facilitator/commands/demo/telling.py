"""What every demo day has: people come in, words are asked about, stars and promises are given, the clock goes on."""

import datetime

from ...actions import actions as promises
from ...actions.contacts import actions as contacts
from ...actions.contacts.reading import for_offers
from ...actions.offers import actions as offers
from ...closing import actions as closing
from ...events import actions as events
from ...events.clock import planned_start, stages_of, timeline
from ...events.models import STARS_EACH
from ...harvest import actions as harvest
from ...help import actions as help_
from ...people import actions as people
from ..stand_in import as_facilitator, as_person
from .looking_back import look_back

ABOUT_PEOPLE = ("name", "voice", "language", "needs", "show_name")
LAST = "demo-end"  # the id of the last act: with it, a demo is whole


class Day:
    """One demo event and its file; formats tell their own part of it."""

    def __init__(self, event, told):
        self.event, self.told = event, told
        self.people, self.notes, self.named, self.actions = [], [], {}, []

    def come_in(self):
        """Everyone joins."""
        for number, said in enumerate(self.told["people"]):
            person = people.join(
                event=self.event, op=f"demo-person-{number}", **{key: said[key] for key in ABOUT_PEOPLE if key in said}
            )
            self.people.append(person)
            self.named.setdefault(person.name, person)

    def explain_words(self):
        """What words mean that people may not know."""
        for said in self.told["terms"]:
            self.console(f"term-{said['word']}", help_.explain, word=said["word"], meaning=said["meaning"])

    def end_of_day(self):
        """Stars; what will be done and who says yes; a line before going."""
        self.give_stars()
        self.write_actions()
        self.make_offers()
        look_back(self)
        for said in self.told.get("impressions", ()):
            person = self.people[said["by"] - 1]
            self.act(
                person, f"goodbye-{said['by']}", closing.say_goodbye, words=said.get("words", ""),
                felt_heard=said["felt_heard"],
            )  # fmt: skip

    def write_actions(self):
        """What will be done, written down by whom the file says."""
        for number, said in enumerate(self.told["actions"]):
            self.write_action(number, said, self.named[said["by"]], self.notes[said["note"] - 1])

    def write_action(self, number, said, person, note):
        """One action, from the words it came from."""
        also = [self.notes[place - 1] for place in said.get("also", ())]
        asked = {"whom": said.get("whom", ""), "i_ask": said.get("asks", True), "ask_by": self.after(said, "ask_weeks")}
        written = self.act(
            person, f"action-{number}", promises.write_down, what=said["what"], notes=[note, *also],
            topic=note.topic, lens=said.get("lens", ""), first_step=said["first_step"],
            due=self.after(said, "due_in_weeks"), involvement=said.get("involvement", ""),
            decided_by=said.get("decided_by", ""), i_will=said.get("yes", False), **asked,
        )  # fmt: skip
        self.actions.append(written)

    def make_offers(self):
        """What people can give: from their own phones, or typed in from paper."""
        for number, said in enumerate(self.told.get("offers", ())):
            words = {"skill": said["skill"], "time": said.get("time", "")}
            words["helps"] = self.actions[said["goes_with"] - 1] if "goes_with" in said else None
            if "by" not in said:
                self.console(f"offer-{number}", offers.type_in, name=said.get("name", ""), **words)
                continue
            person, reach = self.named[said["by"]], said.get("contact")
            made = self.act(person, f"offer-{number}", offers.offer, **words)
            if reach:
                self.act(
                    person, f"contact-{number}", contacts.leave, offer=made, how=reach["how"], what_for=for_offers(),
                    until=self.after(reach, "weeks"), agreed=True,
                )  # fmt: skip

    def after(self, said, weeks):
        """So many weeks after the event, or no day."""
        return self.event.date + datetime.timedelta(weeks=said[weeks]) if weeks in said else None

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

    def act(self, person, id_, action, /, **arguments):
        """That person does it on their phone."""
        return action(event=self.event, by=as_person(self.event, person), op=f"demo-{id_}", **arguments)

    def console(self, id_, action, /, **arguments):
        """A facilitator does it at the console."""
        op = id_ if id_ == LAST else f"demo-{id_}"
        return action(event=self.event, by=as_facilitator(self.event), op=op, **arguments)
