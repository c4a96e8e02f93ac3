"""What a field may hold beyond its plain kind: one of a few words, or data of a form of its own."""

from ...actions.models import INVOLVEMENT, ROLE_FIELDS
from ...cafe import models as cafe
from ...cafe.tablecloth.lines import COLOURS, MOST_NUMBERS, THICKNESSES
from ...closing.models import HEARD
from ...events.models import CONVENERS, FACILITATORS_TOO, HANDS_AFTER_CHOOSING, HANDS_ALWAYS, HANDS_HIDDEN, STAGE_KINDS
from ...events.recipes import recipes
from ...harvest import models as harvest
from ...i18n import LANGUAGES
from ...lookback.models import ANSWERS, FACILITATOR, LEADER, OWNER, STATES, TOLD_ANSWER
from ...notes import models as notes
from ...people.models import VOICES
from ...topics import models as topics
from .. import models as proceedings

_shown = (notes.SHOWN, notes.HELD, notes.TAKEN_BACK)
_kinds_of_picture = ("image/webp", "image/jpeg", "image/png")

# (table, field) → what it may be.
VALUES = {
    ("event", "recipe"): tuple(recipes()),
    ("event", "places_topics"): (CONVENERS, FACILITATORS_TOO),
    ("event", "hands_visible"): (HANDS_HIDDEN, HANDS_AFTER_CHOOSING, HANDS_ALWAYS),
    ("stage", "kind"): STAGE_KINDS,
    ("person", "voice"): ("", *VOICES),
    ("topic", "state"): (topics.DRAFT, topics.ANNOUNCED, topics.WITHDRAWN, topics.JOINED, topics.KEPT),
    ("join_request", "answer"): ("", "yes", "no"),
    ("topic_hold", "what"): ("held", "shown"),
    ("host", "state"): (cafe.ASKED, cafe.HOSTING, cafe.ENDED),
    ("seat", "how"): (cafe.SUGGESTED, cafe.STAYED, cafe.CHOSEN, cafe.TOGETHER),
    ("seating_plan", "how"): (cafe.COMPUTED, cafe.REPAIRED, cafe.MOVE_RULE),
    ("seating_plan", "state"): (cafe.OFFERED, cafe.PUBLISHED, cafe.SET_ASIDE),
    ("cloth_hold", "what"): ("held", "shown"),
    ("stroke", "colour"): tuple(COLOURS),
    ("stroke", "thickness"): THICKNESSES,
    ("note", "purpose"): ("", *notes.PURPOSES),
    ("note", "kind"): ("", *notes.KINDS),
    ("note", "lens"): ("", *notes.LENSES),
    ("note", "source"): (notes.PHONE, notes.SCRIBE, notes.PAPER, notes.HELPER),
    ("note", "state"): _shown,
    ("photo", "kind"): _kinds_of_picture,
    ("photo", "state"): _shown,
    ("hold", "what"): ("held", "shown", "asked"),
    ("theme", "state"): (harvest.OPEN, harvest.FORWARDED, harvest.PARKED),
    ("action", "lens"): ("", *notes.LENSES),
    ("action", "involvement"): ("", *INVOLVEMENT),
    ("impression", "felt_heard"): ("", *HEARD),
    ("impression", "state"): _shown,
    ("update", "by"): (OWNER, LEADER, FACILITATOR, TOLD_ANSWER),
    ("update", "state"): tuple(dict.fromkeys((*STATES, *ANSWERS))),
    ("edition", "state"): (proceedings.DRAFT, proceedings.CHECKED, proceedings.PUBLISHED),
}

_ROW = {"type": "integer", "minimum": 1}
_ANYTHING = {"type": "object"}
_MINUTES = {"type": "integer", "minimum": 0, "maximum": 100_000}
_FEW = {"type": "integer", "minimum": 0, "maximum": 10_000}
_LANGUAGE = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9-]{0,34}$"}
_LANGUAGES = {"type": "array", "items": _LANGUAGE}
_SIDE = {"type": "integer", "minimum": 0, "maximum": 20_000}

_TOKEN = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,128}$"}
_CODE = {"type": "string", "pattern": "^[0-9A-Z]{1,12}$"}


def _by_number(values):
    return {"type": "object", "propertyNames": {"pattern": "^[1-9][0-9]{0,15}$"}, "additionalProperties": values}


# (table, field) → its form, as JSON Schema.
FORM = {
    ("series", "token"): _TOKEN,
    ("event", "token"): _TOKEN,
    ("table", "token"): _TOKEN,
    ("look_back", "token"): _TOKEN,
    ("answer_link", "token"): _TOKEN,
    ("answer_link", "code"): _CODE,
    ("person", "return_code"): _CODE,
    ("event", "code"): {"type": "string", "minLength": 1, "maxLength": 12},
    ("event", "starts"): {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    ("event", "languages"): {"type": "array", "items": {"enum": list(LANGUAGES)}},  # papers are in the first
    ("event", "house_rules"): {"type": "array", "items": {"type": "string"}},
    ("event", "stars_each"): {"type": "integer", "minimum": 0, "maximum": 100},
    ("event", "tables_across"): {"type": "integer", "minimum": 1, "maximum": 100},
    ("person", "language"): _LANGUAGE,
    ("topic", "language"): _LANGUAGE,
    ("note", "language"): _LANGUAGE,
    ("translation", "language"): _LANGUAGE,
    ("debrief_line", "language"): _LANGUAGE,
    ("update", "language"): _LANGUAGE,
    ("earlier_count", "counts"): {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
    },
    ("stage", "minutes"): _MINUTES,
    ("round", "recap"): _MINUTES,
    ("round", "quiet"): _MINUTES,
    ("round", "go_round"): _MINUTES,
    ("round", "position"): _FEW,
    ("table", "seats"): _FEW,
    ("table", "number"): _FEW,
    ("space", "seats"): _FEW,
    ("topic", "needs"): {"type": "array", "items": {"enum": list(topics.NEEDS)}},
    ("seat_need", "speaks"): _LANGUAGES,
    ("seating_plan", "rounds"): _by_number(_by_number({"type": "array", "items": _ROW})),
    ("seating_plan", "figures"): _ANYTHING,
    ("seating_plan", "why"): _ANYTHING,
    ("seating_plan", "letters"): _by_number({"type": "string"}),
    ("stroke", "points"): {
        "type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 9999}, "maxItems": MOST_NUMBERS,
    },
    ("photo", "width"): _SIDE,
    ("photo", "height"): _SIDE,
    ("role_sheet", "fields"): {
        "type": "object", "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ROLE_FIELDS},
    },
    ("edition", "book"): {"type": "string", "contentEncoding": "base64", "contentMediaType": "application/gzip"},
    ("look_back", "answer_within"): {"type": "integer", "minimum": 0, "maximum": 1000},
}  # fmt: skip
