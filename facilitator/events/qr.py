"""Addresses that people scan or type, and QR codes for them."""

import ipaddress
from urllib.parse import urlsplit

import qrcode
from flask import current_app, request
from markupsafe import Markup

from ..lan import hall_address
from .models import Event

QUIET_ZONE = 4  # modules of white around the code, as the standard asks
ALL_ADDRESSES = ("0.0.0.0", "::", "")  # noqa: S104  (compared, not bound)


def qr_svg(text: str, label: str = "") -> Markup:
    """`text` as a QR code: an SVG element to put in a page, black on white, as large as its box allows.

    `label` says in words what it is, for those who do not see it. Raises ValueError when the text is too long.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * QUIET_ZONE
    dark = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{width}v1h-{width}z"
        for y, row in enumerate(rows)
        for x, width in _runs(row)
    )
    return Markup(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" '
        'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>'
    ).format(size, label, dark)


def join_url(event: Event, base: str) -> str:
    """The address in the event's QR code. `base` is where the server is found, as `hall_base_url` gives it."""
    return f"{base.rstrip('/')}/j/{event.token}"


def hall_base_url() -> str:
    """Where people find this server: `http://192.168.1.20:8000`, without a slash at the end. Every address that is
    scanned, typed, printed, mailed or subscribed to begins with it.

    It is PUBLIC_URL where that is set, else the address this request came to. Somebody who works on the server's own
    machine as `localhost` is given the machine's address in the hall instead, for `localhost` would send a phone to
    itself.
    """
    settings = current_app.config["SETTINGS"]
    if settings.public_url:
        return settings.public_url
    here, listens = urlsplit(request.host_url), settings.host in ALL_ADDRESSES
    if listens and here.scheme == "http" and _is_this_machine(here.hostname or ""):
        return hall_address(here.port or 80) or request.host_url.rstrip("/")
    return request.host_url.rstrip("/")


def wifi_text(name: str, password: str) -> str:
    """What a QR code says so that a phone joins the Wi-Fi; without a password, an open one."""
    kind, rest = ("WPA", f"P:{_escaped(password)};") if password else ("nopass", "")
    return f"WIFI:T:{kind};S:{_escaped(name)};{rest};"


def _escaped(text):
    return "".join(f"\\{symbol}" if symbol in '\\;,:"' else symbol for symbol in text)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _runs(row):
    """(start, length) of each stretch of dark modules in a row."""
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
