"""How far a long piece of work is, in the terminal: one line that grows, or a line now and then in a log file."""

import sys
import time

WIDTH = 28


class Bar:
    """`advance()` as the work goes on, from any thread of the program; `done()` at the end."""

    def __init__(self, label: str, total: int, out=None):
        self.label, self.total, self.out = label, max(total, 1), out or sys.stderr
        self.count, self.began = 0, time.monotonic()
        self._shown = self.began
        self._every = 0.1 if self.out.isatty() else 10.0

    def advance(self, by: int = 1) -> None:
        """That many steps more are done."""
        self.at(self.count + by)

    def at(self, count: int) -> None:
        """So many steps are done in all."""
        self.count = count
        if time.monotonic() - self._shown >= self._every:
            self.show()

    def show(self) -> None:
        """Write the line."""
        self._shown = time.monotonic()
        full = round(WIDTH * min(self.count / self.total, 1))
        seconds = self._shown - self.began
        line = f"{self.label} [{'#' * full}{'.' * (WIDTH - full)}] {self.count:,} of {self.total:,}, {seconds:.0f} s"
        end = "" if self.out.isatty() else "\n"
        print(("\r" if self.out.isatty() else "") + line, end=end, file=self.out, flush=True)

    def done(self) -> None:
        """The last state, and a new line."""
        self.show()
        if self.out.isatty():
            print(file=self.out, flush=True)
