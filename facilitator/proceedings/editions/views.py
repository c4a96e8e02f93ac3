"""The hand-out and the book on phones and for everyone; and how it gets there, on the console."""

from flask import g, make_response, render_template, request, send_file, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from ... import pace
from ...access import ANYONE, FACILITATOR, PARTICIPANT, TABLE, open_to
from ...errors import NotFound, Refused
from ...events.clock import local
from ...forms import choice, op, saved, ticked, words
from ...i18n import LANGUAGES, day_words, isolated
from ...lookback.models import LookBack
from ...people.languages import offered
from .. import jobs
from ..export import FORMATS, KEPT, Choice
from ..models import Check, Edition
from ..shape import FULL, OF_READERS, PLAN, SHAPES
from ..views import file_name, look_back_address, pages
from . import actions, fragments  # noqa: F401  (registers the fragments)
from .naming import checked_by, state_words
from .reading import hand_out_is_open, in_work, published

PATIENCE, LONGER = 1.0, 6.0  # seconds until we show how far it is
FRESH = 60  # seconds for which a file that one reader got is good for the next
AT_MOST = 8  # files of an event in the making; further readers wait before it, so that a facilitator's own comes soon
WRONG_LENGTH = 500
SHOWN_IN_PLACE = ("html", "pdf")  # a browser opens these itself
pages.add_app_template_global(checked_by, "checked_by")
pages.add_app_template_global(state_words, "edition_state")
pages.add_app_template_global(lambda event: bool(published(event)), "has_published_book")
pages.add_app_template_filter(isolated, "isolate")


@pages.app_template_filter()
def local_day(moment) -> str:
    """The day, in the hall, of a moment of the record."""
    return day_words(local(moment).date())


@pages.get("/e/<code>/hand-out")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def hand_out(code):
    """The two-page action plan, for whoever is in the room, once it is open."""
    event = g.viewer.event
    if not hand_out_is_open(event) and FACILITATOR not in g.viewer.roles:
        raise NotFound
    return _file(event, _wanted_format("pdf"), _choice(event, shape=PLAN))


@pages.get("/e/<code>/book")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def book(code):
    """The hand-out, the draft that wants readers, the published book."""
    event = g.viewer.event
    draft, mine = in_work(event), {}
    if draft is not None and g.viewer.person is not None:
        rows = Check.select().where(Check.edition == draft, Check.person == g.viewer.person).order_by(Check.id)
        mine = {row.fingerprint: row for row in rows}
    return render_template(
        "proceedings/editions/book.html",
        hand_out=hand_out_is_open(event),
        draft=draft,
        promised=mine.get(""),
        said=mine.get(draft.fingerprint) if draft else None,
        said_before=any(mark not in ("", draft.fingerprint) for mark in mine) if draft else False,
        editions=published(event),
        shapes=SHAPES,
        WRONG_LENGTH=WRONG_LENGTH,
    )


@pages.get("/e/<code>/book/draft")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def draft(code):
    """The draft itself, as a page."""
    event, edition = g.viewer.event, in_work(g.viewer.event)
    if edition is None:
        raise NotFound
    return _file(event, _wanted_format("html"), _choice(event, kept=edition.known_as))


@pages.get("/e/<code>/book/<int:number>/<format>")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def edition(code, number, format):
    """A published edition, from a phone."""
    return _published(g.viewer.event, number, format)


@pages.post("/e/<code>/book/readers")
@open_to(PARTICIPANT)
def volunteer(code):
    """I will read it."""
    actions.volunteer(event=g.viewer.event, by=g.viewer, op=op(), edition=_in_work(), named=ticked("named"))
    return saved(url_for("proceedings.book", code=code))


@pages.post("/e/<code>/book/checks")
@open_to(PARTICIPANT)
def check(code):
    """I have read it: it is right, or this is wrong."""
    pace.keep_to(pace.OTHER_WORDS, "checks")
    actions.check(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        edition=_in_work(),
        read=words("read", 64),
        is_right=choice("right", ("yes", "no"), "no") == "yes",
        words=words("words", WRONG_LENGTH),
    )
    return saved(url_for("proceedings.book", code=code))


@pages.get("/look-back/<token>/book")
@open_to(ANYONE)
def public_book(token):
    """The published editions, for everyone who has the address of the look-back."""
    event = _looked_back(token)
    editions = published(event)
    if not editions:
        raise NotFound
    first, others = offered(event)
    page = render_template(
        "proceedings/editions/public.html", event=event, token=token, editions=editions, first=first, others=others,
        shapes=SHAPES,
    )  # fmt: skip
    return _unlisted(page)


@pages.get("/look-back/<token>/book/<int:number>/<format>")
@open_to(ANYONE)
def public_edition(token, number, format):
    """One of them."""
    return _unlisted(_published(_looked_back(token), number, format))


@pages.get("/e/<code>/console/book")
@open_to(FACILITATOR)
def console_book(code):
    """How far the book is."""
    return render_template("proceedings/editions/console.html")


@pages.post("/e/<code>/console/book/hand-out")
@open_to(FACILITATOR)
def open_hand_out(code):
    """The hand-out may be taken, or not."""
    actions.open_hand_out(event=g.viewer.event, by=g.viewer, op=op(), is_open=ticked("open"))
    return saved(url_for("proceedings.console_book", code=code))


@pages.post("/e/<code>/console/book/draft")
@open_to(FACILITATOR)
def make_draft(code):
    """Gather the book as it is now, and let people read it."""
    event = g.viewer.event
    made = request.form.get("job")
    job = jobs.find(event, made) if made else jobs.start(event, KEPT, Choice())
    jobs.wait(job, LONGER)
    if job.failed or job.format != KEPT:
        raise Refused(_("We could not gather the book. Nothing is lost. Please try again."), status=503)
    if job.under_way:
        return render_template("proceedings/editions/gathering.html", job=job)
    actions.make_draft(event=event, by=g.viewer, op=op(), book=job.path.read_bytes())
    return saved(url_for("proceedings.console_book", code=code))


@pages.post("/e/<code>/console/book/publication")
@open_to(FACILITATOR)
def publish(code):
    """Everyone may read it."""
    actions.publish(event=g.viewer.event, by=g.viewer, op=op(), edition=_in_work(), read=words("read", 64))
    return saved(url_for("proceedings.console_book", code=code))


@pages.post("/e/<code>/console/book/<int:number>/removal")
@open_to(FACILITATOR)
def take_down(code, number):
    """Nobody can read that edition any more."""
    row = Edition.get_or_none(Edition.event == g.viewer.event, Edition.number == number)
    if row is None:
        raise NotFound
    actions.take_down(event=g.viewer.event, by=g.viewer, op=op(), edition=row)
    return saved(url_for("proceedings.console_book", code=code))


def _in_work() -> Edition:
    found = in_work(g.viewer.event)
    if found is None:
        raise NotFound
    return found


def _looked_back(token):
    found = LookBack.get_or_none(LookBack.token == token, LookBack.opened_at.is_null(False))
    if found is None:
        raise NotFound
    return found.event


def _published(event, number, format):
    found = next((each for each in published(event) if each.number == number), None)
    if found is None or format not in OF_READERS:
        raise NotFound
    return _file(event, format, _choice(event, kept=found.known_as))


def _choice(event, shape=None, kept="") -> Choice:
    """What this reader wants: the shape and language that the address names, else their own language."""
    shape = shape or request.args.get("shape", FULL)
    language = request.args.get("language") or str(get_locale() or "")
    if shape not in SHAPES or language not in LANGUAGES:
        raise NotFound
    return Choice(shape=shape, language=language, address=look_back_address(event), kept=kept)


def _wanted_format(usual) -> str:
    wanted = request.args.get("format", usual)
    if wanted not in OF_READERS:
        raise NotFound
    return wanted


def _file(event, format, choice):
    """The file, or a page that looks again by itself until it is made."""
    job = jobs.start(event, format, choice, fresh=FRESH, at_most=AT_MOST)
    if job is not None:
        jobs.wait(job, PATIENCE)
    if job is None or not job.done:
        failed = job is not None and job.failed
        return render_template("proceedings/editions/wait.html", job=job, event=event), 503 if failed else 200
    return send_file(
        job.path,
        FORMATS[format][1],
        as_attachment=format not in SHOWN_IN_PLACE,
        download_name=file_name(job),
    )


def _unlisted(page):
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
