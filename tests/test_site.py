"""The documentation as a site: it builds without a warning, its tutorial runs as written, and its promises are kept."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.S)


def test_the_site_builds_without_a_warning(tmp_path):
    """Every page, in both languages, every link followed; nothing is asked for from outside."""
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    arabic = (tmp_path / "site/ar/tutorial/index.html").read_text(encoding="utf-8")
    assert 'lang="ar"' in arabic and 'dir="rtl"' in arabic
    for page in (tmp_path / "site").rglob("*.html"):
        outside = re.findall(
            r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?://[^"]+)', page.read_text(encoding="utf-8")
        )
        assert not outside, (page, outside)


def steps(page):
    """What a tutorial has its reader do: ("write", name, text), ("run", command, shown words)."""
    text = (DOCS / page).read_text(encoding="utf-8")
    named = None
    for kind, body in BLOCK.findall(text):
        if kind == "toml":
            named = re.findall(r"`([\w-]+\.toml)`", text[: text.index(body)])[-1]
            yield "write", named, body
        elif kind == "console":
            for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
                command, *shown = part.strip().split("\n")
                yield "run", command, shown


@pytest.mark.parametrize("page", ["tutorial.md", "tutorial.ar.md"])
def test_the_tutorial_runs_as_written(page, tmp_path):
    """Each command in its turn, in an empty folder beside the examples; the words shown under it are in its answer."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    ran = 0
    for what, first, second in steps(page):
        if what == "write":
            (tmp_path / first).write_text(second, encoding="utf-8")
            continue
        words = shlex.split(first)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            env[name] = value
            continue
        assert words[0] == "musnad", first
        done = subprocess.run(
            [sys.executable, "-m", *words],
            check=False,
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, (first, done.stderr)
        for line in second:
            assert line in done.stdout, (first, line, done.stdout)
        ran += 1
    assert ran >= 10


def test_both_tutorials_have_the_same_steps():
    """What an Arabic reader does is what an English reader does."""
    assert list(steps("tutorial.md")) == list(steps("tutorial.ar.md"))


VIEWS = {
    "timeline": [], "figures": [], "disagreements": ["--apparent"], "statements": [], "who": ["الورديني"], "positions": [],
    "state": ["--on", "2019-03-29"], "diff": ["--since", "2019-03-16"], "check": ["قُتل 11 شخصا في السوق"], "sources": ["قتيلا"],
    "copies": [], "search": ["قتيلا"], "findings": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    """Both stories of the examples, each in its ledger."""
    folder = tmp_path_factory.mktemp("views")
    for story in ("coalition", "wadi-salam"):
        run("add", str(ROOT / "examples" / story), "--ledger", str(folder / story))
    return [str(folder / "coalition"), str(folder / "wadi-salam")]


def run(*arguments):
    """What a command prints."""
    command = [sys.executable, "-m", "musnad", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True).stdout


def keys_of(value):
    """Every key of a view's rows, those of the rows inside them too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.mark.parametrize("view", VIEWS)
def test_every_key_of_a_view_is_documented(view, ledgers):
    """What a view prints is named in its section of the reference, or is part of a reference."""
    page = (DOCS / "reference/views.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", page, flags=re.M)
    told = [section for section in sections[1:] if view in re.findall(r"\w+", section.split("\n")[0])]
    assert told, f"docs/reference/views.md has no section on {view}"
    named = set(re.findall(r"`(\w+)`", told[0])) | {"document", "start", "end", "text", "record"}
    found = {
        key
        for ledger in ledgers
        for key in keys_of(json.loads(run(view, *VIEWS[view], "--ledger", ledger, "--format", "json")))
    }
    assert not found - named, f"{view}: not documented: {sorted(found - named)}"


def test_every_view_command_is_tried_above():
    """A command that prints a view's JSON is documented here."""
    views = {name for name, module in COMMANDS.items() if module in ("views", "questions")} - {"chain"}
    assert views <= set(VIEWS)


def test_every_threat_has_a_test_that_exists():
    """Each line of the threat model names a test file, and a test in it."""
    text = (DOCS / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)(?:::(\w+))?`", text)
    assert len(named) >= 30
    for file, test in named:
        path = ROOT / "tests" / file
        assert path.exists(), file
        assert not test or f"def {test}(" in path.read_text(encoding="utf-8"), f"{file}::{test}"


def test_every_line_of_the_threat_model_names_its_test():
    """No promise without one."""
    rows = [
        line for line in (DOCS / "threat-model.md").read_text(encoding="utf-8").split("\n") if line.startswith("| ")
    ]
    assert all("`test_" in row for row in rows if not row.startswith("| threat")), rows
