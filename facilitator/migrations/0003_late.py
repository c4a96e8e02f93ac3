"""Words that came after their event was over, from a phone that had no signal: kept, and marked."""

MARKED = ("note", "photo", "topic", "action", "impression")


def up(migrator, db):
    """A mark on every kind of words."""
    columns = ";\n".join(f'ALTER TABLE "{table}" ADD COLUMN "late" INTEGER NOT NULL DEFAULT 0' for table in MARKED)
    db.make(columns + ";\n", dict.fromkeys(MARKED, ("late",)))
