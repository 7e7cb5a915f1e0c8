"""The pages: what is listed, in which language, what leads where."""

import html
import json
import re

import pytest
from asking import attributes
from disk import room_for
from timeline.reporting import event, report

from extract.records.log import DECISIONS, load_decisions
from extract.reviewing import index
from extract.reviewing.web import drawing
from extract.reviewing.web.showing import field_name
from extract.reviewing.web.wording import wording
from extract.running.rebuilding import rebuild
from extract.timeline import load_timeline

A = report(
    "deep/a b.json",
    event(headline="Norway licenses yttrium", confidence=0.9),
    event(measure="ban", trigger="shipments stopped", headline="Norway bans", confidence=0.2),
    title="Licences",
    url="https://example.org/a",
)
B = report("b.json", event(issuer="SE", confidence=0.4, headline="Sweden licenses"), language="zh-Hans", title="钇许可")
STAGE = {"record": A[0], "verdict": "edit", "target": "e1", "field": "stage", "version": None}


@pytest.fixture
def browser(served):
    browser = served(A, B)
    browser.page()
    return browser


def headlines(answer):
    return re.findall(r"<h2><a [^>]*><bdi>(.*?)</bdi>", answer.text)


def test_what_is_least_sure_comes_first(browser):
    assert headlines(browser.page("/")) == ["Norway bans", "Sweden licenses", "Norway licenses yttrium"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("measure=ban", ["Norway bans"]),
        ("issuer=SE", ["Sweden licenses"]),
        ("language=zh", ["Sweden licenses"]),
        ("sure=high", ["Norway licenses yttrium"]),
        ("q=SHIPMENTS", ["Norway bans"]),
        ("q=钇", ["Sweden licenses"]),
        ("by=article", ["Licences", "钇许可"]),
        ("state=accepted", []),
    ],
)
def test_filters_leave_what_fits(browser, query, found):
    answer = browser.page(f"/?{query}")
    assert sorted(headlines(answer)) == sorted(found)
    assert "Clear filters" in answer.text
    if found:
        assert all(
            f"?{query.partition('=')[0]}=" in address
            for address in attributes(answer.text, "href")
            if "/articles/" in address
        )


def test_a_row_leads_to_its_item_as_the_timeline_does(browser):
    assert "/articles/deep/a%20b.json#e2" in attributes(browser.page("/").text, "href")
    text = browser.page("/articles/deep/a%20b.json").text
    assert 'data-record="deep/a b.json"' in text
    assert 'href="https://example.org/a"' in text
    assert 'data-next="/articles/b.json"' in text


def test_the_timeline_leads_into_the_desk_and_back(browser):
    assert browser.get("/timeline").headers["location"] == "/timeline?lang=en&theme=auto"
    page = browser.page("/timeline?lang=en")
    assert '"/articles"' in page.text
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "script-src 'sha256-" in page.text
    [change] = set(re.findall(r'href="/timeline#(c=[\w-]+)"', browser.page("/articles/b.json").text))
    assert change.removeprefix("c=") in page.text
    assert browser.get("/records/b.json").json()["events"][0]["id"] == "e1"


def test_the_timeline_is_drawn_anew_when_something_changed(browser, monkeypatch):
    built = []
    monkeypatch.setattr(drawing, "rebuild", lambda out: built.append(out) or rebuild(out))
    page = browser.page("/timeline?lang=en").text
    assert browser.page("/timeline?lang=en").text == page
    assert len(built) == 1
    browser.post("/decide", {**STAGE, "value": "planned"})
    assert browser.page("/timeline?lang=en").text != page
    browser.page("/timeline?lang=en")
    assert len(built) == 2


def test_two_changes_of_different_articles_are_ruled_one_and_apart_again(served, tmp_path):
    later = event(measure="ban", trigger="exports were halted", headline="Halted", materials=["gallium"])
    browser = served(A, B, report("c.json", later, published="2033-01-05"))
    page = browser.page("/changes/deep/a%20b.json?event=e2")
    assert "exports were halted" in page.text
    assert "Sweden" not in page.text
    before = claims_of(tmp_path)
    merge = next(asked for asked in rulings_on(page) if asked["targets"] == ["c.json#e1"])
    assert "saved" in browser.post("/decide", merge).json()
    page = browser.page("/changes/c.json?event=e1")
    assert {"deep/a b.json#e2", "c.json#e1"} in claims_of(tmp_path)
    [decision] = attributes(page.text, "data-decision")
    split = next(asked for asked in rulings_on(page) if asked["verdict"] == "split" and asked["record"] == "c.json")
    assert "saved" in browser.post("/decide", split).json()
    browser.page("/changes/c.json?event=e1")
    assert claims_of(tmp_path) == before
    [last] = attributes(browser.page("/changes/c.json?event=e1").text, "data-decision")
    assert last != decision
    for record, id_ in (("c.json", last), (A[0], decision)):
        assert "saved" in browser.post("/retract", {"record": record, "decision": id_}).json()
    assert not attributes(browser.page("/changes/c.json?event=e1").text, "data-decision")


def test_a_change_is_searched_for_by_words_of_its_headline(browser):
    page = browser.page("/changes/b.json?event=e1&q=NORWAY")
    assert sorted(re.findall(r'<h3 class="headline">(.*?)</h3>', page.text)) == [
        "Norway bans",
        "Norway licenses yttrium",
    ]
    assert "No other change" in browser.page("/changes/b.json?event=e1&q=none").text
    assert browser.get("/changes/b.json?event=e9").status == 404


def test_a_ruling_on_what_somebody_else_ruled_on_is_stale(served):
    browser = served(A, B)
    page = browser.page("/changes/b.json?event=e1&q=licenses")
    [merge] = [asked for asked in rulings_on(page) if asked["verdict"] == "merge"]
    assert browser.post("/decide", merge).status == 200
    other = browser.post("/decide", {**merge, "verdict": "split"})
    assert (other.status, other.json()["stale"]["by"]) == (409, "Kari")


def rulings_on(page):
    return [json.loads(html.unescape(told)) for told in attributes(page.text, "data-ruling")]


def claims_of(out):
    changes = load_timeline(out / "timeline.json").changes
    return sorted([{f"{claim.record}#{claim.event}" for claim in change.claims} for change in changes], key=sorted)


def test_the_language_is_asked_for_kept_or_that_of_the_browser(browser):
    assert '<html lang="en"' in browser.page("/").text
    assert '<html lang="zh-Hans"' in browser.get("/", accept_language="zh-CN,en").text
    assert '<html lang="zh-Hans" data-theme="dark"' in browser.page("/?lang=zh&theme=dark").text
    assert '<html lang="zh-Hans"' in browser.page("/articles/b.json").text


def test_progress_and_remaining_time_are_told(browser):
    assert "0 of 3 decided" in browser.page("/").text
    browser.post("/decide", {"record": "b.json", "verdict": "accept", "target": "e1", "version": None})
    text = browser.page("/").text
    assert "1 of 3 decided" in text
    assert "1 accepted" in text


def test_a_value_that_does_not_fit_is_told_in_the_language_of_the_page(browser, tmp_path):
    for language, words in (("en", "Choose one of"), ("zh", "请选择")):
        browser.page(f"/?lang={language}")
        for address in ("/decide", "/check"):
            [fault] = browser.post(address, {**STAGE, "value": "soon"}).json()["faults"]
            assert (fault["field"], words in fault["message"]) == ("stage", True)
    assert not (tmp_path / DECISIONS).exists()


def test_a_save_whose_answer_was_lost_is_saved_once(browser, tmp_path):
    asked = {**STAGE, "value": "planned"}
    first, again = browser.post("/decide", asked), browser.post("/decide", asked)
    assert (first.status, again.status) == (200, 200)
    assert first.json()["saved"] == again.json()["saved"]
    assert len(load_decisions(tmp_path / DECISIONS)) == 1
    assert browser.post("/decide", {**asked, "value": "ended"}).status == 409


def test_undo_redo_and_reopening(browser):
    assert browser.post("/undo", {"record": A[0]}).json() == {"nothing": True}
    browser.post("/decide", {**STAGE, "value": "planned"})
    made = browser.post("/undo", {"record": A[0]}).json()
    assert "saved" in made
    assert "saved" in browser.post("/redo", {"record": A[0]}).json()
    assert browser.post("/retract", {"record": A[0], "decision": "none"}).status == 409
    closing = browser.post("/decide", {**STAGE, "verdict": "reject", "field": None, "version": made["version"]})
    assert closing.status in (200, 409)


def test_what_two_reviewers_differ_in_is_settled_on_a_page(served):
    first = served(A, B)
    first.page()
    assert "No article was reviewed by two" in first.page("/agreement").text
    version = first.post("/decide", {**STAGE, "value": "planned"}).json()["version"]
    second = served(A, B, reviewer="Ola")
    second.page()
    assert second.post("/decide", {**STAGE, "value": "ended", "version": version}).status == 200
    page = first.page("/agreement")
    assert "Kari is right" in page.text
    assert "<bdi>Licences</bdi>" in page.text
    assert "Planned" in page.text
    [id_] = attributes(page.text, "data-difference")
    assert first.post("/settle", {"difference": id_, "take": "Nobody"}).status == 409
    assert first.post("/settle", {"difference": id_, "take": "Kari", "note": "see line 2"}).status == 200
    assert "No difference is open" in first.page("/agreement").text
    assert first.get(f"/records/{A[0]}").json()["events"][0]["stage"] == "planned"


def test_what_no_longer_fits_is_listed_and_let_go(served):
    browser = served(A, B)
    browser.page()
    made = browser.post("/decide", {**STAGE, "value": "planned"}).json()["saved"]
    browser = served(report(A[0], event(trigger="quota"), text="Only a quota.\n"), B)
    browser.page()
    page = browser.page("/second-look")
    assert attributes(page.text, "data-decision") == [made]
    assert "Planned" in page.text
    assert "所裁定的内容已不在记录中" in browser.page("/second-look?lang=zh").text
    assert "所裁定的内容已不在记录中" in browser.page(f"/articles/{A[0].replace(' ', '%20')}").text
    browser.page("/?lang=en")
    assert browser.post("/retract", {"record": A[0], "decision": made}).status == 200
    assert "All decisions fit" in browser.page("/second-look").text


def test_a_page_that_is_not_there_says_so(browser):
    answer = browser.get("/articles/none.json")
    assert answer.status == 404
    assert "Back to the queue" in answer.text


def test_what_sources_contradict_each_other_in_is_named(served):
    act = {"key": "NO:X:2031:1", "conditions": [("threshold", "require", "5 %", "five percent")]}
    told = [
        report("a.json", event(dates={"effective": "2031-06-01"}, **act)),
        report("b.json", event(dates={"effective": "2031-07-01"}, **act), published="2031-05-03"),
    ]
    browser = served(*told)
    browser.page("/timeline?lang=en")
    browser = served()
    for language, words in (("en", "sources differ: Dates (Effective)"), ("zh", "来源不一：日期（生效）")):
        assert words in browser.page(f"/?lang={language}").text
        assert words in browser.page("/articles/a.json").text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("stage", "Stage"),
        ("dates[1].value", "Value"),
        ("dates.effective", "Dates (Effective)"),
        ("conditions.end_use", "Conditions (End use)"),
        ("conditions.end_use.prohibit", "Conditions (End use, Prohibited)"),
        ("reading", "Value"),
        ("another tool's", "another tool's"),
    ],
)
def test_a_field_has_a_name(path, name):
    assert field_name(path, wording("en")) == name


def test_what_finds_no_room_is_not_said_to_be_saved(browser):
    with room_for(20):
        answer = browser.post("/decide", {**STAGE, "value": "planned"})
    assert answer.status == 409
    assert "nothing was saved; make room" in answer.json()["failed"]
    assert browser.get(f"/records/{A[0]}").json()["events"][0]["stage"] == "in_force"
    assert browser.post("/decide", {**STAGE, "value": "planned"}).status == 200


def test_a_folder_that_is_moved_away_is_missed_and_not_done(served, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "LOOKS_EVERY", 0.0)
    browser = served(A, B)
    browser.page()
    (tmp_path / "records").rename(tmp_path / "elsewhere")
    answer = browser.get("/")
    assert answer.status == 404
    assert "holds no records" in answer.text
    assert browser.post("/decide", {**STAGE, "value": "planned"}).status == 409
    (tmp_path / "elsewhere").rename(tmp_path / "records")
    assert len(headlines(browser.page("/"))) == 3


def test_a_log_that_cannot_be_read_is_named_on_the_page(browser, tmp_path):
    (tmp_path / DECISIONS).mkdir()
    for answer in (browser.get("/"), browser.get(f"/articles/{A[0]}")):
        assert "decisions.jsonl cannot be read" in answer.text
    assert "cannot be read" in browser.post("/decide", {**STAGE, "value": "planned"}).json()["failed"]


def test_the_name_of_a_record_reaches_scripts_as_it_is(served):
    path = "turned \u202e<b>.json"
    browser = served(report(path, event()))
    browser.page()
    text = browser.page("/articles/turned%20%E2%80%AE%3Cb%3E.json").text
    assert html.unescape(attributes(text, "data-record")[0]) == path
    assert "[U+202E]" in text


FIGURE = {"indicator": "imports", "kind": "level", "value": 5.0, "unit": "tonnes", "bound": "about"}


def test_a_figure_is_added_with_its_unit_as_records_write_it_and_once_however_often_it_is_asked(browser, tmp_path):
    asked = {"record": A[0], "verdict": "add", "field": "statistics", "version": None}
    value = {**FIGURE, "evidence": {"start": 0, "end": 6}}
    saved = [browser.post("/decide", {**asked, "value": value}).json()["saved"] for _ in range(2)]
    assert saved[0] == saved[1]
    [made] = load_decisions(tmp_path / DECISIONS)
    assert (made.value["unit"], made.value["evidence"]["quote"], made.value["id"][:1]) == ("t", "Report", "s")
    browser.post("/undo", {"record": A[0]})
    browser.post("/decide", {**asked, "value": value})
    assert [made.verdict for made in load_decisions(tmp_path / DECISIONS)] == ["add", "retract", "add"]


@pytest.mark.parametrize(("language", "words"), [("en", "must not be empty"), ("zh", "不能为空")])
def test_what_a_new_figure_lacks_is_told_as_elsewhere(browser, language, words):
    browser.page(f"/?lang={language}")
    value = {**FIGURE, "indicator": None, "value": None, "evidence": {"start": 0, "end": 6}}
    asked = {"record": A[0], "verdict": "add", "field": "statistics", "version": None, "value": value}
    for address in ("/check", "/decide"):
        told = browser.post(address, asked).json()["faults"]
        assert {fault["field"]: words in fault["message"] for fault in told} == {"indicator": True, "value": True}


@pytest.mark.parametrize("words", ["", "start=0", "start=3&end=3", "start=0&end=999999", "start=-1&end=x"])
def test_words_that_are_not_there_give_no_form_of_a_figure(browser, words):
    assert browser.get(f"/articles/{A[0].replace(' ', '%20')}?part=figure&{words}").status == 404


def test_a_page_of_very_many_items_holds_no_form_but_that_which_is_asked_for(served):
    many = [event(trigger=f"licence {number}.", headline=f"Event {number}") for number in range(200)]
    few = served(report("few.json", *many[:60])).page("/articles/few.json").text
    assert few.count('class="fields"') == 60
    browser = served(report("many.json", *many))
    whole = browser.page("/articles/many.json").text
    assert (whole.count('class="fields"'), whole.count("Event 199")) == (0, 2)
    assert browser.page("/articles/many.json?part=items&open=e7").text.count('class="fields"') == 1
    one = browser.page("/articles/many.json?part=item&open=e7").text
    assert (attributes(one, "data-item"), attributes(one, "data-path").count("stage")) == (["e7"], 1)
    assert browser.get("/articles/many.json?part=item&open=e999").status == 404
    assert len(whole) < 600_000  # it grows with the events, not with their square


def test_what_somebody_did_not_see_is_not_decided(served, tmp_path):
    browser = served(A)
    address = f"/articles/{A[0].replace(' ', '%20')}"
    seen = attributes(browser.page(address).text, "data-made")[0]
    asked = {"record": A[0], "verdict": "accept", "target": "e1", "version": None, "made": seen}
    path = tmp_path / "records" / A[0]
    path.write_text(path.read_text().replace('"in_force"', '"ended"'))
    answer = browser.post("/decide", asked)
    assert (answer.status, "load the page again" in answer.json()["failed"]) == (409, True)
    browser.page("/?lang=zh")
    assert "请重新载入" in browser.post("/decide", asked).json()["failed"]
    assert not (tmp_path / DECISIONS).exists()
    again = attributes(browser.page(address).text, "data-made")[0]
    assert browser.post("/decide", {**asked, "made": again}).status == 200


def test_a_record_that_cannot_be_read_is_told_on_the_queue(served, tmp_path):
    served(A)
    (tmp_path / "records" / "broken.json").write_text("{", encoding="utf-8")
    browser = served(A)
    page = browser.page("/").text
    assert "cannot be read and are not in this queue: 1" in page
    assert "extract its article again" in page
    assert "无法读取、未列入队列的记录：1" in browser.page("/?lang=zh").text
    assert "unreadable" not in served(A).page("/?lang=en").text.partition('id="words"')[0]
