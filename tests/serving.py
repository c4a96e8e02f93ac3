"""A real server in its own process, for the tests that need one."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from facilitator.config import ROOT


class Server:
    """A server process on 127.0.0.1 with a database of its own."""

    def __init__(self, folder, **environment):
        self.folder, self.environment, self.process = folder, environment, None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "events.db"
        self.launch = ["-m", "facilitator"]  # what Python is started with

    def environ(self):
        return {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "a secret for journeys " * 3,
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }

    def start(self, *options, demo=False):
        """Start it and wait until it is ready; with `demo`, it makes the demo events on its first run."""
        return self.begin(*options, *([] if demo else ["--no-demo"])).ready()

    def begin(self, *options):
        """Start it."""
        self.log = (self.folder / "server.log").open("ab")
        here = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *self.launch, "run", *here, *options],
            cwd=ROOT, env=self.environ(), stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return self

    def ready(self):
        """Wait until it is ready."""
        deadline = time.monotonic() + 90  # a full machine is no fault
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(self.url + "/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.output()}")

    def stop(self, how=signal.SIGTERM):
        """Stop it, kindly or not; gives its exit code."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)  # a full machine is no fault
        self.log.close()
        return self.process.returncode

    def output(self):
        return (self.folder / "server.log").read_text()

    def prepare(self, script):
        """Before the start: run a Python script whose `RECORD` is the database, and take what it prints, a JSON
        object, as attributes of this server."""
        made = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT, env={**self.environ(), "RECORD": str(self.database)}, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        vars(self).update(json.loads(made.stdout))
        return self

    def command(self, *arguments, **environment):
        """Run another command of the program on the same record."""
        return subprocess.run(
            [sys.executable, "-m", "facilitator", *arguments],
            cwd=ROOT, env={**self.environ(), **environment}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip


def free_port():
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
