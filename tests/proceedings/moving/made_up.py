"""Events that never were, made up by chance: every table, every field, whatever the schema allows and more than people
do. What comes out is what `pack` gives of a whole event."""

import datetime
import itertools

import peewee
from full_day import EDGES

from facilitator.db import JSONField
from facilitator.events.models import OF_A_ROUND
from facilitator.proceedings.moving.checking import BELONGS_TO, unique_in
from facilitator.proceedings.moving.fields import ELSEWHERE, TABLES, points_to
from facilitator.proceedings.moving.pack import plainly
from facilitator.proceedings.moving.values import FORM, VALUES

WORDS = [words for words in EDGES.values() if len(words) < 3000] + ["", " ", "\u202e", "e\u0301" * 50, "x" * 500]
SERIES = itertools.count(1)
OF_A_FORM = {
    ("event", "starts"): ["00:00", "18:30", "23:59"],
    ("event", "languages"): [["en"], ["ar", "bn"], []],
    ("event", "house_rules"): [[], ["One", "حديقة"]],
    ("event", "follows"): [None],
    ("earlier_count", "counts"): [{}, {"owned": [3, 7]}],
    ("topic", "needs"): [[], ["quiet", "step_free"]],
    ("seat_need", "speaks"): [[], ["so", "pl"]],
    ("seating_plan", "figures"): [{}, {"score": [0, 1.5], "best": True, "new_people": {"3": 4}}],
    ("seating_plan", "why"): [{}, {"needs": {"step_free": 2}}],
    ("stroke", "points"): [[], [1, 2, 3, 4]],
    ("role_sheet", "fields"): [{}, {"work": "Dig\nplant", "hopes": "😀"}],
    ("photo", "width"): [1, 400, 2000],
    ("photo", "height"): [1, 300, 2000],
    ("edition", "book"): [None],
    ("journal", "subject_type"): ["Note", "Event", "Projector", ""],
    ("journal", "subject_id"): [None],
}


def record(chance, most=4) -> dict:
    """A whole record with contacts and without secrets, with up to `most` rows in each table."""
    code = "".join(chance.choice("34679ACDEFGHJK") for _ in range(8))
    tables, counter = {}, itertools.count(1)
    for kept in TABLES:
        fewest = 1 if kept.name in ("event", "stage") else 0
        count = 1 if kept.name == "event" else chance.randint(fewest, 1 if kept.name == "series" else most)
        rows = []
        for _ in range(count):
            row = _row(chance, kept, tables, rows, next(counter))
            if row is not None and not _stands_there(kept, row, rows):
                rows.append(row)
        tables[kept.name] = rows
    for series in tables["series"]:
        series["name"] += f" {next(SERIES)}"  # else it is one that is here already
        tables["event"][0]["series"] = series["id"]
    tables["event"][0] |= {"code": code, "stage_id": chance.choice([None, tables["stage"][0]["id"]])}
    _inside(tables)
    return {"edition": "whole", "secrets": False, "contacts": True, "tables": tables}


def _row(chance, kept, tables, rows, number):
    found = {}
    for field in kept.fields:
        if field.name in kept.secret:
            continue
        if field.primary_key:
            found["id"] = number
            continue
        table = points_to(kept).get(field.name)
        if table and table not in tables and table != kept.name:
            found[field.name] = None  # set later
            continue
        found[field.name] = _value(chance, kept, field, table, tables, rows)
        if found[field.name] is None and not field.null:
            return None  # there is nothing to point to
    if kept.name in BELONGS_TO:
        one, other = BELONGS_TO[kept.name]
        if found[one] is None and found[other] is None:
            return None
        found[other] = None if found[one] else found[other]
    if kept.name == "stage" and found["kind"] in OF_A_ROUND and found["round"] is None:
        found["kind"] = "welcome"
    return found


def _value(chance, kept, field, table, tables, rows):
    key = (kept.name, field.name)
    if key in ELSEWHERE or (field.null and chance.random() < 0.3):
        return None
    if table:
        there = [row["id"] for row in (rows if table == kept.name else tables[table])]
        return chance.choice(there) if there else None
    if key in VALUES:
        return chance.choice(VALUES[key])
    if key in OF_A_FORM:
        return chance.choice(OF_A_FORM[key])
    return _plain(chance, kept, field, FORM.get(key, {}))


def _plain(chance, kept, field, form):
    if isinstance(field, peewee.BooleanField):
        return chance.random() < 0.5
    if isinstance(field, peewee.DateTimeField):
        moment = datetime.datetime(2026, 1, 1) + datetime.timedelta(microseconds=chance.randint(0, 10**14))
        return plainly(moment.replace(microsecond=chance.choice([0, 1, 500_000])))
    if kept.name == "contact" and field.name == "until":  # in no file from its day on
        return plainly(datetime.date.today() + datetime.timedelta(days=chance.randint(1, 30_000)))
    if isinstance(field, peewee.DateField):
        return plainly(datetime.date(2026, 1, 1) + datetime.timedelta(days=chance.randint(-30_000, 30_000)))
    if isinstance(field, peewee.IntegerField):
        return chance.randint(form.get("minimum", -5), form.get("maximum", 10**6))
    if isinstance(field, JSONField):
        return {}
    return "en" if "pattern" in form else chance.choice(WORDS)


def _stands_there(kept, row, rows):
    return any(
        all(row.get(name) is not None and row[name] == other[name] for name in names)
        for names in unique_in(kept)
        for other in rows
    )


def _inside(tables):
    """Rows' numbers that stand in other fields."""
    people, tables_, rounds = ([row["id"] for row in tables[name]] for name in ("person", "table", "round"))
    for plan in tables["seating_plan"]:
        plan["rounds"] = {str(round_): {str(table): people[:2] for table in tables_} for round_ in rounds}
        plan["letters"] = {str(person): "A" for person in people}
    for line in tables["journal"]:
        if line["subject_type"] == "Note" and tables["note"]:
            line["subject_id"] = tables["note"][0]["id"]
