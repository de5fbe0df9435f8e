"""The reading room through its own application, without a browser."""

import re

import pytest

pytest.importorskip("fastapi")
from rooms import visitor

PAGES = ("", "changes", "timeline", "figures", "disagreements", "statements", "people", "sources", "documents", "search",
         "check", "findings", "map", "review", "add")  # fmt: skip


@pytest.fixture(scope="session")
def client(examples):
    """A visitor on this machine."""
    return visitor(examples)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(client, page, language):
    """Each page answers in each language, with its language and direction set and nothing inline that could run."""
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert not re.search(r"<script(?! src=)|\son\w+=|<style|style=", answer.text)
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_every_link_of_the_room_leads_somewhere(client):
    """Every address inside the pages that the menu leads to answers, and words asked for stand highlighted there."""
    seen = set()
    for page in PAGES:
        seen |= set(re.findall(r'(?:href|src)="(/[^"#]*)', client.get(f"/ar/{page}").text))
    for address in sorted(seen):
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code in (200, 303), address
        if "at=" in address:
            assert 'id="words"' in answer.text, address


def test_the_words_are_the_words_of_the_record(client, examples):
    """A figure's link leads to exactly its own words, marked."""
    point = examples.view("figures")[0]["points"][0]
    page = client.get(f"/ar/documents/{examples.key_of(point['document'])}?at={point['start']}-{point['end']}").text
    marked = re.search(r'<mark class="target" id="words">(.*?)</mark>', page, re.S)
    assert marked and point["text"].startswith(re.sub("<[^>]+>", "", marked[1]))


def test_other_names_of_this_machine_are_refused(client):
    """A page elsewhere cannot reach the room under a name of its own (DNS rebinding)."""
    assert client.get("/ar/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/ar/nothing", "/ar/documents/nothing", "/ar/chain/nothing", "/fr/", "/ar/?on=x"])
def test_what_is_not_there_is_said(client, address):
    """A wrong address is answered by a page, never by a server error."""
    assert client.get(address).status_code in (200, 404, 422)
