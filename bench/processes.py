"""What a process uses, as Linux tells it: processor, memory, threads, open files and sockets."""

import contextlib
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Processor time that the process has used, its own and its ended children's, in seconds."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / TICKS


def memory_mb(pid: int) -> float:
    """Memory that the process holds now (resident), in MB."""
    return _status(pid, "VmRSS") / 1000


def threads(pid: int) -> int:
    """How many threads it has."""
    return _status(pid, "Threads")


def handles(pid: int) -> tuple[int, int]:
    """`(sockets, other files)` that it holds open."""
    targets = []
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            targets.append(handle.readlink().name)
        except FileNotFoundError:  # closed meanwhile
            continue
    sockets = sum(target.startswith("socket:") for target in targets)
    return sockets, len(targets) - sockets


def _status(pid, name):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


@contextlib.contextmanager
def on_core(core: int | None):
    """Processes started in this block keep to that processor, where the system can do that and has as many."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if core is None or core not in before:
        yield
        return
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
