"""I need a hand; what does that mean?"""

import pytest
from cast import joined

from facilitator.errors import Refused
from facilitator.help import actions
from facilitator.help.models import Call, Term
from facilitator.journal.models import Journal


def test_a_call_reaches_the_console_and_is_answered(ben, ada):
    ben.post("calls", {"place": "By the stage", "words": "I cannot hear", "op": "one"})
    console = ada.get("console").text
    assert "Ben" in console
    assert "By the stage" in console
    assert "I cannot hear" in console
    assert "Someone will come." in ben.get().text
    call = Call.get()
    ada.post(f"console/calls/{call.id}/answer")
    assert "By the stage" not in ada.get("console").text
    assert "Someone is on the way to you." in ben.get().text


def test_a_call_may_say_nothing(ben):
    assert ben.post("calls").status_code == 200
    assert Call.get().words == ""


def test_calling_twice_is_one_call_that_says_more(ben):
    ben.post("calls", {"place": "Kitchen"})
    ben.post("calls", {"words": "A chair, please"})
    call = Call.get()
    assert (Call.select().count(), call.place, call.words) == (1, "Kitchen", "A chair, please")


def test_sent_twice_with_the_same_op_is_one_call(ben):
    assert ben.send("calls", {"words": "Help", "op": "same"}) == ben.send("calls", {"words": "Help", "op": "same"})
    assert Call.select().count() == 1


def test_taken_back_and_its_words_are_gone(ben, ada):
    ben.post("calls", {"words": "I feel ill"})
    call = Call.get()
    ben.post(f"calls/{call.id}/taken-back")
    call = Call.get()
    assert call.taken_back_at is not None
    assert call.words == ""
    assert "I feel ill" not in ada.get("console").text
    assert "Someone will come." not in ben.get().text


def test_an_answered_call_keeps_no_words(ben, ada):
    ben.post("calls", {"words": "I feel ill", "place": "Sofa"})
    ada.post(f"console/calls/{Call.get().id}/answer")
    assert (Call.get().words, Call.get().place) == ("", "")


def test_nobody_else_takes_a_call_back(app, event, ben):
    dan = joined(app, event, "Dan")
    ben.post("calls")
    assert dan.post(f"calls/{Call.get().id}/taken-back").status_code == 404
    assert Call.get().taken_back_at is None


def test_a_call_of_another_event_is_not_there(ben, cleo, ada):
    cleo.post("calls")
    assert ada.post(f"console/calls/{Call.get().id}/answer").status_code == 404
    assert Call.get().answered_at is None


def test_a_participant_answers_no_calls_and_explains_no_words(ben):
    ben.post("calls")
    assert ben.post(f"console/calls/{Call.get().id}/answer").status_code == 404
    assert ben.post("console/words", {"word": "JSNA", "meaning": "A report"}).status_code == 404
    assert Call.get().answered_at is None
    assert Term.select().count() == 0


def test_too_long_a_call_comes_back_with_its_words(ben):
    page = ben.post("calls", {"words": "x" * 201, "page": ben.address("")})
    assert page.status_code == 422
    assert "x" * 201 in page.text
    assert Call.select().count() == 0


def test_a_renamed_caller_is_renamed_on_the_console(ben, ada):
    ben.post("calls")
    ben.post("me", {"name": "Benjamin"})
    assert "Benjamin" in ada.get("console").text


def test_a_word_is_asked_and_explained_for_all(app, event, ben, ada):
    dan = joined(app, event, "Dan")
    page = ben.post("words", {"word": "co-production"})
    assert "We have asked for you." in page.text
    assert "co-production" not in dan.get().text
    assert "co-production" in ada.get("console").text
    ada.post("console/words", {"word": "co-production", "meaning": "Working as equals"})
    assert "Working as equals" in dan.get().text
    assert "Asked 1 time" not in ada.get("console").text


def test_the_same_word_asked_again_only_counts(app, event, ben):
    dan = joined(app, event, "Dan")
    ben.post("words", {"word": "Co-production?"})
    dan.post("words", {"word": " co-PRODUCTION "})
    assert [(term.word, term.asked) for term in Term.select()] == [("Co-production?", 2)]


def test_who_asked_stands_nowhere_but_in_the_journal(ben):
    ben.post("words", {"word": "JSNA"})
    assert "person" not in {field.name for field in Term._meta.sorted_fields}
    assert "JSNA" not in str(list(Journal.select().dicts()))


def test_an_empty_word_is_refused_in_plain_words(ben):
    page = ben.post("words", {"word": "  ", "page": ben.address("")})
    assert page.status_code == 422
    assert "Please write the word." in page.text


def test_a_meaning_can_be_said_better_and_taken_off(event, ben, ada):
    ada.post("console/words", {"word": "JSNA", "meaning": "A raport"})
    ada.post("console/words", {"word": "jsna", "meaning": "A report on health"})
    assert [term.meaning for term in Term.select()] == ["A report on health"]
    ada.post(f"console/words/{Term.get().id}/aside")
    assert "A report on health" not in ben.get().text


def test_a_word_of_another_event_is_not_taken_off(other_event, ada):
    term = actions.explain(event=other_event, word="JSNA", meaning="A report")
    assert ada.post(f"console/words/{term.id}/aside").status_code == 404
    assert Term.select().count() == 1


def test_an_empty_meaning_is_refused(event):
    with pytest.raises(Refused):
        actions.explain(event=event, word="JSNA", meaning="")


def test_words_are_shown_in_alphabetical_order(event, ben):
    for word in ("zebra", "Apple", "mango"):
        actions.explain(event=event, word=word, meaning=f"about {word}")
    page = ben.get().text
    assert page.index("about Apple") < page.index("about mango") < page.index("about zebra")


def test_html_in_a_word_stays_text(event, ben):
    actions.explain(event=event, word="<b>bold</b>", meaning="<script>alert(1)</script>")
    assert "<script>alert" not in ben.get().text


def test_a_helper_calls_for_the_person_they_help_and_takes_it_back(app, event, ada):
    from facilitator.people.models import Person

    hana = joined(app, event, "Hana")
    hana.post("me/helping", {"name": "Mina"})
    mina = Person.get(Person.name == "Mina")
    hana.post("calls", {"place": "Door", "as": str(mina.id)})
    assert "Mina" in ada.get("console").text
    page = hana.get().text
    assert "Someone will come." in page
    assert "Ask a helper to come to me" in page, "Hana herself may still call"
    call = Call.get()
    hana.post(f"calls/{call.id}/taken-back", {"as": str(mina.id)})
    assert Call.get().taken_back_at is not None
