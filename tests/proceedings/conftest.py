"""A day that was."""

import pytest
from full_day import fill


@pytest.fixture
def day(event):
    """The event after such a day."""
    return fill(event=event)
