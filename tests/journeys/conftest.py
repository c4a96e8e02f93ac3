"""Real browsers on a real server (tests/serving.py)."""

from pathlib import Path

import pytest
from serving import Server

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Journeys come first: they are long, and other workers do not wait for one at the end."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker(pytest.mark.journey)
    items[:] = ours + [item for item in items if item not in ours]


@pytest.fixture
def server(tmp_path):
    """An empty server."""
    server = Server(tmp_path).start()
    yield server
    server.stop()
