"""Whether every letter arrives: each format of a large event is read back and compared with the record, and the JSON is
brought into an empty installation and exported again.
"""

import csv
import html
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from .hall import ROOT, prepare
from .report import Report

MOVES = re.compile(r'^ +"(made_at|planned|starts)": ')  # with the clock
ESCAPED = re.compile(r"\\([\\`*_\[\]<>&|~$#+\-=.)(!{}])")


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="a Polis conversation, as `replay` reads it")


def measure(chosen) -> Report:
    """Make the event, export it with names in each format, read back the words of all notes."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "events.db"
        if chosen.data:
            _program(database, "replay", str(chosen.data))
        else:
            prepare(database, "open_space", 0, "bench.export", chosen.notes)
        record = Counter(word for (word,) in _asked(database, "SELECT words FROM note WHERE state != 'taken_back'"))
        code = _asked(database, "SELECT code FROM event")[0][0]
        report = Report(
            f"{record.total()} notes with {sum(len(words) * n for words, n in record.items())} letters, read back",
            ["format", "notes found", "missing", "strange"],
            remarks=[
                "In Word, HTML and Markdown notes stand under piles and offers again, offers in short.",
                "Strange: words in the file that are no note's in the record; of the JSON, lines more or fewer.",
            ],
        )
        for format_, read in READERS.items():
            out = Path(folder) / f"book.{format_}"
            _program(database, "export", code, "--format", format_, "--names", "--out", str(out))
            found = Counter(read(out))
            wanted = record if read in EXACT else Counter(map(_visible, record.elements()))
            strange = sum(number for words, number in found.items() if words not in wanted)
            _tell(report, format_, found.total(), (wanted - found).total(), strange)
        there, here = (_lines(each) for each in _there_and_back(Path(folder), database, code))
        _tell(report, "JSON there and back: lines", len(here), _unlike(there, here), len(here) - len(there))
    return report


def _tell(report, name, *figures):
    report.rows.append([name, *figures])
    report.figures[name] = dict(zip(("found", "missing", "strange"), figures, strict=True))


def _visible(words):
    from facilitator.proceedings.letters import visible

    return visible(words)


def _asked(database, question):
    with sqlite3.connect(database) as record:
        return record.execute(question).fetchall()


def _program(database, *words):
    command = [sys.executable, "-m", "facilitator", *words, "--database", str(database)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _there_and_back(folder, database, code):
    there, here, other = folder / "there.json", folder / "here.json", folder / "elsewhere" / "events.db"
    other.parent.mkdir()
    _program(database, "export", code, "--format", "json", "--whole", "--out", str(there))
    _program(other, "import", str(there))
    _program(other, "export", code, "--format", "json", "--whole", "--out", str(here))
    return there, here


def _lines(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if not MOVES.match(line)]


def _unlike(there, here):
    return sum(one != other for one, other in zip(there, here, strict=False))


def _notes_in(part):
    """Every note in a book, wherever it stands."""
    if isinstance(part, list):
        for each in part:
            yield from _notes_in(each)
    elif isinstance(part, dict):
        if {"kind", "words", "written_at"} <= part.keys():
            yield part["words"]
        for name, each in part.items():
            if name != "record":
                yield from _notes_in(each)


def _of_json(path):
    return _notes_in(json.loads(path.read_text(encoding="utf-8")))


def _of_pdf(path):
    from pypdf import PdfReader

    (attached,) = PdfReader(path).attachments["book.json"]
    return _notes_in(json.loads(attached))


def _of_csv(path):
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_as_typed(row["Words"]) for row in csv.DictReader(file) if row["Part"] == "Notes"]


def _as_typed(cell):
    return cell.removeprefix("'")


def _of_xlsx(path):
    from openpyxl import load_workbook

    rows = load_workbook(path, read_only=True)["Notes"].iter_rows(values_only=True)
    at, words = next(rows).index("Words"), {}
    for row in rows:
        words[row[0]] = words.get(row[0], "") + (row[at] or "")
    return words.values()


def _of_docx(path):
    from docx import Document

    return [one.text for one in Document(path).paragraphs if one.style.name == "Note"]


def _of_html(path):
    from lxml.html import parse

    quotes = parse(str(path)).getroot().iterfind(".//blockquote")
    return [quote.find(".//p").text_content() for quote in quotes]


def _of_md(path):
    quotes = re.findall(r"(?:^>.*\n)+", path.read_text(encoding="utf-8") + "\n", re.M)
    plain = ["\n".join(line[2:] for line in quote.rstrip("\n").split("\n")) for quote in quotes]
    return [_as_shown(each.split("\n\n*")[0]) for each in plain]


def _as_shown(markdown):
    return html.unescape(ESCAPED.sub(r"\1", re.sub(r" {2}$", "", markdown, flags=re.M)))


READERS = {
    "json": _of_json,
    "pdf": _of_pdf,
    "csv": _of_csv,
    "xlsx": _of_xlsx,
    "docx": _of_docx,
    "html": _of_html,
    "md": _of_md,
}
EXACT = (_of_json, _of_pdf)
