"""A seating in the making: who is where, what that costs, and what an exchange would change, kept up step by step."""

from typing import NamedTuple

from .figures import Score
from .units import Numbers, Unit, company_lacking, mix_deviation, size_rows, unpacked


class Weights(NamedTuple):
    """What one of each costs in the search."""

    hard: float
    revisit: float
    repeat: float
    moved: float
    mix: float
    size: float


NOBODY = Unit((), 0, 0, (), 0, 0, 0, None, None)


def both(a: Unit, b: Unit) -> Unit:
    """Two units of one slot as if they were one."""
    return Unit(
        a.members + b.members, a.mask | b.mask, a.size + b.size, a.guests + b.guests, a.roles + b.roles,
        a.langs + b.langs, a.foes | b.foes, _added(a.barred, b.barred), _merged(a.told, b.told),
    )  # fmt: skip


class Seating:
    """Each unit at a slot (or nowhere yet, −1).

    at        by unit, its slot
    units_at  by slot, the units there; mask, count, roles, langs: the same people as bits, number and packed counts
    meet      by person, how often they meet each other person; met and multi: bits of those met at all, and twice
    visits    by person, how often they are at each table
    pairs     the pairs that meet again, as a list to draw from
    """

    def __init__(self, numbers: Numbers):
        self.numbers = numbers
        P, slots = numbers.P, numbers.R * numbers.T
        self.at = [-1] * len(numbers.units)
        self.units_at = [[] for _ in range(slots)]
        self.mask, self.count, self.roles, self.langs = [0] * slots, [0] * slots, [0] * slots, [0] * slots
        self.meet = [bytearray(P) for _ in range(P)]
        self.met, self.multi = [0] * P, [0] * P
        self._bits = [1 << i for i in range(P)]
        self.visits = [bytearray(numbers.T) for _ in range(P)]
        self.pairs, self._place_of_pair = [], {}
        self.broken, self.uneven = [], []
        for r in range(numbers.R):
            broken, uneven = size_rows(numbers, r)
            self.broken += broken
            self.uneven += uneven
        self._shares = []
        for present in numbers.present:
            counts = [0] * numbers.roles
            for i in present:
                counts[numbers.role_of[i]] += 1
            self._shares.append([count / max(1, len(present)) for count in counts])
        self.mixes = [{0: 0} for _ in range(numbers.R)]  # what is known of packed role counts, by round
        self.lacks = {0: 0}
        self.hard = self.revisits = self.repeats = self.displaced = self.mix = self.size = 0
        for r in range(numbers.R):
            for s in range(r * numbers.T, (r + 1) * numbers.T):
                self._count_slot(s, 1)
        self._meet_within()

    def _meet_within(self):
        """Pairs of one unit that are not exempt (they stay together through a third) meet in any seating."""
        for unit in self.numbers.units:
            for i in unit.members:
                for j in unit.members:
                    if i < j and not self.numbers.mates[i] >> j & 1:
                        self._meeting(i, j, 1)

    @property
    def score(self) -> Score:
        """The six numbers of the seating as it is."""
        return Score(self.hard, self.revisits, self.repeats, self.displaced, self.mix, self.size)

    def mix_of(self, r: int, roles: int) -> int:
        """The mix deviation of a table with these packed role counts."""
        known = self.mixes[r].get(roles)
        if known is None:
            counts = unpacked(roles, self.numbers.roles, self.numbers.shift)
            known = self.mixes[r][roles] = mix_deviation(sum(counts), counts, self._shares[r])
        return known

    def lack_of(self, langs: int) -> int:
        """The lack of company in language at a table with these packed counts."""
        if not self.numbers.speaks:
            return 0
        known = self.lacks.get(langs)
        if known is None:
            known = self.lacks[langs] = company_lacking(self.numbers, langs)
        return known

    def seat(self, u: int, slot: int) -> None:
        """Bring the unit to the slot from wherever it is; −1 takes it away."""
        if self.at[u] >= 0:
            self._change(u, self.at[u], -1)
            self.units_at[self.at[u]].remove(u)
        self.at[u] = slot
        if slot >= 0:
            self._change(u, slot, 1)
            self.units_at[slot].append(u)

    def seat_all(self, at: list[int]) -> None:
        """Bring every unit to the slot that `at` has for it."""
        for u, slot in enumerate(at):
            if self.at[u] != slot:
                self.seat(u, slot)

    def _change(self, u, slot, by):
        """The unit comes to the slot (by 1) or leaves it (by −1)."""
        unit, t = self.numbers.units[u], slot % self.numbers.T
        if by < 0:
            self._shift_slot(unit, slot, by)
        units = self.numbers.units
        self._meet_all(unit, [j for other in self.units_at[slot] if other != u for j in units[other].members], by)
        if by > 0:
            self._shift_slot(unit, slot, by)
        if unit.foes:
            others = self.mask[slot] & ~unit.mask
            self.hard += by * sum((self.numbers.foes[i] & others).bit_count() for i in unit.members)
        if unit.barred:
            self.hard += by * unit.barred[t]
        if unit.told:
            self.displaced += by * (sum(unit.told.values()) - unit.told.get(t, 0))
        for i in unit.guests:
            row = self.visits[i]
            self.revisits += (row[t] > 0) if by > 0 else -(row[t] > 1)
            row[t] += by

    def _shift_slot(self, unit, slot, by):
        self._count_slot(slot, -1)
        self.mask[slot] ^= unit.mask
        self.count[slot] += by * unit.size
        self.roles[slot] += by * unit.roles
        self.langs[slot] += by * unit.langs
        self._count_slot(slot, 1)

    def _count_slot(self, slot, by):
        """Add (by 1) or take off (by −1) what the slot as a whole costs."""
        count, r = self.count[slot], slot // self.numbers.T
        self.hard += by * (self.broken[slot][count] + self.lack_of(self.langs[slot]))
        self.size += by * self.uneven[slot][count]
        self.mix += by * self.mix_of(r, self.roles[slot])

    def _meet_all(self, unit, others, by):
        """`_meeting` of each with each, but of those who stay together; the usual case is written out."""
        meet, met, bits = self.meet, self.met, self._bits
        usual, then = (0, 1) if by > 0 else (1, 0)
        for i in unit.members:
            row, bit, mates = meet[i], bits[i], self.numbers.mates[i]
            for j in others:
                if mates and mates & bits[j]:
                    continue
                if row[j] == usual:
                    row[j] = meet[j][i] = then
                    met[i] ^= bits[j]
                    met[j] ^= bit
                else:
                    self._meeting(i, j, by)

    def _meeting(self, i, j, by):
        before = self.meet[i][j]
        self.meet[i][j] = self.meet[j][i] = after = before + by
        more, less = max(before, after), min(before, after)
        if more == 1:
            self.met[i] ^= 1 << j
            self.met[j] ^= 1 << i
            return
        self.repeats += by
        if less == 1:
            self.multi[i] ^= 1 << j
            self.multi[j] ^= 1 << i
            self._note_pair((i, j) if i < j else (j, i), by)

    def _note_pair(self, pair, by):
        if by > 0:
            self._place_of_pair[pair] = len(self.pairs)
            self.pairs.append(pair)
        else:
            place, last = self._place_of_pair.pop(pair), self.pairs.pop()
            if last != pair:
                self.pairs[place] = last
                self._place_of_pair[last] = place

    def weigher(self, w: Weights):
        """A function (unit a, slot x, unit b, slot y) → the cost when `a` goes from x to y and `b` from y to x.

        Both are Units (several people or units may be put together as one); `b` may be NOBODY. Below 0 is better. This
        is where the search spends its time, so everything it needs stands in local names.
        """
        T = self.numbers.T
        mask, count, roles, langs = self.mask, self.count, self.roles, self.langs
        met, multi, visits, mixes, lacks = self.met, self.multi, self.visits, self.mixes, self.lacks
        rows = _summed(self.broken, self.uneven, w)
        foes_of = self.numbers.foes
        w_hard, w_revisit, w_repeat, w_moved, w_mix, _ = w
        mix_of, lack_of, speaks = self.mix_of, self.lack_of, self.numbers.speaks

        def weigh(a, x, b, y):
            members, mask_a, size_a, guests, roles_a, langs_a, foes_a, barred_a, told_a = a
            members_b, mask_b, size_b, guests_b, roles_b, langs_b, foes_b, barred_b, told_b = b
            rest_x, rest_y = mask[x] ^ mask_a, mask[y] ^ mask_b
            again = 0
            for i in members:
                again += (met[i] & rest_y).bit_count() - (multi[i] & rest_x).bit_count()
            for i in members_b:
                again += (met[i] & rest_x).bit_count() - (multi[i] & rest_y).bit_count()
            cost = again * w_repeat
            tx, ty = x % T, y % T
            for i in guests:
                row = visits[i]
                cost += ((row[ty] > 0) - (row[tx] > 1)) * w_revisit
            for i in guests_b:
                row = visits[i]
                cost += ((row[tx] > 0) - (row[ty] > 1)) * w_revisit
            if size_a != size_b:
                nx, ny = count[x], count[y]
                more = size_a - size_b
                cost += rows[x][nx - more] - rows[x][nx] + rows[y][ny + more] - rows[y][ny]
            if roles_a != roles_b:
                known, change = mixes[x // T], roles_b - roles_a
                new_x, new_y = roles[x] + change, roles[y] - change
                off_x, off_y = known.get(new_x), known.get(new_y)
                if off_x is None:
                    off_x = mix_of(x // T, new_x)
                if off_y is None:
                    off_y = mix_of(x // T, new_y)
                cost += (off_x + off_y - known[roles[x]] - known[roles[y]]) * w_mix
            if speaks and langs_a != langs_b:
                change = langs_b - langs_a
                new_x, new_y = langs[x] + change, langs[y] - change
                lack_x, lack_y = lacks.get(new_x), lacks.get(new_y)
                if lack_x is None:
                    lack_x = lack_of(new_x)
                if lack_y is None:
                    lack_y = lack_of(new_y)
                cost += (lack_x + lack_y - lacks[langs[x]] - lacks[langs[y]]) * w_hard
            if foes_a:
                for i in members:
                    cost += ((foes_of[i] & rest_y).bit_count() - (foes_of[i] & rest_x).bit_count()) * w_hard
            if foes_b:
                for i in members_b:
                    cost += ((foes_of[i] & rest_x).bit_count() - (foes_of[i] & rest_y).bit_count()) * w_hard
            if barred_a:
                cost += (barred_a[ty] - barred_a[tx]) * w_hard
            if barred_b:
                cost += (barred_b[tx] - barred_b[ty]) * w_hard
            if told_a:
                cost += (told_a.get(tx, 0) - told_a.get(ty, 0)) * w_moved
            if told_b:
                cost += (told_b.get(ty, 0) - told_b.get(tx, 0)) * w_moved
            return cost

        return weigh


def _added(a, b):
    return [x + y for x, y in zip(a, b, strict=True)] if a and b else a or b


def _merged(a, b):
    return {t: a.get(t, 0) + b.get(t, 0) for t in a | b} if a and b else a or b


def _summed(broken, uneven, w):
    """By slot and count, the weighted cost of its size; slots that are alike share one list."""
    known = {}
    for b, u in zip(broken, uneven, strict=True):
        if (id(b), id(u)) not in known:
            known[id(b), id(u)] = [x * w.hard + y * w.size for x, y in zip(b, u, strict=True)]
    return [known[id(b), id(u)] for b, u in zip(broken, uneven, strict=True)]
