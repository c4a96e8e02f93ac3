"""Hands that are up for the words an action came from: "I will help with this", said on the wall. No promise: that is
said of the action itself. For those who run the event, and for those whose action it is."""

from ..harvest.models import HelpingHand
from ..people.models import Person
from .reading import said_yes, words_behind


def willing(event, actions) -> dict[int, list[Person]]:
    """Who will help with the words that an action came from and has not said yes to the action itself, by action id,
    in the order in which the hands went up. Of words that are on the wall. A fixed number of queries."""
    actions = list(actions)
    behind, promises = words_behind(event, actions), said_yes(actions)
    notes = {note.id for words in behind.values() for note in words}
    hands: dict[int, list[Person]] = {}
    rows = HelpingHand.select(HelpingHand, Person).join(Person).where(HelpingHand.note.in_(notes))
    for hand in rows.order_by(HelpingHand.id):
        hands.setdefault(hand.note_id, []).append(hand.person)
    found = {}
    for action_id, words in behind.items():
        there = {promise.person_id for promise in promises.get(action_id, [])}
        people = {person.id: person for note in words for person in hands.get(note.id, []) if person.id not in there}
        if people:
            found[action_id] = list(people.values())
    return found


def counted(people: list[Person]) -> tuple[list[str], int]:
    """(names of those who agreed to be named on shared screens, how many more)."""
    names = [person.name for person in people if person.name and person.show_name]
    return names, len(people) - len(names)
