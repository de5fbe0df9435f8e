"""Every example beside a layer is one test; a pending one must fail."""

import pytest

from musnad.casebook import all_examples, check

EXAMPLES = all_examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.layer}:{e.id}" for e in EXAMPLES])
def test_example(example):
    """Everything listed is found, and nothing of the listed layers besides."""
    problems = check(example)
    if example.pending:
        if not problems:
            pytest.fail(f"{example.file}: {example.id} passes now: take `pending` away")
        pytest.xfail(example.pending)
    assert not problems, f"{example.file}: {example.id}: {example.text}\n" + "\n".join(problems)


def test_example_ids_are_unique():
    """An example is named once in its layer."""
    names = [(e.layer, e.id) for e in EXAMPLES]
    assert len(names) == len(set(names)), sorted({n for n in names if names.count(n) > 1})
