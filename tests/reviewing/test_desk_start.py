"""What keeps a desk from being opened, and what its messages say to do."""

import socket

import pytest
from timeline.reporting import event, report

from extract.cli import review
from extract.records.log import DECISIONS


@pytest.fixture
def out(folder):
    return folder(report("a.json", event()))


def refused(run_command, *arguments):
    ended = run_command("review", *arguments)
    assert (ended.out, ended.err.count("\n")) == ("", 1)
    return ended.code, ended.err


def test_a_port_that_is_taken_is_named_with_a_way_out(run_command, out):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, told = refused(run_command, out, "--port", port)
    assert (code, f"port {port} of 127.0.0.1 is in use" in told, "0 for a free one" in told) == (2, True, True)
    assert "Errno" not in told


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_a_host_that_is_none_of_this_machine_is_told(run_command, out, host):
    code, told = refused(run_command, out, "--host", host, "--port", 0)
    assert (code, f"{host} is no address of this machine" in told) == (2, True)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("nowhere", "run `regimeline extract"), ("records", "give the folder that holds it"), ("file", "it is a file")],
)
def test_a_folder_without_records_is_told_with_what_to_do(run_command, out, name, remedy):
    (out / "file").write_text("")
    code, told = refused(run_command, out / name)
    assert (code, "holds no records" in told, remedy in told) == (2, True, True)


def test_a_log_that_is_none_is_told_with_what_to_do(run_command, out):
    (out / DECISIONS).write_text("not a log\n")
    code, told = refused(run_command, out, "--port", 0)
    assert (code, "move it away" in told) == (1, True)


def test_a_machine_without_names_asks_for_one(run_command, out, monkeypatch):
    def nobody():
        raise KeyError(4242)

    monkeypatch.setattr(review.getpass, "getuser", nobody)
    code, told = refused(run_command, out, "--port", 0)
    assert (code, "--reviewer" in told) == (2, True)
