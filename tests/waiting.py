"""Waiting for what another process will do."""

import time


def until(question):
    """The first answer that is something; waits at most a minute."""
    deadline = time.monotonic() + 60
    while not (answer := question()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return answer
