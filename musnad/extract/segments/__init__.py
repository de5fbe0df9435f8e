"""The layer of segments: title, body, captions, byline and page furniture told apart."""

from musnad.extract.segments.layer import extract

__all__ = ["extract"]
