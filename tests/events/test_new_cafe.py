"""A new café: as many tables and rounds as the people need; and a copy of one."""

import pytest
from cafes import cafe, day, numbers, rounds

from facilitator.events.models import Event, Stage, Table
from facilitator.events.setting_up.rounds.actions import put_round_away
from facilitator.events.setting_up.tables.actions import change_table


def made_of(organiser, **said):
    answer = organiser.post("/events/new", {"recipe": "world_cafe", **said})
    assert answer.status_code == 200, answer.text
    return Event.select().order_by(Event.id.desc()).first()


def seats(event):
    return [table.seats for table in Table.select().where(Table.event == event).order_by(Table.number)]


def test_the_page_asks_how_many_will_come(organiser):
    page = organiser.get("/events/new").text
    assert "About how many people will come?" in page
    assert 'data-cafe data-seats="6" data-rounds="3"' in page


@pytest.mark.parametrize(
    ("recipe", "said", "laid"),
    [
        ("world_cafe", {}, [4] * 12),
        ("world_cafe", {"people": "50"}, [4] * 13),
        ("world_cafe", {"people": "50", "seats": "5"}, [5] * 10),
        ("world_cafe", {"people": "50", "tables": "9"}, [6] * 9),
        ("world_cafe", {"people": "3", "tables": "9"}, [4] * 9),
        ("world_cafe", {"people": "1200"}, [4] * 300),
        ("community_cafe", {"people": "100"}, [6] * 17),
        ("community_cafe", {"people": "1"}, [6]),
    ],
)
def test_tables_for_so_many_people(organiser, recipe, said, laid):
    event = made_of(organiser, recipe=recipe, **said)
    assert seats(event) == laid
    assert numbers(event) == list(range(1, len(laid) + 1))


def test_more_rounds_or_fewer(organiser):
    four = made_of(organiser, rounds="4")
    assert len(rounds(four)) == 4
    assert day(four)[-8:-5] == ["move 4", "round 4", "harvest 4"]
    assert len(rounds(made_of(organiser, rounds="1"))) == 1


@pytest.mark.parametrize(
    "said", [{"people": "-1"}, {"people": "many"}, {"tables": "301"}, {"seats": "1"}, {"rounds": "0"}, {"rounds": "13"}]
)
def test_odd_numbers_are_refused_and_the_words_stay(organiser, event, said):
    page = organiser.post(
        "/events/new", {"recipe": "world_cafe", "question": "A long thought", **said, "page": "/events/new"}
    )
    assert page.status_code == 422
    assert "A long thought</textarea>" in page.text
    assert Event.select().count() == 1


def test_an_open_space_lays_no_tables(organiser):
    event = made_of(organiser, recipe="open_space", people="50", tables="nine")
    assert seats(event) == []


def test_sent_twice_is_one_cafe(organiser, event):
    for _ in range(2):
        made_of(organiser, people="30", rounds="4", op="same")
    assert Event.select().count() == 2


def test_a_copy_has_the_tables_and_rounds(app, organiser, event):
    first = cafe()
    blue = Table.get(Table.event == first, Table.number == 3)
    change_table(event=first, table=blue, seats=7, name="Blue corner", step_free=False, quiet=True)
    put_round_away(event=first, round=Stage.get(Stage.name == "Round 2").round)
    organiser.post(f"/e/{first.code}/copy")
    copy = Event.select().order_by(Event.id.desc()).first()
    assert day(copy) == day(first)
    assert rounds(copy) == rounds(first)
    assert seats(copy) == seats(first)
    assert all(stage.round.event_id == copy.id for stage in Stage.select().where(Stage.event == copy, Stage.round))
    tokens = [{table.token for table in Table.select().where(Table.event == each)} for each in (first, copy)]
    assert tokens[0].isdisjoint(tokens[1])
