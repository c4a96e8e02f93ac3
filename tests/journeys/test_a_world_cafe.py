"""An evening at Harbour Ward: 48 are expected and 47 come, at twelve tables, in three rounds.

One host does not turn up, two people come late, one leaves after the first round. A helper speaks for somebody, an
interpreter sits with whom she interprets for. Table 1 has a tablet of its own, table 9 has only paper, one phone has
no JavaScript. At the end the export holds what was written, where and when it was written, and nothing else.
"""

import json
import re
from itertools import combinations

from guests import Guest, join_all
from looking import sign_in_link
from playwright.sync_api import expect
from record import numbers_of, rows, seats
from test_a_day import CONSOLE, HALL, connect_the_screen, go_to, join, join_with_someone

from facilitator.config import ROOT

TOLD = json.loads((ROOT / "facilitator" / "commands" / "demo" / "harbour_ward.json").read_text(encoding="utf-8"))
PLAIN, HELPER, HELPED, LEAVER = (
    "Sam",
    "Hana",
    "Mo",
    "Norm",
)  # who are on the phones that are real browsers, and who goes
LATE = 2
NOTE = "form[action$='/notes']"
BY_PAPER, BY_TABLET = 9, 1


class Evening:
    """What everybody in the story knows: the server, the event's code, the facilitator's browser."""

    def __init__(self, server, ada, code, token):
        self.server, self.ada, self.code, self.token = server, ada, code, token
        self.phones, self.said = {}, []

    def address(self, path=""):
        return f"{self.server.url}/e/{self.code}/{path}"

    def console(self, path, **fields):
        """A form of the console, sent by the facilitator's own browser."""
        origin = {"Origin": self.server.url, "Accept": "application/json"}
        answer = self.ada.request.post(self.address(f"console/{path}"), form=fields, headers=origin)
        assert answer.ok, answer.text()

    def ids(self, sql):
        """`{number: row's id}` of rounds or tables."""
        found = rows(self.server, f"{sql} JOIN event ON event.id = event_id WHERE code = :code", code=self.code)
        return dict(found)

    @property
    def tables(self):
        return self.ids('SELECT number, "table".id FROM "table"')

    @property
    def rounds(self):
        return self.ids("SELECT position + 1, round.id FROM round")


def people_told():
    """The 46 who have a phone of their own here, by unique names; the helper and whom she helps come beside them."""
    told = [dict(said, name=said["name"] or f"Guest {place}") for place, said in enumerate(TOLD["people"], 1)]
    return [said for said in told if said["name"] not in (PLAIN, HELPED)]


def test_an_evening_at_harbour_ward(server, open_browser):
    ada = open_browser(viewport=CONSOLE)
    evening = begin(server, ada)
    screen = open_browser(viewport=HALL)
    connect_the_screen(screen, ada, server, evening.code)

    told = people_told()
    at_the_doors, late = told[:-LATE], told[-LATE:]
    evening.phones = join_all(server, evening.token, at_the_doors)
    plain = open_browser(java_script_enabled=False)
    join(plain, f"{server.url}/j/{evening.token}", PLAIN)
    helper = open_browser()
    join_with_someone(helper, f"{server.url}/j/{evening.token}", HELPER, HELPED)
    hosts = say_who_needs_what(evening, at_the_doors)

    make_and_show_a_plan(evening)
    first = seats(server, evening.code)
    helper.goto(evening.address())
    sees_table(helper, first[1, number(evening, HELPER)])

    tablet = open_browser(viewport={"width": 768, "height": 1024})
    become_the_tablet(evening, tablet)
    absent = hosts[7]
    evening.console(f"people/{number(evening, absent)}/end")  # the host of table 7 is not there after all
    evening.phones.pop(absent)

    ada.goto(evening.address("console"))
    go_to(ada, "Round 1")
    expect(screen.locator("main")).to_contain_text(TOLD["questions"][0])
    write_the_round(evening, 1, tablet, plain)
    the_tablet_draws(evening, tablet)

    join_late(evening, late)
    evening.phones.pop(LEAVER).send(f"/e/{evening.code}/me/leaving")
    before = seats(server, evening.code)
    repair_and_show(evening)
    moved_by_the_repair(evening, before, late)

    go_to(ada, "Write the one thing that matters most")
    main_things(evening, 1, screen)
    go_to(ada, "Move tables")
    after = seats(server, evening.code)
    sees_table(helper, after[2, number(evening, HELPER)])
    go_to(ada, "Round 2")
    expect(tablet.locator("#at-table")).to_contain_text(TOLD["questions"][1])  # the page goes on by itself
    expect(tablet.locator(".story")).to_contain_text(said_by_the_host(1))
    write_the_round(evening, 2, tablet, plain)
    the_server_starts_again(evening, tablet)
    for stage in ("Write the one thing that matters most", "Move tables", "Round 3"):
        go_to(ada, stage)
    tablet.goto(evening.address(f"tables/{evening.tables[BY_TABLET]}"))
    write_the_round(evening, 3, tablet, plain)
    go_to(ada, "Whole room: patterns and surprises")
    patterns(evening, screen)

    everybody_was_seated_well(evening, hosts, absent, {said["name"] for said in late})
    the_export_is_what_was_written(evening)


def sees_table(phone, table):
    """Of all tables that *Now* could name, it shows this one."""
    named = re.compile(rf"\b[Tt]able {table}\b")
    expect(phone.locator("#where")).to_contain_text(named, use_inner_text=True)


def begin(server, ada):
    """The organiser makes a café for 48, by its form."""
    ada.goto(sign_in_link(server))
    ada.locator("main button").first.click()
    ada.goto(f"{server.url}/events/new")
    ada.get_by_text("World Café", exact=True).click()
    ada.locator("[name=people]").fill("48")
    ada.locator("[name=title]").fill(TOLD["title"])
    ada.get_by_role("button", name="Make the event").click()
    ada.wait_for_url("**/console/**")
    code = re.search(r"/e/(\w+)/", ada.url).group(1)
    ((token,),) = rows(server, "SELECT token FROM event WHERE code = :code", code=code)
    evening = Evening(server, ada, code, token)
    assert list(evening.tables) == list(range(1, 13))
    for place, question in enumerate(TOLD["questions"], 1):
        minutes = {"recap": 0 if place == 1 else 1, "quiet": 1, "go_round": 6, "talk": 12, "harvest": 5, "move": 3}
        evening.console(f"set-up/rounds/{evening.rounds[place]}", question=question, **minutes)
    for place, said in enumerate(TOLD["tables"], 1):
        ticked = {name: "1" for name in ("step_free", "quiet") if said[name]}
        evening.console(f"set-up/tables/{evening.tables[place]}", seats=4, name=said["name"], **ticked)
    return evening


def number(evening, name):
    return numbers_of(evening.server, evening.code)[name]


def say_who_needs_what(evening, people):
    """Needs from phones, who sits together from the console, a host for each table; gives `{table: host's name}`."""
    for said in people:
        if "speaks" in said or "step_free" in said:
            fields = {"speaks": said.get("speaks", [said["language"]])}
            fields |= {"step_free": "1"} if said.get("step_free") else {}
            evening.phones[said["name"]].send(f"/e/{evening.code}/seat", **fields)
        if "with" in said:
            evening.console(
                f"people/{number(evening, said['name'])}/company", other=number(evening, said["with"]), how="together"
            )
    free = (
        said["name"] for said in people
        if not {"step_free", "with", "needs"} & said.keys() and said["name"] not in (LEAVER, "Mina")
    )  # fmt: skip
    hosts = {}
    for place, table in evening.tables.items():
        hosts[place] = next(free)
        evening.phones[hosts[place]].send(f"/e/{evening.code}/hosting", table=table)
    return hosts


def make_and_show_a_plan(evening):
    """On the console: made, looked at, shown."""
    ada = evening.ada
    ada.goto(evening.address("console/seating"))
    expect(ada.locator("main")).to_contain_text(f"{len(evening.tables)} tables, 3 rounds")
    ada.get_by_role("button", name="Make a plan").click()
    taken = ada.get_by_role("button", name="Good now, take it").or_(ada.get_by_role("button", name="Show it on phones"))
    expect(taken.first).to_be_visible(timeout=30_000)
    if ada.get_by_role("button", name="Good now, take it").count():
        ada.get_by_role("button", name="Good now, take it").click()
    ada.get_by_role("button", name="Show it on phones").click(timeout=30_000)
    expect(ada.locator("main")).to_contain_text("People see a plan on their phones")


def become_the_tablet(evening, tablet):
    """Somebody scans the code on table 1 with the table's tablet."""
    ((token,),) = rows(evening.server, 'SELECT token FROM "table" WHERE id = :id', id=evening.tables[BY_TABLET])
    tablet.goto(f"{evening.server.url}/t/{token}")
    tablet.get_by_role("button", name="This phone writes for the whole table").click()
    tablet.wait_for_url(f"**/tables/{evening.tables[BY_TABLET]}")


def write_the_round(evening, place, tablet, plain):
    """Every note of the demo's round, from where it was said: a tablet, paper, phones; and one more without scripts."""
    there = {}
    for (round_, person), table in seats(evening.server, evening.code).items():
        if round_ == place:
            there.setdefault(table, set()).add(person)
    by_number = {number_: name for name, number_ in numbers_of(evening.server, evening.code).items()}
    for said in (note for note in TOLD["notes"] if note["round"] == place):
        table, words = said["table"], said["words"]
        if table == BY_TABLET:
            tablet.locator(NOTE + " [name=words]").fill(words)
            tablet.locator(NOTE + " button.main").click()
            expect(tablet.locator(NOTE + " [name=words]")).to_have_value("")
        elif table == BY_PAPER:
            kept = {"table": evening.tables[table], "round": evening.rounds[place], "kind": said["kind"]}
            evening.console("paper", words=words, **kept)
        else:
            name = next(by_number[each] for each in sorted(there[table]) if by_number[each] in evening.phones)
            evening.phones[name].send(
                f"/e/{evening.code}/tables/{evening.tables[table]}/notes",
                round=evening.rounds[place], words=words, kind=said["kind"],
            )  # fmt: skip
        evening.said.append((place, table, words))
    table = seats(evening.server, evening.code)[place, number(evening, PLAIN)]
    plain.goto(evening.address(f"tables/{evening.tables[table]}"))
    words = f"Without scripts, in round {place}: =1+1 <b>شكرا</b>"
    plain.locator(NOTE + " [name=words]").fill(words)
    plain.locator(NOTE + " button.main").click()
    assert words in plain.locator("main").inner_text()
    evening.said.append((place, table, words))


def the_tablet_draws(evening, tablet):
    """A line with a finger; it is on the sheet, and in the picture."""
    tablet.get_by_role("link", name="Draw on the cloth").click()
    sheet = tablet.locator("#sheet").bounding_box()
    tablet.mouse.move(sheet["x"] + 60, sheet["y"] + 60)
    tablet.mouse.down()
    tablet.mouse.move(sheet["x"] + 200, sheet["y"] + 160, steps=8)
    tablet.mouse.move(sheet["x"] + 320, sheet["y"] + 80, steps=8)
    tablet.mouse.up()
    expect(tablet.locator("#sheet [id^=stroke-]")).to_have_count(1)
    tablet.get_by_role("link", name="Back to the table").click()


def join_late(evening, late):
    evening.phones |= join_all(evening.server, evening.token, late)


def repair_and_show(evening):
    """Who came and who left is absorbed."""
    ada = evening.ada
    ada.goto(evening.address("console/seating"))
    expect(ada.locator("#list-planning")).to_contain_text("2 people came")
    ada.get_by_role("button", name="Repair the plan").first.click()
    good_now, show = (ada.get_by_role("button", name=name) for name in ("Good now, take it", "Show it on phones"))
    expect(good_now.or_(show).first).to_be_visible(timeout=30_000)
    if good_now.count():
        good_now.click()
    show.click(timeout=30_000)
    expect(show).to_have_count(0)
    ada.goto(evening.address("console"))


def moved_by_the_repair(evening, before, late):
    """The late have seats in what is still to come; of the others hardly anybody hears of another table."""
    after = seats(evening.server, evening.code)
    for said in late:
        assert {place for place, person in after if person == number(evening, said["name"])} >= {2, 3}
    told = {key for key in before if key[0] > 1 and key in after}
    assert sum(before[key] != after[key] for key in told) <= 6
    assert all(after[key] == table for key, table in before.items() if key[0] == 1 and key in after)


def main_things(evening, place, screen):
    """The one main thing of a few tables, on the wall as they come; and what a host tells the next."""
    for said in (each for each in TOLD["main"] if each["round"] == place):
        phone, table = phone_at(evening, place, said["table"]), evening.tables[said["table"]]
        where = {"round": evening.rounds[place]}
        phone.send(f"/e/{evening.code}/tables/{table}/main-thing", words=said["words"], **where)
        evening.said.append((place, said["table"], said["words"]))
        expect(screen.locator("main")).to_contain_text(said["words"])
    host = phone_at(evening, place, BY_TABLET)
    host.send(
        f"/e/{evening.code}/tables/{evening.tables[BY_TABLET]}/story",
        round=evening.rounds[place], words=said_by_the_host(place),
    )  # fmt: skip
    evening.said.append((place, BY_TABLET, said_by_the_host(place)))


def said_by_the_host(place):
    return next(said["words"] for said in TOLD["recaps"] if (said["round"], said["table"]) == (place, BY_TABLET))


def phone_at(evening, place, table) -> Guest:
    """Somebody's phone who sits there; its host's where there is one, for hosts sit at their table first of all."""
    there = {
        person
        for (round_, person), each in seats(evening.server, evening.code).items()
        if (round_, each) == (place, table)
    }
    names = numbers_of(evening.server, evening.code)
    return next(phone for name, phone in evening.phones.items() if names[name] in there)


def the_server_starts_again(evening, tablet):
    """In the middle of a round; the tablet is a tablet still, and what it wrote is there."""
    evening.server.stop()
    tablet.locator(NOTE + " [name=words]").fill("Written while the server was away")
    tablet.locator(NOTE + " button.main").click()
    evening.server.start()
    expect(tablet.locator("#outbox")).to_be_hidden(timeout=30_000)
    expect(tablet.locator("main").get_by_text("Written while the server was away")).to_have_count(1)
    evening.said.append((2, BY_TABLET, "Written while the server was away"))
    evening.ada.goto(evening.address("console"))


def patterns(evening, screen):
    for said in TOLD["patterns"]:
        phone = next(iter(evening.phones.values()))
        phone.send(f"/e/{evening.code}/patterns", purpose=said["purpose"], words=said["words"])
        evening.said.append((None, None, said["words"]))
        expect(screen.locator("main")).to_contain_text(said["words"])


def everybody_was_seated_well(evening, hosts, absent, late):
    """What must always hold did: chairs, hosts, pairs, steps, languages; and who met whom."""
    at, names = seats(evening.server, evening.code), numbers_of(evening.server, evening.code)
    people = {number_: name for name, number_ in names.items() if name != absent}
    told = {said["name"]: said for said in people_told()}
    steps = {place for place, said in enumerate(TOLD["tables"], 1) if not said["step_free"]}
    meetings = {}
    for place in (1, 2, 3):
        there = {}
        for (round_, person), table in at.items():
            if round_ == place and person in people:
                there.setdefault(table, []).append(person)
        assert max(map(len, there.values())) <= 4
        for table, sitting in there.items():
            for one, other in combinations(sorted(sitting), 2):
                meetings[one, other] = meetings.get((one, other), 0) + 1
            for person in sitting:
                assert not (told.get(people[person], {}).get("step_free") and table in steps)
        for one, other in ((HELPER, HELPED), ("Mina", "Salma")):
            assert at[place, names[one]] == at[place, names[other]]
        for table, host in hosts.items():
            assert host == absent or at[place, names[host]] == table
    late_numbers = {names[name] for name in late}
    assert {person for round_, person in at if round_ == 3 and person in late_numbers} == late_numbers
    pairs = {tuple(sorted((names[one], names[other]))) for one, other in ((HELPER, HELPED), ("Mina", "Salma"))}
    assert sum(count - 1 for pair, count in meetings.items() if pair not in pairs) <= 2


def the_export_is_what_was_written(evening):
    """The same words at the same tables in the same rounds: all of them, each once."""
    out = evening.server.folder / "book.json"
    done = evening.server.command("export", evening.code, "--format", "json", "--out", str(out))
    assert done.returncode == 0, done.stderr
    book = json.loads(out.read_text(encoding="utf-8"))
    del book["record"]  # the same, as rows
    notes = [
        note for note in everything(book) if isinstance(note, dict) and {"words", "purpose", "kind"} <= note.keys()
    ]
    assert sorted(note["words"] for note in notes) == sorted(words for _place, _table, words in evening.said)
    written = rows(
        evening.server,
        'SELECT round.position + 1, "table".number, note.words FROM note JOIN event ON event.id = note.event_id '
        'LEFT JOIN round ON round.id = note.round_id LEFT JOIN "table" ON "table".id = note.table_id '
        "WHERE code = :code",
        code=evening.code,
    )
    assert sorted(written, key=repr) == sorted(evening.said, key=repr)
    text = out.read_text(encoding="utf-8")
    assert all(f'"{said["name"]}"' not in text for said in people_told())


def everything(thing):
    """Every part of what was exported."""
    yield thing
    for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from everything(each)
