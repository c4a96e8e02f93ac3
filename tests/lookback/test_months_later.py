"""Three months later, on another start of the server: the code of the day, the links and the feed still lead there."""

import urllib.parse
import urllib.request

from serving import Server

THREE_MONTHS_AGO = """
import datetime, json, os
from pathlib import Path
from facilitator import create_app
from facilitator.config import Settings
app = create_app(Settings(database=Path(os.environ["RECORD"]), secret_key=os.environ["SECRET_KEY"]))
from facilitator.actions import actions
from facilitator.commands.stand_in import as_facilitator, as_person
from facilitator.events import actions as events
from facilitator.journal import keeper
from facilitator.lookback import actions as lookback
from facilitator.lookback.models import AnswerLink
from facilitator.people import actions as people
with app.app_context():
    date = datetime.date.today() - datetime.timedelta(days=92)
    event = events.create(recipe="open_space_mini", title="Tea and talk", date=date)
    ben = as_person(event, people.join(event=event, name="Ben"))
    actions.write_down(event=event, by=ben, what="Plant trees", i_will=True)
    page = lookback.open_page(event=event, by=as_facilitator(event))
    link = AnswerLink.get()
keeper.close()
print(json.dumps({"join": event.token, "page": page.token, "answer": link.token}))
"""


def read(url):
    with urllib.request.urlopen(url) as answer:
        return answer.url, answer.read().decode()


def test_the_look_back_is_still_there(tmp_path):
    server = Server(tmp_path).prepare(THREE_MONTHS_AGO).start()
    address = f"{server.url}/look-back/{server.page}"
    try:
        assert read(f"{server.url}/j/{server.join}")[0] == address
        form = urllib.parse.urlencode({"state": "done", "words": "Twelve trees stand."}).encode()
        with urllib.request.urlopen(f"{server.url}/answer/{server.answer}", form) as answer:
            assert answer.status == 200
        server.stop()
        server.start()
        assert read(f"{server.url}/j/{server.join}")[0] == address
        assert "Twelve trees stand." in read(address)[1]
        assert "Twelve trees stand." in read(f"{address}/news.atom")[1]
        assert "BEGIN:VCALENDAR" in read(f"{address}/dates.ics")[1]
        assert "What was said until now" in read(f"{server.url}/answer/{server.answer}")[1]
    finally:
        server.stop()
