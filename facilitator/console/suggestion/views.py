"""A suggested board: look for one, look at it beside the present one, take all of it, some of it, or none."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ...access import FACILITATOR, open_to
from ...agenda import actions
from ...agenda.board import begun_slots, parked, sessions_of, slots_of, spaces_of
from ...errors import Refused
from ...events.models import FACILITATORS_TOO
from ...forms import choice, choices, op, saved
from ...people.models import Person
from ...topics.models import Topic
from ..views import pages
from . import jobs, words
from .fragments import edition
from .reading import instance_of, stays

PATIENCE = 1.0  # seconds in which the board of a small event is there
TO_DO, DONE, GONE = "to do", "done", "gone"


@pages.get("/e/<code>/console/board/suggestion")
@open_to(FACILITATOR)
def suggestion(code):
    """The search that is under way, or what it found and what that would change."""
    event = g.viewer.event
    job, begun = jobs.of(event), begun_slots(event)
    searching = bool(job and job.under_way)  # asked once and first, for it may end while we look
    sessions = sessions_of(event, held=True)
    coming = [session for session in sessions if session.slot_id not in begun]
    context = {
        "job": job,
        "searching": searching,
        "edition": edition(event, sessions, parked(event, held=True)),
        "slots": [slot for slot in slots_of(event) if slot.id not in begun],
        "spaces": spaces_of(event),
        "may": event.places_topics == FACILITATORS_TOO,
        "free_to_stay": [(str(session.topic_id), session.topic.title) for session in coming if not stays(session)],
    }
    found = jobs.found(event)
    if found and not searching:
        context |= _found(event, found)
    return render_template("console/suggestion.html", **context)


@pages.post("/e/<code>/console/board/suggestion/search")
@open_to(FACILITATOR)
def look_for_board(code):
    """Begin to look for a board. Talks that are on it move only when somebody says that they may."""
    event, may_move = g.viewer.event, choice("move", ("no", "yes"), "no") == "yes"
    placed = {str(session.topic_id) for session in sessions_of(event, held=True)}
    instance = instance_of(event, {int(topic) for topic in (choices("stay", placed) if may_move else placed)})
    if not (instance["slots"] and instance["topics"] and spaces_of(event)):
        raise Refused(_("There is nothing to move: no talk, no place or no time that is still to come."), status=409)
    if not (may_move or parked(event)):
        raise Refused(_("No talk waits for a place. Choose yes if talks that are on the board may move."), field="move")
    try:
        job = jobs.start(event, instance)
    except OSError as error:
        raise Refused(_("We could not begin just now. Nothing has changed. Please try again."), status=503) from error
    job.wait(PATIENCE)
    return _back(code)


@pages.post("/e/<code>/console/board/suggestion/search/end")
@open_to(FACILITATOR)
def end_board_search(code):
    """Good now: keep the best so far. Or stop without one."""
    job = jobs.of(g.viewer.event)
    if job is not None and job.under_way:
        if choice("what", ("take", "stop")) == "take":
            if job.placements is None:
                raise Refused(_("There is no board yet. Please wait a moment."), status=409)
            jobs.take(job)
            job.wait(PATIENCE)
        else:
            job.stop()
    return _back(code)


@pages.post("/e/<code>/console/board/suggestion/acceptance")
@open_to(FACILITATOR)
def accept_board(code):
    """Take all that is still to do, or the parts that were ticked."""
    event, job = g.viewer.event, jobs.found(g.viewer.event)
    if job is None:
        raise Refused(_("That suggestion is not there any more. Please look for a new one."), status=409)
    parts = {_key(part): part for part in job.look.parts}
    all_of_it, states = choice("what", ("all", "ticked"), "ticked") == "all", _states(event, parts)
    wanted = [key for key in (parts if all_of_it else choices("part", parts)) if states[key] != DONE]
    if all_of_it:  # what fits no more stands in nobody's way; when nothing fits, the action says so
        wanted = [key for key in wanted if states[key] == TO_DO] or wanted
    if not wanted:
        raise Refused(_("Please tick what you want to do."), field="part")
    moves = [
        {"topic": int(change.topic), "before": _numbers(change.before), "after": _numbers(change.after)}
        for key in wanted for change in parts[key].changes
    ]  # fmt: skip
    actions.accept(event=event, by=g.viewer, op=op(), moves=moves)
    return _back(code)


@pages.post("/e/<code>/console/board/suggestion/end")
@open_to(FACILITATOR)
def forget_board(code):
    """Do without it."""
    jobs.forget(g.viewer.event)
    return _back(code)


def _back(code):
    return saved(url_for("console.suggestion", code=code))


def _key(part) -> str:
    """A part's name in the form: its topics."""
    return "-".join(change.topic for change in part.changes)


def _numbers(cell):
    return cell and [int(part) for part in cell]


def _states(event, parts: dict) -> dict[str, str]:
    """`{key: state}`: whether a part was done already, can still be done, or the board has changed under it."""
    begun, sessions = begun_slots(event), sessions_of(event, held=True)
    cell = {each: (str(each.slot_id), str(each.space_id)) for each in sessions if each.space_id}
    stands = {str(each.topic_id): cell[each] for each in cell}
    taken = {where: topic for topic, where in stands.items()}
    free = {str(topic.id): None for topic in parked(event)}
    free |= {str(each.topic_id): cell[each] for each in cell if each.slot_id not in begun and not stays(each)}
    open_ = {str(slot.id) for slot in slots_of(event) if slot.id not in begun}
    here = {str(space.id) for space in spaces_of(event)}

    def state(part) -> str:
        if all(stands.get(change.topic) == change.after for change in part.changes):
            return DONE
        moving = {change.topic for change in part.changes}
        fits = all(
            change.topic in free and free[change.topic] == change.before
            and change.after[0] in open_ and change.after[1] in here and taken.get(change.after) in {None, *moving}
            for change in part.changes
        )  # fmt: skip
        return TO_DO if fits else GONE

    return {key: state(part) for key, part in parts.items()}


def _found(event, job) -> dict:
    """What the page shows of a finished suggestion."""
    look = job.look
    parts = {_key(part): part for part in look.parts}
    states = _states(event, parts)
    ids = {topic["id"] for topic in job.instance["topics"]}
    titles = {str(row.id): row.title for row in Topic.select(Topic.id, Topic.title).where(Topic.id.in_(list(ids)))}
    names = {f"p{row.id}": row.name for row in Person.select(Person.id, Person.name).where(Person.event == event)}
    moved = {change.topic for part in look.parts for change in part.changes}
    return {
        "look": look,
        "parts": [(key, part, states[key], words.gains(part.gain)) for key, part in parts.items()],
        "gains": words.gains(look.gain),
        "obstacles": [words.obstacle(each, titles, names) for each in look.obstacles],
        "left_out": [titles[topic] for topic in look.left_out if topic in titles],
        "titles": titles,
        "moved": moved,
        "now_in": {cell: topic for topic, cell in look.present.items()},
        "then_in": {cell: topic for topic, cell in look.placements.items()},
        "boxes": {
            (str(slot.id), str(space.id)): (slot, space) for slot in slots_of(event) for space in spaces_of(event)
        },
        "ticked": request.form.getlist("part"),
    }
