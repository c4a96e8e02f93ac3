"""Mail, sent by a process of its own: a slow mail server holds nobody up (lookback/post.py starts it)."""

import json
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from ..lookback.mails import ADDRESS, AWAY, NO_SECRET, OTHER, PASSWORD

PORTS = {"smtp": 587, "smtps": 465}
PATIENCE = 20  # seconds for each answer of the mail server


def send(settings, lines, answers) -> None:
    """Send the mails that `lines` hold, each a JSON object with `id`, `to`, `subject`, `words` and `language`; write
    for each `{"id": …, "wrong": ""}`, or with why not: one of AWAY, PASSWORD, NO_SECRET, ADDRESS, OTHER."""
    wanted = [json.loads(line) for line in lines]
    try:
        with connected(settings.mail_server) as server:
            for mail in wanted:
                _tell(answers, mail, _send_one(server, settings.mail_from, mail))
    except smtplib.SMTPAuthenticationError:
        _tell_all(answers, wanted, PASSWORD)
    except smtplib.SMTPNotSupportedError:
        _tell_all(answers, wanted, NO_SECRET)
    except (OSError, smtplib.SMTPException):
        _tell_all(answers, wanted, AWAY)


def connected(url: str):
    """A connection to the mail server at `smtp://` (made secret by STARTTLS where the server can) or `smtps://`.

    Raises smtplib.SMTPNotSupportedError rather than sending a password in the open; OSError, smtplib.SMTPException.
    """
    parts, secret = urlsplit(url), ssl.create_default_context()
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=secret)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=secret)
        elif parts.username:
            server.close()
            raise smtplib.SMTPNotSupportedError
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _send_one(server, sender, mail) -> str:
    try:
        server.send_message(message(sender, mail))
    except (smtplib.SMTPRecipientsRefused, ValueError):
        return ADDRESS
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException:
        return OTHER
    return ""


def message(sender: str, mail: dict) -> EmailMessage:
    """The mail itself: plain text. Raises ValueError when an address cannot be one."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, mail["to"], mail["subject"]
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    made["Content-Language"] = mail["language"]
    made.set_content(mail["words"])
    return made


def _tell(answers, mail, wrong):
    mail["told"] = True
    print(json.dumps({"id": mail["id"], "wrong": wrong}), file=answers, flush=True)


def _tell_all(answers, mails, wrong):
    for mail in mails:
        if "told" not in mail:
            _tell(answers, mail, wrong)
