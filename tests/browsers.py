"""Real browsers, for all tests that need one: one Chromium for each worker, started when somebody first asks."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright
from serving import Server

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
expect.set_options(timeout=20_000)  # a full machine is no fault


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory):
    """A server with the demo events, for many tests that only look."""
    server = Server(tmp_path_factory.mktemp("demo")).start(demo=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and not os.environ.get("CI"):
        pytest.skip("NO BROWSER: the journeys were not made. Install Chromium, or set CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium):
    """`open_browser(**context)`: a new browser of somebody's own (cookies, storage); gives a page.

    A fault in a page's script fails the test.
    """
    contexts, faults = [], []

    def open_one(**options):
        context = chromium.new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
        context.set_default_timeout(30_000)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []
