"""The console's page where the room sorts; what phones and the big screen show of it."""

import pytest
from cast import joined
from counting import queries_of

from facilitator.db import now
from facilitator.events.models import Projector
from facilitator.events.shelf import actions as shelf
from facilitator.harvest.models import FORWARDED, OPEN, PARKED, InTheme, SortingAct, Theme
from facilitator.notes import actions as note_actions
from facilitator.notes.models import HELD, Note
from facilitator.people import actions as people


@pytest.fixture
def notes(write, event):
    return [write(Note, event=event, words=f"Note number {number}") for number in range(1, 6)]


def sort(ada, **said):
    return ada.send("console/themes/sorting", said)


def begin(ada, name, *notes):
    assert sort(ada, begin="1", name=name, note=[note.id for note in notes])[0] == 200
    return Theme.select().order_by(Theme.id.desc()).get()


def inside(pile):
    return [row.note_id for row in InTheme.select().where(InTheme.theme == pile).order_by(InTheme.note)]


def test_the_room_sorts_with_buttons_alone(ada, notes):
    page = ada.get("console/themes").text
    assert "5 notes are in no pile." in page
    pile = begin(ada, "Buses", *notes[:2])
    assert sort(ada, put=pile.id, note=[notes[2].id])[0] == 200
    assert sort(ada, into=pile.id, move="1", note=[notes[3].id])[0] == 200
    assert inside(pile) == [note.id for note in notes[:4]]
    page = ada.get("console/themes").text
    assert "1 note is in no pile." in page
    assert "4 notes" in page
    assert 'id="unsorted-' in page
    assert page.count('id="unsorted-') == 1


def test_a_note_goes_from_pile_to_pile_or_into_both(ada, notes):
    buses, trains = begin(ada, "Buses", *notes[:3]), begin(ada, "Trains")
    sort(ada, page="x", pile=buses.id, put=trains.id, note=[notes[0].id])
    sort(ada, page="x", pile=buses.id, put=trains.id, note=[notes[1].id], keep="1")
    assert (inside(buses), inside(trains)) == ([notes[1].id, notes[2].id], [notes[0].id, notes[1].id])
    sort(ada, page="x", pile=buses.id, out=buses.id, note=[notes[2].id])
    assert inside(buses) == [notes[1].id]
    page = ada.get(f"console/themes?pile={buses.id}").text
    assert page.count('id="in-pile-') == 1
    assert "Also in:" in page


def test_every_step_has_its_undo_in_plain_sight(ada, notes):
    pile = begin(ada, "Buses")
    sort(ada, put=pile.id, note=[note.id for note in notes])
    page = ada.get("console/themes").text
    assert "5 notes put into: \u2068Buses\u2069" in page
    act = SortingAct.select().order_by(SortingAct.id.desc()).get()
    assert ada.post(f"console/themes/steps/{act.id}/undoing").status_code == 200
    assert inside(pile) == []
    assert "5 notes put into" not in ada.get("console/themes").text
    assert ada.post(f"console/themes/steps/{act.id + 99}/undoing").status_code == 404


def test_undo_is_refused_in_a_plain_sentence_when_somebody_changed_it(ada, notes):
    pile = begin(ada, "Buses")
    sort(ada, put=pile.id, note=[notes[0].id])
    act = SortingAct.select().order_by(SortingAct.id.desc()).get()
    sort(ada, out=pile.id, note=[notes[0].id])
    status, answer = ada.send(f"console/themes/steps/{act.id}/undoing")
    assert (status, answer["message"][:34]) == (409, "Somebody has changed this since th")


def test_a_pile_is_named_joined_forwarded_parked_and_put_away(ada, notes):
    pile, other = begin(ada, "", *notes[:2]), begin(ada, "Trains")

    def act(what, **said):
        return ada.send(f"console/themes/{pile.id}/{what}", {"page": "x", **said})

    assert act("name", name="Buses", seen="Cars")[0] == 409
    assert act("name", name="Buses", seen="")[0] == 200
    assert "Named by the room" in ada.get(f"console/themes?pile={pile.id}").text
    assert act("forwarding", whom="", why="They run them")[1]["field"] == "whom"
    assert act("forwarding", whom="The bus company", why="They run them")[0] == 200
    assert Theme.get_by_id(pile.id).state == FORWARDED
    assert act("parking", why="")[1]["field"] == "why"
    assert act("parking", why="First the winter")[0] == 200
    assert Theme.get_by_id(pile.id).state == PARKED
    assert act("taking-up")[0] == 200
    assert Theme.get_by_id(pile.id).state == OPEN
    assert act("joining", into="")[0] == 422
    assert act("joining", into=str(other.id))[1]["url"].endswith(f"console/themes?pile={other.id}")
    assert inside(other) == [note.id for note in notes[:2]]
    assert ada.send(f"console/themes/{other.id}/putting-away", {"page": "x", "pile": str(other.id)})[1]["url"].endswith(
        "console/themes"
    )
    assert "Bring it back" in ada.get("console/themes").text


def test_what_is_looked_at_is_kept(ada, notes):
    pile = begin(ada, "Buses", notes[0])
    at = {"page": "x", "pile": str(pile.id), "q": "number", "large": "1"}
    _status, answer = sort(ada, **at, out=pile.id, note=[notes[0].id])
    assert answer["url"] == f"/e/ROOM34/console/themes?pile={pile.id}&q=number&large=1"
    assert "Back to the console" in ada.get(answer["url"]).text
    act = SortingAct.select().order_by(SortingAct.id.desc()).get()
    stood = {"Referer": f"http://localhost{answer['url']}", "Accept": "application/json"}
    said = ada.client.post(ada.address(f"console/themes/steps/{act.id}/undoing"), headers=stood).get_json()
    assert said["url"] == answer["url"]


def test_notes_are_found_by_their_words(ada, notes):
    page = ada.get("console/themes?q=NÚMBER 3").text
    assert page.count('id="unsorted-') == 1
    assert f'id="unsorted-{notes[2].id}"' in page


def test_many_notes_stand_on_pages_and_the_next_comes_in(ada, event, write):
    many = [write(Note, event=event, words=f"Note {number}") for number in range(45)]
    page = ada.get("console/themes").text
    assert page.count('id="unsorted-') == 40
    assert "Further notes" in page
    assert ada.get(f"console/themes?after={many[39].id}").text.count('id="unsorted-') == 5
    begin(ada, "Buses", *many[:3])  # the watch of every test sees that those who look hear which come in
    assert f'id="unsorted-{many[42].id}"' in ada.get("console/themes").text
    begin(ada, "Trains", *many[3:45])
    assert "Every note is in a pile." in ada.get("console/themes").text


def test_nothing_ticked_or_chosen_is_a_plain_sentence(ada, notes):
    pile = begin(ada, "Buses")
    assert sort(ada, put=pile.id)[1]["message"] == "Tick the notes first."
    assert sort(ada, into="", note=[notes[0].id])[1]["message"] == "Choose a pile first."
    assert sort(ada, put="999999", note=[notes[0].id])[0] == 404
    assert sort(ada, begin="1", name="x" * 81)[1]["field"] == "name"
    page = ada.post("console/themes/sorting", {"page": ada.address("console/themes"), "begin": "1", "name": "y" * 81})
    assert "y" * 81 in page.text


def test_sorting_is_for_this_events_facilitators(ben, cleo, ada, notes):
    pile = begin(ada, "Buses", notes[0])
    for browser in (ben, cleo):
        assert browser.post(f"/e/ROOM34/console/themes/{pile.id}/putting-away").status_code == 404
        assert (
            browser.post("/e/ROOM34/console/themes/sorting", {"put": pile.id, "note": notes[1].id}).status_code == 404
        )
        assert "Make sense together" not in browser.get("/e/ROOM34/console/themes").text
    assert inside(pile) == [notes[0].id]


def test_held_notes_and_names_are_on_no_shared_screen(ada, ben, event, notes):
    pile = begin(ada, "Call 07700 900123", *notes[:2])
    note_actions.hold(event=event, thing=notes[0], because="It names a person")
    ada.post("projector")
    ada.post(f"projector/{last_screen()}", {"show": "themes"})
    pages = [ada.get("console/themes?large=1"), ada.get(f"console/themes?large=1&pile={pile.id}"), ben.get("themes")]
    for page in [*pages, ada.get("projector")]:
        assert "07700" not in page.text
        assert "Note number 1" not in page.text
        assert "A name that is held back" in page.text
    assert "07700" in ada.get(f"console/themes?pile={pile.id}").text
    assert ada.send(f"console/themes/{pile.id}/showing")[0] == 200
    assert "07700" in ben.get("themes").text
    assert ada.send(f"console/themes/{pile.id}/hold", {"because": ""})[1]["field"] == "because"
    assert ada.send(f"console/themes/{pile.id}/hold", {"because": "Somebody's number"})[0] == 200
    assert "07700" not in ben.get("themes").text


def test_a_held_name_waits_under_check_notes(ada, event):
    pile = begin(ada, "Call 07700 900123")
    assert "07700" in ada.get("console/held").text
    assert "1 note waits for your look" in ada.get("console").text
    stood = {"Referer": f"http://localhost{ada.address('console/held')}", "Accept": "application/json"}
    answer = ada.client.post(ada.address(f"console/themes/{pile.id}/showing"), headers=stood).get_json()
    assert answer["url"] == ada.address("console/held")
    assert "07700" not in ada.get("console/held").text


def last_screen():
    return Projector.select().order_by(Projector.id.desc()).get().id


def test_the_big_screen_shows_piles_with_numbers_and_what_became_of_them(ada, notes):
    pile = begin(ada, "Buses", *notes[:2])
    ada.send(f"console/themes/{pile.id}/parking", {"why": "First the winter"})
    ada.post("projector")
    ada.post(f"projector/{last_screen()}", {"show": "themes"})
    page = ada.get("projector").text
    for words in ("Buses", "2 notes", "Parked for another time", "First the winter", "3 notes are in no pile."):
        assert words in page
    assert "Note number" not in page


def own_note(person, event, write, words="More buses"):
    return write(Note, event=event, words=words, said_by=person, written_by=person)


def test_its_writer_says_on_the_phone_where_a_note_belongs(ada, ben, event, write, notes):
    own = own_note(ben.person, event, write)
    pile = begin(ada, "Buses")
    page = ben.get("themes").text
    assert "More buses" in page
    assert "Note number 1" not in page
    assert "Buses" in ben.get(f"notes/{own.id}/pile").text
    assert ben.send(f"notes/{own.id}/pile", {"into": ""})[1]["message"] == "Choose a pile first."
    assert ben.send(f"notes/{own.id}/pile", {"into": str(pile.id)})[0] == 200
    assert inside(pile) == [own.id]
    assert InTheme.get().put_by_id == ben.person.id
    assert "1 note put into" in ben.get("themes").text
    act = SortingAct.select().order_by(SortingAct.id.desc()).get()
    assert ben.send(f"themes/steps/{act.id}/undoing")[0] == 200
    assert inside(pile) == []
    ben.send(f"notes/{own.id}/pile", {"into": str(pile.id)})
    assert ben.send(f"notes/{own.id}/pile", {"out": str(pile.id)})[0] == 200
    assert inside(pile) == []


def test_nobody_else_says_where_it_belongs(app, ada, ben, cleo, event, write):
    own = own_note(ben.person, event, write)
    pile, eve = begin(ada, "Buses"), joined(app, event, "Eve")
    for browser in (eve, cleo, ada):
        assert browser.client.get(f"/e/ROOM34/notes/{own.id}/pile").status_code in (302, 404)
        assert browser.client.post(f"/e/ROOM34/notes/{own.id}/pile", data={"into": pile.id}).status_code == 404
    assert inside(pile) == []


def test_a_person_begins_a_pile_under_a_name_and_is_named_if_they_said_yes(app, ben, event, write):
    own = own_note(ben.person, event, write)
    assert ben.send(f"notes/{own.id}/pile", {"begin": "1", "name": ""})[1]["field"] == "name"
    assert ben.send(f"notes/{own.id}/pile", {"begin": "1", "name": "Getting home"})[0] == 200
    eve = joined(app, event, "Eve")
    assert "Named by somebody here" in eve.get("themes").text
    people.describe(event=event, person=ben.person, show_name=True)
    assert "Named by \u2068Ben\u2069" in eve.get("themes").text


def test_a_pile_without_a_name_can_be_named_from_a_phone_once(app, ada, ben, event, notes):
    pile, eve = begin(ada, "", *notes[:2]), joined(app, event, "Eve")
    assert "What would you call it?" in ben.get("themes").text
    assert ben.send(f"themes/{pile.id}/name", {"name": "Buses", "seen": ""})[0] == 200
    status, answer = eve.send(f"themes/{pile.id}/name", {"name": "Trains", "seen": ""})
    assert (status, answer["message"]) == (
        409,
        "Somebody named this pile “\u2068Buses\u2069” meanwhile. Please look again.",
    )
    assert ada.send(f"themes/{pile.id}/name", {"name": "Trains", "seen": "Buses"})[0] == 404
    assert Theme.get_by_id(pile.id).name == "Buses"


def test_a_held_note_cannot_be_sorted_by_its_writer(ben, event, write):
    held = write(Note, event=event, words="x", said_by=ben.person, written_by=ben.person, state=HELD, held_at=now())
    assert ben.get(f"notes/{held.id}/pile").status_code == 404


def test_the_page_of_a_note_leads_to_its_pile(ada, ben, event, write):
    own = own_note(ben.person, event, write)
    assert f"notes/{own.id}/pile" in ben.get(f"notes/{own.id}").text


def test_what_comes_late_is_kept_and_marked(app, ben, event, write):
    own = own_note(ben.person, event, write)
    version = type(event).get_by_id(event.id).version
    shelf.archive(event=event)
    assert ben.send(f"notes/{own.id}/pile", {"begin": "1", "name": "Buses", "version": str(version)})[0] == 200
    assert Theme.get().late
    assert "Came late" in ben.get("themes").text


@pytest.mark.unwatched
def test_pages_cost_the_same_with_one_note_and_with_many(ada, ben, event, write):
    pile = begin(ada, "Buses", write(Note, event=event, words="One"))
    paths = ("console/themes", f"console/themes?pile={pile.id}", "themes")
    browsers = {path: ada if path.startswith("console") else ben for path in paths}
    own_note(ben.person, event, write)
    few = {path: queries_of(lambda path=path: browsers[path].get(path)) for path in paths}
    for number in range(12):
        begin(
            ada,
            f"Pile {number}",
            own_note(ben.person, event, write),
            *(write(Note, event=event, words="x") for _ in "ab"),
        )
        own_note(ben.person, event, write)
    many = {path: queries_of(lambda path=path: browsers[path].get(path)) for path in paths}
    assert many == few


def test_a_name_that_a_facilitator_holds_stays_held_whatever_its_writer_makes_of_it(ada, ben, event, write):
    note = write(Note, event=event, words="x", said_by=ben.person, written_by=ben.person)
    ben.send(f"notes/{note.id}/pile", {"begin": "1", "name": "Mr Smith shouts"})
    pile = Theme.get()
    ada.send(f"console/themes/{pile.id}/hold", {"because": "It names a person"})
    assert ben.send(f"themes/{pile.id}/name", {"name": "Mr Smith, still", "seen": "Mr Smith shouts"})[0] == 200
    assert "Smith" not in ada.get("console/themes?large=1").text
    assert Theme.get().held_because == "It names a person"
    ada.send(f"console/themes/{pile.id}/name", {"name": "Shouting"})
    assert Theme.get().held_because == ""
