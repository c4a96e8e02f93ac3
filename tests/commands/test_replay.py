"""Real data, replayed: what the record holds is what the data says, however often it is played."""

import csv
import json
from pathlib import Path

import pytest

from facilitator.commands.replay import data, plan

FOLDER = Path(__file__).parent / "conversation"
COUNTS = (
    "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM person), (SELECT count(*) FROM topic), "
    "(SELECT count(*) FROM note), (SELECT count(*) FROM hand), (SELECT count(*) FROM journal WHERE op LIKE 'replay-%')"
)


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agreements():
    return sorted(
        (int(row["participant"]), int(column))
        for row in rows("participants-votes.csv")
        for column, vote in row.items()
        if column.isdecimal() and vote == "1"
    )


def equal_to_the_data(asked):
    comments = sorted(rows("comments.csv"), key=lambda row: int(row["timestamp"]))
    assert asked("SELECT count(*) FROM person") == [(7,)]
    words = "SELECT note.words FROM note JOIN topic ON topic.id = note.topic_id ORDER BY topic.number"
    assert asked(words) == [(row["comment-body"],) for row in comments]
    assert asked("SELECT why FROM topic ORDER BY number") == [(row["comment-body"],) for row in comments]
    held = [(row["comment-body"],) for row in comments if row["moderated"] == "-1"]
    assert asked("SELECT words FROM note WHERE state = 'held' ORDER BY topic_id") == held
    assert asked("SELECT why FROM topic WHERE held_for <> '' ORDER BY id") == held
    assert asked("SELECT count(*) FROM hand") == [(len(agreements()),)]
    each = "SELECT why, count(hand.id) FROM topic LEFT JOIN hand ON hand.topic_id = topic.id GROUP BY topic.id"
    assert asked(each) == [(row["comment-body"], int(row["agrees"])) for row in comments]


def test_here_and_again(program, asked):
    first = program.command("replay", str(FOLDER))
    assert first.returncode == 0, first.stderr
    assert "7 people, 7 topics, 7 notes (2 held), 15 hands" in first.stdout
    equal_to_the_data(asked)
    before = asked(COUNTS)
    again = program.command("replay", str(FOLDER))
    assert "0 acts" in again.stdout
    assert asked(COUNTS) == before


def test_over_http_and_again(program, asked):
    program.start()
    first = program.command("replay", str(FOLDER), "--server", program.url)
    assert first.returncode == 0, first.stderr
    equal_to_the_data(asked)
    before = asked(COUNTS)
    again = program.command("replay", str(FOLDER), "--server", program.url, "--speed", "100000")
    assert again.returncode == 0, again.stderr
    assert asked(COUNTS) == before


def test_the_export_says_what_the_data_say(program, tmp_path):
    told = program.command("replay", str(FOLDER)).stdout
    code = told.partition("code ")[2][:6]
    done = program.command("export", code, "--format", "json", "--names", "--out", str(tmp_path / "book.json"))
    assert done.returncode == 0, done.stderr
    book = json.loads((tmp_path / "book.json").read_text(encoding="utf-8"))
    comments = sorted(rows("comments.csv"), key=lambda row: int(row["timestamp"]))
    assert book["event"]["title"] == "Better days in Little Harbour (made up)"
    assert book["people"]["total"] == len(rows("participants-votes.csv"))
    assert [note["words"] for topic in book["topics"] for note in topic["notes"]] == [
        row["comment-body"] for row in comments
    ]
    assert [topic["notes"][0]["state"] == "held" for topic in book["topics"]] == [
        row["moderated"] == "-1" for row in comments
    ]
    assert [topic["hands"] for topic in book["topics"]] == [int(row["agrees"]) for row in comments]


def test_a_few_people_first_and_the_others_later(program, asked):
    done = program.command("replay", str(FOLDER), "--people", "3")
    assert "3 people, 5 topics, 5 notes (2 held), 9 hands" in done.stdout, done.stderr
    program.command("replay", str(FOLDER))
    assert asked(COUNTS)[0][:5] == (1, 7, 7, 7, 15)


def test_at_its_own_pace(program):
    done = program.command("replay", str(FOLDER), "--speed", "300")
    assert done.returncode == 0, done.stderr
    seconds = int(done.stdout.rpartition(" in ")[2].split()[0])
    assert seconds >= 1  # six minutes, three hundred times as fast


def test_not_behind_the_back_of_a_server(program):
    program.start()
    done = program.command("replay", str(FOLDER))
    assert (done.returncode, done.stdout) == (1, "")
    assert "--server" in done.stderr


def test_no_server_there(program):
    done = program.command("replay", str(FOLDER), "--server", program.url)
    assert done.returncode == 1
    assert f"No server answers at {program.url}" in done.stderr


def test_a_server_with_another_record(program, tmp_path):
    program.start()
    done = program.command("replay", str(FOLDER), "--server", program.url, "--database", str(tmp_path / "other.db"))
    assert done.returncode == 1
    assert "another database" in done.stderr


@pytest.mark.parametrize("missing", ["comments.csv", "participants-votes.csv"])
def test_a_file_is_missing(program, tmp_path, missing):
    for file in FOLDER.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    done = program.command("replay", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert missing in done.stderr
    assert "Traceback" not in done.stderr


def test_every_act_comes_after_those_it_needs():
    played = set()
    for act in plan.acts(data.read(FOLDER)):
        assert set(act.needs) <= played
        played.add(act.op)
    assert len(played) == 7 + 3 * 7 + 15 + 2 * 2


def test_a_title_is_how_the_comment_begins():
    assert plan.title_of("A bench") == "A bench"
    assert plan.title_of("one\ntwo   three") == "one two three"
    long = plan.title_of("word " * 40)
    assert len(long) <= 80
    assert long == " ".join(["word"] * 16) + "…"
    assert plan.title_of("x" * 200) == "x" * 79 + "…"
