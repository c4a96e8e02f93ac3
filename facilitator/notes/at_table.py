"""The page of a café table: its question, the story so far, its notes and pictures in a round, the one main thing."""

from flask import g, render_template, request, url_for

from ..access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ..cafe.devices.fragments import now_is, table_channel
from ..cafe.devices.place import round_sent, round_to_show, write_here, writes_at, writes_in
from ..cafe.devices.place import table_called as table_at
from ..cafe.hosting.hosts import host_at
from ..cafe.room import cell, question_at, round_now, rounds_of
from ..cafe.tablecloth.reasons import told_why
from ..events.clock import current_stage
from ..forms import op, saved
from ..people.languages import offered
from . import actions
from .models import MAIN, RECAP, SHOWN
from .sent import new_note, new_picture, told
from .views import pages
from .wall import rounds_at

NOW, OVER, LATER = "now", "over", "later"


@pages.get("/e/<code>/tables/<int:id>")
@open_to(TABLE, PARTICIPANT, FACILITATOR)
def at_table(code, id):
    """One table in the round it is, or in the one asked for with `?round=`."""
    event, table = g.viewer.event, table_at(id)
    round_, here, stage = round_to_show(), round_now(event), current_stage(event)
    writer = writes_at(g.viewer, table) if event.archived_at is None else None
    by_device = writer is not None and writer.role == TABLE
    host, rounds = host_at(table), rounds_of(event)
    others = [each for each in rounds_at(event, table) if each.id != round_.id]
    is_last = not any(later.position > round_.position for later in rounds)  # nobody comes after, to be told the story
    tells = by_device or (writer is not None and (host is None or host.person_id == writer.person.id))
    return render_template(
        "notes/at_table.html",
        table=table,
        round=round_,
        other_rounds=others,
        channel=table_channel(round_.id, table.id),
        made_for=now_is(here, stage),
        when=_when(round_, here),
        cell=cell(round_.id, table.id),
        question_at=question_at,
        is_asked_for=bool(request.args.get("round")),
        writing_time=stage is not None and stage.kind == "harvest" and stage.round_id == round_.id,
        writes=writer is not None and writes_in(writer, table, round_),
        by_device=by_device,
        languages=offered(event),
        told_why=told_why(g.viewer, writer, round_, table),
        is_last=is_last,
        tells_the_story=tells and not is_last,
    )


@pages.post("/e/<code>/tables/<int:id>/notes")
@open_to(TABLE, PARTICIPANT)
def write_at_table(code, id):
    """Add a note to a table, in the round it was written for."""
    return _write(code, id)


@pages.post("/e/<code>/tables/<int:id>/main-thing")
@open_to(TABLE, PARTICIPANT)
def write_main_thing(code, id):
    """The one thing that matters most to a table at the end of a round."""
    return _write(code, id, purpose=MAIN, at_table=True)


@pages.post("/e/<code>/tables/<int:id>/story")
@open_to(TABLE, PARTICIPANT)
def tell_the_story(code, id):
    """What the next people at this table should hear first."""
    return _write(code, id, purpose=RECAP, at_table=True)


@pages.post("/e/<code>/tables/<int:id>/photos")
@open_to(TABLE, PARTICIPANT)
def add_photo_at_table(code, id):
    """A photo of the paper cloth."""
    table, round_ = write_here(id), round_sent()
    actions.add_photo(event=g.viewer.event, by=g.viewer, op=op(), round=round_, table=table, **new_picture())
    return saved(_this_page(code, table, round_))


def _write(code, id_, **how):
    table, round_ = write_here(id_), round_sent()
    said = {**new_note(), **how}
    note = actions.write(event=g.viewer.event, by=g.viewer, op=op(), round=round_, table=table, **said)
    return saved(_this_page(code, table, round_), held=note.state != SHOWN)


def _when(round_, here) -> str:
    """Whether that round is now (or the next one to come), over, or later, when it is `here`."""
    if here is None or round_.away_at is not None or round_.position < here.position:
        return OVER
    return NOW if round_.id == here.id else LATER


def _this_page(code, table, round_):
    """Back to where the form stood: the page of the round it is, or that of an earlier one."""
    asked = round_.id if request.args.get("earlier") else None
    return url_for("notes.at_table", code=code, id=table.id, round=asked, saved=told())
