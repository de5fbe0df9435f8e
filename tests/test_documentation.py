"""What the program has is documented, and what the documentation promises is there."""

import importlib.util
import re
from pathlib import Path

import pytest

from musnad.casebook import LAYERS, all_examples
from musnad.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def test_reference_pages_are_up_to_date(capsys):
    """The pages made from the program say what the program says now."""
    spec = importlib.util.spec_from_file_location("build", ROOT / "docs/build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme(name):
    """A new user finds each command in the README."""
    assert f"musnad {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_rule_has_an_example():
    """Each rule id that a layer can write on a record is named by an example; `events.day`, `events.subject`, `events.place` only tell why."""
    named = {e.rule for e in all_examples()}
    named |= {w.get("rule") for e in all_examples() for wanted in e.expected.values() for w in wanted}
    pattern = re.compile(r"[\"'f]((?:" + "|".join(LAYERS) + r")\.[a-z_]+\.[a-z_.]+)[\"']")
    missing = {
        f"{path.relative_to(ROOT)}: {rule}"
        for path in sorted((ROOT / "musnad/extract").rglob("*.py"))
        for rule in pattern.findall(path.read_text(encoding="utf-8"))
        if rule not in named and not rule.startswith(("events.day.", "events.subject.", "events.place."))
    }
    assert not missing, "\n".join(sorted(missing))


def test_links_between_pages_lead_somewhere():
    """Every relative link of the Markdown pages is a file of the tree."""
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken, "\n".join(broken)


def test_every_decision_has_a_number_of_its_own():
    """`NNNN-title.md` and its heading give one number, and no two decisions share it."""
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(set(numbers)) == len(numbers)
    for page, number in zip(pages, numbers, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. "), page.name
