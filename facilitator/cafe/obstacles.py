"""In words: why a café cannot be seated within its rules, and which rules the best plan breaks."""

from flask_babel import gettext as _
from flask_babel import ngettext


def words_for(obstacle, name=str) -> str:
    """One plain sentence for an Obstacle of the seating engine.

    name    a function from a person's or a table's id to the words people know them by
    """
    n = obstacle.numbers
    table, person = name(n.get("table", "")), name(n.get("person", ""))
    people = _(" and ").join(name(one) for one in n.get("ids", ()))
    return {
        "seats": lambda: _(
            "In round %(round)s there are %(people)s people and %(seats)s chairs.",
            round=n["round"], people=n["people"], seats=n["seats"],
        ),
        "step_free": lambda: _needed_and_there(n["people"], n["seats"]),
        "step_free_host": lambda: _(
            "%(person)s needs a step-free place and hosts table %(table)s, which has steps.", person=person, table=table
        ),
        "group_too_large": lambda: _(
            "%(people)s people stay together, and no table has more than %(seats)s chairs for them.",
            people=n["people"], seats=n["seats"],
        ),
        "group_apart": lambda: _("%(people)s stay together, and they must also be apart.", people=people),
        "group_hosts": lambda: _("%(people)s stay together, and they host different tables.", people=people),
        "group_step_free": lambda: _(
            "%(people)s stay together. One needs a step-free place, and the other hosts table %(table)s, "
            "which has steps.",
            people=people, table=table,
        ),
        "hosts_apart": lambda: _(
            "%(people)s must be apart, and both host table %(table)s.", people=people, table=table
        ),
        "hosts_seats": lambda: _(
            "Table %(table)s has %(people)s hosts and %(seats)s chairs.",
            table=table, people=n["people"], seats=n["seats"],
        ),
        "language_alone": lambda: _company(person, n),
        "language_unknown": lambda: _("We do not know which language %(person)s speaks.", person=person),
        "too_few": lambda: ngettext(
            "Only %(num)s person is there in round %(round)s, and a table needs %(least)s.",
            "Only %(num)s people are there in round %(round)s, and a table needs %(least)s.",
            n["people"], round=n["round"], least=n["least"],
        ),
        "too_few_for_hosts": lambda: _(
            "In round %(round)s there are %(people)s people. That is too few for %(tables)s tables with a host, "
            "where each needs %(least)s.",
            round=n["round"], people=n["people"], tables=n["tables"], least=n["least"],
        ),
        "table_too_small": lambda: _(
            "Table %(table)s has a host and %(seats)s chairs, and a table needs %(least)s people.",
            table=table, seats=n["seats"], least=n["least"],
        ),
        "no_chair": lambda: _(
            "%(person)s chose table %(table)s in round %(round)s, and no chair is free there.",
            person=person, table=table, round=n["round"],
        ),
    }[obstacle.kind]()  # fmt: skip


def words_for_rule(rule: str, count: int) -> str:
    """What is broken so many times, as a short sentence; `rule` is a key of the figures' violations."""
    many = {
        "structure": lambda: ngettext("%(num)s seat is not in order.", "%(num)s seats are not in order.", count),
        "over_capacity": lambda: ngettext("%(num)s chair too few.", "%(num)s chairs too few.", count),
        "under_min": lambda: ngettext(
            "%(num)s person too few at a table.", "%(num)s people too few at their tables.", count
        ),
        "host_moved": lambda: ngettext(
            "%(num)s time a host is away from their table.", "%(num)s times a host is away from their table.", count
        ),
        "together_broken": lambda: ngettext(
            "%(num)s time somebody is not with their group.", "%(num)s times somebody is not with their group.", count
        ),
        "apart_broken": lambda: ngettext(
            "%(num)s time two people sit together who should be apart.",
            "%(num)s times two people sit together who should be apart.", count,
        ),
        "step_free": lambda: ngettext(
            "%(num)s seat has steps in the way.", "%(num)s seats have steps in the way.", count
        ),
        "language": lambda: ngettext(
            "%(num)s time somebody has too little company in their language.",
            "%(num)s times somebody has too little company in their language.", count,
        ),
        "frozen_changed": lambda: ngettext(
            "%(num)s seat of a round that is over has changed.",
            "%(num)s seats of rounds that are over have changed.", count,
        ),
    }  # fmt: skip
    return many[rule]()


def _needed_and_there(people: int, seats: int) -> str:
    needed = ngettext(
        "%(num)s person needs a step-free place", "%(num)s people need a step-free place", people
    )  # fmt: skip
    there = ngettext("there is %(num)s", "there are %(num)s", seats)
    return _("%(needed)s and %(there)s.", needed=needed, there=there)


def _company(person, n) -> str:
    if not n["partners"]:
        return _(
            "Nobody else speaks a language of %(person)s in round %(round)s.", person=person, round=n["round"]
        )  # fmt: skip
    return ngettext(
        "%(person)s needs %(least)s people who share a language, and in round %(round)s there is %(num)s.",
        "%(person)s needs %(least)s people who share a language, and in round %(round)s there are %(num)s.",
        n["partners"], person=person, least=n["least"], round=n["round"],
    )  # fmt: skip
