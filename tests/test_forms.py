"""Reading what people typed."""

import datetime

import pytest

from facilitator.errors import Refused
from facilitator.forms import clock, day


def field(app, value):
    return app.test_request_context("/", method="POST", data={"when": value})


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30", "1826-01-01", "9999-12-31", "03/06/2026", "٢٠٢٦"])
def test_what_is_no_day_is_refused(app, typed):
    with field(app, typed), pytest.raises(Refused) as refused:
        day("when")
    assert refused.value.field == "when"


def test_a_day_or_none(app):
    with field(app, " 2026-06-03 "):
        assert day("when") == datetime.date(2026, 6, 3)
    with field(app, ""):
        assert day("when") is None


@pytest.mark.parametrize("typed", ["25:00", "soon", "10:61", "ten"])
def test_what_is_no_time_is_refused(app, typed):
    with field(app, typed), pytest.raises(Refused) as refused:
        clock("when", "10:00")
    assert refused.value.field == "when"


def test_a_time_or_its_default(app):
    with field(app, "09:30:00"):
        assert clock("when", "10:00") == "09:30"
    with field(app, ""):
        assert clock("when", "10:00") == "10:00"
