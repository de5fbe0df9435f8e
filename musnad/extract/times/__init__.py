"""The layer of times."""

from musnad.extract.times.layer import extract

__all__ = ["extract"]
