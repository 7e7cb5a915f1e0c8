"""The morning mail: what it says, in which language, and that it does nothing but say it."""

from html.parser import HTMLParser

import pytest

from extract.exporting.differences import differences_html, differences_text
from extract.records import Headline
from extract.records.difference import Alteration, Difference, TimelineDifference, Voice

VOICE = Voice(
    record="a.json",
    event="e1",
    quote="<script>alert(1)</script>",
    passage="Officials said <script>alert(1)</script> takes effect",
    language="en",
    publisher="Fjord Wire",
    published="2031-05-02",
    url="javascript:alert(1)",
)
FOUND = TimelineDifference(
    differences=(
        Difference(
            kind="stage",
            headline=Headline(en="Norway plans & does", zh="挪威计划"),
            regime="NO/licensing/rare_earths",
            before=("c-1",),
            after=("c-2",),
            alterations=(
                Alteration(field="stage", before=("planned",), after=("in_force",), why=(VOICE,)),
                Alteration(field="materials", after=("terbium",)),
                Alteration(field="dates.effective", before=("2031-05/2031-07",)),
            ),
        ),
        Difference(
            kind="merged",
            headline=Headline(en="Two in one", zh="合二为一"),
            regime="NO/licensing/rare_earths",
            before=("c-3", "c-4"),
            after=("c-3",),
            reasons=("same_materials",),
        ),
    ),
    unchanged=7,
    further_reports=2,
)


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def seen(language):
    page = Seen()
    page.feed(differences_html(FOUND, language=language))
    return page


def test_the_text_tells_what_moved_from_where_to_where_and_by_whose_word():
    text = differences_text(FOUND)
    assert "* Norway plans & does  [c-2]" in text
    assert "stage: Planned → In force" in text
    assert "materials: + terbium" in text
    assert "takes effect: − 2031-05 to 2031-07" in text
    assert "> Officials said <script>alert(1)</script> takes effect (Fjord Wire, 2031-05-02)" in text
    assert "from c-3, c-4" in text
    assert text.splitlines()[0].endswith("only reported further: 2 · unchanged: 7")


def test_the_text_speaks_chinese():
    text = differences_text(FOUND, language="zh")
    assert "* 挪威计划  [c-2]" in text
    assert "阶段: 计划 → 已生效" in text
    assert "阶段变动" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_mail_has_styles_inline_and_neither_scripts_nor_anything_to_load(language):
    page = seen(language)
    assert not {"script", "link", "img", "style", "iframe"} & set(page.tags)
    assert {name for name, _ in page.attributes} <= {"style", "lang", "charset", "href"}
    assert not [value for _, value in page.attributes if "javascript:" in value or "url(" in value]
    assert VOICE.passage in page.text


def test_a_link_leads_to_the_web_alone():
    voice = VOICE.model_copy(update={"url": "https://example.org/?a=1&b=2"})
    found = FOUND.model_copy(update={"differences": (FOUND.differences[0].model_copy(update={"why": (voice,)}),)})
    assert '<a href="https://example.org/?a=1&amp;b=2">Fjord Wire, 2031-05-02</a>' in differences_html(found)


def test_nothing_is_told_as_nothing():
    empty = TimelineDifference(unchanged=3, further_reports=0)
    assert differences_text(empty) == "Nothing changed.\nunchanged: 3\n"
    assert "没有变化" in differences_html(empty, language="zh")
