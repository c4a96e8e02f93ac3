"""A café's clock in real browsers: the parts of a round follow one another without any traffic; gentle signs."""

import pytest
from serving import Server

HALL = {"width": 1920, "height": 1080}
MAKE_A_CAFE = """
import datetime, json, os, pathlib
from facilitator import create_app
from facilitator.config import Settings
from facilitator.events import actions
from facilitator.events.clock import stages_of

app = create_app(Settings(database=pathlib.Path(os.environ["RECORD"]), secret_key=os.environ["SECRET_KEY"]))
event = actions.create(recipe="world_cafe", title="Riverside", date=datetime.date.today(), code="CAFE34",
                       tables=[{"seats": 4}] * 4, gentle_sound=True)
stages = stages_of(event)
second = [stage for stage in stages if stage.kind == "round"][1]
actions.go_to(event=event, stage=second)
ada = actions.appoint(event=event, name="Ada")
actions.open_projector(event=event, key="the key of the big screen")
signed = app.session_interface.get_signing_serializer(app).dumps
print(json.dumps({
    "token": event.token,
    "ada": signed({"facilitator": {str(event.id): ada.id}}),
    "dot": signed({"projector": "the key of the big screen"}),
    "move": [stage.id for stage in stages if stage.kind == "move"][1],
}))
"""
COUNT_TONES = """
window.tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.tones += 1; return start.apply(this, when); };
"""


@pytest.fixture
def cafe(tmp_path):
    """A server with a café in its second round, just begun. `.token` lets people in, `.ada` and `.dot` are cookies,
    `.move` is the number of the next stage in which people move."""
    server = Server(tmp_path).prepare(MAKE_A_CAFE)
    yield server.start()
    server.stop()


def signed_in(open_browser, cafe, cookie, **options):
    page = open_browser(**options)
    page.context.add_cookies([{"name": "facilitator", "value": cookie, "url": cafe.url}])
    return page


def presses(cafe, ada, path, **fields):
    """A facilitator presses a button of the console."""
    answer = ada.request.post(f"{cafe.url}/e/CAFE34/{path}", form=fields, headers={"Origin": cafe.url})
    assert answer.ok


def part_now(page):
    return page.locator(".phase-part.now").get_attribute("data-part")


def test_the_parts_follow_one_another_by_the_phones_own_clock(cafe, open_browser):
    phone = open_browser()
    phone.clock.install()
    phone.goto(f"{cafe.url}/j/{cafe.token}")
    phone.get_by_role("button", name="Go in").click()
    phone.wait_for_url("**/e/CAFE34/")
    assert part_now(phone) == "recap"
    phone.context.set_offline(True)  # nothing can come from the server
    for minutes, key in ((1, "quiet"), (1, "go_round"), (6, "talk")):
        phone.clock.fast_forward(minutes * 60_000)
        phone.locator(f".phase-part.now[data-part={key}]").wait_for()
        assert phone.locator(".phase-part.now").count() == 1


def test_without_scripts_the_parts_and_their_times_are_there(cafe, open_browser):
    phone = open_browser(java_script_enabled=False)
    phone.goto(f"{cafe.url}/j/{cafe.token}")
    phone.get_by_role("button", name="Go in").click()
    assert phone.get_by_text("Tell the new people the story so far.").is_visible()
    assert phone.locator(".phase-part.coming .phase-time").count() == 3
    assert phone.locator(".phase-part.coming .phase-time").first.is_visible()


def test_when_it_is_time_to_move_the_big_screen_sounds_softly_and_grows_warm(cafe, open_browser):
    ada = signed_in(open_browser, cafe, cafe.ada)
    screen = signed_in(open_browser, cafe, cafe.dot, viewport=HALL)
    screen.add_init_script(COUNT_TONES)
    screen.goto(f"{cafe.url}/e/CAFE34/projector")
    hint = screen.get_by_text("For the gentle sound, press any key here once.")
    assert hint.is_visible()
    screen.keyboard.press("x")
    hint.wait_for(state="hidden")
    assert screen.evaluate("window.tones") == 0
    presses(cafe, ada, "console/stage", stage=cafe.move)
    screen.locator("body.warm main[data-page=move]").wait_for()
    assert screen.evaluate("window.tones") > 0


def test_switched_off_nothing_sounds_and_the_light_stays(cafe, open_browser):
    ada = signed_in(open_browser, cafe, cafe.ada)
    screen = signed_in(open_browser, cafe, cafe.dot, viewport=HALL)
    screen.add_init_script(COUNT_TONES)
    screen.goto(f"{cafe.url}/e/CAFE34/projector")
    screen.keyboard.press("x")
    presses(cafe, ada, "console/gentle", gentle_sound="0", gentle_light="0")
    screen.locator("#screen[data-sound=no][data-light=no]").wait_for(state="attached")
    assert screen.get_by_text("For the gentle sound").is_hidden()
    presses(cafe, ada, "console/stage", stage=cafe.move)
    screen.locator("main[data-page=move]").wait_for()
    assert screen.locator("body.warm").count() == 0
    assert screen.evaluate("window.tones") == 0


def test_in_the_last_minute_the_light_grows_warm_by_itself(cafe, open_browser):
    screen = signed_in(open_browser, cafe, cafe.dot, viewport=HALL)
    screen.clock.install()
    screen.goto(f"{cafe.url}/e/CAFE34/projector")
    screen.locator(".phase-part.now").wait_for()
    screen.context.set_offline(True)
    screen.clock.fast_forward(18 * 60_000)
    screen.locator(".phase-part.now[data-part=talk]").wait_for()
    assert screen.locator("body.warm").count() == 0
    screen.clock.fast_forward(90_000)
    screen.locator("body.warm").wait_for()


def test_the_helm_shows_the_part_it_is_and_its_next(cafe, open_browser):
    ada = signed_in(open_browser, cafe, cafe.ada, viewport={"width": 1280, "height": 800})
    ada.goto(f"{cafe.url}/e/CAFE34/console")
    ada.get_by_role("button", name="Next part: One quiet minute").click()
    ada.get_by_role("button", name="Next part: Go round").wait_for()
    assert ada.locator(".helm-part.now").count() == 1
