"""What a room has been sent already, so that it is not sent again.

Many acts wake more than they change: when the day goes on, every table of the room is looked at again, and most look as
they did. Whatever changes is announced, so what a room was sent last is what its pages show.
"""


class Known:
    """For one room: of each list the elements as they were sent last, and whether these are all there are."""

    def __init__(self):
        self._lists: dict[str, dict[str, int]] = {}
        self._whole: set[str] = set()

    def news(self, made: list[dict]) -> list[dict]:
        """Those of the messages (as `fragments.render` makes them) that say something new; now all are known."""
        return [message for message in made if self._is_new(message)]

    def forget(self) -> None:
        """Nobody knows what the pages show; all is news again."""
        self._lists.clear()
        self._whole.clear()

    def _is_new(self, message) -> bool:
        held = self._lists.setdefault(message["list"], {})
        if "only" in message:
            return self._is_other_list(message["list"], held, message["only"])
        if message["html"] is None:
            held.pop(message["id"], None)
            return True
        looks = hash((message["order"], message["html"]))
        before, held[message["id"]] = held.get(message["id"]), looks
        return before != looks

    def _is_other_list(self, name, held, only) -> bool:
        same = name in self._whole and len(held) == len(only)  # what `only` names was sent just before, so it is held
        for gone in held.keys() - set(only):
            del held[gone]
        self._whole.add(name)
        return not same
