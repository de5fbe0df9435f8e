"""The layer of events."""

from musnad.extract.events.layer import extract

__all__ = ["extract"]
