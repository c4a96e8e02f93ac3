"""The café's doors. Each room beside this module adds its routes to `pages`."""

from flask import Blueprint

from . import recognise  # noqa: F401  (registers who is a table's device)

pages = Blueprint("cafe", __name__)

from .devices import views as of_devices  # noqa: E402, F401  (each room adds its routes)
from .hosting import views as of_hosting  # noqa: E402, F401
from .seats import views as of_seats  # noqa: E402, F401
from .tablecloth import views as of_tablecloth  # noqa: E402, F401
