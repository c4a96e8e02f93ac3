"""The book's own words, in the language that is being spoken (`i18n.speaking`)."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..events.clock import local
from ..i18n import LANGUAGES, clock_words, day_words, isolated
from ..lookback.naming import state_word
from ..notes.models import HELPER, PAPER, SCRIBE
from ..notes.naming import kind_word, lens_word, purpose_word
from ..private_details import in_words
from .book import ASKED, HELD, OPEN, PROMISED, TAKEN_BACK


def kind(key: str) -> str:
    """A kind of note; those without one are "not sorted"."""
    return kind_word(key) or _("Not sorted")


def lens(key: str) -> str:
    """A lens; without one it is not sure yet."""
    return lens_word(key or "not_sure")


def voice(key: str) -> str:
    """A voice, as a noun."""
    return {
        "resident": _("resident"),
        "parent": _("parent"),
        "carer": _("carer"),
        "young_person": _("young person"),
        "volunteer": _("volunteer"),
        "staff": _("staff"),
        "decision_maker": _("decision maker"),
    }.get(key, _("did not say"))


def state(key: str) -> str:
    """How an action stands."""
    return {
        PROMISED: _("Someone said yes"),
        ASKED: _("Asked, waiting for an answer"),
        OPEN: _("No one has said yes yet"),
    }[key]


def update(said) -> str:
    """One update in a line: when, who, how it stands, their words, and what comes next."""
    told = _("told to the facilitator")
    by = {"owner": _("who said yes"), "leader": _("who was asked"), "facilitator": told, "told_answer": told}[said.by]
    parts = [f"{day_words(local(said.said_at).date())} ({by}): {state_word(said.state)}"]
    if said.words is None:
        parts.append(gone(HELD))
    elif said.words:
        parts.append(isolated(said.words))
    if said.passed_to:
        parts.append(_("Passed on to %(name)s", name=isolated(said.passed_to)))
    if said.next_by:
        parts.append(_("Next news by %(day)s", day=day_words(said.next_by)))
    if said.held_because and said.words is not None:
        parts.append(held(said.held_because))
    return " · ".join(parts)


def said_by(key: str) -> str:
    """Who said it, in a few words, never with a name."""
    told = _("told to the facilitators")
    return {
        "owner": _("someone who said yes"),
        "leader": _("those we asked"),
        "facilitator": told,
        "told_answer": told,
    }[key]


def involvement(key: str) -> str:
    """Whether people who use the service take part; empty where nobody said."""
    return {
        "with": _("They take part"),
        "asked": _("They are asked only"),
        "none": _("They take no part"),
    }.get(key, "")


def theme(found) -> str:
    """A pile's name, or what stands in its place."""
    return gone(HELD) if found.name is None else found.name or _("A pile without a name")


def theme_state(found) -> str:
    """What becomes of a pile that was forwarded or parked; empty for others."""
    if found.state == "forwarded":
        return _("Forwarded to %(whom)s", whom=isolated(found.whom)) if found.whom else _("Forwarded")
    return _("Parked for another time") if found.state == "parked" else ""


def translated(translation) -> str:
    """The mark of a translation: into which language, and by whom."""
    language = LANGUAGES.get(translation.language, translation.language)
    if translation.by:
        return _("In %(language)s, translated by %(name)s", language=language, name=isolated(translation.by))
    return _("In %(language)s, translated", language=language)


def where(place) -> str:
    """Where something was said, in a few words."""
    if place.topic:
        return _("Topic %(number)d", number=place.topic.number)
    found = [*([round_(place.round)] if place.round else []), *([table(place.table)] if place.table else [])]
    return _(", ").join(found) or _("Said to the whole room")


def felt_heard(key: str) -> str:
    """An answer to "Did you feel heard?"."""
    return {"yes": _("Yes"), "a_bit": _("A bit"), "no": _("No")}[key]


def who(said_yes) -> str:
    """Who said yes: names where the edition has them, else how many, with the voices that many people share."""
    if any(yes.name is not None for yes in said_yes):
        return _(", ").join(_named(yes) for yes in said_yes)
    people = ngettext("%(num)d person", "%(num)d people", len(said_yes))
    voices = list(dict.fromkeys(voice(yes.voice) for yes in said_yes if yes.voice))
    return f"{people} ({_(', ').join(voices)})" if voices else people


def _named(yes):
    name = yes.name or _("Someone")
    if not yes.aloud:
        return name
    if yes.written_by:
        return _("%(name)s (said yes aloud, written by %(writer)s)", name=name, writer=yes.written_by)
    return _("%(name)s (said yes aloud)", name=name)


def reach(contact) -> str:
    """How to reach somebody, for what, and until when."""
    return _(
        "%(how)s (%(what_for)s, until %(day)s)",
        how=isolated(contact.how), what_for=contact.what_for, day=day_words(contact.until),
    )  # fmt: skip


def count(number: int | None) -> str:
    """A count as it may be shown."""
    return _("hidden") if number is None else str(number)


def held(because: str) -> str:
    """The mark of what was held back, with the reason."""
    return _("Held back: %(reason)s", reason=in_words(because)) if because else _("Held back")


def gone(note_state: str) -> str:
    """What stands in the place of words that are not in this edition."""
    if note_state == TAKEN_BACK:
        return _("Taken back by the person who wrote it.")
    return _("The words are only in the edition with names.")


def topic_title(topic) -> str:
    """A topic's title, or what stands in its place."""
    if topic.title is not None:
        return topic.title
    return gone(HELD) if topic.held_because else _("Taken back by the person who offered it")


def topic_state(topic) -> str:
    """What became of a topic that is not simply on the board; empty for those that are."""
    if topic.joined_into:
        return _("Joined with topic %(number)d", number=topic.joined_into)
    return {"kept_for_next_time": _("Kept for next time")}.get(topic.state, "")


def place(session) -> str:
    """Where a session was."""
    if session.space is None:
        return _("Any other spot: %(place)s", place=session.place) if session.place else _("Any other spot")
    return session.space


def source(note) -> str:
    """How a note came in, when it was not typed by its own speaker, or came late."""
    if note.source == PAPER:
        return _("Paper card %(number)d", number=note.card) if note.card else _("Paper card")
    how = {SCRIBE: _("Written for the group"), HELPER: _("Written by a helper")}.get(note.source, "")
    return " · ".join([*([how] if how else []), *came_late(note)])


def came_late(thing) -> list[str]:
    """The mark of what came after the event was over; none for all else."""
    return [_("Came late")] if thing.late else []


def purpose(key: str) -> str:
    """What a note of a café is for; empty for a plain note."""
    return purpose_word(key)


def table(table) -> str:
    """A table's number, and its name when it has one."""
    number = _("Table %(number)d", number=table.number)
    return f"{number} · {table.name}" if table.name else number


def round_(round_) -> str:
    """A round's number."""
    return _("Round %(number)d", number=round_.number)


def table_marks(table) -> str:
    """What else is to know of a table."""
    found = [
        _("step-free") if table.step_free else _("there are steps"),
        *([_("quiet")] if table.quiet else []),
        *([_("put away")] if table.put_away else []),
    ]
    return _(", ").join(found)


def agreed(line) -> str:
    """Whether a leader agreed aloud to their words, and when."""
    if line.confirmed_at is None:
        return _("Not read back yet")
    return _("Agreed aloud at %(time)s", time=clock_words(line.confirmed_at))


def marks(note, house: str, kind_too=False) -> list[str]:
    """The small print under a note; with its kind where no heading says it."""
    return [
        *([kind_word(note.kind)] if kind_too and note.kind else []),
        *([held(note.because)] if note.state == HELD else []),
        *([lens_word(note.lens)] if note.lens else []),
        *([ngettext("%(num)d star", "%(num)d stars", note.stars)] if note.stars else []),
        *([ngettext("%(num)d will help", "%(num)d will help", note.helping)] if note.helping else []),
        *([LANGUAGES.get(note.language, note.language)] if note.language != house and note.words else []),
        *([_("Said by %(name)s", name=note.said_by)] if note.said_by else []),
        *(
            [_("Written by %(name)s", name=note.written_by)]
            if note.written_by and note.written_by != note.said_by
            else []
        ),
        *([_("Interpreted by %(name)s", name=note.interpreted_by)] if note.interpreted_by else []),
        *([_("Interpreted")] if note.interpreted and not note.interpreted_by else []),
        *([source(note)] if source(note) else []),
        *([_("Changed by its writer")] if note.changed_at and note.words else []),
    ]


def action(found) -> str:
    """What will be done, or what stands in its place."""
    return gone(HELD) if found.what is None else found.what


def offer(found) -> str:
    """What somebody can give, or what stands in its place."""
    return gone(HELD) if found.skill is None else found.skill


def asked(ask) -> str:
    """Who is asked; who will ask them, and until when."""
    by = ask.by and _("%(name)s will ask", name=isolated(ask.by))
    until = ask.until and _("until %(day)s", day=day_words(ask.until))
    return " · ".join(filter(None, [whom(ask), by, until]))


def whom(ask) -> str:
    """Who is asked, or what stands in their place."""
    return gone(HELD) if ask.whom is None else ask.whom
