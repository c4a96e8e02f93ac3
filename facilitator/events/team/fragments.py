"""Who runs the event and which big screens show it, live on the team page."""

from ...live import CONSOLE, Piece, fragment
from ..models import Facilitator, Invitation, Projector
from .actions import open_invitations

ONE = [None]  # the key of a fragment of which there is only one


@fragment(
    "team-people",
    "events/_team_people.html",
    audiences=(CONSOLE,),
    wakes={Facilitator: lambda f: ONE, Invitation: lambda i: ONE},
)
def people(event, audience, channel, keys=None):
    """Everybody who runs it, and the invitations that wait."""
    team = Facilitator.select().where(Facilitator.event == event, Facilitator.revoked_at.is_null())
    yield Piece(None, context={"team": list(team.order_by(Facilitator.id)), "invitations": open_invitations(event)})


@fragment(
    "team-screens",
    "events/_team_screens.html",
    audiences=(CONSOLE,),
    wakes={Projector: lambda p: ONE},
)
def screens(event, audience, channel, keys=None):
    """The big screens that are connected."""
    found = Projector.select().where(Projector.event == event, Projector.revoked_at.is_null())
    yield Piece(None, context={"screens": list(found.order_by(Projector.id))})
