"""Warnings about a board: pure."""

from types import SimpleNamespace as Row

from facilitator.agenda.clashes import NOT_QUIET, NOT_STEP_FREE, SAME_CONVENER, SAME_LANGUAGE, clashes

HALL, LOFT = Row(step_free=True, quiet=False), Row(step_free=False, quiet=True)


def session(id_, convener=None, slot=1, space=HALL, needs=(), words="", over=None):
    topic = Row(id=id_, convener_id=convener, needs=list(needs), needs_words=words)
    return Row(topic=topic, slot_id=slot, space=space, ended_at=over)


def kinds(*sessions):
    return [(clash.kind, sorted(clash.topic_ids)) for clash in clashes(sessions)]


def test_the_same_convener_twice_in_a_slot():
    assert kinds(session(1, 7), session(2, 7)) == [(SAME_CONVENER, [1, 2])]
    assert kinds(session(1, 7), session(2, 7, slot=2), session(3, 8)) == []


def test_two_without_a_convener_do_not_clash():
    assert kinds(session(1), session(2)) == []


def test_needs_that_the_space_does_not_meet():
    assert kinds(session(1, space=LOFT, needs=["step_free"])) == [(NOT_STEP_FREE, [1])]
    assert kinds(session(1, space=HALL, needs=["quiet"])) == [(NOT_QUIET, [1])]
    assert kinds(session(1, space=LOFT, needs=["quiet"]), session(2, space=HALL, needs=["step_free"])) == []


def test_any_other_spot_is_unknown_and_says_nothing():
    assert kinds(session(1, space=None, needs=["quiet", "step_free"])) == []


def test_one_interpreter_cannot_be_in_two_places():
    one = session(1, needs=["language"], words="Bengali speaker, please")
    assert kinds(one, session(2, needs=["language"], words="bengali  speaker please!")) == [(SAME_LANGUAGE, [1, 2])]
    assert kinds(one, session(2, needs=["language"], words="Polish speaker")) == []
    assert kinds(one, session(2, words="Bengali speaker, please")) == []
    assert kinds(session(1, needs=["language"]), session(2, needs=["language"])) == []


def test_a_talk_that_is_over_clashes_with_nothing():
    assert kinds(session(1, 7, over="now"), session(2, 7)) == []
