"""The power goes, at any moment: what was not synced is gone, or half gone. Nothing acknowledged is.

Every write, sync and answer of a real server under load is listed in its order (disk.c), and the list is cut at many
places; from each cut the files are made as the disk would then hold them.
"""

import os
import random
import shutil
import signal
import time

import pytest
from crowd import Crowd, acts, faults
from disk import SYNC, Disk, Power

LONG = bool(os.environ.get("LONG"))
pytestmark = pytest.mark.timeout(3600 if LONG else 180)
CUTS = 2000 if LONG else 60
SECONDS = 20 if LONG else 1.5


def lost_by_cuts(program, hall, library, tmp_path, capsys, syncs_fail=False):
    """Serve a crowd, then cut the power at CUTS places of what the disk was told. Gives what is wrong
    after them. With `syncs_fail`, now and then one does; then the disk may never get what it should have kept."""
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    shutil.copy(program.database, before)
    watched = Disk(program.folder, library, watched=True)
    program.environment |= watched.environment
    program.start()
    crowd = Crowd(program, acts(hall), pace=600)
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        time.sleep(0.1)
        if syncs_fail:
            watched.breaks(SYNC, after=random.randrange(20), times=random.choice([1, 2]))
    watched.mended()
    program.stop(signal.SIGKILL)
    crowd.give_up()

    dice, wrong = random.Random(seed := random.randrange(10**6)), []
    power = Power(watched.log, before, dice)
    places = set(dice.sample(range(len(power)), min(CUTS, len(power))))
    for number in power.each_entry():
        if number in places:
            after.mkdir()
            power.cut(after, dice if number % 2 else None)
            acknowledged = {op: crowd.sent[op] for op in power.acknowledged}
            wrong += [f"cut at {number}: {fault}" for fault in faults(after / "events.db", acknowledged)]
            shutil.rmtree(after)
    with capsys.disabled():
        print(
            f"\n{len(places)} power cuts (seed {seed}) in {number + 1} writes, syncs and answers; "
            f"{len(power.acknowledged)} acts acknowledged; {len(wrong)} faults"
        )
    assert len(power.acknowledged) >= 20
    return wrong


@pytest.mark.parametrize("syncs_fail", [False, True], ids=["a good disk", "a disk whose syncs fail now and then"])
def test_nothing_acknowledged_is_lost_when_the_power_goes(program, hall, failing_disk, tmp_path, capsys, syncs_fail):
    assert lost_by_cuts(program, hall, failing_disk, tmp_path, capsys, syncs_fail) == []


def test_the_same_check_catches_one_that_does_not_wait_for_the_disk(
    program, hall, failing_disk, tmp_path, capsys, hasty
):
    hasty("careless")
    assert any("lost" in fault for fault in lost_by_cuts(program, hall, failing_disk, tmp_path, capsys))
