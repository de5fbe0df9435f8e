"""The layer of numbers."""

from musnad.extract.numbers.layer import extract

__all__ = ["extract"]
