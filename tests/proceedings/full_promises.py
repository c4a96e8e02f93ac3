"""What a day led to, on top of full_day.py: piles, what became of actions, offers with contacts, translations."""

import datetime

from full_day import fill, write_rows

from facilitator.actions.models import Action, Ask, CameFrom, Contact, HelpsWith, Offer, Promise
from facilitator.db import now
from facilitator.harvest.models import HelpingHand, InTheme, Star, Theme
from facilitator.journal import action
from facilitator.lookback.models import LookBack, Update, Wondering
from facilitator.notes.models import TAKEN_BACK, Note, Translation
from facilitator.people.models import Person

LONG_AGO, NEXT_YEAR = datetime.date(2020, 1, 1), datetime.date.today() + datetime.timedelta(days=365)
SAID_LATER = '=SUM(1) We met <b>twice</b>, 😀 "and" نعم'
OFFERED = "I can lend a ladder; =1+1"
IN_ARABIC = "نريد مقاعد أكثر"


@action("led to for a test")
def lead_to(change, event, by):
    """Fill the day and what came of it; returns the event."""
    fill(event=event)
    people = list(Person.select().where(Person.event == event).order_by(Person.id))
    notes = list(Note.select().where(Note.event == event, Note.state != TAKEN_BACK).order_by(Note.id))
    bench, letter, bulbs = Action.select().where(Action.event == event, Action.taken_back_at.is_null())

    def rows(model, *fields):
        return write_rows(event=event, model=model, rows=fields)

    def parts(model, *fields):
        change.record(*(model.create(**each) for each in fields))

    seats, green, _empty, _away = rows(
        Theme,
        {"position": 0, "name": "Sitting down", "named_by": people[0]},
        {"position": 1, "name": "Green things", "state": "parked", "why": "In spring"},
        {"position": 2, "name": ""},
        {"position": 3, "name": "Put away", "away_at": now()},
    )
    rows(InTheme, *({"theme": seats, "note": note} for note in notes[:5]), {"theme": green, "note": notes[0]})
    parts(CameFrom, {"action": bench, "note": notes[0]}, {"action": bench, "note": notes[1]})
    Action.update(theme=seats, involvement="with", decided_by="The friends of the park").where(
        Action.id == bench.id
    ).execute()
    Ask.update(person=people[1], asked_by=NEXT_YEAR).where(Ask.action == letter).execute()
    Promise.update(aloud=True, written_by=people[2]).where(Promise.person == people[0]).execute()
    rows(
        Update,
        {"action": bench, "by": "owner", "state": "started", "words": SAID_LATER},
        {"action": bench, "by": "facilitator", "state": "done", "words": "It is painted.", "next_by": NEXT_YEAR},
        {"action": letter, "by": "leader", "state": "not_yet", "words": "Call 07700 900123", "held_because": "phone"},
    )
    rows(Wondering, {"action": bulbs}, {"action": bulbs})
    ladder, _held, _gone, gone_by = rows(
        Offer,
        {"person": people[0], "skill": OFFERED, "time": "Tuesdays"},
        {"skill": "Ring 07700 900123", "held_because": "phone number"},
        {"skill": "Taken", "taken_back_at": now()},
        {"skill": "I can bake", "name": "Mrs Bun"},
    )
    parts(HelpsWith, {"offer": ladder, "action": bench})
    rows(
        Contact,
        {"offer": ladder, "how": "0113 496 0000", "what_for": "to lend the ladder", "until": NEXT_YEAR},
        {"offer": gone_by, "how": "bun@example.org", "what_for": "cake", "until": LONG_AGO},
    )
    parts(
        Translation,
        {"note": notes[0], "language": "ar", "words": IN_ARABIC, "by": "Ifra"},
        {"note": notes[0], "language": "bn", "words": "আরো বেঞ্চ চাই"},
    )
    rows(Star, {"note": notes[0], "person": people[0]})
    rows(HelpingHand, {"note": notes[0], "person": people[0]}, {"note": notes[0], "person": people[1]})
    rows(LookBack, {"token": "secret look back", "answer_within": 10})
    return event
