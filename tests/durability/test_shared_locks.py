"""Threads and the event loop meet at a few locks of the standard library: nobody waits there for ever."""

import subprocess
import sys

from facilitator.config import ROOT

MEETING = """
import eventlet
eventlet.monkey_patch()
from facilitator import background
background.share_locks()
import logging, os
from babel import localedata
logging.basicConfig(stream=open(os.devnull, "w"))
time, going, counts = background.native("time"), [True], {"thread": 0, "loop": 0}

def meet(who):
    logging.getLogger("a test").setLevel("INFO")  # forgets what it knew, and so takes the lock of all loggers
    logging.getLogger("a test").info("said")
    localedata.load("en")
    counts[who] += 1

def in_a_thread():
    while going:
        meet("thread")

def on_the_loop():
    ends = time.monotonic() + 1
    while time.monotonic() < ends:
        meet("loop")
        eventlet.sleep(0)

thread = background.thread(in_a_thread, "meets")
with eventlet.Timeout(20):
    eventlet.spawn(on_the_loop).wait()
going.clear()
thread.join(10)
assert not thread.is_alive() and min(counts.values()) > 20, counts
"""


def test_a_thread_and_the_loop_that_want_the_same_lock_both_go_on():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEETING],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
