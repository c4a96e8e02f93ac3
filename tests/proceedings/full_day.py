"""A whole day in the record: two sessions, one topic without a place, notes of every sort, actions, closing lines."""

import datetime
import io

from PIL import Image

from facilitator.actions.models import Action, Ask, Promise
from facilitator.agenda.models import Session
from facilitator.closing.models import Impression
from facilitator.db import now
from facilitator.events.models import Slot, Space
from facilitator.help.models import Term
from facilitator.journal import action
from facilitator.notes.models import Note, Photo
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, DRAFT, WITHDRAWN, Topic

# What people really write, and what imports bring: each must arrive whole in every format.
EDGES = {
    "plain": "We want more benches at the bus stop, because my mum can not stand so long.",
    "formula": '=HYPERLINK("http://example.org","click")',
    "plus": "+1 to what Ann said",
    "minus": "- a dash first",
    "at": "@everyone look",
    "apostrophe": "'tis the season",
    "tab formula": "\t=1+1",
    "html": "<script>alert('x')</script> & <b>bold</b>",
    "markdown": "# not a heading *not bold* [link](http://example.org) `code` | pipe ~~no~~\n1. one\n    four spaces",
    "typst": '#image("x") $x^2$ *a* _b_ @ref <label> = no',
    "control": "a\x01b\x00c\x1bd\x7fe\x0bf",
    "lines": "first line\nsecond line\n\nfourth line",
    "carriage": "one\r\ntwo",
    "emoji": "Yes 😀 👍🏽 👨‍👩‍👧 🇧🇩 ❤️",
    "bengali": "আমরা একসাথে বাগান করি, ক্ষ জ্ঞ",
    "arabic": "نريد مقاعد عند موقف 12 الحافلات (bus stop) من فضلك",
    "urdu": "ہمیں بس اسٹاپ پر بینچ چاہیے",
    "mixed": "Grandma says جدتي wants বেঞ্চ too",
    "chinese": "我们需要长椅 and e\u0301",
    "directions": "abc \u202egnp.exe\u202c end",
    "longest": "A line that a patient person wrote. " * 55,
    "one long word": "x" * 2000,
    "imported": "Long imported words, number after number. " * 953 + "end of it",
    "imported emoji": "😀" * 20_000,
}
MONDAY = datetime.date(2026, 12, 7)
LANGUAGE = {"bengali": "bn", "arabic": "ar", "urdu": "ur"}


@action("wrote many for a test")
def write_rows(change, event, by, model, rows):
    """Rows straight into the record; inside `fill` they are part of that one act."""
    made = [model.create(**{"event": event, **row}) for row in rows]
    change.record(*made)
    return made


def picture() -> bytes:
    """A small WebP, as kept in the record."""
    made = io.BytesIO()
    Image.new("RGB", (400, 300), "#f4b740").save(made, "WEBP")
    return made.getvalue()


@action("filled for a test")
def fill(change, event, by):
    """Write the day into an event; returns the event."""
    slot = Slot.get(Slot.event == event)
    first, second = Space.select().where(Space.event == event).order_by(Space.position).limit(2)
    voices = ["resident"] * 6 + ["parent"] * 5 + ["staff"] * 2
    people = write_rows(
        event=event,
        model=Person,
        rows=[
            {
                "name": f"Name-{number}",
                "voice": voice,
                "needs": f"secret need {number}",
                "return_code": f"CODE{number:04}",
            }
            for number, voice in enumerate(voices)
        ],
    )
    ben, dana, staff = people[0], people[6], people[12]
    announced = {"state": ANNOUNCED, "announced_at": now()}
    benches, garden, _unplaced, gone, _draft = write_rows(
        event=event,
        model=Topic,
        rows=[
            {"number": 1, "convener": ben, "title": "Benches & buses", "why": "Nowhere to sit", **announced},
            {"number": 2, "convener": dana, "title": "حديقة للجميع", "why": "لأننا نحب", "language": "ar", **announced},
            {"number": 3, "convener": ben, "title": "A topic without a place", **announced},
            {"number": 4, "convener": ben, "title": "Withdrawn title", "why": "Withdrawn why", "state": WITHDRAWN},
            {"number": 5, "convener": ben, "title": "Draft title", "state": DRAFT},
        ],
    )  # fmt: skip
    write_rows(
        event=event,
        model=Session,
        rows=[{"topic": garden, "slot": slot, "space": first}, {"topic": benches, "slot": slot, "space": second}],
    )
    kinds = ["insight", "idea", "action", "question", "story", ""]
    write_rows(
        event=event,
        model=Note,
        rows=[
            {"topic": benches, "words": words, "kind": kinds[number % 6], "language": LANGUAGE.get(name, "en")}
            for number, (name, words) in enumerate(EDGES.items())
        ],
    )
    held = {"state": "held", "held_at": now()}
    write_rows(
        event=event,
        model=Note,
        rows=[
            {"topic": garden, "words": "I can lend a drill", "kind": "offer", "said_by": ben, "written_by": dana},
            {"topic": garden, "words": "Call me on 07700 900123", **held, "held_because": "phone number"},
            {
                "topic": garden,
                "words": "The shop man is rude",
                **held,
                "held_by_hand": True,
                "held_because": "names a person",
            },
            {"topic": garden, "words": "", "state": "taken_back"},
            {"topic": garden, "words": "From a card", "source": "paper", "card": 7, "interpreted_by": "Ifra"},
            {"topic": gone, "words": "Said before it was withdrawn"},
            {"topic": None, "words": "Said to all"},
        ],
    )
    write_rows(
        event=event,
        model=Photo,
        rows=[
            {"topic": garden, "words": "A drawing of beds", "image": picture(), "width": 400, "height": 300},
            {"image": picture(), "width": 400, "height": 300, **held, "held_by_hand": True, "held_because": "a face"},
        ],
    )
    bench, letter, *_others = write_rows(
        event=event,
        model=Action,
        rows=[
            {
                "what": "Paint the bench",
                "lens": "ourselves",
                "first_step": "Buy paint",
                "due": datetime.date(2026, 12, 1),
            },
            {"what": "=Ask for a shelter", "lens": "services", "topic": benches},
            {"what": "Plant bulbs"},
            {"what": "", "taken_back_at": datetime.datetime(2026, 11, 21, 12)},
        ],
    )
    write_rows(
        event=event,
        model=Promise,
        rows=[{"action": bench, "person": ben}, {"action": bench, "person": staff}],
    )
    write_rows(event=event, model=Ask, rows=[{"action": letter, "whom": "The bus company"}])
    write_rows(
        event=event,
        model=Impression,
        rows=[
            {"words": "I met my neighbours", "felt_heard": "yes", "person": ben},
            {"words": "", "felt_heard": "a_bit"},
            {"words": "", "state": "taken_back"},
        ],
    )
    write_rows(event=event, model=Term, rows=[{"word": "convener", "meaning": "Starts the talk", "asked": 2}])
    return event
