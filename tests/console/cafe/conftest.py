"""A café of four tables (tests/four_tables.py) is the event."""

import pytest
from four_tables import ada, ben, cafe, dan  # noqa: F401


@pytest.fixture
def event(cafe):  # noqa: F811
    return cafe.event
