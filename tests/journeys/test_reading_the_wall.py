"""Reading what was said, in real browsers: pages that follow, words that are looked for, a voice that reads; and piles
that are suggested."""

import pytest
from playwright.sync_api import expect
from serving import Server

MAKE_A_WALL = """
import datetime, json, os, pathlib
from facilitator import create_app
from facilitator.config import Settings
from facilitator.events import actions
from facilitator.journal import action
from facilitator.notes.models import Note

app = create_app(Settings(database=pathlib.Path(os.environ["RECORD"]), secret_key=os.environ["SECRET_KEY"]))
event = actions.create(recipe="open_space_mini", title="Tea and talk", date=datetime.date.today(), code="ROOM34")
ada = actions.appoint(event=event, name="Ada")
SAID = [("More buses on Sundays", "en"), ("Więcej autobusów wieczorem", "pl"), ("نحتاج المزيد من الباصات", "ar"),
        ("Benches in the park", "en"), ("Trees for the park", "en"), ("Park gates stay open", "en")]

@action("spoke for a journey")
def speak(change, event, by):
    for words, language in SAID:
        note = Note.create(event=event, words=words, language=language)
    for number in range(56):
        note = Note.create(event=event, words=f"Thing{number} matter{number}")
    change.record(note)

speak(event=event)
signed = app.session_interface.get_signing_serializer(app).dumps
print(json.dumps({"token": event.token, "ada": signed({"facilitator": {str(event.id): ada.id}})}))
"""
# The Polish one has the words read on somebody else's computer.
A_VOICE_FOR_ENGLISH = """
  window.said = []; window.stopped = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [
      { lang: "en-GB", name: "Emma", localService: true }, { lang: "pl-PL", name: "Ewa", localService: false },
    ],
    addEventListener() {},
    speak: (speech) => window.said.push([speech.text, speech.lang]), cancel: () => window.stopped++,
  }});
"""


@pytest.fixture
def wall(tmp_path):
    """A server with 62 notes in three languages: two pages. `.ada` is a facilitator's cookie."""
    server = Server(tmp_path).prepare(MAKE_A_WALL)
    yield server.start()
    server.stop()


def joins(page, wall, where):
    page.goto(f"{wall.url}/j/{wall.token}?next=/e/ROOM34/{where}")
    page.get_by_role("button", name="Go in").click()
    page.wait_for_url(f"**/e/ROOM34/{where}")


def writes(page, wall, words):
    """A note to the whole room, by another phone."""
    page.goto(f"{wall.url}/e/ROOM34/wall")
    page.get_by_text("Write a note to the whole room").click()
    page.locator("textarea[name=words]").fill(words)
    page.get_by_role("button", name="Save this note").click()
    expect(page.locator(".on-wall")).to_contain_text(words)


def test_pages_follow_and_what_was_chosen_tells_that_there_is_more(wall, open_browser):
    last, chosen, writer = open_browser(), open_browser(), open_browser()
    for page in last, chosen, writer:
        joins(page, wall, "read")
    last.get_by_role("link", name="Next page").click()
    expect(last.locator("li.read")).to_have_count(2)
    chosen.get_by_label("Find words").fill("AUTOBUSOW")
    chosen.get_by_role("button", name="Find").click()
    expect(chosen.locator("li.read")).to_have_count(1)
    for page in last, chosen:
        page.get_by_text("You are joined up.").wait_for()
    writes(writer, wall, "Nocne autobusy, autobusow brak")
    expect(last.locator("li.read")).to_have_count(3)
    chosen.get_by_role("link", name="There is more on the wall now. Show it.").click()
    expect(chosen.locator("li.read")).to_have_count(2)
    chosen.locator("li.read").first.get_by_role("button", name="I will help with this").click()
    chosen.locator("li.read").first.get_by_role("button", name="I will help. Take it back").wait_for()
    expect(chosen.locator("li.read")).to_have_count(2)  # the same choice as before


def test_a_voice_reads_what_it_can_and_stops(wall, open_browser):
    page = open_browser()
    page.add_init_script(A_VOICE_FOR_ENGLISH)
    joins(page, wall, "read")
    english, polish = page.locator("li.read", has_text="More buses"), page.locator("li.read", has_text="Więcej")
    english.get_by_role("button", name="Read it to me").click()
    assert page.evaluate("window.said") == [["More buses on Sundays", "en"]]
    expect(polish.locator("[data-read-aloud]")).to_be_hidden()
    before = page.evaluate("window.stopped")
    english.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("window.stopped") > before
    expect(english.get_by_role("button", name="Read it to me")).to_be_visible()
    page.get_by_role("button", name="Read this page to me").click()
    assert len(page.evaluate("window.said")) == 2


def test_it_is_read_without_a_script(wall, open_browser):
    page = open_browser(java_script_enabled=False)
    joins(page, wall, "read")
    page.get_by_label("Find words").fill("park")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("li.read")).to_have_count(3)
    page.locator("li.read").first.get_by_role("button", name="Give a star").click()
    expect(page.locator("li.read")).to_have_count(3)
    expect(page.locator(".stars-left")).to_contain_text("You have 2 stars left.")
    expect(page.get_by_text("Read it to me").first).to_be_hidden()


def test_piles_are_suggested_and_one_is_taken(wall, open_browser):
    console = open_browser(viewport={"width": 1280, "height": 800})
    console.context.add_cookies([{"name": "facilitator", "value": wall.ada, "url": wall.url}])
    console.goto(f"{wall.url}/e/ROOM34/console/themes")
    console.get_by_role("button", name="Suggest some piles").click()
    piles = console.locator(".suggested-pile")
    expect(piles).to_have_count(2)
    pile = console.locator(".suggested-pile", has_text="park")
    pile.get_by_text("Look at its notes, take some out").click()
    pile.get_by_label("Park gates stay open").uncheck()
    pile.get_by_label("What does the room call it?").fill("A green place")
    pile.get_by_role("button", name="Make it a pile").click()
    expect(piles).to_have_count(1)
    expect(console.locator(".pile", has_text="A green place")).to_contain_text("2 notes")
    expect(console.locator("#list-unsorted")).to_contain_text("Park gates stay open")
    piles.get_by_role("button", name="Ignore it").click()
    expect(piles).to_have_count(0)
