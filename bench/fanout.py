"""From a facilitator's act to the last phone: how soon, and what a delivered message costs the server."""

import bisect
import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from .hall import hall
from .open_board import Board
from .peer import Peer
from .phones import BUSY, Phones, commits
from .pixels import watched_page
from .processes import memory_mb, on_core
from .report import Report, middle, quantile, spread

SERVER, CROWD = 0, 1  # processors
A_SECOND = 40  # phones that come in while the hall fills
AN_ACT = 0.15  # seconds between two acts: slower than changes are told, so that each is told alone
SETTLED = 8  # seconds until the connections of page requests are closed and their memory is free
WARM = 20  # phones before the memory is looked at: what is made once and kept is not a phone's


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--clients", type=int, nargs="+", default=[100, 1000, 2000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--acts", type=int, default=30, help="of each round")
    parser.add_argument("--browser", choices=("yes", "no"), default="yes", help="a real one among the phones")


@dataclass
class Found:
    """Of one size of crowd: µs of server CPU per delivered message for each round (`ours` and `peer`: for one more
    phone; `made`: with rendering; `whole`: with the act, too), ms for each act, and what else is in the table."""

    ours: list = field(default_factory=list)
    made: list = field(default_factory=list)
    whole: list = field(default_factory=list)
    peer: list = field(default_factory=list)
    first: list = field(default_factory=list)
    last: list = field(default_factory=list)
    peer_last: list = field(default_factory=list)
    pixels: list = field(default_factory=list)
    act: float = 0.0  # ms of CPU when nobody listens
    few: float = 0.0  # seconds of CPU of a round when WARM phones listen
    peer_few: float = 0.0
    size: int = 0
    kb: float = 0.0
    wrong: int = 0  # missed, doubled, or sockets lost
    crowd: float = 0.0  # the most that the crowd's own core was used


def measure(chosen) -> Report:
    """Each size of crowd on a server of its own, beside the peer with as many."""
    return _report({clients: _with(clients, chosen) for clients in chosen.clients})


def _with(clients, chosen) -> Found:
    found = Found()
    with contextlib.ExitStack() as open_:
        with on_core(SERVER):
            it, peer = open_.enter_context(hall(people=clients)), open_.enter_context(Peer())
        phones, others = (open_.enter_context(Phones(one.url, core=CROWD)) for one in (it.server, peer))
        board = Board(it, phones)
        found.act = _cpu_of(it.server.process.pid, lambda: _acts(chosen, board)) * 1000 / chosen.acts
        said = _few(chosen, it, board, phones, found)
        others.attach(WARM)
        found.peer_few = _cpu_of(peer.pid, lambda: _peers_acts(chosen, peer, others, said, 0))
        _fill(it, phones, clients, found)
        others.attach(clients - WARM, within=clients / 200)
        page = watched_page(it, f"/e/{it.code}/board", "#list-board-card", CROWD)
        painted = open_.enter_context(page) if chosen.browser == "yes" else None
        for _ in range(chosen.rounds):
            said = _our_round(chosen, it, board, phones, painted, found)
            _peers_round(chosen, peer, others, said, (1 + len(found.peer)) * chosen.acts, found)
    return found


def _few(chosen, it, board, phones, found):
    """What acts cost that only a few phones hear of; gives the message that told of the last."""
    phones.enter(it.people[:WARM], f"/e/{it.code}/board", within=1)
    heard = _heard_by(phones, it.server.database)
    found.few = _cpu_of(it.server.process.pid, lambda: _acts(chosen, board, heard))
    return phones.said(phones.messages()[-1]["size"])


def _heard_by(phones, database):
    """A function that waits until all have heard of the act with that op."""

    def heard(op):
        missing = phones.heard(commits(database)[op][0])
        if missing:
            raise RuntimeError(f"{missing} phones did not hear of an act")

    return heard


def _fill(it, phones, clients, found):
    """The others come in; what each costs in memory."""
    path, pid = f"/e/{it.code}/board", it.server.process.pid
    time.sleep(SETTLED)
    before = memory_mb(pid)
    failed = phones.enter(it.people[WARM:], path, within=clients / A_SECOND)["failed"]
    if failed:
        raise RuntimeError(f"not all phones came in: {failed}")
    time.sleep(SETTLED)
    found.kb = (memory_mb(pid) - before) * 1000 / (clients - WARM)


def _acts(chosen, board, heard=lambda op: None):
    """One after the other, each heard by all before the next."""
    for _ in range(chosen.acts):
        began = time.monotonic()
        heard(board.move())
        time.sleep(max(0, began + AN_ACT - time.monotonic()))


def _our_round(chosen, it, board, phones, painted, found):
    """Acts of a facilitator; gives the message that told of the last."""
    heard = _heard_by(phones, it.server.database)
    phones.tally()
    phones.messages()
    if painted:
        painted()
    used = _cpu_of(it.server.process.pid, lambda: _acts(chosen, board, heard)) * 1e6
    tally, messages = phones.tally(), phones.messages()
    found.ours.append((used - found.few * 1e6) / (tally["changes"] - WARM * chosen.acts))
    found.made.append((used - found.act * 1000 * chosen.acts) / tally["changes"])
    found.whole.append(used / tally["changes"])
    found.wrong += tally["missed"] + tally["doubled"] + tally["lost"]
    found.crowd = max(found.crowd, tally["cpu"])
    written = dict(commits(it.server.database).values())
    seen = painted() if painted else []
    for message in messages:
        moment = written[message["to"]]
        found.first.append((min(message["times"]) - moment) * 1000)
        found.last.append((max(message["times"]) - moment) * 1000)
        at = bisect.bisect(seen, moment)
        found.pixels += [(drawn - moment) * 1000 for drawn in seen[at : at + 1]]
    found.size = max(message["size"] for message in messages)
    return phones.said(messages[-1]["size"])


def _peers_round(chosen, peer, others, said, version, found):
    """The same bytes as often, from the peer, whose clients stand at that version."""
    others.tally()
    others.messages()
    sent = {}
    used = _cpu_of(peer.pid, lambda: sent.update(_peers_acts(chosen, peer, others, said, version))) * 1e6
    found.peer.append((used - found.peer_few * 1e6) / (others.tally()["changes"] - WARM * chosen.acts))
    found.peer_last += [(max(each["times"]) - sent[each["to"]]) * 1000 for each in others.messages()]


def _peers_acts(chosen, peer, others, said, version) -> dict:
    """`{version: the moment at which the peer was asked to send it}`"""
    (name, message), sent = said, {}
    for number in range(version + 1, version + 1 + chosen.acts):
        sent[number] = time.monotonic()
        peer.say(name, {**message, "from": 0, "to": number})
        if others.heard(number):
            raise RuntimeError("the peer lost somebody")
        time.sleep(max(0, sent[number] + AN_ACT - time.monotonic()))
    return sent


def _cpu_of(pid, work) -> float:
    """Seconds of CPU that the process used meanwhile, in nanoseconds' steps: a round at a small crowd takes few ms."""

    def used():
        return sum(int(stat.read_text().split()[0]) for stat in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9

    before = used()
    work()
    return used() - before


def _report(crowds) -> Report:
    report = Report(
        "A facilitator moves a card on the board; every phone looks at the board.",
        ["phones", "ours µs", "±", "peer µs", "±", "ratio", "with rendering µs", "and act µs",
         "first ms", "last ms", "p95", "peer p95",
         "pixels p95", "bytes", "kB a phone", "wrong"],
        remarks=[
            "µs: server CPU for each delivered message: what one more phone adds; the peer is a bare Node socket.io",
            "server that sends the same bytes. With rendering (which the peer has not to do), and with the act itself,",
            "each shared among the phones. ±: least to",
            "most of the rounds. first, last: from the commit to the first and the last phone (median); pixels: to a",
            "drawn frame in Chromium. wrong: missed or doubled messages and lost sockets.",
        ],
    )  # fmt: skip
    for clients, found in crowds.items():
        ours, peer = middle(found.ours), middle(found.peer)
        figures = {
            "ratio": ours / peer, "clients": clients, "p95_ms": quantile(found.last, 0.95), "ours_us": ours,
            "peer_us": peer,
            "with_rendering_us": middle(found.made), "with_act_us": middle(found.whole), "act_ms": found.act,
            "bytes": found.size, "pixels_p95_ms": quantile(found.pixels, 0.95) if found.pixels else None,
            "kb_per_phone": found.kb,
            "peer_p95_ms": quantile(found.peer_last, 0.95), "wrong": found.wrong,
        }  # fmt: skip
        report.rows.append([
            clients, ours, spread(found.ours), peer, spread(found.peer), ours / peer, figures["with_rendering_us"],
            figures["with_act_us"],
            middle(found.first), middle(found.last), figures["p95_ms"], figures["peer_p95_ms"],
            figures["pixels_p95_ms"], found.size, found.kb, found.wrong,
        ])  # fmt: skip
        report.figures.setdefault("crowds", []).append(figures)
        if found.crowd > BUSY:
            report.remarks.append(f"With {clients} the crowd used its whole core: the times are its own.")
    budget = [each for each in report.figures["crowds"] if each["clients"] == 1000] or report.figures["crowds"][-1:]
    report.figures |= budget[0]
    return report
