"""Pages and files go out small, and what a browser cannot unpack goes out as it is."""

import gzip
import sys

import pytest

from facilitator.assets import Assets
from facilitator.config import ROOT

PRESSED = {"Accept-Encoding": "gzip, deflate"}


def test_a_page_is_pressed_for_a_browser_that_takes_it(app, event, ben):
    plain = ben.get("/e/ROOM34/me", headers={"Accept-Encoding": "identity"})
    pressed = ben.client.get("/e/ROOM34/me", headers=PRESSED)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert "Cookie" in pressed.headers["Vary"]
    assert int(pressed.headers["Content-Length"]) == len(pressed.data) < len(plain.data) / 2
    assert b"</html>" in gzip.decompress(pressed.data)


def test_two_pressed_pages_alike_have_lengths_of_their_own(app, ben):
    assert len({len(ben.client.get("/e/ROOM34/me", headers=PRESSED).data) for _ in range(30)}) > 5


def test_a_short_answer_is_left_as_it_is(app):
    assert "Content-Encoding" not in app.test_client().get("/healthz", headers=PRESSED).headers


@pytest.mark.parametrize("name", ["page", "door"])
def test_the_scripts_of_a_live_page_and_of_the_door_are_made_whole(name):
    """Of the parts as they are now; bin/run and bin/test do it at every start."""
    sys.path.insert(0, str(ROOT / "bin"))
    import _setup

    _setup.bundle_scripts()
    assert b'from"' not in Assets().body(f"js/{name}.js").replace(b" ", b"")


@pytest.fixture
def folder(tmp_path):
    """Scripts of another project: one, and the one file that was made of it."""
    (tmp_path / "js").mkdir()
    (tmp_path / "vendor" / "whole").mkdir(parents=True)
    (tmp_path / "js" / "page.js").write_text("as it is written")
    (tmp_path / "vendor" / "whole" / "page.js").write_text("as it was pressed")
    return tmp_path


@pytest.mark.parametrize(
    ("sources", "served"),
    [
        ("{}", "as it was pressed"),
        ('{"README.md": "of an earlier day"}', "as it is written"),
        ('{"gone.js": "of a file that is gone"}', "as it is written"),
        (None, "as it is written"),
    ],
)
def test_a_file_made_of_scripts_that_have_changed_since_is_passed_over(folder, sources, served):
    assert (ROOT / "README.md").exists()
    if sources is not None:
        (folder / "vendor" / "whole" / "sources.json").write_text(sources)
    assert Assets(folder).body("js/page.js").decode() == served
