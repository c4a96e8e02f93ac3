"""What the terminal says when the server is ready: where it is, who may sign in, how to join the demo."""

import io
import sys
from pathlib import Path

from .. import sqlite_file
from ..config import VERSION
from ..lan import hall_address

ALL_ADDRESSES = ("0.0.0.0", "::")  # noqa: S104  (compared, not bound)
WHITE_ON_BLACK, USUAL = "\x1b[38;5;231;48;5;16m", "\x1b[0m"  # a code that is light on dark cannot be scanned


def welcome(app, settings) -> str:
    """The lines to print; a QR code among them when the terminal can show one. Makes a new sign-in link each time."""
    from ..events.signing_in.actions import mint_sign_in_link

    host = settings.host if settings.host not in ALL_ADDRESSES else "localhost"
    here = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    lines = ["", f"Facilitator {VERSION} is ready.", "", f"  On this machine   {here}"]
    hall = hall_address(settings.port) if settings.host in ALL_ADDRESSES else None
    if settings.host in ALL_ADDRESSES:
        lines.append(f"  In the hall       {hall or 'no network found; connect to the hall’s Wi-Fi and start again'}")
    if settings.public_url:
        lines.append(f"  From outside      {settings.public_url}   (in all codes, mails and papers)")
    lines.append(f"  Organiser         {here}/sign-in/{mint_sign_in_link()}   (works once)")
    if isinstance(settings.database, Path):
        lines += ["", f"  Kept in           {settings.database}", f"  with              {sqlite_file.which()}"]
    lines += [*_demo(settings.public_url or hall or here), "", "Stop with Ctrl-C.", ""]
    return "\n".join(lines)


def _demo(address: str) -> list[str]:
    """How to join the first demo event."""
    from ..events.models import Event

    event = Event.select().where(Event.is_demo, Event.archived_at.is_null()).order_by(Event.id).first()
    if event is None:
        return []
    join = f"{address}/j/{event.token}"
    return ["", f"  Join the demo     {join}", f"  or type {event.code} at   {address}", *_qr_code(join)]


def _qr_code(text: str) -> list[str]:
    """The code in half blocks, or nothing where the output is no terminal or knows no such letters."""
    if not sys.stdout.isatty() or not (sys.stdout.encoding or "").lower().startswith("utf"):
        return []
    import qrcode

    code, out = qrcode.QRCode(border=2), io.StringIO()
    code.add_data(text)
    code.print_ascii(out=out, invert=True)
    return ["", *(f"  {WHITE_ON_BLACK}{line}{USUAL}" for line in out.getvalue().rstrip("\n").split("\n"))]
