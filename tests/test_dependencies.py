"""What Musnad is made of: every version pinned, and nothing in its core that binds those who use it."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OPEN_CHOICE = {"tld"}  # MPL 1.1 or GPL or LGPL, as its user chooses


def name_of(requirement):
    """A requirement's package, as it is written everywhere."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def pinned():
    """Package to version, as locked."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").split("\n")
    return dict(re.match(r"([\w.-]+)==([^ ;]+)", line).groups() for line in lines if re.match(r"[\w.-]+==", line))


def test_every_dependency_is_pinned():
    """Each package that an install may ask for by name has one version in the lock."""
    asked = [*PROJECT["dependencies"], *(r for extra in PROJECT["optional-dependencies"].values() for r in extra)]
    missing = {name_of(r) for r in asked} - {name.lower() for name in pinned()}
    assert not missing, f"not in requirements.lock: {sorted(missing)}; run `make lock`"


def core():
    """Every package that the core brings, those that its packages bring too."""
    waiting, seen = [name_of(r) for r in PROJECT["dependencies"]], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        try:
            needed = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another system or an extra
        seen.add(name)
        waiting += [name_of(r) for r in needed if "extra ==" not in r]
    return seen


def test_licences_of_the_core_are_permissive():
    """No GPL, no non-commercial terms, where there is no other choice."""
    found = core()
    assert len(found) > 15
    bound = {}
    for name in found - OPEN_CHOICE:
        about = distribution(name).metadata
        said = [about.get("License-Expression") or "", about.get("License") or "", *(about.get_all("Classifier") or [])]
        words = " ".join(line for line in said if "icense" in line or len(line) < 80)
        if re.search(r"(?<!L)GPL|General Public|Non-?Commercial", words) and not re.search(
            r"Apache|MIT|BSD|MPL", words
        ):
            bound[name] = words[:200]
    assert not bound, bound
