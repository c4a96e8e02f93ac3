"""The book of proceedings: what one event said and did, as plain data. `gather.py` fills it, the writers lay it out.

Moments are in UTC without a mark, as in the record. Words stand as they were written, letter for letter. A name, and
words that were held back for private details, are None in an edition without names; needs are in no edition.
"""

import datetime
from dataclasses import dataclass, field

SHOWN, HELD, TAKEN_BACK = "shown", "held", "taken_back"
PROMISED, ASKED, OPEN = "promised", "asked", "open"


@dataclass
class Invitation:
    """What people were invited to."""

    title: str
    code: str
    question: str
    question_by: str
    question_why: str
    sponsor: str
    venue: str
    date: datetime.date
    look_back_on: datetime.date | None
    answer_within: int | None  # working days in which leaders promised to answer; None when nobody has said
    languages: list[str]
    recipe: str
    series: str
    follows: str  # the title of the event whose open ends it took up


@dataclass
class People:
    """Who came, as counts. `voices` maps a voice ("" is unsaid) to its count, None where it is too small to show.
    `names` are of those who agreed to be named, in the edition with names."""

    total: int
    voices: dict[str, int | None]
    names: list[str]


@dataclass
class StageTime:
    """One part of the day; `started` and `ended` are None for what has not been."""

    name: str
    kind: str
    minutes: int
    planned: datetime.datetime
    started: datetime.datetime | None
    ended: datetime.datetime | None


@dataclass
class Session:
    """When and where a topic was talked about. `space` is None for "any other spot"; `place` says where in words."""

    slot: str
    space: str | None
    place: str
    starts: datetime.datetime | None
    ended_early: datetime.datetime | None
    carries_on: str


@dataclass
class Translation:
    """What was said, in another language, by somebody who knows both. It stands beside the words, never for them."""

    language: str
    words: str
    by: str


@dataclass
class Note:
    """One thing that was said. `words` is None when taken back, or held for private details in this edition."""

    id: int
    kind: str
    lens: str
    purpose: str
    words: str | None
    language: str
    state: str
    because: str
    source: str
    card: int | None
    interpreted: bool
    said_by: str | None
    written_by: str | None
    interpreted_by: str | None
    written_at: datetime.datetime
    changed_at: datetime.datetime | None
    late: bool  # it came after the event was over, from a phone that had no signal
    stars: int | None
    helping: int | None  # how many said "I will help with this"
    translations: list[Translation] = field(default_factory=list)


@dataclass
class Photo:
    """A photo of a flipchart or drawing; `has_image` says whether this edition shows it."""

    id: int
    words: str | None
    state: str
    because: str
    media_type: str
    width: int
    height: int
    taken_at: datetime.datetime
    late: bool
    has_image: bool


@dataclass
class Topic:
    """A topic with all that was said in it. Words taken back by its convener are None."""

    id: int
    number: int
    title: str | None
    why: str | None
    language: str
    state: str
    held_because: str
    convener: str | None
    joined_into: int | None
    split_from: int | None
    hands: int | None
    session: Session | None
    notes: list[Note] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)


@dataclass
class Stroke:
    """One line on a tablecloth: `points` are "x,y x,y …" and `thickness` a number, in thousandths of its width."""

    colour: str
    thickness: int
    points: str


@dataclass
class Drawing:
    """What a table drew on its cloth in a round; without strokes where this edition does not show it."""

    id: int
    state: str
    because: str
    strokes: list[Stroke]


@dataclass
class AtTable:
    """What one table said and drew in one round. `question` is the one it talked about: its own, or the round's."""

    table: int
    question: str
    scribe: str | None
    notes: list[Note]
    photos: list[Photo]
    drawing: Drawing | None


@dataclass
class Round:
    """A round of a café, with when it really was. `notes` and `photos` are of no table."""

    id: int
    number: int
    question: str
    put_away: bool
    started: datetime.datetime | None
    ended: datetime.datetime | None
    at_tables: list[AtTable]
    notes: list[Note]
    photos: list[Photo]


@dataclass
class Table:
    """A table of a café. `hosts` are the names of its hosts, in order; `notes` and `photos` are of no round."""

    id: int
    number: int
    name: str
    seats: int
    step_free: bool
    quiet: bool
    question: str
    put_away: bool
    hosts: list[str]
    notes: list[Note]
    photos: list[Photo]


@dataclass
class DebriefLine:
    """What one leader said to the room; `confirmed_at` when they heard it read back and agreed. Words held for private
    details are None in an edition without names."""

    id: int
    who: str | None
    i_heard: str | None
    i_will: str | None
    by: datetime.date | None
    i_cannot: str | None
    because: str | None
    language: str
    held_because: str
    confirmed_at: datetime.datetime | None
    written_at: datetime.datetime


@dataclass
class Place:
    """Where something was said: in a topic's session, at a table in a round, or (all None) to the whole room."""

    notes: list[Note]
    photos: list[Photo]
    topic: Topic | None = None
    round: Round | None = None
    table: Table | None = None
    question: str = ""
    drawing: Drawing | None = None


@dataclass
class Theme:
    """A pile of notes that the room named. `notes` are their numbers, in the order in which they were put there;
    `name` is empty while nobody has named it, None where it is held for private details in this edition. `state` is
    open, forwarded (to `whom`) or parked, and `why`."""

    id: int
    name: str | None
    named_by: str | None
    state: str
    whom: str | None
    why: str | None
    held_because: str
    carried: bool  # the event before had parked it
    made_at: datetime.datetime
    notes: list[int]


@dataclass
class Contact:
    """How to reach somebody who agreed to that, for one reason and until one day. Only where they were asked for."""

    how: str
    what_for: str
    until: datetime.date


@dataclass
class Yes:
    """Someone said yes, for themself. `voice` is empty when so few share it that it would name them. `aloud`: they
    said it aloud, and somebody wrote that down. `role` holds what was agreed on their role sheet, with names."""

    name: str | None
    voice: str
    aloud: bool
    written_by: str | None
    said_at: datetime.datetime
    role: dict[str, str] = field(default_factory=dict)
    contact: Contact | None = None


@dataclass
class Ask:
    """A question to someone who was not in the room. `by` will ask them, until the day `until`. `whom` is None where
    the action is held for private details."""

    whom: str | None
    asked_at: datetime.datetime
    by: str | None
    until: datetime.date | None


@dataclass
class Update:
    """What was said of an action later, by its owner, by a leader who was asked (`ask` counts from 0), or by a
    facilitator who was told. `words` and `passed_to` are None where they are held for private details."""

    by: str
    state: str
    words: str | None
    language: str
    next_by: datetime.date | None
    passed_to: str | None
    ask: int | None
    held_because: str
    said_at: datetime.datetime


@dataclass
class Action:
    """What will be done. `state` is promised, asked or open; how it went on is told by its `updates`, the oldest
    first. `notes` are the numbers of the notes it came from, `theme` of its pile."""

    id: int
    what: str | None
    lens: str
    first_step: str | None
    due: datetime.date | None
    state: str
    held_because: str
    topic: int | None
    note: int | None
    notes: list[int]
    theme: int | None
    involvement: str
    decided_by: str | None
    carried: bool  # the event before had left it open
    said_yes: list[Yes]
    asks: list[Ask]
    updates: list[Update]
    wondered: int  # how often readers asked what happened
    written_at: datetime.datetime
    late: bool


@dataclass
class Offer:
    """What somebody can give. `actions` are the numbers of the actions it goes with."""

    id: int
    skill: str | None
    time: str | None
    name: str | None
    held_because: str
    actions: list[int]
    made_at: datetime.datetime
    late: bool
    contact: Contact | None = None


@dataclass
class Impression:
    """A closing line; nobody's name stands with it, in no edition."""

    words: str | None
    state: str
    because: str
    late: bool


@dataclass
class Word:
    """A word that people asked about, and its plain meaning (empty while nobody has written one)."""

    word: str
    meaning: str
    asked: int


@dataclass
class Book:
    """The whole."""

    event: Invitation
    names: bool
    language: str  # of our own words in it
    house: str  # of the house: what its facilitators wrote
    made_at: datetime.datetime
    people: People
    stages: list[StageTime]
    house_rules: list[str]
    actions: list[Action]
    actions_taken_back: int
    topics: list[Topic]
    rounds: list[Round]
    tables: list[Table]
    whole_room: list[Note]
    whole_room_photos: list[Photo]
    themes: list[Theme]
    offers: list[Offer]
    offers_taken_back: int
    debrief: list[DebriefLine]
    impressions: list[Impression]
    felt_heard: dict[str, int]
    words: list[Word]

    @property
    def is_cafe(self) -> bool:
        """People sat at tables and moved between rounds."""
        return bool(self.rounds)

    @property
    def places(self):
        """Everything that was said, place by place: topics, tables round by round, tables between rounds, the room."""
        for topic in self.topics:
            yield Place(topic.notes, topic.photos, topic=topic)
        tables = {table.number: table for table in self.tables}
        for round_ in self.rounds:
            for at in round_.at_tables:
                yield Place(at.notes, at.photos, None, round_, tables[at.table], at.question, at.drawing)
            yield Place(round_.notes, round_.photos, round=round_, question=round_.question)
        for table in self.tables:
            yield Place(table.notes, table.photos, table=table, question=table.question)
        yield Place(self.whole_room, self.whole_room_photos)

    @property
    def notes(self) -> list[Note]:
        """Every note, place by place."""
        return [note for place in self.places for note in place.notes]

    @property
    def photos(self) -> list[Photo]:
        """Every photo, likewise."""
        return [photo for place in self.places for photo in place.photos]

    @property
    def drawings(self) -> list[Drawing]:
        """Every tablecloth that this edition shows."""
        return [place.drawing for place in self.places if place.drawing and place.drawing.strokes]

    @property
    def offered(self) -> list[Note]:
        """What people wrote as offers, among the notes, in order of arrival."""
        return sorted((note for note in self.notes if note.kind == "offer" and note.words), key=lambda note: note.id)

    @property
    def unsorted(self) -> list[Note]:
        """The notes that are in no pile, place by place; those that were taken back are none."""
        sorted_ = {number for theme in self.themes for number in theme.notes}
        return [note for note in self.notes if note.id not in sorted_ and note.state != TAKEN_BACK]
