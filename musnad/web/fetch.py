"""Fetching an address that a person gave: only public addresses, within limits, every redirect checked anew.

The name is resolved once and the connection is made to the very address that was checked, so that a name that resolves
differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from musnad.errors import UnreadableInput

LARGEST = 8_000_000  # bytes
LONGEST = 20.0  # seconds, all redirects together
REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)


class Resolve(Protocol):
    """Addresses of a host name."""

    def __call__(self, host: str) -> list[str]: ...


def resolve(host: str) -> list[str]:
    """Every address of a name, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def public_address(host: str, ask: Resolve = resolve) -> str:
    """An address to connect to. Raises UnreadableInput where a name has none, or any of its addresses is not public."""
    try:
        found = ask(host)
    except (OSError, UnicodeError):
        raise UnreadableInput(f"{host}: this name is not known: check the address") from None
    for address in found:
        parsed = ip_address(address.split("%")[0])
        mapped = getattr(parsed, "ipv4_mapped", None)
        parsed = mapped or parsed
        if not parsed.is_global or parsed.is_multicast:
            raise UnreadableInput(f"{host}: lies on a private network: only public addresses are fetched")
    if not found:
        raise UnreadableInput(f"{host}: this name has no address: check it")
    return found[0]


def fetch(url: str, ask: Resolve = resolve) -> tuple[bytes, str, str]:
    """The bytes at an address, its content type, and the address it was found at after redirects.

    Raises: UnreadableInput, one sentence, for an address that may not or cannot be fetched.
    """
    until = time.monotonic() + LONGEST
    for _ in range(REDIRECTS + 1):
        status, headers, body = _once(url, ask, until)
        if status not in MOVED:
            if status != 200:
                raise UnreadableInput(f"{url}: the server answers {status}: open it in a browser first")
            return body, headers.get("content-type", ""), url
        url = urljoin(url, headers.get("location", ""))
    raise UnreadableInput(f"{url}: more than {REDIRECTS} redirects: give the last address")


def _once(url: str, ask: Resolve, until: float) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise UnreadableInput(f"{url}: is not an address of a page: write https://...")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise UnreadableInput(f"{url}: its port is no number") from None
    if port not in (*PORTS.values(), 8080, 8443):
        raise UnreadableInput(f"{url}: port {port} is not one of a web server")
    connection = _Pinned(parts.hostname, port, public_address(parts.hostname, ask), parts.scheme == "https", until)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": "musnad", "Accept": "text/html, application/xml;q=0.9"})
        answer = connection.getresponse()
        return answer.status, answer.headers, b"" if answer.status in MOVED else _body(answer, connection, url, until)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise UnreadableInput(f"{url}: cannot be fetched ({error}): try again later") from None
    finally:
        connection.close()


def _body(answer: http.client.HTTPResponse, connection: _Pinned, url: str, until: float) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(65536):
        size += len(piece)
        pieces.append(piece)
        left = until - time.monotonic()
        if size > LARGEST:
            raise UnreadableInput(f"{url}: is larger than {LARGEST:,} bytes: download it and add the file")
        if left <= 0:
            raise UnreadableInput(f"{url}: took longer than {LONGEST:.0f} seconds: try again later")
        if connection.sock is not None:
            connection.sock.settimeout(left)
    return b"".join(pieces)


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked address under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, secure: bool, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise UnreadableInput(f"{host}: took longer than {LONGEST:.0f} seconds: try again later")
        super().__init__(host, port, timeout=left)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        """Connect to the checked address; the certificate is checked against the name."""
        sock = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host) if self._secure else sock
