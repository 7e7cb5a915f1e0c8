"""Forms follow the schema, words are the same in both languages, and what selected words say becomes a value."""

import html
import re
from pathlib import Path

import pytest
from asking import attributes
from timeline.reporting import event, report

from extract.records import Event, MaterialMention, Span, Statistic, Time
from extract.records.codes import MEASURES
from extract.reviewing.outcomes import Wanted
from extract.reviewing.web import forms
from extract.reviewing.web.completing import completed
from extract.reviewing.web.forms import GIVEN, form_of
from extract.reviewing.web.wording import LANGUAGES, wording, words_of

WEB = Path(forms.__file__).parent
TEXT = "Report.\nlicence; from 1 June 2031, for gallium, says Kari Nordmann; within 30 days\n"
PATH, RECORD = report("a.json", event(dates={"announced": "2031-05-01"}), text=TEXT, statistics=({"value": -29.0},))


@pytest.fixture
def record():
    def span(words):
        return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))

    times = (
        Time(value="2031-06-01/..", evidence=span("from 1 June 2031")),
        Time(value="P30D", evidence=span("within 30 days")),
    )
    return RECORD.model_copy(
        update={"times": times, "materials": (MaterialMention(id="gallium", evidence=span("gallium")),)}
    )


def words(quote):
    start = TEXT.index(quote)
    return start, start + len(quote)


def wanted(field, quote, verdict="edit", **about):
    return Wanted(record=PATH, verdict=verdict, target="e1", field=field, evidence=words(quote), **about)


@pytest.mark.parametrize("model", [Event, Statistic])
def test_every_field_that_is_not_given_has_a_part(model):
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert {part.name for part in form_of(model)} == names - GIVEN


def test_codes_are_choices_and_evidence_is_words():
    parts = {part.name: part for part in form_of(Event)}
    assert parts["measure"].codes == MEASURES
    assert [(below.name, below.kind) for below in parts["dates"].item.parts] == [
        ("evidence", "words"),
        ("basis", "basis"),
        ("role", "choice"),
        ("value", "text"),
    ]
    assert parts["instrument"].optional
    assert not parts["issuer"].optional
    assert parts["materials"].item.parts[-1].suggested == "materials"
    assert {part.name: part for part in form_of(Statistic)}["value_high"].kind == "number"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_control_for_every_leaf_with_its_name_in_the_language(served, language):
    text = served((PATH, RECORD)).page(f"/articles/{PATH}?lang={language}").text
    paths = {html.unescape(path) for path in attributes(text, "data-path")}
    assert {"measure", "stage", "issuer.jurisdiction", "materials[0].id", "dates[0].value", "dates[0].role"} <= paths
    assert {"indicator", "value", "value_high", "period", "comparison"} <= paths
    assert wording(language).code("measure", "ban") in text
    assert 'data-words="triggers[0]"' in text


def test_both_languages_have_the_same_words_with_the_same_blanks():
    english, chinese = (words_of(language) for language in LANGUAGES)
    assert english.keys() == chinese.keys()
    blanks = {key: [set(re.findall(r"\{(\w+)\}", told[key])) for told in (english, chinese)] for key in english}
    assert {key: found for key, found in blanks.items() if found[0] != found[1]} == {}
    assert [key for key, told in english.items() if re.search(r"[一-鿿]", told)] == []
    assert [key for key, told in chinese.items() if re.search(r"\w", told) and not re.search(r"[一-鿿%{]", told)] == []


def test_every_word_that_a_script_or_template_says_is_there():
    said = set()
    for path in (*WEB.glob("static/*.js"), *WEB.glob("templates/*.html"), *WEB.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        said |= set(re.findall(r"""\b(?:say|w|words)\(\s*["'](\w+)["']\s*[,)]""", text))
    assert len(said) > 60
    assert said - words_of("en").keys() == set()
    assert [
        part.name
        for model in (Event, Statistic)
        for part in form_of(model)
        if part.name not in words_of("en") and part.name != "measure"
    ] == []


def choices(parts, path=""):
    for part in parts:
        here = f"{path}.{part.name}".strip(".")
        yield from [(here, part.codes)] if part.codes else []
        yield from choices(part.item.parts if part.kind == "list" else part.parts, here)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", [Event, Statistic])
def test_codes_have_names(model, language):
    told = wording(language)
    nameless = [
        (path, code) for path, codes in choices(form_of(model)) for code in codes if told.code(path, code) == code
    ]
    assert nameless == []


def test_a_time_is_told_as_one_would():
    told = wording("en")
    assert [told.time(seconds) for seconds in (0.2, 40, 90, 3599, 5400)] == ["1 s", "40 s", "2 min", "60 min", "1.5 h"]


# What selected words say


def test_a_date_that_was_read_in_the_words_is_its_value(record):
    found = completed(wanted("dates[0]", "1 June 2031"), record)
    assert (found.value["role"], found.value["value"]) == ("announced", "2031-06-01")
    assert found.evidence == words("1 June 2031")


def test_where_nothing_was_read_the_value_stays(record):
    assert completed(wanted("dates[0]", "within 30 days"), record).value["value"] == "2031-05-01"


@pytest.mark.parametrize(
    ("field", "quote", "key", "value"),
    [
        ("materials", "for gallium", "id", "gallium"),
        ("targets", "Kari Nordmann", "name", "Kari Nordmann"),
        ("attribution", "Kari Nordmann", "name", "Kari Nordmann"),
        ("conditions", "within 30 days", "text", "within 30 days"),
        ("dates", "from 1 June 2031", "value", "2031-06-01"),
    ],
)
def test_a_row_is_added_by_its_words_alone(record, field, quote, key, value):
    assert completed(wanted(field, quote, "add"), record).value[key] == value


def test_a_new_event_begins_as_the_one_in_hand(record):
    found = completed(
        Wanted(record=PATH, verdict="add", field="events", value={"like": "e1"}, evidence=words("gallium")), record
    )
    assert (found.value["measure"], found.value["issuer"]["jurisdiction"]) == ("licence_requirement", "NO")
    assert found.value["triggers"] == [{"evidence": dict(zip(("start", "end"), words("gallium"), strict=True))}]
    alone = completed(
        Wanted(record=PATH, verdict="add", field="events", value={"like": None}, evidence=words("gallium")), record
    )
    assert alone.value["issuer"] == {"jurisdiction": "XX"}


def test_chosen_rows_go_to_the_new_event(record):
    found = completed(
        Wanted(record=PATH, verdict="split", target="e1", value={"chosen": ["dates[0]", "triggers[0]"]}), record
    )
    assert {name: len(rows) for name, rows in found.value.items()} == {"dates": 1, "triggers": 1}


@pytest.mark.parametrize("field", ["triggers", "stage", "nothing", "dates[7]", "issuer.name"])
def test_words_for_what_has_none_change_nothing_by_themselves(record, field):
    asked = wanted(field, "gallium")
    told = completed(asked, record)
    assert told.evidence == words("gallium")
    assert (told.target, told.field, told.verdict) == ("e1", field, "edit")


def test_words_of_a_figure_are_its_own(record):
    asked = Wanted(record=PATH, verdict="edit", target="s0", field="evidence", evidence=words("gallium"))
    assert completed(asked, record).value == dict(zip(("start", "end"), words("gallium"), strict=True))
