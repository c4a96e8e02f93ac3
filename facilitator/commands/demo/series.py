"""A demo event's earlier ones: a row of cafés of which only the counts are known."""

import json
from pathlib import Path

from ...lookback.series import actions as series
from ...lookback.series.measures import ANSWERED, OWNER, RESIDENTS
from ..stand_in import as_facilitator

FILE = Path(__file__).parent / "riverside_series.json"
OF_EVENT = "FAMI"  # the café at the end of the row


def begin_series(event) -> None:
    """Put the event at the end of its row. Each act has an id of its own, as everywhere in the demo."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    by = as_facilitator(event)
    series.name_series(event=event, by=by, op="demo-series", name=told["name"])
    for held, (topics, raised, actions, owned, answered) in told["counts"].items():
        counts = {OWNER: [owned, actions], ANSWERED: [answered, actions], RESIDENTS: [raised, topics]}
        series.count_earlier(event=event, by=by, op=f"demo-series-{held}", held=held, counts=counts)
