"""Groups from pairs: which documents carry one report, which mentions tell one happening.

The one part of linking that is not spread: the pairs are read once, in the order of their score, and only numbers are held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from musnad.batch.links.likeness import CROSSING
from musnad.batch.links.steps import engine
from musnad.link.groups import Groups

Days = tuple[int, int]
# mentions that a link or their own document joins with another; the rest need not be held
_JOINED = """
SELECT m, n, happening, day_first, day_last FROM (
  SELECT *, happening > 0 AND day_first IS NOT NULL AND count(*) OVER (PARTITION BY n, happening, day_first) > 1 AS told_again FROM rows)
WHERE told_again OR m IN (SELECT left_m FROM {linked} UNION SELECT right_m FROM {linked}) ORDER BY m
"""
MEMBER = pa.schema([("group", pa.int64()), ("member", pa.int64())])


def rows(query: str, files: list[Path]) -> list[tuple[Any, ...]]:
    """What a query gives of some Parquet files, named `rows` in it; nothing of none."""
    if not files:
        return []
    with engine() as connection:
        connection.execute(f"CREATE VIEW rows AS FROM read_parquet({[str(f) for f in files]})")
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return found


def group_copies(files: list[Path], out: Path) -> int:
    """Documents joined by copies and parts; the one with the lowest number stands for its group. Returns the groups."""
    pairs = rows("SELECT left_n, right_n FROM rows ORDER BY ALL", files)
    groups = Groups(sorted({n for pair in pairs for n in pair}))
    for left, right in pairs:
        groups.join(*sorted((groups.root(left), groups.root(right))))
    return _write(groups, out)


def group_happenings(links: list[Path], mentions: list[Path], out: Path) -> int:
    """Mentions joined as the ledger joins them: the surest first, never where their days part or too few are linked."""
    pairs = rows("SELECT left_m, right_m FROM rows ORDER BY score DESC, left_m, right_m", links)
    known = rows(_JOINED.format(linked=f"read_parquet({[str(f) for f in links]})"), mentions) if links else []
    groups: Groups[int] = Groups(m for m, *_ in known)
    first: dict[tuple[int, int, int], int] = {}
    for m, n, happening, day, _ in known:
        if happening and day is not None:
            groups.join(first.setdefault((n, happening, day), m), m)
    spans: dict[int, Days] = {}
    for m, _, _, begin, end in known:
        if begin is not None:
            _narrow(spans, groups.root(m), (begin, end))
    _join(groups, spans, pairs)
    return _write(groups, out)


def _join(groups: Groups[int], spans: dict[int, Days], pairs: Iterable[tuple[Any, ...]]) -> None:
    linked: defaultdict[int, set[int]] = defaultdict(set)
    members: dict[int, list[int]] = {group[0]: group for group in groups.all()}
    pairs = list(pairs)
    for left, right in pairs:
        linked[left].add(right)
        linked[right].add(left)
    for one, other in pairs:
        left, right = groups.root(one), groups.root(other)
        a, b = spans.get(left), spans.get(right)
        if left == right or (a and b and (a[0] > b[1] or b[0] > a[1])):
            continue
        crossing = sum(len(linked[m].intersection(members[right])) for m in members[left])
        if crossing < CROSSING * len(members[left]) * len(members[right]):
            continue
        groups.join(left, right)
        members[groups.root(left)] = members.pop(left) + members.pop(right)
        for days in (a, b):
            if days:
                _narrow(spans, groups.root(left), days)


def _narrow(spans: dict[int, Days], root: int, days: Days) -> None:
    known = spans.get(root)
    both = (max(known[0], days[0]), min(known[1], days[1])) if known else days
    spans[root] = both if both[0] <= both[1] else known or days


def _write(groups: Groups[int], out: Path) -> int:
    """Every group of more than one, by its first member."""
    found = [group for group in groups.all() if len(group) > 1]
    table = pa.Table.from_pydict(
        {"group": [g[0] for g in found for _ in g], "member": [m for g in found for m in g]}, schema=MEMBER
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, out, compression="zstd")
    return len(found)
