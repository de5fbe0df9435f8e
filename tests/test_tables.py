"""The word tables obey the rules of the checker."""

from musnad.lexicon.check import file_faults
from musnad.lexicon.tables import table_paths


def test_no_table_has_a_fault():
    """The checker has nothing to say about any table."""
    faults = [fault for path in table_paths() for fault in file_faults(path)]
    assert not faults, "\n".join(faults)
