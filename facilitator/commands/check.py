"""Is the record whole? What SQLite can tell of its file, and what we know of ours: each fault one plain sentence.

It only reads, while a server runs too.
"""

import sqlite3
import struct
from pathlib import Path

from ..config import CannotGoOn
from ..sqlite_file import is_damage
from .copying import reading
from .reasons import RESTORE, why

MOST = 20  # of one kind; after these it is damaged anyway
FRAME_HEADER = 24
STANDING = "WHERE state <> 'taken_back' OR length(image) > 0"  # a picture that was taken back is gone
WEBP, JPEG, PNG = b"RIFF", b"\xff\xd8\xff", b"\x89PNG"


def faults(path: Path, closely: bool = False) -> list[str]:
    """What is wrong with the record at `path`, in plain sentences; empty when it is whole.

    Always: every page and index (SQLite's integrity_check), rows that point to nothing, the journal's versions, every
    word and time, the photos' lengths, and commits that cannot be read. `closely` also opens every photo.

    Raises CannotGoOn when it cannot be read just now, which says nothing about its being whole.
    """
    try:
        with reading(path) as record:
            record.text_factory = lambda text: text.decode("utf-8", "replace")  # names of damaged things
            found = _pages(record)
            if found:
                return found
            tables = {name for (name,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables:
                return []  # nothing was ever written
            if not {"journal", "event", "photo"} <= tables:
                return [f"{path} is a database, but not one of Facilitator's."]
            found = _rows_without(record) + _journal(record) + _lengths_of_photos(record) + _words(record, tables)
            if closely:
                found += _pictures(record)
        return found + _unreadable_commits(path)  # after closing: see there
    except UnicodeDecodeError:  # SQLite's own complaint names something damaged
        return [why(path, sqlite3.DatabaseError("malformed"))]
    except (sqlite3.Error, OSError) as error:
        sentence = why(path, error)
        if not is_damage(error) and RESTORE not in sentence:
            raise CannotGoOn(sentence) from None
        return [sentence]


def _pages(record):
    told = [said for (said,) in record.execute(f"PRAGMA integrity_check({MOST})")]
    return [] if told == ["ok"] else [f"SQLite says: {' '.join(said.split())}." for said in told]


def _rows_without(record):
    missing = record.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    return [f"Row {row} of {table} points to a row of {other} that is not there." for table, row, other, _ in missing]


def _journal(record):
    """Each event counts its acts: the journal holds every number from 2 (after it was made) to its version, once."""
    counted = record.execute(
        "SELECT event.id, event.code, event.version, count(journal.id), count(DISTINCT journal.version), "
        "max(journal.version) FROM event LEFT JOIN journal ON journal.event_id = event.id GROUP BY event.id"
    )
    found = [
        f"The journal of event {code} has {rows} acts, and should have {version - 1}, numbered without a gap."
        for _id, code, version, rows, different, newest in counted
        if not (rows == different == version - 1 and (rows == 0 or newest == version))
    ]
    twice = record.execute(
        "SELECT op FROM journal WHERE op IS NOT NULL GROUP BY event_id, op HAVING count(*) > 1 LIMIT ?", (MOST,)
    )
    return found + [f"One act was done twice ({op})." for (op,) in twice]


def _lengths_of_photos(record):
    """A photo says of itself what it is, and as WebP how long it is; only its first page is read for that."""
    found = []
    heads = record.execute(f"SELECT id, kind, substr(image, 1, 12), length(image) FROM photo {STANDING}")  # noqa: S608
    for id_, kind, head, length in heads:
        head = bytes(head or b"")
        told = struct.unpack("<I", head[4:8])[0] + 8 if head[:4] == WEBP and len(head) >= 8 else length
        if not head.startswith((WEBP, JPEG, PNG)) or abs(told - length) > 1:
            found.append(f"Photo {id_} ({kind}) is not whole.")
    return found[:MOST]


def _unreadable_commits(path):
    """Commits are in the companion file (-wal) before they are in the database. SQLite reads it up to the first page
    that is not as it was written, for after a power cut the very last commit may be half there. But no commit is begun
    before the one before it is on the disk: when two or more are beyond that page, the file was damaged. What commits
    left there that the disk did not take, and that were refused, does not count; see _most_in_a_row.

    This process must have no connection to the record just now: closing a file of SQLite's drops the locks on it.
    """
    log, index = path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")
    if not log.exists() or not index.exists() or log.stat().st_size < 32:
        return []
    with log.open("rb") as file:
        head, commits = _commits_in(file)
        readable = _readable_pages(index)
        beyond = sum(number > readable for number in commits)
        lost = _most_in_a_row(file, readable) if beyond >= 2 else 0
        file.seek(0)
        again = file.read(32)
    # A server that writes meanwhile went on, or began the companion file anew.
    if lost < 2 or again != head:
        return []
    return [f"The newest {lost} commits cannot be read: {log.name} is damaged."]


def _commits_in(log):
    """The head of the companion file, and the numbers of those of its pages that end a commit of this round."""
    head, commits, number = log.read(32), [], 0
    size = struct.unpack(">I", head[8:12])[0] or 1
    while len(frame := log.read(FRAME_HEADER)) == FRAME_HEADER:
        number += 1
        if frame[8:16] == head[16:24] and frame[4:8] != b"\0\0\0\0":
            commits.append(number)
        log.seek(size, 1)
    return head, commits


def _most_in_a_row(log, after: int) -> int:
    """How many commits there are at most in one chain of whole pages behind that one.

    The checksum of each page goes on from that of the one before (https://sqlite.org/fileformat2.html, section 4.2).
    A commit that failed is followed by none: the next began where it had begun, and wrote over its first pages.
    """
    log.seek(0)
    head, most, row, before = log.read(32), 0, 0, None
    size = struct.unpack(">I", head[8:12])[0] or 1
    order = ">" if head[3] & 1 else "<"
    log.seek(after * (FRAME_HEADER + size), 1)
    while len(frame := log.read(FRAME_HEADER + size)) == FRAME_HEADER + size and frame[8:16] == head[16:24]:
        told = struct.unpack(">2I", frame[16:24])
        whole = before is not None and _checksum(frame[:8] + frame[FRAME_HEADER:], order, before) == told
        row = row + (frame[4:8] != b"\0\0\0\0") if whole else 0
        most, before = max(most, row), told
    return most


def _checksum(data: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    """The checksum of the companion file, going on from the one before."""
    one, two = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _readable_pages(index):
    """How many pages of the companion file SQLite found to be as they were written; it notes that down beside it."""
    return struct.unpack("=I", index.read_bytes()[16:20])[0]


def _words(record, tables):
    """Every text is text, every time a time."""
    record.text_factory, found = str, []
    for table in sorted(tables):
        columns = [(name, kind) for _, name, kind, *_ in record.execute(f'PRAGMA table_info("{table}")')]
        texts = [name for name, kind in columns if kind in ("TEXT", "DATETIME", "DATE")]
        times = [name for name, kind in columns if kind in ("DATETIME", "DATE")]
        no_time = " OR ".join(f'"{name}" IS NOT NULL AND julianday("{name}") IS NULL' for name in times) or "0"
        try:
            for _ in record.execute(f'SELECT {_listed(texts)} FROM "{table}"'):  # noqa: S608  (our own names)
                pass
            bad = record.execute(f'SELECT count(*) FROM "{table}" WHERE {no_time}').fetchone()[0]  # noqa: S608
        except sqlite3.OperationalError:
            found.append(f"Some words in {table} are no text any more.")
        else:
            found += [f"{bad} rows of {table} hold a time that is none."] if bad else []
    return found


def _listed(columns):
    return ", ".join(f'"{name}"' for name in columns) or "1"


def _pictures(record):
    import io

    from PIL import Image

    found = []
    for (id_,) in record.execute(f"SELECT id FROM photo {STANDING}").fetchall():  # noqa: S608
        (image,) = record.execute("SELECT image FROM photo WHERE id = ?", (id_,)).fetchone()
        try:
            Image.open(io.BytesIO(image)).load()
        except Exception:  # whatever the decoder says, it cannot be shown
            found.append(f"Photo {id_} cannot be opened.")
    return found[:MOST]
