"""The reading room against hostile articles, hostile addresses, other sites and people without the right."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("fastapi")
from rooms import ARABIC, enter, token_of, visitor

from musnad.errors import UnreadableInput
from musnad.web import fetch as fetching
from musnad.web.accounts import Account, Accounts, hashed

HOSTILE = [
    f"<script>alert(1)</script> {ARABIC}",
    f"\"'><img src=x onerror=alert(1)> {ARABIC}",
    f"\u202e{ARABIC}\u2066\u2067",
    f"{{{{ 7 * 7 }}}} {{% raw %}} {ARABIC}",
    ARABIC + " " + "\u0643\u0644\u0645\u0629 " * 100_000,
]


def add(client, **fields):
    """Paste an article."""
    return client.post("/ar/add", data={"token": token_of(client.get("/ar/add")), **fields})


@pytest.mark.parametrize("text", HOSTILE, ids=["script", "attribute", "direction", "template", "one long line"])
def test_hostile_articles_are_shown_harmlessly(client, desk, text):
    """Tags, overrides and long lines in an article are shown as what they are, on every page that shows them."""
    assert add(client, title="t <b>", text=text, outlet="<i>o</i>").status_code == 200
    key = next(iter(desk.material().sources))
    for page in (f"documents/{key}", "", "timeline", "figures", "statements", "documents", "search?q=2500", "review"):
        answer = client.get(f"/ar/{page}")
        assert answer.status_code == 200
        assert not re.search(r"<script(?! src=\"/static)|<img|<i>|<b> |onerror=alert\(1\)>[^&]*<", answer.text)
    assert client.get(f"/ar/documents/{key}/text").text.replace("\r\n", "\n") == desk.ledger.document(key).text


def test_an_empty_ledger_is_told_kindly(client):
    """Every page of an empty ledger opens and says that there is nothing yet."""
    for page in ("", "timeline", "figures", "disagreements", "statements", "sources", "map", "documents", "review"):
        answer = client.get(f"/en/{page}")
        assert answer.status_code == 200 and 'class="empty"' in answer.text, page


def test_adding_tells_the_fate_of_each(client, desk):
    """What is added, what was there, and what is refused with its reason."""
    assert "\u0623\u064f\u0636\u064a\u0641" in add(client, title="a", text=ARABIC).text
    assert "\u0645\u0648\u062c\u0648\u062f" in add(client, title="a", text=ARABIC).text
    data = {"token": token_of(client.get("/ar/add"))}
    empty = {"files": ("empty.txt", b"", "text/plain")}
    assert "hard" in client.post("/ar/add", data=data, files=empty).text
    files = {"files": ("../../x.txt", ARABIC.encode("windows-1256"), "text/plain")}
    assert client.post("/ar/add", data=data, files=files).status_code == 200
    assert {r["id"] for r in desk.ledger.documents()} == {"a", "x.txt"}


def test_a_form_from_elsewhere_is_refused(client):
    """Without the visitor's token nothing is written."""
    assert client.post("/ar/add", data={"text": ARABIC}).status_code == 403
    assert client.post("/ar/review", data={"on": "x", "verdict": "accept", "token": "0"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "::1", "fd00::1",
                "fe80::1%eth0", "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_never_fetched(address):
    """A name that leads into a private network, even as one of several addresses, is refused before connecting."""
    with pytest.raises(UnreadableInput):
        fetching.public_address("news.example", lambda host: ["93.184.216.34", address])


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://u:p@a.example/", "http://a.example:22/",
                                 "http:///x", "javascript:1", "http://a.example:x/"])  # fmt: skip
def test_odd_addresses_are_refused(url):
    """Only pages of the web are fetched: other schemes, ports and passwords in addresses are not."""
    with pytest.raises(UnreadableInput):
        fetching.fetch(url, lambda host: ["93.184.216.34"])


def test_redirects_are_checked_anew(monkeypatch):
    """A public page that redirects into a private network is not followed; nor is a circle."""
    asked = []

    def once(url, ask, until):
        asked.append(url)
        if url.startswith("http://inside"):
            fetching.public_address("inside", ask)
        return 302, {"location": "http://inside/" if len(asked) == 1 else url}, b""

    monkeypatch.setattr(fetching, "_once", once)
    with pytest.raises(UnreadableInput):
        fetching.fetch("http://a.example/", lambda host: ["127.0.0.1"])
    assert asked == ["http://a.example/", "http://inside/"]


@pytest.fixture
def team(desk):
    """A room with accounts."""
    people = [Account(n, n, hashed("secret")) for n in ("read", "review", "administer")]
    return visitor(desk, Accounts(people))


def test_strangers_see_nothing(team):
    """Without an account every page leads to the door, and the JSON says no."""
    assert team.get("/en/").headers["location"] == "/en/enter"
    assert team.get("/api/timeline").status_code == 403
    assert enter(team, "read", "wrong").status_code == 403
    assert enter(team, "nobody").status_code == 403


def test_readers_read_and_reviewers_review(team):
    """A role opens what it should and no more; leaving closes it again."""
    assert enter(team, "read").status_code == 303
    assert team.get("/en/timeline").status_code == 200
    assert team.get("/en/review").status_code == 403
    page = team.get("/en/")
    assert team.post("/en/add", data={"token": token_of(page), "text": ARABIC}).status_code == 403
    assert team.post("/en/leave", data={"token": token_of(page)}).status_code == 303
    assert team.get("/en/").status_code == 303
    assert enter(team, "review").status_code == 303
    assert team.get("/en/review").status_code == 200


def test_review_says_who_decided_and_undo_restores(desk):
    """A decision bears its name, changes the view, can be exported as gold, and is withdrawn by undo."""
    people = Accounts([Account("samira", "review", hashed("secret"))])
    client = visitor(desk, people)
    enter(client, "samira")
    token = token_of(client.get("/en/add"))
    client.post("/en/add", data={"token": token, "title": "a", "text": ARABIC})
    point = desk.view("figures")[0]["points"][0]

    def decide(**fields):
        return client.post("/en/review", data={"token": token, "on": point["record"], **fields}).status_code

    assert decide(verdict="reject") == 303
    assert desk.view("figures") == []
    assert "samira" in client.get("/en/review").text
    assert decide(verdict="withdraw") == 303
    assert desk.view("figures")[0]["points"][0]["text"] == point["text"]
    assert decide(verdict="correct", words="2500") == 303
    assert desk.view("figures")[0]["points"][0]["text"] == "2500"
    gold = json.loads(client.get("/en/review/gold").content)
    assert gold["partial"] and [f["text"] for f in gold["figures"]] == ["2500"]
    assert decide(verdict="correct", words="not in the article") == 422
    assert decide(verdict="maybe") == 422


pieces = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
PATHS = ["/api/state?on={0}", "/api/changes?since={0}", "/api/search?q={0}&limit={1}", "/api/check?claim={0}&on={1}",
         "/api/who?name={0}", "/api/documents/{0}", "/api/{0}.csv", "/api/{0}", "/ar/?on={0}&since={1}",
         "/ar/timeline?show={0}&during={1}", "/en/timeline?during={0}&place={1}&page=2", "/ar/dossier?on={0}", "/ar/figures?q={0}&measure={1}", "/ar/documents/{0}?at={1}", "/en/who?name={0}",
         "/ar/search?q={0}&outlet={1}", "/en/check?claim={0}", "/ar/chain/{0}", "/ar/card/{0}", "/ar/map?on={0}"]  # fmt: skip


@given(st.sampled_from(PATHS), pieces, pieces)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_is_a_server_error(client, path, first, second):
    """Whatever is asked is answered or refused; nothing breaks."""
    from urllib.parse import quote

    assert client.get(path.format(quote(first, safe=""), quote(second, safe=""))).status_code < 500


def test_the_description_names_every_address_of_the_api(client):
    """The OpenAPI description lists the views; pages are not in it."""
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/state", "/api/{view}", "/api/search"} <= set(paths)
    assert all(path.startswith("/api/") for path in paths)
