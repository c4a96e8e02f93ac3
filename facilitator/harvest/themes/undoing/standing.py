"""How piles stand before and after a step of sorting, and whether that step can still be taken back.

Kept is, for each pile that the step touched, its name and what became of it; and for each note that it touched, the
piles it was in. Taking back puts back exactly what the step changed, and only while nobody has changed it since.
"""

from ...models import InTheme, Theme

FIELDS = ("name", "named_by_id", "state", "whom", "why", "held_because", "joined_into_id", "away_at")


def standing(themes, notes) -> dict:
    """How these piles (rows) stand, and which of these notes (ids) are in them; as a SortingAct keeps it. Two
    queries."""
    notes, ids = list(notes), [theme.id for theme in themes]
    inside = InTheme.select().where(InTheme.theme.in_(ids), InTheme.note.in_(notes))
    return {
        "piles": {str(theme.id): _fields(theme) for theme in Theme.select().where(Theme.id.in_(ids))},
        "notes": sorted([row.theme_id, row.note_id, row.put_by_id, row.put_at.isoformat()] for row in inside),
    }


def begun(theme: Theme) -> dict:
    """How a pile stood before it was begun: put away."""
    return {"piles": {str(theme.id): {**_fields(theme), "away_at": theme.made_at.isoformat()}}, "notes": []}


def is_as_left(act) -> bool:
    """Whether all that this step changed is as it left it. A pile that would be put away must hold what it held then:
    else others' notes would go with it."""
    notes = {note for _theme, note, *_who in act.before["notes"] + act.after["notes"]}
    piles = list(Theme.select().where(Theme.id.in_([int(id_) for id_ in act.after["piles"]])))
    now_there = standing(piles, notes)
    for id_, after in act.after["piles"].items():
        changed = [name for name in FIELDS if act.before["piles"][id_][name] != after[name]]
        if id_ not in now_there["piles"] or any(now_there["piles"][id_][name] != after[name] for name in changed):
            return False
        if "away_at" in changed and after["away_at"] is None and _all_in(int(id_)) != pairs(act.after, int(id_)):
            return False
    put, taken = pairs(act.after) - pairs(act.before), pairs(act.before) - pairs(act.after)
    inside = pairs(now_there)
    return put <= inside and not taken & inside


def pairs(kept, theme_id=None) -> set[tuple[int, int]]:
    """`(pile id, note id)` of what was kept, of one pile or all."""
    return {(theme, note) for theme, note, *_who in kept["notes"] if theme_id in (None, theme)}


def _all_in(theme_id) -> set:
    return set(InTheme.select(InTheme.theme, InTheme.note).where(InTheme.theme == theme_id).tuples())


def _fields(theme):
    kept = {name: getattr(theme, name) for name in FIELDS}
    return {**kept, "away_at": theme.away_at and theme.away_at.isoformat()}
