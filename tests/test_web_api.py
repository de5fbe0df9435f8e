"""Requests made from the OpenAPI description: no operation is a server error, and every answer is as described."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from musnad.cli.serve import examples_ledger
from musnad.story.file import load_story

pytest.importorskip("schemathesis")
pytest.importorskip("fastapi")
import schemathesis
from schemathesis import GenerationMode

from musnad.story.desk import Desk
from musnad.web import api
from musnad.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
PATHS = sorted({route.path for route in api.router.routes if route.include_in_schema})


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The operations of the room over the examples, by their path."""
    ledger = examples_ledger(tmp_path_factory.mktemp("api"), ROOT / "examples" / "coalition")
    app = create_app(Desk(ledger, load_story(ROOT / "stories" / "coalition-in-iraq.toml")), hosts=("*",))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


def test_every_address_of_the_api_is_described(described):
    """The description names every operation, so that every one is tried below."""
    assert set(described) == set(PATHS)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_every_operation_answers_as_described(described, path, mode):
    """Whatever the description allows, and what it forbids, is answered by a status and a body that it names."""

    @given(case=described[path].as_strategy(generation_mode=mode))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def answered(case):
        case.call_and_validate()

    try:
        answered()
    except Unsatisfiable:
        pytest.skip("this operation forbids nothing")
