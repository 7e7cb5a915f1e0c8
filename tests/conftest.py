"""What tests of several rooms share."""

from typing import NamedTuple

import pytest

from extract.cli import main


class Ended(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run_command(capsys):
    """Give a function that runs `regimeline` with its arguments, in this process."""

    def run(*arguments):
        capsys.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code or 0
        return Ended(code, *capsys.readouterr())

    return run
