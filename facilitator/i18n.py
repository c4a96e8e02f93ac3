"""gettext catalogues, and the language of a viewer."""

import contextlib
import datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import g, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale

from . import record_time

CATALOGUES = Path(__file__).parent / "locale"

# Each language in its own name: the way people look for it.
LANGUAGES = {
    "en": "English",
    "ar": "العربية",
    "bn": "বাংলা",
    "pl": "Polski",
    "so": "Soomaali",
    "tr": "Türkçe",
    "ur": "اردو",
}

babel = Babel()
_app = None


def init_app(app):
    """Compile what changed, then let Flask-Babel choose by viewer."""
    global _app
    _app = app
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGUES)
    babel.init_app(app, locale_selector=chosen_locale)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, direction=direction, get_locale=get_locale, isolated=isolated)
    app.jinja_env.filters.update(clock=clock_words, day=day_words)


def compile_catalogues(folder: Path = CATALOGUES) -> list[Path]:
    """Write a `.mo` beside every `.po` that is newer; returns the files written."""
    written = []
    for po in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        with mo.open("wb") as target:
            write_mo(target, catalogue)
        written.append(mo)
    return written


def chosen_locale() -> str:
    """The language this viewer chose, else the best of what their browser asks for, else English."""
    if not has_request_context():
        return "en"
    if "locale" not in g:
        chosen = session.get("locale")
        g.locale = chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")
    return g.locale


def direction(locale: str | None = None) -> str:
    """`rtl` or `ltr` for a language code; the viewer's own by default."""
    try:
        return Locale.parse(str(locale or get_locale() or "en")).text_direction
    except ValueError:
        return "ltr"


def isolated(text: str) -> str:
    """People's words inside a sentence of ours: whatever direction they are written in, they do not turn it round."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def clock_words(moment: datetime.datetime) -> str:
    """A moment of the record as the hall's clock shows it, in the viewer's way of writing: 14:10 or 2:10 PM."""
    shown = record_time.by_the_clock(moment).replace(tzinfo=datetime.UTC).astimezone()
    return format_time(shown.replace(tzinfo=None), "short", locale=_written())


def day_words(day: datetime.date) -> str:
    """A day in the viewer's language: 3 June 2026."""
    return format_date(day, "long", locale=_written())


def _written() -> Locale:
    """How dates and times are written: plain English means 14:10 and 3 June 2026."""
    locale = get_locale()
    return Locale("en", "GB") if locale is None or str(locale) == "en" else locale


@contextlib.contextmanager
def speaking(locale: str | None):
    """Inside, `gettext` answers in `locale`, in any thread."""
    with contextlib.ExitStack() as stack:
        if _app is not None and not has_request_context():
            stack.enter_context(_app.app_context())
        if locale:
            stack.enter_context(force_locale(locale))
        yield
