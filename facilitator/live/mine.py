"""What is mine on a page that is the same for everyone.

Fragments show both sides, `data-if="hand"` and `data-unless="hand"`, inside an
element marked `data-topic="12"`. A small style sheet of the person's own says
which side they see. So fragments can be rendered once for a whole room, and
pages work without JavaScript.
"""

from flask import g
from markupsafe import Markup

MARKS = {}


def mine(mark: str, attribute: str):
    """Register `function(person) → numbers`: which `data-<attribute>` numbers carry this mark of theirs."""

    def register(function):
        MARKS[mark] = (attribute, function)
        return function

    return register


def mine_style() -> Markup:
    """The style element of the viewer's own marks."""
    viewer = g.get("viewer")
    person = viewer and viewer.person
    rules = []
    for mark, (attribute, function) in sorted(MARKS.items()):
        owned = sorted(set(function(person))) if person else []
        own = ",".join(f'[data-{attribute}="{int(number)}"]' for number in owned) or "[data-none]"
        rules.append(
            f'[data-if~="{mark}"]:not(:is({own}) *),:is({own}) [data-unless~="{mark}"]{{display:none!important}}'
        )
    return Markup('<style id="mine">{}</style>').format(Markup("\n".join(rules)))  # noqa: S704  (numbers and our marks)
