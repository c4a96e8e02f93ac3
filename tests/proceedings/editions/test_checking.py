"""Draft, checked by people who were there, published; and then kept as it was."""

import time

import pytest
from cast import Browser, joined

from facilitator.commands.stand_in import as_facilitator, as_person
from facilitator.events import actions as events
from facilitator.events.models import Stage
from facilitator.journal.models import Journal
from facilitator.lookback.models import LookBack
from facilitator.notes import actions as notes
from facilitator.people.models import Person
from facilitator.proceedings import jobs
from facilitator.proceedings.editions import actions
from facilitator.proceedings.editions.kept import pack
from facilitator.proceedings.editions.views import AT_MOST
from facilitator.proceedings.gather import gather
from facilitator.proceedings.models import Check, Edition


@pytest.fixture(autouse=True)
def nothing_made_before():
    """Each test's event has the same number: a file that another test made is not of this one."""
    jobs._jobs.clear()


@pytest.fixture
def said(event, ben):
    """A note in the book."""
    return notes.write(event=event, by=as_person(event, ben.person), words="Mend the swings", kind="idea")


@pytest.fixture
def draft(event, said):
    """A draft that wants readers."""
    return anew(event)


@pytest.fixture
def published(ada, ben, event, draft):
    """The first edition."""
    right(ben, draft)
    ada.send("console/book/publication", {"read": draft.fingerprint})
    return newest()


def anew(event):
    return actions.make_draft(event=event, by=as_facilitator(event), book=pack(gather(event)))


def newest():
    return Edition.select().order_by(Edition.number.desc()).first()


def right(browser, draft, **more):
    return browser.send("book/checks", {"read": draft.fingerprint, "right": "yes", **more})


def wrong(browser, draft, words):
    return browser.send("book/checks", {"read": draft.fingerprint, "right": "no", "words": words})


def until_made(browser, path):
    """What comes when the file is made, as a patient reader gets it."""
    for _ in range(600):
        answer = browser.get(path)
        if answer.mimetype != "text/html" or "making-under-way" not in answer.text:
            return answer
        time.sleep(0.1)
    raise AssertionError("it was never made")


def test_a_facilitator_makes_a_draft_and_phones_are_asked_to_read_it(ada, ben, said):
    assert "Help to check the book" not in ben.get().text
    answer = ada.post("console/book/draft")
    for _ in range(100):
        if newest() is not None:
            break
        job = next(iter(jobs._jobs.values()))
        jobs.wait(job, 30)
        answer = ada.post("console/book/draft", {"job": job.id})
    assert answer.status_code == 200
    assert (newest().number, newest().state) == (1, "draft")
    assert "Help to check the book" in ben.get().text
    assert "I will read it" in ben.get("book").text


def test_who_was_there_reads_the_draft_itself(ben, draft):
    answer = until_made(ben, "book/draft")
    assert answer.mimetype == "text/html"
    assert "Mend the swings" in answer.text
    assert "This is a draft" in answer.text


def test_somebody_says_i_will_read_it_and_the_console_sees_the_name_they_gave(ada, ben, event, draft):
    dora = joined(ben.client.application, event, "Dora")
    assert ben.send("book/readers", {"named": "1"})[0] == 200
    assert dora.send("book/readers", {})[0] == 200
    page = ada.get("console/book").text
    assert "Ben" in page
    assert "Dora" not in page
    assert "1 person without a name" in page


def test_it_is_right_makes_it_checked(ada, ben, draft):
    ben.send("book/readers", {"named": "1"})
    assert "Publish it" not in ada.get("console/book").text
    assert right(ben, draft)[0] == 200
    assert newest().state == "checked"
    page = ada.get("console/book").text
    assert "Publish it" in page
    assert "Have read it" in page
    assert "I have read it, and it is right." in ben.get("book").text


def test_this_is_wrong_reaches_those_who_run_the_event_alone(ada, ben, cleo, event, draft):
    assert wrong(ben, draft, "It was the slide, not the swings")[0] == 200
    assert newest().state == "draft"
    assert "It was the slide" in ada.get("console/book").text
    dora = joined(ben.client.application, event, "Dora")
    assert "It was the slide" not in dora.get("book").text
    assert "someone who was there" in ada.get("console/book").text  # ben gave no name for this


def test_one_may_think_again(ben, draft):
    right(ben, draft)
    wrong(ben, draft, "Oh, one thing")
    assert newest().state == "draft"
    right(ben, draft)
    assert newest().state == "checked"
    assert Check.select().count() == 1


def test_nobody_publishes_what_nobody_has_read(ada, ben, event, draft, said):
    assert ada.send("console/book/publication", {"read": draft.fingerprint})[0] == 422
    right(ben, draft)
    notes.rewrite(event=event, by=as_person(event, ben.person), note=said, words="Mend the slide", kind="idea")
    again = anew(event)
    assert (again.number, again.state) == (1, "draft")
    assert ada.send("console/book/publication", {"read": draft.fingerprint})[0] == 409
    assert ada.send("console/book/publication", {"read": again.fingerprint})[0] == 422
    assert newest().state == "draft"
    assert "One person read an earlier draft" in ada.get("console/book").text
    assert "made anew since you read it" in ben.get("book").text


def test_who_read_the_draft_before_is_asked_to_look_again(ben, event, draft, said):
    notes.rewrite(event=event, by=as_person(event, ben.person), note=said, words="Mend the slide", kind="idea")
    anew(event)
    status, answer = right(ben, draft)
    assert (status, answer["message"]) == (409, "The draft was made anew meanwhile. Please look at it again.")


def test_what_is_wrong_must_be_said(ben, draft):
    status, answer = wrong(ben, draft, "  ")
    assert (status, answer["field"]) == (422, "words")
    assert wrong(ben, draft, "x" * 501)[0] == 422
    page = ben.post(
        "book/checks", {"read": draft.fingerprint, "right": "no", "words": "x" * 501, "page": ben.address("book")}
    )
    assert "x" * 501 in page.text
    assert Check.select().count() == 0


@pytest.mark.parametrize("sent", [{"right": "perhaps"}, {"read": "another"}, {"read": "y" * 65}])
def test_other_answers_are_refused(ben, draft, sent):
    assert ben.send("book/checks", {"read": draft.fingerprint, "right": "yes", **sent})[0] in (409, 422)
    assert Check.select().count() == 0


def test_the_same_draft_is_not_made_twice(event, draft, ada):
    from facilitator.errors import Refused

    with pytest.raises(Refused, match="Nothing in the book has changed"):
        anew(event)


def test_a_published_edition_says_who_read_it_and_is_on_phones(ada, ben, event, draft):
    ben.send("book/readers", {"named": "1"})
    right(ben, draft)
    ada.send("console/book/publication", {"read": draft.fingerprint})
    assert newest().published_at is not None
    page = ben.get("book").text
    assert "Edition 1" in page
    assert "Ben" in page
    assert "Read the book of the day" in ben.get().text
    answer = until_made(ben, "book/1/html")
    assert "Mend the swings" in answer.text
    assert "Edition 1, published on" in answer.text


def test_a_change_after_publishing_makes_a_new_edition_and_the_old_one_stays(ada, ben, event, published, said):
    notes.write(event=event, by=as_person(event, ben.person), words="And the slide", kind="idea")
    second = anew(event)
    assert (second.number, second.state) == (2, "draft")
    right(ben, second)
    ada.send("console/book/publication", {"read": second.fingerprint})
    assert [row.state for row in Edition.select().order_by(Edition.number)] == ["published", "published"]
    assert "And the slide" not in until_made(ben, "book/1/html").text
    assert "And the slide" in until_made(ben, "book/2/html").text


def test_what_its_writer_takes_back_goes_from_a_published_edition_too(ben, event, published, said):
    notes.take_back(event=event, by=as_person(event, ben.person), note=said)
    assert "Mend the swings" not in until_made(ben, "book/1/html").text


def test_an_edition_is_taken_down_for_good(ada, ben, published):
    assert ada.send("console/book/1/removal")[0] == 200
    assert ada.send("console/book/1/removal")[0] == 200
    row = newest()
    assert (row.book, row.state, row.taken_down_at is not None) == (None, "published", True)
    assert ben.get("book/1/html").status_code == 404
    assert "Edition 1" not in ben.get("book").text
    assert "Taken down" in ada.get("console/book").text


def test_everyone_reads_it_from_the_look_back_once_that_is_open(app, event, published, write):
    page = write(LookBack, event, token="secret-address")
    stranger = Browser(app, event)
    assert stranger.get("/look-back/secret-address/book").status_code == 404
    open_page(page)
    answer = stranger.get("/look-back/secret-address/book")
    assert "Edition 1" in answer.text
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert "/look-back/secret-address/book" in stranger.get("/look-back/secret-address").text
    made = until_made(stranger, "/look-back/secret-address/book/1/md?language=ar")
    assert "Mend the swings" in made.text
    for path in ("book/2/html", "book/1/exe", "book/1/html?shape=odd", "book/1/html?language=xx", "book/1/xlsx"):
        assert stranger.get(f"/look-back/secret-address/{path}").status_code == 404


def test_readers_cannot_fill_the_line_in_which_facilitators_wait(app, ada, event, published, write):
    page = write(LookBack, event, token="secret-address")
    open_page(page)
    stranger = Browser(app, event)
    with jobs._one_at_a_time:
        for number in range(AT_MOST + 3):
            path = "/look-back/secret-address/book/1/md"
            answer = stranger.client.get(path, headers={"Host": f"host-{number}.example.org"})
            assert (answer.status_code, "making-under-way" in answer.text) == (200, True)
            assert '<meta http-equiv="refresh"' in answer.text
        assert len(jobs._jobs) == AT_MOST
        assert "We are making your file" in ada.post("console/files", {"format": "json"}).text
    assert "Mend the swings" in until_made(stranger, path).text


def open_page(page):
    from facilitator.db import now
    from facilitator.journal import action

    @action("opened for a test")
    def opened(change, event, by):
        page.opened_at = now()
        page.save()
        change.record(page)

    opened(event=page.event)


def test_without_a_published_book_the_look_back_leads_to_none(app, event, draft, write):
    from facilitator.db import now

    write(LookBack, event, token="secret-address", opened_at=now())
    stranger = Browser(app, event)
    assert "/book" not in stranger.get("/look-back/secret-address").text
    assert stranger.get("/look-back/secret-address/book").status_code == 404


def test_people_of_another_event_and_strangers_read_nothing(app, cleo, event, draft):
    stranger = Browser(app, event)
    for browser in (cleo, stranger):
        assert "Mend the swings" not in browser.get(f"/e/{event.code}/book/draft").text
        assert right_at(browser, event, draft) in (401, 404)
    assert Check.select().count() == 0


def right_at(browser, event, draft):
    return browser.send(f"/e/{event.code}/book/checks", {"read": draft.fingerprint, "right": "yes"})[0]


def test_participants_do_not_publish(ben, event, draft):
    right(ben, draft)
    for path in ("publication", "draft", "hand-out"):
        assert ben.send(f"console/book/{path}", {"read": draft.fingerprint, "open": "1"})[0] == 404
    assert newest().state == "checked"


def test_a_check_that_is_sent_twice_happens_once(ben, draft):
    assert right(ben, draft, op="the same") == right(ben, draft, op="the same")
    assert Journal.select().where(Journal.op == "the same").count() == 1


def test_names_go_when_people_go(ben, event, draft):
    ben.send("book/readers", {"named": ""})
    assert [(row.name, row.is_right) for row in Check.select()] == [("", None)]
    assert Person.get(Person.name == "Ben")


def at_stage(event, kind):
    stage = Stage.select().where(Stage.event == event, Stage.kind == kind).order_by(Stage.position).first()
    events.go_to(event=event, by=as_facilitator(event), stage=stage)


def test_the_hand_out_opens_as_the_day_closes(ben, cleo, event, said):
    assert ben.get("hand-out").status_code == 404
    assert "Take the action plan home" not in ben.get().text
    at_stage(event, "circle")
    assert "Take the action plan home" in ben.get().text
    assert "Take the action plan home" in ben.get("goodbye").text
    answer = until_made(ben, "hand-out")
    assert answer.mimetype == "application/pdf"
    assert cleo.get(f"/e/{event.code}/hand-out").mimetype != "application/pdf"


def test_a_facilitator_opens_it_before_and_closes_it_again(ada, ben, event):
    assert ada.send("console/book/hand-out", {"open": "1"})[0] == 200
    assert "Take the action plan home" in ben.get().text
    assert ada.send("console/book/hand-out", {"open": ""})[0] == 200
    at_stage(event, "circle")
    assert "Take the action plan home" not in ben.get().text


def test_a_hall_that_asks_for_the_same_gets_one_file(app, ada, ben, event):
    ada.send("console/book/hand-out", {"open": "1"})
    dora = joined(app, event, "Dora")
    until_made(ben, "hand-out")
    until_made(dora, "hand-out")
    assert len([job for job in jobs._jobs.values() if job.event.id == event.id]) == 1
