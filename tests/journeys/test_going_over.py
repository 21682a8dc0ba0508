"""«Переход на новый учебный год»: from last year's unfinished pair to a closed year; one Ctrl+Z takes it all back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.journeys.conftest import Office

from curator_app.runtime.errors import Conflict
from curator_app.services import mentees, mentors, pairs, people, transfer
from curator_app.services.meetings import keeping
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes import reading
from curator_app.services.years import listing

pytestmark = pytest.mark.journey
_LAST, _THIS = "2025/2026", "2026/2027"
_END = dt.date(2026, 5, 31)


def test_the_year_is_gone_over_closed_and_taken_back(last_year: Office, tmp_path: Path) -> None:
    hand, workspace = last_year.hand, last_year.workspace
    transfer.dump(workspace, tmp_path / "before.json")

    def wizard() -> None:
        assert hand.screen().startswith(f"Переход на {_THIS} учебный год")
        hand.sees("1 пара не завершена в 2025/2026 учебном году")
        hand.press("Далее")
        hand.sees("Петрова Анна Сергеевна")
        hand.press("Далее")
        hand.sees("Отметьте тех, кто уходит из школы")
        hand.press("Далее")
        hand.sees("Пары: завершить 1, продлить 0, идут дальше 0.")
        hand.press(f"Перейти на {_THIS}")

    hand.menu("Школа", "Переход на новый учебный год…", wizard)
    hand.sees(f"Переход на {_THIS} учебный год выполнен")

    (pair,) = pairs.list_pairs(workspace)
    assert (pair.status, pair.end_date, pair.academic_year) == ("completed", _END, _LAST)
    (route,) = reading.list_routes(workspace)
    assert (route.status, route.completed_on) == ("completed", _END)
    petrova = next(one for one in mentors.list_mentors(workspace) if one.surname == "Петрова")
    assert petrova.status == "reserve"
    copied = roadmap_of(workspace, _THIS)
    assert copied is not None
    assert copied.progress.done == 0
    assert {row.label: row.closed for row in listing.list_years(workspace)} == {_LAST: True, _THIS: False}
    assert listing.current_year(workspace) == _THIS

    late = keeping.MeetingData(pair=pair.id, kind="trial", date=dt.date(2026, 4, 2))
    with pytest.raises(Conflict, match="Учебный год закрыт"):
        keeping.add_meeting(workspace, late)
    last_year.window.show_year(_LAST)  # its button holds the line of calls while its menu is open
    hand.tab("ИОМ")
    hand.sees("Иванова Мария Петровна")
    assert not hand.able("Добавить шаг…")

    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    transfer.dump(workspace, tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert workspace.check() == []
    assert len(mentees.list_mentees(workspace)) == 4
    assert not any(one.archived for one in people.list_people(workspace))
