"""`suggest-board` places the topics of a file, and says in words what is wrong with it."""

import json
import signal
import subprocess
import sys

import pytest

from facilitator.config import ROOT

PEOPLE = {"ann": "pq", "ben": "pq", "cem": "rs", "dia": "rs"}
UNENDING = {"ann": "pq", "ben": "qr", "cem": "rp"}  # one of them always misses something: no bound ends it


def instance(hands=PEOPLE, **more):
    topics = sorted(set("".join(hands.values())))
    return {
        "id": "mill", "slots": ["a", "b"], "spaces": [{"id": "x", "capacity": 4}, {"id": "y", "capacity": 4}],
        "topics": [{"id": topic} for topic in topics],
        "people": [{"id": name, "votes": dict.fromkeys(wants, 1)} for name, wants in hands.items()],
    } | more  # fmt: skip


def at(slot, space):
    return {"slot": slot, "space": space}


@pytest.fixture
def run(tmp_path):
    """`run(what the file holds, *options)` → the finished process; the solution goes to `run.out`."""

    def run(found, *options):
        file = tmp_path / "instance.json"
        file.write_bytes(found if isinstance(found, bytes) else json.dumps(found).encode())
        return subprocess.run(
            [sys.executable, "-m", "facilitator", "suggest-board", file, "-o", run.out, *options],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    run.out = tmp_path / "solution.json"
    return run


def test_it_writes_where_topics_stand_and_who_could_sit_there(run):
    done = run(instance())

    assert done.returncode == 0, done.stderr
    assert "8 can go" in done.stderr
    solution = json.loads(run.out.read_text())
    assert solution.keys() == {"instance", "placements", "assignments"}
    assert solution["instance"] == "mill"
    assert solution["placements"]["p"]["slot"] != solution["placements"]["q"]["slot"]
    assert set(solution["assignments"]["ann"].values()) == {"p", "q"}


def test_without_who_could_sit_there(run):
    assert run(instance(), "--no-assignments").returncode == 0
    assert json.loads(run.out.read_text()).keys() == {"instance", "placements"}


def test_one_of_several_boards(run):
    several = {"agenda": [instance(id="one"), instance(id="two")]}

    assert run(several, "--id", "two").returncode == 0
    assert json.loads(run.out.read_text())["instance"] == "two"
    assert run(several).stderr == "The file holds 2 boards. Choose one with --id: one, two.\n"
    assert run(several, "--id", "six").stderr == "The file holds no board six. It holds: one, two.\n"


def test_a_present_board_in_the_file_is_kept_where_it_is_good(run):
    present = {"p": at("b", "y"), "q": at("a", "y"), "r": at("a", "x"), "s": at("b", "x")}

    assert run(instance(baseline={"placements": present})).returncode == 0
    assert json.loads(run.out.read_text())["placements"] == present


def test_what_is_frozen_stays_however_bad(run):
    present = {"p": at("a", "x"), "q": at("a", "y"), "r": at("b", "x"), "s": at("b", "y")}

    assert run(instance(baseline=present, frozen=1)).returncode == 0
    found = json.loads(run.out.read_text())["placements"]
    assert (found["p"], found["q"]) == (present["p"], present["q"])


def test_programs_read_it_line_by_line(run):
    done = run(instance(UNENDING), "--seconds", "5", "--progress-json")

    first, *_between, last = map(json.loads, done.stdout.splitlines())
    assert first.keys() == {"seconds", "share", "figures", "placements"}
    assert first["placements"].keys() == {"p", "q", "r"}
    assert last["done"] is True
    assert last["figures"]["attended_free"] == last["figures"]["attended_cap"] == 5
    assert last["bound"] == 6
    assert last["bound_reached"] is False
    assert last["placements"] == json.loads(run.out.read_text())["placements"]
    assert done.stderr == ""


def test_it_reads_standard_input_and_writes_standard_output():
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "suggest-board", "-"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True, input=json.dumps(instance()),
    )  # fmt: skip
    assert json.loads(done.stdout)["placements"].keys() == {"p", "q", "r", "s"}


def test_interrupted_it_writes_the_best_so_far(tmp_path):
    ring = "pqrstuvwxyzp"  # at two times, somebody always misses something of it, so no bound ends the search
    hall = {f"person {n}": ring[n % 11 : n % 11 + 2] for n in range(3000)}
    file, out = tmp_path / "instance.json", tmp_path / "solution.json"
    spaces = [{"id": str(n), "capacity": 3000} for n in range(6)]
    file.write_text(json.dumps(instance(hall, spaces=spaces)))
    process = subprocess.Popen(
        [sys.executable, "-m", "facilitator", "suggest-board", file, "-o", out, "--progress-json"],
        cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert json.loads(process.stdout.read().splitlines()[-1])["done"] is True
        assert process.wait(30) == 0
    assert json.loads(out.read_text())["placements"].keys() == set("pqrstuvwxyz")


def test_an_impossible_board_is_explained_and_the_best_still_written(run):
    topics = [{"id": "p", "pin": at("a", "x")}, {"id": "q", "pin": at("a", "x")}]
    done = run(instance({"ann": ""}, topics=topics))

    assert done.returncode == 3
    assert done.stderr.splitlines()[-3:] == [
        "No board that keeps every rule was found. The one written breaks the least:",
        "  Why: The topics p, q are pinned to (or stay at) one and the same time and place.",
        "  a topic that is not where it is pinned: 1",
    ]
    assert [each["kind"] for each in json.loads(run.out.read_text())["breaks"]] == ["pin"]


@pytest.mark.parametrize(("found", "sentence"), [
    (b"\xff\xfe", "is no text, so it cannot be a board."),
    (b"{", "is no JSON (line 1), so it cannot be a board."),
    ([], "The file does not hold a board: it should begin with { and name slots, spaces and topics."),
    ({"agenda": []}, "The file holds no board."),
    ({"agenda": 3}, "The file has no list of agenda."),
    ({}, "The board has no list of slots."),
    (instance(slots=["a", None]), "The board has a gap in its list of slots."),
    (instance(slots=[{}]), "The board names something that is not written as text: {}."),
    (instance(spaces=[7]), "One of the spaces has no id that is text."),
    (instance(spaces=[{"id": "x", "capacity": -1}]), "Space x has a capacity that is no whole number: -1."),
    (instance(spaces=[{"id": "x", "step_free": "no"}]), "Space x should say yes or no (true or false) for step_free."),
    (instance(topics=[{"id": "p", "pin": "a"}]), "Topic p has a pin that is not written as a slot and a space."),
    (instance(topics=[{"id": "p", "pin": {"slot": "z"}}], people=[]), "Topic p names a slot that is not there: z."),
    (instance(people=[{"id": "a", "votes": ["p"]}]), "Person a has votes that are not written as topics with weights."),
    (instance(people=[{"id": "a", "votes": {"p": "1"}}]), "Person a has a vote for p whose weight is no number: '1'."),
    (instance(people=[{"id": "a", "votes": {"z": 1}}]), "Person a names a topic that is not there: z."),
    (instance(people=[{"id": "ann"}, {"id": "ann"}]), "The person ann is there twice."),
    (instance(baseline=[1]), "The baseline is not written as topics with a slot and a space each."),
    (instance(frozen="x"), "What is frozen is neither a list of topics nor a number of slots."),
])  # fmt: skip
def test_a_file_that_makes_no_sense_is_one_plain_sentence(run, found, sentence):
    done = run(found)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.strip().endswith(sentence)
    assert not run.out.exists()


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path, run):
    run.out = tmp_path / "nowhere" / "solution.json"
    done = run(instance())

    assert done.returncode == 1
    assert done.stderr.endswith(
        "solution.json cannot be written (No such file or directory). Choose another with -o.\n"
    )


def test_it_starts_without_the_server_and_the_record():
    what = (
        "import sys, facilitator.commands.suggest_board; print({'flask', 'peewee', 'flask_babel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", what], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
