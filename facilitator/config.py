"""Environment → Settings, checked at start.

Every setting has a default that suits one laptop in a hall; a broken one is
told in a plain sentence and nothing starts.
"""

import contextlib
import errno
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

WHOLE_HALL = "0.0.0.0"  # noqa: S104  (phones on the hall's Wi-Fi must reach it)

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
ASYNC_MODES = ("eventlet", "threading")


class CannotGoOn(Exception):
    """A command cannot be carried out; its text is a plain sentence for the person at the keyboard."""


class BrokenSetting(CannotGoOn):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """What a running server needs to know.

    `database` is the path of an SQLite file, or a postgresql:// address; `message_queue` a redis:// address, where
    several processes share one record, else empty; `proxies` how many proxies of our own stand before this process;
    `mail_server` an smtp:// or smtps:// address, or empty: then no mail is ever sent; `mail_from` who sends it;
    `public_url` where people find this server from outside, without a slash at the end, or empty: then the address at
    which it was opened stands in all codes, mails and papers.
    """

    database: Path | str
    secret_key: str
    host: str = WHOLE_HALL
    port: int = 8000
    async_mode: str = "eventlet"
    trusted_hosts: tuple[str, ...] = ()
    log_level: str = "INFO"
    message_queue: str = ""
    proxies: int = 0
    backup_folder: Path | None = None
    backup_every: int = 5  # minutes
    backup_keep: int = 24
    mail_server: str = ""
    mail_from: str = ""
    public_url: str = ""
    testing: bool = False


def from_environment(environ=os.environ, **overrides) -> Settings:
    """Read Settings out of `environ`; `overrides` (host, port, database) win when not None.

    Raises BrokenSetting with a sentence that says what to change.
    """
    wanted = {key: value for key, value in overrides.items() if value is not None}
    database = database_place(wanted.get("database") or environ.get("DATABASE_URL") or "")
    return Settings(
        database=database,
        secret_key=secret_for(database, environ.get("SECRET_KEY") or ""),
        host=wanted.get("host") or environ.get("HOST") or WHOLE_HALL,
        port=port_number(wanted.get("port") or environ.get("PORT") or 8000),
        async_mode=one_of(ASYNC_MODES, environ.get("ASYNC_MODE") or "eventlet", "ASYNC_MODE"),
        trusted_hosts=tuple(filter(None, (environ.get("TRUSTED_HOSTS") or "").replace(",", " ").split())),
        log_level=one_of(LOG_LEVELS, (environ.get("LOG_LEVEL") or "INFO").upper(), "LOG_LEVEL"),
        message_queue=queue_address(environ.get("MESSAGE_QUEUE_URL") or "", database),
        proxies=number_of_proxies(environ.get("TRUSTED_PROXIES") or 0),
        backup_folder=backup_folder(environ.get("BACKUP_FOLDER") or "", database),
        backup_every=count_of(environ.get("BACKUP_EVERY") or 5, "BACKUP_EVERY", 1, 1440, "minutes"),
        backup_keep=count_of(environ.get("BACKUP_KEEP") or 24, "BACKUP_KEEP", 2, 10_000, "backups"),
        mail_server=mail_server(environ.get("SMTP_URL") or "", environ.get("MAIL_FROM") or ""),
        mail_from=environ.get("MAIL_FROM") or "",
        public_url=public_url(environ.get("PUBLIC_URL") or ""),
    )


def database_place(url: str) -> Path | str:
    """`sqlite:///path` (or a bare path) → an absolute path; empty → `events.db` in the project's root;
    `postgresql://…` → the same address."""
    if not url:
        return ROOT / "events.db"
    scheme, separator, rest = url.partition("://")
    if separator and scheme in ("postgresql", "postgres"):
        return f"postgresql://{rest}"
    if separator and scheme != "sqlite":
        raise BrokenSetting(
            f"DATABASE_URL begins with {scheme}://, which this version cannot use. Write sqlite:///path/to/events.db "
            "or postgresql://user:password@host/name."
        )
    path = rest[1:] if separator else url
    if (separator and not (rest.startswith("/") and path)) or (not separator and url.startswith("sqlite:")):
        raise BrokenSetting(f"DATABASE_URL is {url!r}. It should look like sqlite:///path/to/events.db.")
    return Path(path).expanduser().absolute()


def without_password(place: Path | str) -> str:
    """Where the record is, for people to read."""
    return re.sub(r"^(\w+://[^:/@]*):[^@]*@", r"\1@", str(place))


def port_number(value) -> int:
    """A port between 1 and 65535, or BrokenSetting."""
    try:
        port = int(value)
    except (TypeError, ValueError):
        port = 0
    if not 1 <= port <= 65535:
        raise BrokenSetting(f"PORT is {value!r}. It must be a number from 1 to 65535, such as 8000.")
    return port


def one_of(allowed: tuple[str, ...], value: str, name: str) -> str:
    """`value` when it is among `allowed`, or BrokenSetting naming the setting."""
    if value not in allowed:
        raise BrokenSetting(f"{name} is {value!r}. It must be one of: {', '.join(allowed)}.")
    return value


def queue_address(url: str, database: Path | str) -> str:
    """A redis:// address, or empty for one process that works alone. Raises BrokenSetting."""
    if url and url.partition("://")[0] not in ("redis", "rediss", "unix"):
        raise BrokenSetting("MESSAGE_QUEUE_URL should look like redis://127.0.0.1:6379/0.")
    if url and isinstance(database, Path):
        raise BrokenSetting(
            "MESSAGE_QUEUE_URL is for several processes, and those need PostgreSQL. Set DATABASE_URL to "
            "postgresql://user:password@host/name, or leave MESSAGE_QUEUE_URL out."
        )
    return url


def backup_folder(path: str, database: Path | str) -> Path | None:
    """The second folder for automatic backups, or None. It need not be there yet: a stick may come later.

    Raises BrokenSetting.
    """
    if not path:
        return None
    if isinstance(database, str):
        raise BrokenSetting("BACKUP_FOLDER is for a record in a file. PostgreSQL has tools of its own: pg_dump.")
    folder = Path(path).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise BrokenSetting(f"BACKUP_FOLDER is {path!r}, and that is a file. Name a folder, such as a USB stick.")
    return folder


def mail_server(url: str, sender: str) -> str:
    """The address of a mail server, or empty for none. Raises BrokenSetting."""
    parts = urlsplit(url)
    try:
        fits = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number
        fits = False
    if url and not fits:
        raise BrokenSetting(
            "SMTP_URL should look like smtp://user:password@mail.example.org:587 or smtps://user:password@host:465."
        )
    if url and ("@" not in sender or not sender.isprintable()):
        raise BrokenSetting("SMTP_URL is set, so MAIL_FROM must say who sends the mail, such as team@example.org.")
    return url


def public_url(url: str) -> str:
    """The address people use from outside, without a slash at the end, or empty. Raises BrokenSetting."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and bare
    except ValueError:  # a port that is no number, or half an IPv6 address
        fits = False
    if not fits or not url.isascii() or not url.isprintable() or " " in url:
        raise BrokenSetting(
            f"PUBLIC_URL is {url!r}. It should be where people find this server: https://events.example.org, with "
            "nothing after the name but a port, such as :8443."
        )
    return f"{parts.scheme}://{parts.netloc}"


def count_of(value, name: str, least: int, most: int, things: str) -> int:
    """A whole number from `least` to `most`, or BrokenSetting."""
    try:
        count = int(value)
    except (TypeError, ValueError):
        count = least - 1
    if not least <= count <= most:
        raise BrokenSetting(f"{name} is {value!r}. It must be a number of {things} from {least} to {most:,}.")
    return count


def number_of_proxies(value) -> int:
    """How many proxies of our own to believe, 0 to 9. Raises BrokenSetting."""
    try:
        count = int(value)
    except ValueError:
        count = -1
    if not 0 <= count <= 9:
        raise BrokenSetting(f"TRUSTED_PROXIES is {value!r}. It must be how many proxies stand before us, such as 1.")
    return count


def secret_for(database: Path | str, given: str) -> str:
    """The secret that was given, or the one kept beside the file of the record. Raises BrokenSetting.

    Processes on several machines share a PostgreSQL, and need the same secret; so there it must be given.
    """
    if given or isinstance(database, Path):
        return given or kept_secret(database.parent)
    raise BrokenSetting(
        "SECRET_KEY is not set. With PostgreSQL all processes need the same one. Make one with "
        '`python -c "import secrets; print(secrets.token_urlsafe(48))"`, and give it to every process.'
    )


def kept_secret(folder: Path) -> str:
    """The secret kept in `folder/.secret`, made on first use, readable by its owner alone (mode 0600)."""
    path = folder / ".secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        kept = path.read_text().strip()
    except OSError as error:
        raise BrokenSetting(cannot_write_to(folder, error)) from None
    if len(kept) < 32:
        raise BrokenSetting(f"The file {path} is damaged. Delete it and start again; people sign in anew.")
    return kept


def cannot_write_to(folder: Path, error: OSError) -> str:
    """Why nothing can be written into a folder, as a sentence that says what to do."""
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {folder} is full. Make room and start again."
    return (
        f"The folder {folder} cannot be written to ({error.strerror}). "
        "Choose another with --database, or allow writing."
    )


def _write_once(path: Path, text: str) -> None:
    """Put a whole file there, on the disk, or nothing: another process that starts at the same time reads the same
    secret, and after a power cut everyone is still signed in."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # somebody else was faster; theirs is the secret
        except OSError:
            draft.replace(path)  # a disk without links, such as a USB stick's
    finally:
        draft.unlink(missing_ok=True)
    to_disk(path.parent)


def to_disk(folder: Path) -> None:
    """What was made or renamed in this folder is so even after a power cut; some file systems cannot promise it."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)
