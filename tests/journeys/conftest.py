"""Real browsers on a real server (tests/serving.py)."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright
from serving import Server

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.journey)


@pytest.fixture
def server(tmp_path):
    """An empty server."""
    server = Server(tmp_path).start()
    yield server
    server.stop()


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
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []
