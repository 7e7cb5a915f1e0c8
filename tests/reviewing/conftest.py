"""A folder that was extracted, a desk over it, and browsers before that."""

import pytest
from asking import Browser

from extract.records import dump_record
from extract.reviewing.desk import Desk
from extract.reviewing.web.app import create_app
from extract.reviewing.web.door import Door, names_of


@pytest.fixture
def folder(tmp_path):
    """Give a function that writes pairs of path and record as an output folder."""

    def write(*records):
        for path, record in records:
            file = tmp_path / "records" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dump_record(record), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def served(folder):
    """Give a function for a browser before the desk over some records; `token` puts the desk on another host."""
    desks = []

    def serve(*records, token=None, host="127.0.0.1", names=(), reviewer="Kari"):
        desks.append(Desk.open(folder(*records), reviewer=reviewer))
        door = Door(reviewer, names_of(host, names), token, 8321)
        return Browser(create_app(desks[-1], door), f"{host}:8321")

    yield serve
    for desk in desks:
        desk.close()
