"""What an export costs: an event with many notes in every format, each in a process of its own."""

import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from .hall import ROOT, prepare
from .report import Report, middle, quantile, spread

FORMATS = ("pdf", "pdf-plan", "pdf-easy", "pdf-large", "docx", "xlsx", "csv", "md", "html", "json", "zip")
PILES, OFFERS = 12, 40
SAMPLES = (
    "We want more benches at the bus stop, because my mum can not stand so long.",
    "আমরা একসাথে বাগান করি এবং হাঁটি",
    "نريد مقاعد عند موقف الحافلات من فضلك",
    "ہمیں بس اسٹاپ پر بینچ چاہیے",
    "=1+1 and then some, with 😀 👍🏽 👨‍👩‍👧 in it\nand a second line",
    "a control \x01 in it",
    "A line that a patient person wrote. " * 20,
)
LONGEST = ("A line that a patient person wrote. " * 55, "Imported words. " * 2500, "x" * 2000)


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)


def measure(chosen) -> Report:
    """Make the event, then export it in one process for each format, the formats taking turns."""
    found = {format_: [] for format_ in FORMATS}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "events.db"
        prepare(database, "open_space", 0, "bench.export", chosen.notes)
        for _ in range(chosen.rounds):
            for format_ in FORMATS:
                out = Path(folder) / f"book.{format_}"
                command = [sys.executable, "-m", "bench.export", str(database), format_, str(out)]
                done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
                found[format_].append(json.loads(done.stdout))
    report = Report(
        f"Export of {chosen.notes} notes",
        ["format", "seconds", "spread", "CPU s", "MB held", "MB file", "others late p99 ms", "most"],
        remarks=[
            "JSON is the bound: the same book, gathered and written down as it is. Others: another thread of the same "
            "process, which asks for its turn every 5 ms; in the server the work is in a process of its own.",
        ],
    )
    for format_, rounds in found.items():
        figures = {name: middle([each[name] for each in rounds]) for name in rounds[0]}
        figures["spread"] = spread([each["seconds"] for each in rounds])
        report.figures[format_] = figures
        names = ("seconds", "spread", "cpu", "held_mb", "file_mb", "late_p99_ms", "late_most_ms")
        report.rows.append([format_, *(figures[name] for name in names)])
    return report


def fill(event, notes: int) -> None:
    """Give the event that many notes in a tenth as many topics, at most 60, and as many actions as topics, each with an
    update; four notes of five stand in a pile, and one of ten has a translation."""
    from facilitator.actions.models import Action, Offer
    from facilitator.db import now
    from facilitator.harvest.models import InTheme, Theme
    from facilitator.journal import action
    from facilitator.lookback.models import Update
    from facilitator.notes.models import KINDS, Note, Translation
    from facilitator.topics.models import ANNOUNCED, Topic

    @action("filled for a measurement")
    def write(change, event, by):
        count = min(60, max(1, notes // 10))
        topics = [
            Topic.create(event=event, number=n + 1, title=f"Topic {n}", state=ANNOUNCED, announced_at=now())
            for n in range(count)
        ]
        words = [*LONGEST, *(f"{SAMPLES[n % len(SAMPLES)]} {n}" for n in range(notes - len(LONGEST)))]
        piles = [Theme.create(event=event, position=n, name=f"Pile {n}") for n in range(PILES)]
        for n, each in enumerate(words):
            note = Note.create(event=event, topic=topics[n % count], words=each, kind=KINDS[n % len(KINDS)])
            if n % 5:
                InTheme.create(event=event, theme=piles[n % PILES], note=note)
            if n % 10 == 0:
                Translation.create(note=note, language="ar", words=SAMPLES[2], by="Ifra")
        for n in range(count):
            done = Action.create(event=event, what=f"Do {n}", first_step="Ask", lens="together")
            Update.create(event=event, action=done, by="owner", state="started", words="We met twice.")
        for n in range(OFFERS):
            Offer.create(event=event, skill=f"I can lend tool {n}", time="Tuesdays")
        change.record(event)

    write(event=event)


def one(database, format_, out) -> dict:
    """Export once; what it took."""
    from facilitator import create_app
    from facilitator.config import Settings
    from facilitator.events.models import Event
    from facilitator.journal import keeper
    from facilitator.proceedings.export import Choice, export

    create_app(Settings(database=Path(database), secret_key="bench " * 12, testing=True))
    late, finished = [], threading.Event()

    def others():
        while not finished.is_set():
            began = time.perf_counter()
            time.sleep(0.005)
            late.append((time.perf_counter() - began - 0.005) * 1000)

    watcher = threading.Thread(target=others)
    watcher.start()
    began, used = time.perf_counter(), time.process_time()
    ending, _dash, shape = format_.partition("-")
    export(Event.get(), ending, False, Path(out), choice=Choice(shape=shape or "full"))
    seconds, used = time.perf_counter() - began, time.process_time() - used
    finished.set()
    watcher.join()
    keeper.close()
    return {
        "seconds": seconds,
        "cpu": used,
        "held_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file_mb": Path(out).stat().st_size / 1e6,
        "late_p99_ms": quantile(late, 0.99),
        "late_most_ms": max(late),
    }


if __name__ == "__main__":
    print(json.dumps(one(*sys.argv[1:])))
