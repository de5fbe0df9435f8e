"""The reading room: server-rendered pages over a ledger, in Arabic and English, that need no script."""
