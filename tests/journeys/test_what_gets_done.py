"""From what was said to what gets done, in two of the demo's days: notes, piles, promises, the book, the look-back.

In Mill Quay's Open Space the room sorts by mouse, a helper says yes for somebody aloud, one answers by the code on
paper, and one has no JavaScript. In Riverside's café it is sorted by buttons, one speaks Arabic all the way, the book
is read and published, and when the day is put away its QR code leads to what came of it.
"""

import datetime
import io
import json
import re

from looking import sign_in, take_picture, too_wide
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader
from record import rows
from test_a_day import CONSOLE, HALL, join, join_in_arabic, join_with_someone, write
from test_a_world_cafe import Evening
from test_the_room_sorts import begin, drag, pile
from waiting import until

WRITER, HELPER, HELPED, QUIET = "Zubaida", "Quillan", "Odo", "Ferelith"  # nobody in the demo is called so
AMAL = "أمل"
SOON = datetime.date.today() + datetime.timedelta(weeks=2)


def test_an_open_space_and_what_came_of_it(demo_server, open_browser):
    day = begin_at(demo_server, open_browser, "MILL")
    hall = day.ada.context.new_page()
    hall.set_viewport_size(HALL)
    hall.goto(day.address("projector"))
    writer, helper, plain = open_browser(), open_browser(), open_browser(java_script_enabled=False)
    join(writer, day.door, WRITER)
    join_with_someone(helper, day.door, HELPER, HELPED)
    join(plain, day.door, QUIET)
    rings, texts = "It rings and rings at eight", "A text when it is my turn"
    for words in (rings, texts):
        writes_to_all(writer, day, words)

    console = day.ada
    console.goto(day.address("console/themes"))
    begin(console, "Getting through", 0, 1)
    finds(console, rings)
    drag(console, console.locator(".to-sort"), pile(console, "Getting through"))
    expect(pile(console, "Getting through")).to_contain_text("3 notes")
    show(day, hall, "themes")
    says_which_pile(writer, day, texts, "Getting through")
    expect(pile(console, "Getting through")).to_contain_text("4 notes")
    expect(hall.locator(".pile-card", has_text="Getting through")).to_contain_text("4 notes")
    take_picture(console, "done-themes-console")
    take_picture(hall, "done-themes-projector", full_page=False)

    count, tea, answer, bench = (
        "Count the calls on three mornings", "Bring tea to the waiting room", "Answer texts too", "Find a bench",
    )  # fmt: skip
    writer.goto(day.address("themes"))
    writer.locator(".pile-card", has_text="Getting through").get_by_role("link", name="Make it real").click()
    writer.get_by_label(rings).check()
    writer.locator("#new [name=first_step]").fill("Ring on Monday at eight")
    writes_down(writer, count, i_will=True, due=SOON.isoformat())
    expect(card(writer, count)).to_contain_text(rings)
    helper.goto(day.address("actions"))
    helper.locator("#new > summary").click()
    helper.locator("#new .speaking").get_by_text(HELPED).click()
    writes_down(helper, tea, i_will=True)
    expect(card(writer, tea).locator(".said-yes")).to_contain_text(HELPED)
    expect(card(writer, tea).locator(".aloud")).to_contain_text(re.compile(f"said yes aloud, written by .?{HELPER}"))
    writer.locator("#new > summary").click()
    writer.locator("#new details", has_text="not in the room").locator("summary").click()
    writes_down(writer, answer, whom="Practice manager", i_ask=True, ask_by=SOON.isoformat())
    expect(card(plain_page(plain, day, "actions"), answer)).to_contain_text(re.compile(f"{WRITER}.? will ask them"))
    expect(card(plain, answer)).to_contain_text(in_words(SOON))
    plain.locator("#new > summary").click()
    writes_down(plain, bench)
    take_picture(writer, "done-promises-phone")
    show(day, hall, "nobody_yet")
    expect(hall.locator("#list-nobody-yet")).to_contain_text(bench)
    expect(hall.locator("#list-nobody-yet")).not_to_contain_text(tea)
    take_picture(hall, "done-nobody-yet-projector", full_page=False)
    show(day, hall, "actions")
    expect(card(hall, tea)).to_contain_text("1 person")
    names_nobody(hall)
    expect(plain_page(plain, day, "goodbye").locator("#list-nobody-yet")).to_contain_text(bench)

    console.goto(day.address("console/book"))
    console.get_by_role("button", name="Open it now").click()
    writer.goto(day.address())
    home = writer.get_by_role("link", name="Take the action plan home")
    paper = day.address_of(home)
    writer.goto(day.address("book"))
    writer.get_by_role("link", name="Read it here").click()
    for words in (count, tea, answer, bench):
        expect(writer.locator(".book")).to_contain_text(words)
    fits(writer)
    names_nobody(writer)
    take_picture(writer, "done-hand-out-phone")
    onward = writer.locator(".book a[href*='/look-back/']").get_attribute("href")
    printed = until(lambda: read_pdf(writer, paper))
    for words in (count, tea, answer, bench):
        assert words in printed
    book = exported(day, "json").read_text(encoding="utf-8")
    for words in (rings, texts, count, tea, answer, bench):
        assert json.dumps(words) in book
    for name in (WRITER, HELPER, HELPED, QUIET):
        assert name not in printed
        assert name not in book

    console.goto(day.address("console/look-back"))
    console.get_by_role("button", name="Make links for those who have none").click()
    expect(console.locator(".look-back-top")).not_to_contain_text("no link yet")
    take_picture(console, "done-look-back-console", full_page=False)
    assert onward.endswith(path_of(console.locator("a.long-address")))
    writer.goto(day.address("promises"))
    writer.get_by_role("button", name=count).click()
    says_how_it_goes(writer, "done", "We rang on three mornings. Forty calls, nine answers.")
    cards = read_pdf(console, day.address_of(console.get_by_role("link", name="Print the codes")))
    somebody = open_browser()
    somebody.goto(f"{demo_server.url}/answer")
    somebody.locator("[name=code]").fill(code_on(cards, tea).lower())
    somebody.locator("main button.main").click()
    expect(somebody.locator("h1")).to_have_text(tea)
    says_how_it_goes(somebody, "not_yet", "The kettle is broken.", next_by=SOON.isoformat())
    fits(somebody)
    take_picture(somebody, "done-owner-phone")
    console.locator(".news", has_text=answer).get_by_role("link").last.click()
    manager = open_browser()
    manager.goto(demo_server.url + path_of(console.locator(".news-links a.long-address")))
    says_how_it_goes(manager, "no", "Nobody may read texts at the desk.")

    reader = open_browser(java_script_enabled=False)
    reader.goto(onward)
    expect(news(reader, count)).to_contain_text("We did We rang on three mornings.", use_inner_text=True)
    expect(news(reader, count)).to_contain_text(rings)
    expect(news(reader, tea)).to_contain_text("Not yet, because The kettle is broken.", use_inner_text=True)
    expect(news(reader, tea)).to_contain_text(f"There will be news again by {in_words(SOON)}")
    expect(news(reader, answer)).to_contain_text("We could not, because Nobody may read texts", use_inner_text=True)
    expect(news(reader, bench)).to_contain_text("No one has said yes yet.")
    news(reader, bench).get_by_role("button").click()
    expect(news(reader, bench)).to_contain_text("Thank you.")
    fits(reader)
    names_nobody(reader)
    take_picture(reader, "done-reader-phone")
    console.goto(day.address("console/look-back"))
    expect(news(console, bench)).to_contain_text("A reader asked what happened")


def test_a_community_cafe_and_what_came_of_it(demo_server, open_browser):
    day = begin_at(demo_server, open_browser, "FAMI")
    amal, guest = open_browser(locale="ar"), open_browser()
    join_in_arabic(amal, day.door)
    join(guest, day.door, QUIET)
    walk, shoes, path = "نمشي معًا بعد صلاة العصر", "Good shoes cost too much", "The path is dark at five"
    writes_to_all(amal, day, walk)
    for words in (shoes, path):
        writes_to_all(guest, day, words)

    console = day.ada
    console.goto(day.address("console/themes"))
    finds(console, shoes)
    begin(console, "Walking", 0)
    finds(console, path)
    console.locator(".to-sort input").check()
    pile(console, "Walking").get_by_role("button", name="Put here").click()
    expect(pile(console, "Walking")).to_contain_text("2 notes")
    says_which_pile(amal, day, walk, "Walking")
    in_arabic(amal)
    take_picture(amal, "done-which-pile-phone-ar")
    expect(pile(console, "Walking")).to_contain_text("3 notes")

    group, lamps, swap = "أنظم مجموعة مشي كل جمعة", "Light the path until seven", "Swap shoes at the hall"
    amal.goto(day.address("themes"))
    amal.locator(".pile-card", has_text="Walking").locator("a[href*='/actions']").click()
    amal.get_by_label(walk).check()
    writes_down(amal, group, i_will=True, due=SOON.isoformat())
    in_arabic(amal)
    card(amal, group).locator("a[data-if=action-writer]").click()
    amal.locator("#promise [name=named]").check()
    amal.locator("#promise form[action$='/name'] button").click()
    expect(amal.locator("#promise [name=named]")).to_be_checked()
    in_arabic(amal)
    take_picture(amal, "done-promise-phone-ar")
    guest.goto(day.address("actions"))
    guest.locator("#new > summary").click()
    guest.locator("#new details", has_text="not in the room").locator("summary").click()
    writes_down(guest, lamps, whom="The park keepers")
    card(guest, lamps).get_by_role("link", name="Change it").click()
    guest.locator(".ask-them [name=ask_by]").fill(SOON.isoformat())
    guest.get_by_role("button", name="I will ask them").click()
    expect(guest.get_by_role("button", name="You will ask them")).to_be_visible()
    guest.goto(day.address("actions"))
    guest.locator("#new > summary").click()
    writes_down(guest, swap)
    amal.goto(day.address("goodbye"))
    expect(amal.locator("#list-nobody-yet")).to_contain_text(swap)
    in_arabic(amal)
    amal.locator("#list-nobody-yet li", has_text=swap).locator("button").click()
    expect(card(amal, swap).locator("button:visible")).to_be_in_viewport()  # of all actions, the one she said yes to
    expect(card(amal, swap)).to_contain_text(AMAL)
    amal.goto(day.address("goodbye"))
    expect(amal.locator("#list-nobody-yet")).not_to_contain_text(swap)

    amal.goto(day.address("book"))
    amal.locator("a[href*='hand-out'][href*='html']").click()
    for words in (group, lamps, swap):
        expect(amal.locator(".book")).to_contain_text(words)
    in_arabic(amal)
    names_nobody(amal)
    take_picture(amal, "done-hand-out-phone-ar")
    console.goto(day.address("console/book"))
    makes_a_draft(console)
    published = console.get_by_role("button", name="Publish it")
    expect(published).to_have_count(0)
    guest.goto(day.address("book"))
    guest.get_by_role("button", name="I have read it. It is right").click()
    published.click()
    expect(console.get_by_role("heading", name="Published")).to_be_visible()
    sheets = load_workbook(exported(day, "xlsx"))
    cells = {cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {walk, shoes, path, group, lamps, swap} <= cells
    assert not {AMAL, QUIET} & cells

    console.goto(day.address("console/look-back"))
    console.get_by_role("button", name="Make links for those who have none").click()
    expect(console.locator(".look-back-top")).not_to_contain_text("no link yet")
    news(console, lamps).get_by_role("link").last.click()
    told = console.locator("#h-told").locator("xpath=..")
    told.get_by_text("The answer of").click()
    told.locator("details[open] [name=state][value=not_yet]").check()
    told.locator("details[open] [name=words]").fill("The lamps are ordered.")
    told.locator("details[open] button.main").click()
    expect(console.locator("main")).to_contain_text("Told to the facilitators, who wrote it down")
    console.goto(f"{demo_server.url}/events")
    console.locator("form[action$='/e/FAMI/archive'] button").click()

    amal.goto(day.address())
    amal.locator(".look-back-way a[href$='/promises']").click()
    in_arabic(amal)
    amal.locator("li", has_text=group).locator("button").click()
    says_how_it_goes(amal, "done", "مشينا ثلاث مرات")
    in_arabic(amal)
    take_picture(amal, "done-owner-phone-ar")
    amal.goto(day.address("promises"))
    amal.locator("li", has_text=swap).locator("button").click()
    says_how_it_goes(amal, "no", "لا مكان للأحذية في القاعة")

    reader = open_browser(locale="ar")
    reader.goto(day.door)
    reader.wait_for_url("**/look-back/*")
    in_arabic(reader)
    expect(news(reader, group)).to_contain_text("مشينا ثلاث مرات")
    expect(news(reader, group)).to_contain_text(walk)
    expect(news(reader, group)).to_contain_text(AMAL)
    expect(news(reader, lamps)).to_contain_text("The lamps are ordered.")
    expect(news(reader, swap)).to_contain_text("لا مكان للأحذية في القاعة")
    expect(news(reader, swap)).not_to_contain_text(AMAL)
    assert QUIET not in reader.content()
    take_picture(reader, "done-reader-phone-ar")
    reader.locator("a[href$='/book']").click()
    in_arabic(reader)
    reader.locator("a[href*='/html']").first.click()
    expect(reader.locator(".book")).to_contain_text(group)
    in_arabic(reader)
    names_nobody(reader)


class Day(Evening):
    """One of the demo's days, run by its facilitator."""

    @property
    def door(self):
        """What the QR code says."""
        return f"{self.server.url}/j/{self.token}"

    def address_of(self, link):
        return self.server.url + path_of(link)


def begin_at(server, open_browser, code):
    """A facilitator at the console of one of the demo's events."""
    ada = open_browser(viewport=CONSOLE, accept_downloads=True)
    sign_in(ada, server)
    ((token,),) = rows(server, "SELECT token FROM event WHERE code = :code", code=code)
    return Day(server, ada, code, token)


def writes_to_all(page, day, words):
    page.goto(day.address("wall"))
    page.locator("details:has(.note-form) > summary").first.click()
    write(page, words)


def finds(console, words):
    """The notes with these words, to sort."""
    console.locator("[type=search]").fill(words)
    console.locator("[type=search]").press("Enter")
    expect(console.locator(".to-sort").first).to_contain_text(words)
    expect(console.locator(".to-sort")).to_have_count(1)


def says_which_pile(page, day, words, name):
    """Whoever wrote a note, on their phone."""
    page.goto(day.address("themes"))
    page.locator(".own-notes li", has_text=words).locator("a.button").click()
    page.locator("label.choice", has_text=name).click()
    page.locator("form button.main.big").first.click()
    expect(page.locator(".where-it-is")).to_contain_text(name)


def show(day, hall, name):
    """The remote control of the big screen."""
    screen = hall.locator("[id^=list-screen-screen-]").get_attribute("id").rpartition("-")[2]
    address, origin = day.address(f"projector/{screen}"), {"Origin": day.server.url}
    assert day.ada.request.post(address, form={"show": name}, headers=origin).ok


def writes_down(page, what, i_will=False, i_ask=False, **words):
    """An action, in the form that is open."""
    for name, said in {"what": what, **words}.items():
        page.locator(f"#new [name={name}]").fill(said)
    for name in [name for name, ticked in (("i_will", i_will), ("i_ask", i_ask)) if ticked]:
        page.locator(f"#new [name={name}]").check()
    page.locator("#new button.main").click()
    expect(card(page, what)).to_be_visible()


def card(page, what):
    """An action, as a page shows it."""
    return page.locator(".action", has_text=what)


def news(page, what):
    """What became of an action, as a page of the look-back shows it."""
    return page.locator(".news", has_text=what)


def says_how_it_goes(page, state, words, next_by=""):
    page.locator(f"[name=state][value={state}]").check()
    page.locator("[name=words]").fill(words)
    page.locator("[name=next_by]").fill(next_by)
    page.locator("main form button.main.big").click()
    expect(page.locator(".notice[role=status]")).to_be_visible()
    expect(page.locator(".news-words").first).to_contain_text(words)


def plain_page(page, day, path):
    page.goto(day.address(path))
    return page


def makes_a_draft(console):
    """It is gathered in a moment; on a full machine the page goes on by itself."""
    console.get_by_role("button", name="Make a draft to be read").click()
    expect(console.get_by_role("link", name="Read the draft")).to_be_visible()


def exported(day, format_):
    """A file that the console makes."""
    day.ada.goto(day.address("console/files"))
    with day.ada.expect_download() as made:
        day.ada.locator(f"button[name=format][value={format_}]").click()
    path = day.server.folder / f"{day.code}.{format_}"
    made.value.save_as(path)
    return path


def read_pdf(page, address) -> str:
    """The words of a PDF, as this browser gets it; "" while it is being made."""
    answer = page.request.get(address)
    assert answer.ok, answer.text()
    if answer.headers["content-type"] != "application/pdf":
        return ""
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.body())).pages).split())


def code_on(cards, what) -> str:
    """The code on the card of whoever said yes to that."""
    return re.search(rf"{what}.*?\b([0-9A-Z]{{4}} [0-9A-Z]{{4}})\b", cards)[1]


def path_of(link) -> str:
    """Where a link leads, without the address of the hall."""
    return re.sub(r"^https?://[^/]+", "", link.get_attribute("href"))


def in_words(date) -> str:
    return f"{date.day} {date:%B}"


def fits(page):
    """No sideways scroll on a phone."""
    assert page.viewport_size["width"] == 360
    assert too_wide(page) <= 0


def in_arabic(page):
    """From right to left, and no sideways scroll."""
    assert page.locator("html").get_attribute("dir") == "rtl"
    fits(page)


def names_nobody(page):
    """None of ours, who agreed to no screen and no paper."""
    shown = page.content()
    for name in (WRITER, HELPER, HELPED, QUIET, AMAL):
        assert name not in shown
