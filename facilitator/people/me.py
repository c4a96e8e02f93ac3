"""The page about oneself: what I said of me, my language, my own code, the people I help, leaving."""

from flask import g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from ..access import PARTICIPANT, open_to
from ..errors import NotFound, Refused
from ..forms import choice, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from . import actions
from .languages import offered, speak, text_sizes
from .models import VOICES, Person
from .names import labels
from .recognise import everyone_on, forget, remember
from .speaking import writer
from .views import back_to, pages
from .voices import voices


@pages.get("/e/<code>/me")
@open_to(PARTICIPANT)
def me(code):
    """All about me, and only for me."""
    first, others = offered(g.viewer.event)
    return render_template(
        "people/me.html",
        voices=voices(),
        sizes=text_sizes(),
        first=first,
        others=others,
        gone=labels([person for person in everyone_on(g.viewer.event, session) if person.left_at is not None]),
        NAME_LENGTH=actions.NAME_LENGTH,
        NEEDS_LENGTH=actions.NEEDS_LENGTH,
    )


@pages.post("/e/<code>/me")
@open_to(PARTICIPANT, even_after=True)
def describe(code):
    """Another name, voice, needs, or whether my name may be shown."""
    actions.describe(event=g.viewer.event, by=g.viewer, op=op(), person=g.viewer.person, **_said())
    return saved(url_for("people.me", code=code, kept=1))


@pages.post("/e/<code>/me/language")
@open_to(PARTICIPANT, even_after=True)
def my_language(code):
    """The language of my pages, also on the next phone."""
    chosen = choice("locale", LANGUAGES, "en")
    if g.viewer.person.language != chosen:
        actions.describe(event=g.viewer.event, by=g.viewer, op=op(), person=g.viewer.person, language=chosen)
    speak(chosen)
    return redirect(url_for("people.me", code=code), 303)


@pages.post("/e/<code>/me/speaker")
@open_to(PARTICIPANT, even_after=True)
def speaker(code):
    """This phone speaks for that one of its people now."""
    remember(session, _one_of_mine(request.form.get("person", "")))
    return redirect(back_to(), 303)


@pages.get("/e/<code>/me/helping")
@open_to(PARTICIPANT)
def helping(code):
    """The people I help, and adding one."""
    return render_template(
        "people/helping.html",
        voices=voices(),
        helper=_helper(),
        NAME_LENGTH=actions.NAME_LENGTH,
        NEEDS_LENGTH=actions.NEEDS_LENGTH,
    )


@pages.post("/e/<code>/me/helping")
@open_to(PARTICIPANT)
def help_one(code):
    """One more person on this phone, with a record of their own."""
    person = actions.join(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        helper=_helper(),
        language=choice("language", LANGUAGES, chosen_locale()),
        **_said(),
    )
    remember(session, person, first=False)
    return saved(url_for("people.helping", code=code))


@pages.post("/e/<code>/me/helping/<int:id>/removal")
@open_to(PARTICIPANT, even_after=True)
def removal(code, id):
    """Off this phone. They stay in the event, and come back anywhere with their own code."""
    person = _one_of_mine(str(id))
    if len(g.viewer.people) < 2:
        raise Refused(_("This phone speaks for nobody else. To stop, choose to leave."))
    if person.helper_id is not None:
        actions.let_go(event=g.viewer.event, by=g.viewer, op=op(), person=person)
    forget(session, person)
    return saved(url_for("people.me", code=code))


@pages.post("/e/<code>/me/leaving")
@open_to(PARTICIPANT, even_after=True)
def leaving(code):
    """Leave: out of the counts. The phone remembers whom, so that it can be undone."""
    actions.leave(event=g.viewer.event, by=g.viewer, op=op(), person=g.viewer.person)
    if len(g.viewer.people) > 1:
        return saved(url_for("people.me", code=code))
    return saved(url_for("people.door", token=g.viewer.event.token))


def _said() -> dict:
    return {
        "name": words("name", actions.NAME_LENGTH),
        "voice": choice("voice", VOICES),
        "needs": words("needs", actions.NEEDS_LENGTH),
        "show_name": ticked("show_name"),
    }


def _helper() -> Person:
    return writer(g.viewer) or g.viewer.person


def _one_of_mine(id_: str) -> Person:
    person = next((each for each in g.viewer.people if str(each.id) == id_), None)
    if person is None:
        raise NotFound
    return person
