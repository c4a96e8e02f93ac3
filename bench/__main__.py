"""`python -m bench NAME [options]`: measure one thing, print one table; `--json FILE` keeps the figures.

Each measurement is a module of this folder with `arguments(parser)`, which says what may be chosen, and
`measure(chosen)`, which gives a `bench.report.Report`. None of them judges.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

MEASUREMENTS = (
    "fanout",
    "storm",
    "marketplace",
    "writes",
    "page",
    "heavy",
    "soak",
    "grow",
    "several",
    "publish",
    "export",
    "letters",
    "board",
    "seating",
    "seating_by_cp_sat",
    "piles",
    "piles_by_scikit_learn",
)  # fmt: skip  (in the order of the day)


def main():
    """Read the command line, measure, print, keep."""
    options = argparse.ArgumentParser(prog="python -m bench", description="What the product costs.")
    names = options.add_subparsers(dest="name", required=True, metavar="NAME")
    modules = {}
    for name in MEASUREMENTS:
        modules[name] = module = importlib.import_module(f"bench.{name}")
        about = module.__doc__.split("\n")[0]
        parser = names.add_parser(name, help=about, description=about)
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
        module.arguments(parser)
    chosen = options.parse_args()
    report = modules[chosen.name].measure(chosen)
    print(report)
    if chosen.json:
        chosen.json.write_text(json.dumps(report.figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
