"""Real browsers on a real server (tests/serving.py)."""

import os
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright
from serving import Server

from facilitator.config import ROOT

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


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


def sign_in_link(server):
    """The organiser's one-time link that the server printed."""
    return re.search(r"http\S+/sign-in/\S+", server.output()).group().replace("localhost", "127.0.0.1")


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


def unfit(page):
    """What axe finds wrong on a page, as `rule: where`; [] when everyone can use it."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations)")
    return [f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]]


def too_wide(page):
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


SMALL_TARGETS = """() => {
  const seen = {visibilityProperty: true, opacityProperty: true};
  const inSentence = (element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline';
  return [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden]), textarea')]
    .filter((element) => element.checkVisibility(seen) && !element.closest('.skip, .visually-hidden'))
    .filter((element) => !inSentence(element))
    .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && box.height > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([element, box]) => `${element.outerHTML.slice(0, 100)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""


def small_targets(page):
    """What is too small to touch: lower than 44 px. Links inside a sentence may be as high as the sentence."""
    return page.evaluate(SMALL_TARGETS)
