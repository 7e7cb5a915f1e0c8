from hypothesis import given
from hypothesis import strategies as st

from extract.finding.encoder.windows import cut

COUNTS = st.integers(0, 3000)
BREAKS = st.lists(st.integers(0, 3000), max_size=80).map(sorted)


@given(COUNTS, BREAKS)
def test_every_token_is_kept_once_and_no_window_is_too_long(count, breaks):
    windows = cut(count, size=100, overlap=24, breaks=breaks)
    kept = [token for window in windows for token in range(window.first, window.last)]
    assert kept == list(range(count))
    assert all(window.end - window.start <= 100 for window in windows)
    assert all(window.start <= window.first <= window.last <= window.end for window in windows)


@given(COUNTS, BREAKS)
def test_tokens_inside_a_text_are_read_with_what_surrounds_them(count, breaks):
    windows = cut(count, size=100, overlap=24, breaks=breaks)
    for window in windows[1:]:
        assert window.first - window.start >= 5
    for window in windows[:-1]:
        assert window.end - window.last >= 5


def test_a_window_begins_where_a_sentence_does():
    second = cut(180, size=100, overlap=24, breaks=[0, 40, 79, 130])[1]
    assert second.start == 79


def test_a_text_without_tokens_has_no_window():
    assert cut(0, size=100, overlap=24, breaks=[]) == []
