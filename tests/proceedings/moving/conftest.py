"""An event goes into a file, and out of it in an installation where nobody has heard of it."""

import contextlib
import dataclasses
import datetime
import json
import zipfile

import pytest
from full_cafe import fill_cafe

from facilitator import create_app
from facilitator.db import database
from facilitator.events import actions
from facilitator.events.models import Event
from facilitator.journal import keeper
from facilitator.notes.models import Photo
from facilitator.proceedings.export import Choice, export

WHOLE = Choice(names=True, whole=True)


@pytest.fixture
def cafe(app):
    """A community café after its day."""
    event = actions.create(recipe="community_cafe", title="Our café", date=datetime.date(2026, 11, 21), code="CAFE44")
    return fill_cafe(event=event)


@pytest.fixture
def exported(tmp_path):
    """`exported(event, choice, format, name)` → the path of the file."""

    def make(event, choice=WHOLE, format="json", name="event"):
        out = tmp_path / f"{name}.{format}"
        export(event, format, choice.names, out, choice=choice)
        return out

    return make


@pytest.fixture
def zipped(exported, tmp_path):
    """`zipped(event)` → a ZIP with its JSON and its photos: what the ZIP of all formats holds of use here."""

    def make(event, name="event"):
        out = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
            whole.write(exported(event, name=f"in-{name}"), "book.json")
            for photo in Photo.select().where(Photo.event == event, Photo.image != b""):
                whole.writestr(f"photos/photo-{photo.id}.webp", photo.image)
        return out

    return make


@pytest.fixture
def elsewhere(app, settings, tmp_path):
    """`with elsewhere():` it is another installation, with nothing in it; afterwards the first again."""

    @contextlib.contextmanager
    def go(name="elsewhere.db"):
        _leave()
        other = create_app(dataclasses.replace(settings, database=tmp_path / name, secret_key="another " * 6))
        try:
            with other.app_context():
                yield other
        finally:
            _leave()
            create_app(settings)

    with app.app_context():
        yield go


def _leave():
    keeper.close()
    database.close()


@pytest.fixture
def told():
    """`told(path)` → what the JSON of a file says."""

    def read(path):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as whole:
                return json.loads(whole.read("book.json"))
        return json.loads(path.read_text(encoding="utf-8"))

    return read


@pytest.fixture
def changed(tmp_path, told):
    """`changed(path, change)` → a file of the same JSON after `change(data)`."""

    def make(path, change):
        data = told(path)
        change(data)
        out = tmp_path / "changed.json"
        out.write_text(json.dumps(data), encoding="utf-8")
        return out

    return make


@pytest.fixture
def by_code():
    """`by_code("ROOM34")` → the event."""
    return lambda code: Event.get(Event.code == code)
