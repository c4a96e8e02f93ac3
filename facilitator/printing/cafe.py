"""What goes on the papers of a café, in the language of the house. As in `pack.py`: called inside
`i18n.speaking(house)`, each function gives (template, data, files).
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..cafe.room import hosts_of, question_at, rounds_of, seats_in, tables_of
from ..events.models import Event, Table
from ..people.models import Person
from ..people.names import guest, numbers_of
from ..people.phones import without_phone
from ..proceedings.typesetting import words
from .house import TEMPLATES, about, house_of, qr
from .moves import MoveCard, move_cards

BLANK_SLIPS = 10  # one sheet, when nobody has a seat yet


def tents(event: Event, base: str):
    """A tent for each table: its number and name, what it talks about, and its own QR code. Folded once, both sides
    read right."""
    house, files, pages = house_of(event), {}, []
    tables, rounds = tables_of(event), rounds_of(event)
    some_have_steps = not all(table.step_free for table in tables)
    for table in tables:
        name = f"table-{table.number}.svg"
        files[name] = qr(f"{base.rstrip('/')}/t/{table.token}")
        asked = [table.question] if table.question else [round_.question for round_ in rounds if round_.question]
        pages.append(
            {
                "number": str(table.number),
                "called": _("Table %(number)d", number=table.number),
                "name": words(table.name, house) if table.name else None,
                "marks": _marks(table, some_have_steps),
                "questions": [words(question, house) for question in asked],
                "qr": name,
            }
        )
    data = about(event, _("Table tents")) | {
        "pages": pages,
        "table": _("Table"),
        "scan": _("Scan to write for this table"),
        "alt": _("QR code that lets a phone write for this table"),
    }
    return TEMPLATES / "tents.typ", data, files


def etiquette(event: Event):
    """The house rules, large."""
    house = house_of(event)
    data = about(event, _("Café etiquette")) | {
        "heading": _("How we talk here"),
        "rules": [words(rule, house) for rule in event.house_rules],
        "foot": _("You may pass. You may stay at your table. You may take a break at any time."),
    }
    return TEMPLATES / "etiquette.typ", data, {}


def moves(event: Event):
    """Move cards to cut: a letter and the table where it begins, and by how many tables it moves on."""
    data = about(event, _("Move cards")) | {
        "cards": [_card(card, house_of(event)) for card in move_cards(event)],
        "table": _("Begin at table"),
        "way": _("Your tables:"),
        "stay": _("Stay if that is better for you."),
        "around": _("After the last table comes the first."),
    }
    return TEMPLATES / "moves.typ", data, {}


def slips(event: Event, everyone: bool):
    """A slip for each person without a phone, or for `everyone`: their table in each round. Blank ones while nobody of
    them has a seat."""
    house, rounds = house_of(event), rounds_of(event)
    seats = [seats_in(round_) for round_ in rounds]
    tables = {table.id: table for table in tables_of(event, put_away_too=True)}
    hosted = {person.id: tables[table] for table, people in hosts_of(event).items() for person in people}
    numbers, no_phone = numbers_of(event), without_phone(event)
    here = Person.select().where(Person.event == event, Person.left_at.is_null()).order_by(Person.id)
    wanted = [
        person
        for person in here
        if (everyone or person.id in no_phone) and any(person.id in seated for seated in seats)
    ]
    made = [
        {
            "name": words(person.name, person.language) if person.name else words(guest(numbers[person.id]), house),
            "number": str(numbers[person.id]),
            "tables": [_place(event, tables, seated.get(person.id)) for seated in seats],
            "host": _("You host table %(number)d.", number=hosted[person.id].number) if person.id in hosted else None,
        }
        for person in wanted
    ]
    blank = {"name": None, "number": "", "tables": [None] * len(rounds), "host": None}
    data = about(event, _("Where next")) | {
        "slips": made or [blank] * BLANK_SLIPS,
        "rounds": [_("Round %(number)d", number=round_.number) for round_ in rounds],
        "name": _("Name:"),
        "free": _("You may stay, or sit with the person you help."),
    }
    return TEMPLATES / "slips.typ", data, {}


def cloths(event: Event):
    """Tablecloth sheets: the question, four corners, and much room. One for each round, and one for each table that
    has its own question; print as many of a round's as there are tables."""
    house, tables = house_of(event), tables_of(event)
    own = [table for table in tables if table.question]
    pages = [
        {"question": words(table.question, house), "place": _("Table %(number)d", number=table.number)} for table in own
    ]
    if len(own) < len(tables) or not tables:
        pages += [
            {
                "question": words(round_.question, house),
                "place": _("Round %(number)d", number=round_.number) + "  ·  " + _("Table") + " ____",
            }
            for round_ in rounds_of(event)
        ]
    data = about(event, _("Tablecloths")) | {
        "pages": pages or [{"question": words(event.question, house), "place": _("Table") + " ____"}],
        "corners": [_("What matters"), _("Ideas"), _("Questions"), _("What we will do")],
        "hint": _("Write and draw here. Leave out names and phone numbers."),
    }
    return TEMPLATES / "cloths.typ", data, {}


def host_cards(event: Event):
    """A card for each table's host: what to say, and lines for the one main thing of each round."""
    house, rounds = house_of(event), rounds_of(event)
    cards = [
        {
            "table": _("Table %(number)d", number=table.number),
            "questions": [words(question_at(round_, table), house) for round_ in rounds],
        }
        for table in tables_of(event)
    ]
    data = about(event, _("Cards for table hosts")) | {
        "cards": cards,
        "heading": _("You are the host"),
        "script": [
            _("Welcome. Tell the new people the story so far. One minute is enough."),
            _("Ask each person first. Then talk."),
            _("Before you move on: what is the one thing that matters most?"),
            _("You stay. They move. You do not have to agree with what they say."),
        ],
        "rounds": [_("Round %(number)d", number=round_.number) for round_ in rounds],
        "main": _("The one main thing"),
        "worry": _("A worry? Tell a facilitator."),
    }
    return TEMPLATES / "hosts.typ", data, {}


def _marks(table: Table, some_have_steps: bool) -> list[str]:
    """What tells this table from others."""
    marks = ((_("Step-free"), some_have_steps and table.step_free), (_("Quiet"), table.quiet))
    return [mark for mark, fits in marks if fits]


def _card(card: MoveCard, house: str) -> dict:
    moves_on = ngettext("Move on %(num)d table each time.", "Move on %(num)d tables each time.", card.step)
    return {
        "letter": card.letter,
        "head": card.letter or _("Host"),
        "round": _("Round %(number)d", number=card.begins) if card.begins > 1 else None,
        "table": str(card.tables[0]),
        "say": moves_on if card.letter else _("You stay and welcome."),
        "way": " → ".join(map(str, card.tables)) if card.letter else "",
        "name": words(card.name, house) if card.name else None,
    }


def _place(event, tables, seat) -> dict | None:
    table = seat and tables[seat.table_id]
    if table is None or table.away_at is not None:
        return None
    return {
        "number": str(table.number),
        "called": _("Table %(number)d", number=table.number),
        "name": words(table.name, house_of(event)) if table.name else None,
    }
