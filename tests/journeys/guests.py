"""Many people's phones without a browser each: what they send and get over HTTP is what a page's script would."""

import http.cookiejar
import json
import urllib.parse
import urllib.request


class Guest:
    """One phone that takes part in an event; `person` is the number of who is on it."""

    def __init__(self, server, language="en"):
        self.server = server
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.headers = {"Accept-Language": language, "Accept": "application/json"}
        self.person = None

    def get(self, path) -> str:
        """A page."""
        request = urllib.request.Request(self.server.url + path, headers={**self.headers, "Accept": "text/html"})
        with self.opener.open(request, timeout=30) as answer:
            return answer.read().decode()

    def send(self, path, **fields) -> dict:
        """A form; raises urllib.error.HTTPError when it is refused."""
        data = urllib.parse.urlencode(fields, doseq=True).encode()
        request = urllib.request.Request(self.server.url + path, data=data, headers=self.headers)
        with self.opener.open(request, timeout=30) as answer:
            return json.loads(answer.read())


def join_all(server, token, people):
    """Everyone comes in at the doors, one after the other; gives their phones by name. `people` as the demo tells."""
    phones = {}
    for said in people:
        phone = phones[said["name"]] = Guest(server, said["language"])
        phone.send(f"/j/{token}", name=said["name"], voice=said.get("voice", ""), op=f"join-{said['name']}")
    return phones
