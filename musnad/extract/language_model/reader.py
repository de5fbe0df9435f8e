"""What a language model answers, made into proposals: each word of it looked up in the sentence it names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from musnad.extract.language_model.chat import Chat, ChatError, chat_from_environment
from musnad.extract.plugins import Proposals, Refused
from musnad.model import ChainLink, Comparator, Document, Entity, EntityType, Figure, Span, Statement
from musnad.text.fold import Folded
from musnad.text.quoting import places

ACTS = ("says", "adds", "explains", "points_out", "stresses", "warns", "denies", "doubts", "confirms", "announces", "claims", "expects",
        "hopes", "demands", "pledges", "describes", "asks", "threatens", "admits", "reports")  # fmt: skip
MEASURES = ("troops", "fighters", "police", "people", "civilians", "officials", "sources", "countries", "organizations", "bases",
            "facilities", "vehicles", "weapons", "rockets", "drones", "attacks", "strikes", "incidents", "meetings", "killed",
            "wounded", "casualties", "detained", "displaced", "trained", "money", "area", "share", "years", "other")  # fmt: skip
FLOWS = ("stock", "arrived", "left", "reduced_to", "reduced_by", "given", "pledged", "requested", "occurred")
PIECE = 6_000  # code points sent at once
PIECES = 8
MOST = 300  # records of one kind in the answer to one piece
Json = dict[str, Any]


@cache
def prompt() -> str:
    """What the model is told before the text."""
    text = (Path(__file__).parent / "prompt.txt").read_text(encoding="utf-8")
    lists = {
        "types": get_args(EntityType),
        "comparators": get_args(Comparator),
        "acts": ACTS,
        "measures": MEASURES,
        "flows": FLOWS,
    }
    for name, words in lists.items():
        text = text.replace("{" + name + "}", " ".join(words))
    return text


class Reader:
    """The reader `llm`. chat: whom it asks; without it the environment tells."""

    name = "llm"

    def __init__(self, chat: Chat | None = None) -> None:
        self._chat = chat or chat_from_environment()

    def propose(self, document: Document) -> Proposals:
        """What the model says of a document, in pieces where it is long.

        Raises: ChatError where the model gives no answer at all. What of an answer cannot be used is a note.
        """
        proposals, folded = Proposals(), Folded(document.text)
        some = list(pieces(document.text))
        if len(some) > PIECES:
            proposals.notes.append(f"only the first {PIECES * PIECE} characters were asked about")
        for piece in some[:PIECES]:
            self._read_piece(piece, folded, proposals)
        return proposals

    def _read_piece(self, piece: str, folded: Folded, proposals: Proposals) -> None:
        answer = self._chat.ask(prompt(), f"<<<\n{piece}\n>>>")
        try:
            data = json.loads(_object(answer))
        except (ValueError, RecursionError):
            raise ChatError("the answer is not one JSON object") from None
        makers: tuple[tuple[str, list[Any], Callable[[Folded, Json], Any]], ...] = (
            ("entities", proposals.entities, _entity), ("statements", proposals.statements, _statement),
            ("figures", proposals.figures, _figure),
        )  # fmt: skip
        for layer, into, make in makers:
            for record in _listed(data, layer):
                try:
                    into.append(make(folded, record))
                except (Refused, AttributeError, KeyError, TypeError, ValueError) as error:
                    proposals.notes.append(f"refused one of its {layer}: {error}"[:300])


def pieces(text: str) -> Iterator[str]:
    """The text in stretches that can be sent at once, cut at line ends where there are any."""
    at = 0
    while at < len(text):
        end = at + PIECE
        if end < len(text):
            line = text.rfind("\n", at + PIECE // 2, end)
            end = line + 1 if line >= 0 else end
        yield text[at:end]
        at = end


def _object(answer: str) -> str:
    """The JSON object in an answer that may have words or a fence around it."""
    return answer[answer.find("{") : answer.rfind("}") + 1]


def _listed(data: Any, layer: str) -> list[Json]:
    found = data.get(layer) if isinstance(data, dict) else None
    return [record for record in found[:MOST] if isinstance(record, dict)] if isinstance(found, list) else []


def _entity(folded: Folded, record: Json) -> Entity:
    kind = _one_of(record["type"], get_args(EntityType), "type")
    names = [
        Span(start=start, end=end, text=folded.raw[start:end])
        for name in record["names"]
        for start, end in places(folded, str(name))
    ]
    if not names:
        raise Refused(f"the text does not have the words {record['names']!r}")
    return Entity(id=str(record["id"]), type=kind, names=names)


def _statement(folded: Folded, record: Json) -> Statement:
    sentence = _sentence(folded, record)
    cue = _within(folded, sentence, record["cue"])
    speaker = _within(folded, sentence, record["speaker"]) if record.get("speaker") else None
    content = _within(folded, sentence, record["content"]) if record.get("content") else None
    anonymous, name = bool(record.get("anonymous")), speaker.text if speaker else None
    chain = [ChainLink(name=name, kind="unnamed" if anonymous else "person", span=speaker)] if name else []
    return Statement(
        cue=cue, act=_one_of(record["act"], ACTS, "act"), speaker=speaker, speaker_id=None, speaker_name=name,
        speaker_names=[name] if name else [], speaker_role=None, anonymous=anonymous, number_of_sources=None, content=content,
        direct=bool(record.get("direct")), chain=chain, said_on=None, occasion=None, negated=False, rule="",
    )  # fmt: skip


def _figure(folded: Folded, record: Json) -> Figure:
    words = _within(folded, _sentence(folded, record), record["words"])
    return Figure(
        start=words.start, end=words.end, text=words.text, low=_number(record.get("low")), high=_number(record.get("high")),
        comparator=_one_of(record.get("comparator", "exact"), get_args(Comparator), "comparator"), unit=str(record.get("unit") or "count"),
        measure=_one_of(record.get("measure", "other"), MEASURES, "measure"), flow=_one_of(record.get("flow", "stock"), FLOWS, "flow"),
        subject=None, place=None, as_of=None, period=None, modality="actual", source=str(record.get("source") or "outlet"), part_of=None,
        vague=record.get("low") is None and record.get("high") is None, rule="",
    )  # fmt: skip


def _sentence(folded: Folded, record: Json) -> tuple[int, int]:
    """Where the sentence of a record stands; the whole text where it names none."""
    words = record.get("sentence")
    if not words:
        return 0, len(folded.raw)
    found = next(places(folded, str(words)), None)
    if found is None:
        raise Refused(f"the text does not have the sentence {str(words)[:80]!r}")
    return found


def _within(folded: Folded, sentence: tuple[int, int], words: Any) -> Span:
    """The words where they first stand inside a sentence. Raises Refused where they do not."""
    for start, end in places(folded, str(words)):
        if sentence[0] <= start and end <= sentence[1]:
            return Span(start=start, end=end, text=folded.raw[start:end])
    raise Refused(f"the text does not have the words {str(words)[:80]!r}")


def _one_of(value: Any, known: tuple[str, ...], field: str) -> Any:
    if value not in known:
        raise Refused(f"no {field} {str(value)[:40]!r}")
    return value


def _number(value: Any) -> float | int | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18):
        return value
    raise Refused(f"{str(value)[:40]!r} is no number")
