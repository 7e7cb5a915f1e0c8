"""How long licences last, told in a sentence of its own."""

from extract import Extractor

EXTRACTOR = Extractor(model="none")


def terms_in(text):
    record = EXTRACTOR.extract(text, published="2025-06-16")
    return {
        condition.value
        for event in record.events
        if event.measure != "quota"
        for condition in event.conditions
        if condition.type == "validity_period"
    }


def test_the_sentence_after_tells_the_term():
    assert terms_in("Hanoi opened a green channel for tungsten export permits. Permits are valid for nine months.") == {
        "P9M"
    }


def test_a_term_of_something_else_is_not_taken():
    assert (
        terms_in("Hanoi opened a green channel for tungsten export permits. The quota for tin is valid for a year.")
        == set()
    )


def test_the_chinese_sentence_after_tells_it_too():
    assert terms_in("商务部对钨出口许可开通绿色通道。许可证有效期为9个月。") == {"P9M"}
