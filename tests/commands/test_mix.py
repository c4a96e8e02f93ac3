"""`mix` from a file to a file: what it writes, says and answers when something is wrong."""

import json
import subprocess
import sys

import pytest

from facilitator.config import ROOT

ROOM = {
    "id": "evening", "rounds": 2, "tables": [{"id": f"t{i}", "seats": 3, "step_free": i == 0} for i in range(4)],
    "people": [{"id": f"p{i}"} for i in range(9)],
}  # fmt: skip
TIGHT = ROOM | {"id": "tight", "people": [{"id": f"p{i}", "step_free": i < 4} for i in range(9)]}


@pytest.fixture
def mix(tmp_path):
    """`mix(data, *options)` → the finished command; data goes to standard input, `out` is where the plan goes."""

    def run(data, *options, output="-"):
        given = data if isinstance(data, str) else json.dumps(data)
        command = [sys.executable, "-m", "facilitator", "mix", "-", "-o", str(output), *options]
        return subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, timeout=120)

    return run


def test_a_room_goes_in_and_a_plan_comes_out(mix, tmp_path):
    done = mix(ROOM, output=tmp_path / "plan.json")
    assert done.returncode == 0
    assert done.stdout == ""
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert plan.keys() == {"instance", "rounds"}
    assert plan["instance"] == "evening"
    assert [sorted(p for table in one.values() for p in table) for one in plan["rounds"]] == [
        [f"p{i}" for i in range(9)]
    ] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_the_same_seed_gives_the_same_plan(mix):
    first, again = mix(ROOM, "--seed", "5"), mix(ROOM, "--seed", "5")
    assert first.stdout == again.stdout
    assert json.loads(first.stdout)["instance"] == "evening"


def test_what_cannot_be_is_said_in_words_and_the_best_plan_is_still_written(mix, tmp_path):
    done = mix(TIGHT, output=tmp_path / "plan.json")
    assert done.returncode == 3
    assert "Why: 4 people need a step-free place and there are 3." in done.stderr
    assert "2 seats have steps in the way." in done.stderr
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert [one["rule"] for one in plan["breaks"]] == ["step_free", "step_free"]


def test_one_of_several_is_chosen_by_its_id(mix):
    several = {"cafe": [ROOM, TIGHT]}
    done = mix(several)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There are 2 instances. Choose one with --id: evening, tight.\n"
    assert mix(several, "--id", "dawn").returncode == 2
    assert json.loads(mix(several, "--id", "evening").stdout)["instance"] == "evening"


def test_a_program_reads_it_line_by_line(mix):
    lines = [json.loads(line) for line in mix(TIGHT, "--progress-json").stdout.splitlines()]
    last = lines[-1]
    assert last["done"]
    assert last["plan"]["rounds"]
    assert last["obstacles"][0]["words"] == "4 people need a step-free place and there are 3."
    assert last["figures"]["hard"] == 2
    assert all("seconds" in line and "figures" in line for line in lines)


def test_a_plan_that_people_were_told_is_repaired(mix, tmp_path):
    old = tmp_path / "old.json"
    mix(ROOM, output=old)
    later = ROOM | {"people": [*ROOM["people"][:-1], {"id": "late", "rounds": [2]}]}
    done = mix(later, "--baseline", str(old), "--frozen", "1", "--progress-json")
    last = json.loads(done.stdout.splitlines()[-1])
    before = json.loads(old.read_text())["rounds"][0]
    kept = {t: sorted(set(people) - {"p8"}) for t, people in before.items()}
    assert {t: sorted(people) for t, people in last["plan"]["rounds"][0].items()} == kept
    assert last["figures"]["displaced"] == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "- is no JSON (line 1)"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "must be an object"),
        ('{"cafe": []}', "holds no instance"),
        ('{"cafe": 3}', "must be a list"),
        (ROOM | {"rounds": None}, "rounds must be a whole number"),
        (ROOM | {"frozen": 9}, "9 rounds are frozen"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(mix, data, words):
    done = mix(data)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_frozen_round_needs_a_plan(mix):
    assert "needs the old plan" in mix(ROOM, "--frozen", "1").stderr


def test_files_that_cannot_be_read_or_written(mix, tmp_path):
    done = mix(ROOM, output=tmp_path / "nowhere" / "plan.json")
    assert done.returncode == 1
    assert "cannot be written (No such file or directory)" in done.stderr.splitlines()[-1]
    done = mix(ROOM, "--baseline", str(tmp_path / "none.json"))
    assert (done.returncode, done.stderr) == (
        1,
        f"{tmp_path / 'none.json'} cannot be read (No such file or directory).\n",
    )
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")
    assert "is no text" in mix(ROOM, "--baseline", str(tmp_path / "picture")).stderr
