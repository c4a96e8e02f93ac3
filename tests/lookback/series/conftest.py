"""An earlier event with open ends, which ada runs too; and how updates come in."""

import datetime

import pytest
from cast import joined

from facilitator.actions import actions as promises
from facilitator.commands.stand_in import as_facilitator, as_person
from facilitator.events import actions as events
from facilitator.harvest.models import Theme
from facilitator.help import actions as help_
from facilitator.lookback.models import Update


@pytest.fixture
def earlier(app, ada):
    """Half a year before, also run from ada's browser."""
    made = events.create(
        recipe="open_space", title="Spring fair", date=datetime.date(2026, 5, 20), code="SPRN34",
        house_rules=["Be kind.", "Talk about what matters."],
    )  # fmt: skip
    runs(ada, made)
    return made


@pytest.fixture
def dora(app, earlier):
    """Took part in the earlier event."""
    return joined(app, earlier, "Dora")


@pytest.fixture
def open_ends(earlier, dora, write):
    """Three actions, one of them done, one an ask; a parked pile and an open one; a word."""
    person = as_person(earlier, dora.person)
    rows = {
        "mine": promises.write_down(event=earlier, by=person, what="Mend the bench", i_will=True),
        "ask": promises.write_down(event=earlier, by=person, what="Light the path", whom="The council"),
        "done": promises.write_down(event=earlier, by=person, what="Paint the door", i_will=True),
        "parked": write(Theme, earlier, name="Buses", position=1, state="parked", why="The operator was away"),
        "open": write(Theme, earlier, name="Gardens", position=2),
    }
    help_.explain(event=earlier, by=as_facilitator(earlier), word="HWB", meaning="A board about health")
    write(Update, earlier, action=rows["done"], by="owner", state="done")
    return rows


def runs(browser, event):
    """This browser may run that event too."""
    facilitator = events.appoint(event=event, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {**session.get("facilitator", {}), str(event.id): facilitator.id}


@pytest.fixture
def take_up(ada, event, earlier):
    """`take_up(actions=[…], themes=[…], …)`: ada sends the form; gives what the server answers."""

    def send(actions=(), themes=(), words="", rules="", code=None, op=None):
        data = {
            "earlier": code or earlier.code, "action": [each.id for each in actions],
            "theme": [each.id for each in themes], "words": words, "rules": rules, **({"op": op} if op else {}),
        }  # fmt: skip
        return ada.send("console/follow", data)

    return send
