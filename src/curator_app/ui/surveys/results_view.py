"""«Итоги»: charts of a wave, before and after, all open answers in one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.codes import RespondentRole
from curator_app.services.surveys.result_rows import BeforeAfter, ChangeRow, RoleResult, WaveResults
from curator_app.texts.survey_words import few_words
from curator_app.ui.common.charts import ChartView, Figure
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.surveys import figures
from curator_app.ui.surveys.figures import Group
from curator_app.ui.surveys.open_answers import OpenAnswersView

_MAIN, _MEANS, _EACH, _CHANGES, _WORDS = "main", "means", "each", "changes", "words"


@dataclass(frozen=True, slots=True)
class Shown:
    """What «Итоги» draws: results, comparisons of waves, changes that one sheet asks about, where few begin."""

    results: WaveResults
    compared: tuple[BeforeAfter, ...]
    own: tuple[ChangeRow, ...]
    few: int


class ResultsView(QWidget):
    """``people_wanted``: what a mark says and the replies behind it. Pictures and paper are made by the page."""

    people_wanted = Signal(str, list)

    def __init__(
        self,
        save_picture: Callable[[Sequence[Figure]], object],
        print_all: Callable[[Sequence[Figure]], object],
        open_reply: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save_picture, self._print_all = save_picture, print_all
        self.shown: Shown | None = None
        self.part = QComboBox(self)
        self.part.setAccessibleName("Что показать")
        self.role = QComboBox(self)
        self.role.setAccessibleName("Чьи ответы")
        self.save = QPushButton("Картинка…", self)
        self.print = QPushButton("Печать…", self)
        self.save.setToolTip("Сохранить эти графики картинкой")
        self.print.setToolTip("Напечатать эти графики")
        self.notice = Notice("warn", parent=self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Итоги опроса")
        self.words = OpenAnswersView(open_reply, self)
        self._nothing = EmptyState(
            "note",
            "Ответов пока нет",
            "Введите анкеты с бумаги («Ввод ответов»), загрузите таблицу ответов или примите файлы-анкеты — графики "
            "появятся здесь сами.",
        )
        self._stack = QStackedWidget(self)
        for page in (self._area, self.words, self._nothing):
            self._stack.addWidget(page)
        self._build()
        self.part.activated.connect(lambda _index: self._draw())
        self.role.activated.connect(lambda _index: self._draw())
        self.save.clicked.connect(lambda _on=False: self._save_picture(self.drawn()))
        self.print.clicked.connect(lambda _on=False: self._print_all(self.drawn()))
        theme().changed.connect(self._recolour)
        self._recolour()

    def show_results(self, shown: Shown | None) -> None:
        """Other results; the part and role chosen stay where they can."""
        self.shown = shown
        results = shown.results if shown is not None else None
        some = results is not None and any(one.answered or one.respondents for one in results.roles)
        self._fill(self.part, self._parts())
        roles = [(figures.role_name(one), place) for place, one in enumerate(results.roles)] if results else []
        self._fill(self.role, roles)
        for widget in (self.part, self.save, self.print):
            widget.setVisible(some)
        self.notice.say(" ".join(_few_words(one) for one in results.roles if _worth_a_warning(one)) if results else "")
        if some:
            self._draw()
        else:
            self.role.hide()
            self._stack.setCurrentWidget(self._nothing)

    @property
    def about_people(self) -> bool:
        """The marks shown tell people, not replies: two waves are compared."""
        return bool(self.part.currentData() == _CHANGES)

    def drawn(self) -> list[Figure]:
        """The charts that are seen now."""
        return [figure for group in self._groups() for figure in group.figures]

    def charts(self) -> list[ChartView]:
        """The views of the charts."""
        body = self._area.widget()
        return body.findChildren(ChartView) if body is not None else []

    def show_part(self, part: str) -> None:
        """Turns to a part: main, means, each, changes, words."""
        place = self.part.findData(part)
        if place >= 0:
            self.part.setCurrentIndex(place)
            self._draw()

    # --- inside

    def _parts(self) -> list[tuple[str, object]]:
        parts: list[tuple[str, object]] = [("Главное", _MAIN), ("Средние по вопросам", _MEANS)]
        parts += [("Каждый вопрос", _EACH)]
        if self.shown is not None and (self.shown.compared or self.shown.own):
            parts.append(("До и после", _CHANGES))
        if self.shown is not None and self.shown.results.open_answers:
            parts.append((f"Ответы своими словами ({len(self.shown.results.open_answers)})", _WORDS))
        return parts

    def _groups(self) -> list[Group]:
        if self.shown is None:
            return []
        results, few = self.shown.results, self.shown.few
        part = self.part.currentData()
        if part == _CHANGES:
            own = (figures.own_slopes(self.shown.own, few),) if self.shown.own else ()
            return [Group("", "", (*own, *(figures.slopes(one, few) for one in self.shown.compared)))]
        place = self.role.currentData()
        role = results.roles[place] if isinstance(place, int) and place < len(results.roles) else None
        if part == _MEANS and role is not None:
            return [Group("", "", tuple(figures.means(role, few)))]
        if part == _EACH and role is not None:
            return [Group("", "", tuple(figures.distributions(role, few)))]
        return [figures.overview(results, few)]

    def _draw(self) -> None:
        part = self.part.currentData()
        asks_role = part in (_MEANS, _EACH) and self.role.count() > 1
        self.role.setVisible(asks_role)
        if part == _WORDS and self.shown is not None:
            self.words.show_answers(self.shown.results.open_answers)
            self._stack.setCurrentWidget(self.words)
        else:
            self._area.setWidget(self._body(self._groups()))
            self._stack.setCurrentWidget(self._area)
        drawable = part != _WORDS and bool(self.drawn())
        self.save.setEnabled(drawable)
        self.print.setEnabled(drawable)

    def _body(self, groups: Sequence[Group]) -> QWidget:
        body = QWidget()
        body.setProperty("role", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(16)
        for group in groups:
            for figure in group.figures:
                view = ChartView(figure)
                view.setMaximumWidth(860)
                view.chosen.connect(self.people_wanted)
                view.menu_requested.connect(lambda at, one=figure: self._menu(at, one))
                column.addWidget(view)
            if not group.figures:
                column.addWidget(QLabel("Здесь пока нечего показать: на эти вопросы никто не ответил."))
            if group.note:
                note = QLabel(group.note)
                note.setProperty("role", "small")
                note.setWordWrap(True)
                column.addWidget(note)
        column.addStretch(1)
        return body

    def _menu(self, at: QPoint, figure: Figure) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(themed_icon("save", size=18), "Сохранить картинку…", lambda: self._save_picture([figure]))
        menu.addAction(themed_icon("print", size=18), "Напечатать…", lambda: self._print_all([figure]))
        menu.addAction(
            themed_icon("copy", size=18),
            "Копировать числа",
            lambda: QGuiApplication.clipboard().setText(figure.spoken()),
        )
        menu.popup(at)

    @staticmethod
    def _fill(combo: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
        kept = combo.currentData()
        combo.clear()
        for words, data in entries:
            combo.addItem(words, data)
        combo.setCurrentIndex(max(0, combo.findData(kept)) if entries else -1)

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.part)
        bar.addWidget(self.role)
        bar.addStretch(1)
        bar.addWidget(self.save)
        bar.addWidget(self.print)
        frame = QFrame(self)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.notice)
        layout.addWidget(frame, 1)

    def _recolour(self) -> None:
        self.save.setIcon(themed_icon("save", size=18))
        self.print.setIcon(themed_icon("print", size=18))


def _worth_a_warning(role: RoleResult) -> bool:
    """Few people answered where many might have: of curators there is only one."""
    return role.few and role.answered > 0 and role.role is not RespondentRole.CURATOR


def _few_words(role: RoleResult) -> str:
    words = few_words(role.answered)
    return f"{figures.role_name(role)}: {words[:1].lower()}{words[1:]}"
