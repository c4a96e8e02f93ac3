"""What the command line can do: one function for each command, its work imported only when it is asked for."""

import argparse
import json
import logging
import sys
from pathlib import Path

from .. import config

FORMATS = ("pdf", "docx", "xlsx", "csv", "md", "html", "json", "zip")
SHAPES = ("full", "plan", "easy", "large")


def main(arguments=None) -> int:
    """Run one command; returns the exit code. Foreseeable faults are told in one plain sentence."""
    options = parser().parse_args(arguments)
    try:
        settings = config.from_environment(
            database=options.database, host=getattr(options, "host", None), port=getattr(options, "port", None)
        )
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        logging.getLogger("peewee").setLevel(logging.WARNING)
        return options.command(settings, options) or 0
    except config.BrokenSetting as error:
        print(error, file=sys.stderr)
        return 2
    except config.CannotGoOn as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="python -m facilitator", description="Open Space and World Café events.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name, function, help_, more=""):
        one = commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}. {more}".strip())
        one.add_argument("--database", metavar="URL", help="sqlite:///path/events.db or a path; also DATABASE_URL")
        one.set_defaults(command=function)
        return one

    run = command("run", run_server, "start the server", "Ctrl-C or SIGTERM stops it.")
    run.add_argument("--host", help="address to listen on (0.0.0.0: the whole hall); also HOST")
    run.add_argument("--port", help="port to listen on (8000); also PORT")
    run.add_argument("--no-demo", action="store_true", help="do not make the demo events on first run")

    command("demo", make_demo, "make the demo events that are missing", "What is there already stays as it is.")

    replay = command(
        "replay", replay_data, "play real participation data as one event",
        "Safe to stop and start again: what is there already is not made twice.",
    )  # fmt: skip
    replay.add_argument("folder", type=Path, help="holds comments.csv and participants-votes.csv")
    replay.add_argument("--speed", type=positive, metavar="N", help="N times as fast as it happened (else: at once)")
    replay.add_argument("--people", type=whole, metavar="N", help="only the first N people, and what they said")
    replay.add_argument("--server", metavar="URL", help="send it to a running server, so that one can watch it arrive")

    export = command("export", export_event, "write an event's results into a file", "Any time, not only at the end.")
    export.add_argument("code", help="the event's join code")
    export.add_argument(
        "--format", choices=(*FORMATS, "kept"), default="pdf", metavar="FORMAT",
        help=f"one of {', '.join(FORMATS)}; pdf unless said otherwise",
    )  # fmt: skip
    export.add_argument("--edition", default="", metavar="N", help="as it was kept in that edition")
    export.add_argument("--names", action="store_true", help="with the names of those who gave one")
    export.add_argument("--contacts", action="store_true", help="and how to reach those who agreed to that")
    export.add_argument("--whole", action="store_true", help="json, zip: every row, for another installation")
    export.add_argument("--secrets", action="store_true", help="and the links and codes that open doors")
    export.add_argument(
        "--shape", choices=SHAPES, default="full", help="whole book, two-page plan, easy read, large print"
    )
    export.add_argument(
        "--language", metavar="CODE", help="of the labels, like ar; that of the house unless said otherwise"
    )
    export.add_argument("--look-back", metavar="URL", default="", help="where the look-back is found, to stand in it")
    export.add_argument("--out", type=Path, metavar="FILE", help="CODE.FORMAT in this folder unless said otherwise")
    export.add_argument("--progress-json", action="store_true", help="one JSON object per line on standard output")

    import_ = command(
        "import", import_event, "bring in an event that `export` wrote as json or zip, here or elsewhere",
        "All of it or nothing. What is here already is not made twice.",
    )  # fmt: skip
    import_.add_argument("file", type=Path, metavar="FILE", help="the JSON file, or the ZIP with the photos")

    command(
        "check", check_record, "read the whole record and say whether it is in order",
        "The server may run meanwhile. Exit code 1: something is damaged.",
    )  # fmt: skip

    backup = command("backup", backup_record, "copy everything into one file", "The server may run meanwhile.")
    backup.add_argument("file", type=Path, nargs="?", help="backups/events-DATE-TIME.db unless said otherwise")
    backup.add_argument("--keep", type=whole, metavar="N", help=argparse.SUPPRESS)  # as the server calls it
    backup.add_argument("--other-disk", action="store_true", help=argparse.SUPPRESS)

    restore = command(
        "restore", restore_record, "put the newest good backup in the place of the database",
        "Stop the server first. What it replaces is kept beside it.",
    )  # fmt: skip
    restore.add_argument("file", type=Path, nargs="?", help="this backup, or the newest in this folder")
    restore.add_argument("--yes", action="store_true", help="do not ask")

    command("mail", send_mail, "send mail as the server asks: JSON lines in, JSON lines out")

    mix = command(
        "mix", mix_people, "seat a World Café from a file",
        "Exit code 2: the file makes no sense. 3: the plan written breaks a rule. Ctrl-C writes the best so far.",
    )  # fmt: skip
    mix.add_argument("instance", type=Path, metavar="INSTANCE.json", help="- reads it from standard input")
    mix.add_argument("--id", help="which instance, when the file holds several")
    mix.add_argument("--seconds", type=positive, metavar="S", help="the longest it may take")
    mix.add_argument("--seed", type=int, default=0, metavar="N", help="another number gives another plan (0)")
    mix.add_argument("--baseline", type=Path, metavar="OLD.json", help="the plan that people were told: repair it")
    mix.add_argument("--frozen", type=int, metavar="K", help="so many rounds of it are over")
    mix.add_argument("--progress-json", action="store_true", help="one JSON object per line on standard output")
    mix.add_argument("-o", "--output", type=Path, default=Path("-"), metavar="SOLUTION.json", help="- prints it")

    board = command(
        "suggest-board", suggest_a_board, "place the topics of an agenda board from a file",
        "Exit code 2: the file makes no sense. 3: the board written breaks a rule. Ctrl-C writes the best so far.",
    )  # fmt: skip
    board.add_argument("instance", type=Path, metavar="INSTANCE.json", help="- reads it from standard input")
    board.add_argument("--id", help="which instance, when the file holds several")
    board.add_argument("--seconds", type=positive, metavar="S", help="the longest it may take")
    board.add_argument("--seed", type=int, default=0, metavar="N", help="another number gives another board (0)")
    board.add_argument("--no-assignments", action="store_true", help="only where topics are, not who could sit there")
    board.add_argument("--progress-json", action="store_true", help="one JSON object per line on standard output")
    board.add_argument("-o", "--output", type=Path, default=Path("-"), metavar="SOLUTION.json", help="- prints it")

    piles = command(
        "suggest-piles", suggest_some_piles, "suggest piles of notes from a file, by their words alone",
        "Exit code 2: the file makes no sense.",
    )  # fmt: skip
    piles.add_argument("notes", type=Path, metavar="NOTES.json", help="- reads it from standard input")
    piles.add_argument("--alike-only", action="store_true", help="no piles, only notes that say nearly the same")
    piles.add_argument("--progress-json", action="store_true", help="one JSON object per line on standard output")
    piles.add_argument("-o", "--output", type=Path, default=Path("-"), metavar="PILES.json", help="- prints it")
    return top


def run_server(settings, options) -> int:
    """`run`: serve until SIGTERM or Ctrl-C."""
    from .server import serve

    return serve(settings, demo=not options.no_demo)


def make_demo(settings, options) -> None:
    """`demo`: the demo events that are missing."""
    from .demo import make_missing
    from .opening import opened

    with opened(settings) as app:
        made = make_missing(app)
    print(f"Made: {', '.join(made)}." if made else "The demo events are there already.")


def replay_data(settings, options) -> None:
    """`replay`: real data, through the same actions that people use."""
    from .replay import replay

    replay(settings, options.folder, speed=options.speed, people=options.people, server=options.server)


def export_event(settings, options) -> None:
    """`export`: one event as a document, a table or data."""
    from ..events.codes import typed
    from ..events.models import Event
    from ..i18n import LANGUAGES
    from ..proceedings.export import WITH_ROWS, Choice, export
    from .opening import opened
    from .progress import Bar

    with opened(settings, only_reads=True) as app, app.app_context():
        code = typed(options.code)
        event = Event.get_or_none(Event.code == code)
        if event is None:
            raise config.CannotGoOn(f"There is no event with the code {code}.")
        if options.language and options.language not in LANGUAGES:
            raise config.CannotGoOn(f"There are no labels in {options.language} yet, only in: {', '.join(LANGUAGES)}.")
        out = options.out or Path(f"{code}.{options.format}")
        if (options.whole or options.secrets) and options.format not in WITH_ROWS:
            raise config.CannotGoOn("--whole and --secrets are for --format json and zip.")
        whole = options.whole or options.secrets
        choice = Choice(
            names=options.names or options.contacts or whole, contacts=options.contacts, shape=options.shape,
            language=options.language or "", address=options.look_back, whole=whole, secrets=options.secrets,
            kept=options.edition,
        )  # fmt: skip
        bar = None if options.progress_json else Bar(f"Writing {out.name}", 100)
        tell = bar.at if bar else lambda percent: print(json.dumps({"percent": percent}), flush=True)
        try:
            export(event, options.format, choice.names, out, progress=tell, choice=choice)
        except LookupError:
            raise config.CannotGoOn(f"There is no edition {options.edition} of this book.") from None
        except OSError as error:
            raise config.CannotGoOn(f"{out} cannot be written ({error.strerror}). Choose another with --out.") from None
    if bar:
        bar.done()
        print(f"Written: {out} ({size(out)})")
        warn_of(choice)


def warn_of(choice) -> None:
    """Say what a file holds that not everybody may have."""
    if choice.whole:
        print("This file holds everything, also what people need and who said what. Keep it safe.", file=sys.stderr)
    if choice.contacts:
        print("It holds how people can be reached. They agreed to that for one reason only.", file=sys.stderr)
    if choice.secrets:
        print("Its links and codes open doors to whoever has the file.", file=sys.stderr)


def import_event(settings, options) -> None:
    """`import`: an event out of a file."""
    from .bringing_in import bring_in

    print("\n".join(bring_in(settings, options.file)))


def check_record(settings, options) -> int:
    """`check`: every page, index, photo and word of the record."""
    from .. import sqlite_file
    from .check import faults
    from .reasons import RESTORE

    a_file(settings)
    print(f"{sqlite_file.which()}.")
    found = faults(settings.database, closely=True)
    for fault in found:
        print(fault)
    print(f"The record is damaged. {RESTORE}" if found else f"{settings.database} is in order.")
    return 1 if found else 0


def backup_record(settings, options) -> None:
    """`backup`: the whole record as one verified file."""
    from .backup import as_json, backup, keep_one

    a_file(settings)
    if options.keep:
        return as_json(keep_one, settings.database, options.file, options.keep, options.other_disk)
    kept = backup(settings, options.file)
    print(f"Kept: {kept} ({size(kept)}). It was read again from the disk and is whole.")


def restore_record(settings, options) -> None:
    """`restore`: a backup takes the database's place."""
    from .restore import choose, restore

    a_file(settings)
    named = options.file
    source = named if named and not named.is_dir() else choose(settings, not options.yes, named)
    replaced = restore(settings, source)
    print(f"{settings.database} is now what {source} holds.")
    if replaced:
        print(f"What was there before is kept as {replaced}.")
    print("Start the server again. Phones send by themselves what they still hold.")


def a_file(settings) -> None:
    """Raise CannotGoOn when the record is no file of ours."""
    if isinstance(settings.database, str):
        raise config.CannotGoOn("The record is in PostgreSQL, which has tools of its own: see docs/scaling.md.")


def send_mail(settings, options) -> None:
    """`mail`: what standard input holds, one JSON object a line; how each went, on standard output."""
    from .mail import send

    send(settings, sys.stdin, sys.stdout)


def mix_people(settings, options) -> int:
    """`mix`: a seating plan for an instance file."""
    from .mix import mix

    return mix(options)


def suggest_a_board(settings, options) -> int:
    """`suggest-board`: where the topics of an instance file could stand."""
    from .suggest_board import suggest_board

    return suggest_board(options)


def suggest_some_piles(settings, options) -> int:
    """`suggest-piles`: which notes of a file belong together."""
    from .suggest_piles import suggest_piles

    return suggest_piles(options)


def size(path: Path) -> str:
    """A file's size for people: 310 kB, 2.4 MB."""
    count = path.stat().st_size
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def whole(text: str) -> int:
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def positive(text: str) -> float:
    """A number above 0, for argparse."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number
