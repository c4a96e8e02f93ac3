"""What somebody chose to read: by question, by table, by lens, by kind; main things first, when they like."""

from dataclasses import dataclass

from flask import request

from ..cafe.room import rounds_of, tables_of
from ..events.models import Round, Table
from ..notes.models import KINDS, LENSES

NAMES = ("round", "table", "lens", "kind", "first")  # as they stand in the address
MAIN_FIRST = "main"


@dataclass(frozen=True)
class Chosen:
    """What is left in sight; empty or None leaves nothing out."""

    round: Round | None
    table: Table | None
    lens: str
    kind: str
    main_first: bool

    @property
    def narrows(self) -> bool:
        """Something is out of sight."""
        return bool(self.round or self.table or self.lens or self.kind)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """(attribute, value) that every note in sight carries, as `data-…`. Never what people typed."""
        found = [("round", self.round and self.round.id), ("table", self.table and self.table.id)]
        return [(name, str(value)) for name, value in [*found, ("lens", self.lens), ("kind", self.kind)] if value]


def chosen(event, values) -> Chosen:
    """What these values of an address choose; what names nothing of this event is left aside."""

    def among(rows, name):
        return next((row for row in rows if str(row.id) == values.get(name)), None)

    lens, kind = values.get("lens", ""), values.get("kind", "")
    return Chosen(
        round=among(rounds_of(event, put_away_too=True), "round"),
        table=among(tables_of(event, put_away_too=True), "table"),
        lens=lens if lens in LENSES else "",
        kind=kind if kind in KINDS else "",
        main_first=values.get("first") == MAIN_FIRST,
    )


def kept_from(values) -> dict[str, str]:
    """Those values of an address that choose, to be carried on to the page that comes after."""
    return {name: values[name] for name in NAMES if values.get(name)}


def chosen_before() -> dict[str, str]:
    """What was chosen on the page from which a form came, so that one gets back to the same view."""
    query = (request.referrer or "").partition("#")[0].partition("?")[2]
    pairs = (part.partition("=") for part in query.split("&"))
    return kept_from({name: value for name, _sign, value in pairs if value.isalnum() or value in LENSES})
