"""Eight photos, a PDF of a long event and a seating plan of 300 people at once: what everyone else feels."""

import asyncio
import io
import itertools
import os
import random
import time
from collections import defaultdict

from PIL import Image

from . import export
from .asking import Lines, at_pace, is_saved
from .cafe_room import furnish
from .hall import hall
from .processes import cpu_seconds, memory_mb
from .report import Report, middle, quantile, spread

NAMES = ("p50", "p95", "p99", "max")
CALM, HEAVY = "calm", "heavy"


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--photos", type=int, default=8)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--notes", type=int, default=5000, help="in the event that becomes a PDF")
    parser.add_argument("--pages", type=float, default=10, metavar="PER_SECOND", help="pages that others ask for")
    parser.add_argument("--writes", type=float, default=10, metavar="PER_SECOND", help="notes that others write")
    parser.add_argument("--most", type=float, default=20, metavar="SECONDS", help="the longest that a round may last")


def measure(chosen) -> Report:
    """Calm and heavy in turns, on one server. A heavy round lasts as long as its work; a calm one as long as that."""
    found = {CALM: defaultdict(list), HEAVY: defaultdict(list)}
    photos = [photo(number) for number in range(chosen.photos)]
    with hall("world_cafe", people=chosen.people, fill=("bench.heavy", chosen.notes)) as it:
        asyncio.run(_turns(chosen, it, photos, found))
    return _report(chosen, found, photos)


def fill(event, notes: int) -> None:
    """A room with a chair for everyone, and that many notes in topics."""
    furnish(event)
    export.fill(event, notes)


def photo(number: int) -> bytes:
    """A JPEG of 12 megapixels, as large as a phone's: broad shapes, and the grain of a dark hall upon them."""
    rnd = random.Random(number)
    grain = Image.frombytes("L", (1000, 750), rnd.randbytes(750_000)).resize((4000, 3000), Image.Resampling.BILINEAR)
    shapes = Image.frombytes("RGB", (20, 15), rnd.randbytes(900)).resize((4000, 3000), Image.Resampling.BICUBIC)
    file = io.BytesIO()
    Image.blend(shapes, Image.merge("RGB", [grain] * 3), 0.3).save(file, "JPEG", quality=90)
    return file.getvalue()


async def _turns(chosen, it, photos, found):
    lines, people = Lines(it.server.port), itertools.cycle(it.people[len(photos) :])

    async def read(_number):
        answer = await lines.ask("get", f"/e/{it.code}/", next(people))
        assert answer.status == 200, answer

    async def write(number):
        fields = {"words": f"More benches, please. {number}", "op": os.urandom(8).hex()}
        answer = await lines.ask("post", f"/e/{it.code}/wall", next(people), fields)
        assert is_saved(answer), answer

    async def others(row, seconds):
        """What others ask meanwhile, second by second until `seconds()` says that it is enough."""
        began, pid = time.perf_counter(), it.server.process.pid
        used, pages, notes = cpu_seconds(pid), [], []
        while time.perf_counter() - began < seconds():
            some = await asyncio.gather(at_pace(chosen.pages, 1, read), at_pace(chosen.writes, 1, write))
            pages += some[0]
            notes += some[1]
        row["pages"].append(pages)
        row["writes"].append(notes)
        row["seconds"].append(time.perf_counter() - began)
        row["cpu"].append((cpu_seconds(pid) - used) / row["seconds"][-1] * 100)
        row["memory"].append(memory_mb(pid))

    await others(defaultdict(list), lambda: 2)  # the first pages make the templates ready
    for _ in range(chosen.rounds):
        work = asyncio.create_task(_heavy(lines, it, photos, found[HEAVY]))
        await others(found[HEAVY], lambda work=work: 0 if work.done() else chosen.most)
        await work
        lasted = found[HEAVY]["seconds"][-1]
        await others(found[CALM], lambda lasted=lasted: lasted)
    lines.close()


async def _heavy(lines, it, photos, row):
    """All at once, as people press the buttons; ends when the last of it is there."""
    began = time.perf_counter()

    async def send(number):
        fields = {"words": "Our flipchart", "op": os.urandom(8).hex()}
        path = f"/e/{it.code}/topics/{number + 1}/photos"
        answer = await lines.ask("upload", path, it.people[number], fields, ("photo", photos[number]))
        assert is_saved(answer), answer
        row["photo"].append(time.perf_counter() - began)

    async def book():
        path = f"/e/{it.code}/console/files"
        answer = await lines.ask(
            "post", path, it.facilitator, {"format": "pdf", "op": os.urandom(8).hex()}, "text/html"
        )
        assert answer.status == 303, answer
        while not answer.location.endswith("/file"):
            await asyncio.sleep(0.5)
            said = await lines.ask("get", answer.location.removeprefix(it.server.url), it.facilitator)
            assert said.status == 200, said
            if b'/file"' in said.body:
                break
        row["pdf"].append(time.perf_counter() - began)

    async def seats():
        path = f"/e/{it.code}/console/seating"
        answer = await lines.ask("post", f"{path}/search", it.facilitator, {"op": os.urandom(8).hex()}, "text/html")
        assert answer.status in (200, 303), answer
        await asyncio.sleep(4)
        end = {"op": os.urandom(8).hex(), "what": "take"}
        while (await lines.ask("post", f"{path}/search/end", it.facilitator, end)).status == 409:  # no plan yet
            await asyncio.sleep(1)
        row["plan"].append(time.perf_counter() - began)

    await asyncio.gather(book(), seats(), *(send(number) for number in range(len(photos))))


def _report(chosen, found, photos) -> Report:
    heavy = found[HEAVY]
    report = Report(
        "What others feel while the server has heavy work",
        ["what others do", "while", *(f"{name} ms" for name in NAMES), "p99 spread", "server CPU %", "server MB"],
        remarks=[
            f"{chosen.rounds} rounds of {middle(heavy['seconds']):.0f} s (median) each, calm and heavy in turns. "
            f"Others: {chosen.pages:g} pages and {chosen.writes:g} notes a second.",
            f"Heavy: {len(photos)} photos of 12 megapixels ({sum(map(len, photos)) / len(photos) / 1e6:.1f} MB each), "
            f"a PDF of {chosen.notes} notes, a seating plan of {chosen.people} people. The last photo was kept after "
            f"{max(heavy['photo']):.1f} s at most, the PDF after {middle(heavy['pdf']):.1f} s (median).",
        ],
    )
    for what in ("pages", "writes"):
        for when, row in found.items():
            shares = (0.5, 0.95, 0.99, 1.0)
            quantiles = [[quantile(each, share) for share in shares] for each in row[what]]
            figures = {f"{name}_ms": middle([each[at] for each in quantiles]) for at, name in enumerate(NAMES)}
            figures["p99_spread"] = spread([each[2] for each in quantiles])
            figures["cpu_percent"], figures["memory_mb"] = middle(row["cpu"]), max(row["memory"])
            report.figures[f"{what} {when}"] = figures
            report.rows.append([what, when, *figures.values()])
    return report
