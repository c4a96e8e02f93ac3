"""Who to nudge this week, why, and the words to do it with."""

import datetime
from dataclasses import dataclass

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from ..events.clock import local
from ..i18n import day_words, isolated
from .links import language_of, last_reminders, links_of, mail_addresses
from .models import PASSED_ON, AnswerLink, Reminder
from .standing import SETTLED, Asked, Standing, said_on, standings, today

A_WEEK = datetime.timedelta(days=7)
WONDERED, OVERDUE, SOON, SILENT = "wondered", "overdue", "soon", "silent"


@dataclass(frozen=True)
class Nudge:
    """Someone to nudge: by which link, for what `reasons` (WONDERED, OVERDUE, SOON, SILENT), and whether they were
    nudged within the week. `mail` is the address that they agreed to be mailed at for this, or ""."""

    link: AnswerLink
    standing: Standing
    asked: Asked | None
    reasons: tuple[str, ...]
    day: datetime.date | None  # the day that is over, or comes soon
    mail: str = ""
    reminded: Reminder | None = None


def to_nudge(event) -> list[Nudge]:
    """Everyone with a link who should be asked this week how it goes, in the order of the actions. Who was nudged
    within the last seven days is among them, with when that was."""
    stands = {standing.action.id: standing for standing in standings(event, held_too=True)}
    mails, reminders, found = mail_addresses(event), last_reminders(event), []
    for link in links_of(event):
        standing = stands.get(link.action_id)
        if standing is None or link.revoked_at is not None:
            continue
        asked = next((each for each in standing.asks if each.ask.id == link.ask_id), None)
        reasons, day = reasons_for(standing, asked, today())
        if reasons:
            # Passed on, it is no longer theirs: who took it on has not agreed to be mailed.
            mail = "" if standing.state == PASSED_ON else mails.get(link.promise_id, "")
            found.append(Nudge(link, standing, asked, reasons, day, mail, _lately(reminders.get(link.id))))
    return found


def reasons_for(standing: Standing, asked: Asked | None, day: datetime.date) -> tuple[tuple[str, ...], object]:
    """Why to nudge on that day one who said yes, or with `asked` one who was asked, and the day that they are to be
    told of. Nothing when all is said."""
    if standing.settled or (asked is not None and asked.state in SETTLED):
        return (), None
    promised = _promised(standing, asked)
    late, soon = promised and promised < day, promised and day <= promised <= day + A_WEEK
    quiet = standing.is_quiet(day) if asked is None or asked.last else not promised
    so = ((WONDERED, standing.wondered), (OVERDUE, late), (SOON, soon), (SILENT, quiet and not late and not soon))
    return tuple(reason for reason, is_so in so if is_so), promised if late or soon else None


def words_for(nudge: Nudge, address: str, typed_at: str) -> str:
    """What to send or say to them, in their language: what they said yes to or were asked, and how to answer.
    `address` is their own link, `typed_at` the page on which their code is typed."""
    link, what = nudge.link, isolated(nudge.standing.action.what)
    title, date = isolated(link.event.title), link.event.date
    with force_locale(language_of(link)):
        if nudge.asked is None:
            name = link.promise.person.name
            lines = [
                _("Hello %(name)s.", name=isolated(name)) if name else _("Hello."),
                _("On %(day)s, at “%(event)s”, you said yes to this:", day=day_words(date), event=title),
            ]
        else:
            lines = [
                _("Hello."),
                _(
                    "On %(day)s, at “%(event)s”, people asked %(whom)s for this:",
                    day=day_words(date), event=title, whom=isolated(nudge.asked.ask.whom),
                ),
            ]  # fmt: skip
        lines += [f"“{what}”", *_why(nudge), _("How is it going? It takes one minute to tell everyone:"), address]
        lines.append(_("Or type the code %(code)s on this page:", code=spaced(link.code)))
        lines += [typed_at, _("“Not yet” and “no” are good answers too. Please say why. Thank you.")]
    return "\n".join(lines)


def spaced(code: str) -> str:
    """A code in two halves, easier to read and to type."""
    return f"{code[:4]} {code[4:]}"


def _why(nudge):
    wondered = nudge.standing.wondered
    if wondered:
        yield ngettext("A reader has asked what happened.", "Readers have asked %(num)d times what happened.", wondered)
    if nudge.day and nudge.asked is not None and nudge.asked.last is None:
        yield _("An answer was promised by %(day)s.", day=day_words(nudge.day))
    elif nudge.day and nudge.standing.action.due != nudge.day:
        yield _("News was promised by %(day)s.", day=day_words(nudge.day))
    elif nudge.day:
        yield _("It is to be done by %(day)s.", day=day_words(nudge.day))


def _promised(standing, asked) -> datetime.date | None:
    """The day by which something is to be heard of them, as was promised last."""
    if asked is not None and asked.last is None:
        return asked.due
    newest = asked.last if asked is not None else standing.last
    if newest is not None and newest.next_by:
        return newest.next_by
    # What was said after that day has answered for it.
    due = standing.action.due
    return due if due and (newest is None or said_on(newest) <= due) else None


def _lately(reminder) -> Reminder | None:
    return reminder if reminder is not None and today() - local(reminder.reminded_at).date() < A_WEEK else None
