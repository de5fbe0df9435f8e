"""Intake: bytes, files and folders in, documents out."""

from musnad.intake.sources import documents

__all__ = ["documents"]
