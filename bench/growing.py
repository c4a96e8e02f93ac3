"""What one size of day costs, for `grow` and `page`: printed as JSON, from a process of its own.

python -m bench.growing PEOPLE TOPICS NOTES
"""

import gzip
import json
import sys

import eventlet

eventlet.monkey_patch()  # as the server does: its reading connection stays open, where threads open one for each page

from facilitator import background  # noqa: E402

background.share_locks()

from .big_day import big_day  # noqa: E402

PAGES = {"Now": "", "topics": "topics", "board": "board", "wall": "wall", "board on the console": "console/board"}


def measured(people: int, topics: int, notes: int) -> dict[str, float]:
    """`{what: milliseconds of processor time}`, and for each page its letters and, as a bound, what the web framework
    takes for a page of the same bytes."""
    with big_day(people, topics, notes) as day:
        from facilitator.live.kept import kept

        found = {}
        for name, path in PAGES.items():
            client = day.console if path.startswith("console") else day.clients[0]
            answer = day.page(path, client)
            found[f"{name}, kept"] = day.cpu(lambda path=path, client=client: day.page(path, client))
            found[f"{name}, not kept"] = day.cpu(
                lambda path=path, client=client: day.page(path, client), before=kept.forget
            )
            found[f"{name}, bytes"] = len(gzip.decompress(answer.data))
        found["bare Flask, same bytes"] = _bare(day, found["board, bytes"])
        return found | _acts(day)


def _bare(day, size):
    from flask import Flask

    app, body = Flask("bare"), "x" * size
    app.get("/")(lambda: body)
    client = app.test_client()
    return day.cpu(lambda: client.get("/"))


def _acts(day):
    from facilitator.access import PARTICIPANT, Viewer
    from facilitator.agenda.actions import raise_hand
    from facilitator.agenda.models import Hand
    from facilitator.events.models import Event
    from facilitator.live.fragments import render, stale_after
    from facilitator.notes.actions import write
    from facilitator.people.actions import join
    from facilitator.people.models import Person
    from facilitator.proceedings.gather import gather
    from facilitator.topics.models import Topic

    event, someone = Event.get_by_id(day.event.id), Person.get_by_id(day.people[-1].id)
    viewer = Viewer(event=event, role=PARTICIPANT, roles=frozenset({PARTICIPANT}), person=someone, people=(someone,))
    topic = Topic.get_by_id(day.topics[0])
    ups = iter(range(10_000))
    found = {}
    with day.app.test_request_context("/"):
        found["joining"] = day.cpu(lambda: join(event=event, name="One more"))
        found["a hand"] = day.cpu(lambda: raise_hand(event=event, by=viewer, topic=topic, up=next(ups) % 2 == 0))
        found["a note"] = day.cpu(
            lambda: write(event=event, by=viewer, topic=topic, words=f"Word {next(ups)}", kind="", lens="")
        )

        def tell(subject, *places):
            stale = stale_after([subject])
            for place in places:
                if place in stale:
                    render(event, "phone", place, stale[place])

        from facilitator.notes.models import Note

        note = Note.select().order_by(Note.id.desc()).first()
        hand = Hand.select().where(Hand.topic == topic).first() or Hand.select().first()
        everywhere = ("wall", "wall"), ("note", f"session-{topic.id}")
        found["telling of a hand"] = day.cpu(lambda: tell(hand, ("board-card", "")))
        found["telling of a note"] = day.cpu(lambda: tell(note, *everywhere))
        found["telling of a card"] = day.cpu(lambda: tell(topic, ("board-card", ""), ("topic", "")))
        found["gathering for an export"] = day.cpu(lambda: gather(event), times=3)
    return found


if __name__ == "__main__":
    print(json.dumps(measured(*map(int, sys.argv[1:4]))))
