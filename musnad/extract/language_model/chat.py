"""One question to an OpenAI-compatible address, by the standard library alone: bounded in time, size and tries.

Source: the chat completions interface as OpenAI, vLLM, llama.cpp and Ollama serve it (`POST {address}/chat/completions`).
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import msgspec

from musnad.errors import MusnadError
from musnad.extract.language_model.variables import ADDRESS, KEY, MODEL, TIMEOUT

TRIES = 3
PAUSE = 1.0  # seconds before the second try, twice as long before the third
LARGEST = 2_000_000  # bytes of an answer
LOOPBACK = ("localhost", "127.0.0.1", "::1")
AGAIN = (408, 429, 500, 502, 503, 504)


class ChatError(Exception):
    """The model gave no answer; the sentence says why and never holds the key."""


class Chat(msgspec.Struct, frozen=True):
    """Where to ask, which model, and how long to wait. key: sent as a bearer token, never shown."""

    address: str
    model: str
    key: str = ""
    timeout: float = 60.0

    def __repr__(self) -> str:
        return f"Chat({self.address!r}, {self.model!r})"

    def ask(self, system: str, user: str) -> str:
        """The model's answer. Raises ChatError where there is none after three tries."""
        body = {"model": self.model, "temperature": 0, "seed": 0, "response_format": {"type": "json_object"},
                "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}]}  # fmt: skip
        for number in range(TRIES):
            if number:
                time.sleep(PAUSE * 2 ** (number - 1))
            try:
                return _content(self._post(json.dumps(body).encode()))
            except urllib.error.HTTPError as error:
                reason = f"answered {error.code}"
                if error.code not in AGAIN:
                    break
            except (OSError, urllib.error.URLError) as error:
                reason = f"cannot be reached ({getattr(error, 'reason', None) or type(error).__name__})"
        raise ChatError(f"the model at {self.address} {reason}")

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        request = urllib.request.Request(f"{self.address.rstrip('/')}/chat/completions", body, headers, method="POST")
        with _OPENER.open(request, timeout=self.timeout) as answer:
            data: bytes = answer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ChatError(f"the model at {self.address} answered more than {LARGEST} bytes")
        return data


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: the key and the text go to the address that was named and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def _content(data: bytes) -> str:
    try:
        found = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ChatError("the answer is not that of a chat interface (no choices[0].message.content)") from None
    if not isinstance(found, str):
        raise ChatError("the answer holds no text")
    return found


def chat_from_environment() -> Chat:
    """The address, model and key that the environment names. Raises MusnadError where one is missing or unsafe."""
    address, model, key = (os.environ.get(name, "").strip() for name in (ADDRESS, MODEL, KEY))
    if not address or not model:
        raise MusnadError(
            f"the reader llm needs an address and a model: --llm-address and --llm-model, or {ADDRESS} and {MODEL}"
        )
    try:
        parts = urlsplit(address)
        host = parts.hostname
        timeout = float(os.environ.get(TIMEOUT) or 60)
    except ValueError as error:
        raise MusnadError(
            f"the reader llm: {error}: write --llm-address https://HOST/v1, {TIMEOUT} in seconds"
        ) from None
    if parts.scheme not in ("http", "https") or not host or parts.username:
        raise MusnadError(
            f"--llm-address must be http:// or https:// with a host and no password in it; the key goes in {KEY}"
        )
    if key and parts.scheme == "http" and host not in LOOPBACK:
        raise MusnadError(f"{KEY} would travel unprotected to {host}: use https://, or a model on this machine")
    return Chat(address, model, key, timeout)
