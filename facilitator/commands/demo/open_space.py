"""A demo day of Open Space: topics are offered, put up and placed, and talked about."""

from ...agenda import actions as agenda
from ...events.setting_up import actions as setting_up
from ...help import actions as help_
from ...notes import actions as notes
from ...topics import actions as topics
from .telling import Day


class OpenSpaceDay(Day):
    """From the doors to where the day stands."""

    def __init__(self, event, told):
        super().__init__(event, told)
        self.topics = []

    def make(self) -> None:
        """The whole of it."""
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
        self.explain_words()

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
