"""Files and folders: each file is read or reported, in a stable order, under a stable name."""

import json
import os

import pytest

from extract.errors import ReadError, UsageError
from extract.reading import list_sources, read_file, read_folder

BODY = "The ministry said that exporters of gallium must hold a licence for each shipment, and that it will review them all."
TEXT = f"Gallium curbs widen\n\n{BODY}\n"


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def results(folder, **options):
    return {result.source: result for result in read_folder(folder, **options)}


def test_order_names_and_hidden_files(tmp_path):
    write(
        tmp_path,
        {"b.txt": TEXT, "a/z.md": TEXT, "B.md": TEXT, ".hidden.txt": TEXT, ".git/x.txt": TEXT, "a.b.txt": TEXT},
    )
    found = list(read_folder(tmp_path))
    assert [(result.source, result.output) for result in found] == [
        ("B.md", "B.md.json"),
        ("a.b.txt", "a.b.json"),
        ("a/z.md", "a/z.json"),
        ("b.txt", "b.txt.json"),
    ]
    assert [result.article.id for result in found] == ["B.md", "a.b", "a/z", "b.txt"]
    assert found[2].article.source == "a/z.md"


def test_files_that_share_a_stem_keep_their_suffixes(tmp_path):
    write(tmp_path, {"a.txt": TEXT, "a.json": json.dumps({"text": TEXT}), "c.txt": TEXT})
    assert [result.output for result in read_folder(tmp_path)] == ["a.json.json", "a.txt.json", "c.json"]


def test_records_of_files_never_lie_where_those_of_folders_do(tmp_path):
    many = json.dumps([{"id": "x", "text": TEXT}, {"text": TEXT}])
    clashing = {
        "news.json": many,
        "news/x.txt": TEXT,
        "b.txt": TEXT,
        "B.json/c.txt": TEXT,
        "d.jsonl": f'{{"text": "{BODY}"}}',
    }
    write(tmp_path, {**clashing, "D.jsonl/1.txt": TEXT, "e.txt": TEXT, "e.json/1.txt": TEXT, "e.txt.json/1.txt": TEXT})
    outputs = sorted(result.output for result in read_folder(tmp_path))
    assert outputs == [
        "B.json/c.json", "D.jsonl/1.json", "b.txt.json", "d.jsonl-2/1.json", "e.json/1.json", "e.txt-2.json", "e.txt.json/1.json",
        "news.json/2.json", "news.json/x.json", "news/x.json",
    ]  # fmt: skip


def test_names_of_articles_of_one_file_never_clash(tmp_path):
    ids = ["2", None, "a", "a-5", "A", "a-5-5", None, "7"]
    items = [{"text": f"{TEXT} {number}"} | ({"id": own} if own else {}) for number, own in enumerate(ids)]
    outputs = [result.output.lower() for result in read_folder(write(tmp_path, {"all.json": json.dumps(items)}))]
    assert len(set(outputs)) == len(ids)


def test_a_name_that_is_too_long_for_a_record_is_cut(tmp_path):
    names = ["镓" * 83 + ".txt", "镓" * 83 + ".md", "a" * 251 + ".txt", "a" * 250 + "b.txt", "c" * 250 + ".txt"]
    write(tmp_path, dict.fromkeys(names, TEXT))
    found = results(tmp_path)
    assert set(found) == set(names)
    outputs = {result.output for result in found.values()}
    assert len(outputs) == len(names)
    assert max(len(output.encode()) for output in outputs) == 255
    assert outputs == {result.output for result in results(tmp_path).values()}
    assert found[names[4]].output == "c" * 250 + ".json"


def test_a_bound_that_no_memory_has_is_no_fault(tmp_path):
    write(tmp_path, {"a.txt": TEXT, "b.jsonl": f'{{"text": "{BODY}"}}'})
    for most in (10**13, 2**63 - 1, 10**30):
        assert all(result.article for result in read_folder(tmp_path, max_bytes=most))


def test_record_paths_never_clash(tmp_path):
    names = ["a.txt", "a.html.txt", "a.html", "a.txt.md", "x/a.txt", "x.txt"]
    write(tmp_path, dict.fromkeys(names, f"<p>{BODY}</p>"))
    outputs = [result.output.lower() for result in read_folder(tmp_path)]
    assert len(set(outputs)) == len(outputs) == len(names)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xyz", TEXT, "unsupported_format"),
        ("README", TEXT, "unsupported_format"),
        ("a.txt", b"", "empty_file"),
        ("a.txt", " \r\n\t", "empty_file"),
        ("a.md", b"\xef\xbb\xbf", "empty_file"),
        ("a.txt", bytes(range(256)) * 9, "binary_file"),
        ("a.html", " \n", "empty_file"),
        ("a.html", "<html><body><script>1</script></body></html>", "no_text"),
        ("a.json", " ", "empty_file"),
        ("a.json", "{", "broken_file"),
        ("a.json", '{"title": "x"}', "no_article"),
        ("a.json", "3", "no_article"),
        ("a.jsonl", "\n\n", "empty_file"),
        ("a.pdf", b"%PDF-1.4 broken", "broken_file"),
        ("a.docx", b"PK\x03\x04 broken", "broken_file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "protected_file"),
    ],
)
def test_what_cannot_be_read_is_reported_and_the_rest_is_read(tmp_path, name, content, code):
    found = results(write(tmp_path, {name: content, "sound.txt": TEXT}))
    assert found[name].article is None
    assert [problem.code for problem in found[name].problems] == [code]
    assert "; " in found[name].problems[0].message  # what is wrong; what to do
    assert found["sound.txt"].article is not None
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{name}: ")


def test_size_is_limited_and_the_limit_can_be_moved(tmp_path):
    write(tmp_path, {"a.txt": TEXT})
    size = len(TEXT.encode())
    assert results(tmp_path, max_bytes=size)["a.txt"].article is not None
    assert results(tmp_path, max_bytes=size - 1)["a.txt"].problems[0].code == "too_large"


def test_a_text_longer_than_any_article_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("extract.reading.files.MAX_CHARACTERS", 20)
    assert results(write(tmp_path, {"a.txt": TEXT}))["a.txt"].problems[0].code == "too_large"


def test_a_file_that_goes_away_is_reported(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert results(tmp_path)["gone.txt"].problems[0].code == "unreadable_file"


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="give the folder"):
        list_sources(tmp_path / "nowhere")


def test_a_name_that_is_no_unicode_is_still_read(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(TEXT.encode())
    (result,) = read_folder(tmp_path)
    assert result.article is not None
    json.dumps(result.source).encode()


def test_one_file_may_be_given_instead_of_a_folder(tmp_path):
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    (result,) = read_folder(tmp_path / "a.txt")
    assert (result.source, result.output) == ("a.txt", "a.json")


def test_read_file_names_articles_from_the_root(tmp_path):
    write(tmp_path, {"x/a.txt": TEXT})
    assert [article.id for article in read_file(tmp_path / "x/a.txt")] == ["a"]
    (article,) = read_file(str(tmp_path / "x/a.txt"), root=str(tmp_path))
    assert (article.id, article.source) == ("x/a", "x/a.txt")


def test_read_file_refuses_a_root_elsewhere(tmp_path):
    write(tmp_path, {"x/a.txt": TEXT, "y/b.txt": TEXT})
    with pytest.raises(UsageError, match="give a root above the file"):
        read_file(tmp_path / "x/a.txt", root=tmp_path / "y")


def test_the_day_in_the_name_of_many_articles_is_not_theirs(tmp_path):
    lines = "\n".join(json.dumps({"text": TEXT}) for _ in range(2))
    found = list(
        read_folder(write(tmp_path, {"2025-11-12.jsonl": lines, "2025-11-13.json": json.dumps({"text": TEXT})}))
    )
    assert [result.article.published for result in found] == [None, None, "2025-11-13"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_is_the_file_but_for_its_mark(tmp_path, ending, mark):
    text = f"镓 𠮷 title{ending}{ending}{BODY}{ending}"
    raw = mark + text.encode()
    (article,) = read_file(write(tmp_path, {"a.txt": raw}) / "a.txt")
    assert article.text == text
    if not mark:
        assert article.raw_offsets is None
        return
    (run,) = article.raw_offsets
    assert raw.decode()[run.raw_start : run.raw_start + run.length] == text[run.text_start :]


def test_lines_of_json(tmp_path):
    lines = [
        json.dumps(
            {"id": "one", "text": TEXT, "date": "2025-11-12", "source": "Trade Daily", "url": "https://example.org"}
        ),
        "",
        json.dumps({"id": "one", "body": TEXT}),
        "{broken",
        json.dumps({"content": "镓管制\n\n" + BODY, "id": "x/../y"}),
        json.dumps({"text": TEXT}, ensure_ascii=False),
    ]
    found = list(read_folder(write(tmp_path, {"all.jsonl": "\r\n".join(lines)})))
    assert [result.output for result in found] == [
        "all.jsonl/one.json",
        "all.jsonl/one-3.json",
        "all.jsonl/4.json",
        "all.jsonl/x-..-y.json",
        "all.jsonl/6.json",
    ]
    assert [result.article.id if result.article else result.problems[0].code for result in found] == [
        "one", "one", "broken_file", "x/../y", "all.jsonl/6",
    ]  # fmt: skip
    first = found[0].article
    assert (first.published, first.published_basis, first.publisher, first.url) == (
        "2025-11-12", "json", "Trade Daily", "https://example.org",
    )  # fmt: skip
    raw = (tmp_path / "all.jsonl").read_bytes().decode()
    for result in found:
        for run in result.article.raw_offsets if result.article else ():
            words = result.article.text[run.text_start : run.text_start + run.length]
            assert raw[run.raw_start : run.raw_start + run.length] == words
    assert sum(run.length for run in found[0].article.raw_offsets) > 100


def test_a_list_in_json_is_many_articles(tmp_path):
    items = [{"id": 7, "text": TEXT}, {"text": TEXT}]
    found = list(read_folder(write(tmp_path, {"all.json": json.dumps(items)})))
    assert [result.output for result in found] == ["all/7.json", "all/2.json"]


def test_surrogates_in_json_do_no_harm(tmp_path):
    (article,) = read_file(write(tmp_path, {"a.json": '{"text": "gallium \\ud800 ban"}'}) / "a.json")
    assert article.text == "gallium \ufffd ban"


def test_metadata_table_beside_and_above(tmp_path):
    table = "file,published,publisher,title,url,language,note\na.txt,2025-11-11,Trade Daily,Curbs,https://example.org/a,en,x\nsub/b.txt,2025-11-10,,,,,\nsub/c.txt,2025-11-09,,,,,\n"
    near = "file;published\nc.txt;2025-11-08\n"
    write(
        tmp_path,
        {
            "a.txt": TEXT,
            "sub/b.txt": TEXT,
            "sub/c.txt": TEXT,
            "metadata.csv": "\ufeff" + table,
            "sub/metadata.csv": near,
        },
    )
    found = results(tmp_path)
    article = found["a.txt"].article
    assert (article.published, article.published_basis, article.publisher, article.title, article.url) == (
        "2025-11-11", "metadata.csv", "Trade Daily", "Curbs", "https://example.org/a",
    )  # fmt: skip
    assert found["sub/b.txt"].article.published == "2025-11-10"
    assert found["sub/c.txt"].article.published == "2025-11-08"
    assert set(found) == {"a.txt", "sub/b.txt", "sub/c.txt"}


def test_faults_of_the_metadata_table_are_all_reported(tmp_path):
    table = "file,published\nnowhere.txt,2025-11-11\na.txt,11/12/2025\n"
    found = results(write(tmp_path, {"a.txt": TEXT, "metadata.csv": table}))
    assert [problem.code for problem in found["metadata.csv"].problems] == ["unreadable_metadata"] * 2
    assert found["metadata.csv"].output is None
    assert [problem.code for problem in found["a.txt"].problems] == ["unreadable_date"]
    (fault,) = results(write(tmp_path, {"metadata.csv": "name,published\na.txt,2025\n"}))["metadata.csv"].problems
    assert "no column `file`" in fault.message


def test_the_order_of_trust(tmp_path):
    head = "---\ntitle: Curbs\ndate: 2025-11-13\nsource: Trade Daily\n---\n"
    said = f"Gallium curbs widen\n\nPublished: 2025-11-12\n\n{BODY}\n"
    steps = {
        "table/2025-11-10-a.txt": (head + said, "metadata.csv", "2025-11-14"),
        "head/2025-11-10-a.txt": (head + said, "front matter", "2025-11-13"),
        "said/2025-11-10-a.txt": (said, "text", "2025-11-12"),
        "name/2025-11-10-a.txt": (f"{TEXT}\n2025-11-09\n", "file name", "2025-11-10"),
        "sign/a.txt": (f"{TEXT}\n2025-11-09\n", "sign-off", "2025-11-09"),
        "none/a.txt": (TEXT, "option", "2025-11-01"),
    }
    write(tmp_path, {name: text for name, (text, _, _) in steps.items()})
    write(tmp_path, {"table/metadata.csv": "file,published\n2025-11-10-a.txt,2025-11-14\n"})
    found = results(tmp_path, published="2025-11-01")
    for name, (_, basis, day) in steps.items():
        assert (found[name].article.published, found[name].article.published_basis) == (day, basis)


def test_front_matter_stays_in_the_text_and_is_set_apart(tmp_path):
    head = "---\ntitle: Curbs\ndate: 2025-11-13\nsource: Trade Daily\n---\n"
    (article,) = read_file(write(tmp_path, {"a.md": head + TEXT}) / "a.md")
    assert article.text == head + TEXT
    assert (article.segments[0].kind, article.segments[0].end) == ("boilerplate", len(head))
    assert (article.title, article.publisher) == ("Curbs", "Trade Daily")


@pytest.mark.parametrize("text", ["---\nA rule, then text.\n---\nMore.\n", "---\n", "--- \n\n---\n" + TEXT])
def test_a_rule_is_no_front_matter(tmp_path, text):
    (article,) = read_file(write(tmp_path, {"a.md": text}) / "a.md")
    assert all(part.kind != "boilerplate" for part in article.segments)


def test_a_broken_head_is_reported(tmp_path):
    found = results(write(tmp_path, {"a.md": "---\ntitle: [a\n---\n" + TEXT}))
    assert [problem.code for problem in found["a.md"].problems] == ["unreadable_metadata"]
    assert found["a.md"].article is not None
