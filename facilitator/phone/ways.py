"""What there is to do in each kind of stage: one sentence, one button."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Way:
    """What a stage's big button says, and the page (with an anchor) to which it goes."""

    sentence: str
    label: str
    endpoint: str
    anchor: str | None = None
    rules: bool = False  # the page is Now itself, with the house rules open


def way_for(kind: str) -> Way:
    """The way for a kind of stage, for "before" the day and for when it is "over". Unknown kinds: the house rules."""
    name = Way(_("Come in. We are glad you are here."), _("Add your name"), "people.me")
    rules = Way(_("Sit where you like, and listen."), _("See how it works"), "phone.now", "rules", rules=True)
    goodbye = Way(_("What will you remember from today?"), _("Before you go"), "closing.goodbye")
    return {
        "before": name,
        "doors": name,
        "marketplace": Way(
            _("Anyone can put a topic up. It just has to matter to you."),
            _("Offer a topic"),
            "topics.all_topics",
            "offer",
        ),
        "choose": Way(_("Pick where you want to go. You can move at any time."), _("See the board"), "agenda.board"),
        "talk": Way(_("You can go to any talk, at any time. You can leave at any time."), _("My day"), "agenda.my_day"),
        "break": Way(_("Have a rest. See what others wrote, if you like."), _("Read the wall"), "notes.wall"),
        "read": Way(
            _("Read the wall. Give a star to the things you would work on."), _("Read and give stars"), "harvest.read"
        ),
        "sense": Way(
            _("The room puts notes into piles. Which pile does yours belong in?"),
            _("See what belongs together"),
            "harvest.themes",
        ),
        "act": Way(
            _("What will be done? You can only say yes for yourself."), _("Make a promise"), "actions.all_actions"
        ),
        "round": Way(_("Write, draw, or just listen. You can pass."), _("My table"), "cafe.my_table"),
        "harvest": Way(_("What is the one thing that matters most?"), _("Write it down"), "cafe.my_table"),
        "move": Way(_("Hosts stay. You may stay too, if that is better for you."), _("See the tables"), "cafe.tables"),
        "patterns": Way(_("What do we see? What is missing? What surprised you?"), _("Say it"), "harvest.patterns"),
        "tell": Way(_("Each table says one thing. Nobody has to."), _("Read the wall"), "notes.wall"),
        "debrief": Way(
            _("Leaders say what they heard, what they will do, and what they cannot do."),
            _("Read along"),
            "closing.debrief",
        ),
        "circle": goodbye,
        "goodbye": goodbye,
        "over": Way(_("Here is what came out of it."), _("What will be done"), "actions.all_actions"),
    }.get(kind, rules)
