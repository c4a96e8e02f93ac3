"""What a plan is worth and why it is as it is: figures and reasons, as the record keeps them with the plan."""

from collections import Counter, defaultdict
from dataclasses import asdict, replace
from itertools import combinations

from ...mixing.seating import Plan, Room, Score, measure, move_rule, obstacles, reasons
from .changes import made_for
from .instance import Instance
from .instance import number as number_of

OF_NO_PLAN = "structure"  # somebody without a seat, or a table that is gone: not a rule of how people sit


def judge(instance: Instance, plan: Plan) -> tuple[dict, dict]:
    """`(figures, why)` of a plan, as SeatingPlan keeps them. For `background.run`: a thousand people take a second.

    figures  score, repeats, repeats_bound, best (nothing better can exist), moved (people who were told another table),
             new_people {how many new people one meets: how many people do}
    why      needs {need: how many people, groups or pairs}, breaks {rule: how often} in the rounds to come, obstacles
             (why no plan can keep all rules, as the engine tells it), made_for as changes.py has it
    """
    room = instance.room()
    measured = measure(room, plan)
    breaks = broken(measured, instance)
    breaks.pop(OF_NO_PLAN, None)  # who came or left after the plan was made
    figures = {
        "score": list(measured.score),
        "repeats": measured.repeat_excess,
        "repeats_bound": measured.repeats_bound,
        "best": not breaks and measured.score[:3] <= (0, measured.revisits_bound, measured.repeats_bound),
        "moved": measured.displaced_people,
        "new_people": new_people(instance, plan),
    }
    why = {
        "needs": needs_of(instance, plan),
        "breaks": breaks,
        "obstacles": [_as_counted(one.to_dict(), instance) for one in obstacles(room)] if breaks else [],
        "made_for": made_for(instance),
    }
    return figures, why


def broken(measured, instance: Instance) -> dict[str, int]:
    """`{rule: how often}` it is broken in the rounds to come. What was is not the plan's doing."""
    count = Counter()
    for one in measured.breaks:
        if one.round > instance.held:
            count[one.rule] += one.count
    return dict(count)


def _as_counted(obstacle: dict, instance: Instance) -> dict:
    """With the round as people count it: rounds that were held without seats are none of the engine's."""
    return obstacle | ({"round": instance.numbers[obstacle["round"] - 1]} if "round" in obstacle else {})


def new_people(instance: Instance, plan: Plan) -> dict[str, int]:
    """`{n: how many people}` meet n others in all rounds together, of those who are there in a round to come."""
    met = defaultdict(set)
    for tables in plan.rounds:
        for people in tables.values():
            for one, other in combinations(people, 2):
                met[one].add(other)
                met[other].add(one)
    staying = {one for tables in plan.rounds[instance.held :] for people in tables.values() for one in people}
    count = Counter(len(met[one]) for one in staying)
    return {str(n): count[n] for n in sorted(count, reverse=True)}


def needs_of(instance: Instance, plan: Plan) -> dict[str, int]:
    """How many people, groups, pairs or choices the plan heeds in the rounds to come, by need (mixing's Reasons), and
    how many rounds are "held"; what is nobody's need is left out."""
    room = instance.room()
    found = asdict(reasons(coming(room, instance.held), Plan(plan.rounds[instance.held :])))
    return {need: count for need, count in {**found, "held": instance.held}.items() if count}


def coming(room: Room, held: int) -> Room:
    """The room as if its first `held` rounds had not been, nor anybody been told a table."""
    people = [
        replace(one, rounds=frozenset(n - held for n in range(held + 1, room.rounds + 1) if one.is_there(n)))
        for one in room.people
    ]
    here = tuple(one for one in people if one.rounds)
    ids = {one.id for one in here}
    return replace(
        room,
        rounds=room.rounds - held,
        people=here,
        together=tuple(group for group in room.together if set(group) <= ids),
        apart=tuple(pair for pair in room.apart if set(pair) <= ids),
        fixed={(person, number - held): table for (person, number), table in room.fixed.items()},
        baseline=None,
        frozen=0,
    )


def by_the_move_rule(instance: Instance) -> tuple[Plan, dict] | None:
    """`(plan, {person's number: letter})` when people can move by the simple rule all day: no round was held, nobody
    meets anybody twice, and no need is broken. Letter "" stays. For `background.run`.
    """
    found = None if instance.held else move_rule(instance.room())
    if found is None or not found.works:
        return None
    return found.plan, {number_of(person): letter for person, letter in found.letters.items()}


def better(new: Plan, old: Plan, instance: Instance) -> bool:
    """Whether a plan is worth more than another in this room. For `background.run`."""
    room = instance.room()
    return measure(room, new).score < measure(room, old).score


def fits(instance: Instance, kept: dict) -> dict[str, int]:
    """`{rule: how often}` a plan of the record would break it in the room as it stands now, in the rounds to come.

    People who came since and have no seat in it break nothing; those who left are not counted any more; who chose a
    table meanwhile sits there. Tables that are gone count as "structure". For `background.run`.
    """
    room = instance.room()
    seats = instance.to_engine(kept).seats()
    for person, number, table in instance.chosen:
        seats[number - 1][person] = table
    people = tuple(
        replace(one, rounds=frozenset(n for n, seat in enumerate(seats, 1) if one.id in seat and one.is_there(n)))
        for one in room.people
    )
    there = {one.id: one.rounds for one in people}
    seats = [
        {person: table for person, table in seat.items() if number in there.get(person, ())}
        for number, seat in enumerate(seats, 1)
    ]
    return broken(measure(replace(room, people=people), Plan.of_seats(seats)), instance)


def cost(instance: Instance, plan: Plan, changed: Plan) -> tuple[dict, dict]:
    """`({figure: by how much it grows}, {rule: how much more often it is broken})` when `changed` takes its place."""
    room = instance.room()
    before, after = measure(room, plan), measure(room, changed)
    grows = {name: b - a for name, a, b in zip(Score._fields, before.score, after.score, strict=True)}
    rules = Counter(broken(after, instance))
    rules.subtract(broken(before, instance))
    return grows, {rule: count for rule, count in rules.items() if count}
