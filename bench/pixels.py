"""One real browser among the phones: when did what changed stand on its screen?"""

import contextlib
import json
import os
import shutil
import time

from .processes import on_core

PHONE = {"width": 360, "height": 740}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
SOCKET_OPENS = 3  # seconds
# After a change of the page, the first frame that can show it; milliseconds since 1970, by the browser's own clock.
WATCH = """
window.painted = [];
new MutationObserver(() => requestAnimationFrame(() => window.painted.push(performance.timeOrigin + performance.now())))
  .observe(document.querySelector(SELECTOR), { subtree: true, childList: true, characterData: true, attributes: true });
"""


@contextlib.contextmanager
def watched_page(it, path: str, selector: str, core: int | None):
    """Open that page of a hall in Chromium as its last person. Gives `painted()`: the moments on `time.monotonic()` at
    which a change inside `selector` was drawn, since the last call. Gives None where there is no Chromium (the
    environment variable CHROMIUM may name it)."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with on_core(core), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        context = browser.new_context(viewport=PHONE)
        context.add_cookies([{"name": "facilitator", "value": it.people[-1], "url": it.server.url}])
        page = context.new_page()
        page.goto(it.server.url + path)
        page.wait_for_timeout(SOCKET_OPENS * 1000)
        page.evaluate(WATCH.replace("SELECTOR", json.dumps(selector)))

        def painted() -> list[float]:
            page.wait_for_timeout(300)
            ahead = time.time() - time.monotonic()
            return [moment / 1000 - ahead for moment in page.evaluate("window.painted.splice(0)")]

        yield painted
        browser.close()
