import pytest
from telling import told

from extract.assembling.dates import find_dates
from extract.assembling.drafts import Draft
from extract.records import Issuer

ANNOUNCED, EFFECTIVE, EXPIRES = "announced", "effective", "expires"
TELLING = [
    ("The ministry announced export controls on zinc on March 3, 2025.", "export controls", ANNOUNCED, "2025-03-03"),
    ("The export controls on zinc take effect on May 1, 2025.", "export controls", EFFECTIVE, "2025-05-01"),
    ("The export controls on zinc apply from May 1, 2025.", "export controls", EFFECTIVE, "2025-05-01"),
    ("The export controls on zinc were suspended until 10 June 2026.", "export controls", EXPIRES, "2026-06-10"),
    ("该部门2025年3月3日宣布对锌实施出口管制。", "出口管制", ANNOUNCED, "2025-03-03"),
    ("对锌的出口管制自2025年5月1日起生效。", "出口管制", EFFECTIVE, "2025-05-01"),
    ("对锌的出口管制暂停至2026年6月10日。", "出口管制", EXPIRES, "2026-06-10"),
]
NONE = [
    ("The export controls are debated, for zinc exports fell 12% in the second quarter of 2023.", "export controls"),
    ("出口管制引发争论，2023年第二季度锌出口下降12%。", "出口管制"),
]


def dates_of(text, words, stage="announced", action="introduce"):
    document, mentions = told(text, words, published="2025-03-10")
    draft = Draft("licence_requirement", action, stage, "stated", Issuer(jurisdiction="PE"), mentions)
    return find_dates(draft, document)


@pytest.mark.parametrize(("text", "words", "role", "value"), TELLING)
def test_the_words_around_a_date_tell_its_role(text, words, role, value):
    action = "suspend" if role == EXPIRES else "introduce"
    [date] = dates_of(text, words, action=action)
    assert (date.role, date.value) == (role, value)
    assert text[date.evidence.start : date.evidence.end] == date.evidence.quote


@pytest.mark.parametrize(("text", "words"), NONE)
def test_the_period_of_a_figure_is_no_date_of_the_event(text, words):
    assert dates_of(text, words, "considered") == ()


def test_each_role_is_told_once_and_in_the_order_of_the_text():
    text = "The ministry announced on March 3, 2025 that export controls on zinc take effect on May 1, 2025."
    found = dates_of(text, "export controls")
    assert [(date.role, date.value) for date in found] == [(ANNOUNCED, "2025-03-03"), (EFFECTIVE, "2025-05-01")]


def test_an_article_without_a_date_is_read_too():
    document, mentions = told("对锌的出口管制自2025年5月1日起生效。", "出口管制")
    draft = Draft("licence_requirement", "introduce", "in_force", "stated", Issuer(jurisdiction="PE"), mentions)
    assert [date.value for date in find_dates(draft, document)] == ["2025-05-01"]


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("The export controls on zinc, in force since May 1, 2024, were praised.", "export controls", EFFECTIVE),
        ("对锌的出口管制自2024年5月1日起施行。", "出口管制", EFFECTIVE),
    ],
)
def test_words_right_at_a_date_decide_its_role(text, words, role):
    assert {date.role for date in dates_of(text, words, stage="in_force")} == {role}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Peru will suspend its export controls on zinc from May 1, 2025 until April 30, 2026.",
            "export controls",
        ),
        ("自2025年5月1日起至2026年4月30日，暂停对锌实施出口管制。", "出口管制"),
    ],
)
def test_an_interval_tells_both_of_its_ends(text, words):
    found = {date.role: date.value for date in dates_of(text, words, action="suspend")}
    assert (found[EFFECTIVE], found[EXPIRES]) == ("2025-05-01", "2026-04-30")


SIGNED = "商务部公告2025年第90号 关于对锌实施出口管制的公告\n\n现决定对锌实施出口管制。\n\n本公告自{day}起施行。\n\n商务部\n2025年3月3日\n"


def test_an_act_is_announced_on_the_day_that_it_is_signed():
    found = {date.role: date.value for date in dates_of(SIGNED.format(day="2025年4月1日"), "出口管制")}
    assert found[ANNOUNCED] == "2025-03-03"


def test_news_is_not_signed():
    text = "锌的出口管制引发争论\n\n有关部门正在研究对锌的出口管制。\n\n作者\n2025年3月3日\n"
    assert ANNOUNCED not in {date.role for date in dates_of(text, "出口管制", stage="considered")}
