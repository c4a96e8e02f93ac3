"""Writes that are on the disk when they are acknowledged: how many, how soon, and what readers feel meanwhile."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from .asking import Lines, at_pace, is_saved
from .hall import ROOT, hall
from .processes import cpu_seconds
from .report import Report, middle, quantile, spread
from .slow_sync import library
from .writing import WORDS

PEOPLE = 600  # a person may write 60 notes a minute
A_SECOND, PAGES_A_SECOND = 100, 5


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4, help="of each part of each round")
    parser.add_argument("--at-once", type=int, default=64, metavar="N", help="writers who wait for their answer")
    parser.add_argument("--sync", type=int, default=8, metavar="MS", help="how much longer a slow sync takes")


def measure(chosen) -> Report:
    """Bound and product in turns, on the disk as it is and on one that syncs slowly."""
    found = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as servers:
        slow = library(Path(folder), chosen.sync)
        disks = {"": {}} | ({f", sync +{chosen.sync} ms": {"LD_PRELOAD": str(slow)}} if slow else {})
        halls = {name: servers.enter_context(hall(people=PEOPLE, **disk)) for name, disk in disks.items()}
        alone = servers.enter_context(hall(people=PEOPLE))  # its record is for the keeper without a server
        alone.server.stop()
        for _ in range(chosen.rounds):
            for name, disk in disks.items():
                _bounds(chosen, Path(folder), name, disk, alone, found)
                asyncio.run(_over_http(chosen, halls[name], name, found))
    return _report(chosen, found, bool(slow))


def _bounds(chosen, folder, name, disk, alone, found):
    """What SQLite itself takes, and the record keeper without HTTP."""
    plans = {
        "bare sqlite3, one to a commit": ("bare", folder, 1),
        f"bare sqlite3, {chosen.at_once} to a commit": ("bare", folder, chosen.at_once),
        f"bare sqlite3, {A_SECOND}/s": ("paced", folder, A_SECOND),
        f"record keeper, {chosen.at_once} writers": ("keeper", alone.server.database, chosen.at_once),
    }
    for label, plan in plans.items():
        command = [sys.executable, "-W", "ignore", "-m", "bench.writing", *map(str, plan), str(chosen.seconds)]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **disk}, stdout=subprocess.PIPE, check=True)
        said = json.loads(done.stdout)
        found[label + name]["per_second"].append(said["per_second"])
        found[label + name]["ack"].append(said.get("ms", []))
        found[label + name]["cpu"] += [said["cpu_ms"]] if "cpu_ms" in said else []


async def _over_http(chosen, it, name, found):
    """Pages alone, then as many notes as the server acknowledges, then a hundred a second."""
    lines = Lines(it.server.port)

    async def read(number):
        answer = await lines.ask("get", f"/e/{it.code}/", it.people[number % PEOPLE])
        assert answer.status == 200, answer

    async def write(number):
        fields = {"words": f"{WORDS} {number}", "op": os.urandom(8).hex()}
        answer = await lines.ask("post", f"/e/{it.code}/wall", it.people[number % PEOPLE], fields)
        assert is_saved(answer), answer

    async def part(label, writing):
        """`writing` gives what each write took; pages are read meanwhile."""
        row, used, began = found[label + name], cpu_seconds(it.server.process.pid), asyncio.get_running_loop().time()
        reading = asyncio.create_task(at_pace(PAGES_A_SECOND, chosen.seconds, read))
        acks = await writing
        seconds = asyncio.get_running_loop().time() - began
        row["pages"].append(await reading)
        row["ack"].append(acks)
        row["per_second"].append(len(acks) / seconds)
        if acks:
            row["cpu"].append((cpu_seconds(it.server.process.pid) - used) * 1000 / len(acks))

    await part("only pages", asyncio.sleep(chosen.seconds, []))
    await part(f"over HTTP, {chosen.at_once} writers", _as_fast_as_it_goes(chosen, write))
    await part(f"over HTTP, {A_SECOND}/s", at_pace(A_SECOND, chosen.seconds, write))
    lines.close()


async def _as_fast_as_it_goes(chosen, write) -> list[float]:
    """Each writer goes on when acknowledged; gives what each write took, in milliseconds."""
    clock, took = asyncio.get_running_loop().time, []
    until = clock() + chosen.seconds

    async def writer(number):
        count = 0
        while (began := clock()) < until:
            await write(number + chosen.at_once * count)
            count += 1
            took.append((clock() - began) * 1000)

    await asyncio.gather(*(writer(number) for number in range(chosen.at_once)))
    return took


def _report(chosen, found, slow) -> Report:
    report = Report(
        "Acknowledged writes, synchronous=FULL",
        ["what", "per s", "spread", "ack p50 ms", "p95", "p99", "page p50 ms", "p99", "CPU ms each"],
        remarks=[
            f"{chosen.rounds} rounds of {chosen.seconds:g} s each, in turns; medians of the rounds. A write is a note.",
            f"Pages: {PAGES_A_SECOND} a second, read while the writes go on. CPU is that of the process that "
            "writes; of the server, pages included.",
            "A slow sync: a library loaded before the C library's waits in each fsync and fdatasync, then calls the "
            "real one (bench/slow_sync.py)."
            if slow
            else "There is no C compiler, so no slow sync was measured.",
        ],
    )
    for label, row in found.items():
        times = [_quantiles(each) for each in row["ack"] if each]
        pages = [_quantiles(each) for each in row["pages"] if each]
        figures = {
            "per_second": middle(row["per_second"]),
            "spread": spread(row["per_second"]),
            **{f"ack_{name}_ms": middle([each[at] for each in times]) for at, name in enumerate(NAMES) if times},
            **{f"page_{name}_ms": middle([each[at] for each in pages]) for at, name in enumerate(NAMES) if pages},
        }
        if row["cpu"]:
            figures["cpu_ms"] = middle(row["cpu"])
        report.figures[label] = figures
        wanted = ("per_second", "spread", "ack_p50_ms", "ack_p95_ms", "ack_p99_ms", "page_p50_ms", "page_p99_ms")
        report.rows.append([label, *(figures.get(name) for name in (*wanted, "cpu_ms"))])
    return report


NAMES = ("p50", "p95", "p99")


def _quantiles(values):
    return [quantile(values, share) for share in (0.5, 0.95, 0.99)]
