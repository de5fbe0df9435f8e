"""Musnad reads Arabic news and keeps a sourced ledger of what was reported, by whom, and through whom."""

__version__ = "0.1.0"
