"""The timeline with what belongs around it: legend, magnification, folding, today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWhatsThis, QWidget

from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.routes.legend import Legend
from curator_app.ui.routes.timeline import Density, Timeline, TimelineView

_STEP = 1.4
_SPANS = ((7, "Неделя"), (31, "Месяц"), (92, "Квартал"), (183, "Полугодие"), (365, "Год"))
_HELP = """<b>Мышь</b><br>
Потянуть шаг — перенести, за край — растянуть, Esc — передумать.<br>
Потянуть пустое место — сдвинуть шкалу. Ctrl и колесо — масштаб, Shift и колесо — вбок.<br>
Двойной щелчок по шагу — изменить, по имени — открыть маршрут.<br><br>
<b>Клавиши</b><br>
Стрелки — шаги и строки, Home и End — первый и последний шаг, Пробел — свернуть строку.<br>
Alt и стрелки влево, вправо — перенести на день, вверх, вниз — на неделю; с Shift — растянуть.<br>
Плюс и минус — масштаб, 0 — показать всё, Ctrl+D — сегодня.<br>
Enter — изменить, клавиша меню или Shift+F10 — действия. Буквы — поиск."""


class TimelinePanel(QFrame):
    """``view`` is the timeline; ``name`` is the place of its widths in ``state``."""

    def __init__(
        self, timeline: Timeline, density: Density, state: WindowState, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.view = TimelineView(timeline, density, self)
        self._icons: list[tuple[QToolButton, str]] = []
        self._key = f"{name}/side"
        side = state.numbers(self._key)
        if side:
            self.view.set_side(side[0])
        self.view.side_resized.connect(lambda width: state.put_list(self._key, [width]))
        self.legend = Legend(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 6, 2)
        foot.setSpacing(2)
        foot.addWidget(self.legend, 1)
        self.fold = self._tool("chevron-up", "Свернуть все строки (Пробел — одну)", self._fold)
        self.fold.setCheckable(True)
        self.labels = self._tool("note", "Подписи у шагов", self._labels)
        self.labels.setCheckable(True)
        self.labels.setChecked(density is not Density.DENSE)
        self._roomy = density is Density.ROOMY
        self.labels.setVisible(not self._roomy)
        self.span = self._tool("calendar", "Сколько времени в окне", self._choose_span)
        self.today = self._tool("target", "Сегодня (Ctrl+D)", self.view.show_today)
        self.smaller = self._tool("zoom-out", "Мельче (−, Ctrl и колесо мыши)", lambda: self.view.zoom(1 / _STEP))
        self.larger = self._tool("zoom-in", "Крупнее (+, Ctrl и колесо мыши)", lambda: self.view.zoom(_STEP))
        self.all = self._tool("fit-width", "Показать всё (0)", self.view.show_all)
        self.help = self._tool("help", "Как управлять шкалой", self._explain)
        for button in (
            self.fold,
            self.labels,
            self.span,
            self.today,
            self.smaller,
            self.larger,
            self.all,
            self.help,
        ):
            foot.addWidget(button)
        line = QFrame(self)
        line.setProperty("role", "line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 4, 1, 2)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(line)
        layout.addLayout(foot)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()

    def _fold(self) -> None:
        self.view.collapse_all(self.fold.isChecked())

    def _labels(self) -> None:
        self.view.set_density(Density.LABELLED if self.labels.isChecked() else Density.DENSE)

    def _choose_span(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for days, words in _SPANS:
            menu.addAction(words, partial(self.view.show_days, days))
        menu.addSeparator()
        menu.addAction("Показать всё", self.view.show_all)
        menu.popup(self.span.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _explain(self) -> None:
        QWhatsThis.showText(self.help.mapToGlobal(QPoint(0, 0)), _HELP, self.help)

    def _tool(self, icon: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.clicked.connect(lambda _on=False: act())
        if icon:
            self._icons.append((button, icon))
        return button

    def _draw_icons(self) -> None:
        for button, icon in self._icons:
            button.setIcon(themed_icon(icon, size=18))
