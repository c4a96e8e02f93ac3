"""What to look for on a page, and the way in."""

import re

from facilitator.config import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def sign_in_link(server):
    """The organiser's one-time link that the server printed."""
    return re.search(r"http\S+/sign-in/\S+", server.output()).group().replace("localhost", "127.0.0.1")


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
