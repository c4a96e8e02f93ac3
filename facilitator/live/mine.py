"""What is mine on a page that is the same for everyone.

Fragments show both sides, `data-if="hand"` and `data-unless="hand"`, inside an
element marked `data-topic="12"`. A small style sheet of the person's own says
which side they see. So fragments can be rendered once for a whole room, and
pages work without JavaScript.
"""

import functools

from flask import g
from markupsafe import Markup

from ..statements import asked_together

MARKS = {}
CARRIED = {}


def mine(mark: str, attribute: str):
    """Register `function(person) → numbers`: which `data-<attribute>` numbers carry this mark of theirs. Those that are
    a statement written once are asked all together."""

    def register(function):
        MARKS[mark] = (attribute, function)
        return function

    return register


def carried(mark: str, model):
    """Register `function(person ids) → {person id: numbers}` beside a mark: when rows of `model` change, and nothing
    else does, the message to a person's own phone brings the mark along, and the phone need not fetch its page. For
    what changes for a whole hall at once. Such a row shows on pages by its marks alone."""

    def register(function):
        CARRIED.setdefault(model, {})[mark] = function
        return function

    return register


def marks_for(kinds_by_person: dict[int, set]) -> dict[int, dict[str, str]]:
    """`{person id: {mark: its rule}}` for those whose changed rows are all of carried models. One query for each."""
    found: dict[int, dict[str, str]] = {}
    for model, functions in CARRIED.items():
        people = [person for person, kinds in kinds_by_person.items() if model in kinds and kinds <= CARRIED.keys()]
        for mark, function in functions.items():
            numbers = function(people) if people else {}
            for person in people:
                found.setdefault(person, {})[mark] = rule(mark, MARKS[mark][0], numbers.get(person, ()))
    return found


def rule(mark: str, attribute: str, numbers) -> str:
    """The style rule of one mark, on one line: what is theirs shows one side, all else the other."""
    own = ",".join(f'[data-{attribute}="{int(number)}"]' for number in sorted(set(numbers))) or "[data-none]"
    return f'[data-if~="{mark}"]:not(:is({own}) *),:is({own}) [data-unless~="{mark}"]{{display:none!important}}'


def mine_style() -> Markup:
    """The style element of the viewer's own marks."""
    viewer = g.get("viewer")
    person = viewer and viewer.person
    numbers = _numbers(person) if person else {}
    rules = [rule(mark, attribute, numbers.get(mark, ())) for mark, (attribute, _function) in sorted(MARKS.items())]
    return Markup('<style id="mine">{}</style>').format(Markup("\n".join(rules)))  # noqa: S704  (numbers and our marks)


def _numbers(person):
    others = {mark: function for mark, (_, function) in MARKS.items() if not _is_statement(function)}
    return _statements()(person) | {mark: function(person) for mark, function in others.items()}


@functools.cache
def _statements():
    return asked_together({mark: function.build for mark, (_, function) in MARKS.items() if _is_statement(function)})


def _is_statement(function) -> bool:
    return hasattr(function, "build")
