"""A phone whose clock is wrong, or is set while the page is open, shows the same minutes as all others."""

import pytest
from serving import Server

HOUR, TEN_YEARS = 3_600_000, 315_532_800_000  # in ms
MAKE = """
import datetime, json, os, pathlib
from facilitator import create_app
from facilitator.config import Settings
from facilitator.events import actions
from facilitator.events.clock import stages_of

app = create_app(Settings(database=pathlib.Path(os.environ["RECORD"]), secret_key=os.environ["SECRET_KEY"]))
event = actions.create(recipe="open_space", title="Riverside", date=datetime.date.today(), code="RIVR34")
actions.go_to(event=event, stage=[stage for stage in stages_of(event) if stage.minutes >= 15][0])
ada = actions.appoint(event=event, name="Ada")
signed = app.session_interface.get_signing_serializer(app).dumps
print(json.dumps({"ada": signed({"facilitator": {str(event.id): ada.id}})}))
"""
WRONG_CLOCK = """
window.off = %d;
const Right = Date;
window.Date = class extends Right {
  constructor(...said) { said.length ? super(...said) : super(Right.now() + window.off); }
  static now() { return Right.now() + window.off; }
};
"""


@pytest.fixture
def hall(tmp_path):
    """A server with an event in its first long stage, just begun. `.ada` is a facilitator's cookie."""
    server = Server(tmp_path).prepare(MAKE)
    yield server.start()
    server.stop()


LEFT = "() => Number(document.querySelector('[data-ends] [data-left]').textContent)"


def test_minutes_left_are_the_same_on_every_phone(hall, open_browser):
    right = None
    for off in (0, HOUR, -HOUR, TEN_YEARS, -TEN_YEARS):
        page = open_browser()
        page.context.add_cookies([{"name": "facilitator", "value": hall.ada, "url": hall.url}])
        page.add_init_script(WRONG_CLOCK % off)
        page.goto(f"{hall.url}/e/RIVR34/console")
        page.locator("[data-ends] [data-left]:not(:empty)").first.wait_for(state="attached")
        right = right or page.evaluate(LEFT)
        assert abs(page.evaluate(LEFT) - right) <= 1
        for jump in (-HOUR, HOUR, TEN_YEARS, -TEN_YEARS):  # somebody sets it right, or wrong
            page.evaluate("jump => { window.off += jump; }", jump)
            page.wait_for_timeout(1100)  # until it has been looked at again
            page.wait_for_function(f"right => Math.abs(({LEFT})() - right) <= 1", arg=right)
        page.context.close()
    assert right > 0
