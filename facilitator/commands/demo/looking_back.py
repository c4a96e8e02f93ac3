"""The look-back of a demo day: opened by its facilitator, with the first follow-ups that its file tells of. A day that
still runs has none: nothing can have been done yet."""

import datetime

from ...lookback import actions
from ...lookback.models import AnswerLink
from ..stand_in import as_reader


def look_back(day) -> None:
    """Open it, let those who said yes or were asked answer by their links, and let readers ask, as `day.told` says."""
    told = day.told.get("look_back")
    if told is None:
        return
    day.console("look-back", actions.open_page)
    links = {link.action_id: link for link in AnswerLink.select().where(AnswerLink.event == day.event)}
    reader = as_reader(day.event)
    for number, said in enumerate(told["answers"]):
        action = day.actions[said["action"] - 1]
        weeks = said.get("news_in_weeks")
        actions.say(
            event=day.event, by=reader, op=f"demo-answer-{number}", action=action, link=links[action.id],
            state=said["state"], words=said["words"], language=said.get("language", "en"),
            next_by=weeks and day.event.date + datetime.timedelta(weeks=weeks),
        )  # fmt: skip
    for number, place in enumerate(told["wondered"]):
        actions.wonder(event=day.event, by=reader, op=f"demo-wondered-{number}", action=day.actions[place - 1])
