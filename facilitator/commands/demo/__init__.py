"""Days to look at and try: Mill Quay in the middle of its second talk time, Cedar Court at its end, Harbour Ward's café
in its second round, and Riverside's community café at its end.

Everything is invented. Each event is a JSON file in this folder, made into rows by the same actions that people use.
Every act has an id of its own, so that making a demo that was broken off goes on where it stopped.
"""

import datetime
import json
from pathlib import Path

from ...events import actions as events
from ...events.models import Event
from ...events.recipes import recipes
from ...journal.models import Journal
from ..stand_in import as_organiser
from .cafe import CafeDay
from .open_space import OpenSpaceDay
from .series import OF_EVENT, begin_series
from .telling import LAST

FILES = ("mill_quay.json", "cedar_court.json", "harbour_ward.json", "riverside.json")


def make_missing(app, first_run_only: bool = False) -> list[str]:
    """Make the demo events that are not there, or not whole; gives their titles.

    With `first_run_only`, nothing when people have made events of their own already.
    """
    made = []
    with app.app_context():
        own = Event.select().where(~Event.is_demo).exists()
        for name in FILES:
            told = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
            event = Event.get_or_none(Event.code == told["code"])
            if event is None and not (first_run_only and own):
                event = _begin(told, datetime.datetime.now())
            if event is None or not event.is_demo or _is_whole(event):
                continue
            print(f"Making the demo event “{event.title}”", flush=True)
            day = CafeDay if recipes()[event.recipe].is_cafe else OpenSpaceDay
            if event.code == OF_EVENT:
                begin_series(event)
            day(event, told).make()
            made.append(event.title)
    return made


def _is_whole(event) -> bool:
    return Journal.select().where(Journal.event_id == event.id, Journal.op == LAST).exists()


def _begin(told, now) -> Event:
    """The event itself, planned so that the stage it stands in begins about now."""
    stages = recipes()[told["recipe"]].stages
    before = next(place for place, stage in enumerate(stages) if stage["name"] == told["stage"])
    minutes = sum(stage["minutes"] for stage in stages[:before])
    begins = now - datetime.timedelta(minutes=minutes + now.minute % 5)
    asked = {key: told[key] for key in ("question", "question_by", "sponsor", "venue", "languages", "house_rules")}
    return events.create(
        by=as_organiser(), recipe=told["recipe"], title=told["title"], code=told["code"], date=begins.date(),
        starts=begins.strftime("%H:%M"), question_why=told.get("question_why", ""),
        hands_visible=told["hands_visible"], is_demo=True, **asked,
    )  # fmt: skip
