"""What a suggestion brings and what stands in its way, in plain words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ...i18n import isolated


def gains(gain) -> list[str]:
    """Who gains and who loses, one short sentence each; one that nobody does, when nobody does."""
    said = []
    if gain.gain:
        said.append(
            ngettext(
                "%(num)d person can go to more of the talks they want.",
                "%(num)d people can go to more of the talks they want.",
                gain.gain,
            )
        )
    if gain.lose:
        said.append(
            ngettext(
                "%(num)d person can go to fewer of the talks they want.",
                "%(num)d people can go to fewer of the talks they want.",
                gain.lose,
            )
        )
    if gain.cap_after > gain.cap_before and not gain.gain:
        more = gain.cap_after - gain.cap_before
        said.append(ngettext("%(num)d more person finds a seat.", "%(num)d more people find a seat.", more))
    return said or [_("Nobody gains by it, and nobody loses.")]


def obstacle(found, titles: dict, names: dict) -> str:
    """Why not every need could be met, as a sentence. `titles` and `names` are what topics and people are called."""
    said = {
        "topics": ", ".join(isolated(titles[topic]) for topic in found.topics if topic in titles),
        "person": isolated(names.get(found.person) or _("somebody without a name")),
        "need": found.need,
        "have": found.have,
    }
    return {
        "no_cells": lambda: _("There is no open box any more."),
        "no_cell": lambda: _("No open box fits %(topics)s.", **said),
        "same_pin": lambda: _("These are set for the same box: %(topics)s.", **said),
        "too_many_topics": lambda: _(
            "The talks of %(person)s are %(need)d, and there are %(have)d times: %(topics)s.", **said
        ),
        "pinned_together": lambda: _("%(person)s has two talks at one time: %(topics)s.", **said),
        "few_step_free": lambda: _(
            "%(need)d talks need a step-free place, and there are %(have)d open boxes like that.", **said
        ),
        "stays": lambda: _("This one stays, though its place does not fit what it needs: %(topics)s.", **said),
        "entangled": lambda: _("These stand in each other’s way: %(topics)s.", **said),
    }[found.kind]()
