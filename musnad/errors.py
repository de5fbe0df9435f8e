"""Errors a person can act on: one sentence that says what, where, and what to do."""


class MusnadError(Exception):
    """Anything Musnad stops for. `str(error)` is the one sentence to show."""


class UnreadableInput(MusnadError):
    """A file or record that cannot be read as an Arabic document."""


class TableError(MusnadError):
    """A word table or an example file that breaks the rules; lists every fault, one a line."""


class LedgerError(MusnadError):
    """A ledger that cannot be opened, written or trusted."""
