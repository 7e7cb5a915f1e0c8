"""Each target of `make fuzz`, for a moment."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).resolve().parent))

from targets import TARGETS

EXAMPLES = 25
QUICK = {target.name: target for target in TARGETS if not target.is_slow}


@pytest.mark.parametrize("name", QUICK)
def test_what_must_hold(name):
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=quiet)(QUICK[name].tried())()
