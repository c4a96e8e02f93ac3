"""A person's browser in a test, and how someone joins. (Not in conftest.py: every folder may have one of those.)"""


class Browser:
    """One person's browser: a test client that follows redirects and knows the event."""

    def __init__(self, app, event):
        self.client, self.event = app.test_client(), event

    def get(self, path="", **kwargs):
        return self.client.get(self.address(path), follow_redirects=True, **kwargs)

    def post(self, path, data=None, **kwargs):
        return self.client.post(self.address(path), data=data or {}, follow_redirects=True, **kwargs)

    def send(self, path, data=None):
        """Post as the page's script does; gives (status, answer)."""
        answer = self.client.post(self.address(path), data=data or {}, headers={"Accept": "application/json"})
        return answer.status_code, answer.get_json()

    def address(self, path):
        return path if path.startswith("/") else f"/e/{self.event.code}/{path}"


def joined(app, event, name, **said):
    """A participant's browser; `.person` is their row."""
    from facilitator.people.models import Person

    browser = Browser(app, event)
    browser.client.post(f"/j/{event.token}", data={"name": name, **said})
    browser.person = Person.get(Person.event == event, Person.name == name)
    return browser
