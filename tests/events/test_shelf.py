"""The list of events: a new one from a recipe, a copy, one put away."""

import datetime
import shutil

from cast import joined

from facilitator.actions.models import Action
from facilitator.events import recipes as formats
from facilitator.events.codes import ALPHABET
from facilitator.events.models import Event, Slot, Space, Stage
from facilitator.events.setting_up.actions import set_up
from facilitator.events.shelf.actions import archive, close_doors, open_doors


def newest():
    return Event.select().order_by(Event.id.desc()).get()


def test_one_button_makes_a_whole_event(organiser):
    page = organiser.post("/events/new")
    made = newest()
    assert page.request.path == f"/e/{made.code}/console/set-up"
    assert made.title == "Open Space"
    assert made.date == datetime.date.today()
    assert len(made.code) == 6
    assert set(made.code) <= set(ALPHABET)
    assert len(made.token) >= 20
    assert made.look_back_on > made.date
    assert made.spaces.count() == 5
    assert [slot.name for slot in made.slots] == ["Talk time 1", "Talk time 2", "Talk time 3"]


def test_what_was_typed_is_kept(organiser):
    organiser.post(
        "/events/new",
        {"recipe": "open_space_mini", "title": "Stößel", "question": "Wozu?", "date": "2027-02-03", "venue": "Mill"},
    )
    made = newest()
    assert (made.recipe, made.title, made.question, made.venue) == ("open_space_mini", "Stößel", "Wozu?", "Mill")
    assert made.date == datetime.date(2027, 2, 3)


def test_bad_input_brings_the_words_back(organiser):
    before = Event.select().count()
    page = organiser.post("/events/new", {"title": "Our day", "date": "soon", "page": "/events/new"})
    assert page.status_code == 422
    assert "Our day" in page.text
    assert "Please write the day" in page.text
    assert organiser.post("/events/new", {"recipe": "none", "page": "/events/new"}).status_code == 422
    assert Event.select().count() == before


def test_the_button_pressed_twice_makes_one(organiser):
    before = Event.select().count()
    pages = [organiser.post("/events/new", {"op": "same", "title": "Once"}) for _ in range(2)]
    assert Event.select().count() == before + 1
    assert pages[0].request.path == pages[1].request.path


def test_a_file_in_the_folder_is_a_format(organiser, tmp_path, monkeypatch):
    shutil.copytree(formats.FOLDER, tmp_path / "recipes")
    (tmp_path / "recipes" / "walk_and_talk.toml").write_text(
        """
        name = "Walk and talk"
        for = "Two by two, around the pond."
        order = 9
        starts = "14:00"
        house_rules = ["Walk slowly."]
        spaces = [{ name = "The pond" }]
        stages = [
          { kind = "welcome", name = "Hello", minutes = 5 },
          { kind = "talk", name = "Round the pond", minutes = 40 },
        ]
        """
    )
    monkeypatch.setattr(formats, "FOLDER", tmp_path / "recipes")
    page = organiser.get("/events/new").text
    assert "Walk and talk" in page
    assert "Two by two, around the pond." in page
    organiser.post("/events/new", {"recipe": "walk_and_talk"})
    made = newest()
    assert (made.title, made.starts, made.house_rules) == ("Walk and talk", "14:00", ["Walk slowly."])
    assert [stage.name for stage in made.stages] == ["Hello", "Round the pond"]
    assert [slot.name for slot in made.slots] == ["Round the pond"]


def test_a_copy_has_the_set_up_and_nothing_that_was_said(app, event, organiser):
    ben = joined(app, event, "Ben")
    ben.post("topics", {"title": "Benches"})
    set_up(event=event, question="What now?", wifi_name="Hall", house_rules=["Be kind."])
    organiser.post("copy")
    made = newest()
    assert made.id != event.id
    assert made.title == "Tea and talk (copy)"
    assert (made.question, made.wifi_name, made.house_rules) == ("What now?", "Hall", ["Be kind."])
    assert {made.code, made.token}.isdisjoint({event.code, event.token})
    assert made.people.count() == made.topics.count() == 0

    def shape(one):
        stages = Stage.select().where(Stage.event == one).order_by(Stage.position)
        spaces = Space.select().where(Space.event == one).order_by(Space.position)
        return (
            [(each.kind, each.name, each.minutes, each.slot and each.slot.name) for each in stages],
            [(each.name, each.step_free, each.quiet) for each in spaces],
        )

    assert shape(made) == shape(event)
    assert all(stage.slot.event_id == made.id for stage in Stage.select().where(Stage.event == made, Stage.slot))
    assert Slot.select().where(Slot.event == made).count() == Slot.select().where(Slot.event == event).count()


def test_put_away_and_brought_back(event, organiser, stranger):
    organiser.post("archive")
    assert "1 event put away" in organiser.get("/events").text
    assert "nobody new can join" in stranger.post(f"/j/{event.token}", {"name": "Late"}).text
    organiser.post("archive/end")
    assert "put away" not in organiser.get("/events").text
    assert stranger.post(f"/j/{event.token}", {"name": "Late"}).status_code == 200


def test_only_the_organiser_copies_and_puts_away(ada, ben):
    for browser in (ada, ben):
        for path in ("copy", "archive", "archive/end"):
            assert browser.post(path).status_code == 404
    assert Event.select().count() == 1


def test_closing_the_doors_twice_keeps_the_first_time(event):
    first = close_doors(event=event).closed_at
    assert close_doors(event=event).closed_at == first
    assert not Event.get().is_open
    assert open_doors(event=event).is_open
    assert not archive(event=event).is_open


def test_an_event_from_another_installation_page_is_not_there(organiser):
    assert organiser.post("/e/NOSUCH/copy").status_code == 404


def test_in_an_event_put_away_people_read_and_take_back_but_write_nothing_new(app, event):
    ben = joined(app, event, "Ben")
    ben.send("actions", {"what": "Plant trees"})
    action = Action.get()
    archive(event=event)
    for path, words in {"topics": {"title": "Late"}, "actions": {"what": "Late"}, "goodbye": {"words": "Late"}}.items():
        status, answer = ben.send(path, words)
        assert (status, answer["saved"]) == (422, False)
    assert ben.get("actions").status_code == 200
    assert ben.send(f"actions/{action.id}/removal")[0] == 200
    assert Action.get_by_id(action.id).what == ""
