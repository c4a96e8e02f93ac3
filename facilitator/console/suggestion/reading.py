"""The board as the engine sees it: ids, hands and needs out of the record, no names and no words.

Only what is still to come. Topics, slots and spaces have the record's numbers as text; people are "p12". A talk in any
other spot stands in a space of its own.
"""

from collections import defaultdict

from ...agenda.board import begun_slots, parked, sessions_of, slots_of, spaces_of
from ...agenda.models import Hand, Session
from ...events.models import Event
from ...people.models import Person
from ...topics.models import JOINED, Topic


def instance_of(event: Event, stay=frozenset()) -> dict:
    """What `suggest-board` reads (docs/mixing-board.md). Topics whose ids are in `stay` keep their place; and so do
    those in any other spot, those held back, and those that are over."""
    begun = begun_slots(event)
    sessions = [session for session in sessions_of(event, held=True) if session.slot_id not in begun]
    topics = [session.topic for session in sessions] + parked(event)
    slots = [str(slot.id) for slot in slots_of(event) if slot.id not in begun]
    spots = [_spot(session, slots) for session in sessions if session.space is None]
    return {
        "slots": slots,
        "spaces": [*map(_space, spaces_of(event)), *spots],
        "topics": [*_topics(topics, len(slots)), *_joined(event, topics)],
        "people": _people(event, topics),
        "baseline": {
            str(session.topic_id): {
                "slot": str(session.slot_id),
                "space": str(session.space_id or f"spot-{session.id}"),
            }
            for session in sessions
        },
        "frozen": [str(session.topic_id) for session in sessions if session.topic_id in stay or stays(session)],
    }  # fmt: skip


def stays(session: Session) -> bool:
    """A talk that nobody moves: in any other spot, held back, or over."""
    return session.space_id is None or bool(session.topic.held_for) or session.ended_at is not None


def _space(space):
    # Nobody counted the seats: then the engine takes it that they are enough.
    seats = space.seats or None
    return {"id": str(space.id), "capacity": seats, "step_free": space.step_free, "quiet": space.quiet}


def _spot(session, slots):
    """A space for the one talk that meets there; of any other spot we know nothing, and so it fits."""
    return {
        "id": f"spot-{session.id}", "quiet": True,
        "closed": [slot for slot in slots if slot != str(session.slot_id)],
    }  # fmt: skip


def _topics(topics, slots):
    language = defaultdict(list)
    for topic in topics:
        if "language" in topic.needs:
            language[" ".join(topic.needs_words.casefold().split())].append(topic.id)
    for topic in topics:
        convener = [f"p{topic.convener_id}"] if topic.convener_id and topic.convener.left_at is None else []
        # Two talks that need one interpreter are kept apart like two talks of one convener, where there is time enough.
        helped = [f"language {words}" for words, ids in language.items() if topic.id in ids and 1 < len(ids) <= slots]
        yield {
            "id": str(topic.id), "conveners": convener + helped,
            "step_free": "step_free" in topic.needs, "quiet": "quiet" in topic.needs,
        }  # fmt: skip


def _joined(event, topics):
    """Topics that were joined into one of these: their hands count for it."""
    standing = {topic.id for topic in topics}
    for topic in Topic.select().where(Topic.event == event, Topic.state == JOINED):
        if topic.joined_into_id in standing:
            yield {"id": str(topic.id), "merged_into": str(topic.joined_into_id)}


def _people(event, topics):
    standing = {topic.id for topic in topics}
    wanted = {str(topic.convener_id): {} for topic in topics if topic.convener_id and topic.convener.left_at is None}
    hands = Hand.select(Hand, Topic).join(Topic).switch(Hand).join(Person)
    for hand in hands.where(Hand.event == event, Person.left_at.is_null()).order_by(Hand.id):
        if hand.topic_id in standing or hand.topic.joined_into_id in standing:
            wanted.setdefault(str(hand.person_id), {})[str(hand.topic_id)] = 1
    return [{"id": f"p{person}", "votes": votes} for person, votes in wanted.items()]
