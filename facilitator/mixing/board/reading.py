"""A board from what a JSON file holds. Whatever is wrong with it becomes one plain sentence (Malformed)."""

from .board import Board, Malformed, Person, Space, Topic


def read(found, id=None) -> Board:
    """The board in `found`: one instance, or {"agenda": [instance, …]} of which `id` names one.

    An instance has `slots` [id], `spaces` [{id, capacity, step_free, closed, quiet}], `topics` [{id, conveners, pin:
    {slot, space}, step_free, not_slots, merged_into, quiet}] and `people` [{id, votes: {topic: weight}, slots,
    step_free}]. With `baseline` ({topic: {slot, space}}, or a solution with "placements") it also says how the board
    stands now, and with `frozen` what of that stays: topic ids, or a number of slots from the first that are over.
    """
    instance = _chosen(found, id)
    slots = tuple(_ids(instance, "slots", "The board"))
    spaces = tuple(_space(row) for row in _rows(instance, "spaces"))
    topics = tuple(_topic(row) for row in _rows(instance, "topics"))
    people = tuple(_person(row) for row in _rows(instance, "people", wanted=False))
    present = _present(instance.get("baseline"), {topic.id for topic in topics})
    fixed = _fixed(instance.get("frozen"), slots, present)
    return Board(slots, spaces, topics, people, instance.get("id", ""), present, fixed)


def _chosen(found, id):
    if not isinstance(found, dict):
        raise Malformed("The file does not hold a board: it should begin with { and name slots, spaces and topics.")
    if "agenda" not in found:
        if id is not None and found.get("id") != id:
            raise Malformed(f"The file holds one board, and it is not {id}.")
        return found
    boards = [each for each in _list(found, "agenda", "The file") if isinstance(each, dict)]
    names = ", ".join(str(board.get("id")) for board in boards)
    if not boards:
        raise Malformed("The file holds no board.")
    if id is None and len(boards) > 1:
        raise Malformed(f"The file holds {len(boards)} boards. Choose one with --id: {names}.")
    for board in boards:
        if id is None or board.get("id") == id:
            return board
    raise Malformed(f"The file holds no board {id}. It holds: {names}.")


def _space(row):
    name = f"Space {row['id']}"
    capacity = row.get("capacity")
    if capacity is not None and (not isinstance(capacity, int) or isinstance(capacity, bool) or capacity < 0):
        raise Malformed(f"{name} has a capacity that is no whole number: {capacity!r}.")
    closed = frozenset(_ids(row, "closed", name, False))
    return Space(row["id"], capacity, _yes(row, "step_free", name, True), closed, _yes(row, "quiet", name, False))


def _topic(row):
    name = f"Topic {row['id']}"
    pin = row.get("pin") or {}
    if not isinstance(pin, dict):
        raise Malformed(f"{name} has a pin that is not written as a slot and a space.")
    return Topic(
        row["id"],
        tuple(_ids(row, "conveners", name, False)),
        _id(pin.get("slot"), name),
        _id(pin.get("space"), name),
        _yes(row, "step_free", name, False),
        frozenset(_ids(row, "not_slots", name, False)),
        _id(row.get("merged_into") or None, name),
        _yes(row, "quiet", name, False),
    )


def _person(row):
    name = f"Person {row['id']}"
    votes = row.get("votes") or {}
    if not isinstance(votes, dict):
        raise Malformed(f"{name} has votes that are not written as topics with weights.")
    for topic, weight in votes.items():
        if not isinstance(weight, (int, float)):
            raise Malformed(f"{name} has a vote for {topic} whose weight is no number: {weight!r}.")
    slots = None if row.get("slots") is None else frozenset(_ids(row, "slots", name))
    wants = frozenset(topic for topic, weight in votes.items() if weight > 0)
    return Person(row["id"], wants, slots, _yes(row, "step_free", name, False))


def _present(baseline, topics):
    if baseline is None:
        return {}
    rows = baseline.get("placements", baseline) if isinstance(baseline, dict) else None
    if not isinstance(rows, dict) or not all(isinstance(at, dict) for at in rows.values()):
        raise Malformed("The baseline is not written as topics with a slot and a space each.")
    # A topic that has gone since then has left the board.
    return {topic: (at.get("slot"), at.get("space")) for topic, at in rows.items() if topic in topics}


def _fixed(frozen, slots, present):
    if isinstance(frozen, list):
        return frozenset(_id(topic, "The list of frozen topics") for topic in frozen) & frozenset(present)
    if frozen is None or (isinstance(frozen, int) and frozen >= 0):
        over = set(slots[: frozen or 0])
        return frozenset(topic for topic, (slot, _space_) in present.items() if slot in over)
    raise Malformed("What is frozen is neither a list of topics nor a number of slots.")


def _list(row, key, name, wanted=True):
    found = row.get(key)
    if found is None and not wanted:
        return []
    if not isinstance(found, list):
        raise Malformed(f"{name} has no list of {key}.")
    return found


def _ids(row, key, name, wanted=True):
    found = _list(row, key, name, wanted)
    if None in found:
        raise Malformed(f"{name} has a gap in its list of {key}.")
    return [_id(id, name) for id in found]


def _id(found, name):
    if found is not None and not isinstance(found, str):
        raise Malformed(f"{name} names something that is not written as text: {found!r}.")
    return found


def _rows(instance, key, wanted=True):
    rows = _list(instance, key, "The board", wanted)
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise Malformed(f"One of the {key} has no id that is text.")
    return rows


def _yes(row, key, name, otherwise):
    found = row.get(key)
    if found is not None and not isinstance(found, (bool, int)):
        raise Malformed(f"{name} should say yes or no (true or false) for {key}.")
    return otherwise if found is None else bool(found)
