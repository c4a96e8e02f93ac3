"""Room for a hall: file handles for every phone."""

import subprocess
import sys

import pytest

from facilitator.config import ROOT

resource = pytest.importorskip("resource")
TRY = """
import resource
from facilitator.commands.connections import most_connections
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
print(most_connections(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def asked(soft, hard="hard"):
    code = TRY.format(soft=soft, hard=hard)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return [int(number) for number in done.stdout.split()]


def test_a_low_limit_is_raised_as_far_as_the_system_lets_us():
    connections, handles = asked(soft=256)
    assert handles > 256
    assert connections < handles


def test_where_it_cannot_be_raised_there_are_fewer_connections_than_handles():
    connections, handles = asked(soft=512, hard=512)
    assert handles == 512
    assert connections == 256
