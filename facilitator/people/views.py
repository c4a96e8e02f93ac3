"""The front door: a code or a QR code, and one short form."""

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from ..access import ANYONE, open_to
from ..errors import NotFound, Refused
from ..events.codes import typed
from ..events.models import Event
from ..forms import choice, op, path_here, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..security import device
from . import actions, guessing
from .afterwards import way_after
from .languages import TEXT_SIZES, offered, speak, text_sizes
from .models import VOICES, Person
from .names import labels
from .recognise import everyone_on, remember
from .voices import voices

pages = Blueprint("people", __name__)
pages.add_app_template_global(labels, "people_labels")


@pages.get("/")
@open_to(ANYONE)
def front():
    """Type the code."""
    return _front_page()


@pages.get("/back")
@open_to(ANYONE)
def before():
    """I was here before: the front page with that part open."""
    return _front_page(was_here=True)


@pages.post("/")
@open_to(ANYONE)
def knock():
    """The code, typed: to the join page of that event."""
    guessing.cookie_first()
    event = _event_called()
    if not event.is_open and not everyone_on(event, session):
        raise Refused(
            _("That code is from a day that is over, so nobody new can join. Is there a newer code on the wall?")
            if event.is_over
            else _("The doors are closed, so nobody new can join. Ask a helper in the hall."),
            field="code",
        )
    return redirect(url_for("people.door", token=event.token, next=_asked_for() or None), 303)


@pages.post("/back")
@open_to(ANYONE)
def back():
    """I was here before: the event's code and the private one bring a person to this phone."""
    guessing.cookie_first()
    event = _event_called()
    guessing.may_try("back", event, field="return_code")
    code = typed(words("return_code", 20, needed=_("Please type your own code.")))
    person = Person.get_or_none(Person.event == event, Person.return_code == code)
    if person is None:
        guessing.was_wrong("back", event)
        raise Refused(_("We do not know that code of your own. Look at it again, or join as new."), field="return_code")
    actions.come_back(event=event, by=g.viewer, op=op(), person=person)
    remember(session, person)
    speak(person.language)
    return redirect(url_for("phone.now", code=event.code), 303)


@pages.get("/j/<token>")
@open_to(ANYONE)
def door(token):
    """What the QR code opens: the one-screen form; after the event, what came of it."""
    event = _event_behind(token)
    after = None if _asked_for() else way_after(event)
    if after:
        return redirect(after)
    known = everyone_on(event, session)
    if any(person.left_at is None for person in known):
        return redirect(_onward(event))
    return _join_page(event, gone=known)


@pages.post("/j/<token>")
@open_to(ANYONE)
def join(token):
    """Come in; or another language for this page, with what was typed kept."""
    event = _event_behind(token)
    if "locale" in request.form:
        speak(request.form["locale"])
        return _join_page(event, said=request.form)
    if len(everyone_on(event, session)) > actions.MOST_HELPED:  # a phone that joins without end fills its cookie, too
        raise Refused(_("One phone can help up to %(most)d people.", most=actions.MOST_HELPED))
    person = actions.join(
        event=event,
        by=g.viewer,
        op=op(),
        name=words("name", actions.NAME_LENGTH),
        voice=choice("voice", VOICES),
        needs=words("needs", actions.NEEDS_LENGTH),
        language=chosen_locale(),
        show_name=ticked("show_name"),
    )
    remember(session, person)
    if ticked("helping"):
        return saved(url_for("people.helping", code=event.code))
    return saved(_onward(event))


@pages.post("/j/<token>/return")
@open_to(ANYONE)
def come_back(token):
    """Someone who left from this phone comes back."""
    event = _event_behind(token)
    said = request.form.get("person", "")
    person = next((each for each in everyone_on(event, session) if str(each.id) == said), None)
    if person is None:
        raise NotFound
    actions.come_back(event=event, by=g.viewer, op=op(), person=person)
    remember(session, person)
    return saved(url_for("phone.now", code=event.code))


@pages.post("/language")
@open_to(ANYONE)
def language():
    """Choose the language of the pages."""
    speak(choice("locale", LANGUAGES, "en"))
    return redirect(back_to(), 303)


@pages.post("/text-size")
@open_to(ANYONE)
def text_size():
    """Choose the size of the letters."""
    session["text"] = choice("size", TEXT_SIZES)
    session.permanent = True
    return redirect(back_to(), 303)


def back_to() -> str:
    """The page of ours on which the form stood, from its field `page`."""
    return path_here(request.form.get("page", "")) or "/"


def _front_page(was_here=False):
    device()  # the cookie that tells a guesser from everyone else
    return render_template(
        "people/front.html", code=request.args.get("code", "")[:20], onward=_asked_for(), was_here=was_here
    )


def _join_page(event, said=None, gone=()):
    if not event.is_open and not gone:
        return render_template("people/over.html", event=event)
    first, others = offered(event)
    return render_template(
        "people/join.html",
        event=event,
        token=event.token,
        said=said or {},
        gone=labels(gone),
        first=first,
        others=others,
        voices=voices(),
        sizes=text_sizes(),
        onward=_asked_for(),
        NAME_LENGTH=actions.NAME_LENGTH,
        NEEDS_LENGTH=actions.NEEDS_LENGTH,
    )


def _event_called() -> Event:
    """The event whose code was typed. Raises Refused, and counts the guess, when there is none."""
    guessing.may_try("code")
    code = typed(words("code", 40, needed=_("Please type the code from the wall.")))
    event = Event.get_or_none(Event.code == code)
    if event is None:
        guessing.was_wrong("code")
        raise Refused(_("We do not know that code. Look at the wall, or ask a helper, and try again."), field="code")
    return event


def _event_behind(token) -> Event:
    event = Event.get_or_none(Event.token == token)
    if event is None:
        raise NotFound
    return event


def _asked_for() -> str:
    """The page somebody wanted before we asked who they are; it goes with them through the door."""
    return request.values.get("next", "")[:300]


def _onward(event) -> str:
    """Where to go once inside: the page asked for when it is one of this event, else Now."""
    now, wanted = url_for("phone.now", code=event.code), _asked_for()
    return wanted if wanted.startswith(now) and path_here(wanted) else now


from . import me  # noqa: E402, F401  (the page about oneself is of the same blueprint)
