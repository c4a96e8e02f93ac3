"""Notes that say nearly the same, by their words alone."""

import math
from collections import defaultdict

from .folding import fold
from .terms import MEANING, WORD, counted

SHARED = 0.75  # of all terms that two notes have between them
SAYS_NO = "\N{NOT SIGN}"  # stands among the terms of a note with such a word, after all others
LEAST_TERMS = 2  # fewer say too little to be compared
MOST_COMPARED = 300  # notes for one, so that the time is bounded
NO_WORDS = """no not never none cannot without don doesn didn isn aren won wouldn shouldn couldn لا لم لن ليس بدون না
নেই nie bez nigdy zaden ma maya aan degil yok hayir نہیں نہ بغیر مت"""
NO = frozenset(fold(word) for word in NO_WORDS.split())


def nearly_the_same(saids) -> list[list[int]]:
    """Groups of at least two ids, each in one group at most, the one that came first at its head.

    Each note joins the first head with which it shares enough of its terms, where both say no or neither does (leader
    clustering over Jaccard's coefficient, Hartigan 1975; candidates by their rarest terms, after Chaudhuri and others
    2006).
    """
    terms = {id_: sorted(term for term in found if term[0] != MEANING) for id_, found in counted(saids).items()}
    for said in saids:
        if terms[said.id][-1:] != [SAYS_NO] and any(word in NO for word in WORD.findall(fold(said.words))):
            terms[said.id].append(SAYS_NO)
    often = defaultdict(int)
    for found in terms.values():
        for term in found:
            often[term] += 1
    heads = defaultdict(list)  # of each term: the notes that lead a group and have it among their rarest
    groups: dict[int, list[int]] = {}
    for id_, found in sorted(terms.items()):
        if len(found) < LEAST_TERMS:
            continue
        rarest = sorted(found, key=lambda term: (often[term], term))
        # Two notes that share so much share at least one of these.
        telling = rarest[: len(rarest) - math.ceil(SHARED * len(rarest)) + 1]
        tried = dict.fromkeys(head for term in telling for head in heads[term][:MOST_COMPARED])
        head = next((each for each in tried if _alike(terms[each], found)), None)
        if head is None:
            groups[id_] = [id_]
            for term in telling:
                heads[term].append(id_)
        else:
            groups[head].append(id_)
    return [group for group in groups.values() if len(group) > 1]


def _alike(one, other):
    shared = len(set(one) & set(other))
    enough = shared >= LEAST_TERMS and shared / (len(one) + len(other) - shared) >= SHARED
    return enough and (SAYS_NO in one) == (SAYS_NO in other)
