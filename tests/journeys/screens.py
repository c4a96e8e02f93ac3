"""Every screen there is, found in the routes themselves, so that a new one cannot be forgotten."""

import sqlite3
from dataclasses import dataclass

from facilitator.access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, PROJECTOR

PHONE, WIDE, HALL = (360, 740), (1280, 800), (1920, 1080)

# No pages: files, and addresses that only send on or need a secret made on the spot.
NO_PAGES = ("asset_file", "healthz", "notes.photo", "printing.", "proceedings.", "events.sign_in_link")

# What stands for the number in an address: rows of the demo, the participant's own where the page is theirs alone.
ROWS = {
    "topics.one": "SELECT topic_id FROM session JOIN event ON event.id = session.event_id WHERE code = :code",
    "notes.session": "SELECT topic_id FROM session JOIN event ON event.id = session.event_id WHERE code = :code",
    "topics.convener": "SELECT id FROM topic WHERE convener_id = :person",
    "topics.words_of": "SELECT id FROM topic WHERE convener_id = :person",
    "agenda.pick": "SELECT id FROM topic WHERE convener_id = :person",
    "notes.one": "SELECT id FROM note WHERE written_by_id = :person OR said_by_id = :person",
    "actions.one": "SELECT id FROM action WHERE written_by_id = :person",
}
TOKENS = {"people.door": "SELECT token FROM event WHERE code = :code", "events.invitation": "SELECT 'not-a-real-one'"}


@dataclass(frozen=True)
class Screen:
    """One page: who looks at it, its endpoint's name, where it is, and the size of what they look at it on."""

    role: str
    endpoint: str
    path: str
    size: tuple


def screens(app, database, code, person) -> list[Screen]:
    """The pages of a demo event, each for the first role it opens to. `person` is the participant's number."""
    found = []
    with app.test_request_context("/"):
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and not rule.endpoint.startswith(NO_PAGES):
                sql = ROWS.get(rule.endpoint) or TOKENS.get(rule.endpoint)
                row = one(database, sql, code=code, person=person) if sql else None
                values = {"code": code, "id": row, "token": row}
                role = app.view_functions[rule.endpoint].open_to[0]
                path = rule.build({name: values[name] for name in rule.arguments})[1]
                found.append(Screen(role, rule.endpoint, path, size_for(role, rule.endpoint)))
    return sorted(found, key=lambda screen: (screen.role, screen.path))


def size_for(role, endpoint):
    """A phone, a console's window, or the hall's big screen."""
    if endpoint.startswith("projector."):
        return HALL
    return {FACILITATOR: WIDE, ORGANISER: WIDE, PROJECTOR: HALL, PARTICIPANT: PHONE, ANYONE: PHONE}[role]


def one(database, sql, **values):
    """The first value of the first row. Raises when the demo has nothing for it: then the demo is too small."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        row = connection.execute(sql, values).fetchone()
    assert row, f"the demo has nothing for: {sql}"
    return row[0]
