"""Formats as data: one TOML file each in this folder. Adding a format means adding a file."""

import tomllib
from dataclasses import dataclass, field
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
    rounds: list[dict] = field(default_factory=list)  # a café's: {question, recap, quiet, go_round}
    tables: list[dict] = field(default_factory=list)  # a café's: {seats, name, step_free, quiet}

    @property
    def is_cafe(self) -> bool:
        """People sit at tables and move between rounds."""
        return bool(self.rounds)


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
        spaces=data.get("spaces", []),
        stages=data["stages"],
        rounds=data.get("rounds", []),
        tables=[dict(table) for table in data.get("tables", []) for _each in range(table.pop("count", 1))],
    )
