"""A screen's socket, spoken by hand: what a page's script hears."""

import contextlib
import json
import time
import urllib.error
import urllib.parse
import urllib.request

from simple_websocket import Client, ConnectionClosed


class Ear:
    """The socket of a page that shows these lists (`"topic/ note/session-12"`), on the server at `url`."""

    def __init__(self, url, cookie, code, shows, audience="phone"):
        address = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self.socket, self.heard = Client(address, headers={"Cookie": cookie}), []
        self.socket.send("40" + json.dumps({"event": code, "audience": audience, "locale": "en", "shows": shows}))
        self.version = self.hears("welcome")["version"]

    def hears(self, name, seconds=15):
        """The next message of that name; None when none comes in time. Others are kept in `heard`."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            text = self.socket.receive(left)
            if text == "2":
                self.socket.send("3")
            elif text and text.startswith("42"):
                told, *values = json.loads(text[2:])
                self.heard.append(told)
                if told == name:
                    return values[0]
        return None

    def says(self, name, *values):
        """Send a message."""
        self.socket.send("42" + json.dumps([name, *values]))

    def is_cut(self, seconds=15):
        """Whether the line is cut within so many seconds."""
        try:
            return self.hears("nothing is called so", seconds) is not None
        except ConnectionClosed:
            return True

    def close(self):
        """Let go of it, if it is not cut already."""
        with contextlib.suppress(ConnectionClosed):
            self.socket.close()


def post(url, cookie, **fields):
    """Send a form as the outbox does; `(status, answer)`, or `(None, None)` when the line was cut."""
    request = urllib.request.Request(
        url,
        urllib.parse.urlencode(fields).encode(),
        {"Cookie": cookie, "Accept": "application/json", "Sec-Fetch-Site": "same-origin"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        text = error.read()
        return error.code, json.loads(text) if text.startswith(b"{") else None
    except OSError:
        return None, None
