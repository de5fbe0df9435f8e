"""A record in a few words of the reader's language: what a feed, an annotation or a slide is headed with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musnad.export.wording import Wording
from musnad.model import Entity, Event, Figure, Number, Position, Statement, Time

BETWEEN = " \u00b7 "


def heading(record: Any, w: Wording) -> str:
    """The heading of any record; the article's own words are not repeated in it, but for names."""
    makers: dict[type, Callable[[Any, Wording], str]] = {
        Statement: _statement, Figure: _figure, Event: _event, Time: _time, Entity: _entity, Position: _position,
        Number: _number,
    }  # fmt: skip
    return makers[type(record)](record, w)


def speaker(said: Statement, w: Wording) -> str:
    """Who speaks: the fullest name known, else the words, else that it is left unsaid."""
    return said.speaker_name or (said.speaker.text if said.speaker else w("unsaid"))


def _statement(said: Statement, w: Wording) -> str:
    act = f"{w('negated')} ({w(said.act, 'acts')})" if said.negated else w(said.act, "acts")
    return _joined(f"{speaker(said, w)}: {act}", w.day(said.said_on) if said.said_on else "")


def _figure(figure: Figure, w: Wording) -> str:
    amount = w.quantity(figure.low, figure.high, figure.comparator, figure.unit)
    modality = "" if figure.modality == "actual" else w(figure.modality, "modalities")
    return _joined(f"{amount} {w(figure.measure, 'measures')}".strip(), w(figure.flow, "flows"), modality)


def _event(event: Event, w: Wording) -> str:
    modality = "" if event.modality == "happened" else w(event.modality, "modalities")
    return _joined(w(event.type, "events"), modality, w.day(event.date) if event.date else "")


def _time(time: Time, w: Wording) -> str:
    return _joined(w(time.type, "time_types"), time.value or w("unresolved"))


def _entity(entity: Entity, w: Wording) -> str:
    return _joined(w(entity.type, "entity_types"), entity.names[0].text if entity.names else entity.id)


def _position(position: Position, w: Wording) -> str:
    return f"{position.actor}: {w(position.stance, 'stances')}{BETWEEN}{position.on}"


def _number(number: Number, w: Wording) -> str:
    return w.quantity(number.low, number.high, "exact") if number.value is None else w.number(number.value)


def _joined(*parts: str) -> str:
    return BETWEEN.join(part for part in parts if part)
