"""Writing without a server, in a process of its own, so that it may be given a slow disk: what `bench/writes.py` runs.

    python -m bench.writing bare FOLDER BATCH SECONDS       one row after the other with sqlite3, BATCH to a commit
    python -m bench.writing paced FOLDER PER_SECOND SECONDS the same, one to a commit, so many a second
    python -m bench.writing keeper DATABASE WRITERS SECONDS notes through the record keeper, on the server's own loop

Prints JSON: `per_second`; for `paced` also `ms`, how long each took after its time, for the others `cpu_ms`, what each
took of a processor.
"""

import datetime
import json
import sqlite3
import sys
import time
from pathlib import Path

if __name__ == "__main__" and sys.argv[1] == "keeper":
    import eventlet

    eventlet.monkey_patch()

WORDS = "We want more benches at the bus stop, because my mum can not stand so long."
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "cache_size": -4000, "secure_delete": 1}


def main():
    """Do one of them, print what came of it."""
    how, place, number, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    place = place if "://" in place else Path(place)
    print(json.dumps({"bare": bare, "paced": paced, "keeper": through_the_keeper}[how](place, number, seconds)))


def bare(folder, batch, seconds) -> dict:
    """As fast as sqlite3 takes it with the record's own pragmas."""
    connection, count, began, used = _opened(folder), 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(batch):
            _insert(connection)
        connection.execute("COMMIT")
        count += batch
    return {
        "per_second": count / (time.perf_counter() - began),
        "cpu_ms": (time.process_time() - used) * 1000 / count,
    }


def paced(folder, per_second, seconds) -> dict:
    """One row to a commit, each at its time."""
    connection, took, began = _opened(folder), [], time.perf_counter()
    for number in range(int(per_second * seconds)):
        due = began + number / per_second
        time.sleep(max(0.0, due - time.perf_counter()))
        connection.execute("BEGIN IMMEDIATE")
        _insert(connection)
        connection.execute("COMMIT")
        took.append((time.perf_counter() - due) * 1000)
    return {"per_second": len(took) / (time.perf_counter() - began), "ms": took}


def through_the_keeper(database, writers, seconds) -> dict:
    """So many writers, each of whom writes its next note when the last one is on the disk."""
    import threading

    from facilitator import create_app
    from facilitator.commands.stand_in import as_person
    from facilitator.config import Settings
    from facilitator.events.models import Event
    from facilitator.journal import keeper
    from facilitator.notes import actions

    app, counts, until = create_app(Settings(database=database, secret_key="bench " * 12)), [], []
    with app.app_context():
        event = Event.get()
        people = [as_person(event, person) for person in event.people.limit(writers)]

    def write(by, number):
        count = 0
        while time.perf_counter() < until[0]:
            op = f"{time.time_ns()}-{number}-{count}"
            actions.write(event=event, by=by, op=op, words=f"{WORDS} {number} {count}", language="en")
            count += 1
        counts.append(count)

    crowd = [threading.Thread(target=write, args=(by, number)) for number, by in enumerate(people)]
    began, used = time.perf_counter(), time.process_time()
    until.append(began + seconds)
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    seconds, used = time.perf_counter() - began, time.process_time() - used
    keeper.close()
    return {"per_second": sum(counts) / seconds, "cpu_ms": used * 1000 / sum(counts)}


def _opened(folder):
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, words TEXT, written_at TEXT)")
    return connection


def _insert(connection):
    now = datetime.datetime.now(datetime.UTC).isoformat()
    connection.execute("INSERT INTO note (words, written_at) VALUES (?, ?)", (WORDS, now))


if __name__ == "__main__":
    main()
