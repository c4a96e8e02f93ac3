"""What a first look costs a phone: bytes, requests, seconds on a slow phone; and what a page costs the server."""

import contextlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import defaultdict

from .hall import ROOT, hall
from .report import Report, middle, spread

KBIT, LATENCY, SLOWER = 400, 400, 6
SIZE = 300, 60, 600  # people, topics, notes of the day whose pages are measured
PHONE = {"width": 360, "height": 740}
# When the page can be used: it is there, and where it is live, its script runs and its socket is open.
NOTE_WHEN = """
setInterval(() => {
  const light = document.getElementById("link-light");
  const live = document.body?.dataset.event;
  if (document.readyState === "complete" && (!live || light?.textContent)) window.usableAfter ??= performance.now();
}, 20);
"""
PATIENCE = 120  # seconds


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--topics", type=int, default=SIZE[1])


def measure(chosen) -> Report:
    """In each round: every page cold, then warm, then nothing but bytes on the same link; then the server alone."""
    found, costs = defaultdict(list), defaultdict(list)
    sys.path.insert(0, str(ROOT / "bin"))
    import _setup

    _setup.bundle_scripts()  # as bin/run does
    with hall(people=SIZE[0], fill=("bench.page", chosen.topics)) as it, _browser() as browser:
        for _ in range(chosen.rounds):
            for name, value in _one_server(chosen.topics).items():
                costs[name].append(value)
            for name, seen in _looks(browser, it) if browser else ():
                found[name].append(seen)
    return _report(chosen, found, costs)


def fill(event, amount):
    """For bench.hall: the day of SIZE with so many topics."""
    from .big_day import fill_day

    fill_day(event, 0, amount, SIZE[2])


def _one_server(topics) -> dict:
    command = [sys.executable, "-W", "ignore", "-m", "bench.growing", *map(str, (SIZE[0], topics, SIZE[2]))]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


@contextlib.contextmanager
def _browser():
    """Chromium (the environment variable CHROMIUM may name it), or None."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _looks(browser, it):
    """`(name, {bytes, requests, seconds})` of each look of one phone, and of as many bytes of nothing."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(f"file:{it.server.database}?mode=ro", uri=True)) as record:
        (token,) = record.execute("SELECT token FROM event WHERE code = ?", (it.code,)).fetchone()
    pages = {"Now": f"/e/{it.code}/", "board": f"/e/{it.code}/board"}
    with _phone(browser) as look:
        yield "joining, cold", look(f"{it.server.url}/j/{token}")
    for name, path in pages.items():
        with _phone(browser, it) as look:
            cold = look(it.server.url + path)
            yield f"{name}, cold", cold
            yield f"{name}, warm", look(it.server.url + path)
        with _nothing(cold["bytes"]) as url, _phone(browser) as look:
            yield f"{name}, as many bytes of nothing", look(url)


@contextlib.contextmanager
def _phone(browser, it=None):
    """`look(url)` on a slow phone on a bad network, with the cookie of somebody in the hall."""
    context = browser.new_context(viewport=PHONE)
    if it:
        context.add_cookies([{"name": "facilitator", "value": it.people[-1], "url": it.server.url}])
    page = context.new_page()
    page.add_init_script(NOTE_WHEN)
    chrome = context.new_cdp_session(page)
    chrome.send("Network.enable")
    slow = {"latency": LATENCY, "downloadThroughput": KBIT * 125, "uploadThroughput": KBIT * 125}
    chrome.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    seen = defaultdict(float)

    def finished(event):
        seen["bytes"] += event["encodedDataLength"]

    def answered(event):
        if event["response"].get("fromDiskCache"):
            cached.add(event["requestId"])

    def asked(event):
        seen["requests"] += not event.get("request", {}).get("url", "").startswith("data:")

    chrome.on("Network.loadingFinished", finished)
    chrome.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    chrome.on(
        "Network.responseReceived",
        lambda event: event["response"].get("fromDiskCache") and cached.add(event["requestId"]),
    )
    chrome.on("Network.requestWillBeSent", asked)
    chrome.on("Network.webSocketCreated", asked)
    cached = set()

    def look(url) -> dict:
        seen.clear()
        cached.clear()
        page.goto(url, wait_until="load", timeout=PATIENCE * 1000)
        while not page.evaluate("window.usableAfter"):
            page.wait_for_timeout(200)
        page.wait_for_timeout(1500)
        seconds = page.evaluate("window.usableAfter") / 1000
        return {"bytes": seen["bytes"], "requests": seen["requests"] - len(cached), "seconds": seconds}

    try:
        yield look
    finally:
        context.close()


@contextlib.contextmanager
def _nothing(size):
    """The address of a page of so many bytes that says nothing."""
    body = b"<!doctype html><title>.</title><!--" + b"." * max(0, int(size) - 250) + b"-->"

    class Nothing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body) if self.path == "/" else 0))
            self.end_headers()
            if self.path == "/":
                self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Nothing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def _report(chosen, found, costs):
    report = Report(
        f"First looks at {KBIT} kbit/s, {LATENCY} ms, processor ×{SLOWER}; pages of a day with {chosen.topics} topics",
        ["what", "kB", "requests", "usable after, s", "± rounds", "server CPU, ms", "± rounds"],
    )
    for name, seen in found.items():
        columns = {key: [one[key] for one in seen] for key in ("bytes", "requests", "seconds")}
        kb, requests, seconds = middle(columns["bytes"]) / 1000, middle(columns["requests"]), columns["seconds"]
        report.rows.append([name, kb, f"{requests:.0f}", middle(seconds), spread(seconds), None, None])
        report.figures[name] = {"kb": kb, "requests": requests, "seconds": middle(seconds)}
    for name, values in costs.items():
        if name.endswith("kept") or name.startswith("bare"):
            report.rows.append([f"{name}, server", None, None, None, None, middle(values), spread(values)])
            report.figures[f"{name}, server"] = {"ms": middle(values)}
    report.remarks = ["A live page is usable when its script runs and its socket is open: the link light says so."]
    if not found:
        report.remarks.append("No Chromium here: only the server was measured.")
    return report
