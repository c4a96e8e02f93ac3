"""A community café in the record: three rounds, tables with and without notes, drawings, photos, patterns, leaders."""

import datetime

from full_day import EDGES, LANGUAGE, picture, write_rows

from facilitator.actions.models import Action, Promise
from facilitator.cafe.models import HOSTING, Cloth, Company, Host, Scribe, Seat, SeatNeed, Stroke, TableDevice
from facilitator.closing.models import DebriefLine
from facilitator.db import now
from facilitator.events.models import Round, Stage, Table
from facilitator.journal import action
from facilitator.notes.models import MAIN, PATTERN, RECAP, SURPRISE, Note, Photo
from facilitator.people.models import Person

BEGAN = datetime.datetime(2026, 11, 21, 14, 50)
# What must arrive whole, beside the notes: people's words in every other place.
ELSEWHERE = {
    "question": 'What "do" we <know> = here? *really*',
    "own question": "أين نلعب؟ (table 2)",
    "table name": "Blue corner & co",
    "heard": "=people feel <b>told off</b>",
    "will": "سأقدم تقريرا خلال 3 أشهر",
    "cannot": "promise new money\ntoday",
    "because": "the budget is *set* in April",
    "photo": "A drawing of a bench & a tree",
}
HOST, SCRIBE, SITTER = "Host-Name", "Scribe-Name", "Sitter-Name"


@action("filled a café for a test")
def fill_cafe(change, event, by):
    """Write the day into a café event; returns the event."""
    first, second, third = Round.select().where(Round.event == event).order_by(Round.position)
    one, two, three, four, *_others = Table.select().where(Table.event == event).order_by(Table.number)
    _begin(event, first, second)
    first.question, two.question, one.name = (ELSEWHERE[name] for name in ("question", "own question", "table name"))
    third.away_at = four.away_at = now()
    for row in (first, one, two, third, four):
        row.save()
    host, sitter = write_rows(
        event=event,
        model=Person,
        rows=[
            {"name": HOST, "return_code": "HOST0001"},
            {"name": SITTER, "return_code": "SIT00001", "needs": "secret need"},
        ],
    )
    (device,) = write_rows(event=event, model=TableDevice, rows=[{"table": one, "key": "secret key"}])
    write_rows(event=event, model=Host, rows=[{"table": one, "person": host, "state": HOSTING}])
    write_rows(event=event, model=Scribe, rows=[{"round": first, "table": one, "name": SCRIBE}])
    write_rows(event=event, model=Seat, rows=[{"round": first, "table": one, "person": sitter}])
    write_rows(event=event, model=SeatNeed, rows=[{"person": sitter, "step_free": True, "speaks": ["so"]}])
    write_rows(event=event, model=Company, rows=[{"one": host, "other": sitter, "apart": True}])
    _say(event, (first, second), (one, two, three), device, sitter)
    _draw(event, first, one, two, sitter)
    _answer(event, sitter)
    change.record(event)
    return event


def _begin(event, first, second):
    for number, round_ in enumerate((first, second)):
        stage = Stage.get(Stage.round == round_, Stage.kind == "round")
        stage.started_at = BEGAN + datetime.timedelta(minutes=30 * number)
        stage.ended_at = stage.started_at + datetime.timedelta(minutes=20)
        stage.save()


def _say(event, rounds, tables, device, sitter):
    (first, second), (one, two, _three) = rounds, tables
    kinds, held = ["insight", "idea", ""], {"state": "held", "held_at": now()}
    write_rows(
        event=event,
        model=Note,
        rows=[
            {
                "round": (first, second)[number % 2],
                "table": (one, two)[number // 2 % 2],
                "words": words,
                "kind": kinds[number % 3],
                "language": LANGUAGE.get(name, "en"),
            }
            for number, (name, words) in enumerate(EDGES.items())
        ],
    )
    write_rows(
        event=event,
        model=Note,
        rows=[
            {"round": first, "table": one, "words": "Main of one", "purpose": MAIN, "device": device},
            {"round": first, "table": two, "words": "Main of two", "purpose": MAIN},
            {"round": second, "table": one, "words": "Story of one", "purpose": RECAP, "written_by": sitter},
            {"round": first, "table": one, "words": "I can lend a drill", "kind": "offer"},
            {"round": first, "table": two, "words": "Call 07700 900123", **held, "held_because": "phone number"},
            {"round": first, "table": two, "words": "", "state": "taken_back"},
            {"round": first, "words": "In the round, at no table"},
            {"table": two, "words": "At the table, in no round"},
            {"words": "Waiting comes up everywhere", "purpose": PATTERN},
            {"words": "Nobody spoke of buses", "purpose": SURPRISE},
            {"words": "Said to all"},
        ],
    )


def _draw(event, first, one, two, sitter):
    image = {"image": picture(), "width": 400, "height": 300}
    write_rows(
        event=event,
        model=Photo,
        rows=[
            {"round": first, "table": one, "words": ELSEWHERE["photo"], **image},
            {"round": first, "table": two, **image, "state": "held", "held_at": now(), "held_because": "a face"},
        ],
    )
    shown, held = write_rows(
        event=event,
        model=Cloth,
        rows=[{"round": first, "table": one}, {"round": first, "table": two, "held_because": "a face"}],
    )
    write_rows(
        event=event,
        model=Stroke,
        rows=[
            {"cloth": shown, "points": [100, 100, 200, 300, 500, 320], "colour": "blue", "thickness": 9},
            {"cloth": shown, "points": [700, 300], "colour": "red", "thickness": 20, "person": sitter},
            {"cloth": shown, "points": [], "colour": "red", "thickness": 20, "undone_at": now()},
            {"cloth": held, "points": [333, 444, 555, 666], "colour": "blue", "thickness": 9},
        ],
    )


def _answer(event, sitter):
    write_rows(
        event=event,
        model=DebriefLine,
        rows=[
            {
                "who": "Board chair",
                "i_heard": ELSEWHERE["heard"],
                "i_will": ELSEWHERE["will"],
                "by": datetime.date(2026, 12, 15),
                "i_cannot": ELSEWHERE["cannot"],
                "because": ELSEWHERE["because"],
                "language": "ar",
                "confirmed_at": now(),
            },
            {"who": "Health lead", "i_will": "Not agreed to yet"},
            {
                "who": "Planner",
                "i_will": "answer on 07700 900124",
                "held_because": "phone number",
                "confirmed_at": now(),
            },
        ],
    )
    (bench,) = write_rows(event=event, model=Action, rows=[{"what": "Paint the bench", "lens": "ourselves"}])
    write_rows(event=event, model=Promise, rows=[{"action": bench, "person": sitter}])
