"""What an export costs: an event with many notes, every format, each in a process of its own.

    python bench/export.py [--notes 10000]

Prints, for each format, seconds, the most memory the process held, the size of the file, and how late another thread
was served meanwhile. Budgets: 20 s and 500 MB at 10,000 notes. Judges nothing.
"""

import argparse
import datetime
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FORMATS = ("pdf", "docx", "xlsx", "csv", "md", "json", "zip")
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


def main():
    """Make the event, then export it in one process for each format."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--notes", type=int, default=10_000)
    options.add_argument("--one", nargs=3, metavar=("DATABASE", "FORMAT", "OUT"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        return one(*chosen.one)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "events.db"
        fill(database, chosen.notes)
        print(f"{chosen.notes} notes")
        print(f"{'format':8}{'seconds':>9}{'MB held':>9}{'MB file':>9}{'others late, ms (p99, most)':>30}")
        for format_ in FORMATS:
            out = Path(folder) / f"book.{format_}"
            command = [sys.executable, __file__, "--one", str(database), format_, str(out)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def app_on(database):
    """The program on that database."""
    from facilitator import create_app
    from facilitator.config import Settings

    return create_app(Settings(database=Path(database), secret_key="bench " * 12, testing=True))


def fill(database, notes):
    """An event with that many notes in a tenth as many topics, at most 60, and as many actions as topics."""
    app_on(database)
    from facilitator.actions.models import Action
    from facilitator.db import now
    from facilitator.events.actions import create
    from facilitator.journal import action, keeper
    from facilitator.notes.models import KINDS, Note
    from facilitator.topics.models import ANNOUNCED, Topic

    @action("filled for a measurement")
    def write(change, event, by):
        count = min(60, max(1, notes // 10))
        topics = [
            Topic.create(event=event, number=n + 1, title=f"Topic {n}", state=ANNOUNCED, announced_at=now())
            for n in range(count)
        ]
        words = [*LONGEST, *(f"{SAMPLES[n % len(SAMPLES)]} {n}" for n in range(notes - len(LONGEST)))]
        for n, each in enumerate(words):
            Note.create(event=event, topic=topics[n % count], words=each, kind=KINDS[n % len(KINDS)])
        for n in range(count):
            Action.create(event=event, what=f"Do {n}", first_step="Ask", lens="together")
        change.record(event)

    write(event=create(recipe="open_space", title="A long day", date=datetime.date(2026, 11, 21)))
    keeper.close()


def one(database, format_, out):
    """Export once, and print the line for it."""
    app_on(database)
    from facilitator.events.models import Event
    from facilitator.proceedings.export import export

    late, finished = [], threading.Event()

    def others():
        while not finished.is_set():
            began = time.perf_counter()
            time.sleep(0.005)
            late.append((time.perf_counter() - began - 0.005) * 1000)

    watcher = threading.Thread(target=others)
    watcher.start()
    began = time.perf_counter()
    export(Event.get(), format_, False, Path(out))
    seconds = time.perf_counter() - began
    finished.set()
    watcher.join()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = Path(out).stat().st_size / 1e6
    late.sort()
    print(f"{format_:8}{seconds:9.2f}{held:9.0f}{size:9.1f}{late[int(len(late) * 0.99)]:22.1f}{late[-1]:8.1f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
