"""`regimeline show` marks what the rules and the model do not agree on."""

from extract import extract
from extract.records import EventBasis, dump_record

TEXT = "Peru introduced export controls on zinc on 1 May 2026."


def shown(run_command, path, basis):
    record = extract(TEXT)
    (event,) = record.events
    event = event.model_copy(update={"basis": basis})
    path.write_text(dump_record(record.model_copy(update={"events": (event,)})), encoding="utf-8")
    return event, run_command("show", path).out


def test_a_code_says_who_would_not_have_said_it(run_command, tmp_path):
    basis = EventBasis(action="both", stage="model", certainty="rules", issuer="rules")
    event, page = shown(run_command, tmp_path / "record.json", basis)
    line = (
        f"{event.action} · {event.stage} (not by the rules) · {event.certainty} (not by the model) · {event.direction}"
    )
    assert line in page
    assert "PE (not by the model)" in page


def test_without_a_model_nothing_is_marked(run_command, tmp_path):
    event, page = shown(run_command, tmp_path / "record.json", None)
    assert f"{event.action} · {event.stage} · {event.certainty} · {event.direction}" in page
