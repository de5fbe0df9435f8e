"""The store: documents, records, findings and decisions, in SQLite or PostgreSQL."""

from musnad.ledger.store import Added, Ledger
from musnad.ledger.verify import Verification, verify

__all__ = ["Added", "Ledger", "Verification", "verify"]
