"""Answers made small for the hall's Wi-Fi: gzip, from the standard library, for every browser that takes it.

Files that never change are pressed as hard as can be, once (assets.py). Pages are pressed lightly, for each is sent
once. Brotli would save another tenth of the files, but browsers take it over https only, and a hall has none.

Pressing a page could tell a listener on an encrypted line something about a secret in it, if he can make a browser
fetch the page many times with guesses of his own in it (the BREACH attack). Our cookie is not sent when another site's
page fetches ours (SameSite=Lax, security.py), so he would have to open a whole window for each guess. And each page has
a length of its own: gzip's field for a file name holds a random number of letters, which blurs what guesses could tell.
"""

import gzip
import io
import secrets

from flask import request

LIGHTLY = 4
NOT_WORTH_IT = 600  # bytes: with its header and the network's own, a smaller answer takes one packet either way
MOST_PADDING = 40  # bytes


def press(body: bytes, level: int, name: str = "") -> bytes:
    """`body` in gzip's format; the same every time for the same `name` in its header."""
    pressed = io.BytesIO()
    with gzip.GzipFile(name, "wb", level, pressed, mtime=0) as file:
        file.write(body)
    return pressed.getvalue()


def pressed(response):
    """After each request: a page or an answer in JSON, pressed, when it is worth it and the browser takes it."""
    if response.mimetype not in ("text/html", "application/json") or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < NOT_WORTH_IT or response.content_encoding or not request.accept_encodings["gzip"]:
        return response
    response.set_data(press(body, LIGHTLY, "x" * secrets.randbelow(MOST_PADDING)))
    response.content_encoding = "gzip"
    return response


def init_app(app):
    """Press what the app answers."""
    app.after_request(pressed)
