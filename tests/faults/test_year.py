"""Random years of a curator. ``CURATOR_WALKS`` makes it as many as one likes (the long sweep does)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from tests.faults.year import Year

TestYear = Year.TestCase
TestYear.settings = settings(
    max_examples=int(os.environ.get("CURATOR_WALKS", "5")),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
