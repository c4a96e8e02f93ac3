"""Start, say where, serve, stop kindly."""

import signal
import socket
import sys

from . import create_app

BACKLOG = 2048
MOST_CONNECTIONS = 65_536


def serve(settings, demo: bool = True) -> int:
    """Serve on settings.host:port until SIGTERM or Ctrl-C; then tell the screens, finish writing, return 0."""
    app = create_app(settings)
    from .background import on_eventlet
    from .journal import keeper
    from .live import socketio
    from .live.doors import say_goodbye

    def stop(_signal, _frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        if on_eventlet():
            import eventlet
            from eventlet import wsgi

            listener = eventlet.listen((settings.host, settings.port), backlog=BACKLOG)
            wsgi.server(listener, app, max_size=MOST_CONNECTIONS, log_output=False, keepalive=75, socket_timeout=None)
        else:
            socketio.run(app, host=settings.host, port=settings.port, allow_unsafe_werkzeug=True)
    except KeyboardInterrupt:
        print("Stopping. Phones will wait and come back.", file=sys.stderr)
    except (OSError, socket.error) as error:
        print(f"Port {settings.port} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    finally:
        say_goodbye()
        socketio.sleep(0.2)
        keeper.close()
    return 0
