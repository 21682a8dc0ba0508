"""«Формулировки»: the wording of every paper, seen at once on real data; and back to the one shipped."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curator_app.documents.template_fields import read_form
from curator_app.documents.template_sandbox import LARGEST_SOURCE
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.papers import wordings
from curator_app.services.papers.trials import tried_out
from curator_app.services.workspace import Workspace
from curator_app.ui.common import dialogs
from curator_app.ui.common.captioned import Choice
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.papers import wording_sets_door
from curator_app.ui.papers.chip_editor import ChipEditor
from curator_app.ui.papers.field_dialog import FieldDialog
from curator_app.ui.papers.mark_dialog import CONDITIONS, LINES, MarkDialog
from curator_app.ui.papers.versions_dialog import VersionsDialog
from curator_app.ui.papers.wording_editor import WordingEditor

_WAIT_MS = 400
_LINE = re.compile(r"строка (\d+)")
_PART = re.compile(r"\{%-?\s*include\s+[\"'](\w+)[\"']\s*-?%\}")


class WordingsView(QWidget):
    """Which paper, its text in chips (or with its markup), and at the right the paper itself."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._kept = ""
        self._code = ""
        self.choice = Choice(self)
        self.choice.setAccessibleName("Документ")
        self.choice.setMinimumWidth(220)
        self.own = QLabel("свой текст", self)
        self.own.setProperty("role", "muted")
        self.editor = ChipEditor(self)
        self.markup = WordingEditor(self)
        self.problem = Notice("danger", parent=self)
        self.problem.add_button("Показать строку", self._show_bad_line, below=True)
        self.put_field = QPushButton("Вставить поле…", self)
        self.put_field.setToolTip("Имя, должность, дата — в нужном падеже (F4)")
        self.put_line = QPushButton("Вставить…", self)
        self.put_line.setToolTip("Пункт, подпись, линия для записи, условие")
        self.save = QPushButton("Сохранить", self)
        self.save.setProperty("kind", "primary")
        self.save.setToolTip("Изданные приказы не изменятся: новый текст действует для следующих документов (Ctrl+S)")
        self.reset = QPushButton("Вернуть исходный", self)
        self.versions = QPushButton("Прежние тексты…", self)
        self.more = QPushButton("Ещё", self)
        self.view = PdfView("Здесь появится документ с этим текстом.", self)
        self._jobs = LatestJob(self, self._failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.redraw)
        self._from_start = self._undrawn = False
        self._texts = QStackedWidget(self)
        self._build()
        self._listen()

    # --- for the page and for tests

    def refresh(self) -> None:
        """Reads the wordings anew; text being typed stays."""
        self._fill_choice()
        if not self.dirty:
            self._show(self._code or self._first())

    @property
    def dirty(self) -> bool:
        """Something typed is not saved yet."""
        return bool(self._code) and self.text() != self._kept

    def text(self) -> str:
        """The template as it stands in the editor shown."""
        return self.markup.toPlainText() if self.with_markup else self.editor.source()

    def set_text(self, text: str) -> None:
        """Another text in place of the one shown, as if typed."""
        if self.with_markup:
            self.markup.setPlainText(text)
        else:
            self.editor.set_source(text)
        self._typed()

    @property
    def with_markup(self) -> bool:
        """The text is shown with its markup."""
        return self._texts.currentWidget() is self.markup

    def show_wording(self, code: str) -> None:
        """Opens a template."""
        self._show(code)

    def show_markup(self, shown: bool) -> None:
        """Shows the template with its markup, or in chips."""
        if shown == self.with_markup:
            return
        text = self.text()
        self._texts.setCurrentWidget(self.markup if shown else self.editor)
        self._put_text(text)
        self.redraw_later(0)

    def redraw(self, *, from_start: bool = False) -> None:
        """Shows the paper with the text as it stands, or what is wrong with it: made beside the window."""
        self._timer.stop()
        self._from_start = self._from_start or from_start
        self._undrawn = True
        if self.isVisible():
            self._jobs.start(partial(_tried, self._workspace, self._code, self.text()), self._drawn)

    def redraw_later(self, wait: int = _WAIT_MS) -> None:
        """Shows the paper in a moment."""
        self._undrawn = True
        self._timer.start(wait)

    def showEvent(self, event: QShowEvent) -> None:
        """The paper that was given up is made now."""
        super().showEvent(event)
        if self._undrawn and self._code:
            self.redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more: the paper being made is given up."""
        self._timer.stop()
        self._jobs.stop()
        super().hideEvent(event)

    # --- inside: building

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choice, 1)
        top.addWidget(self.own)
        for button in (self.reset, self.versions, self.more, self.save):
            top.addWidget(button)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.put_field)
        tools.addWidget(self.put_line)
        tools.addStretch(1)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        self._texts.addWidget(self.editor)
        self._texts.addWidget(self.markup)
        column.addWidget(self._texts, 1)
        column.addWidget(self.problem)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.view)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([600, 560])
        left.setMinimumWidth(340)
        self.view.setMinimumWidth(320)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def _listen(self) -> None:
        self.choice.activated.connect(lambda _at: self._chosen())
        self.editor.textChanged.connect(self._typed)
        self.markup.textChanged.connect(self._typed)
        self.editor.chip_opened.connect(self._open_chip)
        self.editor.refused.connect(self._refused)
        self.markup.refused.connect(self._refused)
        self.save.clicked.connect(self._save)
        self.reset.clicked.connect(self._reset)
        self.versions.clicked.connect(self._show_versions)
        self.put_field.clicked.connect(self.insert_field)
        self.put_line.clicked.connect(lambda: self._popup(self.line_menu(), self.put_line))
        self.more.clicked.connect(lambda: self._popup(self.more_menu(), self.more))
        for keys, act in (("F4", self.insert_field), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

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

    # --- inside: which text

    def _chosen(self) -> None:
        self._go_to(str(self.choice.currentData()))

    def _go_to(self, code: str) -> None:
        if code == self._code:
            return
        if self.dirty and not dialogs.confirm(
            self, "Перейти, не сохранив текст?", "Перейти", detail="Изменения этого текста не сохранятся.", danger=True
        ):
            self.choice.setCurrentIndex(self.choice.findData(self._code))
            return
        self._show(code)

    def _show(self, code: str) -> None:
        other = code != self._code
        self._code = code
        self._kept = wordings.get_wording(self._workspace, code)
        if self.text() != self._kept:
            self._put_text(self._kept)
        self.choice.setCurrentIndex(max(0, self.choice.findData(code)))
        self._look()
        self.redraw(from_start=other)

    def _put_text(self, text: str) -> None:
        if self.with_markup:
            blocker = QSignalBlocker(self.markup)
            self.markup.setPlainText(text)
            del blocker
        else:
            self.editor.set_source(text)

    def _typed(self) -> None:
        self._look()
        self.redraw_later()

    def _look(self) -> None:
        rows = {row.code: row for row in wordings.list_wordings(self._workspace)}
        own = self._code in rows and rows[self._code].own
        dirty = self.dirty
        self.own.setVisible(own)
        self.reset.setEnabled(own or dirty)
        self.save.setEnabled(dirty)

    # --- inside: the paper

    def _drawn(self, made: bytes | KnownProblem) -> None:
        from_start, self._from_start, self._undrawn = self._from_start, False, False
        for editor in (self.editor, self.markup):
            editor.mark_line(None)
        self.problem.say("")
        if isinstance(made, bytes):
            self.view.set_pdf(made, from_start=from_start)
            return
        if (found := _LINE.search(made.message)) is not None and self._titled(made.message):
            self.problem.say(made.message)
            (self.markup if self.with_markup else self.editor).mark_line(int(found[1]))
        elif self._lasting(made.message):
            self.problem.say(made.message)
        else:
            self.view.clear(made.message)

    def _titled(self, message: str) -> bool:
        """The mistake is in this text and not in a part that it has."""
        return self.choice.currentText().removeprefix("Часть: ").split("  •")[0][:55] in message

    def _lasting(self, message: str) -> bool:
        """The text itself is at fault, not the want of people or orders to show it on."""
        return "исходный" in message or "Шаблон" in message or str(LARGEST_SOURCE) in message or "шаблон" in message

    def _failed(self, error: BaseException) -> None:
        raise error

    def _show_bad_line(self) -> None:
        found = _LINE.search(self.problem.text)
        if found:
            (self.markup if self.with_markup else self.editor).show_line(int(found.group(1)))

    def _refused(self, why: str) -> None:
        self.problem.say(why)

    # --- what a person can do

    @told()
    def _save(self) -> None:
        if not self.dirty:
            return
        code, text = self._code, self.text()
        self._timer.stop()
        self._jobs.stop()
        # A field that does not exist is found only on a paper: kept, it would stop every order.
        self._host.run(
            "Проверяется текст", partial(_tried, self._workspace, code, text), partial(self._keep, code, text)
        )

    def _keep(self, code: str, text: str, tried: bytes | KnownProblem) -> None:
        if code != self._code:  # another paper was gone to, this text given up
            return
        self._drawn(tried)
        if self.problem.text:
            self._show_bad_line()
            return
        wordings.save_wording(self._workspace, code, text)
        self._kept = text
        self._host.changed(None, "Текст документа сохранён")
        self.refresh()

    @told()
    def _reset(self) -> None:
        if self.dirty and not dialogs.confirm(
            self, "Вернуть исходный текст?", "Вернуть", detail="Набранное в этом окне пропадёт.", danger=True
        ):
            return
        wordings.reset_wording(self._workspace, self._code)
        self._kept = self.text()
        self._host.changed(None, "Возвращён исходный текст")
        self.refresh()

    def _show_versions(self) -> None:
        dialog = VersionsDialog(self._workspace, self._code, self.text(), self)
        if run_dialog(dialog) and dialog.chosen is not None:
            self.set_text(dialog.chosen)
            self.problem.say("")
            self._host.toast("Прежний текст открыт. Чтобы он действовал, сохраните его")

    def insert_field(self) -> None:
        """«Вставить поле…»: asks which, in which case, and writes it at the cursor."""
        dialog = FieldDialog(self._code, None, self)
        if run_dialog(dialog) and dialog.form is not None:
            self._put(f"{{{{ {dialog.form.expression()} }}}}")

    def line_menu(self) -> QMenu:
        """What may be put into the text besides fields."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, raw in LINES:
            menu.addAction(words, partial(self._put, raw))
        conditions = menu.addMenu("Часть текста при условии")
        for words, raw in CONDITIONS:
            conditions.addAction(words, partial(self._put, raw))
        return menu

    def more_menu(self) -> QMenu:
        """Sets between schools, and the markup."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            "Сохранить свои тексты в файл…", lambda: wording_sets_door.export(self, self._workspace, self._host)
        )
        menu.addAction("Взять тексты из файла другой школы…", self._import)
        menu.addSeparator()
        markup = menu.addAction("Показать разметку")
        markup.setCheckable(True)
        markup.setChecked(self.with_markup)
        markup.toggled.connect(self.show_markup)
        return menu

    def _import(self) -> None:
        if wording_sets_door.take(self, self._workspace, self._host):
            self.refresh()

    def _put(self, raw: str) -> None:
        (self.markup if self.with_markup else self.editor).put(raw)

    def _open_chip(self, raw: str, at: QPoint) -> None:
        del at
        part = _PART.fullmatch(raw.strip())
        if part is not None:
            self._go_to(part[1])
            return
        form = read_form(raw[2:-2]) if raw.startswith("{{") else None
        if form is not None:
            dialog = FieldDialog(self._code, form, self)
            if run_dialog(dialog) and dialog.form is not None:
                self.editor.replace_chip(f"{{{{ {dialog.form.expression()} }}}}")
            return
        plain = MarkDialog(raw, self)
        if run_dialog(plain):
            self.editor.replace_chip(plain.raw())

    def _popup(self, menu: QMenu, button: QPushButton) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def _tried(workspace: Workspace, code: str, text: str, _progress: Progress) -> bytes | KnownProblem:
    try:
        return tried_out(workspace, code, text)
    except KnownProblem as problem:
        return problem
