"""Each target of `make fuzz`, for a moment."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).resolve().parent))

from targets import TARGETS

EXAMPLES = 25


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_what_must_hold(target):
    settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )(target)()
