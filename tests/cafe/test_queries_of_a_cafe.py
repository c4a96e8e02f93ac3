"""How often a café's page asks the record does not grow with its people, tables and what is said at them."""

import pytest
from counting import all_told, queries_of_big_screen, queries_of_page
from four_tables import ada, ben, cafe  # noqa: F401

from facilitator.cafe.models import HOSTING, Cloth, Host, Seat, SeatNeed, Stroke
from facilitator.events.models import Table
from facilitator.journal import action
from facilitator.notes.models import PURPOSES, SHOWN, Note
from facilitator.people.models import Person

pytestmark = pytest.mark.unwatched  # nothing here is about what an act announces

ON_PHONES = ["", "tables", "table", "seat", "hosting", "tables/{table}", "tables/{table}/cloth", "patterns", "wall"]
ON_THE_CONSOLE = ["console", "console/tables", "console/tables/{table}", "console/people", "console/seating"]
ON_THE_BIG_SCREEN = ["round", "harvest", "move", "wall", "read", "patterns", "tell", "actions"]


@action("came to a café in numbers")
def come(change, event, by, number):
    """So many tables more, each with a host and two guests in every round, with what they say and draw."""
    rounds = list(event.rounds)
    last = Table.select().where(Table.event == event).order_by(Table.number.desc()).get().number
    for n in range(last + 1, last + 1 + number):
        table = Table.create(event=event, number=n, seats=4, token=f"table-{n}")
        guests = [
            Person.create(event=event, name=f"Guest {n}.{k}", show_name=True, needs="a ramp", return_code=f"C{n}{k}")
            for k in range(3)
        ]
        Host.create(event=event, table=table, person=guests[0], state=HOSTING)
        SeatNeed.create(event=event, person=guests[1], step_free=True, speaks=["pl"])
        for round_ in rounds:
            for guest in guests:
                Seat.create(event=event, round=round_, person=guest, table=table, suggested=table)
            cloth = Cloth.create(event=event, round=round_, table=table)
            Stroke.create(event=event, cloth=cloth, person=guests[0], points=[1, 1, 9, 9], colour="blue", thickness=6)
            for purpose in ("", *PURPOSES):
                Note.create(
                    event=event, round=round_, table=table, purpose=purpose, words="Benches", state=SHOWN,
                    written_by=guests[0],
                )  # fmt: skip
    change.record(event)


@pytest.fixture
def grows(cafe, ben):  # noqa: F811
    """`grows(look)`: what `look()` gives in a small café, and in a large one; in the middle of its second round."""
    cafe.go("round", 2)
    cafe.plan(2, (ben, 1))

    def compare(look):
        found = []
        for number in (2, 8):
            come(event=cafe.event, number=number)
            all_told()
            found.append(look())
        return found

    return compare


def asked(cafe, browser, paths):  # noqa: F811
    return {path: queries_of_page(browser, path.format(table=cafe.table(1).id)) for path in paths}


def test_pages_on_phones(cafe, ben, grows):  # noqa: F811
    small, large = grows(lambda: asked(cafe, ben, ON_PHONES))
    assert large == small


def test_pages_on_the_console(cafe, ada, grows):  # noqa: F811
    small, large = grows(lambda: asked(cafe, ada, ON_THE_CONSOLE))
    assert large == small


def test_pages_on_the_big_screen(cafe, ada, grows):  # noqa: F811
    ada.post("projector")
    small, large = grows(lambda: queries_of_big_screen(ada, ON_THE_BIG_SCREEN))
    assert large == small
