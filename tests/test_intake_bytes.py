"""Bytes become text by declared encoding, strict UTF-8, or a guess that gives Arabic words; never silently mangled."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import UnreadableInput
from musnad.intake.dates import iso_day
from musnad.intake.encoding import declared_in, decode

NEWS = "قال الوزير إن الوفد وصل أمس إلى العاصمة لبحث التعاون بين البلدين في المجالات الاقتصادية."


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]
)
def test_each_encoding_is_read(name):
    """The text comes back whole, without a byte order mark."""
    assert decode(NEWS.encode(name))[0] == NEWS


@pytest.mark.parametrize("name", ["cp1256", "iso8859_6", "utf-16-le"])
def test_a_guess_is_a_finding(name):
    """What nobody declared is said."""
    assert [f.kind for f in decode(NEWS.encode(name))[1]] == ["intake.encoding"]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_certain_is_no_finding(name):
    """UTF-8 that is whole, or a byte order mark, needs no note."""
    assert decode(NEWS.encode(name))[1] == []


@pytest.mark.parametrize(
    "head",
    ['<meta charset="windows-1256">', "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>",
     '<?xml version="1.0" encoding="windows-1256"?>'],
)  # fmt: skip
def test_the_declared_encoding_comes_first(head):
    """A page that declares its code page is read in it, without a guess."""
    text = f"{head}<p>نص</p>"
    data = text.encode("cp1256")
    assert decode(data, declared_in(data)) == (text, [])


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "no-such-thing", "utf-16", "utf-8"])
def test_a_wrong_declaration_is_not_believed(label):
    """Where the declared encoding does not fit, the bytes decide."""
    assert NEWS in decode(f"<p>{NEWS}</p>".encode("cp1256"), label)[0]


def test_a_few_broken_bytes_are_replaced_and_said():
    """UTF-8 with a torn letter stays UTF-8."""
    text, findings = decode((NEWS * 3).encode()[:-2])
    assert text.startswith(NEWS)
    assert [f.kind for f in findings] == ["intake.replaced"]


def test_bytes_that_are_no_text_are_refused():
    """No code page makes Arabic of noise."""
    with pytest.raises(UnreadableInput, match="UTF-8"):
        decode(bytes(range(128, 256)) * 20)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    """Nothing else happens, and what is read can be written as UTF-8 again."""
    try:
        text, _ = decode(data)
    except UnreadableInput:
        return
    text.encode("utf-8", "surrogatepass")


@given(st.binary(max_size=40))
@settings(max_examples=100, deadline=None)
def test_noise_after_a_byte_order_mark(data):
    """A mark followed by half letters is replaced, not fatal."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE):
        decode(mark + data)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-09-10", "2024-09-10"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("2024-09-10T23:59:00+03:00", "2024-09-10"),
        ("2024/9/1", "2024-09-01"),
        ("20240910", "2024-09-10"),
        ("20240910T101500Z", "2024-09-10"),
        ("Thu, 20 Mar 2025 00:30:00 +0300", "2025-03-20"),
        ("20 Mar 2025 00:30:00 GMT", "2025-03-20"),
        (1725926400, "2024-09-10"),
        ("1725926400000", "2024-09-10"),
        ("25/12/2024", "2024-12-25"),
        ("٢٠٢٤-٠٩-١٠", "2024-09-10"),
        ("03/04/2024", None),
        ("2024-13-40", None),
        ("2024-02-30", None),
        ("yesterday", None),
        ("الخميس 20 مارس 2025", None),
        ("", None),
        (True, None),
        (None, None),
        ([2024], None),
        (float("nan"), None),
        ("9" * 400, None),
    ],
)
def test_dates_of_metadata(written, day):
    """ISO, RFC 822 and epoch numbers give the day as written; what could be two days, or none, is not guessed at."""
    assert iso_day(written) == day


@given(st.text(max_size=40) | st.integers() | st.floats())
@settings(max_examples=200, deadline=None)
def test_any_date_is_read_or_not(written):
    """Reading a date never fails; what comes out is an ISO prefix."""
    day = iso_day(written)
    assert day is None or (len(day) in (4, 7, 10) and day.isascii())
