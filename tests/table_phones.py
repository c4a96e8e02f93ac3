"""A browser that writes for a whole café table."""

from cast import Browser

from facilitator.cafe.models import TableDevice


def table_phone(cafe, number):
    """It has scanned the code on that table and chosen to write for all; `.device` is its row, `.person` nobody."""
    browser = Browser(cafe.app, cafe.event)
    answer = browser.post(f"/t/{cafe.table(number).token}/device")
    assert answer.status_code == 200, answer.text
    browser.device = TableDevice.select().order_by(TableDevice.id.desc()).get()
    browser.person = None
    return browser


def at(cafe, number, more=""):
    """The address of a table's page, or of a door beside it."""
    return f"tables/{cafe.table(number).id}{more}"
