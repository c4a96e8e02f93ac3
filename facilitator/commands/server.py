"""Start, say where, serve, stop kindly."""

import errno
import logging
import signal
import socket
import sys
from pathlib import Path

from .. import background
from ..config import CannotGoOn
from . import check
from .connections import lean, most_connections
from .opening import hold, opened
from .reasons import RESTORE

log = logging.getLogger(__name__)

BACKLOG = 2048  # a hall that scans one poster at the same time
KEPT = 20  # seconds that a connection without a request stays open: each costs memory, and a new one in a hall little


def serve(settings, demo: bool = True) -> int:
    """Serve on settings.host:port until SIGTERM or Ctrl-C; then tell the screens, finish writing, return 0.

    Raises CannotGoOn with a plain sentence when it cannot start.
    """
    held = hold(settings.database)
    listener = listen(settings.host, settings.port)
    with held, listener:
        find_it_whole(settings.database)
        with opened(settings, held=held) as app:
            _serve(app, settings, listener, demo)
    return 0


def find_it_whole(database) -> None:
    """Raise CannotGoOn when the record is damaged: nothing of it is served, and nothing is written into it."""
    if not isinstance(database, Path) or not database.exists():
        return
    faults = check.faults(database)
    if faults and faults[0].startswith(str(database)):
        raise CannotGoOn(faults[0])
    if faults:
        log.error("%s is damaged: %s", database, " ".join(faults))
        raise CannotGoOn(f"{database} is damaged, so it was not opened. {RESTORE}")


def _serve(app, settings, listener, demo):
    from ..actions.contacts import forgetting
    from ..console.disk import watch
    from ..live import socketio
    from . import automatic
    from .welcome import welcome

    if demo:
        from .demo import make_missing

        make_missing(app, first_run_only=True)
    stopping = _stop_signals()
    print(welcome(app, settings), flush=True)
    _start(app, listener)
    socketio.start_background_task(watch, settings)
    socketio.start_background_task(forgetting.watch)
    if settings.backup_folder:
        socketio.start_background_task(automatic.watch, settings)
    _wait(stopping)


def listen(host: str, port: int):
    """A listening socket. Raises CannotGoOn when the address or port cannot be had.

    Made here rather than by eventlet, which would share the port with another program without a word.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} is in use by another program. Stop that one, or choose another with --port."
        elif error.errno in (errno.EACCES, errno.EPERM):
            reason = f"Port {port} is not open to you. Choose one above 1023 with --port, such as 8000."
        else:
            reason = f"HOST is {host!r}, and this machine has no such address. Use 0.0.0.0 for the whole hall."
        raise CannotGoOn(reason) from None


def _stop_signals() -> list:
    """A list that is empty until somebody asks us to stop. A handler may do no more than this, wherever it lands."""
    stopping = []
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last is Windows' Ctrl-Break
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _frame: stopping.append(number))
    return stopping


def _start(app, listener) -> None:
    """Begin to answer, beside this greenlet or thread."""
    if background.on_eventlet():
        import eventlet
        from eventlet import wsgi

        eventlet.spawn(
            wsgi.server, listener, app, max_size=most_connections(), protocol=lean(wsgi.HttpProtocol), keepalive=KEPT,
            log_output=False, socket_timeout=None,
        )  # fmt: skip
        return
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    host, port = listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, fd=listener.fileno())
    background.thread(server.serve_forever, "server")


def _wait(stopping: list) -> None:
    """Until we are asked to stop; then tell the screens, and let what was handed in reach the disk and be answered."""
    from ..journal import keeper
    from ..live import socketio
    from ..live.doors import say_goodbye
    from ..live.neighbours import neighbours

    while not stopping:
        socketio.sleep(0.1)
    print("Stopping. Phones will wait and come back.", file=sys.stderr, flush=True)
    say_goodbye()
    socketio.sleep(0.2)
    keeper.close()
    socketio.sleep(0.2)
    neighbours.close()
