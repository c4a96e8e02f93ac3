"""The one place for work that must not hold the event loop.

Real operating-system threads beside the event loop, and a bell by which they
wake the greenlets (or threads) that wait for them. Outside `__main__.py` this
is the only module that knows eventlet.
"""

import collections
import contextlib
import ctypes
import functools
import os
import sys
import tempfile

from .config import ROOT

M_MMAP_THRESHOLD, LARGE = -3, 1_000_000  # bytes; as mallopt(3) has it
GIVES_WAY = 10  # how much nicer than the loop a child is, and a thread that computes


def on_eventlet() -> bool:
    """True when this process runs on eventlet's loop (threads are monkey-patched)."""
    if "eventlet" not in sys.modules:
        return False
    from eventlet import patcher

    return bool(patcher.is_monkey_patched("thread"))


def native(name: str):
    """The standard library's own module `name` (`threading`, `queue`, `socket`), never a green one."""
    if on_eventlet():
        from eventlet import patcher

        return patcher.original(name)
    return __import__(name)


def share_locks() -> None:
    """Give native locks to what the loop and our threads both use; to be called once, right after eventlet patched.

    A green lock for which two threads have met once is never had again by anyone: whoever waits is woken on a loop
    that is not there. The record keeper and the pages both log, and both ask Babel for a language.
    """
    import logging

    from babel import localedata

    threading = native("threading")
    logging.threading, logging._lock = threading, threading.RLock()  # the first: for the handlers to come
    localedata._cache_lock = threading.RLock()


class Outcome:
    """What a piece of work will come to: set once, by any thread; waited for by any greenlet or thread."""

    def __init__(self):
        self._value = self._error = None
        if on_eventlet():
            from eventlet import event

            self._event, self._bell = event.Event(), _Bell.shared()
        else:
            self._event, self._bell = native("threading").Event(), None

    def set(self, value=None, error: BaseException | None = None) -> None:
        """Say how it ended; whoever waits goes on."""
        self._value, self._error = value, error
        if self._bell is None:
            self._event.set()
        else:
            self._bell.ring(self._event.send)

    def wait(self):
        """Give the value back, or raise the error, when the work is done; other greenlets run meanwhile."""
        self._event.wait()
        if self._error is not None:
            raise self._error
        return self._value


class _Bell:
    """Lets native threads run short calls on the eventlet loop: a queue and one socket pair."""

    _shared = None

    @classmethod
    def shared(cls):
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def __init__(self):
        import eventlet
        from eventlet import greenio

        self._calls = collections.deque()
        ours, self._theirs = native("socket").socketpair()
        self._theirs.setblocking(False)
        self._ours = greenio.GreenSocket(ours)
        eventlet.spawn(self._answer)

    def ring(self, call) -> None:
        self._calls.append(call)
        # When the pair is full of earlier rings, the loop will come and find this call too.
        with contextlib.suppress(BlockingIOError):
            self._theirs.send(b"\0")

    def _answer(self):
        while self._ours.recv(4096):
            while self._calls:
                self._calls.popleft()()


def on_loop(call) -> None:
    """Run `call()` on the event loop soon, from any thread (in threading mode: at once, here)."""
    if on_eventlet():
        _Bell.shared().ring(call)
    else:
        call()


def thread(target, name: str):
    """Start `target()` in a native daemon thread and return that thread."""
    worker = native("threading").Thread(target=target, name=name, daemon=True)
    worker.start()
    return worker


_jobs = None


def run(work, *args, **kwargs):
    """Run `work(*args, **kwargs)` off the loop, wait for it here, return what it returns or raise what it raises.

    For the heavy and the slow: PDFs, photos, passphrases. At most two at a time, so that phones keep an ear.
    """
    return start(work, *args, **kwargs).wait()


def start(work, *args, **kwargs) -> Outcome:
    """Like `run`, but gives the Outcome at once, to be waited for later."""
    global _jobs
    if _jobs is None:
        _jobs = native("queue").SimpleQueue()
        _give_back_memory()
        for number in range(2):
            thread(_work_off, f"background-{number}")
    outcome = Outcome()
    _jobs.put((outcome, work, args, kwargs))
    return outcome


def _work_off():
    if sys.platform == "linux":  # where each thread has a priority of its own
        _give_way(native("threading").get_native_id())
    while True:
        outcome, work, args, kwargs = _jobs.get()
        try:
            outcome.set(work(*args, **kwargs))
        except BaseException as error:
            outcome.set(error=error)


def _give_back_memory():
    """What is large goes back to the system when it is free. Else glibc keeps 70 MB when two photos have been read."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library, which does so by itself
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def _give_way(process_or_thread):
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, process_or_thread, min(19, ours + GIVES_WAY))


class Child:
    """A process of our own that works beside the server: it writes lines, and may be stopped at any time. `complaint`
    is what it said of what went wrong, once its `outcome` is there."""

    def __init__(self, process):
        self._process, self.complaint = process, ""
        self.outcome = Outcome()

    def stop(self) -> None:
        """End it now. What it wrote until here is what there is."""
        if self._process.poll() is None:
            self._process.kill()


def child(arguments: list[str], feed: bytes, on_line, **environment) -> Child:
    """Run `python -m facilitator ARGUMENTS` in a process of its own, give it `feed`, and call `on_line(bytes)` on the
    event loop for each line it writes. For what would hold a processor for seconds, or much memory: the system takes
    both back when it ends. It gives way to the server where both want the same processor.

    Returns the Child at once; its `outcome.wait()` gives the exit code (negative when it was stopped) after the last
    line. `environment` is set for it. Raises OSError when no process can be started.
    """
    subprocess, complaints = native("subprocess"), tempfile.TemporaryFile()  # noqa: SIM115  (closed by its listener)
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "facilitator", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints,
        cwd=ROOT, env={**os.environ, "ASYNC_MODE": "threading", **environment},
    )  # fmt: skip
    if hasattr(os, "setpriority"):
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            _give_way(process.pid)
    started = Child(process)
    thread(lambda: _listen_to(started, process, feed, on_line, complaints), "child")
    return started


def _listen_to(started, process, feed, on_line, complaints):
    try:
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(feed)
        with process.stdout, complaints:
            for line in process.stdout:
                on_loop(functools.partial(on_line, line))
            code = process.wait()
            complaints.seek(0)
            started.complaint = complaints.read().decode("utf-8", "replace").strip()
        on_loop(lambda: started.outcome.set(code))
    except BaseException as error:
        started.outcome.set(error=error)
