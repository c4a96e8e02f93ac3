"""A hall that writes: several phones at once, whose acts come due at a steady pace and are sent again, with the same
op, until they are answered; and what the record must hold of them.
"""

import collections
import contextlib
import io
import itertools
import json
import re
import socket
import sqlite3
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from PIL import Image

FORM = "application/x-www-form-urlencoded"
PHOTO = "multipart/form-data; boundary=b"
# Of twenty acts so many are of each kind.
MIX = ["hand"] * 8 + ["note"] * 6 + ["join"] * 3 + ["topic"] * 2 + ["photo"]


@dataclass(frozen=True)
class Hall:
    """Where the acts go: an event with people whose cookies are signed, and topics that are up."""

    code: str
    token: str
    people: list  # (id, cookie)
    topics: list  # ids
    facilitator: str  # a cookie


@dataclass(frozen=True)
class Act:
    """One thing that a person does, as their phone sends it."""

    op: str
    kind: str
    path: str
    body: bytes
    content: str = FORM
    cookie: str = ""

    def request(self) -> bytes:
        """The whole request."""
        cookie = f"Cookie: facilitator={self.cookie}\r\n" if self.cookie else ""
        head = f"POST {self.path} HTTP/1.1\r\nHost: hall\r\nAccept: application/json\r\n{cookie}"
        return f"{head}Content-Type: {self.content}\r\nContent-Length: {len(self.body)}\r\n\r\n".encode() + self.body


def acts(hall: Hall, name="w", mix=MIX, side=60):
    """Acts without end, one after the other of every kind in `mix`; each with words that no other has. Photos
    are `side` dots wide."""
    picture = small_picture(side)
    hands = itertools.product(hall.topics, hall.people)
    for number in itertools.count():
        kind, (_id, cookie) = mix[number * 7 % len(mix)], hall.people[number % len(hall.people)]
        op = f"{name}-{letters(number)}"
        topic = hall.topics[number % len(hall.topics)]
        if kind == "hand":
            topic, (_id, cookie) = next(hands)
            path, said = f"topics/{topic}/mine", {"hand": "1"}
        elif kind == "note":
            path, said = f"topics/{topic}/notes", {"words": f"Words {op}", "kind": "idea"}
        elif kind == "topic":
            path, said = "topics", {"title": f"Talk {op}"}
        elif kind == "join":
            yield Act(op, kind, f"/j/{hall.token}", urlencode({"op": op, "name": f"Guest {op}"}).encode())
            continue
        else:
            path = f"/e/{hall.code}/topics/{topic}/photos"
            yield Act(op, kind, path, photo_form(op, picture), PHOTO, cookie)
            continue
        yield Act(op, kind, f"/e/{hall.code}/{path}", urlencode({"op": op, **said}).encode(), FORM, cookie)


def letters(number: int) -> str:
    """A number without digits: those could look like somebody's telephone."""
    return re.sub(r"\d", lambda digit: "abcdefghij"[int(digit[0])], str(number))


def small_picture(side: int) -> bytes:
    """A JPEG."""
    file = io.BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def photo_form(op: str, picture: bytes) -> bytes:
    """The body of the form that sends a photo."""
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    fields = "".join(part.format(name, "") + value + "\r\n" for name, value in (("op", op), ("words", f"Photo {op}")))
    return (fields + part.format("photo", '; filename="p.jpg"')).encode() + picture + b"\r\n--b--\r\n"


class Line:
    """One phone's connection: it is kept open, and made again when it broke."""

    def __init__(self, port, patience=5):
        self._port, self._patience, self._socket = port, patience, None

    def send(self, act: Act) -> tuple[int, bytes]:
        """Post it; gives (status, body). Raises OSError when there is nobody, or not to the end."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), self._patience)
            self._socket.sendall(act.request())
            return self._answer()
        except OSError:
            self.close()
            raise

    def _answer(self):
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head, body = got[:end], got[end + 4 :]
        length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
        while len(body) < length:
            body += self._more()
        return int(head[9:12]), body

    def _more(self):
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionResetError
        return data

    def close(self):
        """Let go of it."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Crowd:
    """`lines` phones at once; `pace` acts come due each second, whether or not the server is there and keeps up."""

    def __init__(self, server, waiting, pace, lines=24):
        self._port, self._waiting, self._pace = server.port, waiting, pace
        self._again = collections.deque()  # sent, and not answered
        self.begun, self.sent, self.acknowledged, self.refused, self.sent_again = 0, {}, {}, [], set()
        self.told = set()  # the sentences of answers that it cannot be done just now
        self._given_up = False
        self._going, self._began, self._lock = True, time.monotonic(), threading.Lock()
        self._threads = [threading.Thread(target=self._write, daemon=True) for _ in range(lines)]
        for thread in self._threads:
            thread.start()

    @property
    def due(self) -> float:
        """How many acts have come due."""
        return (time.monotonic() - self._began) * self._pace

    def give_up(self):
        """The server is gone for good: go home."""
        self._given_up = True
        self.finish()

    def finish(self):
        """Offer nothing new; send what was not answered until it is; then go home."""
        self._going = False
        for thread in self._threads:
            thread.join(60)

    def _write(self):
        line = Line(self._port)
        while (act := self._next()) is not None:
            try:
                status, answer = line.send(act)
            except OSError:
                self._again.append(act)
                time.sleep(0.05)
                continue
            if status == 200 and b'"saved":true' in answer:
                self.acknowledged[act.op] = act
            elif status == 503:
                self.told.add(json.loads(answer)["message"])
                self._again.append(act)
                time.sleep(0.05)
            else:
                self.refused.append((act.kind, status, answer[:200]))
        line.close()

    def _next(self):
        while True:
            with self._lock:
                if self._given_up:
                    return None
                if self._again:
                    act = self._again.popleft()
                    self.sent_again.add(act.op)
                    return act
                if not self._going:
                    return None
                if self.begun < self.due:
                    self.begun += 1
                    act = next(self._waiting)
                    self.sent[act.op] = act
                    return act
            time.sleep(0.01)


# Where the words of each kind stand; its op is at their end.
KEPT = {"note": ("note", "words", "Words "), "topic": ("topic", "title", "Talk "), "join": ("person", "name", "Guest "),
        "photo": ("photo", "words", "Photo ")}  # fmt: skip


def faults(database, acknowledged: dict) -> list[str]:
    """What is wrong with the record: an acknowledged act (op → Act) that is missing, anything that is there twice, a
    damaged file. Empty when all is well.
    """
    try:
        with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as record:
            record.execute("BEGIN")  # all of it as of one moment, for the server may be writing
            damage = [f"damaged: {told}" for (told,) in record.execute("PRAGMA integrity_check") if told != "ok"]
            return damage + _doubled(record) + _lost(record, acknowledged)
    except sqlite3.DatabaseError as error:
        return [f"damaged: {error}"]


def _doubled(record):
    noted = collections.Counter(op for (op,) in record.execute("SELECT op FROM journal WHERE op IS NOT NULL"))
    found = [f"twice in the journal: {op}" for op, count in noted.items() if count > 1]
    for kind in KEPT:
        counted = collections.Counter(_kept(record, kind))
        found += [f"twice: {kind} {op}" for op, count in counted.items() if count > 1]
        found += [f"a {kind} that no act made: {op}" for op in counted.keys() - noted.keys()]
    return found


def _lost(record, acknowledged):
    noted = dict(record.execute("SELECT op, person_id FROM journal WHERE op IS NOT NULL").fetchall())
    hands = set(record.execute("SELECT topic_id, person_id FROM hand"))
    kept = {kind: set(_kept(record, kind)) for kind in KEPT}
    found = []
    for op, act in acknowledged.items():
        topic = re.search(r"topics/(\d+)/", act.path)
        if op not in noted:
            found.append(f"lost: {act.kind} {op} is not in the journal")
        elif (int(topic[1]), noted[op]) not in hands if act.kind == "hand" else op not in kept[act.kind]:
            found.append(f"lost: {act.kind} {op} has no row")
    return found


def _kept(record, kind):
    """The op of every row of that kind, out of its words."""
    table, column, before = KEPT[kind]
    rows = record.execute(f"SELECT {column} FROM {table} WHERE {column} LIKE '{before}%'")  # noqa: S608  (our names)
    return [words.removeprefix(before) for (words,) in rows]
