"""What tests of the views share: a ledger of a few articles, made and asked on the command line."""

import json

from click.testing import CliRunner

from musnad.cli.main import cli


def ledger_of(folder, articles):
    """The address of a ledger with articles (id, outlet, day, text)."""
    lines = [json.dumps({"id": i, "outlet": o, "published": d, "text": t}) for i, o, d, t in articles]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    address = str(folder / "articles.ledger")
    result = CliRunner().invoke(cli, ["add", "--ledger", address, str(folder / "articles.jsonl")])
    assert result.exit_code == 0, result.output
    return address


def ask(address, *arguments):
    """The rows of a view."""
    result = CliRunner().invoke(cli, [*arguments, "--ledger", address, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)
