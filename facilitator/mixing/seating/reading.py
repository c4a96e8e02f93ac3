"""Reading what came from a file: each function gives a value of the right kind or says in a sentence what is wrong."""


class Malformed(ValueError):
    """What was handed in cannot be read. Its words are one plain sentence for people."""


def things(value, what: str) -> list:
    """A list."""
    if not isinstance(value, list | tuple):
        raise Malformed(f"{what} must be a list, not {_shown(value)}.")
    return list(value)


def ids(value, what: str) -> list[str]:
    """A list of ids."""
    return [named(one, f"An entry of {what}") for one in things(value, what)]


def named(value, what: str) -> str:
    """An id or a word: some text."""
    if not isinstance(value, str) or not value:
        raise Malformed(f"{what} must be a word, not {_shown(value)}.")
    return value


def number(value, what: str, least: int) -> int:
    """A whole number from `least` on, within reason."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 1_000_000:
        raise Malformed(f"{what} must be a whole number from {least} on, not {_shown(value)}.")
    return value


def switch(value, what: str) -> bool:
    """True or false; nothing means false."""
    if value is not None and not isinstance(value, bool):
        raise Malformed(f"{what} must be true or false, not {_shown(value)}.")
    return bool(value)


def one_of(value, what: str, choices: tuple) -> str:
    """One of these words."""
    if value not in choices:
        raise Malformed(f"{what} must be {' or '.join(choices)}, not {_shown(value)}.")
    return value


def _shown(value) -> str:
    return "nothing" if value is None else f"{value!r:.60}"
