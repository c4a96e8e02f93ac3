"""The disk is full, or a write or a sync fails: a plain sentence, nothing acknowledged, reading goes on; and when the
disk is well again, so is everything, without a restart.
"""

import contextlib
import errno
import json
import os
import random
import signal
import time
import urllib.request

import pytest
from crowd import Crowd, Line, acts, faults
from disk import SYNC, TRUNCATE, WRITE

LONG = bool(os.environ.get("LONG"))
SECONDS = 120 if LONG else 3
PLAIN = "We could not save that. Your words are still here. Please try again soon, or tell a helper."
FAULTS = {
    "the disk is full": (WRITE, errno.ENOSPC, "-wal"),
    "a write fails": (WRITE, errno.EIO, "-wal"),
    "a sync fails": (SYNC, errno.EIO, "-wal"),
    "everything fails": (WRITE | SYNC | TRUNCATE, errno.EIO, ""),
}
FAULTS_OF_CHECKPOINTS = {
    "the disk is full at a checkpoint": (WRITE, errno.ENOSPC, "events.db"),
    "a write fails at a checkpoint": (WRITE, errno.EIO, "events.db"),
    "a sync fails at a checkpoint": (SYNC, errno.EIO, "events.db"),
}


def opened(program, path):
    """The status of a page that people read."""
    with contextlib.closing(urllib.request.urlopen(program.url + path, timeout=10)) as answer:
        return answer.status


def health(program):
    """What /healthz says; the status is 200, for people can read."""
    with urllib.request.urlopen(program.url + "/healthz", timeout=10) as answer:
        return json.load(answer)


def test_every_kind_of_act_is_told_plainly_and_taken_when_the_disk_is_well(program, hall, broken):
    program.start()
    line, waiting, acknowledged = Line(program.port), acts(hall), {}
    for name, (calls, error, ends) in FAULTS.items():
        some = {act.kind: act for act in (next(waiting) for _ in range(40))}.values()
        broken.breaks(calls, error, ends=ends)
        for act in some:
            status, answer = line.send(act)
            assert (status, json.loads(answer)) == (503, {"saved": False, "message": PLAIN, "field": None}), name
            assert opened(program, f"/j/{hall.token}") == 200
            assert "We cannot save just now." in health(program)["troubles"][0]  # as on every console
        assert broken.mended() >= len(some), name
        for act in some:
            status, answer = line.send(act)
            assert status == 200, (name, answer)
            assert line.send(act) == (status, answer)
            acknowledged[act.op] = act
        assert faults(program.database, acknowledged) == [], name
        assert "troubles" not in health(program), name
    line.close()
    program.stop(signal.SIGKILL)
    program.start()
    assert faults(program.database, acknowledged) == []
    assert "unforeseen" not in program.output()


def test_a_checkpoint_that_fails_harms_no_one(program, hall, broken, hasty):
    hasty("tidy")
    program.start()
    line, waiting, acknowledged = Line(program.port), acts(hall), {}
    for name, (calls, error, ends) in FAULTS_OF_CHECKPOINTS.items():
        broken.breaks(calls, error, ends=ends)
        for act in (next(waiting) for _ in range(20)):
            status, answer = line.send(act)
            assert status == 200, (name, answer)
            acknowledged[act.op] = act
        assert broken.mended() > 0, name
        assert faults(program.database, acknowledged) == [], name
    line.close()
    program.stop(signal.SIGKILL)
    program.start()
    assert faults(program.database, acknowledged) == []


@pytest.mark.timeout(900 if LONG else 180)
@pytest.mark.parametrize("how", ["as it is", "tidy"] if LONG else ["tidy"])
def test_any_write_may_fail_under_load_and_the_power_of_the_server_too(program, hall, broken, hasty, how, capsys):
    """Single calls fail, now this one, now that one; in the midst of it the server is killed."""
    if how != "as it is":
        hasty(how)
    program.start()
    dice, failed = random.Random(seed := random.randrange(10**6)), 0
    crowd = Crowd(program, acts(hall), pace=600, lines=12)
    for half in range(2):
        ends = time.monotonic() + SECONDS / 2
        while time.monotonic() < ends:
            calls, error, name = dice.choice([*FAULTS.values(), *FAULTS_OF_CHECKPOINTS.values()])
            broken.breaks(calls, error, after=dice.randrange(30), times=dice.choice([1, 1, 2, 5]), ends=name)
            time.sleep(dice.uniform(0.01, 0.05))
            failed += broken.mended()
        if not half:
            program.stop(signal.SIGKILL)
            program.start()
    crowd.finish()
    with capsys.disabled():
        print(f"\n{failed} calls failed (seed {seed}); {len(crowd.acknowledged)} acts acknowledged")
    assert faults(program.database, crowd.acknowledged) == []
    assert crowd.refused == []
    assert crowd.told <= {PLAIN}
    assert failed > 5
    assert "unforeseen" not in program.output()


def test_what_failed_commits_left_behind_is_not_taken_for_damage(program, hall, broken):
    """A commit whose sync failed stays in the companion file until the next is written over it, in whole or in part."""
    program.start()
    line = Line(program.port)
    notes, joins = acts(hall, "n", ["note"]), acts(hall, "j", ["join"])
    photos = acts(hall, "p", ["photo"], side=400)
    acknowledged = {}
    for _ in range(3):
        broken.breaks(SYNC, errno.EIO, ends="-wal")
        for act in (next(photos), next(notes)):  # each smaller than the one before
            assert line.send(act)[0] == 503
        broken.mended()
        act = next(joins)
        assert line.send(act)[0] == 200
        acknowledged[act.op] = act
    line.close()
    program.stop(signal.SIGKILL)
    program.start()
    assert faults(program.database, acknowledged) == []
