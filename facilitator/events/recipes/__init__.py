"""Formats as data: one TOML file each in this folder. Adding a format means adding a file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Recipe:
    """A format: its key (the file's name), plain name, whom it suits, and the event's first set-up."""

    key: str
    name: str
    suits: str
    order: int
    starts: str
    house_rules: list[str]
    spaces: list[dict]
    stages: list[dict]


def recipes() -> dict[str, Recipe]:
    """All recipes by key, in their own order."""
    found = (read(path) for path in FOLDER.glob("*.toml"))
    return {recipe.key: recipe for recipe in sorted(found, key=lambda recipe: recipe.order)}


def read(path: Path) -> Recipe:
    """One recipe file. Raises tomllib.TOMLDecodeError or KeyError when it is not whole."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recipe(
        key=path.stem,
        name=data["name"],
        suits=data["for"],
        order=data["order"],
        starts=data["starts"],
        house_rules=data["house_rules"],
        spaces=data["spaces"],
        stages=data["stages"],
    )
