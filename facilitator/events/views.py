"""The doors of set-up; each part of it has a folder of its own."""

from flask import Blueprint

from . import recognise  # noqa: F401  (registers who is who)
from .clock import about

pages = Blueprint("events", __name__)
pages.add_app_template_global(about, "about")

from .setting_up import views as setting_up  # noqa: E402, F401  (they add their routes to `pages`)
from .shelf import views as shelf  # noqa: E402, F401
from .signing_in import views as signing_in  # noqa: E402, F401
from .team import views as team  # noqa: E402, F401
