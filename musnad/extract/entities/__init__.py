"""The layer of entities."""

from musnad.extract.entities.layer import extract

__all__ = ["extract"]
