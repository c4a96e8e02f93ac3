"""What piles, and the steps of sorting, are called on shared screens. A name that is held back is not said anywhere."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ...i18n import isolated
from ...people.names import public_name
from ..models import SortingAct, Theme
from .reading import shown_name
from .undoing.standing import pairs


def called(theme: Theme) -> str:
    """A pile's name; in words, that it has none."""
    return shown_name(theme) or (_("A name that is held back") if theme.held_because else _("No name yet"))


def named_by(theme: Theme) -> str:
    """Who named it, in words: the room, or a person; by name when they said that theirs may be shown. Empty while
    nobody did."""
    if not shown_name(theme):
        return ""
    if theme.named_by_id is None:
        return _("Named by the room")
    name = public_name(theme.named_by)
    return _("Named by %(name)s", name=isolated(name)) if name else _("Named by somebody here")


def what_became(theme: Theme) -> str:
    """To whom it was forwarded, or that it was parked; empty for neither. Why stands beside it."""
    return {
        "forwarded": _("Forwarded to %(whom)s", whom=isolated(theme.whom)),
        "parked": _("Parked for another time"),
    }.get(theme.state, "")


def step_words(act: SortingAct, themes: dict[int, Theme]) -> str:
    """What one step of sorting did, in words. `themes` are the piles by number, those put away too."""
    put, before = pairs(act.after), pairs(act.before)
    num, pile = len(put ^ before), isolated(called(themes[_about(act, put - before)]))
    if act.what in ("put", "move", "take out"):
        return {
            "put": ngettext("%(num)d note put into: %(pile)s", "%(num)d notes put into: %(pile)s", num, pile=pile),
            "take out": ngettext(
                "%(num)d note taken out of: %(pile)s", "%(num)d notes taken out of: %(pile)s", num, pile=pile
            ),
            "move": ngettext(
                "%(num)d note moved to: %(pile)s", "%(num)d notes moved to: %(pile)s", len(before - put), pile=pile
            ),
        }[act.what]
    return {
        "begin": _("Begun: %(pile)s", pile=pile),
        "name": _("Named: %(pile)s", pile=pile),
        "join": _("Joined into: %(pile)s", pile=pile),
        "put away": _("Put away: %(pile)s", pile=pile),
        "forward": _("Forwarded: %(pile)s", pile=pile),
        "park": _("Parked: %(pile)s", pile=pile),
        "take up": _("Taken up again: %(pile)s", pile=pile),
    }[act.what]


def _about(act, put) -> int:
    """The number of the pile that a step is about: of two, the one into which notes went."""
    piles = [int(id_) for id_ in act.after["piles"]]
    joined = [kept["joined_into_id"] for kept in act.after["piles"].values() if act.what == "join"]
    return next(filter(None, joined), None) or (next(iter(put))[0] if put else piles[0])
