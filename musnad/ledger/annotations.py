"""Decisions out of Web Annotations: what people said of records in another program, as our JSON-LD export writes it.

An annotation counts whose target is a record (`urn:musnad:record:ID`) and one of whose textual bodies is a verdict. For
`correct` the fields stand as a JSON object in `musnad:value`. Everything else in the file is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.errors import LedgerError
from musnad.ledger.store import VERDICTS, now
from musnad.model import Judgement

RECORD = "urn:musnad:record:"


def judgements(data: bytes) -> list[Judgement]:
    """The decisions in a file of annotations, in the order of their days. Raises LedgerError where it is no JSON."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise LedgerError(f"is neither a moving ledger nor JSON-LD ({error})") from None
    found = [judgement for node in _nodes(value) if (judgement := _judgement(node)) is not None]
    return sorted(found, key=lambda judgement: judgement.at)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes of a graph, a list, a collection's page, or one annotation alone."""
    if isinstance(value, dict):
        inner = value.get("@graph", value.get("items"))
        yield from _nodes(inner) if isinstance(inner, list) else iter([value])
    elif isinstance(value, list):
        yield from (node for node in value if isinstance(node, dict))


def _judgement(node: dict[str, Any]) -> Judgement | None:
    target = node.get("target")
    while isinstance(target, dict):
        target = target.get("source", target.get("id"))
    verdict = next((word for word in _words(node.get("body")) if word in VERDICTS), None)
    if not isinstance(target, str) or not target.startswith(RECORD) or verdict is None:
        return None
    creator, value = node.get("creator"), node.get("musnad:value")
    by = creator.get("name") if isinstance(creator, dict) else creator
    correction = (
        value if isinstance(value, str) else msgspec.json.encode(value).decode() if isinstance(value, dict) else None
    )
    if verdict == "correct" and correction is None:
        return None
    at = node.get("created")
    return Judgement(on=target.removeprefix(RECORD), verdict=verdict, by=str(by or "unknown"),
                     at=at if isinstance(at, str) else now(), value=correction)  # fmt: skip


def _words(body: Any) -> Iterator[str]:
    """The values of an annotation's textual bodies."""
    for one in body if isinstance(body, list) else [body]:
        word = one.get("value") if isinstance(one, dict) else one
        if isinstance(word, str):
            yield word.strip()
