"""Floors on the shared gold: scores may rise, they may not fall. Skipped where the gold is not beside the checkout."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
COMMAND = f"{sys.executable} -m musnad read --format jsonl"

pytestmark = pytest.mark.skipif(not (SHARED / "gold").exists(), reason="no ../shared/gold beside this checkout")


def run(*arguments):
    """Standard output of one of the shared scoring scripts."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments), "--cmd", COMMAND], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


SETS = {
    "seeds": ["--gold", SHARED / "gold/seeds", "--texts", SHARED / "seeds"],
    "articles": ["--gold", SHARED / "gold/articles", "--input", SHARED / "gold/articles.jsonl"],
}


@pytest.mark.parametrize("name", SETS)
def test_article_gold_does_not_fall(name):
    """Each layer's F1 on the gold articles is at least its floor."""
    rows = json.loads(run(SHARED / "score/score.py", "--json", *SETS[name]))
    low = {k: (rows[k]["F1"], floor) for k, floor in FLOORS[name].items() if rows[k]["F1"] < floor}
    assert not low, f"below the floor (now, floor): {low}"


def test_cases_do_not_fall():
    """Numbers and times on the case suite: the share of right values is at least its floor."""
    out = run(SHARED / "score/suite.py", "cases", SHARED / "cases/cases.jsonl", "--json")
    rows = json.loads(out.strip().split("\n")[-1])
    now = {k: rows[k]["val_ok"] / max(1, rows[k]["val_n"]) for k in FLOORS["cases"]}
    assert all(now[k] >= floor for k, floor in FLOORS["cases"].items()), now


@pytest.mark.parametrize(("suite", "path"), [("attribution", "attribution/padt_dev.jsonl.gz")])
def test_attribution_does_not_fall(suite, path):
    """Cue, speaker and content on agency text: F1 is at least its floor."""
    out = run(SHARED / "score/suite.py", suite, SHARED / path)
    now = {line[:24].strip(): float(line.rsplit(" ", 1)[1]) for line in out.split("\n") if " F1 " in line}
    assert all(now[k] >= floor for k, floor in FLOORS[suite].items()), now
