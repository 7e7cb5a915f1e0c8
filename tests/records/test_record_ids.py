from hypothesis import given
from hypothesis import strategies as st

from extract.records.ids import content_id, distinct_ids

PARTS = st.tuples(st.text(max_size=8), st.integers())


@given(st.lists(PARTS, max_size=12))
def test_ids_never_clash_even_when_keys_do(keys):
    ids = distinct_ids("e", keys)
    assert len(set(ids)) == len(keys)


@given(st.lists(PARTS, unique=True, max_size=8), st.randoms())
def test_the_order_of_different_keys_changes_no_id(keys, random):
    shuffled = list(keys)
    random.shuffle(shuffled)
    assert dict(zip(keys, distinct_ids("e", keys), strict=True)) == dict(
        zip(shuffled, distinct_ids("e", shuffled), strict=True)
    )


def test_an_id_is_the_same_in_every_run():
    assert content_id("e", "quota", 3) == "e-ca404944b4d4"


def test_parts_are_kept_apart():
    assert content_id("e", "ab", "c") != content_id("e", "a", "bc")
