import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records.numbers import plain


@pytest.mark.parametrize(
    ("value", "written", "grouped"),
    [
        (45830000.0, "45830000", "45,830,000"),
        (1234567.25, "1234567.25", "1,234,567.25"),
        (0.25, "0.25", "0.25"),
        (-3.50, "-3.5", "-3.5"),
        (0.0, "0", "0"),
        (12, "12", "12"),
        (1e22, "1" + "0" * 22, "10," + ",".join(["000"] * 7)),
    ],
)
def test_numbers_are_written_with_all_their_digits(value, written, grouped):
    assert plain(value) == written
    assert plain(value, grouped=True) == grouped


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_is_the_number(value):
    assert float(plain(value)) == value
    assert not set(plain(value)) - set("-.0123456789")
