"""The layer of figures."""

from musnad.extract.figures.layer import extract

__all__ = ["extract"]
