"""Reading what people typed."""

import datetime
import time

import pytest
from flask import request

from facilitator.errors import Refused
from facilitator.forms import clock, day, path_here, words


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


@pytest.mark.parametrize("typed", ["e" + "\u0315\u0300" * 150_000, "x" * 1_000_000])
def test_what_is_far_too_long_is_refused_at_once(app, typed):
    with field(app, typed):
        assert request.form["when"] == typed
        began = time.perf_counter()
        with pytest.raises(Refused) as refused:
            words("when", 2000)
    assert time.perf_counter() - began < 1
    assert refused.value.field == "when"


def test_words_of_the_greatest_length_arrive_whole_however_they_were_composed(app):
    with field(app, "e\u0323\u0302" * 2000):
        assert words("when", 2000) == "ệ" * 2000


@pytest.mark.parametrize(
    "elsewhere", ["", "me", "//x.example", "/\\x.example", "/\t/x.example", "http://x.example", "/a\n/b"]
)
def test_what_may_lead_to_another_place_is_no_path_here(elsewhere):
    assert path_here(elsewhere) is None


def test_a_path_here_stays_as_it_is():
    assert path_here("/e/ROOM34/topics?offer=1") == "/e/ROOM34/topics?offer=1"


@pytest.mark.parametrize("gone", ["/e/ROOM34/topics/999", "/e/NOSUCH/topics", "/e/ROOM34/photos/1"])
def test_a_refusal_is_told_though_the_page_of_its_form_has_gone(ben, gone):
    page = ben.post("topics", {"title": "", "page": gone})
    assert page.status_code == 422
    assert "Please write what you want to talk about." in page.text
