"""Suggested piles: what is made of real comments, how long it takes, and how well it fits what a reader sees in them.

Each is made by the command `suggest-piles` in a process of its own, start-up included. The comments are those that
moderators showed (`moderated` is 1); larger sets are made of their halves, put together by chance. The reader's
judgement stands in `bowling_green_by_reading.json`: for each subject the numbers of the comments that are about it, of
those comments that one reader had read; a comment may be about several.
"""

import csv
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from .hall import ROOT
from .report import Report

READ = Path(__file__).parent / "bowling_green_by_reading.json"
SIZES = (1000, 10_000)


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("folder", type=Path, help="holds comments.csv")
    parser.add_argument("--read", action="store_true", help="print every pile with its comments, to be read")


def measure(chosen) -> Report:
    """One row for each set of notes; with the reader's judgement where there is one."""
    comments = shown(chosen.folder)
    sets = {"the shown comments": comments} | {f"{size} made of them": made_of(comments, size) for size in SIZES}
    report = Report(
        "Suggested piles",
        ["notes", "count", "s", "CPU s", "MB", "piles", "in piles", "alike", "right pairs", "found pairs", "pure"],
    )
    for name, notes in sets.items():
        found, figures = suggested(notes)
        if notes is comments:
            figures |= judged([pile["notes"] for pile in found["piles"]])
            report.remarks += told(found, dict(comments), chosen.read)
        report.figures[name] = figures
        report.rows.append([name, *(figures.get(each) for each in FIGURES)])
    report.remarks += [
        "right pairs: of two comments in one pile, how often a reader sees one subject in both.",
        "found pairs: of two comments in which a reader sees one subject, how often they are in one pile.",
        "pure: of the comments in a pile, the share that is about its commonest subject.",
    ]
    return report


FIGURES = ("count", "seconds", "cpu", "megabytes", "piles", "in_piles", "alike", "right", "found", "pure")


def shown(folder) -> list[tuple[int, str]]:
    """`(number, words)` of the comments that were shown."""
    with (folder / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["moderated"] == "1"]
    return sorted((int(row["comment-id"]), row["comment-body"].strip()) for row in rows)


def made_of(comments, size) -> list[tuple[int, str]]:
    """So many notes, each the beginning of one comment and the end of another."""
    some = random.Random(1)

    def half(first):
        words = some.choice(comments)[1].split()
        return words[: len(words) * 2 // 3] if first else words[len(words) // 2 :]

    return [(number, " ".join(half(True) + half(False))) for number in range(size)]


def suggested(notes) -> tuple[dict, dict]:
    """What the command finds, and what that cost. Raises CalledProcessError when it fails."""
    feed = json.dumps({"notes": [{"id": id_, "words": words} for id_, words in notes]}).encode()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "facilitator", "suggest-piles", "-", "--progress-json"]
    told = subprocess.run(command, input=feed, capture_output=True, check=True, cwd=ROOT)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(told.stdout.splitlines()[-1])
    return found, {
        "count": len(notes),
        "seconds": seconds,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "megabytes": after.ru_maxrss / 1000,  # of the largest so far
        "piles": len(found["piles"]),
        "in_piles": sum(len(pile["notes"]) for pile in found["piles"]),
        "alike": len(found["alike"]),
    }


def judged(piles) -> dict:
    """How well piles of comments fit the reader's subjects; comments that were not read do not count."""
    about: dict[int, set] = {}
    for subject, numbers in json.loads(READ.read_text()).items():
        for number in numbers:
            about.setdefault(number, set()).add(subject)
    read = [[number for number in pile if number in about] for pile in piles]
    where = {number: place for place, pile in enumerate(read) for number in pile}
    pairs = [pair for pile in read for pair in itertools.combinations(pile, 2)]
    alike = [pair for pair in itertools.combinations(about, 2) if about[pair[0]] & about[pair[1]]]
    together = sum(where.get(one, -1) == where.get(other, -2) for one, other in alike)
    subjects = [Counter(subject for number in pile for subject in about[number]) for pile in read if pile]
    commonest = [counted.most_common(1)[0][1] for counted in subjects]
    return {
        "right": sum(bool(about[one] & about[other]) for one, other in pairs) / max(1, len(pairs)),
        "found": together / len(alike),
        "pure": sum(commonest) / max(1, sum(map(len, read))),
    }


def told(found, words, every) -> list[str]:
    """The piles in words, for a reader."""
    lines = []
    for pile in found["piles"]:
        lines.append(f"{len(pile['notes']):4} {' · '.join(pile['words'])}")
        lines += [f"       {words[number]}" for number in pile["notes"]] if every else []
    return [*lines, ""]
