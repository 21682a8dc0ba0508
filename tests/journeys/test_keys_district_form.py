"""The district's own form by keys only: loaded, marked cell by cell, its table too, filled and opened."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from tests.exchange.form_filling.made import FACTS, PAIRS, form
from tests.journeys.conftest import Office

from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.marks import CellMark

pytestmark = pytest.mark.journey
_KEY = Qt.Key


def test_the_form_of_the_district_is_marked_and_filled_by_keys(
    keys: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = keys.hand
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.fileName())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    blank = tmp_path / "Форма района.xlsx"
    blank.write_bytes(form())
    keys.files.to_open.append(blank)

    def mark() -> None:
        for _suggestion in range(2):
            hand.key(_KEY.Key_Return)
        hand.write("K3 знаменатель")  # a letter in a cell begins the search of what to write there
        hand.key(_KEY.Key_Return)
        hand.key(_KEY.Key_Up)
        hand.key(_KEY.Key_Delete)  # taken off again
        hand.write("уточняется")  # nothing of the program's: the words themselves
        hand.key(_KEY.Key_Return)
        hand.press("Принять подсказки: 3")
        hand.tab(PAIRS)
        hand.press("Разметить…", lambda: hand.press("Разметить таблицу"))
        assert "Заполнено 7 из 7" in hand.screen()
        hand.key(_KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def fill() -> None:
        hand.press("Загрузить форму…", mark)
        hand.press("Заполнить…")
        assert "«Форма района" in hand.screen()
        hand.press("Открыть")
        hand.press("Закрыть")

    hand.tab("Документы")
    hand.tab("Мониторинг")
    hand.press("Форма района…", fill)
    [kept] = keeping.list_forms(keys.workspace)
    assert {one.place: one.source for one in kept.marks if isinstance(one, CellMark)} == {
        "B2": "school/full_name",
        "B4": "period/today",
        "B5": "text/уточняется",
        "B6": "count/active_mentors",
        "B7": "count/active_mentees",
        "B8": "indicator/K3/value",
    }
    assert kept.tables == 1
    [path] = keys.files.saved
    assert opened == [path.name]
    facts = load_workbook(path)[FACTS]
    assert [facts[place].value for place in ("B4", "B5", "B6")] == [dt.datetime(2026, 9, 3), "уточняется", 0]
