"""What phones are offered to take home or to read, and how far the book is for those who run the day."""

from ...events.models import Event, Stage
from ...live import CONSOLE, PHONE, Piece, fragment
from ..models import Check, Edition, HandOut
from .reading import all_editions, hand_out_is_open, in_work, published, reading_of

ONE = [None]  # there is only one of it


@fragment(
    "papers",
    "proceedings/editions/_papers.html",
    audiences=(PHONE,),
    wakes={model: lambda row: ONE for model in (Event, Stage, HandOut, Edition)},
)
def papers(event, audience, channel, keys=None):
    """The action plan to take home, the draft that wants readers, the published book: what there is of these now."""
    yield Piece(
        None,
        context={
            "hand_out": hand_out_is_open(event),
            "draft": in_work(event),
            "newest": next(iter(published(event)), None),
        },
    )


@fragment(
    "book-state",
    "proceedings/editions/_state.html",
    audiences=(CONSOLE,),
    wakes={model: lambda row: ONE for model in (Event, Stage, HandOut, Edition, Check)},
)
def book_state(event, audience, channel, keys=None):
    """Whether the hand-out is open; the draft, who reads it and what they say; all editions."""
    draft = in_work(event)
    yield Piece(
        None,
        context={
            "hand_out": hand_out_is_open(event),
            "reading": draft and reading_of(draft),
            "editions": [each for each in all_editions(event) if draft is None or each.id != draft.id],
        },
    )
