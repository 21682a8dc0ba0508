"""«Где делать» of all shipped rules leads to a place of the window that is there and fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot
from tests.ui.pairs.invented import Invented
from tests.ui.today.test_grouping import task

from curator_app.services.terms.shipped import shipped_rules
from curator_app.ui.app import make_window
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.today import needs


def test_every_rule_leads_to_a_place_that_is_there(base: Invented, qtbot: QtBot, tmp_path: Path) -> None:
    workspace = base.workspace
    window = make_window(workspace, WindowState(tmp_path / "w.ini"), ErrorBoundary(workspace.folder, workspace.clock))
    qtbot.addWidget(window)
    window.show()
    places: dict[str, str] = {}
    for code, rule in shipped_rules().items():
        row = task(rule_id=code, needs=rule.needs)
        words = needs.tab_words(row)
        assert words, code
        assert needs.open_tab(window, row), code
        parts = [bar for bar in window.seen_page.widget.findChildren(QTabBar) if bar.isVisible()]  # type: ignore[union-attr]  # a tab is shown
        seen = "/".join(one.tabText(one.currentIndex()) for one in parts)
        places[code] = f"{words} = {window.seen_key}/{seen}"
    assert len(places) == 49
    assert places["s2-n4"] == "Итоги: конкурсы = papers/Итоги/Конкурсы"
    assert places["s2-p5"] == "Консультации и обучение = roadmap/Консультации и обучение"
    assert places["s0-9"] == "Итоги: банк практик = papers/Итоги/Банк практик"
    assert places["s2-n1"] == "Итоги: поощрения = papers/Итоги/Поощрения"
    assert places["s0-8"] == "Мониторинг = papers/Мониторинг"
    assert places["s0-4"] == "Пары = pairs/Пары и группы"
