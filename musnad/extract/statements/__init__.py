"""The layer of statements."""

from musnad.extract.statements.layer import extract

__all__ = ["extract"]
