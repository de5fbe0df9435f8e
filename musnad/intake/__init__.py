"""Intake: bytes, files and folders in, documents out."""

from musnad.intake.article import MAX_SIZE, Refusal, make_document
from musnad.intake.files import Meter
from musnad.intake.sources import documents

__all__ = ["MAX_SIZE", "Meter", "Refusal", "documents", "make_document"]
