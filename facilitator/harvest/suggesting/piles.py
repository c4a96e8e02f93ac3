"""A suggestion of piles: notes that share words which are rare among all of them."""

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from .terms import MEANING, counted, terms_of

SAMPLE = 1200  # notes that are compared each with each; of more, so many spread evenly stand for all
LEAST = 3  # notes in a pile
MOST = 30  # piles
ALIKE = 0.07  # how alike two piles are, on average of their notes, that become one
FITS = 0.2  # how alike a note is to the middle of the pile that it goes to
TOO_COMMON, TOO_WIDE = 0.1, 0.2  # a word, or a meaning, that so many of all notes share tells nothing
MEANS = 1.0  # what a meaning counts, beside the word itself
COMMON_WORDS = 4  # that a pile tells it is made of


@dataclass(frozen=True)
class Pile:
    """Notes by their numbers, those that fit best first, and a few words that they have in common."""

    words: list[str]
    notes: list[int]


def suggest(saids, progress=lambda share: None) -> list[Pile]:
    """Piles out of `Said`, largest first; a note is in one at most, and many are in none. The same comes out whenever
    the same goes in, in whatever order. `progress` hears the share that is done, 0 to 1.

    TF-IDF vectors (Salton and Buckley 1988) compared through an inverted index; average linkage over those pairs that
    share a term at all (Sokal and Michener 1958; with a heap, after Müllner 2011); then each note to the nearest
    middle, as in spherical k-means (Dhillon and Modha 2001), twice.
    """
    notes = counted(saids)
    vectors = _vectors(notes)
    progress(0.2)
    ids = list(vectors)
    sample = ids if len(ids) <= SAMPLE else [ids[number * len(ids) // SAMPLE] for number in range(SAMPLE)]
    found = [pile for pile in _linked({id_: vectors[id_] for id_ in sample}) if len(pile) >= LEAST]
    progress(0.8)
    for _time in range(2):
        found = _nearest(vectors, [_middle(vectors, pile) for pile in found])
    found = sorted((pile for pile in found if len(pile) >= LEAST), key=lambda pile: (-len(pile), min(pile)))[:MOST]
    progress(1.0)
    by_id = defaultdict(list)
    for said in saids:
        by_id[said.id].append(said)
    return [_told(vectors, by_id, pile) for pile in found]


def _vectors(notes):
    """`{id: {term: weight}}`, each of length one; notes without a telling term are left out."""
    seen = Counter(term for terms in notes.values() for term in terms)
    found = {}
    for id_, terms in notes.items():
        vector = {
            term: (1 + math.log(count)) * math.log(1 + len(notes) / seen[term]) * (MEANS if term[0] == MEANING else 1)
            for term, count in terms.items()
            if 2 <= seen[term] <= max(10, len(notes) * (TOO_WIDE if term[0] == MEANING else TOO_COMMON))
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        if length:
            found[id_] = {term: weight / length for term, weight in vector.items()}
    return found


def _shared(vectors):
    """`{id: {other id: how alike}}` of those that share a term."""
    index = defaultdict(list)
    for id_, vector in vectors.items():
        for term, weight in vector.items():
            index[term].append((id_, weight))
    found = {}
    for id_, vector in vectors.items():
        alike = defaultdict(float)
        for term, weight in vector.items():
            for other, theirs in index[term]:
                alike[other] += weight * theirs
        alike.pop(id_, None)
        found[id_] = alike
    return found


def _linked(vectors):
    """Piles of ids: the two that are most alike on average become one, as long as any two are alike enough."""
    sums = _shared(vectors)  # between two piles: the sum of how alike their notes are
    piles = {id_: [id_] for id_ in vectors}
    names = {id_: number for number, id_ in enumerate(vectors)}
    piles, sums = (
        {names[id_]: pile for id_, pile in piles.items()},
        {names[id_]: {names[other]: alike for other, alike in others.items()} for id_, others in sums.items()},
    )
    heap = [(-alike, one, other) for one, others in sums.items() for other, alike in others.items() if one < other]
    heap = [entry for entry in heap if -entry[0] >= ALIKE]
    heapq.heapify(heap)
    while heap:
        _alike, one, other = heapq.heappop(heap)
        if one not in piles or other not in piles:
            continue
        new = len(names)
        names[("pile", new)] = new
        piles[new] = piles.pop(one) + piles.pop(other)
        together = defaultdict(float)
        for gone in (one, other):
            for third, alike in sums.pop(gone).items():
                if third in piles:
                    together[third] += alike
        sums[new] = together
        for third, alike in together.items():
            theirs = sums[third]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[new] = alike
            average = alike / (len(piles[new]) * len(piles[third]))
            if average >= ALIKE:
                heapq.heappush(heap, (-average, third, new))
    return list(piles.values())


def _middle(vectors, pile):
    total = defaultdict(float)
    for id_ in pile:
        for term, weight in vectors[id_].items():
            total[term] += weight
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return {term: weight / length for term, weight in total.items()}


def _nearest(vectors, middles):
    """Each note to the middle that it fits best, if it fits any; without those that got nothing."""
    index = defaultdict(list)
    for number, middle in enumerate(middles):
        for term, weight in middle.items():
            index[term].append((number, weight))
    piles = [[] for _middle in middles]
    for id_, vector in vectors.items():
        fits = [0.0] * len(middles)
        for term, weight in vector.items():
            for number, theirs in index.get(term, ()):
                fits[number] += weight * theirs
        best = max(range(len(fits)), key=fits.__getitem__, default=None)
        if best is not None and fits[best] >= FITS:
            piles[best].append(id_)
    return [pile for pile in piles if pile]


def _told(vectors, saids, pile):
    middle = _middle(vectors, pile)
    fit = {id_: sum(weight * middle[term] for term, weight in vectors[id_].items()) for id_ in pile}
    stands = defaultdict(Counter)  # the words that stand for each term here
    for id_ in pile:
        stood = {pair for said in saids[id_] for pair in terms_of(said)}
        for term, word in stood:
            stands[term][word] += 1
    said = []
    for term in sorted(middle, key=lambda term: (-middle[term] * stands[term].total(), term)):
        word = min(stands[term], key=lambda word: (-stands[term][word], word))
        if stands[term].total() > 1 and word not in said:
            said.append(word)
    return Pile(said[:COMMON_WORDS], sorted(pile, key=lambda id_: (-round(fit[id_], 9), id_)))
