"""What to look for on a page, and the way in."""

import os
import re
from pathlib import Path

from facilitator.config import ROOT

PICTURES = os.environ.get("SCREENSHOTS")  # a folder, where somebody wants to look at what was seen
PASSPHRASE = "tea bench river lamp"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def sign_in_link(server):
    """The organiser's one-time link that the server printed."""
    return re.search(r"http\S+/sign-in/\S+", server.output()).group().replace("localhost", "127.0.0.1")


def sign_in(page, server):
    """Be the organiser, who may look at everything."""
    page.goto(f"{server.url}/sign-in")
    if page.locator("[name=passphrase]").count() == 0:
        page.goto(sign_in_link(server))
        page.locator("main button").first.click()
        page.wait_for_url("**/sign-in/passphrase")
        page.locator("[name=passphrase]").fill(PASSPHRASE)
        page.get_by_role("button", name="Keep it").click()
    else:
        page.locator("[name=passphrase]").fill(PASSPHRASE)
        page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/events")


def take_picture(page, name, full_page=True):
    """A picture of what the page shows now, when somebody asked for pictures (SCREENSHOTS=folder)."""
    if PICTURES:
        page.wait_for_timeout(700)
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=full_page)


def unfit(page, colours=True):
    """What axe finds wrong on a page, as `rule: where`; [] when everyone can use it.

    Without `colours` what costs most is left out: for a page whose colours were looked at in another language.
    """
    page.evaluate(AXE.read_text())
    how = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    found = page.evaluate("(how) => axe.run(document, how).then((result) => result.violations)", how)
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
