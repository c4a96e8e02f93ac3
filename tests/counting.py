"""How much the record is asked."""

from facilitator.db import database
from facilitator.live.kept import kept


def queries_of(doing, keeping=False) -> int:
    """How many queries it takes; unless `keeping`, with nothing kept of what was shown before."""
    if not keeping:
        kept.forget()
    asked, run = [], database.execute_sql
    database.execute_sql = lambda *args, **kwargs: (asked.append(args), run(*args, **kwargs))[1]
    try:
        doing()
    finally:
        database.execute_sql = run
    return len(asked)
