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
    ) == [("MILL", "talk", "Talk time 2"), ("CEDR", "goodbye", "Thank you, and when you will hear")]
    assert asked("SELECT count(*) FROM person GROUP BY event_id") == [(58,), (15,)]
    assert asked("SELECT count(*) FROM session") == [(22,)]
    assert asked("SELECT event_id, held_because FROM note WHERE state = 'held'") == [(1, "phone number")]
    assert asked("SELECT count(*) FROM promise")[0][0] > 10
    assert asked("SELECT count(*) FROM ask")[0][0] > 5
    assert asked("SELECT felt_heard, count(*) FROM impression GROUP BY 1 ORDER BY 2") == [("a_bit", 1), ("yes", 14)]


def test_broken_off_it_goes_on_where_it_stopped(program, mill_quay, asked):
    before = asked(COUNTS)
    with closing(connect(program.database)) as record, record:  # as if the power went in the middle of Cedar Court
        (last,) = record.execute("SELECT max(id) FROM journal").fetchone()
        record.execute("DELETE FROM journal WHERE id > ?", (last - 15,))
        record.execute("DELETE FROM impression")
        record.execute("UPDATE event SET stage_id = NULL WHERE code = 'CEDR'")
    assert "Cedar Court" in program.command("demo").stdout
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
