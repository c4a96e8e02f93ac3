"""What people typed, made safe to keep; and the answer when it is kept.

Every form carries `op` (the sender's own id for this act), `page` (where it
stands), `version` (what its page had heard of) and `as` (for whom this phone
speaks). See templates/_forms.html.
"""

import datetime
import re
import secrets
import unicodedata

from flask import current_app, g, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from .access import allowed
from .errors import NotFound, Refused, wants_json

# Everything that is no character of a language: C0 and C1 controls, except new line and tab.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
A_FEW_SIGNS = 100  # more than any number, day, time or op takes


def clean(text: str) -> str:
    """Text as we keep it: composed (NFC), `\\n` line ends, no control characters, no space around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize(
        "NFC", LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", CONTROLS.sub("", text))
    ).strip()


def words(name: str, at_most: int, needed: str | None = None) -> str:
    """The text of a form's field. Raises Refused when longer than `at_most`, or empty though `needed` says why not."""
    typed = request.form.get(name, "")
    # Composing takes time that grows with the square of a run of accents; so what is far too long stays as it came.
    text = clean(typed) if len(typed) <= 4 * at_most + A_FEW_SIGNS else typed
    if needed and not text:
        raise Refused(needed, field=name)
    if len(text) > at_most:
        raise Refused(
            _("That is %(is)d letters long. Please make it %(most)d or fewer.", **{"is": len(text), "most": at_most}),
            field=name,
        )
    return text


def choice(name: str, allowed, default="") -> str:
    """One of `allowed`, or `default` when nothing was chosen. Raises Refused for anything else."""
    value = request.form.get(name, "") or default
    if value != default and value not in allowed:
        raise Refused(_("Please choose one of the answers on the page."), field=name)
    return value


def choices(name: str, allowed) -> list[str]:
    """Those of `allowed` that were ticked, in the order of `allowed`."""
    ticked = set(request.form.getlist(name))
    return [value for value in allowed if value in ticked]


def number(name: str, lowest: int, highest: int, default: int | None = None) -> int:
    """A whole number in a range; `default` when the field is empty. Raises Refused with the range in words."""
    text = _short(name)
    if not text and default is not None:
        return default
    try:
        value = int(text)
    except ValueError:
        value = lowest - 1
    if not lowest <= value <= highest:
        raise Refused(
            _("Please write a number from %(lowest)d to %(highest)d.", lowest=lowest, highest=highest), field=name
        )
    return value


def day(name: str, default: datetime.date | None = None) -> datetime.date | None:
    """A day from a date field, between 2000 and 2199; `default` when it is empty. Raises Refused for what is no day."""
    text = _short(name)
    if not text:
        return default
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        found = datetime.date.min
    if not 2000 <= found.year < 2200:
        raise Refused(_("Please write the day as year, month and day: 2026-06-03."), field=name)
    return found


def clock(name: str, default: str) -> str:
    """A time of day from a time field, as HH:MM; `default` when it is empty. Raises Refused for what is no time."""
    text = _short(name)
    if not text:
        return default
    try:
        return datetime.time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        raise Refused(_("Please write the time as hours and minutes: 18:30."), field=name) from None


def _short(name: str) -> str:
    """The text of a field that takes a few signs; the rest of a longer one falls off, and so it is refused."""
    return clean(request.form.get(name, "")[:A_FEW_SIGNS])


def ticked(name: str) -> bool:
    """Whether a box is ticked."""
    return request.form.get(name) in ("1", "on", "yes", "true")


def op() -> str | None:
    """The sender's own id for this act, at most 64 characters; None when it sent none."""
    return _short("op")[:64] or None


def saved(url: str, **facts):
    """It is on the disk: tell the page's script, or send a plain browser on to `url`."""
    if wants_json():
        return jsonify(saved=True, op=op(), url=url, **facts)
    return redirect(url, 303)


def path_here(wanted: str) -> str | None:
    """`wanted` when it is a path on this server; None for everything that a browser may take for another place."""
    ours = wanted.startswith("/") and wanted.isprintable() and not ("//" in wanted or "\\" in wanted)
    return wanted if ours else None


def refused(refusal: Refused):
    """Show the page the form stood on again, with the person's words in it and the sentence above."""
    if wants_json():
        return jsonify(saved=False, message=refusal.message, field=refusal.field), refusal.status
    g.refusal = refusal
    page = _page_of_the_form() if request.method == "POST" else None
    return (page or render_template("error.html", message=refusal.message)), refusal.status


def _page_of_the_form():
    """The page named in the form's hidden `page` field, rendered anew; None when it names none of ours."""
    try:
        endpoint, values = current_app.url_map.bind("").match(request.form.get("page", "").partition("?")[0], "GET")
    except (HTTPException, RequestRedirect):
        return None
    try:
        if not allowed(endpoint, values):
            return None
        answer = current_app.view_functions[endpoint](**values)
    except (NotFound, Refused):  # the page has gone meanwhile; the sentence stands alone
        return None
    return answer if isinstance(answer, str) else None


def init_app(app):
    """Answer refusals, and give templates what `_forms.html` needs."""
    app.register_error_handler(Refused, refused)
    app.jinja_env.globals.update(
        new_op=lambda: secrets.token_urlsafe(12), kept=kept, kept_all=kept_all, refused_here=refused_here
    )


def refused_here(action: str) -> bool:
    """Whether the form that posts to `action` was just refused."""
    return "refusal" in g and request.path == action.partition("?")[0]


def kept(action: str, name: str, default="") -> str:
    """What the person had typed in this form's field before it was refused, else `default`."""
    if refused_here(action):
        return request.form.get(name, default)
    return default


def kept_all(action: str, name: str, default=()) -> list:
    """Like `kept`, for a group of boxes."""
    if refused_here(action):
        return request.form.getlist(name)
    return list(default)
