"""Whatever comes through an open socket of a real server, it goes on for everyone: no traceback, no hang."""

import contextlib
import json
import os
import random
import urllib.request

import pytest
import simple_websocket

FRAMES = 10_000 if os.environ.get("LONG") else 200
AT_ONCE = 20  # over one socket
pytestmark = pytest.mark.timeout(3600 if os.environ.get("LONG") else 180)

GOOD = ['42["look","topic/"]', '42["writing","session-1"]', '40{"event":"NOSUCH"}', "41", "3", "2", '421["look",""]']
ODD = [
    "", "4", "42", "42[", "42[]", "42{}", "42null", '42["', "42[1,2]", '42[["look"]]', '42["look"',
    '42["connect"]', '42["disconnect"]', '42["look",null,1e999,{"a":NaN}]', '42["look",' + "[" * 900,
    '42["look","' + "topic/ " * 300 + '"]', '42["' + "é" * 3000 + '"]', "42" + "9" * 400 + '["look"]',
    "43[]", "431[1]", "44{}", "45-", '451-["a",{"_placeholder":true,"num":0}]', '459999999999-["a"]',
    "40", "40/other,", "40[]", "40{", "41/nowhere,", "0{}", "1", "2probe", "5", "6", "7", "9", "x", "\x00", "4\x00",
    "4" * 15_000, b"", b"\x00", b"\xff" * 200, b"4",
]  # fmt: skip


def frames(dice):
    """Frames without end: odd ones as they are, good and odd ones bent."""
    yield from ODD
    while True:
        frame = dice.choice(GOOD + ODD)
        marks = [*(b'\x00\xff[]{}",0459' if isinstance(frame, bytes) else '\x00\u202e[]{}",:0459-/')]
        letters = list(frame)
        for _ in range(dice.randrange(1, 6)):
            letters.insert(dice.randrange(len(letters) + 1), dice.choice(marks))
            del letters[dice.randrange(len(letters))]
        yield bytes(letters) if isinstance(frame, bytes) else "".join(letters)


def connected(program, hall, dice):
    """The open socket of somebody's phone."""
    _id, cookie = dice.choice(hall.people)
    address = f"ws://127.0.0.1:{program.port}/socket.io/?EIO=4&transport=websocket"
    phone = simple_websocket.Client(address, headers={"Cookie": f"facilitator={cookie}"})
    phone.send("40" + json.dumps({"event": hall.code, "audience": "phone", "locale": "en", "shows": "topic/"}))
    return phone


def test_no_frame_can_make_us_stumble(program, hall, capsys):
    program.start()
    dice = random.Random(seed := random.randrange(10**6))
    waiting, sent, sockets = frames(dice), 0, 0
    while sent < FRAMES:
        phone = connected(program, hall, dice)
        sockets += 1
        with contextlib.suppress(simple_websocket.ConnectionClosed, OSError):  # the server may hang up on nonsense
            for _ in range(AT_ONCE):
                phone.send(next(waiting))
                sent += 1
            phone.close()
    with contextlib.closing(connected(program, hall, dice)) as phone:
        while not (heard := phone.receive(10) or "nothing").startswith('42["welcome"'):
            assert heard != "nothing"
    with urllib.request.urlopen(program.url + "/healthz", timeout=5) as answer:
        assert json.load(answer)["status"] == "ok"
    with capsys.disabled():
        print(f"\n{sent} frames (seed {seed}) over {sockets} sockets")
    assert "Traceback" not in program.output()
