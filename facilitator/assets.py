"""Style sheets, scripts and vendor files: named by content, kept by browsers for a year, sent compressed."""

import hashlib
import json
import mimetypes

from flask import Response, abort, request, url_for

from .access import ANYONE, open_to
from .config import ROOT
from .pressing import press

STATIC = ROOT / "static"
YEAR = "public, max-age=31536000, immutable"
PRESSABLE = {"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}


SERVED = {".css", ".js", ".svg"}


def is_current(sources) -> bool:
    """Whether the whole scripts that bin/_setup.py made are made from their parts as these are. If not, the parts are
    served one by one: nobody is ever shown what was written yesterday."""
    try:
        known = json.loads(sources.read_text())
        return all(hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == print_ for name, print_ in known.items())
    except OSError:  # never made, or one of them is gone
        return False


class Assets:
    """The files below `static/` as they were at start."""

    def __init__(self, folder=STATIC):
        self.files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in SERVED and not path.name.startswith(".")
        }
        if is_current(folder / "vendor" / "whole" / "sources.json"):
            whole = [name for name in self.files if name.startswith("vendor/whole/")]
            self.files |= {name.replace("vendor/whole/", "js/"): self.files[name] for name in whole}
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
                assets.pressed[name] = press(body, 9)
            response.set_data(assets.pressed[name])
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = YEAR if version == assets.version else "no-cache"
        return response

    app.config["OPEN_ENDPOINTS"] = {"asset_file"}
    app.jinja_env.globals["asset"] = lambda name: url_for("asset_file", version=assets.version, name=name)
