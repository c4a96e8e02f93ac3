"""Playing acts: many at a time, each after those it needs, at once or at the pace at which they happened."""

import threading
import time

AT_A_TIME = 64  # so many that the record keeper can bring them to the disk together


def play_all(acts, player, kept: dict, bar, speed: float | None = None) -> None:
    """Play the acts that are not in `kept` (op → number of the row it made), adding to `kept` as they are done.

    `player.play(act, kept)` gives the number. Raises what the first failing act raises, after the others have ended.
    """
    _Crowd(acts, player, kept, bar, speed).play()


class _Crowd:
    """Threads (greenlets, on eventlet) that take acts in order."""

    def __init__(self, acts, player, kept, bar, speed):
        self.player, self.kept, self.bar, self.speed = player, kept, bar, speed
        self.left = iter([act for act in acts if act.op not in kept])
        needed = {need for act in acts if act.op not in kept for need in act.needs}
        self.done = {op: threading.Event() for op in needed if op not in kept}
        self.taking, self.fault = threading.Lock(), None
        self.began, self.first = time.monotonic(), None

    def play(self):
        crowd = [threading.Thread(target=self.take_part, daemon=True) for _ in range(AT_A_TIME)]
        for one in crowd:
            one.start()
        try:
            for one in crowd:
                one.join()
        except KeyboardInterrupt:
            self.stop(KeyboardInterrupt())
        if self.fault is not None:
            raise self.fault

    def take_part(self):
        try:
            while self.fault is None and (act := self.next()) is not None:
                for need in act.needs:
                    if need not in self.kept:
                        self.done[need].wait()
                if self.fault is not None:
                    return
                self.kept[act.op] = self.player.play(act, self.kept)
                if act.op in self.done:
                    self.done[act.op].set()
                self.bar.advance()
        except BaseException as fault:
            self.stop(fault)

    def next(self):
        """The next act, when it is time for it; None at the end."""
        with self.taking:
            act = next(self.left, None)
            if act is not None and self.speed is not None:
                self.first = act.at if self.first is None else self.first
                wait = self.began + (act.at - self.first) / self.speed - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
            return act

    def stop(self, fault):
        """Nobody takes another act, and nobody waits any longer."""
        self.fault = self.fault or fault
        for event in self.done.values():
            event.set()
