"""The package reads like the day: imports point backwards in time only."""

import ast

import pytest

from facilitator import SLICES
from facilitator.config import ROOT

PACKAGE = ROOT / "facilitator"
# Foundations come before the day; what starts, fills and describes a whole installation comes after it.
AFTER_THE_DAY = {"__init__", "__main__", "commands", "health"}
BOUND_AT_START = {("live", "events")}  # live/__init__.py is handed the Event model when the app is made


def place_of(path):
    """The slice, or the foundation's own name, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """Names right below `facilitator` that a file imports, wherever in the file."""
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            yield from [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("facilitator"):
            yield from node.module.split(".")[1:2] or [alias.name for alias in node.names]


FILES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_backwards(path):
    here = place_of(path)
    if here in AFTER_THE_DAY:
        return
    earlier = set(SLICES[: SLICES.index(here)]) if here in SLICES else set()
    later = {
        name for name in imported(path)
        if name in SLICES and name != here and name not in earlier and (here, name) not in BOUND_AT_START
    }  # fmt: skip
    assert later == set()


def test_every_slice_is_in_the_running_order():
    folders = {path.parent.name for path in PACKAGE.glob("*/views.py")} | {
        path.parent.name for path in PACKAGE.glob("*/models.py")
    }
    assert folders - {"journal"} <= set(SLICES)


def test_the_order_is_checked_at_all():
    assert "events" in set(imported(PACKAGE / "people" / "models.py"))
