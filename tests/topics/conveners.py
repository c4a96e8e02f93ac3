"""Shortcuts of these tests: a topic as its convener would make it."""

from facilitator.topics.models import Topic


def offered(browser, title="Benches", **more) -> Topic:
    """The draft that this browser's person offers."""
    status, answer = browser.send("topics", {"title": title, **more})
    assert status == 200, answer
    return Topic.select().order_by(Topic.id.desc()).get()


def put_up(browser, title="Benches", **more) -> Topic:
    """The topic that this browser's person offers and announces."""
    topic = offered(browser, title, **more)
    assert browser.send(f"topics/{topic.id}/announcement")[0] == 200
    return again(topic)


def again(row):
    """The row as it stands now."""
    return type(row).get_by_id(row.id)
