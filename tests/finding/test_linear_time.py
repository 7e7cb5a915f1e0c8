"""The time of reading grows with the text alone, whatever the text: no square of its length, no backtracking without end."""

import gc
import json
import random
import time
from pathlib import Path
from re import _constants as sre
from re import _parser as parser

import pytest

from extract import Extractor
from extract.finding.grammar import fold_once, load_grammar
from extract.finding.instruments import find_instruments
from extract.finding.instruments.mention import register
from extract.finding.quantities import find_quantities
from extract.finding.times import find_times
from extract.knowledge import load_knowledge
from extract.language.sentences import cut_long, split_sentences

LANGUAGES = ("en", "zh")
CASES = json.loads((Path(__file__).parents[1] / "cases" / "repeated.json").read_text(encoding="utf-8"))
PIECES, PROSE = CASES["finders"], CASES["whole"]
FINDERS = {"times": find_times, "quantities": find_quantities, "instruments": find_instruments}
SHORT, LONG = 6_000, 24_000
GROWTH = 2.6
"""Times longer for twice the text: 2 is linear, 4 the square; the rest is room for a busy machine."""
SLOWEST = 150e-6
"""Seconds a character: ordinary news takes about 2 millionths."""


def drawing(seed):
    return random.Random(seed)  # noqa: S311 -- draws examples, the same in every run


def seconds(read, text):
    fold_once.cache_clear()
    gc.disable()  # as `timeit` does: what it takes depends on what other tests hold
    start = time.process_time()
    read(text)
    took = time.process_time() - start
    gc.enable()
    return took


def assert_linear(read, text, longer):
    """Twice the length takes about twice the time; measured again when something else kept the machine busy."""
    assert len(longer) == 4 * len(text)
    for _ in range(3):
        took = seconds(read, longer)
        if took < GROWTH**2 * seconds(read, text) + 0.02:
            break
    else:
        pytest.fail("the time grows faster than the text")
    assert took < SLOWEST * len(longer)


def repeated(piece, length):
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES)
def test_the_time_of_a_finder_grows_with_the_text(finder, language, piece):
    find = FINDERS[finder]
    options = {"anchor": "2025-10-15"} if find is find_times else {}
    find(piece, language=language, **options)
    assert_linear(lambda text: find(text, language=language, **options), repeated(piece, SHORT), repeated(piece, LONG))


def words_of(language):
    grammars = [load_grammar(name, language) for name in ("times", "quantities")]
    words = {word for grammar in grammars for words in grammar.lexicon.values() for word in words}
    return sorted(words | set(register(language).issuers) | set(register(language).known))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(40))
def test_repeated_words_of_the_grammars_are_read_in_linear_time(language, seed):
    draw = drawing(f"{language} {seed}")
    known = words_of(language)
    piece = "".join(
        draw.choice(draw.choice((known, PIECES))) + draw.choice(("", " ")) for _ in range(draw.randint(1, 4))
    )
    for find in FINDERS.values():
        find(piece, language=language)
        assert (
            seconds(lambda text, find=find: find(text, language=language), repeated(piece, 10_000)) < SLOWEST * 10_000
        )


PASSES = {
    "lexicon": load_knowledge().lexicon.scan,
    "sentences": lambda text: split_sentences(text, 0, len(text), language="zh"),
    "cuts": lambda text: list(cut_long(text, 0, len(text), longest=500)),
}


@pytest.mark.parametrize("name", PASSES)
@pytest.mark.parametrize("piece", PROSE)
def test_the_time_of_a_pass_over_the_text_grows_with_it(name, piece):
    PASSES[name](piece)
    assert_linear(PASSES[name], repeated(piece, SHORT), repeated(piece, LONG))


@pytest.fixture(scope="module")
def read():
    extractor = Extractor(model="none")
    extractor.extract("In May 2025 China controlled exports of gallium. 中国对镓实施出口管制。", published="2025-10-15")
    return lambda text: extractor.extract(text, published="2025-10-15")


@pytest.mark.parametrize("piece", PROSE)
def test_the_time_of_the_whole_way_grows_with_the_text(read, piece):
    assert_linear(read, repeated(piece, SHORT), repeated(piece, LONG))


def many_events(length):
    draw = drawing(5)
    text = ""
    while len(text) < length:
        text += (
            f"On {draw.randint(1, 28)} {draw.choice(['May', 'June', 'July'])} {draw.randint(1990, 2026)} {draw.choice(['China', 'Japan', 'Chile'])} "
            f"{draw.choice(['banned exports of', 'imposed export controls on', 'lifted the export ban on'])} "
            f"{draw.choice(['gallium', 'graphite', 'cobalt'])} after sales fell {draw.randint(1, 99)}%. "
        )
    return text[:length]


def test_the_time_of_many_different_events_grows_with_their_number(read):
    assert_linear(read, many_events(SHORT), many_events(4 * SHORT))


def test_a_million_characters_without_a_full_stop_are_read(read):
    """The whole way, of one sentence of plain words."""
    text = repeated("licences and their holders, ", 1_000_000)
    assert seconds(read, text) < 60


def rules_of_all():
    for name in ("times", "quantities"):
        for language in LANGUAGES:
            for rule in load_grammar(name, language).rules:
                for number, pattern in enumerate([*rule.patterns, *filter(None, [rule.guard])]):
                    yield pytest.param(pattern, id=f"{language} {name}: {rule.name} {number}")


RULES = list(rules_of_all())
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def repeats_in(parsed):
    """Yield the greatest number of each repeat of a parsed pattern, those of looks around as well."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and parsed[0] in REPEATS:
        yield parsed[1][1]
    if isinstance(parsed, (tuple, list, parser.SubPattern)):
        for part in parsed:
            yield from repeats_in(part)


@pytest.mark.parametrize("pattern", RULES)
def test_no_rule_repeats_without_bound(pattern):
    """What a rule may match at one place is limited, so that the places together take linear time."""
    assert sre.MAXREPEAT not in repeats_in(parser.parse(pattern.pattern))


def sample(parsed, draw):
    """Return a text like those that a parsed pattern matches, its repeats as long as they may be, up to ten."""
    text = ""
    for kind, value in parsed:
        if kind is sre.LITERAL:
            text += chr(value)
        elif kind is sre.IN:
            text += one_of(draw.choice(value))
        elif kind is sre.BRANCH:
            text += sample(draw.choice(value[1]), draw)
        elif kind is sre.SUBPATTERN:
            text += sample(value[-1], draw)
        elif kind in REPEATS:
            text += "".join(sample(value[2], draw) for _ in range(min(value[1], 10)))
    return text


def one_of(choice):
    kind, value = choice
    if kind is sre.RANGE:
        return chr(value[0])
    return chr(value) if kind is sre.LITERAL else {sre.CATEGORY_DIGIT: "2", sre.CATEGORY_SPACE: " "}.get(value, "x")


@pytest.mark.parametrize("pattern", RULES)
def test_no_rule_backtracks_for_long_at_one_place(pattern):
    """Texts that nearly match, each part as long as it may be, are left within 5 ms: the slowest take microseconds."""
    draw = drawing(pattern.pattern)
    parsed = parser.parse(pattern.pattern)
    for _ in range(12):
        text = sample(parsed, draw)
        near = [
            text[: draw.randint(0, len(text))] + end for end in ("", "\0", text * 20, repeated(text[-2:] or " ", 500))
        ]
        for candidate in near:
            took = min(seconds(pattern.match, candidate) for _ in range(2))
            assert took < 0.005, candidate
