"""Accounts of a team, from a TOML file: name, role (read, review, administer) and the hash of a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import tomllib
from contextlib import suppress
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
    """Everyone who may enter. path: the file they stand in, read anew whenever it changes; None where there is none."""

    def __init__(self, accounts: list[Account], path: Path | None = None) -> None:
        self._by_name = {a.name: a for a in accounts}
        self._nobody = Account("", "read", hashed(secrets.token_hex(16)))
        self._path, self._seen = path, _changed(path)

    def named(self, name: str) -> Account | None:
        """The account of a name, as the file has it now; a file that cannot be read leaves everyone as they were."""
        now = _changed(self._path)
        if self._path is not None and now != self._seen:
            self._seen = now
            with suppress(MusnadError):
                self._by_name = {a.name: a for a in _read(self._path)}
        return self._by_name.get(name)

    def enter(self, name: str, password: str) -> Account | None:
        """The account of that name and password, or None; an unknown name takes as long as a wrong password."""
        account = self.named(name) or self._nobody
        return account if _fits(password, account.password) and account.name else None


def _changed(path: Path | None) -> int:
    """When a file was last written; 0 where it is not there."""
    try:
        return path.stat().st_mtime_ns if path else 0
    except OSError:
        return 0


def load_accounts(path: str | Path) -> Accounts:
    """Read an accounts file. Raises MusnadError, one sentence, where it is missing or wrong."""
    return Accounts(_read(Path(path)), Path(path))


def _read(path: Path) -> list[Account]:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).accounts
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise MusnadError(f"{path}: {error}: see docs/howto/serve.md") from None


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
