"""Every page, for everyone: in both directions, on the screen it is made for, nothing in anyone's way.

With SCREENSHOTS=folder, a picture of each goes there, to be looked at.
"""

import os
from pathlib import Path

from looking import sign_in_link, small_targets, too_wide, unfit
from screens import HALL, PHONE, one, screens

from facilitator.access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, PROJECTOR

CODE = "MILL"
PICTURES = os.environ.get("SCREENSHOTS")


def come_in(page, server):
    """Join the demo and leave something of one's own on every kind of page; gives the person's number."""
    page.goto(f"{server.url}/?code={CODE}")
    page.get_by_role("button", name="Go on").click()
    page.locator("[name=name]").fill("Amina")
    page.get_by_role("button", name="Go in").click()
    page.wait_for_url(f"**/e/{CODE}/")
    person = int(page.locator("body").get_attribute("data-person"))
    origin = {"Origin": server.url, "Accept": "application/json"}

    def send(path, **fields):
        answer = page.request.post(f"{server.url}/e/{CODE}/{path}", form=fields, headers=origin)
        assert answer.ok, answer.text()

    send("topics", title="A quiet room to read", why="The hall is loud", op="sweep-topic")
    return person, send


def sign_in(page, server):
    """Be the organiser, who may look at everything."""
    page.goto(sign_in_link(server))
    page.locator("main button").first.click()
    page.wait_for_url("**/sign-in/passphrase")


def test_every_page_fits_everyone(demo_server, open_browser, app):
    phone, console, stranger = open_browser(), open_browser(), open_browser()
    person, send = come_in(phone, demo_server)
    topic = one(demo_server.database, "SELECT id FROM topic WHERE convener_id = :person", person=person)
    send(f"topics/{topic}/announcement")
    send(f"topics/{topic}/notes", words="A lamp and two chairs")
    send("actions", what="Ask for a lamp")
    sign_in(console, demo_server)
    who = {PARTICIPANT: phone, FACILITATOR: console, ORGANISER: console, PROJECTOR: console, ANYONE: stranger}
    everything, wrong = screens(app, demo_server.database, CODE, person), []
    for language in ("en", "ar"):
        for page in (phone, console, stranger):
            fields = {"locale": language, "page": "/"}
            page.request.post(f"{demo_server.url}/language", form=fields, headers={"Origin": demo_server.url})
        for screen in everything:
            wrong += look(who[screen.role], demo_server.url, screen, language)
    assert len(everything) > 30
    assert not wrong, "\n".join(wrong)


def look(page, url, screen, language) -> list[str]:
    """What is wrong with one screen in one language, each as a line."""
    page.set_viewport_size({"width": screen.size[0], "height": screen.size[1]})
    answer = page.goto(url + screen.path)
    faults = [] if answer.ok or screen.endpoint == "events.invitation" else [f"status {answer.status}"]
    if PICTURES:
        page.wait_for_timeout(700)
        picture = Path(PICTURES) / f"{screen.role}-{screen.endpoint}-{language}.png"
        page.screenshot(path=picture, full_page=screen.size != HALL)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    faults += unfit(page)
    if too_wide(page) > 0:
        faults.append(f"{too_wide(page)} px too wide")
    if screen.size == PHONE:
        faults += [f"too small to touch: {each}" for each in small_targets(page)]
    return [f"{language} {screen.path}: {fault}" for fault in faults]
