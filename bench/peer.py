"""The peer: socket.io's own server in Node, with nothing else in it, in a process of its own."""

import json
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from .phones import node

PROGRAM = Path(__file__).with_name("peer_socketio.cjs")


class Peer:
    """Runs until the end of the block, at `url`, as the process `pid`; may be stopped and started meanwhile."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    def start(self) -> float:
        """Start it; gives the moment at which it answered."""
        self._process = subprocess.Popen([*node(), str(PROGRAM), str(self._port)])
        self.pid = self._process.pid
        deadline = time.monotonic() + 10
        while True:
            try:
                self._ask(b"")
                return time.monotonic()
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)

    def say(self, event: str, message) -> None:
        """Send that to every client."""
        self._ask(json.dumps([event, message]).encode())

    def _ask(self, body):
        with urllib.request.urlopen(urllib.request.Request(self.url, body or None), timeout=10) as answer:  # noqa: S310
            answer.read()
