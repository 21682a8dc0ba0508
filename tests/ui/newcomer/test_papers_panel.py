"""The last step of «Вышел новый сотрудник»: what is late is not told as coming."""

from __future__ import annotations

import datetime as dt

from tests.ui.october import workspace

from curator_app.services import mentees, newcomer
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace
from curator_app.ui.newcomer import papers_panel

__all__ = ["workspace"]


def _told(workspace: Workspace, start: dt.date) -> str:
    came = PersonData(surname="Ким", first_name="Олег", work_start_date=start)
    person = mentees.save_mentee(workspace, came, mentees.MenteeData())
    return papers_panel._terms_words(newcomer.open_terms(workspace, person))


def test_what_is_late_is_counted_apart(workspace: Workspace) -> None:
    assert _told(workspace, dt.date(2026, 10, 5)).endswith("ближайшая — до чт 08.10.")
    late = _told(workspace, dt.date(2026, 9, 1))
    assert late.startswith("Сроки уже на вкладке «Сегодня»: ")
    assert ", просрочено " in late
    assert "04.09" not in late
    assert papers_panel._terms_words([]) == ""
