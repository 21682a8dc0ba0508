"""«Формулировки»: the wording of every paper, seen at once on real data; and back to the one shipped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.pdf import to_pdf
from curator_app.documents.template_help import FORM_HELP, TAG_HELP, HelpLine, field_help
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import wordings
from curator_app.services.papers.samples import sample
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.papers.wording_editor import WordingEditor

_WAIT_MS = 600
_LINE = re.compile(r"строка (\d+)")
_CODE = int(Qt.ItemDataRole.UserRole)


class WordingsView(QWidget):
    """Which paper, its text, and at the right the paper and the help."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._kept = ""
        self._code = ""
        self.choice = Choice(self)
        self.choice.setAccessibleName("Документ")
        self.choice.setMinimumWidth(360)
        self.own = QLabel("свой текст", self)
        self.own.setProperty("role", "muted")
        self.editor = WordingEditor(self)
        self.problem = Notice("danger", parent=self)
        self.problem.add_button("Показать строку", self._show_bad_line, below=True)
        self.save = QPushButton("Сохранить", self)
        self.save.setProperty("kind", "primary")
        self.save.setToolTip("Изданные приказы не изменятся: новый текст действует для следующих документов")
        self.reset = QPushButton("Вернуть исходный", self)
        self.view = PdfView("Здесь появится документ с этим текстом.", self)
        self.fields = _help_list()
        self.forms = _help_list()
        self.tags = _help_list()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.redraw)
        self._build()
        self.choice.activated.connect(lambda _at: self._chosen())
        self.editor.textChanged.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.reset.clicked.connect(self._reset)
        for field_list in (self.fields, self.forms, self.tags):
            field_list.itemActivated.connect(self._put)
        _fill(self.forms, FORM_HELP)
        _fill(self.tags, TAG_HELP)

    def refresh(self) -> None:
        """Reads the wordings anew; text being typed stays."""
        self._fill_choice()
        if not self.dirty:
            self._show(self._code or self._first())

    @property
    def dirty(self) -> bool:
        """Something typed is not saved yet."""
        return bool(self._code) and self.editor.toPlainText() != self._kept

    def show_wording(self, code: str) -> None:
        """Opens a template."""
        self._show(code)

    # --- inside

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choice)
        top.addWidget(self.own)
        top.addStretch(1)
        top.addWidget(self.reset)
        top.addWidget(self.save)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor, 1)
        column.addWidget(self.problem)
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setUsesScrollButtons(False)
        tabs.addTab(self.view, "Документ")
        tabs.addTab(self.fields, "Поля")
        tabs.addTab(self.forms, "Падежи и условия")
        tabs.addTab(self.tags, "Строки")
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(tabs)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([600, 600])
        left.setMinimumWidth(340)
        tabs.setMinimumWidth(360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def _fill_choice(self) -> None:
        blocker = QSignalBlocker(self.choice)
        self.choice.clear()
        group = ""
        for row in wordings.list_wordings(self._workspace):
            if row.group != group:
                group = row.group
                if self.choice.count():
                    self.choice.insertSeparator(self.choice.count())
            mark = "  • свой текст" if row.own else ""
            part = "Часть: " if row.group == "part" else ""
            self.choice.addItem(f"{part}{row.title}{mark}", row.code)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self._code)))
        del blocker

    def _first(self) -> str:
        return str(self.choice.itemData(0))

    def _chosen(self) -> None:
        code = str(self.choice.currentData())
        if code == self._code:
            return
        if self.dirty and not dialogs.confirm(
            self, "Перейти, не сохранив текст?", "Перейти", detail="Изменения этого текста не сохранятся.", danger=True
        ):
            self.choice.setCurrentIndex(self.choice.findData(self._code))
            return
        self._show(code)

    def _show(self, code: str) -> None:
        if code != self._code:
            _fill(self.fields, field_help(code))
        other = code != self._code
        self._code = code
        self._kept = wordings.get_wording(self._workspace, code)
        if self.editor.toPlainText() != self._kept:
            blocker = QSignalBlocker(self.editor)
            self.editor.setPlainText(self._kept)
            del blocker
        self.choice.setCurrentIndex(max(0, self.choice.findData(code)))
        self._look()
        self.redraw(from_start=other)

    def _typed(self) -> None:
        self._look()
        self._timer.start()

    def _look(self) -> None:
        rows = {row.code: row for row in wordings.list_wordings(self._workspace)}
        own = self._code in rows and rows[self._code].own
        self.own.setVisible(own)
        self.reset.setEnabled(own or self.dirty)
        self.save.setEnabled(self.dirty)

    def redraw(self, *, from_start: bool = False) -> None:
        """Shows the paper with the text as it stands, or what is wrong with it."""
        self._timer.stop()
        text = self.editor.toPlainText()
        self.editor.mark_line(None)
        self.problem.say("")
        try:
            wordings.check_wording(self._workspace, self._code, text)
        except KnownProblem as problem:
            self._show_fault(problem.message)
            return
        try:
            self.view.set_pdf(to_pdf(sample(self._workspace, self._code, text)), from_start=from_start)
        except KnownProblem as problem:
            if _LINE.search(problem.message):
                self._show_fault(problem.message)
            else:
                self.view.clear(problem.message)

    def _show_fault(self, message: str) -> None:
        self.problem.say(message)
        found = _LINE.search(message)
        if found:
            self.editor.mark_line(int(found.group(1)))

    def _show_bad_line(self) -> None:
        found = _LINE.search(self.problem.text)
        if found:
            self.editor.show_line(int(found.group(1)))

    @told()
    def _save(self) -> None:
        self.redraw()
        if self.problem.text:
            # A field that does not exist is found only on a paper: kept, it would stop every order.
            self._show_bad_line()
            return
        wordings.save_wording(self._workspace, self._code, self.editor.toPlainText())
        self._kept = self.editor.toPlainText()
        self._host.changed(None, "Текст документа сохранён")
        self.refresh()

    @told()
    def _reset(self) -> None:
        if self.dirty and not dialogs.confirm(
            self, "Вернуть исходный текст?", "Вернуть", detail="Набранное в этом окне пропадёт.", danger=True
        ):
            return
        wordings.reset_wording(self._workspace, self._code)
        self._kept = self.editor.toPlainText()
        self._host.changed(None, "Возвращён исходный текст")
        self.refresh()

    def _put(self, item: QListWidgetItem) -> None:
        self.editor.put(str(item.data(_CODE)))


def _help_list() -> QListWidget:
    view = QListWidget()
    view.setWordWrap(True)
    view.setToolTip("Двойной щелчок или Enter вставляет в текст")
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def _fill(view: QListWidget, lines: Sequence[HelpLine]) -> None:
    view.clear()
    for line in lines:
        item = QListWidgetItem(f"{line.written}\n{line.meaning}", view)
        plain = re.fullmatch(r"[a-z_.]+", line.written)
        item.setData(_CODE, f"{{{{ {line.written} }}}}" if plain else line.written.split(", ")[0])
