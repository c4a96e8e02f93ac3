"""How much the record is asked."""

import contextlib

from waiting import until

from facilitator.db import database
from facilitator.errors import Refused
from facilitator.journal import action
from facilitator.live.broadcast import broadcaster
from facilitator.live.kept import kept


def queries_of(doing, keeping=False) -> int:
    """How many queries it takes; unless `keeping`, with nothing kept of what was shown before."""
    all_told()
    if not keeping:
        kept.forget()
    asked, run = [], database.execute_sql
    database.execute_sql = lambda *args, **kwargs: (asked.append(args), run(*args, **kwargs))[1]
    try:
        doing()
    finally:
        database.execute_sql = run
    return len(asked)


def queries_of_page(browser, path) -> int:
    """How many queries a page takes of which nothing is kept, when what is written once is written."""
    assert browser.get(path).status_code == 200, path
    return queries_of(lambda: browser.get(path))


def queries_of_big_screen(ada, pages) -> dict[str, int]:
    """The same for these pages of the facilitator's big screen, one after the other."""
    projector, found = ada.get("projector").request.path, {}
    for page in pages:
        ada.post("projector/1", {"show": page, "page_here": "1"})
        found[page] = queries_of_page(ada, projector)
    return found


def all_told() -> None:
    """Wait until the word of every act has gone round: whoever did it goes on a little before, and the telling asks."""
    with contextlib.suppress(Refused):
        do_nothing()  # its answer comes after all have heard of the acts before it
    until(lambda: not any(pending.scheduled for pending in list(broadcaster.pending.values())))


@action("done nothing")
def do_nothing(change, event, by):
    raise Refused("Nothing to do.")
