"""A Book as bytes that are kept with its edition, and back.

What is kept is the gathered Book as JSON: the words themselves, from which every format, shape and language can be
made at any time; a PDF would be one of them only. Before it stands its fingerprint, which says whether two editions
hold the same: {"fingerprint": "…", "book": {…}}, gzipped.
"""

import dataclasses
import datetime
import gzip
import hashlib
import io
import json
import types
import typing

from ..book import Book

HEAD, FINGERPRINT_LENGTH, BETWEEN = b'{"fingerprint":"', 64, b'","book":'
EMPTY = {str: "", int: 0, bool: False, list: [], dict: {}}


def pack(book: Book) -> bytes:
    """The Book as it is kept: the same bytes for the same words."""
    fields = dataclasses.asdict(book)
    del fields["made_at"]
    text = _text(fields)
    for topic in fields["topics"]:  # a talk that has not been yet moves with the clock
        topic["session"] = topic["session"] and topic["session"] | {"starts": None}
    mark = hashlib.sha256(_text(fields)).hexdigest()
    return gzip.compress(HEAD + mark.encode() + BETWEEN + text + b"}", mtime=0)


def fingerprint(packed: bytes) -> str:
    """Which words these are, as 64 hexadecimal digits."""
    with gzip.open(io.BytesIO(packed)) as lines:
        return lines.read(len(HEAD) + FINGERPRINT_LENGTH)[len(HEAD) :].decode()


def unpack(packed: bytes, made_at: datetime.datetime) -> Book:
    """The Book again. What a later version of this program adds to a Book is empty in one that was kept before, and
    what it no longer knows is left out."""
    whole = json.loads(gzip.decompress(packed).decode("utf-8", "surrogatepass"))
    return dataclasses.replace(_one(Book, whole["book"]), made_at=made_at)


def write(book: Book, out, progress, shape=None) -> None:
    """Write the packed Book to `out`, as a writer of a format does."""
    out.write_bytes(pack(book))


def _one(kind, fields):
    hints = typing.get_type_hints(kind)
    return kind(
        **{
            field.name: _value(hints[field.name], fields[field.name])
            if field.name in fields
            else _nothing(field, hints[field.name])
            for field in dataclasses.fields(kind)
        }
    )


def _value(hint, value):
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not types.NoneType)
    if typing.get_origin(hint) is list:
        (inner,) = typing.get_args(hint)
        return [_value(inner, one) for one in value]
    if typing.get_origin(hint) is dict:
        _key, inner = typing.get_args(hint)
        return {key: _value(inner, one) for key, one in value.items()}
    if dataclasses.is_dataclass(hint):
        return _one(hint, value)
    return hint.fromisoformat(value) if hint in (datetime.datetime, datetime.date) else value


def _nothing(field, hint):
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    kind = typing.get_origin(hint) or hint
    return EMPTY[kind].copy() if kind in (list, dict) else EMPTY.get(kind)


def _text(fields):
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)
    return text.encode("utf-8", "surrogatepass")


def _plain(value):
    if isinstance(value, datetime.date):  # or a moment
        return value.isoformat()
    raise TypeError(type(value))
