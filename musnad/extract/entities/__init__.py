"""The layer of entities."""

from musnad.extract.entities.layer import extract
from musnad.extract.entities.longer import lengthen

__all__ = ["extract", "lengthen"]
