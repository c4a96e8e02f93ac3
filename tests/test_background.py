"""Work beside the event loop."""

import os
import sys
import threading

import pytest

from facilitator import background

pytestmark = pytest.mark.unwatched


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads have no priority of their own")
def test_what_computes_gives_way_to_the_loop():
    def priority():
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    assert background.run(priority) == min(19, priority() + background.GIVES_WAY)
