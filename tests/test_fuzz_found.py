"""Inputs that once broke something, tried again; `make fuzz` looks for more."""

from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("warcio")
from fuzzing.entries import ENTRIES

FOUND = sorted((Path(__file__).parent / "fuzzing" / "found").glob("[a-z]*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda p: p.name)
def test_what_broke_something_no_longer_does(path):
    """Each is tried as it was when it was found."""
    name = path.name.split("-")[0]
    ENTRIES[name][1](path.read_bytes())


@pytest.mark.parametrize(
    "name", [name for name in ENTRIES if name != "growth"]
)  # growth is timed, so it is for `make fuzz` alone
def test_every_way_in_takes_what_nobody_meant(name):
    """A few fresh inputs for each, always the same ones."""
    from fuzzing.inputs import Inputs

    inputs = Inputs(20261122)
    make, attempt, _ = ENTRIES[name]
    for _ in range(3):
        attempt(make(inputs))
