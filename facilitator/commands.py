"""What the command line can do: one function for each command, imported only when it is asked for."""

import argparse
import logging
import sys

from . import config


def main(arguments=None) -> int:
    """Run one command; returns the exit code. Foreseeable faults are told in one plain sentence."""
    options = parser().parse_args(arguments)
    try:
        settings = config.from_environment(
            database=options.database, host=getattr(options, "host", None), port=getattr(options, "port", None)
        )
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        return options.command(settings, options) or 0
    except config.BrokenSetting as error:
        print(error, file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="python -m facilitator", description="Open Space and World Café events.")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name, function, help_):
        one = commands.add_parser(name, help=help_, description=help_)
        one.add_argument("--database", metavar="URL", help="sqlite:///path/events.db or a path; also DATABASE_URL")
        one.set_defaults(command=function)
        return one

    run = command("run", run_server, "start the server")
    run.add_argument("--host", help="address to listen on (0.0.0.0: the whole hall); also HOST")
    run.add_argument("--port", help="port to listen on (8000); also PORT")
    run.add_argument("--no-demo", action="store_true", help="do not make the demo events on first run")
    return top


def run_server(settings, options) -> int:
    """`run`: serve until SIGTERM or Ctrl-C."""
    from .server import serve

    return serve(settings, demo=not options.no_demo)
