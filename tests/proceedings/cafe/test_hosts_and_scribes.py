"""Who hosted a table and who wrote at it, in the edition with names."""

import pytest
from four_tables import speaks
from table_phones import at

from facilitator.cafe.hosting import actions as hosting
from facilitator.proceedings import blocks, outline
from facilitator.proceedings.gather import gather

pytestmark = pytest.mark.unwatched  # these tests are about the book, not about screens


def hosts(cafe, number):
    """The names in the book."""
    return next(table.hosts for table in gather(cafe.event, names=True).tables if table.number == number)


def volunteer(cafe, browser, number):
    return hosting.volunteer(event=cafe.event, person=browser.person, table=cafe.table(number))


def ask(cafe, browser, number):
    return hosting.ask(event=cafe.event, table=cafe.table(number), person=browser.person)


def answer(cafe, browser, host, yes):
    hosting.answer(event=cafe.event, by=speaks(browser.person), host=host, yes=yes)


def test_who_handed_over_is_named_before_who_took_over(cafe, ben, dan):
    hosting.step_down(event=cafe.event, host=volunteer(cafe, ben, 2))
    assert hosts(cafe, 2) == ["Ben"]
    asked = ask(cafe, dan, 2)
    answer(cafe, dan, asked, yes=True)
    assert hosts(cafe, 2) == ["Ben", "Dan"]
    volunteer(cafe, dan, 3)
    volunteer(cafe, ben, 2)
    assert (hosts(cafe, 2), hosts(cafe, 3)) == (["Ben", "Dan"], ["Dan"])
    assert [table.hosts for table in gather(cafe.event).tables if table.hosts] == []


def test_who_was_asked_and_did_not_host_is_not_named(cafe, ben, dan):
    answer(cafe, ben, ask(cafe, ben, 2), yes=False)
    ask(cafe, ben, 2)
    assert hosts(cafe, 2) == []
    volunteer(cafe, dan, 2)  # so that nobody waits for Ben's answer any more
    assert hosts(cafe, 2) == ["Dan"]


def test_who_gave_no_name_hosts_without_one(cafe):
    volunteer(cafe, cafe.joined(""), 2)
    assert hosts(cafe, 2) == []


def test_who_wrote_is_named_where_nothing_was_written(cafe, ben):
    cafe.go("round")
    ben.post(at(cafe, 2, "/scribe"), {"name": "Pen-Name", "round": cafe.rounds[0].id})
    with_names = gather(cafe.event, names=True)
    assert [(each.table, each.scribe) for each in with_names.rounds[0].at_tables] == [(2, "Pen-Name")]
    read = list(outline.blocks(with_names))
    facts = [words.text for block in read if isinstance(block, blocks.Facts) for _label, words in block.rows]
    assert "Pen-Name" in facts
    lines = [block.words.text for block in read if isinstance(block, blocks.Line)]
    assert "No notes from tables: 1, 2, 3, 4" in lines
    assert gather(cafe.event).rounds[0].at_tables == []
