"""An assistant's program starts `musnad mcp` and asks it: a real client session over standard input and output."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from musnad.cli.main import cli
from musnad.export.dossier import references
from musnad.ledger import Ledger
from musnad.mcp.server import NAMES

ROOT = Path(__file__).resolve().parent.parent
STORY = str(ROOT / "stories/coalition-in-iraq.toml")
WITHOUT_REFERENCES = ("copies", "documents", "document")
ASKED = {
    "state": {"on": "2024-09-12"}, "changes": {"since": "2024-09-01"}, "who": {"name": "كاغينز"},
    "check": {"claim": "انتهت المحادثات الفنية بين العراق والولايات المتحدة"}, "search": {"words": "المحادثات"},
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A ledger with the example articles."""
    path = str(tmp_path_factory.mktemp("mcp") / "examples.ledger")
    result = CliRunner().invoke(cli, ["add", "--ledger", path, str(ROOT / "examples/coalition")])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def session(address):
    """Everything one session is told: tools, instructions, and the answer of each tool."""
    return asyncio.run(_asked(address))


async def _asked(address):
    command = StdioServerParameters(command=sys.executable, args=["-m", "musnad", "mcp", "--ledger", address, "--story", STORY],
                                    cwd=str(ROOT), env={"PYTHONPATH": str(ROOT)})  # fmt: skip
    answers = {}
    async with Client(command) as client:
        tools = (await client.list_tools()).tools
        for name in NAMES:
            answers[name] = await client.call_tool(name, ASKED.get(name, _first(name, answers)))
        answers["wrong record"] = await client.call_tool("chain", {"record": "zzzzzzzz"})
        answers["wrong day"] = await client.call_tool("state", {"on": "yesterday"})
        answers["no document"] = await client.call_tool("document", {"id": "nowhere"})
        answers["few"] = await client.call_tool("statements", {"limit": 2, "offset": 1})
        return tools, client.instructions, answers


def _first(name, answers):
    """What `chain` and `document` are asked for: something that another tool named."""
    if name == "chain":
        return {"record": next(references(told(answers["statements"])))["record"]}
    if name == "document":
        return {"id": told(answers["documents"])["rows"][0]["document"]}
    return {}


def told(answer):
    """The JSON of an answer."""
    assert not answer.is_error, answer.content
    return answer.structured_content or json.loads(answer.content[0].text)


def test_every_view_is_a_tool_that_says_what_it_does(session):
    """Names, descriptions and schemas are given; each tool is marked as only reading."""
    tools, instructions, _ = session
    assert [tool.name for tool in tools] == list(NAMES)
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert "call none right" in instructions
    assert next(t for t in tools if t.name == "state").input_schema["required"] == ["on"]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_has_its_words_and_its_chain(session, address, name):
    """Rows there are; each reference's words stand in its document, and the chain that carries them is named."""
    answer = told(session[2][name])
    with Ledger(address) as ledger:
        keys = {d["key"]: d["id"] for d in ledger.documents()}
        texts = {keys[key]: text for key, text in ledger.texts().items()}
    found = list(references(answer))
    assert found or name in WITHOUT_REFERENCES
    for reference in found:
        assert texts[reference["document"]][reference["start"] : reference["end"]] == reference["text"]
        assert isinstance(reference["chain"], list)
    if name not in ("chain", "document"):
        assert answer["rows"] and answer["shown"] == len(answer["rows"]) <= answer["total"]


def test_a_document_is_given_as_received(session, address):
    """The text that offsets count in, with its digest."""
    answer = told(session[2]["document"])
    with Ledger(address) as ledger:
        assert answer["text"] in ledger.texts().values()
    assert len(answer["digest"]) == 64


def test_what_cannot_be_answered_is_said(session):
    """A record or document that is not there, and a day that is none, are errors in words and no crash."""
    _, _, answers = session
    for name, words in (
        ("wrong record", "no record begins"),
        ("wrong day", "on"),
        ("no document", "no document has the id"),
    ):
        assert answers[name].is_error
        assert words in answers[name].content[0].text


def test_an_answer_is_a_page(session):
    """limit and offset choose rows; what follows is told."""
    answer = told(session[2]["few"])
    assert (answer["shown"], answer["next_offset"]) == (2, 3)
    assert answer["rows"] == told(session[2]["statements"])["rows"][1:3]


def test_without_a_ledger_it_says_so(tmp_path):
    """The command ends with one sentence where there is no ledger."""
    result = CliRunner().invoke(cli, ["mcp", "--ledger", str(tmp_path / "none")])
    assert "there is no ledger here" in str(result.exception)
