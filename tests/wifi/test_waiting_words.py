"""What was written stays: over a reload, a killed tab, half an hour without signal, in two tabs, where the phone keeps
nothing, after a refusal, after leaving, after the end of the event. And the page says what is true."""

import io
import re

import pytest
from fault_proxy import BAD, BROKEN, GOOD, POSTS, Fault, answer
from PIL import Image
from playwright.sync_api import expect
from tasks import A_TABLE, A_TALK, NOTE, unfold, write

OFF = BROKEN["connection refused"]
WAITS = re.compile("1 waiting")
SCRIBE = "form[action$=scribe]"


@pytest.fixture
def talk(phone):
    """`talk(**context)`: a phone on the page of a talk's notes, and the page's path."""

    def one(**options):
        made = phone(**options)
        made.join("MILL")
        path = f"/e/MILL/topics/{made.one(A_TALK)}/notes"
        made.open(path)
        return made, path

    return one


def note(page, words):
    write(".note-form")(page, words, None)


def test_words_that_wait_are_there_after_a_reload_and_after_the_tab_was_killed(talk):
    ben, path = talk()
    ben.wifi.fault = BROKEN["503 from a proxy"]
    note(ben.page, "Kept over a reload")
    expect(ben.page.locator("#link-light")).to_contain_text("safe on this phone")
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    expect(ben.page.locator("#outbox li")).to_contain_text("Kept over a reload")
    ben.wifi.fault = BAD["sockets forbidden"]
    ben.page.close(run_before_unload=False)
    ben.page = ben.page.context.new_page()
    ben.open(path)
    ben.waits_for(NOTE, words="Kept over a reload")
    expect(ben.page.locator("#list-note-session-" + path.split("/")[4])).to_contain_text("Kept over a reload")
    ben.wifi.fault = BROKEN["cut before the answer"]
    note(ben.page, "Heard, but not acknowledged")
    ben.waits_for(NOTE, words="Heard, but not acknowledged")
    ben.page.reload()
    ben.wifi.fault = GOOD
    expect(ben.page.locator("#outbox")).to_be_hidden()
    assert ben.one(NOTE, words="Heard, but not acknowledged") == 1


def test_what_the_server_cannot_take_just_now_waits_with_its_sentence(talk):
    ben, _path = talk()
    full = '{"saved": false, "message": "We could not save that.", "field": null}'
    ben.wifi.fault = Fault(POSTS, says=answer("503 Service Unavailable", full, kind="application/json"))
    note(ben.page, "Written while the disk was full")
    expect(ben.page.locator("#outbox li")).to_contain_text("We could not save that.")
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    expect(ben.page.locator(".note-form [name=words]").first).to_have_value("")  # it is free for the next words
    ben.wifi.fault = GOOD
    expect(ben.page.locator("#link-light")).to_contain_text("Saved.")
    ben.wifi.fault = OFF
    note(ben.page, "Written a moment later")
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    expect(ben.page.locator("#link-light")).not_to_contain_text("Saved", timeout=1)  # that was of the words before
    ben.wifi.fault = GOOD
    ben.waits_for(NOTE, words="Written a moment later")


def test_two_tabs_send_once_and_both_show_it(talk):
    ben, path = talk()
    other = ben.page.context.new_page()
    other.goto(ben.wifi.url + path)
    expect(other.locator("#link-light")).not_to_be_empty()
    ben.wifi.fault = OFF
    note(ben.page, "From the first tab")
    note(other, "From the second tab")
    expect(ben.page.locator("#link-light")).to_contain_text("2 waiting")
    ben.wifi.fault = GOOD
    for words in ("From the first tab", "From the second tab"):
        ben.waits_for(NOTE, words=words)
        for page in (ben.page, other):
            expect(page.locator("main").get_by_text(words)).to_have_count(1)
    for page in (ben.page, other):
        expect(page.locator("#outbox")).to_be_hidden()
        expect(page.locator("#link-light")).not_to_contain_text("waiting")


def test_half_an_hour_without_signal(talk):
    ben, _path = talk()
    ben.page.clock.install()
    ben.wifi.fault = OFF
    note(ben.page, "Written before the long silence")
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    ben.page.clock.fast_forward("30:00")
    expect(ben.page.locator("#outbox li")).to_contain_text("Written before the long silence")
    ben.wifi.fault = GOOD
    ben.page.clock.resume()
    ben.page.clock.fast_forward("00:05")
    ben.waits_for(NOTE, words="Written before the long silence")


FORBIDDEN = "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('no', 'SecurityError') }})"


@pytest.mark.parametrize("storage", ["forbidden", "full"])
def test_a_phone_that_keeps_nothing_says_so_and_warns_before_the_page_is_left(talk, storage):
    ben, path = talk()
    if storage == "forbidden":
        ben.page.add_init_script(FORBIDDEN)
        ben.open(path)
    else:
        devtools = ben.page.context.new_cdp_session(ben.page)
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": ben.wifi.url, "quotaSize": 1})
    ben.wifi.fault = OFF
    note(ben.page, f"Storage is {storage}")
    expect(ben.page.locator("#link-light")).to_contain_text("only on this open page")
    expect(ben.page.locator("#outbox h2")).to_contain_text("Only on this open page")
    asked = []
    ben.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ben.page.close(run_before_unload=True)
    ben.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    ben.wifi.fault = GOOD
    ben.waits_for(NOTE, words=f"Storage is {storage}")
    expect(ben.page.locator("#outbox")).to_be_hidden()


def test_refused_words_go_back_into_their_form(phone):
    ben = phone()
    ben.join("HARB")
    ben.open(f"/e/HARB/tables/{ben.one(A_TABLE)}")
    ben.wifi.fault = OFF
    write(SCRIBE, button="button", field="name")(ben.page, "Ana 07700 900123", None)
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    expect(ben.page.locator(SCRIBE).locator("[name=name]")).to_have_value("")  # the form is free; the words wait
    ben.wifi.fault = GOOD
    waiting = ben.page.locator("#outbox li")
    expect(waiting).to_contain_text("please write only a name")
    expect(ben.page.locator("#link-light")).not_to_contain_text("waiting")
    ben.page.goto(f"{ben.wifi.url}/e/HARB")
    waiting.get_by_role("button", name="Write it again").click()
    form = ben.page.locator(SCRIBE)
    expect(form.locator("[name=name]")).to_have_value("Ana 07700 900123")
    expect(form.locator(".refusal")).to_contain_text("please write only a name")
    expect(ben.page.locator("#outbox")).to_be_hidden()
    ben.page.reload()
    expect(waiting).to_contain_text("Ana 07700 900123")
    waiting.get_by_role("button", name="Write it again").click()
    form.locator("[name=name]").fill("Ana")
    form.locator("button").click()
    ben.waits_for("SELECT count(*) FROM scribe WHERE name = 'Ana'")
    expect(ben.page.locator("#outbox")).to_be_hidden()


def test_why_a_picture_was_refused_can_be_seen(talk):
    """The form is long, and its button far below the sentence."""
    ben, _path = talk()
    form = ben.page.locator("form:has([name=photo])")
    unfold(ben.page, "form:has([name=photo])")
    gif = io.BytesIO()
    Image.new("P", (300, 300)).save(gif, "GIF")  # the page can show it, and the server does not take it
    form.locator("[name=photo]").set_input_files({"name": "a.gif", "mimeType": "image/gif", "buffer": gif.getvalue()})
    form.locator("button.main").click()
    expect(form.locator(".refusal")).to_be_in_viewport(ratio=0.9)


def test_words_for_someone_who_left_wait_until_they_come_back(talk):
    ben, _path = talk()
    ben.wifi.fault = OFF
    note(ben.page, "Written before I left")
    expect(ben.page.locator("#link-light")).to_contain_text(WAITS)
    ben.guest.send("/e/MILL/me/leaving", op="leave")
    ben.wifi.fault = GOOD
    expect(ben.page.locator("#words-wait")).to_be_visible()
    code = ben.one("SELECT return_code FROM person WHERE id = :id", id=ben.people["MILL"])
    ben.page.goto(f"{ben.wifi.url}/back?code=MILL")
    ben.page.locator("[name=return_code]").fill(code)
    ben.page.locator("details button.main").click()
    ben.waits_for(NOTE, words="Written before I left")
    assert ben.one("SELECT said_by_id FROM note WHERE words = 'Written before I left'") == ben.people["MILL"]


def test_joining_goes_on_by_itself_and_nobody_comes_in_twice(phone):
    for name, fault in (("Joiner one", "captive portal: a page with 200"), ("Joiner two", "cut before the answer")):
        new = phone()
        token = new.one("SELECT token FROM event WHERE code = 'MILL'")
        new.page.goto(f"{new.wifi.url}/j/{token}")
        new.page.locator("[name=name]").fill(name)
        new.wifi.fault = BROKEN[fault]
        new.page.locator("button.main").click()
        new.page.wait_for_timeout(1500)
        new.wifi.fault = GOOD
        new.page.wait_for_url(re.compile("/e/MILL/?$"))
        assert new.one("SELECT count(*) FROM person WHERE name = :name", name=name) == 1


def test_without_sockets_the_page_follows_and_the_light_says_the_truth(talk):
    ben, path = talk()
    ben.wifi.fault = BAD["sockets forbidden"]
    ben.page.reload()
    expect(ben.page.locator("#link-light")).to_contain_text("joined up")
    ben.guest.send(path, words="Said while sockets were forbidden", op=f"poll-{ben.number}")
    ben.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(ben.page.locator("main")).to_contain_text("Said while sockets were forbidden")
    ben.wifi.fault = BROKEN["captive portal: 302 to a login page"]
    ben.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(ben.page.locator("#link-light")).to_contain_text("No signal")
    assert ben.page.url.endswith(path)


def test_a_page_that_is_newer_than_the_record_shows_what_is_there(talk):
    """As after a backup was brought back: words that the page shows are in the record no more."""
    ben, _path = talk()
    ben.page.evaluate(
        """document.body.dataset.version = 999999;
        document.querySelector("main").insertAdjacentHTML("beforeend", "<p id=lost>Lost with the disk</p>");
        document.dispatchEvent(new Event("clock-doubt"));"""  # it asks the server, as when a socket comes back
    )
    expect(ben.page.locator("#lost")).to_have_count(0)
    assert int(ben.page.evaluate("document.body.dataset.version")) < 999999
