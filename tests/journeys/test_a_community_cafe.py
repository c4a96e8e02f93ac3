"""Riverside's community café: 96 people and the leaders they want to talk to. Each leader answers, and agrees aloud."""

import json

from guests import join_all
from looking import sign_in_link
from playwright.sync_api import expect
from record import rows
from test_a_day import CONSOLE, HALL, connect_the_screen, go_to, join_in_arabic
from test_a_world_cafe import Evening, make_and_show_a_plan, phone_at

from facilitator.config import ROOT

TOLD = json.loads((ROOT / "facilitator" / "commands" / "demo" / "riverside.json").read_text(encoding="utf-8"))
LEADERS = TOLD["debrief"][:2]


def test_a_community_cafe(server, open_browser):
    ada = open_browser(viewport=CONSOLE)
    hall = begin(server, ada)
    screen, amal = open_browser(viewport=HALL), open_browser(locale="ar")
    connect_the_screen(screen, ada, server, hall.code)
    told = [dict(said, name=said["name"] or f"Guest {place}") for place, said in enumerate(TOLD["people"], 1)]
    hall.phones = join_all(server, hall.token, told)
    join_in_arabic(amal, f"{server.url}/j/{hall.token}")
    make_and_show_a_plan(hall)

    ada.goto(hall.address("console"))
    written = []
    for place, stage in enumerate(TOLD["questions"], 1):
        go_to(ada, stage)
        for said in (note for note in TOLD["notes"] if note["round"] == place):
            table = hall.tables[said["table"]]
            phone_at(hall, place, said["table"]).send(
                f"/e/{hall.code}/tables/{table}/notes", round=hall.rounds[place], words=said["words"]
            )
            written.append(said["words"])
    go_to(ada, "Each table: one sentence")
    go_to(ada, "What leaders heard, will do and cannot do")
    for leader in LEADERS:
        answers(hall, ada, screen, leader)
    amal.goto(hall.address("debrief"))
    for leader in LEADERS:
        expect(amal.locator("main")).to_contain_text(leader["i_will"])
    go_to(ada, "How was today?")

    book = exported(hall)
    for words in written:
        assert book.count(json.dumps(words, ensure_ascii=False)) >= 1, words
    for leader in LEADERS:
        for name in ("who", "i_heard", "i_will", "i_cannot"):
            assert leader[name] in book
    assert rows(server, "SELECT count(*), count(confirmed_at) FROM debrief_line") == [(len(LEADERS), len(LEADERS))]


def begin(server, ada):
    """The organiser makes it by its form, with the tables it comes with."""
    ada.goto(sign_in_link(server))
    ada.locator("main button").first.click()
    ada.goto(f"{server.url}/events/new")
    ada.get_by_text("Community café", exact=True).click()
    ada.locator("[name=title]").fill(TOLD["title"])
    ada.get_by_role("button", name="Make the event").click()
    ada.wait_for_url("**/console/**")
    ((code, token),) = rows(server, "SELECT code, token FROM event")
    hall = Evening(server, ada, code, token)
    assert len(hall.tables) == len(TOLD["tables"])
    return hall


def answers(hall, ada, screen, leader):
    """Typed while they speak, seen by all, read back, agreed to."""
    ada.goto(hall.address("console/debrief"))
    ada.locator("[name=who]").first.fill(leader["who"])
    ada.get_by_role("button", name="They speak now").click()
    for name in ("i_heard", "i_will", "i_cannot"):
        box = ada.locator(f"[name={name}]")
        box.press_sequentially(leader[name][:8])
        expect(screen.locator("main")).to_contain_text(leader[name][:8].strip())  # while they still type
        expect(box).to_be_focused()
        box.press_sequentially(leader[name][8:])
        box.blur()
        expect(screen.locator("main")).to_contain_text(leader[name])
    agrees = ada.locator("form[action$='/agreement'] button")
    ada.reload()  # what was typed is there again
    expect(ada.locator("[name=i_will]")).to_have_value(leader["i_will"])
    agrees.click()
    expect(screen.locator("main")).to_contain_text("Agreed aloud")
    ada.goto(hall.address("console"))


def exported(hall) -> str:
    """The JSON of the day, as text."""
    out = hall.server.folder / "book.json"
    done = hall.server.command("export", hall.code, "--format", "json", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8")
