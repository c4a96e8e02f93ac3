"""Two processes on one record, behind nginx as docs/scaling.md sets it up."""

import collections
import itertools
import re
import signal
import threading
import time
import urllib.request

import pytest
from ear import Ear, post
from waiting import until

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def listens(halls):
    """`listens(address, person)` → Ear on the page of topics."""
    ears = []

    def listen(address, person=0, more=""):
        ears.append(Ear(address, halls.people[person] + more, halls.code, f"note/session-{halls.topic}"))
        return ears[-1]

    yield listen
    for ear in ears:
        ear.close()


def raise_hand(halls, address, person):
    """A person comes to the talk."""
    return post(
        f"{address}/e/{halls.code}/topics/{halls.topic}/mine", halls.people[person], op=f"hand-{person}", hand=1
    )


def note(halls, address, person, op, more=""):
    """A person writes a note in the talk."""
    words = f"More shade {op.translate(str.maketrans('0123456789', 'abcdefghij'))}"  # digits may look like a telephone
    path = f"{address}/e/{halls.code}/topics/{halls.topic}/notes"
    return post(path, halls.people[person] + more, op=op, words=words, kind="idea")


def acted(halls, postgres, ops):
    """`{op: how often it stands in the journal}`."""
    found = postgres.ask("SELECT op FROM journal WHERE op IS NOT NULL", halls.record)
    return {op: count for op, count in collections.Counter(op for (op,) in found).items() if op in ops}


def test_what_is_committed_on_one_reaches_a_phone_on_the_other(halls, listens):
    here, there = listens(halls.one.url), listens(halls.two.url, 3)
    for at, address in ((4, halls.one.url), (5, halls.two.url)):
        assert note(halls, address, at, f"note-{at}")[0] == 200
        changes = [here.hears("change"), there.hears("change")]
        assert all(changes)
        assert changes[0]["fragments"] == changes[1]["fragments"]
        assert changes[0]["to"] == changes[1]["to"]


def test_what_changed_for_one_person_reaches_their_phone_on_the_other(halls, listens):
    there = listens(halls.two.url, 6)
    assert raise_hand(halls, halls.one.url, 6)[0] == 200
    assert there.hears("mine")["of"]


def test_somebody_writing_is_seen_on_the_other(halls, listens):
    here, there = listens(halls.one.url, 1), listens(halls.two.url, 2)
    here.says("writing", f"session-{halls.topic}")
    assert there.hears("writing") == {"channel": f"session-{halls.topic}", "name": ""}


def test_the_same_op_on_the_other_is_the_same_act(halls, postgres):
    first, second = note(halls, halls.one.url, 1, "twice"), note(halls, halls.two.url, 1, "twice")
    assert first[0] == second[0] == 200
    assert acted(halls, postgres, {"twice"}) == {"twice": 1}
    assert postgres.ask("SELECT count(*) FROM note WHERE words = 'More shade twice'", halls.record) == [(1,)]


def test_many_at_once_on_both_are_each_done_once_in_one_order(halls, postgres):
    ops = [f"crowd-{at}" for at in range(40)]
    done = {}

    def write(at):
        done[ops[at]] = note(halls, (halls.one, halls.two)[at % 2].url, at % 12, ops[at])[0]

    threads = [threading.Thread(target=write, args=(at,)) for at in range(len(ops))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(done.values()) == {200}
    assert acted(halls, postgres, set(ops)) == dict.fromkeys(ops, 1)
    found = postgres.ask("SELECT version FROM journal WHERE event_id = 1 ORDER BY id", halls.record)
    versions = [version for (version,) in found]
    assert versions == list(range(versions[0], versions[0] + len(versions)))


def test_nginx_gives_each_browser_a_process_and_keeps_to_it(halls):
    def visit(cookie=""):
        request = urllib.request.Request(f"{halls.front}/e/{halls.code}/topics", headers={"Cookie": cookie})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200
            return answer.headers.get_all("Set-Cookie") or []

    given = set()
    for _ in range(12):
        told = [cookie for cookie in visit(halls.people[1]) if cookie.startswith("process=")]
        given.add(re.match(r"process=\w+", told[0])[0])
    assert len(given) == 12
    for cookie in given:
        for _ in range(2):
            assert not any(told.startswith("process=") for told in visit(f"{halls.people[1]}; {cookie}"))

    def asked():
        lines = (halls.nginx_folder / "access.log").read_text().splitlines()
        return [line.split()[-1] for line in lines if f"/e/{halls.code}/topics" in line]

    until(lambda: len(asked()) == 36)  # nginx writes its log after the answer
    first, again = asked()[:12], asked()[12:]
    assert {*first} == {f"127.0.0.1:{halls.one.port}", f"127.0.0.1:{halls.two.port}"}
    assert again[0::2] == again[1::2]


def test_a_form_of_our_own_page_is_taken_behind_nginx_and_another_sites_is_not(halls):
    path, cookie = f"{halls.front}/e/{halls.code}/topics/{halls.topic}/mine", halls.people[8]
    host = halls.front.partition("://")[2]
    for origin, expected in ((f"http://{host}", 200), ("http://elsewhere.example", 403)):
        request = urllib.request.Request(
            path, b"hand=1", {"Cookie": cookie, "Accept": "application/json", "Origin": origin}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            status = error.code
        assert status == expected


def test_a_killed_process_costs_nothing_acknowledged_and_its_phones_come_back_on_the_other(halls, listens, postgres):
    sticky = [f"; process={name}" for name in "abcdefgh"]
    ears = [listens(halls.front, at, more) for at, more in enumerate(sticky)]
    acknowledged, going = [], True

    def write(at):
        for number in itertools.count():
            op = f"kill-{at}-{number}"
            while going and note(halls, halls.front, at, op, sticky[at])[0] != 200:
                time.sleep(0.1)  # as the outbox: the same words, the same op
            if not going:
                return
            acknowledged.append(op)

    writers = [threading.Thread(target=write, args=(at,)) for at in range(8)]
    for writer in writers:
        writer.start()
    time.sleep(1)
    halls.one.stop(signal.SIGKILL)
    before = len(acknowledged)
    time.sleep(1.5)
    going = False
    for writer in writers:
        writer.join()
    assert len(acknowledged) > before > 0
    assert acted(halls, postgres, set(acknowledged)) == dict.fromkeys(acknowledged, 1)

    cut = [at for at, ear in enumerate(ears) if ear.is_cut(0.1)]
    assert 0 < len(cut) < 8
    back = [listens(halls.front, at, sticky[at]) for at in cut]
    assert note(halls, halls.front, 9, "after")[0] == 200
    assert all(ear.hears("change") for ear in back)
    halls.one.start()


def test_without_redis_everything_is_kept_and_found_in_the_record(halls, listens):
    there = listens(halls.two.url, 7)
    halls.redis.terminate()
    halls.redis.wait(10)
    assert note(halls, halls.one.url, 7, "without")[0] == 200
    changed = there.hears("change")
    assert changed["fragments"] == []  # the page fetches itself again
    assert changed["from"] == changed["to"] > there.version


def test_a_process_that_stops_says_goodbye_to_its_own_screens(halls, listens):
    here, there = listens(halls.one.url), listens(halls.two.url)
    assert halls.one.stop() == 0
    assert here.hears("restarting", 5) == {}
    assert there.hears("restarting", 0.3) is None
