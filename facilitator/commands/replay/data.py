"""Reading the data: `comments.csv`, `participants-votes.csv`, and `summary.csv` when it is there."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from ...config import CannotGoOn

COMMENTS, VOTES, SUMMARY = "comments.csv", "participants-votes.csv", "summary.csv"
AGREE, HELD = "1", "-1"


@dataclass(frozen=True, slots=True)
class Comment:
    """What one author wrote: its number, when (seconds since 1970), and whether moderators held it back."""

    number: int
    author: int
    at: float
    words: str
    held: bool


@dataclass(frozen=True)
class Data:
    """One conversation. `people` in the order of their numbers; `agreements` as (person, comment) numbers."""

    name: str  # a fingerprint of what was said, so that the same data finds its event again
    title: str
    question: str
    people: list[int]
    comments: list[Comment]
    agreements: list[tuple[int, int]]


def read(folder: Path, most_people: int | None = None) -> Data:
    """Read a folder; with `most_people` only the first so many people, and what they said and agreed with.

    Raises CannotGoOn with a sentence when a file is missing or is not of this kind.
    """
    try:
        comments = sorted(_comments(folder / COMMENTS), key=lambda comment: (comment.at, comment.number))
        voters, agreements = _votes(folder / VOTES)
        summary = _summary(folder / SUMMARY)
        name = hashlib.sha256((folder / COMMENTS).read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise CannotGoOn(f"{error.filename or folder} cannot be read ({error.strerror}).") from None
    except (KeyError, ValueError, csv.Error) as error:
        raise CannotGoOn(f"{folder} does not hold participation data of the kind we know: {error}.") from None
    people = sorted({*voters, *(comment.author for comment in comments)})[:most_people]
    here = set(people)
    comments = [comment for comment in comments if comment.author in here]
    numbers = {comment.number for comment in comments}
    agreements = [(person, number) for person, number in agreements if person in here and number in numbers]
    title = summary.get("topic") or folder.resolve().name
    return Data(name, title, summary.get("conversation-description", ""), people, comments, agreements)


def _comments(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield Comment(
                number=int(row["comment-id"]),
                author=int(row["author-id"]),
                at=int(row["timestamp"]) / 1000,
                words=row["comment-body"].strip(),
                held=row["moderated"] == HELD,
            )


def _votes(path):
    """Everyone who voted, and (person, comment) of each "I agree": a column named by a number is that comment's."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        columns = [(column, int(column)) for column in rows.fieldnames or () if column.isdecimal()]
        people, agreements = [], []
        for row in rows:
            person = int(row["participant"])
            people.append(person)
            agreements.extend((person, number) for column, number in columns if row[column] == AGREE)
        return people, agreements


def _summary(path):
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}
