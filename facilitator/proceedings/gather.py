"""One event's Book, gathered out of the record in the same number of questions however long the day was."""

from collections import Counter, defaultdict

from peewee import fn

from ..agenda.models import Hand, Session
from ..closing.models import HEARD, WORDS_OF_A_LINE, DebriefLine, Impression
from ..db import database, now
from ..events.clock import stages_of, timeline
from ..events.models import HANDS_HIDDEN, Event, Series, Slot, Space
from ..harvest.models import HelpingHand, Star
from ..help.models import Term
from ..lookback.models import LookBack
from ..notes.models import Note, Photo, Translation
from ..people.counts import by_voice, how_many
from ..people.models import Person
from ..private_details import likely
from ..topics.models import ANNOUNCED, DRAFT, JOINED, KEPT, Topic
from . import book as books
from . import gather_promises
from .book import HELD, SHOWN, TAKEN_BACK, Book
from .gather_cafe import rounds_and_tables

WHOLE_ROOM = ("room",)
HAS_WORDS = (ANNOUNCED, JOINED, KEPT)  # a draft is its convener's own, and what was withdrawn was taken back


def gather(event: Event, names: bool = False, contacts: bool = False, language: str | None = None) -> Book:
    """The Book of `event` as it stands now; with `names`, in the edition for those who do the work, and with
    `contacts` too, with how to reach those who agreed to that. Our own words in it will be in `language`, else in
    that of the house.

    Everything is read in one go, so that a note that arrives meanwhile is either wholly in or wholly out.
    """
    with database.atomic():
        event = Event.get_by_id(event.id)
        return _Gathering(event, names, contacts and names, language).book()


def image_of(photo: books.Photo) -> bytes:
    """The picture itself, read only when a writer wants it: a Book of many photos stays small."""
    return Photo.select(Photo.image).where(Photo.id == photo.id).scalar()


class _Gathering:
    def __init__(self, event, names, contacts, language):
        self.event, self.names, self.contacts, self.language = event, names, contacts, language
        self.voices = by_voice(event)
        people = Person.select(Person.id, Person.name, Person.voice, Person.show_name, Person.left_at)
        people = list(people.where(Person.event == event).order_by(Person.id).tuples())
        self.people = {id_: (name, voice) for id_, name, voice, _agreed, _left in people}
        self.agreed = [name for _id, name, _voice, agreed, left in people if name and agreed and left is None]
        self.timeline = timeline(event, stages_of(event))

    def book(self) -> Book:
        event = self.event
        notes, photos, topics = self.notes(), self.photos(), self.topics()
        for topic in topics:
            here = ("topic", topic.id)
            topic.notes, topic.photos = notes.pop(here, []), photos.pop(here, [])
        rounds, tables = rounds_and_tables(event, self.timeline, notes, photos, self.name, self.names)
        contacts = gather_promises.contacts(event) if self.contacts else {}
        promises = (self.unless_private, self.name)
        actions, taken_back = gather_promises.actions(
            event, {topic.id: topic.number for topic in topics}, *promises, self.yes, self.names, contacts
        )
        offers, offers_taken_back = gather_promises.offers(event, *promises, self.names, contacts)
        house = next(iter(event.languages), "en")
        impressions = list(Impression.select().where(Impression.event == event).order_by(Impression.id))
        felt = Counter(row.felt_heard for row in impressions)
        return Book(
            event=books.Invitation(
                **{
                    name: getattr(event, name)
                    for name in (
                        "title", "code", "question", "question_by", "question_why", "sponsor", "venue", "date",
                        "look_back_on", "languages", "recipe",
                    )
                },
                answer_within=LookBack.select(LookBack.answer_within).where(LookBack.event == event).scalar(),
                series=Series.select(Series.name).where(Series.id == event.series_id).scalar() or "",
                follows=Event.select(Event.title).where(Event.id == event.follows_id).scalar() or "",
            ),
            names=self.names,
            language=self.language or house,
            house=house,
            made_at=now(),
            people=books.People(how_many(event), self.voices, self.agreed if self.names else []),
            stages=[
                books.StageTime(
                    time.stage.name, time.stage.kind, time.stage.minutes, time.planned,
                    time.stage.started_at, time.stage.ended_at,
                )
                for time in self.timeline
            ],
            house_rules=list(event.house_rules),
            actions=actions,
            actions_taken_back=taken_back,
            topics=[topic for topic in topics if topic.state != DRAFT or topic.notes or topic.photos],
            rounds=rounds,
            tables=tables,
            whole_room=notes.pop(WHOLE_ROOM, []),
            whole_room_photos=photos.pop(WHOLE_ROOM, []),
            themes=gather_promises.themes(event, *promises),
            offers=offers,
            offers_taken_back=offers_taken_back,
            debrief=[
                self.debrief_line(line)
                for line in DebriefLine.select().where(DebriefLine.event == event).order_by(DebriefLine.id)
            ],
            impressions=[self.impression(row) for row in impressions if row.words or row.state == TAKEN_BACK],
            felt_heard={answer: felt[answer] for answer in HEARD},
            words=[
                books.Word(term.word, term.meaning, term.asked)
                for term in Term.select().where(Term.event == event).order_by(Term.word, Term.id)
            ],
        )  # fmt: skip

    def topics(self):
        """In board order: by time, then place; then those without a place, as they arrived. Drafts are among them."""
        event = self.event
        slots = {slot.id: slot for slot in Slot.select().where(Slot.event == event)}
        spaces = {space.id: space for space in Space.select().where(Space.event == event)}
        sessions = {session.topic_id: session for session in Session.select().where(Session.event == event)}
        rows = list(Topic.select().where(Topic.event == event).order_by(Topic.number))
        numbers = {row.id: row.number for row in rows}
        hands = Counter()
        if event.hands_visible != HANDS_HIDDEN:
            counted = Hand.select(Hand.topic, fn.COUNT(Hand.id)).where(Hand.event == event).group_by(Hand.topic)
            hands = Counter(dict(counted.tuples()))
        starts = {time.stage.slot_id: time.starts for time in reversed(self.timeline) if time.stage.slot_id}

        def place_in_book(row):
            session = sessions.get(row.id)
            if session is None:
                return (1, 0, 0, 0, row.number)
            space = spaces.get(session.space_id)
            return (0, slots[session.slot_id].position, space is None, space.position if space else 0, row.number)

        def session_of(row):
            session = sessions.get(row.id)
            if session is None:
                return None
            space = spaces.get(session.space_id)
            return books.Session(
                slot=slots[session.slot_id].name,
                space=space and space.name,
                place=space.name if space else session.elsewhere,
                starts=starts.get(session.slot_id),
                ended_early=session.ended_at,
                carries_on=session.carries_on,
            )

        return [
            books.Topic(
                id=row.id,
                number=row.number,
                title=self.unless_private(row.title, row.held_for) if row.state in HAS_WORDS else None,
                why=self.unless_private(row.why, row.held_for) if row.state in HAS_WORDS else None,
                language=row.language,
                state=row.state,
                held_because=row.held_for if row.state in HAS_WORDS else "",
                convener=self.name(row.convener_id) if row.state in HAS_WORDS else None,
                joined_into=numbers.get(row.joined_into_id),
                split_from=numbers.get(row.split_from_id),
                hands=hands[row.id] if event.hands_visible != HANDS_HIDDEN else None,
                session=session_of(row),
            )
            for row in sorted(rows, key=place_in_book)
        ]

    def notes(self):
        """{place: its notes in order of arrival}."""
        event = self.event
        stars, helping = (self.counted(kind) if event.stars_visible else Counter() for kind in (Star, HelpingHand))
        found, translations = defaultdict(list), self.translations()
        for row in Note.select().where(Note.event == event).order_by(Note.id).namedtuples().iterator():
            gone = row.state == TAKEN_BACK
            words = None if gone else self.unless_private(row.words, row.state == HELD)
            found[_place(row)].append(
                books.Note(
                    id=row.id,
                    kind=row.kind,
                    lens=row.lens,
                    purpose=row.purpose,
                    words=words,
                    language=row.language,
                    state=row.state,
                    because=row.held_because if row.state == HELD else "",
                    source=row.source,
                    card=row.card,
                    interpreted=bool(row.interpreted_by),
                    said_by=None if gone else self.name(row.said_by),
                    written_by=None if gone else self.name(row.written_by),
                    interpreted_by=(row.interpreted_by or None) if self.names and not gone else None,
                    written_at=row.written_at,
                    changed_at=row.changed_at,
                    late=row.late,
                    stars=stars[row.id] if event.stars_visible else None,
                    helping=helping[row.id] if event.stars_visible else None,
                    translations=translations.pop(row.id, []) if words is not None else [],
                )
            )
        return found

    def photos(self):
        """{place: its photos}. The pictures themselves stay in the record until they are wanted."""
        wanted = [field for field in Photo._meta.sorted_fields if field is not Photo.image]
        found = defaultdict(list)
        for row in Photo.select(*wanted).where(Photo.event == self.event).order_by(Photo.id).namedtuples():
            gone = row.state == TAKEN_BACK
            found[_place(row)].append(
                books.Photo(
                    id=row.id,
                    words=None if gone else self.unless_private(row.words, row.state == HELD),
                    state=row.state,
                    because=row.held_because if row.state == HELD else "",
                    media_type=row.kind,
                    width=row.width,
                    height=row.height,
                    taken_at=row.taken_at,
                    late=row.late,
                    has_image=row.state == SHOWN or (row.state == HELD and self.names),
                )
            )
        return found

    def counted(self, kind):
        """{note id: how many stars or hands it has}."""
        rows = kind.select(kind.note, fn.COUNT(kind.id)).where(kind.event == self.event).group_by(kind.note)
        return Counter(dict(rows.tuples()))

    def translations(self):
        """{note id: its translations, by language}."""
        found = defaultdict(list)
        rows = Translation.select(Translation.note, Translation.language, Translation.words, Translation.by)
        rows = rows.join(Note).where(Note.event == self.event).order_by(Translation.language, Translation.id)
        for note, language, words, by in rows.tuples():
            found[note].append(books.Translation(language, words, by))
        return found

    def impression(self, row):
        words = None if row.state == TAKEN_BACK else self.unless_private(row.words, row.state == HELD)
        return books.Impression(words, row.state, row.held_because if row.state == HELD else "", row.late)

    def debrief_line(self, row):
        """Whose words they are stays with them in both editions: a leader speaks to the room in public."""
        said = {name: self.unless_private(getattr(row, name), row.held_because) for name in WORDS_OF_A_LINE}
        return books.DebriefLine(
            id=row.id,
            by=row.by,
            language=row.language,
            held_because=row.held_because,
            confirmed_at=row.confirmed_at,
            written_at=row.written_at,
            **said,
        )

    def yes(self, person_id):
        """(name, voice) of who said yes: by name in the edition with names, else by a voice that enough people
        share."""
        voice = self.people.get(person_id, ("", ""))[1]
        return self.name(person_id), voice if self.voices.get(voice) else ""

    def name(self, person_id):
        """A name, in the edition with names; empty for someone who gave none, None where names stay out."""
        return self.people.get(person_id, ("", ""))[0] if self.names and person_id else None

    def unless_private(self, words, held):
        """Held words stay in the book, marked; but contact details stay out unless names were asked for."""
        return None if held and not self.names and likely(words) else words


def _place(row) -> tuple:
    """Where a note or photo belongs: a topic's session, a table and round (or one of both), or the whole room."""
    if row.topic is not None:
        return ("topic", row.topic)
    return ("table", row.round, row.table) if row.round is not None or row.table is not None else WHOLE_ROOM
