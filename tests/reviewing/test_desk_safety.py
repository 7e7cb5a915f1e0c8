"""What the desk refuses, and what all of its answers carry."""

from urllib.parse import urlencode

import pytest
from timeline.reporting import event, report

from extract.records.log import DECISIONS
from extract.reviewing.web.door import Door, host_name, is_loopback
from extract.reviewing.web.guard import MAX_BODY
from extract.reviewing.web.statics import statics

A = report("a.json", event(), event(measure="ban", trigger="shipments stopped"))
ACCEPT = {"record": "a.json", "verdict": "accept", "target": "e1", "version": None}
TOKEN = "open sesame"  # noqa: S105
EVIL = "http://evil.example"


@pytest.fixture
def browser(served):
    browser = served(A)
    browser.page()
    return browser


def test_what_comes_from_the_desks_own_page_is_written(browser, tmp_path):
    answer = browser.post("/decide", ACCEPT)
    assert (answer.status, "saved" in answer.json()) == (200, True)
    assert (tmp_path / DECISIONS).exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": None},
        {"origin": "http://127.0.0.1:9999"},
        {"x_desk_pass": None},
        {"x_desk_pass": "0" * 64},
        {"cookie": ""},
        {"cookie": "desk-8321=forged.QWRh.0000"},
    ],
    ids=str,
)
@pytest.mark.parametrize("address", ["/decide", "/check", "/undo", "/redo", "/retract"])
def test_what_another_page_sends_is_refused(browser, tmp_path, headers, address):
    assert browser.post(address, ACCEPT, **headers).status == 403
    assert not (tmp_path / DECISIONS).exists()


def test_a_pass_is_good_for_its_own_visit_alone(served, browser):
    own = browser.pass_()
    other = served(A)
    other.app = browser.app
    other.page()
    assert other.pass_() != own
    assert other.post("/decide", ACCEPT, x_desk_pass=own).status == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example:8321", "", "192.0.2.7:8321"]
)
def test_a_name_that_is_not_the_desks_is_refused(browser, host):
    answer = browser.get("/", host=host)
    assert answer.status == 421
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_loopback_has_several_names(browser, host):
    assert browser.get("/", host=host).status == 200


def test_the_name_of_a_host_header():
    assert [host_name(told) for told in ("Desk.Example.:80", "[::1]:80", "10.0.0.1", "[::1")] == [
        "desk.example",
        "::1",
        "10.0.0.1",
        "::1",
    ]
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "desk.example")] == [  # noqa: S104
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "address", ["/", "/articles/a.json", "/second-look", "/articles/none.json", "/nowhere", "/static/desk.css"]
)
def test_every_answer_has_a_strict_policy(browser, address):
    headers = browser.get(address).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == ("no-cache" if address.startswith("/static/") else "no-store")


@pytest.mark.parametrize("address", ["/", "/articles/a.json", "/second-look", "/nowhere"])
def test_pages_have_no_script_or_style_of_their_own(browser, address):
    text = browser.get(address).text
    assert "<style" not in text
    assert " style=" not in text
    assert [
        part[:60]
        for part in text.split("<script")[1:]
        if " src=" not in part[:60] and "application/json" not in part[:60]
    ] == []
    assert [word for word in text.split() if word.startswith("on") and "=" in word] == []


def test_the_cookie_is_for_this_desk_alone(browser):
    [name] = browser.cookies
    assert name == "desk-8321"
    browser.cookies.clear()
    sent = browser.get("/").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(sent.split("; "))


@pytest.mark.parametrize(
    "path",
    [
        "../run.json",
        "..%2frun.json",
        "%2e%2e/run.json",
        "deep/../../run.json",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..\\run.json",
        "a.json%00",
        "a.json/",
        "./a.json",
        "deep/../a.json",
        ".",
        "x" * 5000,
    ],
)
@pytest.mark.parametrize("room", ["articles", "records", "static"])
def test_no_path_leaves_the_folder(browser, tmp_path, room, path):
    (tmp_path / "run.json").write_text('{"secret": 1}', encoding="utf-8")
    answer = browser.get(f"/{room}/{path}")
    assert answer.status == 404
    assert "secret" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("record", ["../run.json", "/etc/passwd", "a.json\0", "none.json"])
def test_no_decision_names_a_record_elsewhere(browser, tmp_path, record):
    assert browser.post("/decide", {**ACCEPT, "record": record}).status >= 400
    assert not (tmp_path / DECISIONS).exists()


def test_a_body_has_a_size(browser, tmp_path):
    huge = {**ACCEPT, "value": "x" * MAX_BODY}
    assert browser.post("/decide", huge).status == 413
    assert browser.post("/decide", huge, content_length=None).status == 413
    assert browser.post("/decide", huge, content_length="5", chunks=9).status == 413
    assert not (tmp_path / DECISIONS).exists()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"record": 3}', b'{"record": "a.json", "verdict": "burn"}', b"\xff\xfe"]
)
@pytest.mark.parametrize("address", ["/decide", "/check", "/undo", "/retract"])
def test_what_is_no_decision_is_refused_in_words(browser, tmp_path, address, body):
    answer = browser.post(address, body)
    assert answer.status == 400
    assert "load the page again" in answer.json()["failed"]
    assert not (tmp_path / DECISIONS).exists()


# Behind a token


@pytest.fixture
def guarded(served):
    return served(A, token=TOKEN, host="desk.example")


def enter(browser, **told):
    return browser.post("/enter", urlencode(told).encode())


def test_away_from_loopback_nothing_is_shown_without_the_token(guarded):
    for address in ("/", "/articles/a.json", "/second-look", "/timeline", "/records/a.json", "/pass"):
        answer = guarded.get(address)
        assert (answer.status, answer.headers["location"]) == (303, f"/enter?to={address}")
        assert "set-cookie" not in answer.headers
    assert "licence" not in guarded.page("/enter").text
    assert guarded.post("/decide", ACCEPT).status == 403


def test_the_token_opens_the_desk_under_the_reviewers_name(guarded, tmp_path):
    answer = enter(guarded, token=TOKEN, name=" Ola\u202e  Nordmann ", to="/articles/a.json")
    assert (answer.status, answer.headers["location"]) == (303, "/articles/a.json")
    assert "Reviewing as Ola Nordmann" in guarded.page("/").text
    assert guarded.post("/decide", ACCEPT).status == 200
    assert '"by":"Ola Nordmann"' in (tmp_path / DECISIONS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "told", [{"token": "open", "name": "Ola"}, {"token": "open sesame", "name": " "}, {"name": "Ola"}]
)
def test_a_wrong_token_or_no_name_opens_nothing(guarded, told):
    answer = enter(guarded, **told)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_entering_leads_to_a_page_of_the_desk(guarded, to):
    assert enter(guarded, token=TOKEN, name="Ola", to=to).headers["location"] == "/"


def test_behind_a_token_addresses_in_digits_are_good_and_other_names_are_not():
    door = Door("Ola", frozenset({"desk.example"}), "open sesame")
    assert [door.knows(host) for host in ("desk.example", "192.0.2.7:80", "[2001:db8::1]:80", "evil.example")] == [
        True,
        True,
        True,
        False,
    ]


def test_styles_and_scripts_ask_nobody_else():
    assert {"desk.css", "main.js", "offsets.js", "theme.js"} <= statics().keys()
    assert [name for name, file in statics().items() if b"http://" in file.content or b"https://" in file.content] == []


def test_a_file_that_the_browser_has_is_not_sent_again(browser):
    first = browser.get("/static/desk.css")
    again = browser.get("/static/desk.css", if_none_match=first.headers["etag"])
    assert (first.status, again.status, again.text) == (200, 304, "")
