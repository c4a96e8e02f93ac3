"""The demo days: whole, made once, and never in the way of people's own events."""

from contextlib import closing
from sqlite3 import connect

COUNTS = (
    "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM topic), (SELECT count(*) FROM note), "
    "(SELECT count(*) FROM hand), (SELECT count(*) FROM action), (SELECT count(*) FROM journal)"
)


def test_twice_makes_nothing_double(program, asked):
    first = program.command("demo")
    assert first.returncode == 0, first.stderr
    assert "Living well in Mill Quay" in first.stdout
    before = asked(COUNTS)
    again = program.command("demo")
    assert "there already" in again.stdout
    assert asked(COUNTS) == before


def test_a_first_visitor_sees_a_day_under_way(program, mill_quay, asked):
    assert asked(
        "SELECT event.code, stage.kind, stage.name FROM event JOIN stage ON stage.id = event.stage_id ORDER BY event.id"
    ) == [
        ("MILL", "talk", "Talk time 2"),
        ("CEDR", "goodbye", "Thank you, and when you will hear"),
        ("HARB", "round", "Round 2"),
        ("FAMI", "goodbye", "How was today?"),
    ]
    assert asked("SELECT count(*) FROM person GROUP BY event_id") == [(58,), (15,), (47,), (96,)]
    assert asked("SELECT count(*) FROM session") == [(22,)]
    assert asked("SELECT event_id, held_because FROM note WHERE state = 'held'") == [(1, "phone number")]
    assert asked("SELECT count(*) FROM promise")[0][0] > 10
    assert asked("SELECT count(*) FROM ask")[0][0] > 5
    assert asked(
        "SELECT felt_heard, count(*) FROM impression JOIN event ON event.id = event_id WHERE code = 'CEDR' "
        "GROUP BY 1 ORDER BY 2"
    ) == [("a_bit", 1), ("yes", 14)]


def test_the_cafes_of_the_demo_are_seated_and_answered(program, mill_quay, asked):
    """Forty-seven of forty-eight at twelve tables in the second of three rounds; ninety-six who heard their leaders."""
    seats = "SELECT code, count(*) FROM seat JOIN event ON event.id = event_id GROUP BY code ORDER BY code"
    assert asked(seats) == [("FAMI", 3 * 96), ("HARB", 3 * 47)]
    twice = (
        "SELECT count(*) FROM seat a JOIN seat b USING (round_id, table_id) "
        "JOIN seat c ON c.person_id = a.person_id JOIN seat d ON d.person_id = b.person_id "
        "AND d.round_id = c.round_id AND d.table_id = c.table_id "
        "WHERE a.person_id < b.person_id AND a.round_id < c.round_id "
        "AND NOT EXISTS (SELECT 1 FROM company WHERE one_id = a.person_id AND other_id = b.person_id)"
    )
    assert asked(twice) == [(0,)]
    assert asked("SELECT count(*), count(confirmed_at) FROM debrief_line") == [(6, 6)]
    assert asked(
        "SELECT code, count(DISTINCT round_id) FROM note JOIN event ON event.id = event_id "
        "WHERE round_id IS NOT NULL GROUP BY code ORDER BY code"
    ) == [("FAMI", 3), ("HARB", 2)]


def test_broken_off_it_goes_on_where_it_stopped(program, mill_quay, asked):
    before = asked(COUNTS)
    with closing(connect(program.database)) as record, record:  # as if the power went at the end of Riverside
        (last,) = record.execute("SELECT max(id) FROM journal").fetchone()
        record.execute("DELETE FROM journal WHERE id > ?", (last - 15,))
        record.execute("DELETE FROM impression WHERE id IN (SELECT max(id) FROM impression)")
        record.execute("UPDATE event SET stage_id = NULL WHERE code = 'FAMI'")
    assert "Diabetes" in program.command("demo").stdout
    assert asked(COUNTS) == before


def test_the_first_run_makes_it_and_later_runs_leave_it(program, asked):
    program.start(demo=True)
    assert "Join the demo" in program.output()
    program.stop()
    before = asked(COUNTS)
    program.start(demo=True)
    assert asked(COUNTS)[0][:5] == before[0][:5]


def test_no_demo(program, asked):
    program.start()
    assert "Join the demo" not in program.output()
    assert asked("SELECT count(*) FROM event") == [(0,)]
