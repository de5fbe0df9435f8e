"""Accounts of a team, from a TOML file: name, role (read, review, administer) and the hash of a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from musnad.errors import MusnadError

COST, BLOCK, PARALLEL = 2**14, 8, 1  # of scrypt (RFC 7914): 16 MiB and some 50 ms a password


class Account(msgspec.Struct, frozen=True):
    """password: as `hashed` writes it."""

    name: str
    role: Literal["read", "review", "administer"]
    password: str


class _File(msgspec.Struct):
    accounts: list[Account]


class Accounts:
    """Everyone who may enter."""

    def __init__(self, accounts: list[Account]) -> None:
        self._by_name = {a.name: a for a in accounts}
        self._nobody = Account("", "read", hashed(secrets.token_hex(16)))

    def enter(self, name: str, password: str) -> Account | None:
        """The account of that name and password, or None; an unknown name takes as long as a wrong password."""
        account = self._by_name.get(name, self._nobody)
        return account if _fits(password, account.password) and account.name else None


def load_accounts(path: str | Path) -> Accounts:
    """Read an accounts file. Raises MusnadError, one sentence, where it is missing or wrong."""
    try:
        found = msgspec.convert(tomllib.loads(Path(path).read_text(encoding="utf-8")), _File).accounts
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise MusnadError(f"{path}: {error}: see docs/howto/serve.md") from None
    return Accounts(found)


def hashed(password: str) -> str:
    """A password as the accounts file holds it: salt and scrypt hash in base64."""
    salt = secrets.token_bytes(16)
    return f"{base64.b64encode(salt).decode()}:{base64.b64encode(_scrypt(password, salt)).decode()}"


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=COST, r=BLOCK, p=PARALLEL)


def _fits(password: str, kept: str) -> bool:
    salt, _, expected = kept.partition(":")
    try:
        found = _scrypt(password, base64.b64decode(salt))
        return hmac.compare_digest(found, base64.b64decode(expected))
    except ValueError:
        return False
