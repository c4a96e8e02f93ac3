"""A real server in its own process (on eventlet), and real browsers."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from facilitator.config import ROOT

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}


class Server:
    """A server process on 127.0.0.1 with a database of its own."""

    def __init__(self, folder, **environment):
        self.folder, self.environment, self.process = folder, environment, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "events.db"

    def environ(self):
        return {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "a secret for journeys " * 3,
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }

    def start(self, *options):
        self.log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "facilitator", "run", "--host", "127.0.0.1", "--port", str(self.port), "--no-demo",
             *options],
            cwd=ROOT, env=self.environ(), stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(self.url + "/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.output()}")

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(10)
        self.log.close()

    def output(self):
        return (self.folder / "server.log").read_text()

    def command(self, *arguments):
        """Run another command of the program on the same record."""
        return subprocess.run(
            [sys.executable, "-m", "facilitator", *arguments],
            cwd=ROOT, env=self.environ(), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        if not (path or os.path.exists(playwright.chromium.executable_path) or os.environ.get("CI")):
            pytest.skip("There is no Chromium on this machine; bin/test installs one.")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium):
    """`open_browser(**context)`: a new browser of somebody's own (cookies, storage); gives a page."""
    contexts = []

    def open_one(**options):
        context = chromium.new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
