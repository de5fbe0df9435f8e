"""What tests of the reading room share: its visitors, the token of its forms, an Arabic sentence with a figure."""

import re

ARABIC = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646 \u0646\u062d\u0648 2500 \u062c\u0646\u062f\u064a \u0633\u064a\u063a\u0627\u062f\u0631\u0648\u0646"


def visitor(desk, accounts=None):
    """A visitor on this machine of the room over a desk; redirects are shown, not followed."""
    from starlette.testclient import TestClient

    from musnad.web.app import create_app

    return TestClient(create_app(desk, accounts), base_url="http://localhost", follow_redirects=False)


def token_of(page):
    """What the forms of a page carry."""
    return re.search(r'name="token" value="([0-9a-f]+)"', page.text)[1]


def enter(client, name, password="secret"):
    """Sign in."""
    data = {"name": name, "password": password, "token": token_of(client.get("/en/enter"))}
    return client.post("/en/enter", data=data)
