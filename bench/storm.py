"""A hall comes in at once, and comes back at once after the server was restarted."""

import contextlib
import sqlite3
import time
from dataclasses import dataclass, field

from .hall import hall
from .open_board import TITLES, Board
from .peer import Peer
from .phones import BUSY, Phones, commits
from .processes import cpu_seconds, on_core
from .report import Report, middle, quantile, spread

SERVER, CROWD = 0, 1  # processors
ALONE = 10  # people who come in one after the other, for comparison


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--clients", type=int, default=1000, metavar="N")
    parser.add_argument("--within", type=float, default=60, metavar="SECONDS", help="in which they come in")
    parser.add_argument("--rounds", type=int, default=3)


@dataclass
class Found:
    """One list entry for each round; seconds."""

    failed: list = field(default_factory=list)
    page: list = field(default_factory=list)  # p95
    whole: list = field(default_factory=list)  # p95 of the way in
    alone: list = field(default_factory=list)  # the same, one after the other (median)
    cpu: list = field(default_factory=list)  # of the server for one person
    cpu_alone: list = field(default_factory=list)
    back: list = field(default_factory=list)  # from the server's first sign of life to the last phone that is current
    away: list = field(default_factory=list)  # from its last
    half: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    fetched: list = field(default_factory=list)  # pages asked for again
    peer: list = field(default_factory=list)  # as `back`
    crowd: list = field(default_factory=list)  # share of its core that the crowd used itself


def measure(chosen) -> Report:
    """In each round a hall of its own: in, out, back; then the peer with as many."""
    found = Found()
    for _ in range(chosen.rounds):
        with contextlib.ExitStack() as open_:
            with on_core(SERVER):
                it, peer = open_.enter_context(hall(people=len(TITLES))), open_.enter_context(Peer())
            phones, others = (open_.enter_context(Phones(one.url, core=CROWD)) for one in (it.server, peer))
            board = Board(it, phones)
            _in(chosen, it, phones, found)
            _back(it, board, phones, found)
            others.attach(chosen.clients, within=chosen.clients / 200)
            _peers_back(peer, others, found)
    return _report(chosen, found)


def _in(chosen, it, phones, found):
    record = sqlite3.connect(f"file:{it.server.database}?mode=ro", uri=True)
    (token,) = record.execute("SELECT token FROM event").fetchone()
    record.close()
    pid = it.server.process.pid
    used, steps = cpu_seconds(pid), []
    for _ in range(ALONE):
        steps += phones.join(token, 1, files=True)["steps"]
    found.alone.append(middle([step["all"] for step in steps]))
    found.cpu_alone.append((cpu_seconds(pid) - used) / ALONE)
    used = cpu_seconds(pid)
    phones.tally()
    came = phones.join(token, chosen.clients - ALONE, within=chosen.within, files=True)
    found.cpu.append((cpu_seconds(pid) - used) / (chosen.clients - ALONE))
    found.crowd.append(phones.tally()["cpu"])
    found.failed.append(came["failed"])
    found.page.append(quantile([step["page"] for step in came["steps"]], 0.95))
    found.whole.append(quantile([step["all"] for step in came["steps"]], 0.95))


def _back(it, board, phones, found):
    """The server stops and starts; as soon as it is there, a facilitator does something that all must hear of."""
    phones.tally()
    stopped = time.monotonic()
    it.server.stop()
    phones.gone()
    with on_core(SERVER):
        it.server.start()
    there = time.monotonic()
    said = board.tell("We go on. Please look at the board.")
    version, _moment = commits(it.server.database)[said]
    missing, moments = phones.current(since=stopped, patience=60)
    missing = max(missing, phones.heard(version, patience=30))
    ended = max(time.monotonic(), *moments)
    tally = phones.tally()
    found.back.append(ended - there)
    found.away.append(ended - stopped)
    found.half.append(middle(moments) - there)
    found.missing.append(missing + tally["doubled"])
    found.fetched.append(tally["fetched"])
    found.crowd.append(tally["cpu"])


def _peers_back(peer, others, found):
    stopped = time.monotonic()
    peer.stop()
    others.gone()
    with on_core(SERVER):
        there = peer.start()
    missing, moments = others.current(since=stopped, patience=60)
    found.peer.append(max(moments) - there if not missing else float("inf"))


def _report(chosen, found) -> Report:
    failed = {why: count for each in found.failed for why, count in each.items()}
    count = f"{chosen.clients} phones"
    rows = [
        [f"in within {chosen.within:g} s: page, p95", middle(found.page), spread(found.page)],
        ["in: form, name, page, files, socket, p95", middle(found.whole), spread(found.whole)],
        ["the same with nobody else there, median", middle(found.alone), spread(found.alone)],
        ["in: server CPU for one person", middle(found.cpu), spread(found.cpu)],
        ["the same with nobody else there", middle(found.cpu_alone), spread(found.cpu_alone)],
        ["back: half are joined up", middle(found.half), spread(found.half)],
        ["back: all current", middle(found.back), spread(found.back)],
        ["the same from when the server stopped", middle(found.away), spread(found.away)],
        ["back at the peer: all joined up", middle(found.peer), spread(found.peer)],
    ]
    report = Report(f"{count} come in, and come back after a restart.", ["what", "seconds", "±"], rows)
    report.remarks = [
        f"Did not come in: {failed or 'nobody'}. Not current after a minute, or told twice: {found.missing}.",
        f"Pages that phones fetched again by themselves: {found.fetched}; nobody was asked to reload.",
        "back: from the server's first sign of life; meanwhile a facilitator's message goes to all. The peer is a bare",
        "Node socket.io server, whose clients have no pages. ±: least to most of the rounds.",
    ]
    if max(found.crowd) > BUSY:
        report.remarks.append("The crowd used its whole core: the times are its own.")
    report.figures = {
        "clients": chosen.clients, "within_s": chosen.within, "failed": sum(failed.values()),
        "page_p95_s": middle(found.page), "in_p95_s": middle(found.whole), "cpu_s": middle(found.cpu),
        "back_s": middle(found.back), "peer_back_s": middle(found.peer), "missing": sum(found.missing),
        "fetched": found.fetched,
    }  # fmt: skip
    return report
