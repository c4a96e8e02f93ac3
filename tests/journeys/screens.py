"""Every screen there is, found in the routes themselves, so that a new one cannot be forgotten."""

import sqlite3
from dataclasses import dataclass

from facilitator.access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, PROJECTOR, TABLE

PHONE, WIDE, HALL = (360, 740), (1280, 800), (1920, 1080)

# No pages: files, and addresses that only send on or need a secret made on the spot.
NO_PAGES = (
    "asset_file", "healthz", "notes.photo", "printing.", "proceedings.", "events.sign_in_link", "cafe.cloth_picture",
    "cafe.my_table", "lookback.feed", "lookback.dates",
)  # fmt: skip

# What stands for the number in an address: rows of the demo, the participant's own where the page is theirs alone.
ROWS = {
    "topics.one": "SELECT topic_id FROM session JOIN event ON event.id = session.event_id WHERE code = :code",
    "notes.session": "SELECT topic_id FROM session JOIN event ON event.id = session.event_id WHERE code = :code",
    "topics.convener": "SELECT id FROM topic WHERE convener_id = :person",
    "topics.words_of": "SELECT id FROM topic WHERE convener_id = :person",
    "agenda.pick": "SELECT id FROM topic WHERE convener_id = :person",
    "notes.one": "SELECT id FROM note WHERE written_by_id = :person OR said_by_id = :person",
    "harvest.where": "SELECT id FROM note WHERE (written_by_id = :person OR said_by_id = :person) AND state = 'shown'",
    "actions.one": "SELECT id FROM action WHERE written_by_id = :person",
    "actions.one_offer": "SELECT id FROM offer WHERE person_id = :person",
    "actions.role": "SELECT id FROM promise WHERE person_id = :person",
    "console.promise": "SELECT action.id FROM action JOIN event ON event.id = event_id WHERE code = :code",
    "console.offer": "SELECT offer.id FROM offer JOIN event ON event.id = event_id "
    "WHERE code = :code AND person_id IS NULL",
    "console.role": "SELECT promise.id FROM promise JOIN event ON event.id = event_id WHERE code = :code",
    "notes.at_table": 'SELECT "table".id FROM "table" JOIN event ON event.id = event_id WHERE code = :code',
    "cafe.cloth": 'SELECT "table".id FROM "table" JOIN event ON event.id = event_id WHERE code = :code',
    "console.table": 'SELECT "table".id FROM "table" JOIN event ON event.id = event_id WHERE code = :code',
    "console.person": "SELECT person.id FROM person JOIN event ON event.id = event_id WHERE code = :code",
    "console.look_back_action": "SELECT action.id FROM action JOIN event ON event.id = event_id WHERE code = :code",
    "console.debrief_line": "SELECT debrief_line.id FROM debrief_line JOIN event ON event.id = event_id "
    "WHERE code = :code",
}
TOKENS = {
    "people.door": "SELECT token FROM event WHERE code = :code",
    "cafe.door": 'SELECT "table".token FROM "table" JOIN event ON event.id = event_id WHERE code = :code',
    "lookback.page": "SELECT look_back.token FROM look_back JOIN event ON event.id = event_id WHERE code = :code",
    "lookback.answer": "SELECT answer_link.token FROM answer_link JOIN event ON event.id = event_id "
    "WHERE event.code = :code",
    "lookback.series": "SELECT token FROM series",
    "events.invitation": "SELECT 'not-a-real-one'",
}

# Pages of a café are looked at in the demo's café in its second round, what leaders say where they have spoken.
OPEN_SPACE, CAFE, LEADERS = "MILL", "HARB", "FAMI"
IN_A_CAFE = (
    "cafe.",
    "notes.at_table",
    "harvest.patterns",
    "console.table",
    "console.seating",
    "console.person",
    "console.people",
)
OF_LEADERS = ("closing.debrief", "console.debrief")
IN_BOTH = (
    "phone.now", "console.day", "console.paper", "console.files", "events.edit", "harvest.read", "notes.wall",
    "people.me", "projector.screen",
)  # fmt: skip
BY_ONESELF_TOO = ("notes.at_table", "cafe.cloth")  # not only on the table's own phone


@dataclass(frozen=True)
class Screen:
    """One page: who looks at it, its endpoint's name, where it is, and the size of what they look at it on."""

    role: str
    endpoint: str
    path: str
    size: tuple


def screens(app, database, people) -> list[Screen]:
    """The pages of the demo, each for the first role it opens to, in the events where it has something to show.

    `people` maps an event's code to the participant's number there.
    """
    found = []
    with app.test_request_context("/"):
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and not rule.endpoint.startswith(NO_PAGES):
                role = app.view_functions[rule.endpoint].open_to[0]
                for code in events_of(rule.endpoint):
                    sql = ROWS.get(rule.endpoint) or TOKENS.get(rule.endpoint)
                    row = one(database, sql, code=code, person=people[code]) if sql else None
                    values = {"code": code, "id": row, "token": row}
                    path = rule.build({name: values[name] for name in rule.arguments})[1]
                    for each in (role, PARTICIPANT) if rule.endpoint in BY_ONESELF_TOO else (role,):
                        found.append(Screen(each, rule.endpoint, path, size_for(each, rule.endpoint)))
    return sorted(found, key=lambda screen: (screen.role, screen.path))


def events_of(endpoint) -> tuple[str, ...]:
    """In which of the demo's events a page is looked at."""
    if endpoint.startswith(OF_LEADERS):
        return (LEADERS,)
    if endpoint.startswith(IN_A_CAFE):
        return (CAFE,)
    return (OPEN_SPACE, CAFE) if endpoint in IN_BOTH else (OPEN_SPACE,)


def size_for(role, endpoint):
    """A phone, a console's window, or the hall's big screen."""
    if endpoint.startswith("projector."):
        return HALL
    return {
        FACILITATOR: WIDE, ORGANISER: WIDE, PROJECTOR: HALL, PARTICIPANT: PHONE, TABLE: PHONE, ANYONE: PHONE,
    }[role]  # fmt: skip


def one(database, sql, **values):
    """The first value of the first row. Raises when the demo has nothing for it: then the demo is too small."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        row = connection.execute(sql, values).fetchone()
    assert row, f"the demo has nothing for: {sql}"
    return row[0]
