"""`import`: an event out of a file, as people do it."""

import json

import pytest
from serving import Server


@pytest.fixture
def elsewhere(tmp_path_factory):
    """The program of another installation, with nothing in its record."""
    other = Server(tmp_path_factory.mktemp("elsewhere"))
    yield other
    if other.process:
        other.stop()


def lines_of(path):
    """A file's lines, without the one that says when it was made."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith(' "made_at"')]


@pytest.mark.parametrize("code", ["MILL", "CEDR", "HARB", "FAMI"])
def test_every_demo_is_the_same_elsewhere(program, elsewhere, mill_quay, asked, tmp_path, code):
    there, here = tmp_path / "there.json", tmp_path / "here.json"
    done = program.command("export", code, "--format", "json", "--whole", "--out", str(there))
    assert done.returncode == 0, done.stderr
    assert "Keep it safe" in done.stderr
    done = elsewhere.command("import", str(there))
    assert done.returncode == 0, done.stderr
    assert f"is here now, with the code {code}." in done.stdout
    done = elsewhere.command("export", code, "--format", "json", "--whole", "--out", str(here))
    assert done.returncode == 0, done.stderr
    moves = ('"planned"', '"starts"')  # with the clock, while a day goes on
    pairs = zip(lines_of(there), lines_of(here), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1] and not pair[0].strip().startswith(moves)] == []
    assert elsewhere.command("check").returncode == 0
    assert elsewhere.command("demo").returncode == 0
    assert asked("SELECT count(*) FROM event", elsewhere.database) == [(4,)]
    assert asked(NOTES, elsewhere.database) == asked(NOTES)


NOTES = "SELECT event.code, count(*) FROM note JOIN event ON event.id = event_id GROUP BY 1 ORDER BY 1"


def test_twice_is_the_same_as_once(program, elsewhere, mill_quay, asked, tmp_path):
    program.command("export", "CEDR", "--format", "json", "--out", str(tmp_path / "it.json"))
    first = elsewhere.command("import", str(tmp_path / "it.json"))
    assert "The file has no names in it" in first.stdout
    again = elsewhere.command("import", str(tmp_path / "it.json"))
    assert (again.returncode, again.stdout) == (
        0,
        "This event is here already, with the code CEDR. Nothing was changed.\n",
    )
    assert asked("SELECT count(*) FROM event", elsewhere.database) == [(1,)]


def test_not_past_a_server_that_runs(program, mill_quay, asked, tmp_path):
    program.command("export", "CEDR", "--format", "json", "--out", str(tmp_path / "it.json"))
    program.start()
    done = program.command("import", str(tmp_path / "it.json"))
    assert done.returncode == 1
    assert "A server is running on" in done.stderr


def test_what_cannot_be_brought_in(elsewhere, tmp_path):
    done = elsewhere.command("import", str(tmp_path / "none.json"))
    assert (done.returncode, done.stderr) == (1, f"There is no file {tmp_path / 'none.json'}.\n")
    (tmp_path / "it.json").write_text(json.dumps({"format": "facilitator-book", "version": 1}))
    done = elsewhere.command("import", str(tmp_path / "it.json"))
    assert done.returncode == 1
    assert "made by an older version" in done.stderr
    assert "Traceback" not in done.stderr


def test_whole_is_for_files_that_can_be_brought_in(program, mill_quay, tmp_path):
    done = program.command("export", "CEDR", "--format", "pdf", "--whole", "--out", str(tmp_path / "it.pdf"))
    assert (done.returncode, done.stderr) == (1, "--whole and --secrets are for --format json and zip.\n")
