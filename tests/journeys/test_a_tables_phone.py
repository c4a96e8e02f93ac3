"""A table's own phone in real browsers: drawing together, with and without Wi-Fi, and following the day by itself."""

import pytest
from playwright.sync_api import expect
from serving import Server

TABLET = {"width": 768, "height": 1024}
SVG = "http://www.w3.org/2000/svg"
MAKE_A_CAFE = """
import datetime, json, os, pathlib
from facilitator import create_app
from facilitator.config import Settings
from facilitator.events import actions
from facilitator.events.clock import stages_of
from facilitator.events.models import Table

app = create_app(Settings(database=pathlib.Path(os.environ["RECORD"]), secret_key=os.environ["SECRET_KEY"]))
event = actions.create(recipe="world_cafe", title="Riverside", date=datetime.date.today(), code="CAFE34",
                       tables=[{"seats": 4}] * 4)
first = {stage.kind: stage for stage in reversed(stages_of(event)) if stage.kind in ("round", "harvest", "move")}
actions.go_to(event=event, stage=first["round"])
ada = actions.appoint(event=event, name="Ada")
signed = app.session_interface.get_signing_serializer(app).dumps
table = Table.get(Table.event == event, Table.number == 2)
print(json.dumps({
    "event_token": event.token, "table_token": table.token, "table": table.id,
    "ada": signed({"facilitator": {str(event.id): ada.id}}),
    "stages": {kind: stage.id for kind, stage in first.items()},
}))
"""


@pytest.fixture
def cafe(tmp_path):
    """A server with a café in its first round. `.table` is the number of a table and `.table_token` its code, `.ada` a
    facilitator's cookie, `.stages` the first stage of each kind."""
    server = Server(tmp_path).prepare(MAKE_A_CAFE)
    yield server.start()
    server.stop()


def becomes_the_tables(page, cafe):
    page.goto(f"{cafe.url}/t/{cafe.table_token}")
    page.get_by_role("button", name="This phone writes for the whole table").click()
    page.wait_for_url(f"**/e/CAFE34/tables/{cafe.table}")
    page.get_by_text("You are joined up.").wait_for()


def joins(page, cafe):
    page.goto(f"{cafe.url}/j/{cafe.event_token}?next=/e/CAFE34/tables/{cafe.table}")
    page.get_by_role("button", name="Go in").click()
    page.wait_for_url(f"**/e/CAFE34/tables/{cafe.table}")
    page.get_by_text("You are joined up.").wait_for()


def it_is(page, cafe, kind):
    """The facilitator moves the day to the first stage of that kind."""
    page.context.add_cookies([{"name": "facilitator", "value": cafe.ada, "url": cafe.url}])
    fields, origin = {"stage": cafe.stages[kind]}, {"Origin": cafe.url}
    assert page.request.post(f"{cafe.url}/e/CAFE34/console/stage", form=fields, headers=origin).ok


def draws(page, *points):
    """A line through these points of the sheet, in thousandths of its width."""
    box = page.locator("#sheet").bounding_box()
    places = [(box["x"] + x / 1000 * box["width"], box["y"] + y / 700 * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()


def shows_lines(page, count):
    expect(page.locator("#sheet g[id^=list] path")).to_have_count(count, timeout=15_000)
    expect(page.locator("#drawing path")).to_have_count(0, timeout=15_000)


def test_a_table_draws_together(cafe, open_browser):
    tablet, phone = open_browser(viewport=TABLET), open_browser()
    becomes_the_tables(tablet, cafe)
    joins(phone, cafe)
    for page in (tablet, phone):
        page.get_by_role("link", name="Draw on the cloth").click()
        page.get_by_text("You are joined up.").wait_for()
    assert not phone.get_by_role("button", name="Take my last line back").is_visible()
    tablet.get_by_label("Green").check()
    draws(tablet, (100, 100), (400, 100), (400, 400))
    draws(phone, (700, 500), (800, 600))
    draws(tablet, (500, 500))
    for page in (tablet, phone):
        shows_lines(page, 3)
        assert page.get_by_role("img", name="Drawing of table 2, round 1, 3 lines").is_visible()
    corner = phone.locator("#sheet path").first
    assert corner.evaluate("path => path.namespaceURI") == SVG  # a shape, not an unknown word of HTML
    assert corner.get_attribute("stroke") == "#2c6e49"
    assert corner.get_attribute("d").count("L") == 2  # as few points as draw the same
    assert corner.bounding_box()["width"] > 50
    phone.get_by_role("button", name="Take my last line back").click()
    for page in (tablet, phone):
        shows_lines(page, 2)
    tablet.get_by_role("button", name="Take my last line back").click()
    for page in (tablet, phone):
        shows_lines(page, 1)
    assert tablet.get_by_label("Green").is_checked()  # nobody's pen changes when the page is fetched anew


def test_a_line_drawn_without_wifi_is_not_lost(cafe, open_browser):
    tablet, other = open_browser(viewport=TABLET), open_browser()
    for page in (tablet, other):
        becomes_the_tables(page, cafe)
    tablet.get_by_role("link", name="Draw on the cloth").click()
    tablet.get_by_text("You are joined up.").wait_for()
    tablet.context.set_offline(True)
    draws(tablet, (100, 100), (300, 300))
    draws(tablet, (300, 100), (100, 300))
    tablet.get_by_text("(2 waiting)").wait_for()
    assert tablet.locator("#drawing path").count() == 2
    tablet.context.set_offline(False)
    shows_lines(tablet, 2)
    shows_lines(other, 2)


def test_a_drawing_held_back_is_gone_at_once_and_comes_back(cafe, open_browser):
    tablet, ada = open_browser(viewport=TABLET), open_browser()
    becomes_the_tables(tablet, cafe)
    tablet.get_by_role("link", name="Draw on the cloth").click()
    tablet.get_by_text("You are joined up.").wait_for()
    draws(tablet, (100, 100), (300, 300))
    shows_lines(tablet, 1)
    ada.context.add_cookies([{"name": "facilitator", "value": cafe.ada, "url": cafe.url}])
    ada.goto(f"{cafe.url}/e/CAFE34/tables/{cafe.table}")
    ada.get_by_text("Hold this drawing and say why").click()
    ada.get_by_label("Why? The table will see your reason.").fill("A face is in it")
    ada.get_by_role("button", name="Hold it").click()
    tablet.get_by_text("A face is in it").wait_for()
    shows_lines(tablet, 0)
    ada.get_by_role("button", name="Show it again").click()
    shows_lines(tablet, 1)


def test_its_page_follows_the_day_by_itself_but_never_in_the_middle_of_a_sentence(cafe, open_browser):
    quiet, busy, ada = open_browser(viewport=TABLET), open_browser(), open_browser()
    becomes_the_tables(quiet, cafe)
    joins(busy, cafe)
    box = busy.get_by_label("Write one thing you heard or thought.")
    box.press_sequentially("We need a b")
    it_is(ada, cafe, "harvest")
    quiet.get_by_role("heading", name="Before you move on").wait_for()
    busy.get_by_text("The day has moved on.").wait_for()
    assert box.input_value() == "We need a b"
    it_is(ada, cafe, "move")
    quiet.get_by_role("heading", name="What makes it hard?").wait_for()
    box.press_sequentially("ench")
    busy.get_by_role("button", name="Save this note").click()
    busy.get_by_role("heading", name="What makes it hard?").wait_for()
    busy.goto(f"{cafe.url}/e/CAFE34/tables/{cafe.table}?round=1")
    assert busy.get_by_text("We need a bench").is_visible()


def test_who_writes_is_seen_on_all_phones_of_the_table_and_nothing_else_moves(cafe, open_browser):
    tablet, other = open_browser(viewport=TABLET), open_browser()
    for page in (tablet, other):
        becomes_the_tables(page, cafe)
    box = other.get_by_label("Write one thing you heard or thought.")
    box.press_sequentially("We need a b")
    tablet.get_by_text("Who writes this round?").first.click()
    tablet.get_by_label("Who writes this round? You can leave it blank.").fill("Sam")
    tablet.get_by_role("button", name="Save", exact=True).click()
    for page in (tablet, other):
        page.get_by_text("Sam").wait_for()
    box.press_sequentially("ench")
    assert box.input_value() == "We need a bench"


def test_without_scripts_it_writes_and_sees_the_drawing(cafe, open_browser):
    tablet, plain = open_browser(viewport=TABLET), open_browser(java_script_enabled=False)
    becomes_the_tables(tablet, cafe)
    tablet.get_by_role("link", name="Draw on the cloth").click()
    tablet.get_by_text("You are joined up.").wait_for()
    draws(tablet, (100, 100), (900, 600))
    shows_lines(tablet, 1)
    plain.goto(f"{cafe.url}/t/{cafe.table_token}")
    plain.get_by_role("button", name="This phone writes for the whole table").click()
    plain.get_by_label("Write one thing you heard or thought.").fill("Without a script")
    plain.get_by_role("button", name="Save this note").click()
    assert plain.get_by_text("Without a script").is_visible()
    plain.get_by_role("link", name="Draw on the cloth").click()
    assert plain.get_by_role("img", name="Drawing of table 2, round 1, 1 line").is_visible()
    assert plain.get_by_text("This browser cannot draw here.").is_visible()
    assert not plain.get_by_text("Green").is_visible()
