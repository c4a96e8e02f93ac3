"""Signing in, and setting up an event."""

from flask import Blueprint, render_template

from ..access import ANYONE, open_to
from . import recognise  # noqa: F401  (registers who is who)

pages = Blueprint("events", __name__)


@pages.get("/sign-in")
@open_to(ANYONE)
def sign_in():
    """The organiser's way in."""
    return render_template("error.html", message="soon")
