"""One table for people, and the same figures for programs."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Report:
    """What a measurement found: `columns` and `rows` are printed, `figures` are for `--json`, `remarks` stand below."""

    title: str
    columns: list[str]
    rows: list[list] = field(default_factory=list)
    figures: dict = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def __str__(self):
        cells = [self.columns, *([plain(cell) for cell in row] for row in self.rows)]
        widths = [max(len(row[at]) for row in cells) for at in range(len(self.columns))]
        lines = ["  ".join(aligned(row, widths)).rstrip() for row in cells]
        return "\n".join(
            [self.title, "", lines[0], "  ".join("-" * width for width in widths), *lines[1:], *self._below()]
        )

    def _below(self):
        return ["", *self.remarks] if self.remarks else []


def aligned(row, widths):
    """The first cell to the left, the others, which are numbers, to the right."""
    return [
        cell.rjust(width) if at else cell.ljust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def plain(cell) -> str:
    """A cell as text: numbers with as many places as say something."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"
    return "" if cell is None else str(cell)


def middle(values) -> float:
    """The median."""
    return statistics.median(values)


def spread(values) -> float:
    """From the least to the most."""
    return max(values) - min(values)


def quantile(values, share: float) -> float:
    """The value that `share` (0 to 1) of them do not exceed; of the ordered values the one at that place."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
