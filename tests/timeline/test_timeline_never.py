"""What must never be taken for one change, told in our own sentences in both languages; and what must, so that it is no accident."""

from itertools import product

import pytest
from reporting import event, report

from extract.timeline import build_timeline

GOODS = ["heavy_rare_earths", "rare_earths"]
LANGUAGES = list(product(("en", "zh"), repeat=2))


def telling(published, words, **facts):
    """An event, and the article that tells it in each language; the first words of both are the trigger."""
    return {
        language: (
            event(**facts, trigger=trigger),
            {"published": published, "text": f"{trigger}{rest}", "language": language},
        )
        for language, (trigger, rest) in words.items()
    }


APRIL = telling(
    "2025-04-05",
    {
        "en": ("China put export licences", " on seven heavy rare earths, the ministry said on Friday."),
        "zh": ("中国对七类重稀土实施出口许可", "，商务部周五宣布。"),
    },
    issuer="CN",
    materials=GOODS,
    dates={"announced": "2025-04-04"},
)
OCTOBER = telling(
    "2025-10-10",
    {
        "en": ("China put export licences", " on five more rare earths, the ministry said on Thursday."),
        "zh": ("中国对另外五类稀土实施出口许可", "，商务部周四宣布。"),
    },
    issuer="CN",
    materials=GOODS,
    action="expand",
    dates={"announced": "2025-10-09"},
)
UNDATED_OCTOBER = telling(
    "2025-10-11",
    {
        "en": ("Beijing widened its licences", " for rare earths this week."),
        "zh": ("北京本周扩大稀土许可范围", "，业界反应不一。"),
    },
    issuer="CN",
    materials=["rare_earths"],
    action="expand",
)
PAUSE = telling(
    "2025-11-08",
    {
        "en": ("China suspended the export licences", " on five more rare earths for a year."),
        "zh": ("中国暂停对另外五类稀土实施出口许可", "，为期一年。"),
    },
    issuer="CN",
    materials=GOODS,
    action="suspend",
    dates={"announced": "2025-10-09", "expires": "2026-11-10"},
)
WASHINGTON = telling(
    "2025-10-10",
    {
        "en": ("A licence for any foreign product", " with a trace of American chips is needed, Washington said."),
        "zh": ("凡含美国芯片的外国产品须经许可", "，华盛顿表示。"),
    },
    issuer="US",
    measure="extraterritorial_rule",
    materials=["chips"],
    dates={"announced": "2025-10-09"},
)
BEIJING = telling(
    "2025-10-10",
    {
        "en": ("A licence for any foreign product", " with a trace of Chinese minerals is needed, Beijing said."),
        "zh": ("凡含中国矿产的外国产品须经许可", "，北京表示。"),
    },
    issuer="CN",
    measure="extraterritorial_rule",
    materials=["chips"],
    dates={"announced": "2025-10-09"},
)
APART = {
    "a measure and its suspension": (OCTOBER, PAUSE),
    "an April package and one of October": (APRIL, OCTOBER),
    "an April package and one of October without a date": (APRIL, UNDATED_OCTOBER),
    "a programme of Washington and its mirror in Beijing": (WASHINGTON, BEIJING),
}
TOLD = {"April": APRIL, "October": OCTOBER, "pause": PAUSE, "Washington": WASHINGTON, "Beijing": BEIJING}


def changes(*tellings):
    reports = [report(f"{name}.json", told, **about) for name, (told, about) in zip("abcdef", tellings, strict=False)]
    found = build_timeline(reports).changes
    return sorted("".join(sorted(claim.record[0] for claim in change.claims)) for change in found)


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("case", APART)
def test_these_are_never_one_change(case, languages):
    one, other = (told[language] for told, language in zip(APART[case], languages, strict=True))
    assert changes(one, other) == ["a", "b"]


@pytest.mark.parametrize("case", APART)
def test_nor_when_each_is_told_in_both_languages(case):
    one, other = APART[case]
    assert changes(one["en"], one["zh"], other["en"], other["zh"]) == ["ab", "cd"]


@pytest.mark.parametrize("name", TOLD)
def test_one_of_them_told_in_two_languages_is_one_change(name):
    assert changes(TOLD[name]["en"], TOLD[name]["zh"]) == ["ab"]


def test_a_measure_and_its_suspension_in_one_article_stay_two():
    (rule, _), (pause, _) = OCTOBER["en"], PAUSE["en"]
    both = {"text": f"{rule['trigger']} in October. {pause['trigger']} in November.", "published": "2025-11-08"}
    reports = [report("a.json", rule, {**pause, "amends": {"event_id": "e1", "relation": "suspends"}}, **both)]
    reports += [
        report("b.json", OCTOBER["zh"][0], **OCTOBER["zh"][1]),
        report("c.json", PAUSE["zh"][0], **PAUSE["zh"][1]),
    ]
    found = build_timeline(reports).changes
    assert sorted((change.action.value, len(change.claims)) for change in found) == [("expand", 2), ("suspend", 2)]
