"""Style sheets, scripts and vendor files: named by content, kept by browsers for a year, sent compressed."""

import gzip
import hashlib
import mimetypes

from flask import Response, abort, request, url_for

from .access import ANYONE, open_to
from .config import ROOT

STATIC = ROOT / "static"
YEAR = "public, max-age=31536000, immutable"
PRESSABLE = {"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}


class Assets:
    """The files below `static/` as they were at start."""

    def __init__(self, folder=STATIC):
        self.files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix not in {".ttf", ".map"} and not path.name.startswith(".")
        }
        self.style = b"\n".join(path.read_bytes() for name, path in self.files.items() if name.startswith("css/"))
        digest = hashlib.sha256(self.style)
        for name, path in self.files.items():
            digest.update(name.encode() + path.read_bytes())
        self.version = digest.hexdigest()[:12]
        self.pressed: dict[str, bytes] = {}

    def body(self, name: str) -> bytes | None:
        """The bytes of a file, or None. `style.css` is all of `css/` in one."""
        if name == "style.css":
            return self.style
        path = self.files.get(name)
        return path and path.read_bytes()


def init_app(app):
    """The route, and `asset(name)` for templates."""
    assets = Assets()

    @app.get("/assets/<version>/<path:name>")
    @open_to(ANYONE)
    def asset_file(version, name):
        body = assets.body(name)
        if body is None:
            abort(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = Response(body, mimetype=kind)
        if kind in PRESSABLE and "gzip" in request.headers.get("Accept-Encoding", ""):
            if name not in assets.pressed:
                assets.pressed[name] = gzip.compress(body, 9, mtime=0)
            response.set_data(assets.pressed[name])
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = YEAR if version == assets.version else "no-cache"
        return response

    app.config["OPEN_ENDPOINTS"] = {"asset_file"}
    app.jinja_env.globals["asset"] = lambda name: url_for("asset_file", version=assets.version, name=name)
