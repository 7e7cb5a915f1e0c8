import pytest

from extract.errors import RecordError, SchemaVersionError
from extract.records.upgrades import upgrade

STEPS = [
    ("0.8", "0.9", lambda document: {**document, "titles": [document["title"]]}),
    ("0.9", "1.0", lambda document: {key: value for key, value in document.items() if key != "title"}),
]


def test_a_current_file_is_left_alone():
    document = {"schema_version": "1.0", "title": "a"}
    assert upgrade(document, steps=STEPS) == document


def test_an_old_file_takes_every_step_in_order():
    assert upgrade({"schema_version": "0.8", "title": "a"}, steps=STEPS) == {"schema_version": "1.0", "titles": ["a"]}


def test_a_file_between_takes_the_steps_that_are_left():
    document = {"schema_version": "0.9", "title": "a", "titles": ["a"]}
    assert upgrade(document, steps=STEPS) == {"schema_version": "1.0", "titles": ["a"]}


def test_a_newer_file_says_to_install_a_newer_release():
    with pytest.raises(SchemaVersionError, match="newer regimeline"):
        upgrade({"schema_version": "9.0"}, steps=STEPS)


@pytest.mark.parametrize("document", [{}, {"schema_version": 1}, {"schema_version": None}])
def test_a_file_without_version_says_to_extract_again(document):
    with pytest.raises(RecordError, match="extract its article again"):
        upgrade(document, steps=STEPS)
