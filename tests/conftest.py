"""What tests share: an empty ledger in each of the two stores, PostgreSQL started by the tests themselves; desks to look at."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from rooms import visitor


def postgres_programs():
    """The folder of initdb and pg_ctl: on the path, or where Debian and the wheels keep them; None where there is none."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """A real PostgreSQL of our own, listening on a socket in a folder of its own."""

    def __init__(self, folder, programs):
        self.folder, self.control = folder, programs / "pg_ctl"
        self.run = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.run:
            shutil.chown(folder, "postgres")
        self._call(programs / "initdb", "-U", "musnad", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def _call(self, program, *arguments):
        command = [*self.run, program, "-D", f"{self.folder}/data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        """Start it and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._call(self.control, "-w", "-o", options, "start")

    def stop(self):
        """Stop it at once, connections and all."""
        self._call(self.control, "-m", "immediate", "stop")

    def address(self, database="postgres"):
        """The URL of one of its databases."""
        return f"postgresql+psycopg://musnad@/{database}?host={self.folder}"


@contextmanager
def own_server():
    """A running server that ends with the block; fails with a sentence where the machine has no PostgreSQL."""
    programs = postgres_programs()
    if programs is None:
        if os.environ.get("MUSNAD_WITHOUT_POSTGRES"):
            pytest.skip("MUSNAD_WITHOUT_POSTGRES is set")
        pytest.fail("no PostgreSQL here: run tests/prepare.sh, or set MUSNAD_TEST_POSTGRES to the URL of a server, "
                    "or MUSNAD_WITHOUT_POSTGRES=1 to do without")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="musnad-pg-") as folder:
        server = Server(folder, programs)
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # a test may have stopped it
                server.stop()


@pytest.fixture(scope="session")
def postgres():
    """The address of a real PostgreSQL: that of MUSNAD_TEST_POSTGRES, or one of our own."""
    given = os.environ.get("MUSNAD_TEST_POSTGRES")
    if given:
        yield given
        return
    with own_server() as server:
        yield server.address()


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


@pytest.fixture
def desk(tmp_path):
    """The desk of an empty ledger."""
    from musnad.ledger import Ledger
    from musnad.story.desk import Desk

    with Ledger(tmp_path / "web.ledger", create=True) as opened:
        yield Desk(opened)


@pytest.fixture
def client(desk):
    """A visitor on this machine of the room over the desk."""
    pytest.importorskip("fastapi")
    return visitor(desk)


@pytest.fixture(scope="session")
def examples(tmp_path_factory):
    """The desk of the examples with their story, read once: nothing is decided on it."""
    from musnad.cli.serve import EXAMPLE_STORY, EXAMPLES, examples_ledger
    from musnad.story.desk import Desk
    from musnad.story.file import load_story

    root = Path(__file__).resolve().parent.parent
    ledger = examples_ledger(tmp_path_factory.mktemp("examples"), root / EXAMPLES)
    return Desk(ledger, load_story(root / EXAMPLE_STORY), "examples")
