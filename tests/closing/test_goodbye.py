"""One line and one answer each; changeable; blank is fine."""

from cast import joined

from facilitator.closing.models import HELD, SHOWN, Impression


def test_one_line_each_changeable(ben):
    ben.send("goodbye", {"words": "I met six neighbours", "felt_heard": "yes"})
    ben.send("goodbye", {"words": "I met seven neighbours", "felt_heard": "a_bit"})
    assert [(said.words, said.felt_heard) for said in Impression.select()] == [("I met seven neighbours", "a_bit")]
    assert "I met seven neighbours" in ben.get("goodbye").text


def test_all_blank_is_fine(ben):
    assert ben.send("goodbye", {})[0] == 200


def test_an_answer_that_is_not_on_the_page_is_refused(ben):
    assert ben.send("goodbye", {"felt_heard": "very much"})[0] == 422


def test_taken_back_words_are_gone(ben):
    ben.send("goodbye", {"words": "I met six neighbours", "felt_heard": "yes"})
    ben.send("goodbye/removal")
    assert [(said.words, said.felt_heard) for said in Impression.select()] == [("", "")]


def test_a_facilitator_types_for_people_without_phones(ada):
    ada.send("goodbye", {"words": "Good tea"})
    ada.send("goodbye", {"words": "Loud hall"})
    assert [(said.words, said.person_id) for said in Impression.select()] == [("Good tea", None), ("Loud hall", None)]


def test_the_page_says_when_people_will_hear(ben, event):
    assert "we will tell you what happened" in ben.get("goodbye").text


def test_numbers_come_from_the_record(app, event, ben):
    ben.send("actions", {"what": "Plant trees"})
    ben.send("actions", {"what": "Dig", "i_will": "1"})
    page = joined(app, event, "Eve").get("goodbye").text
    assert "<strong>1</strong> promise" in page
    assert "For 1 action no one has said yes yet." in page


def test_what_is_held_back_is_said_to_its_writer_and_stays_held_until_shown(ben, ada):
    ben.send("goodbye", {"words": "Dave was rude"})
    ada.send(f"console/impressions/{Impression.get().id}/hold", {"because": "It names somebody"})
    assert "It names somebody" in ben.get("goodbye").text
    ben.send("goodbye", {"words": "Dave was so rude"})
    assert (Impression.get().state, Impression.get().held_because) == (HELD, "It names somebody")
    ada.send(f"console/impressions/{Impression.get().id}/hold", {"because": ""})
    assert Impression.get().state == SHOWN


def test_private_details_in_a_closing_line_wait_whoever_typed_them(ben, ada):
    ben.send("goodbye", {"words": "Ring me on 07700 900123"})
    ada.send("goodbye", {"words": "Ring me on 07700 900123"})
    assert [said.state for said in Impression.select()] == [HELD, HELD]
    ben.send("goodbye", {"words": "Ring me"})
    assert Impression.get().state == SHOWN
