"""What a participant or a table writes or decides: how to make ready, where it is done, doing it, and what the record
says when it was done once. Each kind of form and button is here; some acts that have the same form are not."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image

OPEN_SPACE, CAFE = "MILL", "HARB"
A_TALK = (
    "SELECT topic.id FROM topic JOIN session ON session.topic_id = topic.id JOIN event ON event.id = topic.event_id "
    "WHERE code = 'MILL' AND topic.state = 'announced' AND topic.held_for = '' ORDER BY topic.id"
)
A_TIME = "SELECT slot.id FROM slot JOIN event ON event.id = event_id WHERE code = 'MILL' ORDER BY position"
A_TABLE = (
    'SELECT "table".id FROM "table" JOIN event ON event.id = event_id WHERE code = \'HARB\' AND "table".away_at IS NULL'
)


@dataclass(frozen=True)
class Task:
    """`make_ready(phone)` gives what the others take as `it`; `where(phone, it)` is the path; `do(page, words, it)`;
    `done` is SQL that counts how often it was done, by `:words`, `:person` and `:it`."""

    name: str
    where: Any
    do: Any
    done: str
    make_ready: Any = lambda phone: None
    code: str = OPEN_SPACE


def counts(table, column):
    return f'SELECT count(*) FROM "{table}" WHERE {column} = :words'  # noqa: S608  (our own names)


def by_person(verb):
    return f"SELECT count(*) FROM journal WHERE verb = '{verb}' AND person_id = :person"  # noqa: S608


def write(form, button="button.main", field="words"):
    """Fill one box of a form and press its button."""

    def do(page, words, it):
        unfold(page, form)
        page.locator(form).locator(f"[name={field}]").first.fill(words)
        page.locator(form).locator(button).first.click()

    return do


def press(name, within="main"):
    """Press the one button of a form inside something."""

    def do(page, words, it):
        page.locator(within.format(it=it)).locator(name).locator("visible=true").first.click()

    return do


def press_folded(form, button="button"):
    """Press the button of a form that is folded away."""

    def do(page, words, it):
        unfold(page, form)
        page.locator(form).first.locator(button).first.click()

    return do


def unfold(page, form):
    """Open what the form is folded away in."""
    page.locator(form).first.evaluate("form => { for (let at = form; at; at = at.parentElement) at.open = true }")


def own_topic(phone):
    url = phone.guest.send(f"/e/{OPEN_SPACE}/topics", title=f"Topic of {phone.number}", op=f"t-{phone.number}")["url"]
    return int(url.rsplit("/", 1)[1])


def announced_topic(phone):
    it = own_topic(phone)
    phone.guest.send(f"/e/{OPEN_SPACE}/topics/{it}/announcement", op=f"up-{phone.number}")
    return it


def placed_topic(phone):
    it = announced_topic(phone)
    said = {"box": "elsewhere", "slot": phone.one(A_TIME), "elsewhere": "By the door"}
    phone.guest.send(f"/e/{OPEN_SPACE}/topics/{it}/place", **said, op=f"place-{phone.number}")
    return it


def hand_for_help(phone):
    phone.guest.send(f"/e/{OPEN_SPACE}/calls", words="Where is the lift?", op=f"call-{phone.number}")


def own_note(phone):
    phone.guest.send(f"/e/{OPEN_SPACE}/wall", words=f"Note of {phone.number}", op=f"n-{phone.number}")
    return phone.one("SELECT max(id) FROM note WHERE words = :words", words=f"Note of {phone.number}")


def hand_up(phone):
    topic = phone.one(A_TALK)
    phone.guest.send(f"/e/{OPEN_SPACE}/topics/{topic}/mine", hand="1", op=f"h-{phone.number}")
    return topic


def an_action(phone):
    phone.guest.send(f"/e/{OPEN_SPACE}/actions", what=f"Build bench {phone.number}", op=f"a-{phone.number}")
    return phone.one("SELECT max(id) FROM action")


def table_phone(phone):
    token = phone.one(f'SELECT token FROM "table" WHERE id = ({A_TABLE} LIMIT 1)')  # noqa: S608
    phone.guest.send(f"/t/{token}/device")
    phone.take_cookies()
    return phone.one(A_TABLE)


def picture(page, words, it):
    image = io.BytesIO()
    Image.effect_noise((150, 150), 90).convert("RGB").save(image, "JPEG", quality=60)
    form = "form:has([name=photo])"
    unfold(page, form)
    page.locator(form).locator("[name=photo]").set_input_files(
        {"name": "cloth.jpg", "mimeType": "image/jpeg", "buffer": image.getvalue()}
    )
    write(form)(page, words, it)


def promise_it(page, words, it):
    unfold(page, "#new form")
    page.locator("#new [name=i_will]").check()
    write("#new form", field="what")(page, words, it)


def needs_of_a_seat(page, words, it):
    page.locator("[name=step_free]").check()
    page.locator("form[action$='/seat'] button.main").click()


def line(page, words, it):
    page.locator("#sheet").scroll_into_view_if_needed()
    box = page.locator("#sheet").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 70, steps=5)
    page.mouse.up()


def on(path):
    return lambda phone, it: path.format(it=it)


def of_talk(path):
    return lambda phone, it: path.format(it=phone.one(A_TALK))


def at_table(path="/e/HARB/tables/{it}"):
    return lambda phone, it: path.format(it=it or phone.one(A_TABLE))


NOTE = counts("note", "words")
TASKS = [
    Task("offer a topic", on("/e/MILL/topics?offer=1"), write("#offer form", field="title"), counts("topic", "title")),
    Task(
        "change a topic",
        on("/e/MILL/topics/{it}/words"),
        write("main form", field="why"),
        counts("topic", "why"),
        own_topic,
    ),
    Task(
        "take a topic back",
        on("/e/MILL/topics/{it}"),
        press("form[action$=withdrawal] button"),
        by_person("withdrawn"),
        announced_topic,
    ),
    Task(
        "put a topic up",
        on("/e/MILL/topics/{it}"),
        press("form[action$=announcement] button"),
        by_person("announced"),
        own_topic,
    ),
    Task(
        "a time, and any other spot",
        on("/e/MILL/topics/{it}/place"),
        write("form:has([name=elsewhere])", button="button", field="elsewhere"),
        counts("session", "elsewhere"),
        announced_topic,
    ),
    Task(
        "take it off the board",
        on("/e/MILL/topics/{it}/place"),
        press("form[action$=parking] button"),
        by_person("unplaced"),
        placed_topic,
    ),
    Task(
        "ask to join topics",
        of_talk("/e/MILL/topics/{it}"),
        press_folded("form[action$='join-requests']"),
        by_person("asked to join"),
        lambda phone: announced_topic(phone) and None,
    ),
    Task("what to call me", on("/e/MILL/me"), write("form[action$='/me']", field="name"), counts("person", "name")),
    Task(
        "bring somebody along",
        on("/e/MILL/me/helping"),
        write("form[action$='/me/helping']", field="name"),
        counts("person", "name"),
    ),
    Task(
        "raise a hand",
        on("/e/MILL/board"),
        press("button[name=hand][value='1']", "#board-card-{it}, main"),
        by_person("hand"),
    ),
    Task(
        "lower a hand",
        on("/e/MILL/board"),
        press("button[name=hand][value='0']"),
        "SELECT count(*) = 2 AND (SELECT count(*) FROM hand WHERE person_id = :person) = 0 FROM journal "
        "WHERE verb = 'hand' AND person_id = :person",
        hand_up,
    ),
    Task(
        "I am here", of_talk("/e/MILL/topics/{it}/notes"), press("form[action$=presence] button"), by_person("came to")
    ),
    Task(
        "a new topic from a talk",
        of_talk("/e/MILL/topics/{it}/notes"),
        write("form[action$=split]", field="title"),
        counts("topic", "title"),
    ),
    Task("note in a talk", of_talk("/e/MILL/topics/{it}/notes"), write(".note-form"), NOTE),
    Task("note to the whole room", on("/e/MILL/wall"), write(".note-form"), NOTE),
    Task("change a note", on("/e/MILL/notes/{it}"), write(".note-form"), NOTE, own_note),
    Task("take a note back", on("/e/MILL/notes/{it}"), press("button.danger"), by_person("took back"), own_note),
    Task("photo of a talk", of_talk("/e/MILL/topics/{it}/notes"), picture, counts("photo", "words")),
    Task(
        "give a star",
        on("/e/MILL/read"),
        press("form:has([name=given][value='1']) button"),
        by_person("starred"),
        own_note,
    ),
    Task("ask for help", on("/e/MILL"), write("#hand form:has([name=place])"), counts("call", "words")),
    Task(
        "no more help needed",
        on("/e/MILL"),
        press_folded("form[action$='taken-back']"),
        by_person("took back the call"),
        hand_for_help,
    ),
    Task(
        "ask what a word means",
        on("/e/MILL"),
        write("#words form", button="button", field="word"),
        "SELECT asked FROM term WHERE word = :words",
    ),
    Task("action with I will", on("/e/MILL/actions"), promise_it, counts("action", "what")),
    Task(
        "promise",
        on("/e/MILL/actions"),
        press("form:has([name=said][value='1']) button", "#action-{it}, main"),
        by_person("promised"),
        an_action,
    ),
    Task("closing line", on("/e/MILL/goodbye"), write("main form"), counts("impression", "words")),
    Task(
        "sit at a table", on("/e/HARB/tables"), press("form[action$='/seat'] button"), by_person("sat down"), code=CAFE
    ),
    Task(
        "what seat I need",
        on("/e/HARB/seat"),
        needs_of_a_seat,
        by_person("said what seat they need"),
        code=CAFE,
    ),
    Task("note at a table", at_table(), write("form[action*='/notes']"), NOTE, code=CAFE),
    Task("what the whole room sees", on("/e/HARB/patterns"), write(".note-form"), NOTE, code=CAFE),
    Task("line on the cloth", at_table("/e/HARB/tables/{it}/cloth"), line, by_person("drew"), code=CAFE),
    Task("note of a table's phone", at_table(), write("form[action*='/notes']"), NOTE, table_phone, code=CAFE),
    Task(
        "the story so far",
        at_table(),
        write("form[action*='/story']", button="button.big"),
        NOTE,
        table_phone,
        code=CAFE,
    ),
    Task("main thing of a table", at_table(), write("form[action*='/main-thing']"), NOTE, table_phone, code=CAFE),
]
