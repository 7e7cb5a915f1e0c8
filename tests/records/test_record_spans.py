import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extract.errors import RecordError
from extract.records import Issuer, Span, Trigger, Utf16, spans_in, utf16_offset


@given(st.text(min_size=1), st.data())
def test_a_span_of_a_text_holds_its_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.quote


@given(st.integers(0, 50), st.integers(-5, 60), st.text(max_size=20))
def test_a_span_whose_length_is_not_that_of_its_quote_is_refused(start, end, quote):
    if quote and end - start == len(quote):
        assert Span(start=start, end=end, quote=quote).quote == quote
    else:
        with pytest.raises(ValidationError):
            Span(start=start, end=end, quote=quote)


@given(st.text(), st.integers(0, 30))
def test_utf16_offsets_are_those_of_the_encoded_text(text, offset):
    assert utf16_offset(text, min(offset, len(text))) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def test_spans_are_found_however_deep_they_stand():
    spans = [Span.of("export ban", 0, 6), Span.of("export ban", 7, 10)]
    nested = (Trigger(evidence=spans[0]), (Issuer(jurisdiction="CN", evidence=spans[1]), None))
    assert list(spans_in(nested)) == spans


def test_a_span_cannot_be_changed():
    span = Span.of("quota", 0, 5)
    with pytest.raises(ValidationError, match="frozen"):
        span.start = 1


@given(st.text(alphabet="a钇😀𠮷\u0301\n", max_size=20))
def test_utf16_offsets_lead_back(text):
    units = Utf16(text)
    total = len(text.encode("utf-16-le")) // 2
    assert [units.to_code_points(units.of(offset)) for offset in range(len(text) + 1)] == list(range(len(text) + 1))
    between = set(range(total + 1)) - {units.of(offset) for offset in range(len(text) + 1)}
    for offset in (*between, -1, total + 1):
        with pytest.raises(RecordError, match="no place"):
            units.to_code_points(offset)
