"""A demo day of a World Café: people are seated, talk in rounds, write at tables; leaders answer in the end."""

import datetime

from ...cafe.hosting import actions as hosting
from ...cafe.models import COMPUTED, SeatingPlan
from ...cafe.planning import actions as planning
from ...cafe.planning.instance import instance_of
from ...cafe.planning.judging import judge
from ...cafe.room import rounds_of, seats_in, tables_of
from ...cafe.seats import actions as seats
from ...cafe.welcoming import actions as welcoming
from ...closing import actions as closing
from ...closing.models import DebriefLine
from ...events.setting_up.rounds import actions as rounds
from ...events.setting_up.tables import actions as tables
from ...mixing.seating import solve
from ...notes import actions as notes
from ...notes.models import MAIN, RECAP
from .telling import Day

SEED = 7  # any would do; this way the demo is the same in every hall


class CafeDay(Day):
    """From the doors to where the day stands; what comes later in the file is left for the room to say."""

    def __init__(self, event, told):
        super().__init__(event, told)
        self.rounds, self.tables, self.seated = [], {}, {}

    def make(self) -> None:
        """The whole of it."""
        self.set_up()
        self.come_in()
        self.say_needs()
        self.find_hosts()
        self.seat()
        for number in range(1, self.rounds_begun() + 1):
            self.talk(number)
        if self.is_over("debrief"):
            self.whole_room()
            self.debrief()
            self.end_of_day()
        self.pass_time()

    def set_up(self):
        """Questions, and the tables by their own names; words that people may not know."""
        self.rounds = rounds_of(self.event)
        for round_, question in zip(self.rounds, self.told["questions"], strict=True):
            self.console(f"round-{round_.number}", rounds.change_round, round=round_, question=question)
        for table, said in zip(tables_of(self.event), self.told["tables"], strict=True):
            self.tables[table.number] = table
            self.console(f"table-{table.number}", tables.change_table, table=table, seats=table.seats, **said)
        self.explain_words()

    def say_needs(self):
        """What people need of a seat, and who sits with whom."""
        for number, (person, said) in enumerate(zip(self.people, self.told["people"], strict=True)):
            if "speaks" in said or "step_free" in said:
                self.act(
                    person, f"needs-{number}", seats.say_needs, person=person,
                    step_free=said.get("step_free", False), speaks=said.get("speaks", [person.language]),
                )  # fmt: skip
            if "with" in said:
                self.console(f"pair-{number}", welcoming.pair, one=person, other=self.named[said["with"]], apart=False)

    def find_hosts(self):
        """One at each table: the first who need nothing special of a seat."""
        free = (
            person for person, said in zip(self.people, self.told["people"], strict=True)
            if not {"step_free", "with", "needs"} & said.keys() and person.name
        )  # fmt: skip
        for number, table in self.tables.items():
            host = next(free)
            self.act(host, f"host-{number}", hosting.volunteer, person=host, table=table)

    def seat(self):
        """A plan is made and shown."""
        plan = SeatingPlan.get_or_none(SeatingPlan.event == self.event)
        if plan is None:
            instance = instance_of(self.event)
            found = solve(instance.room(), seed=SEED, on_progress=_leaves_to_mend).plan
            figures, why = judge(instance, found)
            plan = self.console(
                "plan", planning.offer_plan, how=COMPUTED, rounds=instance.to_record(found), figures=figures, why=why
            )
        self.console("plan-shown", planning.publish, plan=plan)

    def talk(self, number):
        """One round: what its tables wrote, the main thing of each, and the story their hosts tell the next."""
        round_, over = self.rounds[number - 1], number < self.rounds_begun() or self.is_over("round")
        for person_id, seat in seats_in(round_).items():
            self.seated.setdefault((number, seat.table_id), []).append(person_id)
        for place, said in enumerate(self.told["notes"]):
            if said["round"] == number:
                self.notes.append(self.write(f"note-{place}", said, round_))
        for purpose, name in ((MAIN, "main"), (RECAP, "recaps")):
            for place, said in enumerate(self.told[name] if over else ()):
                if said["round"] == number:
                    self.write(f"{name}-{place}", said, round_, purpose)

    def write(self, id_, said, round_, purpose=""):
        """Something from a table, by phone, by whoever writes for all, or on a card."""
        table = self.tables[said["table"]]
        words = {key: said[key] for key in ("words", "kind", "lens", "language") if key in said}
        place = {"round": round_, "table": table, "purpose": purpose}
        if said.get("paper"):
            return self.console(id_, notes.type_in, **place, **words)
        writer = self.at(round_, table, said.get("voice"))
        return self.act(writer, id_, notes.write, at_table=said.get("at_table", False), **place, **words)

    def at(self, round_, table, voice=None):
        """Someone who sits there, of that voice if there is one."""
        there = [person for person in self.people if person.id in self.seated.get((round_.number, table.id), ())]
        return next((person for person in there if person.voice == voice), there[0])

    def whole_room(self):
        """Patterns and surprises."""
        for place, said in enumerate(self.told["patterns"]):
            self.act(self.people[place], f"pattern-{place}", notes.write, **said)

    def debrief(self):
        """Each leader: I heard, I will, I cannot; read back, and agreed aloud."""
        for place, said in enumerate(self.told.get("debrief", ())):
            line = self.console(f"leader-{place}", closing.begin_line, who=said["who"])
            words = {key: said[key] for key in ("i_heard", "i_will", "i_cannot")}
            words["by"] = self.event.date + datetime.timedelta(weeks=said["due_in_weeks"])
            line = self.console(f"leader-{place}-says", closing.change_line, line=line, said=words)
            line = DebriefLine.get_by_id(line.id)
            self.console(f"leader-{place}-agrees", closing.confirm_line, line=line, fingerprint=line.fingerprint)

    def write_actions(self):
        """Whoever wrote the note writes the action; a card's is written by somebody of its table."""
        for number, said in enumerate(self.told["actions"]):
            note = self.notes[said["note"] - 1]
            writer = note.written_by or self.at(note.round, note.table)
            self.write_action(number, said, writer, note)

    def rounds_begun(self) -> int:
        """How many rounds have begun where the day stands."""
        stage = self.standing()
        return sum(each.kind == "round" and each.position <= stage.position for each in self.event.stages)

    def is_over(self, kind) -> bool:
        """Whether the last part of that kind, or where the day has none, of its rounds, lies behind."""
        stage = self.standing()
        last = max(each.position for each in self.event.stages if each.kind in (kind, "round"))
        return last < stage.position

    def standing(self):
        """The stage in which the day stands."""
        return next(each for each in self.event.stages if each.name == self.told["stage"])


def _leaves_to_mend(progress) -> bool:
    """A rule broken or a meeting repeated; the demo does not wait for the rest."""
    return progress.figures[:3] > (0, 0, 0)
