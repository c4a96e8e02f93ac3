"""Small rooms for the tests, and a strategy that makes rooms which can surely be seated."""

from hypothesis import strategies as st

from facilitator.mixing.seating import Person, Plan, Room, Table


def plain(tables: int, seats: int, rounds: int, people: int | None = None, hosts: bool = True, **more) -> Room:
    """Equal step-free tables t0, t1, …; a host h0, h1, … at each; guests g0, g1, … on the other seats."""
    hosted = [Person(f"h{i}", host=f"t{i}") for i in range(tables)] if hosts else []
    guests = (tables * seats if people is None else people) - len(hosted)
    return Room(
        id="room", rounds=rounds, tables=tuple(Table(f"t{i}", seats, step_free=True) for i in range(tables)),
        people=(*hosted, *(Person(f"g{i}") for i in range(guests))), **more,
    )  # fmt: skip


@st.composite
def seatable(draw) -> tuple[Room, Plan]:
    """A room made around a plan that keeps every rule of it (returns to a table and repeats aside), and that plan."""
    number = st.integers
    tables, rounds = draw(number(2, 5)), draw(number(1, 4))
    seats = draw(st.lists(number(3, 6), min_size=tables, max_size=tables))
    step_free = [True, *draw(st.lists(st.booleans(), min_size=tables - 1, max_size=tables - 1))]
    hosted = draw(st.lists(st.booleans(), min_size=tables, max_size=tables))
    fill = [draw(number(2, s)) for s in seats]
    least = draw(number(0, 2))
    several = draw(st.booleans())
    names = [f"p{i}" for i in range(sum(fill))]
    host_of = dict(zip(names, [f"t{t}" for t in range(tables) if hosted[t]], strict=False))
    rows = []
    for _ in range(rounds):
        guests = draw(st.permutations([p for p in names if p not in host_of]))
        row = {}
        for t in range(tables):
            here = [p for p in host_of if host_of[p] == f"t{t}"]
            take = fill[t] - len(here)
            row[f"t{t}"], guests = here + guests[:take], guests[take:]
        rows.append(row)
    plan = Plan(tuple(rows))
    seats_of = plan.seats()
    langs, needs = {}, {}
    for p in names:
        langs[p] = frozenset(draw(st.sampled_from([("a",), ("b",), ("a", "b")]))) if several else frozenset()
        at = {seat[p] for seat in seats_of}
        needs[p] = all(step_free[int(t[1:])] for t in at) and draw(number(0, 3)) == 0
    tables_of = {p: [row[seat[p]] for row, seat in zip(rows, seats_of, strict=True)] for p in names}
    company = {p: min(sum(bool(langs[p] & langs[q]) for q in t if q != p) for t in tables_of[p]) for p in names}
    apart, together = [], []
    for _ in range(draw(number(0, 3))):
        a, b = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        meet = [seat[a] == seat[b] for seat in seats_of]
        if a != b and not any(meet):
            apart.append((a, b))
        elif a != b and all(meet) and not any(a in g or b in g for g in together):
            together.append((a, b))
    people = tuple(
        Person(
            p, role=draw(st.sampled_from(["resident", "staff"])), langs=langs[p], lang_min=min(2, company[p]),
            step_free=needs[p], host=host_of.get(p),
        )
        for p in names
    )  # fmt: skip
    room = Room(
        id="made", rounds=rounds, tables=tuple(Table(f"t{t}", seats[t], step_free[t]) for t in range(tables)),
        people=people, together=tuple(together), apart=tuple(apart), min_table=least, revisits=draw(st.booleans()),
    )  # fmt: skip
    return room, plan
