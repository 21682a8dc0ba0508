"""«Нумерация»: how numbers of each series are written, and in which series each kind of order is numbered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.catalogue import paper
from curator_app.runtime.errors import InvalidInput
from curator_app.services.papers import numbering
from curator_app.services.papers.numbering import (
    ORDER_SERIES,
    SERIES,
    KindSeries,
    Numbering,
    SeriesMask,
    mask_problem,
    written,
)
from curator_app.services.workspace import Workspace
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.scrolled import Scrolled

_FIFTH = 5


class NumberingDialog(QDialog):
    """Saves on «Сохранить»; a mask that is none is told at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Нумерация документов")
        self._workspace = workspace
        self.masks: dict[str, QLineEdit] = {}
        self.watched: dict[str, QCheckBox] = {}
        self.kinds: dict[str, Choice] = {}
        self._examples: dict[str, QLabel] = {}
        self.notice = Notice("danger", parent=self)
        current = numbering.get_numbering(workspace)
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.addTab(Scrolled(self._series_page(current), self), "Запись номеров")
        tabs.addTab(self._kinds_page(current), "Приказы")
        save = QPushButton("Сохранить", self)
        save.setProperty("kind", "primary")
        save.setDefault(True)
        cancel = QPushButton("Отмена", self)
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        foot = foot_row(save, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(tabs, 1)
        layout.addWidget(self.notice)
        layout.addLayout(foot)
        fit_to_screen(self, 780, 540)

    def _series_page(self, current: Numbering) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, words in enumerate(("Документы", "Запись номера", "Например", "Пропуски")):
            label = QLabel(words, page)
            label.setProperty("role", "field")
            grid.addWidget(label, 0, column)
        for row, mask in enumerate(current.masks, start=1):
            line = QLineEdit(mask.mask, page)
            line.setAccessibleName(f"Запись номера: {SERIES[mask.series]}")
            line.setMinimumWidth(90)
            watched = QCheckBox(page)
            watched.setChecked(mask.watched)
            watched.setAccessibleName(f"Следить за пропусками: {SERIES[mask.series]}")
            watched.setToolTip("Следить за пропусками: все документы этой серии регистрируются в программе")
            example = QLabel(page)
            self.masks[mask.series], self.watched[mask.series] = line, watched
            self._examples[mask.series] = example
            label = QLabel(SERIES[mask.series], page)
            label.setWordWrap(True)
            label.setMinimumWidth(180)
            for column, part in enumerate((label, line, example)):
                grid.addWidget(part, row, column)
            grid.addWidget(watched, row, 3, Qt.AlignmentFlag.AlignHCenter)
            line.textChanged.connect(lambda _text: self._look())
        grid.setColumnStretch(0, 1)
        hint = QLabel(
            "{n} — номер по порядку, {yy} и {yyyy} — год двумя или четырьмя цифрами: {n}-ОД, {n}/{yy}. "
            "Нумерация начинается заново каждый календарный год. За пропусками (последний столбец) стоит следить, "
            "если все документы серии ведутся в программе.",
            page,
        )
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column_layout = QVBoxLayout(page)
        column_layout.setContentsMargins(0, 10, 0, 0)
        column_layout.setSpacing(12)
        column_layout.addLayout(grid)
        column_layout.addWidget(hint)
        column_layout.addStretch(1)
        self._look()
        return page

    def _kinds_page(self, current: Numbering) -> QWidget:
        inside = QWidget(self)
        inside.setProperty("role", "canvas")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, one in enumerate(current.kinds):
            choice = Choice(inside)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            choice.setMinimumContentsLength(30)
            for series in ORDER_SERIES:
                choice.addItem(SERIES[series], series)
            choice.setCurrentIndex(max(0, choice.findData(one.series)))
            choice.setAccessibleName(f"Серия: {paper(one.kind).title}")
            self.kinds[one.kind] = choice
            label = QLabel(paper(one.kind).title, inside)
            label.setWordWrap(True)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        grid.setColumnStretch(0, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _look(self) -> None:
        today = self._workspace.clock.today()
        problem = ""
        for series, line in self.masks.items():
            wrong = mask_problem(line.text())
            if series in self._examples:
                self._examples[series].setText("—" if wrong else written(line.text(), _FIFTH, today))
            problem = problem or (f"{SERIES[series]}: {wrong}" if wrong else "")
        self.notice.say(problem)

    def numbering(self) -> Numbering:
        """What is told in the dialog."""
        return Numbering(
            tuple(
                SeriesMask(series, line.text().strip(), self.watched[series].isChecked())
                for series, line in self.masks.items()
            ),
            tuple(KindSeries(kind, str(choice.currentData())) for kind, choice in self.kinds.items()),
        )

    @told()
    def _save(self) -> None:
        try:
            numbering.save_numbering(self._workspace, self.numbering())
        except InvalidInput as refusal:
            self.notice.say(" ".join(dict.fromkeys(problem.message for problem in refusal.problems)))
            return
        self.accept()
