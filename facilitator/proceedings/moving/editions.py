"""How much of an event a file holds: what may be shown, what those who do the work need, or everything."""

from dataclasses import dataclass

SHOWABLE, NAMED, WHOLE = "without names", "with names", "whole"
EDITIONS = (SHOWABLE, NAMED, WHOLE)  # each holds what the one before it holds, and more


@dataclass(frozen=True)
class Edition:
    """`name` is one of EDITIONS. `secrets`: with the links and codes that open doors. `contacts`: with how people who
    agreed to that may be reached. Secrets are for a whole file only, contacts go with names. Raises ValueError for
    anything else."""

    name: str = SHOWABLE
    secrets: bool = False
    contacts: bool = False

    def __post_init__(self):
        too_much = (self.secrets and not self.is_whole) or (self.contacts and self.name == SHOWABLE)
        if self.name not in EDITIONS or too_much:
            raise ValueError(self)

    @property
    def is_whole(self) -> bool:
        """Nothing is left out, but for secrets and contacts."""
        return self.name == WHOLE

    def holds(self, first: str) -> bool:
        """Whether what stands in files from the edition `first` on stands in this one."""
        return EDITIONS.index(first) <= EDITIONS.index(self.name)
