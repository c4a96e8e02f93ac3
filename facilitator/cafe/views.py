"""The café's doors. Each room beside this module adds its routes to `pages`."""

from flask import Blueprint

from . import recognise  # noqa: F401  (registers who is a table's device)

pages = Blueprint("cafe", __name__)
