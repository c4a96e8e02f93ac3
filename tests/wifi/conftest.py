"""Phones in a real browser, each with a Wi-Fi of its own to the one server."""

import itertools

import pytest
from fault_proxy import GOOD, Faults
from journeys.guests import Guest
from journeys.record import rows
from playwright.sync_api import expect

NUMBERS = itertools.count(1)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "wifi":
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def faults():
    faults = Faults()
    yield faults
    faults.stop()


class Phone:
    """Somebody's phone: `guest` sends over a good wire, `page` is its browser behind `wifi`."""

    def __init__(self, server, faults, open_one, **options):
        self.server, self.wifi, self.guest = server, faults.proxy(server.port), Guest(server)
        self.number, self.people = next(NUMBERS), {}
        self.page = open_one(**options)

    def join(self, *codes):
        """Come in, and bring the cookies to the browser."""
        for code in codes:
            token = self.one("SELECT token FROM event WHERE code = :code", code=code)
            self.guest.send(f"/j/{token}", name=f"Guest {self.number}", op=f"join-{self.number}-{code}")
            self.people[code] = self.one("SELECT max(id) FROM person WHERE name = :name", name=f"Guest {self.number}")
        self.take_cookies()

    def take_cookies(self):
        """What the guest's cookies say is what the browser's say."""
        self.page.context.add_cookies(
            [{"name": c.name, "value": c.value, "domain": "127.0.0.1", "path": "/"} for c in self.guest.cookies]
        )

    def open(self, path):
        """A page, ready: its script has heard of the server."""
        self.page.goto(self.wifi.url + path)
        expect(self.page.locator("#link-light")).not_to_be_empty()

    def leave(self, code):
        """Go home. The page is closed first: a browser closed while pages are on their way may hang."""
        self.page.close()
        self.guest.send(f"/e/{code}/me/leaving", op=f"leaving-{self.number}")

    def one(self, sql, **values):
        """The first value of the first row in the record, or None."""
        found = rows(self.server, sql, **values)
        return found[0][0] if found else None

    def waits_for(self, sql, wanted=1, within=30, **values):
        """Until the record says so; gives how often it looked in vain. Fails when it never does."""
        for looks in range(within * 20):
            if self.one(sql, **values) == wanted:
                return looks
            self.page.wait_for_timeout(50)
        seen = [self.page.locator(part).inner_text() for part in ("#link-light", "#outbox", "main")]
        raise AssertionError(f"{sql} {values}: {self.one(sql, **values)}, not {wanted}; {self.page.url} shows {seen}")


@pytest.fixture
def phone(demo_server, faults, open_browser):
    """`phone(**context)`: one more."""
    made = []

    def one(**options):
        made.append(Phone(demo_server, faults, open_browser, **options))
        return made[-1]

    yield one
    for each in made:
        each.wifi.fault = GOOD
