"""The server is killed at random moments while a hall writes: nothing acknowledged is lost, nothing is there twice."""

import os
import random
import signal
import statistics
import time

import pytest
from crowd import Crowd, acts, faults

LONG = bool(os.environ.get("LONG"))
KILLS = 200 if LONG else 10
PACE = 600  # writes a second
READY_WITHIN = 5  # seconds; budgeted, and held where the machine is ours (the long form)


def killed_under_load(program, hall, kills, dice):
    """Kill and start again that often, under one crowd. Gives (faults, the crowd, seconds from each kill to ready)."""
    program.start()
    crowd, wrong, ready = Crowd(program, acts(hall), PACE), [], []
    try:
        for number in range(kills):
            time.sleep(dice.uniform(0.1, 0.6))
            program.stop(signal.SIGKILL)
            acknowledged, killed = dict(crowd.acknowledged), time.monotonic()
            program.start()
            ready.append(time.monotonic() - killed)
            wrong += [f"after kill {number + 1}: {fault}" for fault in faults(program.database, acknowledged)]
            if wrong:
                break
    finally:
        crowd.finish()
    wrong += faults(program.database, crowd.acknowledged)
    return wrong, crowd, ready


@pytest.mark.timeout(3600 if LONG else 180)
def test_killed_under_load_nothing_acknowledged_is_lost_and_nothing_is_there_twice(program, hall, capsys):
    seed = random.randrange(10**6)
    wrong, crowd, ready = killed_under_load(program, hall, KILLS, random.Random(seed))
    with capsys.disabled():
        print(
            f"\n{KILLS} kills (seed {seed}): {PACE} writes/s came due, "
            f"{len(crowd.acknowledged)} acknowledged, {len(crowd.sent_again)} sent again; ready after a kill in "
            f"{statistics.median(ready):.2f} s (median), {max(ready):.2f} s (longest)"
        )
    assert wrong == []
    assert crowd.refused == []
    assert {act.kind for act in crowd.acknowledged.values()} == {"hand", "note", "join", "topic", "photo"}
    assert len(crowd.sent_again) > KILLS
    assert "Traceback" not in program.output()
    if LONG:
        assert max(ready) <= READY_WITHIN


def test_the_same_check_catches_a_server_that_answers_before_the_commit(program, hall, hasty):
    hasty("early")
    for _attempt in range(8):
        wrong, _crowd, _ready = killed_under_load(program, hall, 1, random.Random())
        program.stop(signal.SIGKILL)
        if any("lost" in fault for fault in wrong):
            return
    raise AssertionError("a server that answers before the commit was not caught")
