"""A topic as the room sees it."""

from collections import defaultdict

from peewee import JOIN

from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from ..people.models import Person
from ..statements import written_once
from .models import ANNOUNCED, DRAFT, JOINED, WITHDRAWN, JoinRequest, Topic

ONE = [None]  # the key of a fragment of which there is only one


def _of_topic(topic):
    """What a changed topic wakes: itself, and the one it was joined into."""
    return {topic.id, topic.joined_into_id} - {None}


def _pages_of(topic):
    """The pages on which a topic's title stands: its own, of the one it was joined into, of those joined into it."""
    return _of_topic(topic) | {row.id for row in Topic.select(Topic.id).where(Topic.joined_into == topic)}


def _of_person(person):
    """The topics a person convenes, with those they were joined into: their name stands on them."""
    return {id_ for topic in Topic.select().where(Topic.convener == person) for id_ in _of_topic(topic)}


@fragment("topic", "topics/_topic.html", wakes={Topic: _of_topic, Person: _of_person})
def topic(event, audience, channel, keys=None):
    """Announced topics in the order of their arrival; on the big screen the newest first. The console has held ones."""
    wanted = [Topic.state == ANNOUNCED]
    if audience != CONSOLE:
        wanted.append(Topic.held_for == "")
    if keys is not None:
        wanted.append(Topic.id.in_(list(keys)))
    for found, joined in _with_joined(event, *wanted):
        arrived = found.announced_at.timestamp()
        order = -arrived if audience == PROJECTOR else arrived
        yield Piece(found.id, order=order, context={"topic": found, "joined": joined})


@fragment(
    "about",
    "topics/_about.html",
    audiences=(PHONE,),
    wakes={
        Topic: lambda t: [(page_channel(id_), id_) for id_ in _pages_of(t)],
        Person: lambda p: [(page_channel(id_), id_) for id_ in _of_person(p)],
    },
    channels=lambda event: [page_channel(t.id) for t in Topic.select(Topic.id).where(Topic.event == event)],
)
def about(event, audience, channel, keys=None):
    """One topic on its own page, as all may see it."""
    number = int(channel.removeprefix("topic-"))
    if keys is not None and number not in keys:
        return
    up = (Topic.state << (ANNOUNCED, JOINED)) & (Topic.held_for == "")
    for found, joined in _with_joined(event, Topic.id == number, up):
        yield Piece(found.id, context={"topic": found, "joined": joined})


@fragment("pitch", "topics/_pitch.html", audiences=(PROJECTOR,), wakes={Topic: lambda t: ONE, Person: lambda p: ONE})
def pitch(event, audience, channel, keys=None):
    """The topic that is being announced to the room, large; nothing when there is none."""
    now_said = (Topic.state == ANNOUNCED) & (Topic.held_for == "") & Topic.is_pitching
    for found, joined in _with_joined(event, now_said):
        yield Piece(None, context={"topic": found, "joined": joined})


@fragment("queue", "topics/_queue.html", audiences=(CONSOLE,), wakes={Topic: lambda t: ONE, Person: lambda p: ONE})
def queue(event, audience, channel, keys=None):
    """Who announces now, and who next, in the order of arrival."""
    up = [found for found, _joined in _with_joined(event, Topic.state == ANNOUNCED, Topic.held_for == "")]
    now_said = next((found for found in up if found.is_pitching), None)
    waiting = [found for found in up if found.pitched_at is None]
    yield Piece(None, context={"now_said": now_said, "waiting": waiting, "any_up": bool(up)})


@mine("convener", "topic")
@written_once
def convened(person):
    """The topics this person convenes, and those of the people they write for."""
    own = (Topic.convener == person) | (Person.helper == person)
    return Topic.select(Topic.id).join(Person, on=Topic.convener).where(own).tuples()


def page_channel(topic_id: int) -> str:
    """The channel of the page of one topic."""
    return f"topic-{topic_id}"


def not_up(people) -> list[Topic]:
    """Topics of these people that the room does not see: drafts, held, taken back; in the order of offering."""
    return _not_up(list(people)) if people else []


@written_once
def _not_up(people):
    hidden = (Topic.state << (DRAFT, WITHDRAWN)) | ((Topic.state == ANNOUNCED) & (Topic.held_for != ""))
    return _with_convener().where(Topic.convener << people, hidden).order_by(Topic.number)


def standing(people) -> list[Topic]:
    """Topics of these people that could be joined with another: drafts and announced ones that are not held back."""
    own = Topic.convener << [person.id for person in people]
    stands = Topic.state << (DRAFT, ANNOUNCED), Topic.held_for == ""
    return list(_with_convener().where(own, *stands).order_by(Topic.number))


def asked_of(people) -> list[JoinRequest]:
    """Open questions to these people, whether to join topics; oldest first."""
    return [request for request in (_asked(list(people)) if people else []) if request.is_open]


@written_once
def _asked(people):
    own = JoinRequest.into << Topic.select(Topic.id).where(Topic.convener << people)
    return JoinRequest.select().where(own, JoinRequest.answer == "").order_by(JoinRequest.id)


def _with_convener():
    return Topic.select(Topic, Person).join(Person, JOIN.LEFT_OUTER, on=Topic.convener)


def _with_joined(event, *wanted):
    """(topic, topics joined into it) of what is wanted, in the order of arrival, with conveners: two queries."""
    found = list(_with_convener().where(Topic.event == event, *wanted).order_by(Topic.announced_at, Topic.number))
    joined = defaultdict(list)
    if found:
        of_these = (Topic.state == JOINED) & (Topic.held_for == "") & Topic.joined_into.in_([each.id for each in found])
        for each in _with_convener().where(of_these).order_by(Topic.number):
            joined[each.joined_into_id].append(each)
    return [(each, joined[each.id]) for each in found]
