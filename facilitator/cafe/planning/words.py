"""A room and its plan in plain sentences, for facilitators."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ...mixing.seating import Obstacle
from ..models import COMPUTED, MOVE_RULE, REPAIRED
from ..obstacles import words_for, words_for_rule


def in_the_room(people: int, tables: int, rounds: int) -> str:
    """How large the café is: "48 people, 12 tables, 3 rounds."."""
    return _(
        "%(people)s, %(tables)s, %(rounds)s.",
        people=ngettext("%(num)s person", "%(num)s people", people),
        tables=ngettext("%(num)s table", "%(num)s tables", tables),
        rounds=ngettext("%(num)s round", "%(num)s rounds", rounds),
    )


def since_then(changes: dict) -> list[str]:
    """One sentence for each thing that changes.changes_since found."""
    words = {
        "came": lambda n: ngettext("%(num)s person came.", "%(num)s people came.", n),
        "left": lambda n: ngettext("%(num)s person left.", "%(num)s people left.", n),
        "elsewhere": lambda n: ngettext(
            "%(num)s person chose another table.", "%(num)s people chose another table.", n
        ),
        "tables": lambda n: _("The tables are not the same any more."),
        "hosts": lambda n: ngettext(
            "%(num)s person began or stopped to host a table.", "%(num)s people began or stopped to host a table.", n
        ),
        "needs": lambda n: ngettext(
            "%(num)s person needs something else of their seat.", "%(num)s people need something else of their seat.", n
        ),
    }
    return [words[what](count) for what, count in changes.items()]


def how_made(how: str) -> str:
    """Where a plan comes from."""
    return {
        COMPUTED: _("A new plan"),
        REPAIRED: _("A repair of the plan that people see now"),
        MOVE_RULE: _("A plan by the move rule. It needs no screen."),
    }[how]


def mixes(figures: dict) -> str:
    """How often people meet again, and whether it could be less."""
    repeats, bound = figures["repeats"], figures["repeats_bound"]
    if not repeats:
        return _("Nobody meets the same person twice.")
    said = ngettext(
        "%(num)s time, two people meet who have met before.", "%(num)s times, two people meet who have met before.",
        repeats,
    )  # fmt: skip
    if figures.get("best") or repeats == bound:
        return said + " " + _("No plan for this room can do better.")
    return said + " " + _("No plan can have fewer than %(number)s.", number=bound) if bound else said


def moved(count: int) -> str:
    """How many people are told another table than they know."""
    if not count:
        return _("Everybody keeps the tables they were told.")
    return ngettext(
        "%(num)s person gets another table than they were told. All others keep theirs.",
        "%(num)s people get another table than they were told. All others keep theirs.",
        count,
    )


def needs(found: dict) -> list[str]:
    """Which needs shaped the plan: a sentence each. `found` as judging.needs_of gives it."""
    words = {
        "hosts": lambda n: ngettext("%(num)s host stays at their table.", "%(num)s hosts stay at their tables.", n),
        "chosen": lambda n: ngettext(
            "%(num)s seat was chosen by whoever sits there, and stays.",
            "%(num)s seats were chosen by those who sit there, and stay.", n,
        ),
        "together": lambda n: ngettext(
            "%(num)s group sits together in every round.", "%(num)s groups sit together in every round.", n
        ),
        "apart": lambda n: ngettext("%(num)s pair sits apart.", "%(num)s pairs sit apart.", n),
        "step_free": lambda n: ngettext(
            "%(num)s person sits only at tables without steps.", "%(num)s people sit only at tables without steps.", n
        ),
        "languages": lambda n: ngettext(
            "People speak different languages. %(num)s person has somebody at the table to talk with.",
            "People speak different languages. %(num)s people have somebody at their table to talk with.", n,
        ),
        "part": lambda n: ngettext(
            "%(num)s person leaves before the last round.", "%(num)s people leave before the last round.", n
        ),
        "held": lambda n: ngettext(
            "%(num)s round is over. Whom people met there counts.",
            "%(num)s rounds are over. Whom people met there counts.", n,
        ),
    }  # fmt: skip
    return [words[need](count) for need, count in found.items()]


def breaks(why: dict, name) -> tuple[list[str], list[str]]:
    """`(what a plan breaks, why it cannot be otherwise)`; `name` gives what people know an engine's id by."""
    reasons = [
        Obstacle(one["kind"], {key: value for key, value in one.items() if key != "kind"})
        for one in why.get("obstacles", ())
    ]
    return rules(why.get("breaks", {})), [words_for(one, name) for one in reasons]


def rules(broken: dict) -> list[str]:
    """A sentence for each rule that is broken so many times."""
    return [words_for_rule(rule, count) for rule, count in broken.items()]


def cost(grows: dict, broken: dict) -> list[str]:
    """What a change would cost, in sentences; `grows` and `broken` as judging.cost gives them."""
    again, back = grows["repeat_excess"], grows["revisits"]
    said = [_("It would break a rule:") + " " + each for each in rules({r: n for r, n in broken.items() if n > 0})]
    if any(count < 0 for count in broken.values()):
        said.append(_("It would keep a rule that is broken now."))
    if again > 0:
        said.append(
            ngettext(
                "%(num)s more time, two people meet who have met before.",
                "%(num)s more times, two people meet who have met before.",
                again,
            )
        )
    if again < 0:
        said.append(
            ngettext(
                "%(num)s time less, two people meet who have met before.",
                "%(num)s times less, two people meet who have met before.",
                -again,
            )
        )
    if back > 0:
        said.append(_("Somebody would come back to a table where they were."))
    if grows["mix_dev"] > 0:
        said.append(_("The tables would be mixed a little less well."))
    return said or [_("Nothing gets worse.")]
