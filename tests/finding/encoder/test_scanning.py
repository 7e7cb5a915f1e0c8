"""Which sentences the encoder is given."""

from extract.finding.document import find_mentions
from extract.finding.encoder.scanning import worth_reading
from extract.knowledge import load_knowledge
from extract.reading import article_from_text


def read_of(text):
    document = find_mentions(article_from_text(text), load_knowledge())
    return [document.article.text[start:end].strip() for start, end in worth_reading(document)]


def test_sentences_beside_a_measure_are_read_and_those_far_from_any_are_not():
    text = "The sea was calm. Boats lay idle. Peru banned exports of zinc. Miners were angry. Nobody sang. The night was long."
    assert read_of(text) == ["Boats lay idle.", "Peru banned exports of zinc.", "Miners were angry."]


def test_a_figure_is_read_alone():
    assert read_of("Ships sailed at dawn. Exports fell by 29 %. Nobody sang.") == ["Exports fell by 29 %."]


def test_chinese_is_scanned_alike():
    assert read_of("海面平静。秘鲁禁止锌出口。矿工不满。夜很长。没有人唱歌。") == [
        "海面平静。",
        "秘鲁禁止锌出口。",
        "矿工不满。",
    ]


def test_a_text_about_nothing_of_ours_is_not_read():
    assert read_of("The sea was calm. Nobody sang.") == []
