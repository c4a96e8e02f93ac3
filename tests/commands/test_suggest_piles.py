"""`python -m facilitator suggest-piles`: from a file to a file."""

import json
import subprocess
import sys

import pytest

from facilitator.config import ROOT

NOTES = [
    {"id": 1, "words": "Benches in the park", "language": "en"}, {"id": 2, "words": "A bench for the park"},
    {"id": 3, "words": "The park has no bench"}, {"id": 4, "words": "More buses"}, {"id": 5, "words": "Tea at four"},
]  # fmt: skip


def suggest(*options, feed=b""):
    return subprocess.run(
        [sys.executable, "-m", "facilitator", "suggest-piles", *options], input=feed, cwd=ROOT, capture_output=True
    )


def test_from_a_file_to_a_file(tmp_path):
    given, found = tmp_path / "notes.json", tmp_path / "piles.json"
    given.write_text(json.dumps({"notes": NOTES}))
    assert suggest(str(given), "-o", str(found)).returncode == 0
    said = json.loads(found.read_text())
    assert [sorted(pile["notes"]) for pile in said["piles"]] == [[1, 2, 3]]
    assert said["alike"] == [[1, 2]]


def test_only_those_that_are_to_be_sorted_and_line_by_line():
    told = suggest("-", "--progress-json", feed=json.dumps({"notes": NOTES, "sort": [4, 5]}).encode())
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    shares = [line["share"] for line in lines]
    assert shares == sorted(shares)
    assert lines[-1] == {"share": 1.0, "piles": [], "alike": [[1, 2]]}


def test_only_what_is_alike():
    told = suggest("-", "--alike-only", "--progress-json", feed=json.dumps({"notes": NOTES}).encode())
    assert json.loads(told.stdout) == {"share": 1.0, "piles": [], "alike": [[1, 2]]}


@pytest.mark.parametrize(
    "feed",
    [
        b"", b"[]", b"7", b"\xff", b"{}", b'{"notes": 7}', b'{"notes": [7]}', b'{"notes": [{"id": "1", "words": "x"}]}',
        b'{"notes": [{"id": true, "words": "x"}]}', b'{"notes": [{"id": 1, "words": null}]}',
        b'{"notes": [{"id": 1, "words": "x", "language": 7}]}', b'{"notes": [], "sort": [[]]}',
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_in_a_sentence(feed):
    told = suggest("-", feed=feed)
    assert told.returncode == 2
    assert b"Traceback" not in told.stderr
    assert told.stderr.strip()


def test_a_file_that_is_not_there(tmp_path):
    told = suggest(str(tmp_path / "none.json"))
    assert told.returncode == 1
    assert b"cannot be read" in told.stderr
