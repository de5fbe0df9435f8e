"""The layer of positions."""

from musnad.extract.positions.layer import extract

__all__ = ["extract"]
