"""The organiser's way in and out."""

from flask import g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from ...access import ANYONE, ORGANISER, open_to
from ...errors import Refused
from ...forms import op, path_here, saved, words
from ..recognise import installation
from ..views import pages
from . import actions
from .passphrase import LONGEST, SHORTEST, fits, hashed


@pages.get("/sign-in")
@open_to(ANYONE)
def sign_in():
    """Type the passphrase."""
    if ORGANISER in g.viewer.roles and "refusal" not in g:
        return redirect(url_for("events.all_events"))
    onward = _onward(request.args.get("next") or request.form.get("next"))
    return render_template("events/sign_in.html", onward=onward, has_passphrase=bool(installation().passphrase))


@pages.post("/sign-in")
@open_to(ANYONE)
def sign_in_by_passphrase():
    """Judge it, slowly. The words are never put back in the box."""
    typed = words("passphrase", LONGEST, needed=_("Please type your passphrase."))
    kept = actions.try_passphrase(by=g.viewer)
    if not fits(kept.passphrase, typed):
        raise Refused(_("That is not the passphrase. Look at each letter and try again."), field="passphrase")
    _sign_in(actions.signed_in(by=g.viewer))
    return redirect(_onward(request.form.get("next")), 303)


@pages.get("/sign-in/<token>")
@open_to(ANYONE)
def sign_in_link(token):
    """What the printed link opens. One button, so that looking at the link does not use it up."""
    return render_template("events/sign_in_link.html", token=token, works=actions.works(installation(), token))


@pages.post("/sign-in/<token>")
@open_to(ANYONE)
def sign_in_by_link(token):
    """Use the link; the first time, a passphrase comes next."""
    found = actions.use_sign_in_link(by=g.viewer, op=op(), token=token)
    _sign_in(found)
    return redirect(url_for("events.all_events" if found.passphrase else "events.passphrase"), 303)


@pages.get("/sign-in/passphrase")
@open_to(ORGANISER)
def passphrase():
    """Choose a passphrase, or another one."""
    return render_template(
        "events/passphrase.html", SHORTEST=SHORTEST, LONGEST=LONGEST, first=not installation().passphrase
    )


@pages.post("/sign-in/passphrase")
@open_to(ORGANISER)
def choose_passphrase():
    """Keep it; every other browser of the organiser must sign in again."""
    typed = words("passphrase", LONGEST, needed=_("Please type a passphrase."))
    if len(typed) < SHORTEST:
        raise Refused(
            _("That is short and easy to guess. Please use %(least)d letters or more.", least=SHORTEST),
            field="passphrase",
        )
    _sign_in(actions.set_passphrase(by=g.viewer, hashed=hashed(typed)))
    return saved(url_for("events.all_events"))


@pages.post("/sign-out")
@open_to(ORGANISER)
def sign_out():
    """Out, on this browser."""
    session.pop("organiser", None)
    return saved(url_for("events.sign_in"))


@pages.post("/sign-out/everyone")
@open_to(ORGANISER)
def sign_everyone_out():
    """Out, on every browser, this one too."""
    actions.sign_everyone_out(by=g.viewer, op=op())
    session.pop("organiser", None)
    return saved(url_for("events.sign_in"))


def _sign_in(installation_):
    session["organiser"] = installation_.sign_in_epoch
    session.permanent = True


def _onward(wanted) -> str:
    """A page of ours to go on to; the list of events unless `wanted` is a path on this server."""
    return path_here(wanted or "") or url_for("events.all_events")
