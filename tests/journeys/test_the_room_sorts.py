"""Sorting in a real browser: by mouse, by keys, by two at once, and without JavaScript."""

import pytest
from looking import sign_in_link
from playwright.sync_api import expect

ADDRESS = "/e/MILL/console/themes"


@pytest.fixture
def console(demo_server, open_browser):
    """A facilitator's page in the demo's Open Space, and another one of theirs without JavaScript."""
    page = open_browser(viewport={"width": 1280, "height": 800})
    page.goto(f"{demo_server.url}/sign-in")
    page.goto(sign_in_link(demo_server))
    page.locator("main button").first.click()
    page.goto(demo_server.url + ADDRESS)
    return page


def pile(page, name):
    return page.locator(".pile", has=page.locator(".pile-name", has_text=name))


def begin(page, name, *numbers):
    for number in numbers:
        page.locator(".to-sort input").nth(number).check()
    page.locator("#sorting [name=name]").fill(name)
    page.get_by_role("button", name="Begin a new pile").click()
    expect(pile(page, name)).to_be_visible()


def drag(page, what, where):
    page.evaluate("scrollTo(0, 0)")
    start, end = what.bounding_box(), where.bounding_box()
    page.mouse.move(start["x"] + 60, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 90, start["y"] + 40, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def test_the_room_sorts_by_mouse_and_by_keys_and_all_see_it(console, demo_server, open_browser):
    cookies = console.context.storage_state()
    other = open_browser(viewport={"width": 1280, "height": 800}, storage_state=cookies)
    other.goto(demo_server.url + ADDRESS)
    expect(other.locator(".link-light")).to_have_text("You are joined up.")
    begin(console, "Getting home", 0, 1)
    expect(pile(other, "Getting home")).to_contain_text("2 notes")

    other.locator(".to-sort input").nth(3).check()  # what one has ticked stays, whatever others do
    kept = other.locator(".to-sort").nth(3).get_attribute("id")
    note = console.locator(".to-sort").first
    words = note.locator(".to-sort-words").inner_text()
    drag(console, note, pile(console, "Getting home"))
    expect(pile(console, "Getting home")).to_contain_text("3 notes")
    expect(pile(console, "Getting home")).to_contain_text(words[:20])
    expect(pile(other, "Getting home")).to_contain_text("3 notes")
    expect(other.locator(f"#{kept} input")).to_be_checked()
    expect(other.locator(".how-many")).to_have_text("1 note ticked")

    first, second = (console.locator(".to-sort").nth(number).get_attribute("id") for number in (0, 1))
    console.locator(f"#{first} input").focus()
    console.keyboard.press("1")
    expect(console.locator(f"#{first}")).to_have_count(0)
    expect(console.locator(f"#{second} input")).to_be_focused()
    console.locator(".last-step").get_by_role("button", name="Undo").click()
    expect(other.locator(f"#{first}")).to_be_visible()
    expect(pile(other, "Getting home")).to_contain_text("3 notes")

    pile(console, "Getting home").locator(".pile-name").click()
    expect(console.locator(".to-sort")).to_have_count(3)
    console.get_by_role("button", name="Tick all of these").click()
    console.get_by_role("button", name="Take them out of this pile").click()
    expect(console.locator(".to-sort")).to_have_count(0)

    plain = open_browser(java_script_enabled=False, storage_state=cookies)
    plain.goto(demo_server.url + ADDRESS)
    plain.locator(".to-sort input").nth(2).check()
    plain.locator("#sorting [name=name]").fill("Warm rooms")
    plain.get_by_role("button", name="Begin a new pile").click()
    expect(pile(plain, "Warm rooms")).to_contain_text("1 note")
    plain.locator(".last-step").get_by_role("button", name="Undo").click()
    expect(pile(plain, "Warm rooms")).to_have_count(0)
    expect(pile(console, "Warm rooms")).to_have_count(0)
