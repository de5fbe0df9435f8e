"""The rooms import only from rooms above them, and Python files hold no Arabic word."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "musnad"
ROOMS = ["errors", "model", "intake", "text", "lexicon", "extract", "reader", "casebook", "score",
         "ledger", "link", "story", "export", "batch"]  # fmt: skip
FACES = ["cli", "web", "mcp"]
DOORS = {"cli/serve.py": "web", "cli/mcp.py": "mcp"}  # the commands that start another face
LAYERS = [
    "numerals",
    "page",
    "plugins",
    "language_model",
    "segments",
    "numbers",
    "times",
    "entities",
    "statements",
    "figures",
    "events",
    "positions",
]


def imports(path):
    """Absolute names of the musnad modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("musnad"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("musnad"))


def sources():
    return [p for p in sorted(ROOT.rglob("*.py")) if p.parent != ROOT or p.stem not in ("__init__", "__main__")]


def room(parts):
    return parts[0]


def test_rooms_import_only_from_rooms_above():
    """Data flows one way: intake, text, lexicon, extract, ledger, link, story, faces; faces never import each other."""
    order = {name: i for i, name in enumerate(ROOMS)} | dict.fromkeys(FACES, len(ROOMS))
    wrong = []
    for path in sources():
        here = path.relative_to(ROOT).with_suffix("").parts[0]
        for name in imports(path):
            parts = name.split(".")
            there = parts[1] if len(parts) > 1 else ""
            if there not in order or there == here or DOORS.get(path.relative_to(ROOT).as_posix()) == there:
                continue
            if order[there] >= order[here]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_layers_import_only_from_layers_above():
    """A layer may use the layers that the pipeline runs before it."""
    wrong = []
    for path in sorted((ROOT / "extract").rglob("*.py")):
        here = path.relative_to(ROOT / "extract").with_suffix("").parts[0]
        for name in imports(path):
            parts = name.split(".")
            if parts[1:2] != ["extract"] or here == "__init__" or len(parts) < 3 or parts[2] == here:
                continue
            if LAYERS.index(parts[2]) >= LAYERS.index(here):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_no_arabic_word_in_python():
    """Words are data: they stand in tables, examples and catalogues."""
    arabic = re.compile("[\u0621-\u064a]{2,}")
    wrong = [f"{p.relative_to(ROOT)}: {arabic.search(t).group()}" for p in sorted(ROOT.rglob("*.py"))
             if arabic.search(t := p.read_text(encoding="utf-8"))]  # fmt: skip
    assert not wrong, "\n".join(wrong)
