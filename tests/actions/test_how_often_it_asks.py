"""How often the pages of promises and offers ask the record does not grow with them."""

import datetime

import pytest
from counting import queries_of

from facilitator.actions.models import Action, Ask, CameFrom, Contact, HelpsWith, Offer, Promise
from facilitator.journal import action
from facilitator.live.kept import kept
from facilitator.notes.models import Note
from facilitator.people.models import Person

pytestmark = pytest.mark.unwatched  # nothing here is about what an act announces

ON_PHONES = ["actions", "actions/1", "offers", "offers/1", "goodbye"]
ON_THE_CONSOLE = ["console/promises", "console/actions/1", "console/offers/1", "console/contacts"]
ON_THE_BIG_SCREEN = ["actions", "nobody_yet", "offers"]


@action("promised in numbers")
def promise_much(change, event, by, person, number):
    """So many actions, each with words, a promise, an ask, an offer, a contact; and as many that nobody said yes to."""
    until = datetime.date.today() + datetime.timedelta(days=30)
    for n in range(number):
        notes = [Note.create(event=event, words=f"It is dark {n}", written_by=person) for _ in range(2)]
        done = Action.create(event=event, what=f"Mend light {n}", note=notes[0], written_by=person)
        CameFrom.create(action=done, note=notes[1])
        helped = Person.create(event=event, name=f"Guest {n}", helper=person, return_code=f"C{notes[0].id}")
        Promise.create(event=event, action=done, person=helped, written_by=person, aloud=True)
        Ask.create(event=event, action=done, whom="The council", person=helped)
        offer = Offer.create(event=event, person=person, skill="I can climb")
        HelpsWith.create(offer=offer, action=done)
        Contact.create(event=event, person=person, offer=offer, how="me", what_for="To talk", until=until)
        Action.create(event=event, what=f"Plant tree {n}", written_by=person)
        change.record(done)


def asked(browser, path):
    """Queries for a page of which nothing is kept."""
    assert browser.get(path).status_code == 200, path  # and what is written once, is written
    kept.forget()
    return queries_of(lambda: browser.get(path))


def test_it_does_not_grow(event, ben, ada):
    ada.post("projector")

    def look():
        found = {path: asked(ben, path) for path in ON_PHONES} | {path: asked(ada, path) for path in ON_THE_CONSOLE}
        for page in ON_THE_BIG_SCREEN:
            ada.post("projector/1", {"show": page, "page_here": "1"})
            found[page] = asked(ada, "projector")
        return found

    promise_much(event=event, person=ben.person, number=3)
    few = look()
    promise_much(event=event, person=ben.person, number=9)
    assert look() == few
