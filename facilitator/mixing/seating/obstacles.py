"""Why a room cannot be seated within its rules, where that is provable: data, to be put in words elsewhere."""

from dataclasses import dataclass, field
from itertools import combinations

from .room import Room
from .units import Numbers


@dataclass(frozen=True)
class Obstacle:
    """One reason. `numbers` holds counts and ids; which ones depends on the kind:

    seats               round, people, seats: more people than chairs
    step_free           round, people, seats: more people in need of a step-free place than there are
    step_free_host      person, table: they host a table with steps and need a step-free place
    group_too_large     people, seats, ids: a group that stays together, and the most chairs one table has for it
    group_apart         ids: two people stay together and must be apart
    group_hosts         ids: a group in which hosts of different tables stay together
    group_step_free     ids, table: who stays with the host of a table with steps needs a step-free place
    hosts_apart         ids, table: two hosts of one table must be apart
    hosts_seats         table, people, seats: a table with more hosts than chairs
    language_alone      round, person, languages, partners, least: too few people who share a language with them
    language_unknown    person: everybody needs company in a language, and theirs is not known
    too_few             round, people, least: too few people for one table
    too_few_for_hosts   round, people, tables, least: too few people to give each host company
    table_too_small     table, seats, least: a hosted table with fewer chairs than a table in use must have people
    no_chair            person, round, table: somebody chose a table where no chair is free
    """

    kind: str
    numbers: dict = field(default_factory=dict)

    def to_dict(self) -> dict:
        """For json."""
        return {"kind": self.kind, **self.numbers}


def obstacles(room: Room) -> list[Obstacle]:
    """All reasons found, each once (in the round where it is worst). None found does not prove that a plan exists."""
    numbers = Numbers(room)
    found = [*_hosts(room), *_groups(room), *_languages(room)]
    for person, round_ in numbers.refused:
        found.append(_obstacle("no_chair", person=person, round=round_, table=room.fixed[person, round_]))
    for kind, one in (
        ("seats", _seats),
        ("step_free", _step_free),
        ("too_few", _too_few),
        ("too_few_for_hosts", _company),
    ):
        worst = max(
            (one(room, numbers, r) for r in range(room.frozen, room.rounds)), key=lambda o: o[0], default=(0, {})
        )
        if worst[0] > 0:
            found.append(Obstacle(kind, worst[1]))
    return found


def _obstacle(kind, **numbers) -> Obstacle:
    return Obstacle(kind, numbers)


def _seats(room, numbers, r):
    people, seats = len(numbers.present[r]), sum(numbers.seats)
    return people - seats, {"round": r + 1, "people": people, "seats": seats}


def _step_free(room, numbers, r):
    """People in need, and who stays with them, against step-free chairs less those that other hosts sit on."""
    needs = sum(p.step_free for p in room.people if p.is_there(r + 1))
    reachable = {t for t, steps in enumerate(numbers.steps) if not steps}
    company, hosts = 0, 0
    for u, unit in enumerate(numbers.units):
        if numbers.round_of[u] != r:
            continue
        need = sum(room.people[i].step_free for i in unit.members)
        if need and not (numbers.home[u] >= 0 and numbers.home[u] not in reachable):
            company += unit.size - need
        elif not need and numbers.home[u] in reachable:
            hosts += unit.size
    seats = sum(numbers.seats[t] for t in reachable) - hosts - company
    return needs - max(0, seats), {"round": r + 1, "people": needs, "seats": max(0, seats)}


def _too_few(room, numbers, r):
    people = len(numbers.present[r])
    lack = room.min_table - people if people else 0
    return lack, {"round": r + 1, "people": people, "least": room.min_table}


def _company(room, numbers, r):
    people, hosted = len(numbers.present[r]), len(set(numbers.anchor[r].values()))
    lack = hosted * room.min_table - people if people >= room.min_table else 0
    return lack, {"round": r + 1, "people": people, "tables": hosted, "least": room.min_table}


def _hosts(room):
    tables = {t.id: t for t in room.tables}
    hosts = {}
    for person in room.people:
        if person.host is not None and (person.rounds is None or person.rounds):
            hosts.setdefault(person.host, []).append(person)
    apart = {frozenset(pair) for pair in room.apart}
    for id_, people in hosts.items():
        table = tables[id_]
        for person in people:
            if person.step_free and not table.step_free:
                yield _obstacle("step_free_host", person=person.id, table=id_)
        at_once = max(sum(p.is_there(r) for p in people) for r in range(1, room.rounds + 1))
        if at_once > table.seats:
            yield _obstacle("hosts_seats", table=id_, people=at_once, seats=table.seats)
        elif table.seats < room.min_table:
            yield _obstacle("table_too_small", table=id_, seats=table.seats, least=room.min_table)
        for a, b in combinations(people, 2):
            if frozenset((a.id, b.id)) in apart and _same_round(room, (a, b)):
                yield _obstacle("hosts_apart", ids=[a.id, b.id], table=id_)


def _groups(room):
    people, tables = {p.id: p for p in room.people}, {t.id: t for t in room.tables}
    hosted = {p.host for p in room.people if p.host}
    apart = {frozenset(pair) for pair in room.apart}
    for group in room.together:
        members = [people[p] for p in group]
        hosts = [p for p in members if p.host]
        at_once = max(sum(p.is_there(r) for p in members) for r in range(1, room.rounds + 1))
        open_to = [t for t in room.tables if not hosts or t.id == hosts[0].host]
        seats = max((t.seats - (t.id in hosted and not hosts) for t in open_to), default=0)
        if at_once > seats:
            yield _obstacle("group_too_large", people=at_once, seats=seats, ids=list(group))
        for a, b in combinations(members, 2):
            if frozenset((a.id, b.id)) in apart and _same_round(room, (a, b)):
                yield _obstacle("group_apart", ids=[a.id, b.id])
            if a.host and b.host and a.host != b.host and _same_round(room, (a, b)):
                yield _obstacle("group_hosts", ids=[a.id, b.id])
        for host in hosts:
            for guest in members:
                needy = guest.step_free and not guest.host and not tables[host.host].step_free
                if needy and _same_round(room, (host, guest)):
                    yield _obstacle("group_step_free", ids=[guest.id, host.id], table=host.host)


def _languages(room):
    if not any(p.langs for p in room.people):
        return
    for person in room.people:
        rounds = [r for r in range(room.frozen + 1, room.rounds + 1) if person.is_there(r)]
        if not rounds or not person.lang_min:
            continue
        if not person.langs:
            yield _obstacle("language_unknown", person=person.id)
            continue
        others = [p for p in room.people if p.id != person.id and p.langs & person.langs]
        partners, round_ = min((sum(p.is_there(r) for p in others), r) for r in rounds)
        if partners < person.lang_min:
            yield _obstacle(
                "language_alone", round=round_, person=person.id, languages=sorted(person.langs), partners=partners,
                least=person.lang_min,
            )  # fmt: skip


def _same_round(room, people) -> bool:
    return any(all(p.is_there(r) for p in people) for r in range(1, room.rounds + 1))
