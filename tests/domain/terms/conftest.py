"""The calendar shipped with the program, for rules that are reckoned by it."""

from __future__ import annotations

import pytest

from curator_app.domain.terms.calendar import WorkCalendar
from curator_app.services.terms.shipped import decreed_transfers


@pytest.fixture(scope="session")
def calendars() -> dict[int, WorkCalendar]:
    """{days in the working week: calendar}."""
    return {week: WorkCalendar(week, decreed_transfers()) for week in (5, 6)}
