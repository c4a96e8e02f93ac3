"""Where sockets are blocked, a page asks for news: when there are none, the answer is one line and no page is made."""

from flask import Response, g, request


def nothing_new() -> Response | None:
    """304 for a page that is asked for with the version and person that it was made for, when the event still has that
    version and this is still that person (static/js/morph.js). Else None: the page is made."""
    event = g.viewer.event
    if event is None or request.method != "GET" or not request.if_none_match:
        return None
    person = g.viewer.person.id if g.viewer.person else ""
    return Response(status=304) if request.if_none_match.contains(f"{event.version}.{person}") else None


def init_app(app):
    """After the guard (access.py) has let the request in."""
    app.before_request(nothing_new)
