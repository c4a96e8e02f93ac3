"""Undo, in plain sight: the console's last ten steps with the room, and a person's own."""

import datetime

from flask_babel import gettext as _

from ....access import FACILITATOR
from ....db import now
from ....errors import NotFound, Refused
from ....journal import action
from ...models import InTheme, SortingAct, Theme
from ..actions import NotesSorted, must_be_free
from ..reading import last_acts
from .standing import is_as_left, pairs


@action("undid a step of sorting")
def undo(change, event, by, act: SortingAct):
    """Put back exactly what one of the last ten steps changed: a facilitator one of the console's, a participant one of
    their own. Undoing twice is the same as once. Returns the SortingAct.

    Raises Refused (409) when somebody changed it since, the step is too old, or a pile would have its name again and
    another one has that by now; NotFound for somebody else's.
    """
    by_facilitator = by is not None and by.role == FACILITATOR
    if act.by_person_id != (None if by_facilitator else change.person and change.person.id):
        raise NotFound
    if not by_facilitator and change.person is None:
        raise NotFound
    if act.undone_at is not None:
        change.record(act)
        return act
    if act.id not in {each.id for each in last_acts(event, act.by_person_id)}:
        raise Refused(_("Only the last ten steps can be undone."), status=409)
    if not is_as_left(act):
        raise Refused(
            _("Somebody has changed this since then, so this step cannot be undone. Nothing was changed."), status=409
        )
    piles = {theme.id: theme for theme in Theme.select().where(Theme.id.in_([int(id_) for id_ in act.after["piles"]]))}
    inside = InTheme.select(InTheme.note).where(InTheme.theme.in_(list(piles)))
    _put_back(act, piles)
    places = [*_take_out(act), *_put_in_again(act, piles)]
    act.undone_at = now()
    act.save()
    notes = {row.note_id for row in inside} | {row.note_id for row in places}
    change.record(act, *piles.values(), *places, NotesSorted(event.id, tuple(notes)))
    return act


def _put_back(act, piles):
    for id_, before in act.before["piles"].items():
        for name, value in before.items():
            if value != act.after["piles"][id_][name]:
                is_moment = name == "away_at" and value
                setattr(piles[int(id_)], name, datetime.datetime.fromisoformat(value) if is_moment else value)
        pile, after = piles[int(id_)], act.after["piles"][id_]
        if pile.away_at is None and any(before[name] != after[name] for name in ("name", "away_at")):
            must_be_free(pile.name, pile)
        pile.save()


def _take_out(act):
    put = pairs(act.after) - pairs(act.before)
    themes, notes = {theme for theme, _note in put}, {note for _theme, note in put}
    rows = InTheme.select().where(InTheme.theme.in_(themes), InTheme.note.in_(notes))
    rows = [row for row in rows if (row.theme_id, row.note_id) in put]
    InTheme.delete().where(InTheme.id.in_([row.id for row in rows])).execute()
    return rows


def _put_in_again(act, piles):
    taken = pairs(act.before) - pairs(act.after)
    return [
        InTheme.create(
            event=act.event_id, theme=theme, note=note, put_by=by, put_at=datetime.datetime.fromisoformat(at)
        )
        for theme, note, by, at in act.before["notes"]
        if (theme, note) in taken and theme in piles
    ]
