"""The same comments in piles by scikit-learn, from the same terms: what a library of 300 MB would bring.

Needs scikit-learn, which is no part of the product: install it into an environment of its own.
"""

import time
from functools import partial

from facilitator.harvest.suggesting import Said
from facilitator.harvest.suggesting.terms import terms_of

from .piles import judged, shown
from .report import Report

GROUPS = (20, 30, 40)


def arguments(parser):
    """What may be chosen."""
    from .piles import arguments as of_piles

    of_piles(parser)


def measure(chosen) -> Report:
    """One row for each way to make piles. Raises ImportError without scikit-learn."""
    began = time.monotonic()
    from sklearn.cluster import HDBSCAN, AgglomerativeClustering, KMeans
    from sklearn.decomposition import NMF, TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    imported = time.monotonic() - began
    comments = shown(chosen.folder)
    tfidf = TfidfVectorizer(analyzer=_terms, sublinear_tf=True, min_df=2, max_df=0.15)
    table = tfidf.fit_transform([words for _number, words in comments])
    told = table.sum(1).A1 > 0
    few = normalize(TruncatedSVD(60, random_state=0).fit_transform(table))

    def linked(least):
        return AgglomerativeClustering(n_clusters=None, distance_threshold=least, metric="cosine", linkage="average")

    def in_groups(count):
        return KMeans(count, n_init=4, random_state=0).fit_predict(few)

    ways = {f"average linkage up to {least}": partial(_of, told, linked(least), table) for least in (0.9, 0.95)}
    ways |= {f"NMF, {count}": partial(_by_nmf, NMF, count, table) for count in GROUPS}
    ways |= {f"LSA and k-means, {count}": partial(in_groups, count) for count in GROUPS}
    ways["LSA and HDBSCAN"] = lambda: HDBSCAN(min_cluster_size=3, copy=True).fit_predict(few)
    report = Report("Piles by scikit-learn", ["how", "s", "piles", "in piles", "right pairs", "found pairs", "pure"])
    for name, way in ways.items():
        began = time.monotonic()
        piles = _piles(comments, way())
        figures = {"seconds": time.monotonic() - began, "piles": len(piles), "in_piles": sum(map(len, piles))}
        report.figures[name] = figures = figures | judged(piles)
        report.rows.append([name, *figures.values()])
    report.remarks.append(f"Importing it took {imported:.1f} s.")
    return report


def _terms(words):
    return [term for term, _word in terms_of(Said(0, words))]


def _of(told, way, table):
    labels = told.astype(int) - 1
    labels[told] = way.fit_predict(table[told].toarray())
    return labels


def _by_nmf(kind, count, table):
    way = kind(count, init="nndsvda", random_state=0, max_iter=400)
    return (way.fit_transform(table) * (way.components_**2).sum(1) ** 0.5).argmax(1)


def _piles(comments, labels):
    piles: dict[int, list] = {}
    for (number, _words), label in zip(comments, labels, strict=True):
        if label >= 0:
            piles.setdefault(label, []).append(number)
    return [pile for pile in piles.values() if len(pile) >= 3]
