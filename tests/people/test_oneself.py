"""The page about oneself: renaming, coming back, helping, leaving."""

import pytest
from cast import Browser, joined

from facilitator.help.models import Call
from facilitator.journal.models import Journal
from facilitator.people import actions
from facilitator.people.models import Person
from facilitator.people.speaking import writer
from facilitator.topics.models import Topic


@pytest.fixture
def helper(app, event):
    """Hana, who helps Mina on the same phone."""
    hana = joined(app, event, "Hana", helping="1")
    hana.post("me/helping", {"name": "Mina", "language": "bn", "needs": "Someone who speaks Bengali"})
    hana.mina = Person.get(Person.name == "Mina")
    return hana


def test_rename_at_any_time(ben):
    page = ben.post("me", {"name": "Benjamin", "voice": "parent", "show_name": "1"})
    assert "Saved." in page.text
    person = Person.get()
    assert (person.name, person.voice, person.show_name) == ("Benjamin", "parent", True)
    ben.post("me", {"name": ""})
    assert (Person.get().name, Person.get().show_name) == ("", False)


def test_too_long_needs_come_back_with_the_words(ben):
    page = ben.post("me", {"name": "Ben", "needs": "y" * 501, "page": ben.address("me")})
    assert page.status_code == 422
    assert "y" * 501 in page.text


def test_the_page_is_for_those_who_are_in(app, event, cleo):
    assert Browser(app, event).get("me").request.path == "/"
    assert cleo.get("/e/ROOM34/me").request.path == "/"
    assert cleo.post("/e/ROOM34/me", {"name": "Cleo was here"}).status_code == 404


def test_needs_and_own_code_are_seen_by_nobody_else(app, event, ben):
    ben.post("me", {"name": "Ben", "needs": "A seat near the door"})
    dan = joined(app, event, "Dan")
    code = Person.get(Person.name == "Ben").return_code
    for path in ("", "me", "topics"):
        page = dan.get(path).text
        assert "A seat near the door" not in page
        assert code[:4] not in page or code[4:] not in page


def test_the_language_of_the_pages_stays(ben):
    page = ben.post("me/language", {"locale": "ur"})
    assert 'lang="ur" dir="rtl"' in page.text
    assert 'lang="ur"' in ben.get().text
    assert Person.get().language == "ur"


def test_three_sizes_of_letters_without_a_script(ben):
    assert "data-text" not in ben.get().text
    assert 'data-text="bigger"' in ben.post("/text-size", {"size": "bigger", "page": "/e/ROOM34/me"}).text
    assert 'data-text="bigger"' in ben.get().text
    assert "data-text" not in ben.post("/text-size", {"size": "", "page": "/e/ROOM34/"}).text
    assert ben.post("/text-size", {"size": "gigantic"}).status_code == 422


@pytest.mark.parametrize("page", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"])
def test_no_form_leads_elsewhere(ben, page):
    for path, data in (("/text-size", {"size": "big"}), ("/language", {"locale": "en"})):
        assert ben.client.post(path, data={**data, "page": page}).headers["Location"] == "/"


def test_back_on_another_phone(app, event, ben):
    ben.post("me/language", {"locale": "pl"})
    other = Browser(app, event)
    other.get("/back")
    code = Person.get().return_code
    page = other.post("/back", {"code": "room 34", "return_code": f" {code[:4].lower()}-{code[4:]} "})
    assert page.request.path == "/e/ROOM34/"
    assert 'lang="pl"' in page.text
    assert "Ben" in other.get("me").text
    assert Person.select().count() == 1


def test_a_wrong_own_code_is_refused_and_stays_in_the_box(app, event, ben):
    other = Browser(app, event)
    other.get("/back")
    page = other.post("/back", {"code": "ROOM34", "return_code": "WRONG", "page": "/back"})
    assert page.status_code == 422
    assert "code of your own" in page.text
    assert 'value="WRONG"' in page.text


def test_an_own_code_opens_only_its_own_event(app, event, other_event, cleo):
    other = Browser(app, event)
    other.get("/back")
    page = other.post("/back", {"code": "ROOM34", "return_code": cleo.person.return_code})
    assert page.status_code == 422


def test_leaving_is_out_of_the_counts_and_can_be_undone(app, event, ben):
    page = ben.post("me/leaving")
    assert "You have left." in page.text
    assert Person.get().left_at is not None
    assert ben.get("me").request.path == "/", "whoever left is out"
    page = ben.post(f"/j/{event.token}/return", {"person": str(Person.get().id)})
    assert page.request.path == "/e/ROOM34/"
    assert Person.get().left_at is None
    assert [row.verb for row in Journal.select().order_by(Journal.id)][-2:] == ["left", "came back"]


def test_who_left_elsewhere_is_nobody_elses_to_bring_back(app, event, ben):
    ben.post("me/leaving")
    stranger = Browser(app, event)
    assert stranger.post(f"/j/{event.token}/return", {"person": str(Person.get().id)}).status_code == 404
    assert Person.get().left_at is not None


def test_who_left_comes_back_with_their_own_code(app, event, ben):
    ben.post("me/leaving")
    other = Browser(app, event)
    other.get("/back")
    other.post("/back", {"code": "ROOM34", "return_code": Person.get().return_code})
    assert Person.get().left_at is None


def test_a_helper_brings_further_people(helper, event):
    mina = helper.mina
    assert (mina.helper.name, mina.language, mina.needs) == ("Hana", "bn", "Someone who speaks Bengali")
    assert mina.return_code in helper.get("me").text.replace(" ", "")
    assert "Who is speaking?" in helper.get("me").text


def test_nobody_is_asked_who_speaks_on_a_phone_of_one(ben):
    assert "Who is speaking?" not in ben.get().text


def test_a_form_says_who_spoke(helper):
    helper.post("topics", {"title": "Prayer room", "as": str(helper.mina.id)})
    helper.post("topics", {"title": "Parking"})
    assert {topic.title: topic.convener.name for topic in Topic.select()} == {"Prayer room": "Mina", "Parking": "Hana"}


def test_the_visible_chooser_takes_the_place_of_the_hidden_field(helper):
    page = helper.get().text
    form = page[page.index('action="/e/ROOM34/calls"') :]
    form = form[: form.index("</form>")]
    assert form.count('name="as"') == 2
    assert 'type="hidden" name="as"' not in form
    page = helper.get("me").text
    assert 'type="hidden" name="as"' in page[page.index('action="/e/ROOM34/me"') :][:1000]


def test_a_refused_form_remembers_who_was_speaking(helper):
    page = helper.post("calls", {"words": "x" * 201, "as": str(helper.mina.id), "page": helper.address("")}).text
    assert f'name="as" value="{helper.mina.id}" checked' in page


def test_switching_lasts(helper):
    helper.post("me/speaker", {"person": str(helper.mina.id), "page": "/e/ROOM34/"})
    helper.post("calls")
    assert Call.get().person.name == "Mina"


def test_a_phone_speaks_for_nobody_else(app, event, ben, cleo, helper):
    for stranger in (helper.mina.id, cleo.person.id, 10**9, "x", ""):
        assert ben.post("me/speaker", {"person": str(stranger)}).status_code == 404
        ben.post("calls", {"as": str(stranger)})
    assert [call.person.name for call in Call.select()] == ["Ben"]
    assert ben.post(f"me/helping/{helper.mina.id}/removal").status_code == 404


def test_help_given_while_speaking_for_another_is_still_the_helpers(helper):
    helper.post("me/speaker", {"person": str(helper.mina.id)})
    helper.post("me/helping", {"name": "Ola"})
    assert Person.get(Person.name == "Ola").helper.name == "Hana"


def test_removed_from_the_phone_they_stay_in_the_event(app, event, helper):
    helper.post(f"me/helping/{helper.mina.id}/removal")
    assert "Mina" not in helper.get("me").text
    mina = Person.get(Person.name == "Mina")
    assert (mina.left_at, mina.helper) == (None, None)
    own = Browser(app, event)
    own.get("/back")
    assert own.post("/back", {"code": "ROOM34", "return_code": mina.return_code}).request.path == "/e/ROOM34/"


def test_the_only_person_of_a_phone_is_not_removed_but_may_leave(ben):
    assert ben.post(f"me/helping/{ben.person.id}/removal").status_code == 422
    assert ben.get("me").status_code == 200


def test_one_of_two_leaves_and_the_other_stays(helper):
    page = helper.post("me/leaving", {"as": str(helper.mina.id)})
    assert page.request.path == "/e/ROOM34/me"
    assert "Come back as Mina" in page.text
    assert Person.get(Person.name == "Hana").left_at is None


def test_one_phone_helps_so_many_and_no_more(helper):
    for number in range(actions.MOST_HELPED - 1):
        helper.post("me/helping", {"name": f"Person {number}"})
    page = helper.post("me/helping", {"name": "One too many", "page": helper.address("me/helping")})
    assert page.status_code == 422
    assert "One too many" in page.text
    assert Person.select().where(Person.name == "One too many").count() == 0


def test_said_by_written_by(app, event, helper):
    from facilitator.access import Viewer

    hana, mina = Person.get(Person.name == "Hana"), helper.mina
    assert writer(Viewer(event=event, person=mina, people=(hana, mina))) == hana
    assert writer(Viewer(event=event, person=hana, people=(hana, mina))) is None
    assert writer(Viewer(event=event, person=mina, people=(mina,))) is None, "on her own phone she writes herself"
    assert writer(Viewer(event=event)) is None


def test_sent_twice_with_one_op_helps_one_person(ben):
    for _ in range(2):
        ben.post("me/helping", {"name": "Mina", "op": "same"})
    assert Person.select().where(Person.name == "Mina").count() == 1
