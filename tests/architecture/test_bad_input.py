"""Whatever is sent to whichever door, the answer is a page or a plain sentence: never a fault of ours.

The doors come from the app's own map and the names of fields from the code, so that new ones are covered by themselves.
"""

import datetime
import inspect
import io
import os
import random
import re
import sys

import pytest

from facilitator.access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, PROJECTOR, TABLE
from facilitator.actions.models import Action, Ask, Contact, HelpsWith, Offer, Promise, RoleSheet
from facilitator.agenda.models import BoardAct, Hand, Presence, Session
from facilitator.cafe.models import HOSTING, Cloth, Host, Scribe, Seat, Stroke, TableDevice
from facilitator.closing.models import Impression
from facilitator.db import Record, now
from facilitator.events.codes import fingerprint
from facilitator.events.models import Facilitator, Installation, Invitation, Projector, Round, Slot, Space, Stage, Table
from facilitator.harvest.models import InTheme, SortingAct, Star, Theme
from facilitator.harvest.themes.undoing.standing import standing
from facilitator.help.models import Call, Term
from facilitator.journal import action
from facilitator.live import socketio
from facilitator.lookback.models import OWNER, STARTED, AnswerLink, LookBack, Update
from facilitator.notes.models import Note, Photo
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, JoinRequest, Topic

# The screens of so many acts are not looked at one by one.
pytestmark = [pytest.mark.unwatched, pytest.mark.timeout(3600 if os.environ.get("LONG") else 180)]

READS_A_FIELD = re.compile(
    r"(?:words|choice|choices|number|day|clock|ticked|_on|_day|form\.get|getlist|values\.get|args\.get|files\.get)\("
    r'\s*"(\w+)"|form\["(\w+)"\]|"(\w+)" in request\.form'
)
EVERYTHING = bool(os.environ.get("LONG"))  # else each door gets its share of what follows
PARTS = 5  # of all forms and of all addresses, done by different workers
LENGTH = 2_100  # more than any field takes; tests/test_forms.py has what is far longer
VALUES = [
    "",
    " \t\r\n ",
    "0",
    "1",
    "-1",
    "1-1",
    "99999999999999999999999",
    "9" * 500,
    "²",
    "١٢",
    "1e400",
    "nan",
    "\x00a\x00\x1b[31m\u2028\ufeff\ufffe",
    "<script>alert(1)</script>\"'`{{7*7}}${7*7}%(x)s%s{0}",
    '=HYPERLINK("http://x")',
    "a" * LENGTH,
    "a" + "\u0315\u0300" * 300,
    "\ufdfa" * 200,
    "👩🏽‍🤝‍👩🏿" * 10,
    "2026-02-30",
    "0001-01-01",
    "25:99",
    "..//../..//etc/passwd",
    "http://[",
]
PLACES = [  # the field `page`: where a form says that it stands
    "/e/{code}/topics/999999",
    "/e/{code}/topics/1",
    "/e/NOSUCH/topics",
    "/e/{other}/console",
    "/e/{code}/console/files/nothing/file",
    "/e/{code}/projector",
    "/projector",
    "/team/nothing",
    "/j/nothing",
    "/healthz",
    "/assets/1/style.css",
    "//elsewhere.example/",
    "/\t/elsewhere.example/",
    "/\\elsewhere.example/",
    "http://[",
    "\x00",
    "/e/{code}",
    "?",
    "/e/{code}/topics?" + "x" * 4000,
]
BODIES = [
    (b"", None),
    (b"%ff%fe=%ff&%00=%00&words=%ED%A0%80&op=%C0%80", "application/x-www-form-urlencoded"),
    (b"&&&===&&%%%" * 100, "application/x-www-form-urlencoded"),
    (b"x=1&" * 3000, "application/x-www-form-urlencoded"),
    (b'{"words": ["nested", {"a": null}], "op": 1}', "application/json"),
    (b"{", "application/json; charset=no-such"),
    (b"\x00\xff" * 500, "application/octet-stream"),
    (b"no boundary", "multipart/form-data"),
    (b"--b\r\nContent-Disposition: form-data; name=w; filename=\x00\r\n\r\nx", "multipart/form-data; boundary=b"),
    (b"--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b"),
    (b"--b\r\n\xff\xfe: \xff\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
]  # fmt: skip
HEADERS = [
    {"Referer": "http://["},
    {"Referer": "\x7f", "Accept": "application/json"},
    {"Accept": "*/*;q=x, application/json;q=", "Accept-Language": "xx-;;q=9,,\x7f"},
    {"Origin": "http://["},
    {"Cookie": "facilitator=not.signed.at-all; device=\xff"},
    {"X-Forwarded-For": "'", "If-None-Match": '"', "Range": "bytes=-1-", "If-Modified-Since": "never"},
]
AS_A_SCRIPT = {"Accept": "application/json"}  # as the page's script: no page is drawn for a refusal


@action("filled for a test")
def fill(change, event, by, number: int):
    """One of everything in this event, each row with that number; the person convenes, wrote and said it all."""
    person = Person.create(id=number, event=event, name="Ben", return_code=f"CODE{number}")
    slot = Slot.create(id=number, event=event, position=number, name="Then")
    space = Space.create(id=number, event=event, position=number, name="There")
    Stage.create(id=number, event=event, position=number, kind="talk", name="Talk", minutes=5, slot=slot)
    Facilitator.create(id=number, event=event, name="Ada")
    Invitation.create(
        id=number, event=event, token=fingerprint(f"token{number}"), expires_at=now() + datetime.timedelta(hours=1)
    )
    Projector.create(id=number, event=event, key=fingerprint(f"key{number}"), pairing=f"PAIR{number}")
    Call.create(id=number, event=event, person=person)
    Term.create(id=number, event=event, word=f"word {number}")
    topic = Topic.create(
        id=number, event=event, number=number, convener=person, title="Benches", state=ANNOUNCED, announced_at=now()
    )
    asking = Topic.create(
        event=event, number=number + 1, convener=person, title="Seats", state=ANNOUNCED, announced_at=now()
    )
    JoinRequest.create(id=number, event=event, topic=asking, into=topic, asked_by=person)
    Session.create(id=number, event=event, topic=topic, slot=slot, space=space)
    BoardAct.create(id=number, event=event, what="place", before=[{"topic": topic.id, "slot": None}], after=[])
    for mark in (Hand, Presence):
        mark.create(id=number, event=event, topic=topic, person=person)
    note = Note.create(id=number, event=event, topic=topic, words="More benches", said_by=person, written_by=person)
    Photo.create(id=number, event=event, topic=topic, person=person, image=b"RIFF", width=1, height=1)
    Star.create(id=number, event=event, note=note, person=person)
    _sort(event, number, note)
    done = Action.create(id=number, event=event, what="Build benches", note=note, written_by=person)
    promise = Promise.create(id=number, event=event, action=done, person=person)
    RoleSheet.create(id=number, promise=promise, fields={"work": "Lead the walks"})
    Ask.create(id=number, event=event, action=done, whom="The council")
    _look_back(event, number, promise)
    offer = Offer.create(id=number, event=event, person=person, skill="I can build")
    HelpsWith.create(id=number, offer=offer, action=done)
    until = datetime.date.today() + datetime.timedelta(days=30)
    Contact.create(id=number, event=event, person=person, offer=offer, how="me", what_for="To talk", until=until)
    Impression.create(id=number, event=event, person=person, words="Warm")
    _fill_a_cafe(event, number, person)
    for row in (event, topic, note, person):
        change.record(row)


def _look_back(event, number, said):
    if not LookBack.select().where(LookBack.event == event).exists():
        LookBack.create(event=event, token=f"look-back of {event.id}", opened_at=now())
    link = AnswerLink.create(
        id=number, event=event, action=said.action, promise=said, token=f"answer{number}", code=f"CODE{number}"
    )
    Update.create(id=number, event=event, action=said.action, link=link, by=OWNER, state=STARTED, words="Dug")


def _sort(event, number, note):
    pile = Theme.create(id=number, event=event, position=number, name=f"Seats {number}")
    before = standing([pile], [note.id])
    InTheme.create(id=number, event=event, theme=pile, note=note)
    SortingAct.create(id=number, event=event, what="put", before=before, after=standing([pile], [note.id]))


def _fill_a_cafe(event, number, person):
    round_ = Round.create(id=number, event=event, position=number, question="What is good here?")
    table = Table.create(id=number, event=event, number=number, seats=4, token=f"table{number}")
    device = TableDevice.create(id=number, event=event, table=table, key=fingerprint(f"table key {number}"))
    Scribe.create(id=number, event=event, round=round_, table=table, name="Sam")
    Seat.create(id=number, event=event, round=round_, table=table, person=person)
    Host.create(id=number, event=event, table=table, person=person, state=HOSTING)
    cloth = Cloth.create(id=number, event=event, round=round_, table=table)
    Stroke.create(id=number, event=event, cloth=cloth, device=device, points=[1, 1], colour="black", thickness=4)


class Hall:
    """An event with one of everything, fresh for each door, and a browser in whatever role the door asks for."""

    def __init__(self, app, event, other):
        self.app, self.event, self.other = app, event, other
        self.number, self.sent, self.faults, self.clients = 1000, 0, [], {}

    def browser(self, role):
        """A browser in that role, at a fresh set of rows."""
        self.number += 100_000
        fill(event=self.event, number=self.number)
        client, here = self.app.test_client(), str(self.event.id)
        with client.session_transaction() as session:
            session["device"] = "a device"
            if role == PARTICIPANT:
                session["people"] = {here: [self.number]}
            elif role == FACILITATOR:
                session["facilitator"] = {here: self.number}
            elif role == ORGANISER:
                session["organiser"] = (Installation.get_or_none() or Installation()).sign_in_epoch
            elif role == TABLE:
                session["table"] = {here: f"table key {self.number}"}
            elif role == PROJECTOR:
                session["projector"] = f"key{self.number}"
        return client

    def addresses(self, rule, number=None):
        """The rule's address at our rows, and at numbers and words that name nothing."""
        here = {"code": self.event.code, "token": self._token(rule), "job": "nothing", "version": "1"}
        fitting = {**here, "id": number or self.number, "what": "notes", "paper": "a4", "name": "style.css"}
        yield address(rule, fitting)
        for id_ in (0, 2**63 - 1, 2**64):
            yield address(rule, {**fitting, "id": id_, "what": "photos", "token": f"token{self.number}"})
        yield address(rule, {**fitting, "code": "%ff%00%0A'", "token": "%00%ff", "job": "%ff" * 300, "name": "../x"})

    def _token(self, rule):
        if rule.rule.startswith("/look-back/"):
            return f"look-back of {self.event.id}"
        if rule.rule.startswith("/answer/"):
            return f"answer{self.number}"
        return f"table{self.number}" if rule.rule.startswith("/t/") else self.event.token

    def send(self, client, method, path, **said):
        """Send it; a 5xx, or a page that tells of our code, is a fault."""
        self.sent += 1
        answer = client.open(path, method=method, **said)
        if answer.status_code >= 500 or b"Traceback" in answer.data:
            self.faults.append((answer.status_code, method, path, str(said)[:300]))
        return answer


def address(rule, values):
    """The rule with these values in it, as they are: url_for would put them right."""
    return re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda found: str(values.get(found[1], values["id"])), rule.rule)


def field_names(view):
    """Every name of a field that the view's module reads, or a module `sent.py` that reads for it."""
    here = sys.modules[view.__module__]
    reading = {said.__module__ for said in vars(here).values() if inspect.isfunction(said)}
    modules = [here, *(sys.modules[name] for name in sorted(reading) if name.endswith(".sent"))]
    source = "\n".join(map(inspect.getsource, modules))
    return sorted({name for names in READS_A_FIELD.findall(source) for name in names if name} | {"box", "elsewhere"})


def doors(app, method):
    """(rule, view, the roles that it opens to, the first of them) of every route with that method."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if method in rule.methods:
            view = inspect.unwrap(app.view_functions[rule.endpoint])
            yield rule, view, app.view_functions[rule.endpoint].open_to


def share(what, number, out_of):
    """The share of the door with that number: one of so many, or everything."""
    return what if EVERYTHING else what[number % out_of :: out_of]


def jumbled(number):
    """Words that nobody thought of, the same ones at every run."""
    dice = random.Random(number)
    letters = "".join(VALUES[:-2]) + "\u202e\ufffe\x85\U0010ffff<>&;%=+[]{}"
    return ["".join(dice.choices(letters, k=dice.randrange(1, 40))) for _ in range(60 if EVERYTHING else 4)]


@pytest.fixture
def hall(app, event, other_event):
    app.config["PROPAGATE_EXCEPTIONS"] = False  # faults inside the answer to a fault are answered too, as in a hall
    return Hall(app, event, other_event)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_form_can_make_us_stumble(hall, part):
    for number, (rule, view, roles) in list(enumerate(doors(hall.app, "POST")))[part::PARTS]:
        names, client = field_names(view), hall.browser(roles[0])
        first, *others = hall.addresses(rule)
        for value in share(VALUES + jumbled(number), number, 10):
            said = {**dict.fromkeys(names, value), "op": value, "as": value}
            hall.send(client, "POST", first, data=said, headers=AS_A_SCRIPT)
        for place in share(PLACES, number, len(PLACES)):
            stands = place.replace("{code}", hall.event.code).replace("{other}", hall.other.code)
            hall.send(client, "POST", first, data={"page": stands, "next": stands, "code": "x"})
        for body, kind in share(BODIES, number, 6):
            hall.send(client, "POST", first, data=body, content_type=kind, headers=AS_A_SCRIPT)
        for headers in share(HEADERS, number, len(HEADERS)):
            hall.send(client, "POST", first, headers=headers)
        twice = {name: ["1", "\x00", "1"] for name in names}
        hall.send(client, "POST", first, data=twice)
        hall.send(client, "POST", first, data={name: (io.BytesIO(b"\xff\x00"), "\x00../a\n.jpg") for name in names})
        for other in share(others, number, 2):
            hall.send(client, "POST", other, data=dict.fromkeys(names, "1"), headers=AS_A_SCRIPT)
        for role in {ANYONE, PARTICIPANT, TABLE, FACILITATOR, PROJECTOR} - {roles[0]}:
            wrong = hall.clients.get(role) or hall.clients.setdefault(role, hall.browser(role))
            hall.send(wrong, "POST", first, data=dict.fromkeys(names, "1"), headers=AS_A_SCRIPT)
    assert hall.faults == []
    assert hall.sent > (10_000 if EVERYTHING else 1500) / PARTS


@pytest.mark.parametrize("path", ["topics", "/", "actions", "/sign-in"])
def test_no_place_of_a_form_can_make_us_stumble(hall, path):
    client, door = hall.browser(PARTICIPANT), path if path.startswith("/") else f"/e/{hall.event.code}/{path}"
    for place in PLACES:
        stands = place.replace("{code}", hall.event.code).replace("{other}", hall.other.code)
        answer = hall.send(client, "POST", door, data={"page": stands, "next": stands, "again": "1"})
        assert 400 <= answer.status_code < 500, (path, place)
        assert hall.other.title not in answer.text
    for headers in HEADERS:
        hall.send(client, "POST", door, headers=headers)
    assert hall.faults == []


@pytest.mark.parametrize("part", range(PARTS))
def test_no_address_can_make_us_stumble(hall, part):
    for rule, view, roles in list(doors(hall.app, "GET"))[part::PARTS]:
        names = field_names(view)
        for role in roles:
            client = hall.browser(role)
            for path in hall.addresses(rule):
                hall.send(client, "GET", path)
            if rule.rule.endswith(".pdf"):
                continue
            for value in VALUES[1::6] if "request." in inspect.getsource(view) else ():
                words = dict.fromkeys(names, value[:300])
                hall.send(
                    client, "GET", next(hall.addresses(rule)), query_string=words, headers={"Referer": "http://["}
                )
    assert hall.faults == []
    assert hall.sent > 200 / PARTS


def test_no_socket_can_make_us_stumble(hall):
    odd = [
        None,
        0,
        -1,
        1.5,
        True,
        "",
        "x" * 9000,
        "topic/ " * 40,
        "topic/\x00",
        "..",
        [],
        [[]],
        {},
        {"a": [1]},
    ]
    for role, audience in ((PARTICIPANT, "phone"), (FACILITATOR, "console"), (PROJECTOR, "projector")):
        client, fits = hall.browser(role), {"event": hall.event.code, "audience": audience, "locale": "en"}
        for value in odd:
            for auth in (None, {**fits, "shows": value}, {**fits, "locale": value}, {**fits, "audience": value}):
                phone = socketio.test_client(hall.app, flask_test_client=client, auth=auth)
                if phone.is_connected():
                    phone.disconnect()
            assert not socketio.test_client(
                hall.app, flask_test_client=client, auth={**fits, "event": value}
            ).is_connected()
        phone = socketio.test_client(hall.app, flask_test_client=client, auth={**fits, "shows": "message/"})
        for value in odd:
            for name in ("look", "writing", "change", "mine", "out", "restarting", "disconnect please"):
                phone.emit(name, value)
                phone.emit(name, value, value)
                phone.emit(name)
        assert phone.is_connected()
        phone.disconnect()


def test_no_door_reaches_into_another_event(hall):
    """Rows of another event stay as they were, whatever number is sent to which door of ours."""
    fill(event=hall.other, number=500)
    before = rows_of(hall.other)
    for method in ("POST", "GET"):
        for rule, view, roles in doors(hall.app, method):
            for role in roles:
                if "id" in rule.arguments:
                    answer = hall.send(hall.browser(role), method, next(hall.addresses(rule, number=500)), data=THEIRS)
                    assert answer.status_code in (302, 404, 422), (method, rule.rule, role)
                elif method == "POST" and "code" in rule.arguments:
                    names = dict.fromkeys(field_names(view), "500")
                    hall.send(hall.browser(role), method, next(hall.addresses(rule)), data={**names, **THEIRS})
    assert rows_of(hall.other) == before
    assert hall.faults == []
    assert hall.sent > 100


THEIRS = {
    "as": "500",
    "topic": "500",
    "note": "500",
    "person": "500",
    "convener": "500",
    "box": "500-500",
    "swap": "500",
    "put": "500",
    "into": "500",
    "out": "500",
}


def rows_of(event) -> dict:
    """Everything in the record that belongs to that event."""
    kinds = [kind for kind in Record.__subclasses__() if "event" in kind._meta.fields]
    found = {kind.__name__: list(kind.select().where(kind.event == event).tuples()) for kind in kinds}
    return found | {"Event": list(type(event).select().where(type(event).id == event.id).tuples())}
