"""What tests share: an empty ledger in each of the two stores, PostgreSQL started by the tests themselves."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def postgres_programs():
    """The folder of initdb and pg_ctl: on the path, or where Debian and the wheels keep them; None where there is none."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgres():
    """The address of a real PostgreSQL of our own, listening on a socket in a folder of its own."""
    given = os.environ.get("MUSNAD_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = postgres_programs()
    if programs is None:
        if os.environ.get("MUSNAD_WITHOUT_POSTGRES"):
            pytest.skip("MUSNAD_WITHOUT_POSTGRES is set")
        pytest.fail("no PostgreSQL here: run tests/prepare.sh, or set MUSNAD_TEST_POSTGRES to the URL of a server, "
                    "or MUSNAD_WITHOUT_POSTGRES=1 to do without")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="musnad-pg-") as folder:
        run = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if run:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*run, programs / "initdb", "-D", data, "-U", "musnad", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync"], check=True, **quiet)  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        subprocess.run([*run, programs / "pg_ctl", "-D", data, "-w", "-o", options, "start"], check=True, **quiet)
        try:
            yield f"postgresql+psycopg://musnad@/postgres?host={folder}"
        finally:
            subprocess.run([*run, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, **quiet)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_address(request, tmp_path):
    """The address of a ledger that does not exist yet, in one store and then in the other."""
    if request.param == "sqlite":
        yield str(tmp_path / "test.ledger")
        return
    from sqlalchemy import create_engine, text

    server = request.getfixturevalue("postgres")
    name = f"musnad_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**8}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def ledger(ledger_address):
    """An empty ledger."""
    from musnad.ledger import Ledger

    with Ledger(ledger_address, create=True) as opened:
        yield opened
