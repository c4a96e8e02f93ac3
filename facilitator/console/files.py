"""Print and export: what is missing, files to make, paper to print."""

from flask import g, render_template
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..i18n import LANGUAGES
from ..proceedings.shape import SHAPES
from .views import pages


@pages.get("/e/<code>/console/files")
@open_to(FACILITATOR)
def files(code):
    """The page."""
    house = next(iter(g.viewer.event.languages), "en")
    return render_template("console/files.html", kinds=kinds(), house=LANGUAGES.get(house, house), SHAPES=SHAPES)


def kinds() -> list[tuple[str, str, str]]:
    """(format, name, what it is good for) of every file that can be made."""
    return [
        ("pdf", "PDF", _("To read and to print.")),
        ("docx", "Word", _("To read and to work on.")),
        ("xlsx", "Excel", _("Tables: actions, offers, notes, topics, themes, people, the day.")),
        ("csv", "CSV", _("All tables in one, for other programs.")),
        ("md", "Markdown", _("For a website or a wiki.")),
        ("html", _("Web page"), _("To read on a screen, or to put on a website.")),
        ("json", "JSON", _("Everything, for other programs.")),
        ("zip", "ZIP", _("All of these in one, with the photos.")),
    ]
