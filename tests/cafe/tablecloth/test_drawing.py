"""A table draws together on its cloth: lines, whose they are, taking them back, holding, the picture."""

import pytest
from cast import joined
from counting import queries_of
from table_phones import at, table_phone

from facilitator import pace
from facilitator.cafe.devices import actions as devices
from facilitator.cafe.models import Cloth, ClothHold, Stroke
from facilitator.cafe.tablecloth import actions, lines
from facilitator.cafe.tablecloth.picture import svg
from facilitator.journal import action
from facilitator.live import pieces
from facilitator.security import limiter


def line(cafe, points="10,10 200,300", round_=1, **fields):
    return {"points": points, "colour": "blue", "thickness": "9", "round": cafe.rounds[round_ - 1].id, **fields}


def draw(browser, cafe, number, points="10,10 200,300", **fields):
    """A line on that table's cloth; gives the Stroke."""
    status, answer = browser.send(at(cafe, number, "/strokes"), line(cafe, points, **fields))
    assert (status, answer["saved"]) == (200, True), answer
    return Stroke.get_by_id(answer["stroke"])


def undo(browser, cafe, number, round_=1, **fields):
    return browser.send(at(cafe, number, "/strokes/undoing"), {"round": cafe.rounds[round_ - 1].id, **fields})


def cloth(cafe, number, round_=1):
    return Cloth.get_or_none(Cloth.table == cafe.table(number), Cloth.round == cafe.rounds[round_ - 1])


def hold(browser, cafe, number, because="A name is on it", door="holding"):
    sent = {"because": because, "round": cafe.rounds[0].id}
    return browser.post(f"console/tables/{cafe.table(number).id}/cloth/{door}", sent)


def test_a_line_is_seen_by_the_whole_table_and_no_other(cafe, ben, dan, ada):
    phone = table_phone(cafe, 2)
    mine, ours = draw(ben, cafe, 2), draw(phone, cafe, 2, "5,5", colour="red", thickness="20")
    assert (mine.person, mine.device, mine.points) == (ben.person, None, [10, 10, 200, 300])
    assert (ours.person, ours.device, ours.points, ours.thickness) == (None, phone.device, [5, 5], 20)
    for browser in (ben, dan, phone, ada):
        for page in (at(cafe, 2), at(cafe, 2, "/cloth")):
            text = browser.get(page).text
            assert f'<path id="stroke-{mine.id}" data-order="{mine.id}" d="M10 10L200 300" stroke="#1b4fd1"' in text
            assert 'd="M5 5h.1"' in text
            assert "Drawing of table 2, round 1, 2 lines" in text
    assert "<path" not in dan.get(at(cafe, 3)).text
    cafe.go("move", 2)
    assert "<path" not in ben.get(at(cafe, 2)).text
    assert "<path" in ben.get(at(cafe, 2, f"/cloth?round={cafe.rounds[0].id}")).text


def test_a_line_sent_late_lands_on_the_cloth_it_was_drawn_on(cafe, ben):
    cafe.go("round", 2)
    assert draw(ben, cafe, 2).cloth.round == cafe.rounds[0]


def test_sent_twice_it_is_one_line(cafe, ben):
    sent = line(cafe, op="line-1")
    first, again = (ben.send(at(cafe, 2, "/strokes"), sent) for _time in range(2))
    assert first == again
    assert Stroke.select().count() == 1


@pytest.mark.parametrize(
    "points",
    ["", "1", "1,2,3", "1,2 3", "-1,5", "1001,5", "5,701", "1.5,2", "1e3,2", "a,b", "١,٢", "1,,2", " ", "1,2\n3,4",
     "99999,1", "1,2 " * 1001, "9" * 13_000, "nan,nan", "<path/>"],
)  # fmt: skip
def test_what_is_no_line_is_refused(cafe, ben, points):
    status, answer = ben.send(at(cafe, 2, "/strokes"), line(cafe, points))
    assert (status, answer["saved"]) == (422, False)
    assert Stroke.select().count() == 0
    assert Cloth.select().count() == 0


def test_the_longest_line_that_fits_is_kept(cafe, ben):
    points = " ".join(f"{number % 1001},{number % 701}" for number in range(1000))
    assert len(draw(ben, cafe, 2, points).points) == lines.MOST_NUMBERS


@pytest.mark.parametrize("wrong", [{"colour": "#fff"}, {"colour": "white"}, {"thickness": "5"}, {"thickness": "x"}])
def test_colours_and_widths_are_those_on_the_page(cafe, ben, wrong):
    assert ben.send(at(cafe, 2, "/strokes"), line(cafe, **wrong))[0] == 422
    assert Stroke.select().count() == 0


@pytest.mark.parametrize("wrong", ["", "0", "x", "²", "9" * 30])
def test_a_round_that_is_none_has_no_cloth(cafe, ben, wrong):
    sent = {**line(cafe), "round": wrong}
    assert ben.send(at(cafe, 2, "/strokes"), sent)[0] == 404
    assert undo_with(ben, cafe, wrong)[0] == 404


def undo_with(browser, cafe, round_id):
    return browser.send(at(cafe, 2, "/strokes/undoing"), {"round": round_id})


def test_who_does_not_write_at_this_table_does_not_draw(cafe, ada, app, other_event):
    cleo, elsewhere = joined(app, other_event, "Cleo"), table_phone(cafe, 3)
    for browser, path, status in (
        (ada, at(cafe, 2, "/strokes"), 404),
        (elsewhere, at(cafe, 2, "/strokes"), 404),
        (cleo, f"/e/CAFE34/{at(cafe, 2, '/strokes')}", 401),  # she is not in this event, and is told how to come in
        (cleo, at(cafe, 2, "/strokes"), 404),
    ):
        assert browser.send(path, line(cafe))[0] == status
    assert "data-draw" not in ada.get(at(cafe, 2, "/cloth")).text
    assert "data-draw" not in elsewhere.get(at(cafe, 2, "/cloth")).text
    assert cleo.get(at(cafe, 2, "/cloth")).status_code == 404
    assert Stroke.select().count() == 0


def test_one_takes_ones_own_last_line_back_and_its_points_are_gone(cafe, ben, dan):
    first, theirs, last = draw(ben, cafe, 2), draw(dan, cafe, 2), draw(ben, cafe, 2, "7,7 8,8")
    assert undo(ben, cafe, 2, op="undo-1")[0] == 200
    assert undo(ben, cafe, 2, op="undo-1")[0] == 200
    assert [(row.id, row.points != []) for row in Stroke.select().order_by(Stroke.id)] == [
        (first.id, True),
        (theirs.id, True),
        (last.id, False),
    ]
    page = dan.get(at(cafe, 2)).text
    assert f"stroke-{last.id}" not in page
    assert "2 lines" in page
    undo(ben, cafe, 2)
    status, answer = undo(ben, cafe, 2)
    assert (status, answer["message"]) == (422, "You have no line here to take back.")
    assert Stroke.get_by_id(theirs.id).points == [10, 10, 200, 300]


def test_a_table_takes_back_what_its_phones_drew_this_one_first(cafe, ben):
    old, new = table_phone(cafe, 2), table_phone(cafe, 2)
    own, by_old, bens = draw(new, cafe, 2), draw(old, cafe, 2), draw(ben, cafe, 2)
    devices.revoke(event=cafe.event, device=old.device)
    assert undo(table_phone(cafe, 3), cafe, 2)[0] == 404
    gone = []
    while undo(new, cafe, 2)[0] == 200:
        gone.append(Stroke.select().where(Stroke.undone_at.is_null(False)).order_by(Stroke.undone_at.desc()).get().id)
    assert gone == [own.id, by_old.id]
    assert Stroke.get_by_id(bens.id).points


def test_a_mark_says_where_i_have_lines_to_take_back(cafe, ben, dan):
    draw(ben, cafe, 2)
    own = f'data-cell="{cafe.rounds[0].id * 100_000 + cafe.table(2).id}"'
    rule = f'[data-if~="drew"]:not(:is([{own}]) *)'
    assert rule in ben.get(at(cafe, 2, "/cloth")).text
    assert rule not in dan.get(at(cafe, 2, "/cloth")).text
    undo(ben, cafe, 2)
    assert rule not in ben.get(at(cafe, 2, "/cloth")).text


def test_a_cloth_has_an_end(cafe, ben, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LINES", 3)
    for _line in range(3):
        draw(ben, cafe, 2)
    status, answer = ben.send(at(cafe, 2, "/strokes"), line(cafe))
    assert (status, answer["message"]) == (
        422,
        "This cloth is full. You can take lines back, or add a photo of paper.",
    )
    undo(ben, cafe, 2)
    draw(ben, cafe, 2)
    draw(ben, cafe, 3)
    monkeypatch.setattr(actions, "MOST_LETTERS", 30)
    assert ben.send(at(cafe, 3, "/strokes"), line(cafe))[0] == 200
    assert ben.send(at(cafe, 3, "/strokes"), line(cafe))[0] == 422


def test_lines_come_at_the_pace_of_a_hand(cafe, ben, monkeypatch):
    cafe.app.config["RATELIMIT_ENABLED"] = True
    monkeypatch.setattr(pace, "LINES", type(pace.LINES)(2))
    limiter.reset()
    phone = table_phone(cafe, 2)
    for browser in (ben, phone):
        assert [browser.send(at(cafe, 2, "/strokes"), line(cafe))[0] for _line in range(3)] == [200, 200, 429]
    limiter.reset()


def test_a_held_drawing_stands_among_what_is_held_back(cafe, ben, ada):
    draw(ben, cafe, 2)
    hold(ada, cafe, 2)
    page = ada.get("console/held").text
    assert "A name is on it" in page
    assert "Round 1, table 2" in page
    hold(ada, cafe, 2, door="showing")
    assert "A name is on it" not in ada.get("console/held").text


def test_shown_drawings_stand_together_where_a_facilitator_checks_notes(cafe, ben, ada):
    draw(ben, cafe, 2)
    draw(ben, cafe, 3, round_=2)
    page = ada.get("console/held").text
    places = [page.index(f'alt="Drawing of table {words}, 1 line"') for words in ("3, round 2", "2, round 1")]
    assert places == sorted(places)
    door, sent = f"console/tables/{cafe.table(2).id}/cloth/holding?checking=1", {"round": cafe.rounds[0].id}
    refused = ada.post(door, {**sent, "because": " ", "page": ada.address("console/held")})
    assert (refused.status_code, refused.text.count("Please say why.")) == (422, 1)
    held = ada.post(door, {**sent, "because": "A name is on it"})
    assert held.request.path == "/e/CAFE34/console/held"
    assert ("A name is on it" in held.text, "Drawing of table 2" in held.text) == (True, False)
    assert "Drawing of table 3" in held.text
    undo(ben, cafe, 3, round_=2)
    assert "Drawing of table 3" not in ada.get("console/held").text


def test_a_line_more_is_another_picture_and_no_query_more(cafe, ben, ada):
    draw(ben, cafe, 2)
    before, few = ada.get("console/held").text, queries_of(lambda: ada.get("console/held"))
    draw(ben, cafe, 2)
    draw(ben, cafe, 3)
    page = ada.get("console/held").text
    address = f"cloth.svg?round={cafe.rounds[0].id}&amp;drawn="
    (first,) = (part.partition('"')[0] for part in before.split(address)[1:])
    assert len(page.split(address)) == 3
    assert f'{address}{first}"' not in page
    assert queries_of(lambda: ada.get("console/held")) == few


def test_a_facilitator_holds_a_drawing_and_shows_it_again(cafe, ben, dan, ada):
    phone, stroke = table_phone(cafe, 2), draw(ben, cafe, 2)
    assert hold(ben, cafe, 2).status_code == 404
    assert hold(ada, cafe, 2, because=" ").status_code == 422
    assert hold(ada, cafe, 3).status_code == 404  # nobody has drawn there
    assert hold(ada, cafe, 2).status_code == 200
    for browser in (ben, dan, phone):
        page = browser.get(at(cafe, 2)).text
        assert f"stroke-{stroke.id}" not in page
        assert "M10 10" not in page
        assert "This drawing is held back for now." in page
        assert ("A name is on it" in page) is (browser is not dan)
        assert browser.get(at(cafe, 2, "/cloth.svg")).status_code == 404
    assert "M10 10" in ada.get(at(cafe, 2, "/cloth.svg")).text
    assert "Show it again" in ada.get(at(cafe, 2)).text
    assert ben.send(at(cafe, 2, "/strokes"), line(cafe))[0] == 422
    assert undo(ben, cafe, 2)[0] == 200
    assert hold(ben, cafe, 2, door="showing").status_code == 404
    for _time in range(2):
        hold(ada, cafe, 2, door="showing")
    assert cloth(cafe, 2).held_because == ""
    assert [(row.what, row.because) for row in cloth(cafe, 2).holds.order_by(ClothHold.id)] == [
        ("held", "A name is on it"),
        ("shown", ""),
    ]
    draw(ben, cafe, 2)
    assert "M10 10" in dan.get(at(cafe, 2)).text


def test_the_picture_stands_alone(cafe, ben, app, other_event):
    assert ben.get(at(cafe, 2, "/cloth.svg")).status_code == 404
    draw(ben, cafe, 2)
    draw(ben, cafe, 2, "1,2")
    answer = ben.get(at(cafe, 2, "/cloth.svg"))
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with app.test_request_context():
        assert answer.text == svg(cloth(cafe, 2))
    assert answer.text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 700"')
    assert "<title>Drawing of table 2, round 1, 2 lines</title>" in answer.text
    assert ben.get(at(cafe, 2, "/cloth.svg"), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert ben.get(at(cafe, 2, f"/cloth.svg?round={cafe.rounds[1].id}")).status_code == 404
    cleo = joined(app, other_event, "Cleo")
    assert cleo.get(at(cafe, 2, "/cloth.svg")).status_code == 404
    assert "cloth.svg" not in cleo.get(f"/e/CAFE34/{at(cafe, 2, '/cloth.svg')}").request.path


def test_an_event_put_away_is_seen_and_not_drawn_on(cafe, ben):
    draw(ben, cafe, 2)

    @action("put away for a test")
    def put_away(change, event, by):
        event.archived_at = event.created_at
        event.save()
        change.record(event)

    put_away(event=cafe.event)
    page = ben.get(at(cafe, 2, "/cloth")).text
    assert "<path" in page
    assert "data-draw" not in page
    assert ben.send(at(cafe, 2, "/strokes"), line(cafe))[0] == 422
    assert undo(ben, cafe, 2)[0] == 200


def test_the_words_follow_the_room(cafe, ben, app):
    draw(ben, cafe, 2)
    channel = f"cloth-{cafe.rounds[0].id}-{cafe.table(2).id}"
    with app.test_request_context():
        assert "Drawing of table 2, round 1, 1 line<" in pieces(cafe.event, "cloth-words", "phone", channel)


def test_the_number_of_queries_does_not_grow_with_the_lines(cafe, ben):
    draw(ben, cafe, 2)
    pages = [at(cafe, 2), at(cafe, 2, "/cloth"), at(cafe, 2, "/cloth.svg")]
    first = [queries_of(lambda page=page: ben.get(page)) for page in pages]
    for _line in range(4):
        draw(ben, cafe, 2)
    assert [queries_of(lambda page=page: ben.get(page)) for page in pages] == first
