"""For every column of the record there is a decision: it is told in the book, or there is a reason why not."""

import importlib
import importlib.util

from facilitator import SLICES
from facilitator.db import Record

KEYS = "keys that hold the record together"
SECRET = "a secret of this installation or of one browser"
PRIVATE = "about a person and nobody else's business"
HOUSE = "how the screens were set up, not what was said"
MADE = "told by what came of it"

# {table: (columns that the book tells, {column: why it does not})}; "*" is every column not named.
DECISIONS = {
    "event": (
        "title code question question_by question_why sponsor venue date languages house_rules look_back_on recipe "
        "series follows",
        {
            **dict.fromkeys(["stars_visible", "hands_visible", "starts", "stage_id"], MADE),
            **dict.fromkeys(["token", "wifi_name", "wifi_password"], SECRET),
            "*": HOUSE,
        },
    ),
    "stage": (
        "position kind name minutes slot round started_at ended_at extra_seconds",
        {"phase_shift": MADE, "*": KEYS},
    ),
    "slot": ("position name", {"*": KEYS}),
    "space": ("position name", {"*": HOUSE}),
    "round": ("position question away_at", {"recap": HOUSE, "quiet": HOUSE, "go_round": HOUSE, "*": KEYS}),
    "table": ("number name seats step_free quiet question away_at", {"token": SECRET, "*": KEYS}),
    "person": ("name voice", {"*": PRIVATE}),
    "topic": (
        "number convener title why language state held_for joined_into split_from",
        {"needs": PRIVATE, "needs_words": PRIVATE, "*": MADE},
    ),
    "session": ("topic slot space elsewhere ended_at carries_on", {"*": MADE}),
    "hand": ("topic", {"person": PRIVATE, "*": KEYS}),
    "note": (
        "topic round table purpose words kind lens language said_by written_by interpreted_by source card state "
        "held_because written_at changed_at",
        {"device": MADE, "held_at": MADE, "held_by_hand": MADE, "asked_writer": MADE, "*": KEYS},
    ),
    "photo": (
        "topic round table words image kind width height state held_because taken_at",
        {"person": PRIVATE, "device": MADE, "*": MADE},
    ),
    "star": ("note", {"person": PRIVATE, "*": KEYS}),
    "helping_hand": ("note", {"person": PRIVATE, "*": KEYS}),
    "translation": ("note language words by", {"person": PRIVATE, "written_at": MADE, "*": KEYS}),
    "theme": (
        "position name named_by state whom why held_because carried_from away_at made_at",
        {"joined_into": MADE, "late": MADE, "*": KEYS},
    ),
    "in_theme": ("theme note", {"put_by": PRIVATE, "put_at": MADE, "*": KEYS}),
    "action": (
        "note topic what lens first_step due held_because taken_back_at written_at theme involvement decided_by "
        "carried_from",
        {"*": MADE},
    ),
    "came_from": ("action note", {"*": KEYS}),
    "promise": ("action person aloud written_by said_at", {"named": MADE, "*": MADE}),
    "role_sheet": ("promise fields", {"changed_at": MADE, "*": KEYS}),
    "ask": ("action whom asked_at person asked_by", {"*": MADE}),
    "offer": ("person skill time name held_because taken_back_at made_at late", {"written_by": MADE, "*": KEYS}),
    "helps_with": ("offer action", {"*": KEYS}),
    "contact": ("offer promise how what_for until", {"person": PRIVATE, "agreed_at": PRIVATE, "*": KEYS}),
    "look_back": ("answer_within", {"token": SECRET, "opened_at": MADE, "*": KEYS}),
    "update": (
        "action ask by state words language next_by passed_to held_because said_at",
        {"link": SECRET, "*": KEYS},
    ),
    "wondering": ("action", {"asked_at": MADE, "*": KEYS}),
    "series": ("name", {"token": SECRET, "made_at": MADE, "*": KEYS}),
    "look": ("name footer accent logo logo_words docx_template", {"changed_at": MADE, "*": KEYS}),
    "impression": ("words felt_heard state held_because", {"person": PRIVATE, "*": KEYS}),
    "term": ("word meaning asked", {"*": MADE}),
    "scribe": ("round table name", {"*": KEYS}),
    "host": ("table person state", {"*": MADE}),
    "cloth": ("round table held_because", {"*": KEYS}),
    "stroke": ("cloth points colour thickness undone_at", {"person": PRIVATE, "device": PRIVATE, "*": MADE}),
    "debrief_line": (
        "who i_heard i_will by i_cannot because language held_because confirmed_at written_at",
        {"changed_at": MADE, "*": KEYS},
    ),
    **dict.fromkeys(["seat", "seat_need", "company", "seating_plan"], ("", {"*": PRIVATE})),
    **dict.fromkeys(["installation", "facilitator", "invitation", "projector", "table_device"], ("", {"*": SECRET})),
    **dict.fromkeys(["call", "plan", "presence", "revision"], ("", {"*": PRIVATE})),
    **dict.fromkeys(["message", "board_act", "join_request", "journal"], ("", {"*": MADE})),
    **dict.fromkeys(["hold", "topic_hold", "cloth_hold"], ("", {"*": MADE})),
    **dict.fromkeys(["alike", "suggested_pile", "sorting_act", "earlier_count"], ("", {"*": MADE})),
    **dict.fromkeys(["hand_out", "edition", "check", "reminder"], ("", {"*": MADE})),
    **dict.fromkeys(["answer_link"], ("", {"*": SECRET})),
}


def tables():
    """{table: its columns' fields} of the whole record."""
    for name in SLICES:
        if importlib.util.find_spec(f"facilitator.{name}.models"):
            importlib.import_module(f"facilitator.{name}.models")
    found = (kind for kind in Record.__subclasses__() if kind.__module__.startswith("facilitator."))
    return {kind._meta.table_name: set(kind._meta.fields) - {"id", "event"} for kind in found}


def test_every_table_has_a_decision():
    assert set(tables()) - set(DECISIONS) == set()
    assert set(DECISIONS) - set(tables()) == set()


def test_every_column_has_a_decision():
    undecided, unknown = {}, {}
    for name, columns in tables().items():
        told, left_out = DECISIONS[name]
        decided = set(told.split()) | set(left_out)
        undecided[name] = set() if "*" in left_out else columns - decided
        unknown[name] = decided - columns - {"*", "id", "event"}
        assert not set(told.split()) & set(left_out), name
    assert {name: columns for name, columns in undecided.items() if columns} == {}
    assert {name: columns for name, columns in unknown.items() if columns} == {}
