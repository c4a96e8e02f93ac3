"""Every page, for everyone: in both directions, on the screen it is made for, nothing in anyone's way.

With SCREENSHOTS=folder, a picture of each goes there, to be looked at.
"""

import pytest
from looking import sign_in, small_targets, take_picture, too_wide, unfit
from screens import CAFE, HALL, LEADERS, OPEN_SPACE, PHONE, Screen, one, screens

from facilitator.access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, PROJECTOR, TABLE
from facilitator.projector.pages import OF_A_CAFE


def come_in(page, server, code):
    """Join one of the demo's events; gives the person's number, and a way to send forms there."""
    page.goto(f"{server.url}/?code={code}")
    page.get_by_role("button", name="Go on").click()
    page.locator("[name=name]").fill("Amina")
    page.get_by_role("button", name="Go in").click()
    page.wait_for_url(f"**/e/{code}/")
    person = int(page.locator("body").get_attribute("data-person"))
    origin = {"Origin": server.url, "Accept": "application/json"}

    def send(path, **fields):
        answer = page.request.post(f"{server.url}/e/{code}/{path}", form=fields, headers=origin)
        assert answer.ok, answer.text()

    return person, send


def leave_something(server, person, send):
    """Something of one's own on every kind of page."""
    send("topics", title="A quiet room to read", why="The hall is loud", op=f"sweep-{person}")
    topic = one(server.database, "SELECT id FROM topic WHERE convener_id = :person", person=person)
    send(f"topics/{topic}/announcement")
    send(f"topics/{topic}/notes", words="A lamp and two chairs")
    send("actions", what="Ask for a lamp", whom="The library", i_will="1")
    send("offers", skill="I can carry chairs")


def become_a_table(page, server):
    """Be the phone of a table in the café."""
    token = one(
        server.database, 'SELECT "table".token FROM "table" JOIN event ON event.id = event_id WHERE code = :code',
        code=CAFE,
    )  # fmt: skip
    page.goto(f"{server.url}/t/{token}")
    page.get_by_role("button", name="This phone writes for the whole table").click()
    page.wait_for_url("**/tables/*")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_fits_everyone(demo_server, open_browser, app, language):
    phone, console, table, stranger = open_browser(), open_browser(), open_browser(), open_browser()
    people = {}
    for code in (OPEN_SPACE, CAFE, LEADERS):
        people[code], send = come_in(phone, demo_server, code)
        if code == OPEN_SPACE:
            leave_something(demo_server, people[code], send)
    sign_in(console, demo_server)
    become_a_table(table, demo_server)
    who = {
        PARTICIPANT: phone, FACILITATOR: console, ORGANISER: console, PROJECTOR: console, TABLE: table,
        ANYONE: stranger,
    }  # fmt: skip
    everything, wrong = screens(app, demo_server.database, people), []
    for page in (phone, console, table, stranger):
        fields = {"locale": language, "page": "/"}
        page.request.post(f"{demo_server.url}/language", form=fields, headers={"Origin": demo_server.url})
    for screen in everything:
        wrong += look(who[screen.role], demo_server.url, screen, language)
    for name, screen in big_screens_of_cafes(console, demo_server):
        wrong += look(console, demo_server.url, screen, f"{language}-{name}")
    assert len(everything) > 50
    assert not wrong, "\n".join(wrong)


def big_screens_of_cafes(console, server):
    """Every page that only a café's big screen has, one after the other, chosen as the remote control does."""
    for code, names in ((CAFE, sorted(OF_A_CAFE)), (LEADERS, ["debrief", "nobody_yet", "offers"])):
        console.goto(f"{server.url}/e/{code}/projector")
        screen = console.locator("[id^=list-screen-screen-]").get_attribute("id").rpartition("-")[2]
        for name in names:
            address = f"{server.url}/e/{code}/projector/{screen}"
            answer = console.request.post(address, form={"show": name}, headers={"Origin": server.url})
            assert answer.ok, answer.text()
            yield name, Screen(PROJECTOR, f"projector.{name}", f"/e/{code}/projector", HALL)


def look(page, url, screen, language) -> list[str]:
    """What is wrong with one screen in one language, each as a line."""
    page.set_viewport_size({"width": screen.size[0], "height": screen.size[1]})
    answer = page.goto(url + screen.path)
    faults = [] if answer.ok or screen.endpoint == "events.invitation" else [f"status {answer.status}"]
    name = f"{screen.role}-{screen.path.strip('/').replace('/', '-')}-{language}"
    take_picture(page, name, full_page=screen.size != HALL)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    faults += unfit(page, colours=language.startswith("en"))
    if too_wide(page) > 0:
        faults.append(f"{too_wide(page)} px too wide")
    if screen.size == PHONE:
        faults += [f"too small to touch: {each}" for each in small_targets(page)]
    return [f"{language} {screen.path}: {fault}" for fault in faults]
