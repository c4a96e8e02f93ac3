"""The disk fills up: a facilitator hears of it in time, photos stop first, then words wait; reading always goes on."""

import contextlib
import json
import resource
import shutil
import subprocess
import urllib.request

import pytest
import simple_websocket
from crowd import Line, acts, faults
from serving import Server

WORDS_ONLY = "This event's computer is almost full. It takes no photos now. You can still send words. Tell a helper."
NOT_SAVED = "We could not save that. Your words are still here. Please try again soon, or tell a helper."


def some_of(hall, kind, count=1):
    """Acts of one kind."""
    waiting = acts(hall, name=kind, mix=[kind])
    return [next(waiting) for _ in range(count)]


def said(answer):
    """Its status and sentence; None for one that is saved."""
    status, body = answer
    return status, json.loads(body).get("message")


def test_photos_stop_before_words(program, hall, broken):
    program.start()
    line, (early, late), (note,) = Line(program.port), some_of(hall, "photo", 2), some_of(hall, "note")
    assert said(line.send(early)) == (200, None)
    broken.has_left(150)
    assert said(line.send(late)) == (422, WORDS_ONLY)
    assert said(line.send(note)) == (200, None)
    broken.has_left(500)
    assert said(line.send(late)) == (200, None)
    assert faults(program.database, {act.op: act for act in (early, late, note)}) == []


def test_a_facilitator_hears_that_the_disk_gets_full_and_that_there_is_room_again(program, hall, broken, hasty):
    hasty("watchful")
    program.start()
    with contextlib.closing(console(program, hall)) as screen:
        for megabytes, words in ((900, "getting full"), (150, "no more photos"), (5000, "")):
            broken.has_left(megabytes)
            told = next(message for message in heard(screen) if '"disk"' in message)
            assert words in told
            assert ("disk-full" in told) == bool(words)
            page = urllib.request.Request(f"{program.url}/e/{hall.code}/console/people", headers=cookie(hall))
            with urllib.request.urlopen(page, timeout=10) as answer:
                assert words in answer.read().decode()


def cookie(hall):
    """The facilitator's."""
    return {"Cookie": f"facilitator={hall.facilitator}"}


def console(program, hall):
    """The socket of a facilitator's screen, welcomed."""
    address = f"ws://127.0.0.1:{program.port}/socket.io/?EIO=4&transport=websocket"
    screen = simple_websocket.Client(address, headers=cookie(hall))
    screen.send("40" + json.dumps({"event": hall.code, "audience": "console", "locale": "en", "shows": "disk/"}))
    next(message for message in heard(screen) if message.startswith('42["welcome"'))
    return screen


def heard(screen):
    """What a socket hears."""
    while (message := screen.receive(20)) is not None:
        yield message


def test_a_file_that_may_not_grow(program, hall):
    """The system itself refuses; needs neither a compiler nor special rights."""
    program.start()
    line, notes, process = Line(program.port), some_of(hall, "note", 30), program.process.pid
    wal = program.database.with_name("events.db-wal")
    assert said(line.send(notes[0])) == (200, None)
    free = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (wal.stat().st_size, free[1]))
    for note in notes[1:]:
        assert said(line.send(note)) == (503, NOT_SAVED)
    with urllib.request.urlopen(f"{program.url}/j/{hall.token}", timeout=10) as page:
        assert page.status == 200
    resource.prlimit(process, resource.RLIMIT_FSIZE, free)
    for note in notes:
        assert said(line.send(note)) == (200, None)
    assert faults(program.database, {note.op: note for note in notes}) == []


@pytest.fixture
def small_disk(tmp_path, made):
    """The program on a disk of its own, of 24 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"NOT CHECKED on a real full disk, for none can be mounted here: {mounted.stderr.strip()}")
    shutil.copy(made[0], place / "events.db")
    program = Server(place)
    try:
        yield program
    finally:
        if program.process:
            program.stop()
        subprocess.run(["umount", str(place)], check=True)


def fill(place):
    """Take every byte that is left."""
    with (place / "ballast").open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_a_disk_that_is_full_to_the_last_byte(small_disk, hall):
    program, notes, joins = small_disk, some_of(hall, "note", 60), some_of(hall, "join", 60)
    program.start()
    line, told = Line(program.port), []
    fill(program.folder)
    for act in (*notes, *joins):
        told.append(said(line.send(act)))
        with urllib.request.urlopen(f"{program.url}/healthz", timeout=10) as page:
            assert page.status == 200
    assert set(told) <= {(200, None), (503, NOT_SAVED)}
    assert told[-1] == (503, NOT_SAVED)
    (program.folder / "ballast").unlink()
    for act in (*notes, *joins):
        assert said(line.send(act)) == (200, None)
    assert faults(program.database, {act.op: act for act in (*notes, *joins)}) == []


def test_to_start_on_a_full_disk_is_told_in_one_sentence_and_leaves_nothing_behind(small_disk):
    program = small_disk
    fill(program.folder)
    for secret in ("", "a secret that was given " * 3):
        there = sorted(program.folder.iterdir())
        done = program.command("run", "--port", str(program.port), SECRET_KEY=secret)
        assert done.returncode != 0
        (line,) = done.stderr.strip().splitlines()
        assert "Make room and start again" in line
        assert not [path.name for path in set(program.folder.iterdir()) - set(there) if "secret" in path.name]
    (program.folder / "ballast").unlink()
    program.start()
