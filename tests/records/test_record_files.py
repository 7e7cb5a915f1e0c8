import hashlib

import pytest
from pydantic import ValidationError

from extract.errors import RecordError
from extract.records import (
    Article,
    ArticleRecord,
    Change,
    Claim,
    MaterialMention,
    Provenance,
    Segment,
    Span,
    Telling,
    Timeline,
    dump_record,
    load_record,
    parse_record,
)

TEXT = "Norway eases its yttrium quota. 挪威放宽钇配额。"


def article(text=TEXT, **changes):
    digest = hashlib.sha256(text.encode()).hexdigest()
    segments = (Segment(start=0, end=len(text), language="en", kind="body"),)
    return Article(
        **{"id": "a", "language": "en", "text": text, "text_sha256": digest, "segments": segments, **changes}
    )


def record(*spans):
    mentions = tuple(MaterialMention(id="yttrium", evidence=span) for span in spans)
    made_by = Provenance(tool_version="test", model="none", knowledge_sha256="")
    return ArticleRecord(article=article(), materials=mentions, provenance=made_by)


def test_a_record_comes_back_from_disk_as_it_was(tmp_path):
    path = tmp_path / "a.json"
    whole = record(Span.of(TEXT, 17, 24), Span.of(TEXT, TEXT.index("钇"), TEXT.index("钇") + 1))
    path.write_text(dump_record(whole), encoding="utf-8")
    assert load_record(path) == whole
    assert "挪威" in path.read_text(encoding="utf-8")


def test_evidence_that_is_not_in_the_text_is_refused():
    with pytest.raises(ValidationError, match="extract the article again"):
        record(Span(start=17, end=24, quote="terbium"))


def test_an_article_whose_hash_is_not_that_of_its_text_is_refused():
    with pytest.raises(ValidationError, match="SHA-256"):
        article(text_sha256="0" * 64)


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (5, 5), (7, 3)])
def test_a_segment_outside_the_text_is_refused(start, end):
    with pytest.raises(ValidationError):
        article(segments=(Segment(start=start, end=end, language="en", kind="body"),))


def test_unknown_keys_are_refused_with_their_place():
    document = record().model_dump(mode="json")
    document["article"]["colour"] = "blue"
    with pytest.raises(RecordError, match=r"article\.colour"):
        parse_record(document)


@pytest.mark.parametrize("content", ["", "[]", "no json"])
def test_a_file_that_is_no_record_says_so(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordError, match=r"a\.json"):
        load_record(path)


def test_a_timeline_that_refers_to_a_lost_change_is_refused():
    with pytest.raises(ValidationError, match="c-lost"):
        Timeline.model_validate(
            {"regimes": ({"id": "NO/bans/x", "issuer": "NO", "family": "bans", "changes": ("c-lost",)},)}
        )


def test_a_telling_needs_a_claim():
    with pytest.raises(ValidationError, match="at least 1"):
        Telling[str](value="yttrium", support=())
    assert Telling[str](value="yttrium", support=(Claim(record="a.json", event="e1"),)).value == "yttrium"


def test_a_change_cannot_be_built_from_no_claim():
    assert Change.model_fields["claims"].is_required()
