"""Fetching a page from a real server of our own: limits hold, and the address that was checked is the one connected to."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from musnad.errors import UnreadableInput
from musnad.web import fetch as fetching

PAGE = b"<html><body><p>page</p></body></html>"


class Answers(BaseHTTPRequestHandler):
    """A server with one good page, one without end, one that drips, and one that breaks off."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            if self.path == "/endless":
                while True:
                    self.wfile.write(b"x" * 65536)
            elif self.path == "/drip":
                while True:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.05)
            else:
                self.wfile.write(PAGE)
        except OSError:
            return

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    """Its port; private addresses are let through for this test only, since the server stands on this machine."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    port = running.server_address[1]
    monkeypatch.setattr(fetching, "public_address", lambda host, ask: ask(host)[0])
    monkeypatch.setattr(fetching, "PORTS", fetching.PORTS | {"own": port})
    yield port
    running.shutdown()
    running.server_close()


def here(host):
    """The only address of every name."""
    return ["127.0.0.1"]


def test_a_page_is_fetched(server):
    """The bytes, their kind and the address they came from."""
    url = f"http://news.example:{server}/page"
    assert fetching.fetch(url, here) == (PAGE, "text/html", url)


def test_a_page_without_end_stops_at_the_limit(server, monkeypatch):
    """More than the limit is refused in a sentence."""
    monkeypatch.setattr(fetching, "LARGEST", 300_000)
    with pytest.raises(UnreadableInput, match="larger than"):
        fetching.fetch(f"http://news.example:{server}/endless", here)


def test_a_page_that_drips_stops_at_the_limit(server, monkeypatch):
    """A server that keeps a connection alive byte by byte is left."""
    monkeypatch.setattr(fetching, "LONGEST", 1.0)
    with pytest.raises(UnreadableInput, match=r"longer than|cannot be fetched"):
        fetching.fetch(f"http://news.example:{server}/drip", here)


def test_the_checked_address_is_the_one_connected_to(server, monkeypatch):
    """A name that would resolve inwards the second time is not asked again: the socket opens to what was checked."""
    opened = []
    connect = socket.create_connection

    def noted(address, *more, **named):
        opened.append(address[0])
        return connect(address, *more, **named)

    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(socket, "create_connection", noted)
    fetching.fetch(f"http://news.example:{server}/page", lambda host: next(answers))
    assert opened == ["127.0.0.1"]
