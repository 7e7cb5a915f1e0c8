"""Articles drawn by hypothesis: like those that are read, with all that files and scripts can do to them."""

import json
from datetime import date
from functools import cache

from hypothesis import strategies as st

from extract.finding.grammar import load_grammar
from extract.knowledge import load_knowledge
from extract.language.folding import TRADITIONAL

SENTENCES = {
    "en": [
        "China's Ministry of Commerce said on Oct. 20 that exporters of graphite will need a licence from Dec. 1.",
        "The United States added 36 entities to its list, effective immediately, and lifted the ban on nickel.",
        "Exports of gallium to Japan fell 29% year on year to 5,100 tonnes in September 2024.",
        "The duty of 25% was suspended until November 10, 2026, two people familiar with the matter said.",
        "Freedonia may extend the quota; Ruritania denied it on Tuesday.",
    ],
    "zh": [
        "商务部、海关总署10月20日发布公告2023年第39号，自2023年12月1日起对石墨实施出口许可。",
        "美国商务部工业与安全局将36家中国实体列入实体清单，并于上周四起生效。",
        "9月份镓出口同比下降29%，至5100吨，其中对日本出口为零。",
        "据知情人士透露，该措施暂停至2026年11月10日，两用物项除外。",
        "有报道称将取消配额，外交部发言人予以否认。",
    ],
}
OTHER = [
    "Le ministère a annoncé de nouvelles règles.",
    "政府は輸出管理を強化した。",
    "Правительство ввело запрет.",
    "صادرات الغاليوم",
    "수출 통제를 시행한다.",
]
CONTROLS = [*map(chr, range(32)), "\x7f", "\x85", "\x9b"]
UNSEEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u0301", "\u20e3"]
BIDI = ["\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
ASTRAL = ["😀", "𠮷", "𝟙", "𝐀", "👨\u200d👩\u200d👧", "\U000e0041", "\U0010ffff", "\U0001f1e8\U0001f1f3"]
ODD = [
    "\u00a0",
    "\u3000",
    "\u2028",
    "\u2029",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "٣",
    "Ⅻ",
    "㈱",
    "１２",
    "％",
    "\ufffd",
    "1e999",
    "0" * 40,
    "第〇号",
    "2月30日",
    "XXXX-10-30",
]
ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \n", " ", ""]
SURROGATES = ["\ud800", "\udfff", "\udc80\ud83d"]
MARKS = [
    *"%$€£¥-/–—.,;:!?()[]{}<>《》「」“”\"'#*|&@~_=+^\\。！？；：、",
    "https://example.org/a?b=1",
    "www.",
    "No. ",
    "---\n",
    "# ",
    "- ",
]
HEADS = [
    "Published: 2025-11-12\n",
    "发布时间：2025年11月12日 10:46\n",
    "BEIJING, Nov 12 (Wire) - ",
    "---\ntitle: Curbs\ndate: 2025-11-12\n---\n",
    "来源：贸易报\n",
]
HEADS += ["Related articles\n", "相关阅读\n", "Home\nNews\nMarkets\nSubscribe\n"]

TO_TRADITIONAL = {ord(simplified): traditional for traditional, simplified in TRADITIONAL.items()}
LANGUAGES = ("en", "zh")

PUBLISHED = st.one_of(
    st.none(),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    st.sampled_from(
        [
            "2025",
            "2025-10",
            "2025-07/2025-09",
            "XXXX-10-30",
            "0001-01-01",
            "9999-12-31",
            "2024-02-29",
            "../2025",
            "2025-10/..",
        ]
    ),
)
"""Dates of articles in EDTF, or none."""


@cache
def words(language):
    """Return words of the grammars and forms of the lexicon, in order."""
    grammars = [load_grammar(name, language) for name in ("times", "quantities")]
    known = {word for grammar in grammars for words in grammar.lexicon.values() for word in words}
    entries = [entry for entry in load_knowledge().entries if entry.language in (language, "")]
    return sorted(known) + sorted({form.split("(")[0] for entry in entries for form in entry.forms} - {""})


def scraps(language):
    """Draw pieces of sentences in a language, of what stands between them, and of what should not."""
    pieces = [
        st.sampled_from(SENTENCES[language]).flatmap(_part),
        st.sampled_from(SENTENCES[language]),
        st.sampled_from(words(language)),
        st.sampled_from(MARKS + ODD + ENDS),
        st.sampled_from(CONTROLS + UNSEEN + BIDI + ASTRAL),
        st.integers(0, 10**12).map(str),
        st.characters(exclude_categories=["Cs"]),
    ]
    return st.one_of(pieces)


def _part(sentence):
    bounds = st.tuples(st.integers(0, len(sentence)), st.integers(0, len(sentence)))
    return bounds.map(lambda bound: sentence[min(bound) : max(bound)])


def in_traditional(text):
    """Return the text in Traditional characters, one for one."""
    return text.translate(TO_TRADITIONAL)


@st.composite
def texts(draw, *, surrogates=False):
    """Draw the text of an article: paragraphs in one or two languages and scripts, with heads and line ends of all kinds."""
    language = draw(st.sampled_from(LANGUAGES))
    others = st.sampled_from([*OTHER, *SENTENCES["en"], *SENTENCES["zh"], *HEADS, *(SURROGATES if surrogates else [])])
    pieces = draw(st.lists(st.one_of(scraps(language), scraps(language), others), max_size=24))
    between = draw(st.sampled_from([*ENDS, ", ", "，"]))
    text = between.join(pieces)
    return in_traditional(text) if draw(st.integers(0, 3)) == 0 else text


def given_by_callers():
    """Draw what a caller may tell about a text: title, date, id and the like, or nothing."""
    told = st.one_of(
        st.none(), texts(surrogates=True), st.sampled_from(["", " ", "x", "../../etc", "\x00", "zh-TW", "https://a.b"])
    )
    return st.fixed_dictionaries({"title": told, "published": PUBLISHED})


def json_values():
    """Draw any JSON value, with lone surrogates, wide numbers and deep nests."""
    plain = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(SURROGATES + ODD)
    )
    return st.recursive(
        plain,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
        max_leaves=12,
    )


def json_articles():
    """Draw articles as JSON source, some of them odd: escapes, surrogates, wrong types, fields of many names."""
    names = st.sampled_from(
        [
            "text",
            "content",
            "body",
            "title",
            "headline",
            "date",
            "published",
            "url",
            "id",
            "source",
            "language",
            "Text",
            "",
        ]
    )
    fields = st.dictionaries(names, st.one_of(texts(surrogates=True), json_values()), max_size=5)
    articles = st.one_of(fields, fields, st.lists(fields, max_size=3), json_values())
    return st.tuples(articles, st.booleans(), st.sampled_from([None, 1])).map(
        lambda told: json.dumps(told[0], ensure_ascii=told[1], indent=told[2])
    )
