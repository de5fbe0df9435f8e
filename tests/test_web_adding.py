"""Adding many articles: the work goes on behind a page that tells how far it is."""

import threading
import time

import pytest

pytest.importorskip("fastapi")
from rooms import ARABIC, token_of

from musnad.errors import UnreadableInput
from musnad.web.jobs import MOST, Jobs
from musnad.web.pages import adding


def finished(client, address):
    """The page of a job when it is done."""
    for _ in range(200):
        page = client.get(address)
        if "refresh" not in page.headers:
            return page
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_many_files_are_followed_on_a_page(client, desk):
    """Several files lead to a page of their own; when all are read it tells the fate of each and renews itself no more."""
    files = [("files", (f"{n}.txt", f"{n} {ARABIC}".encode(), "text/plain")) for n in range(4)]
    files.append(("files", ("empty.txt", b"", "text/plain")))
    answer = client.post("/en/add", data={"token": token_of(client.get("/en/add"))}, files=files)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/en/add/")
    page = finished(client, answer.headers["location"])
    assert "All read" in page.text and page.text.count(">added<") == 4 and page.text.count('tag hard"') == 1
    assert len(desk.ledger.documents()) == 4


def test_a_page_of_work_that_goes_on_renews_itself(client):
    """While there is work the answer says when to ask again, and what is done so far."""
    hold = threading.Event()

    def work():
        yield "added", "first", ""
        hold.wait(10)

    job = client.app.state.jobs.begin(work(), 2)
    for _ in range(100):
        if job.results:
            break
        time.sleep(0.02)
    page = client.get(f"/ar/add/{job.id}")
    hold.set()
    assert page.headers["refresh"] == "2" and "first" in page.text and "<progress" in page.text
    assert "refresh" not in finished(client, f"/ar/add/{job.id}").headers


def test_an_address_that_is_refused_ends_its_job_with_the_reason(client, monkeypatch):
    """What is not public is refused in one sentence, on the page of the job; nothing is fetched."""

    def refused(url):
        raise UnreadableInput(f"{url}: lies on a private network: only public addresses are fetched")

    monkeypatch.setattr(adding, "fetch", refused)
    answer = client.post("/en/add", data={"token": token_of(client.get("/en/add")), "address": "http://10.0.0.1/"})
    assert "private network" in finished(client, answer.headers["location"]).text


def test_a_feed_brings_its_articles(client, desk, monkeypatch):
    """The articles of a feed are kept one by one, each with its address."""
    items = "".join(f"<item><title>t{n}</title><link>https://a.example/{n}</link><description>{n} {ARABIC}</description></item>"
                    for n in range(3))  # fmt: skip
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{items}</channel></rss>'
    monkeypatch.setattr(adding, "fetch", lambda url: (feed.encode(), "application/rss+xml", url))
    answer = client.post(
        "/en/add", data={"token": token_of(client.get("/en/add")), "address": "https://a.example/feed"}
    )
    assert finished(client, answer.headers["location"]).text.count(">added<") == 3


def test_jobs_are_forgotten_in_the_end(client):
    """Only so many jobs are remembered; of another the page says that there is nothing."""
    jobs = Jobs()
    first = jobs.begin([])
    for _ in range(MOST):
        jobs.begin([])
    assert jobs.of(first.id) is None
    assert client.get("/en/add/nothing").status_code == 404
