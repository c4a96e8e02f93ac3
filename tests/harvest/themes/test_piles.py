"""Piles that the room names: begun, filled, joined, forwarded, parked, put away; and undone."""

from functools import partial

import pytest
from cast import joined

from facilitator.access import FACILITATOR, PARTICIPANT, Viewer
from facilitator.errors import NotFound, Refused
from facilitator.events.models import Event
from facilitator.harvest.models import FORWARDED, OPEN, PARKED, InTheme, SortingAct, Theme
from facilitator.harvest.themes import actions
from facilitator.harvest.themes.reading import (
    counts,
    last_acts,
    piles_of,
    shown_name,
    themes_of,
    themes_of_notes,
    unsorted,
)
from facilitator.harvest.themes.undoing import actions as undoing
from facilitator.notes import actions as note_actions
from facilitator.notes.models import SHOWN, Note


@pytest.fixture
def notes(write, event):
    return [write(Note, event=event, words=f"Note number {number}", state=SHOWN) for number in range(1, 6)]


class Sorter:
    """Somebody who sorts: `ada.begin(name=…)`, with their own role."""

    def __init__(self, event, role, person=None):
        self.event, self.viewer = event, Viewer(event, role, person=person, people=(person,) if person else ())

    def __getattr__(self, verb):
        act = undoing.undo if verb == "undo" else getattr(actions, verb)
        return partial(act, event=self.event, by=self.viewer)


@pytest.fixture
def room(event):
    return Sorter(event, FACILITATOR)


@pytest.fixture
def phone(event, ben):
    return Sorter(event, PARTICIPANT, ben.person)


def look(event):
    """`({name of a pile: its notes' numbers}, the numbers of those in none)`, as everybody sees it."""
    number = {note.id: int(note.words.split()[-1]) for note in Note.select() if note.words}
    piles = {theme.name: [number[note.id] for note in inside] for theme, inside in piles_of(event)}
    return piles, [number[note.id] for note in unsorted(event)]


def undo_last(event, who, person=None):
    return who.undo(act=last_acts(event, person)[0])


def test_notes_go_into_piles_and_what_is_in_none_stays_in_sight(event, room, notes):
    buses = room.begin(name="Buses")
    benches = room.begin(name="Benches", notes=notes[:2])
    room.put(theme=buses, notes=notes[1:3])
    assert look(event) == ({"Buses": [2, 3], "Benches": [1, 2]}, [4, 5])
    assert counts(event) == {buses.id: 2, benches.id: 2}
    assert themes_of_notes(event)[notes[1].id] == [buses.id, benches.id]
    room.take_out(theme=buses, notes=[notes[2]])
    assert look(event) == ({"Buses": [2], "Benches": [1, 2]}, [3, 4, 5])


def test_putting_twice_is_once(event, room, notes):
    pile = room.begin(name="Buses")
    for _time in range(2):
        room.put(theme=pile, notes=notes[:2])
    assert InTheme.select().count() == 2
    assert [act.what for act in last_acts(event)] == ["put", "begin"]
    assert room.put(theme=pile, notes=notes[:1], op="same").id == pile.id
    assert room.put(theme=pile, notes=notes[:1], op="same").id == pile.id


def test_two_who_begin_a_pile_of_one_name_at_once_have_one_pile(event, room, notes):
    room.begin(name="Buses", notes=notes[:1])
    room.begin(name="buses", notes=notes[1:2])
    assert look(event)[0] == {"Buses": [1, 2]}


def test_a_pile_may_wait_for_its_name(event, room, notes):
    pile, other = room.begin(notes=notes[:1]), room.begin(notes=notes[1:2])
    assert pile.name == other.name == ""
    room.name(theme=pile, name="Getting home", seen="")
    assert look(event)[0] == {"Getting home": [1], "": [2]}


def test_who_names_a_pile_that_was_named_meanwhile_is_told_so(room):
    pile = room.begin()
    room.name(theme=pile, name="Buses", seen="")
    with pytest.raises(Refused, match="named this pile"):
        room.name(theme=pile, name="Trains", seen="")
    assert room.name(theme=pile, name="Trains", seen="Buses").name == "Trains"


def test_two_piles_do_not_have_one_name(room):
    room.begin(name="Buses")
    pile = room.begin(name="Trains")
    with pytest.raises(Refused, match="Another pile has that name"):
        room.name(theme=pile, name="BUSES")


def test_a_pile_does_not_come_back_under_a_name_that_another_has_by_now(event, room, notes):
    buses = room.begin(name="Buses", notes=notes[:2])
    room.put_away(theme=buses)
    away = last_acts(event)[0]
    other = room.begin(name="BUSES")
    for come_back in (lambda: room.take_up(theme=buses), lambda: room.undo(act=away)):
        with pytest.raises(Refused, match="Another pile has that name"):
            come_back()
        assert look(event)[0] == {"BUSES": []}
    room.name(theme=other, name="Trams")
    room.undo(act=away)
    assert look(event)[0] == {"Trams": [], "Buses": [1, 2]}


def test_a_pile_does_not_get_its_old_name_back_when_another_has_it_by_now(event, room):
    pile = room.begin(name="Buses")
    room.name(theme=pile, name="Trams")
    named = last_acts(event)[0]
    room.begin(name="Buses")
    with pytest.raises(Refused, match="Another pile has that name"):
        room.undo(act=named)
    assert sorted(theme.name for theme in themes_of(event)) == ["Buses", "Trams"]


def test_piles_are_joined_and_come_apart_again(event, room, notes):
    buses, trains = room.begin(name="Buses", notes=notes[:2]), room.begin(name="Trains", notes=notes[1:3])
    assert room.join(theme=trains, into=buses).id == buses.id
    assert look(event) == ({"Buses": [1, 2, 3]}, [4, 5])
    assert Theme.get_by_id(trains.id).joined_into_id == buses.id
    with pytest.raises(Refused, match="put away meanwhile"):
        room.put(theme=trains, notes=notes[3:])
    undo_last(event, room)
    assert look(event) == ({"Buses": [1, 2], "Trains": [2, 3]}, [4, 5])
    with pytest.raises(Refused, match="another pile"):
        room.join(theme=buses, into=buses)


def test_a_pile_put_away_holds_nothing_and_can_be_taken_up_again(event, room, notes):
    pile = room.begin(name="Buses", notes=notes)
    for _time in range(2):
        room.put_away(theme=pile)
    assert look(event) == ({}, [1, 2, 3, 4, 5])
    assert [theme.id for theme in themes_of(event, away=True)] == [pile.id]
    room.take_up(theme=pile)
    assert look(event) == ({"Buses": [1, 2, 3, 4, 5]}, [])


def test_a_pile_is_forwarded_or_parked_with_why(event, room):
    pile = room.begin(name="Buses")
    with pytest.raises(Refused, match="who gets it"):
        room.forward(theme=pile, whom="", why="They run them")
    with pytest.raises(Refused, match="say why"):
        room.park(theme=pile, why="")
    assert room.forward(theme=pile, whom="The bus company", why="They run them").state == FORWARDED
    parked = room.park(theme=pile, why="First the winter")
    assert (parked.state, parked.whom, parked.why) == (PARKED, "", "First the winter")
    undo_last(event, room)
    (theme,) = themes_of(event)
    assert (theme.state, theme.whom, theme.why) == (FORWARDED, "The bus company", "They run them")
    assert room.take_up(theme=pile).state == OPEN


def test_every_step_can_be_undone(event, room, notes):
    pile = room.begin(name="Buses", notes=notes[:2])
    seen = [look(event)]
    for step in (
        lambda: room.put(theme=pile, notes=notes[2:4]),
        lambda: room.take_out(theme=pile, notes=notes[:1]),
        lambda: room.name(theme=pile, name="Getting home"),
        lambda: room.put_away(theme=pile),
        lambda: room.take_up(theme=pile),
        lambda: room.park(theme=pile, why="Later"),
    ):
        step()
        seen.append(look(event))
    while len(seen) > 1:
        assert look(event) == seen.pop()
        act = undo_last(event, room)
        assert room.undo(act=act).undone_at == act.undone_at
    assert look(event) == seen.pop()
    undo_last(event, room)
    assert look(event) == ({}, [1, 2, 3, 4, 5])


def test_undoing_gives_back_who_put_a_note_there_and_when(event, room, phone, ben, write):
    note = write(Note, event=event, words="Note number 1", said_by=ben.person, written_by=ben.person)
    pile = room.begin(name="Buses")
    phone.put(theme=pile, notes=[note])
    before = InTheme.get()
    room.take_out(theme=pile, notes=[note])
    undo_last(event, room)
    after = InTheme.get()
    assert (after.put_by_id, after.put_at) == (ben.person.id, before.put_at)


def test_what_somebody_changed_since_is_not_undone(event, room, notes):
    pile = room.begin(name="Buses")
    first = last_acts(event)[0]
    room.put(theme=pile, notes=notes[:2])
    put = last_acts(event)[0]
    with pytest.raises(Refused, match="Somebody has changed this since"):
        room.undo(act=first)  # others' notes would go with it
    room.take_out(theme=pile, notes=notes[:1])
    with pytest.raises(Refused, match="Somebody has changed this since"):
        room.undo(act=put)
    room.name(theme=pile, name="Trains")
    named = last_acts(event)[0]
    room.name(theme=pile, name="Trams")
    with pytest.raises(Refused, match="Somebody has changed this since"):
        room.undo(act=named)
    assert look(event) == ({"Trams": [2]}, [1, 3, 4, 5])


def test_other_changes_do_not_stand_in_the_way(event, room, notes):
    pile = room.begin(name="Buses")
    room.put(theme=pile, notes=notes[:1])
    put = last_acts(event)[0]
    room.name(theme=pile, name="Trams")
    room.put(theme=pile, notes=notes[1:2])
    room.undo(act=put)
    assert look(event)[0] == {"Trams": [2]}


def test_only_the_last_ten_steps_can_be_undone(event, room, notes):
    pile = room.begin(name="Buses")
    first = last_acts(event)[0]
    for _time in range(5):
        room.put(theme=pile, notes=notes[:1])
        room.take_out(theme=pile, notes=notes[:1])
    assert len(last_acts(event)) == 10
    with pytest.raises(Refused, match="last ten"):
        room.undo(act=first)


def test_its_writer_says_where_a_note_belongs_and_nobody_else_does(event, room, phone, ben, notes, write):
    own = write(Note, event=event, words="Note number 9", said_by=ben.person, written_by=ben.person)
    pile = room.begin(name="Buses")
    phone.put(theme=pile, notes=[own])
    assert look(event)[0] == {"Buses": [9]}
    assert [act.what for act in last_acts(event)] == ["begin"]
    undo_last(event, phone, ben.person)
    assert look(event)[0] == {"Buses": []}
    for act in (phone.put, phone.take_out):
        with pytest.raises(NotFound):
            act(theme=pile, notes=[own, notes[0]])
    with pytest.raises(NotFound):
        phone.undo(act=last_acts(event)[0])
    for verb, said in (
        (phone.join, {"into": pile}),
        (phone.put_away, {}),
        (phone.forward, {"whom": "x", "why": "x"}),
        (phone.park, {"why": "x"}),
        (phone.take_up, {}),
        (phone.hold_name, {"because": "x"}),
        (phone.show_name, {}),
    ):
        with pytest.raises(Refused, match="for the whole room"):
            verb(theme=pile, **said)


def test_a_person_names_a_pile_that_has_no_name_and_may_change_their_own(app, event, room, phone, ben):
    pile = room.begin()
    assert phone.name(theme=pile, name="Buses").named_by_id == ben.person.id
    assert phone.name(theme=pile, name="Trams").name == "Trams"
    eve = Sorter(event, PARTICIPANT, joined(app, event, "Eve").person)
    with pytest.raises(Refused, match="has a name already"):
        eve.name(theme=pile, name="Cars")
    with pytest.raises(Refused, match="write a name"):
        phone.name(theme=pile, name="")
    with pytest.raises(Refused, match="write a name"):
        phone.begin()
    assert room.name(theme=pile, name="All that rolls").named_by_id is None


def test_a_name_that_may_hold_private_details_waits(event, room, phone):
    pile = phone.begin(name="Call 07700 900123")
    assert (pile.held_because, shown_name(pile)) == ("phone number", "")
    assert shown_name(room.show_name(theme=pile)) == "Call 07700 900123"
    assert shown_name(room.hold_name(theme=pile, because="It names somebody")) == ""
    with pytest.raises(Refused, match="say why"):
        room.hold_name(theme=pile, because="")
    assert shown_name(room.name(theme=pile, name="Neighbours")) == "Neighbours"


def test_a_held_note_is_in_no_pile_that_is_seen_and_comes_back_with_it(event, room, notes):
    pile = room.begin(name="Buses", notes=notes[:2])
    note_actions.hold(event=event, by=room.viewer, thing=notes[0], because="It names a person")
    note_actions.hold(event=event, by=room.viewer, thing=notes[3], because="It names a person")
    assert look(event) == ({"Buses": [2]}, [3, 5])
    assert counts(event) == {pile.id: 1}
    assert [note.id for note in piles_of(event, held=True)[0][1]] == [notes[0].id, notes[1].id]
    with pytest.raises(Refused, match="not on the wall"):
        room.put(theme=pile, notes=[notes[3]])
    note_actions.show(event=event, by=room.viewer, thing=notes[0])
    assert look(event) == ({"Buses": [1, 2]}, [3, 5])


def test_what_comes_late_is_marked(event, ben):
    late = Sorter(event, PARTICIPANT, ben.person)
    late.viewer = Viewer(event, PARTICIPANT, person=ben.person, people=(ben.person,), late=True)
    assert late.begin(name="Buses").late


def test_piles_of_another_event_are_not_there(event, other_event, notes, room):
    pile = room.begin(name="Buses", notes=notes)
    elsewhere = Sorter(other_event, FACILITATOR)
    with pytest.raises(NotFound):
        elsewhere.put_away(theme=pile)
    with pytest.raises(NotFound):
        elsewhere.begin(name="Buses", notes=notes)
    assert themes_of(other_event) == []
    with pytest.raises(NotFound):
        elsewhere.undo(act=last_acts(event)[0])


def test_a_room_of_a_thousand_notes_is_sorted_in_one_step(event, room, write):
    many = [write(Note, event=event, words=f"Note number {number}") for number in range(60)]
    pile = room.begin(notes=many)
    assert counts(event) == {pile.id: 60}
    assert len(SortingAct.get().after["notes"]) == 60
    assert Event.get_by_id(event.id).version > event.version


@pytest.mark.unwatched
@pytest.mark.any_record
def test_steps_are_kept_and_undone_on_every_kind_of_record(event, room, write):
    note = write(Note, event=event, words="Note number 1")
    pile = room.begin(name="Buses", notes=[note])
    room.put_away(theme=pile)
    undo_last(event, room)
    assert look(event) == ({"Buses": [1]}, [])
