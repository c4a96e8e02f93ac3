"""What became different in the room since a plan was made for it."""

import hashlib
import json

from ..models import SeatingPlan
from .instance import Instance, number

CAME, LEFT, ELSEWHERE, TABLES, HOSTS, NEEDS = "came", "left", "elsewhere", "tables", "hosts", "needs"


def made_for(instance: Instance) -> dict:
    """What is kept with a plan, so that later changes can be told: fingerprints, nobody's needs."""
    return {
        TABLES: _fingerprint(instance.data["tables"]),
        HOSTS: {str(id_): number(one["host"]) for id_, one in instance.people.items() if one["host"]},
        NEEDS: _needs(instance),
    }


def changes_since(instance: Instance, plan: SeatingPlan) -> dict[str, int]:
    """`{what: how many}` since the plan was made, for the room as it stands now; what did not change is left out.

    came, left         people
    elsewhere          people who sit, or chose to sit, at another table than the plan says
    tables             1 when a table came, went, or changed
    hosts, needs       people who host or stopped hosting; people whose needs or company changed
    """
    before, now = plan.why.get("made_for", {}), made_for(instance)
    planned = {round_: _seats(tables) for round_, tables in plan.rounds.items()}
    known = set().union(*planned.values())
    expected = set().union(*(planned.get(str(round_), ()) for round_ in instance.to_come))
    here = set(instance.people)
    needs, needed = now[NEEDS], before.get(NEEDS, {})
    hosts, hosted = now[HOSTS], before.get(HOSTS, {})
    found = {
        CAME: len(here - known),
        LEFT: len(expected - here),
        ELSEWHERE: len(_elsewhere(instance, planned)),
        TABLES: int(now[TABLES] != before.get(TABLES)),
        HOSTS: sum(hosts.get(id_) != hosted.get(id_) for id_ in hosts.keys() | hosted.keys() if int(id_) in here),
        NEEDS: sum(needs.get(str(id_)) != needed.get(str(id_)) for id_ in here & known),
    }
    return {what: count for what, count in found.items() if count}


def _seats(tables) -> dict[int, int]:
    return {person: int(table) for table, people in tables.items() for person in people}


def _elsewhere(instance, planned) -> set[int]:
    chosen = [(int(number(p)), instance.rounds[place - 1], int(number(t))) for p, place, t in instance.data["fixed"]]
    sat = [
        (int(number(person)), instance.rounds[place], int(number(table)))
        for place in range(instance.held)
        for table, people in instance.data["baseline"]["rounds"][place].items()
        for person in people
    ]
    return {
        person for person, round_, table in chosen + sat
        if person in instance.people and planned.get(str(round_), {}).get(person, table) != table
    }  # fmt: skip


def _needs(instance) -> dict[str, str]:
    company = {}
    for what in ("together", "apart"):
        for group in instance.data[what]:
            for one in group:
                company.setdefault(one, []).append([what, *group])
    last = len(instance.rounds)
    return {
        str(id_): _fingerprint([
            one["step_free"], one["langs"], instance.rounds[one["rounds"][-1] - 1] if last not in one["rounds"] else 0,
            company.get(one["id"], []),
        ])
        for id_, one in instance.people.items()
    }  # fmt: skip


def _fingerprint(what) -> str:
    return hashlib.blake2b(json.dumps(what, sort_keys=True).encode(), digest_size=6).hexdigest()
