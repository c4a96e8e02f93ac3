"""A topic to write in, and words written."""

import pytest


@pytest.fixture
def topic(ben):
    """A topic that Ben has announced: "Benches by the stop"."""
    from facilitator.topics.models import Topic

    ben.post("topics", {"title": "Benches by the stop", "op": "offer"})
    offered = Topic.get()
    ben.post(f"topics/{offered.id}/announcement")
    return Topic.get_by_id(offered.id)


@pytest.fixture
def write(topic):
    """`write(browser, words, **fields)`: add a note in the session of `topic`; gives the Note."""
    from facilitator.notes.models import Note

    def write_one(browser, words, **fields):
        answer = browser.post(f"topics/{topic.id}/notes", {"words": words, **fields})
        assert answer.status_code == 200, answer.text
        return Note.select().order_by(Note.id.desc()).get()

    return write_one
