"""The package itself: its names are there when they are asked for, and cost nothing before."""

import subprocess
import sys

import pytest

import extract


def test_every_public_name_is_there():
    assert set(extract.__all__) == {name for names in extract._HOMES.values() for name in names}
    assert sorted(extract.__all__) == dir(extract)
    assert all(getattr(extract, name).__module__.startswith("extract.") for name in extract.__all__)


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = extract.nothing


def test_importing_the_package_loads_nothing_that_takes_time():
    code = "import sys, extract; sys.exit(bool({'pydantic', 'yaml', 'numpy', 'lxml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
