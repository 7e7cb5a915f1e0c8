"""Credentials are masked wherever an address has them, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Problem
from extract.records.masking import masked
from extract.running.manifest import RunOptions, SkippedFile

SECRET = "hunter2hunter2hunter2"  # noqa: S105 - of a test


@pytest.mark.parametrize(
    "address",
    [
        f"s3://AKIAIOSFODNN7EXAMPLE:{SECRET}@bucket/news",
        f"s3://key:{SECRET}/with+slash@bucket/news",
        f"https://{SECRET}@example.org/news.jsonl",
        f"https://example.org/a?access_token={SECRET}&page=2",
        f"https://example.org/a?X-Amz-Signature={SECRET}",
        f"https://account.blob.example.net/c/a.txt?sv=2024&sig={SECRET}",
        f"simplecache::s3://key:{SECRET}@bucket/news",
        f"sftp://user:{SECRET}@host/home",
        f"cannot open 'https://user:{SECRET}@host/a.txt': password={SECRET}",
        f"/data/ghp_{SECRET}x/news",
        f"/data/hf_{SECRET}x/news",
        f"/data/sk-{SECRET}/news",
        f"/data/sk-proj-{SECRET}_x-y/news",
    ],
)
def test_credentials_are_masked(address):
    assert SECRET not in masked(address)
    assert "***" in masked(address)


@pytest.mark.parametrize(
    "path",
    [
        "articles",
        "/home/ann@example.org/news",
        "C:\\news\\a.txt",
        "s3://bucket/a@b/c.txt",
        "https://example.org:8080/a@b?page=2&passage=4",
        "see docs/problems.md: the author=unknown",
        "news/sk-hynix-says-export-controls-will-hurt-2026.txt",
    ],
)
def test_what_is_no_credential_stays(path):
    assert masked(path) == path


@given(st.text(st.sampled_from("s3:/@?&=tokensigpass .ab"), max_size=40))
def test_masking_again_changes_nothing(text):
    assert masked(masked(text)) == masked(text)


def test_a_manifest_masks_addresses_and_messages():
    address = f"s3://key:{SECRET}@bucket/news"
    problem = Problem(code="unreadable_file", message=f"{address} cannot be opened")
    assert SECRET not in SkippedFile(input=address, source="a.txt", problem=problem).model_dump_json()
    assert SECRET not in RunOptions(knowledge=address, jobs=1).model_dump_json()
