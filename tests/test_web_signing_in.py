"""Signing in: how often it may be tried, how long a session lasts, and what a change of accounts does to it."""

import os

import pytest

pytest.importorskip("fastapi")
from rooms import enter, token_of, visitor
from starlette.testclient import TestClient

from musnad.web.accounts import Account, Accounts, hashed, load_accounts
from musnad.web.attempts import FIRST, FREE, LONGEST, MOST, Attempts
from musnad.web.visitors import LASTS, Sessions
from musnad.web.visitors import LONGEST as LIFE


class Clock:
    """Seconds that pass when told to."""

    now = 1000.0

    def __call__(self):
        return self.now


def test_each_further_failure_waits_twice_as_long():
    """Some failures are free; then the wait doubles, up to a longest one, and passes."""
    clock = Clock()
    attempts, waits = Attempts(clock), []
    for n in range(30):
        attempts.failed("a", f"address {n}")
        waits.append(attempts.wait("a", "another"))
        clock.now += waits[-1]
        assert attempts.wait("a", "another") == 0
    assert waits[: FREE["account"] - 1] == [0] * (FREE["account"] - 1)
    assert waits[FREE["account"] - 1 :][:3] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert waits[-1] == LONGEST


def test_an_address_that_tries_many_accounts_waits_too():
    """Names tried one after the other from one address count together; other addresses do not wait."""
    attempts = Attempts(Clock())
    for n in range(FREE["address"]):
        attempts.failed(f"name {n}", "here")
    assert attempts.wait("a new name", "here") > 0
    assert attempts.wait("a new name", "elsewhere") == 0


def test_what_is_remembered_of_failures_is_bounded():
    """A flood of names does not fill the memory."""
    attempts = Attempts(Clock())
    for n in range(MOST):
        attempts.failed(f"name {n}", f"address {n}")
    assert len(attempts._failed) <= MOST


def test_after_too_many_failures_even_the_right_password_waits(desk):
    """The page says how long to wait; when the wait is over, the right password opens and the account starts anew."""
    client, clock = visitor(desk, Accounts([Account("samira", "review", hashed("secret"))])), Clock()
    client.app.state.attempts = Attempts(clock)
    for _ in range(FREE["account"]):
        assert enter(client, "samira", "wrong").status_code == 403
    refused = enter(client, "samira", "secret")
    assert refused.status_code == 429 and refused.headers["retry-after"] == str(int(FIRST))
    clock.now += FIRST
    assert enter(client, "samira", "secret").status_code == 303
    assert client.app.state.attempts.wait("samira", "elsewhere") == 0


def test_sessions_expire():
    """A session ends when it is not used, and ends one day however much it is used."""
    clock, account = Clock(), Account("a", "read", "x:y")
    sessions, accounts = Sessions(clock), Accounts([account])
    idle, used = sessions.begin(account), sessions.begin(account)
    for _ in range(LIFE // (LASTS // 2)):
        clock.now += LASTS / 2
        assert sessions.of(used, accounts) == account
    assert sessions.of(idle, accounts) is None
    clock.now += LASTS / 2
    assert sessions.of(used, accounts) is None


def test_a_changed_password_signs_out_everywhere(desk, tmp_path):
    """Another password, another role or no account any more in the file closes every session of that name at once."""
    path = tmp_path / "accounts.toml"

    def write(role, password, age):
        path.write_text(f'[[accounts]]\nname = "samira"\nrole = "{role}"\npassword = "{hashed(password)}"\n')
        os.utime(path, ns=(age, age))

    write("review", "secret", 10**18)
    first = visitor(desk, load_accounts(path))
    clients = [first, TestClient(first.app, base_url="http://localhost", follow_redirects=False)]
    for client in clients:
        assert enter(client, "samira", "secret").status_code == 303 and client.get("/en/").status_code == 200
    write("review", "another", 2 * 10**18)
    for client in clients:
        assert client.get("/en/").headers["location"] == "/en/enter"
    assert enter(clients[0], "samira", "secret").status_code == 403
    assert enter(clients[0], "samira", "another").status_code == 303
    path.write_text("accounts = 'broken")
    assert clients[0].get("/en/").status_code == 200


def test_one_signs_out_here_or_everywhere(desk):
    """Leaving ends this session and no other; leaving everywhere ends all of the account's, and nobody else's."""
    first = visitor(desk, Accounts([Account(name, "read", hashed("secret")) for name in ("samira", "omar")]))
    here, there, other = (TestClient(first.app, base_url="http://localhost", follow_redirects=False) for _ in range(3))
    enter(other, "omar")
    enter(there, "samira")
    for everywhere, status in (({}, 200), ({"everywhere": "true"}, 303)):
        enter(here, "samira")
        here.post("/en/leave", data={"token": token_of(here.get("/en/")), **everywhere})
        assert here.get("/en/").status_code == 303
        assert there.get("/en/").status_code == status
    assert other.get("/en/").status_code == 200
