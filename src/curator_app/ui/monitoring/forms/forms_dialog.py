"""«Форма района»: the forms kept, what each one still lacks, and filling one for the period in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.forms import filling, keeping
from curator_app.services.monitoring.forms.sources import read_sources
from curator_app.services.monitoring.rows import Measured
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted, date_short
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.leaving import may_leave, note_leaving
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.common.table_model import Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.monitoring.forms.mapping_dialog import MappingDialog

FOLDER_KEY = "papers/folder"
_MOST_REMARKS = 3


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file on the disk that may be sent."""

    path: Path
    measured: Measured


class FormsDialog(QDialog):
    """``letter``: prepares a letter with the file that was made."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        measured: Measured,
        letter: Callable[[MadeFile], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._measured = measured
        self._letter = letter
        self._made: MadeFile | None = None
        self.setWindowTitle("Формы района")
        self.load = QPushButton("Загрузить форму…", self)
        self.load.setToolTip("Пустая форма района, книга Excel (.xlsx)")
        self.mark = QPushButton("Разметить…", self)
        self.mark.setToolTip("Указать, в какие ячейки что писать")
        self.fill = QPushButton("Заполнить…", self)
        self.fill.setProperty("kind", "primary")
        self.renew = QPushButton("Обновить файл…", self)
        self.renew.setToolTip("Форма следующего года: разметка перейдёт туда, где те же подписи")
        self.rename = QPushButton("Переименовать…", self)
        self.remove = QPushButton("Удалить", self)
        self.notice = Notice(parent=self)
        self.open_button = self.notice.add_button("Открыть", self._open, below=True)
        self.letter_button = self.notice.add_button("Письмо с формой…", self._send, below=True)
        self.panel: TablePanel[keeping.FormRow] = TablePanel(
            [
                Column("title", "Форма", lambda row: row.title, width=380, strong=True),
                Column("cells", "Ячеек размечено", lambda row: row.cells, width=130),
                Column("tables", "Таблиц", lambda row: row.tables, width=90),
                Column("state", "Готовность", _state, width=220),
            ],
            lambda row: row.id,
            host.state,
            "monitoring_forms",
            empty=EmptyState(
                "table",
                "Форм района пока нет",
                "Загрузите пустую форму из района и один раз покажите, что куда писать. "
                "Дальше программа будет заполнять её сама.",
                [NextStep("Загрузить форму…", self.load_form, primary=True)],
            ),
            hint="Найти форму…",
            parent=self,
        )
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Reads the forms anew."""
        forms = keeping.list_forms(self._workspace)
        self.panel.set_rows(forms)
        if forms and self.chosen is None:
            self.panel.show_id(forms[0].id)
        self._enable()

    @property
    def chosen(self) -> keeping.FormRow | None:
        """The form in hand."""
        number = self.panel.table.current_id()
        return None if number is None else self.panel.model.find(number)

    # --- what a person does

    @told()
    def load_form(self) -> None:
        """A file is chosen, kept and opened for marking."""
        path = self._ask_file("Выберите форму района")
        if path is None:
            return
        number = keeping.keep_form(self._workspace, path)
        self._host.changed(None)
        self.refresh()
        self.panel.show_id(number)
        self.mark_form()

    @told()
    def mark_form(self) -> None:
        """The screen of marking."""
        form = self.chosen
        if form is None:
            return
        view = keeping.view_of(self._workspace, form)
        sources = read_sources(self._workspace, self._measured.period)
        if run_dialog(MappingDialog(self._workspace, form, view, sources, self)):
            self._host.changed(None, "Разметка формы сохранена")
            self.refresh()

    @told()
    def fill_form(self) -> None:
        """Asks where to, fills and tells what could not be filled."""
        form = self.chosen
        if form is None:
            return
        made = filling.fill(self._workspace, form.id, self._measured.period)
        if not may_leave(self, made.records, exports.MANY):
            return
        path = ask_target(self, "Сохранить заполненную форму", self._folder(), Path(made.name).stem, "xlsx")
        if path is None:
            return
        self._workspace.refuse_own_file(path)
        files.write_bytes(path, made.content)
        note_leaving("xlsx", f"Форма района: {form.title}", path, made.records)
        self._host.state.put(FOLDER_KEY, str(path.parent))
        self._made = MadeFile(path, self._measured)
        self._tell(made, path)

    @told()
    def renew_form(self) -> None:
        """The form of the next year in the place of the old one."""
        form, path = self.chosen, None
        if form is not None:
            path = self._ask_file("Выберите новый файл этой формы")
        if form is None or path is None:
            return
        lost = keeping.renew_form(self._workspace, form.id, path)
        self._host.changed(None, "Файл формы обновлён")
        self.refresh()
        if lost:
            rest = f" и ещё {len(lost) - 5}" if len(lost) > 5 else ""
            self._say(
                f"Не нашлось мест с прежними подписями: {'; '.join(lost[:5])}{rest}. Проверьте разметку.",
                "warn",
                made=False,
            )
        else:
            self._say("Вся разметка перешла в новый файл. Взгляните на неё перед заполнением.", "ok", made=False)

    @told()
    def rename_form(self) -> None:
        """Another name in the list."""
        form = self.chosen
        if form is None:
            return
        dialog = FormDialog(
            "Название формы",
            [Section("", [[TextField("title", "Название", required=True)]])],
            lambda values: keeping.rename_form(self._workspace, form.id, str(values["title"] or "")),
            values={"title": form.title},
            size=(520, 200),
            parent=self,
        )
        if run_dialog(dialog):
            self._host.changed(None, "Форма переименована")
            self.refresh()

    @told()
    def remove_form(self) -> None:
        """Out of the list; «Отменить» brings it back."""
        form = self.chosen
        if form is not None:
            keeping.remove_form(self._workspace, form.id)
            self._host.changed(None, f"Форма «{form.title}» удалена")
            self.refresh()

    # --- inside

    def _tell(self, made: filling.Filled, path: Path) -> None:
        parts = [f"«{path.name}»: заполнено {counted(made.cells, 'ячейка', 'ячейки', 'ячеек')}"]
        if made.records:
            parts[0] += f" и {counted(made.records, 'строка', 'строки', 'строк')} таблиц"
        parts[0] += f", на {date_short(made.on)}."
        if made.missing:
            rest = f" и ещё {len(made.missing) - 4}" if len(made.missing) > 4 else ""
            parts.append(f"Осталось пустым: {'; '.join(made.missing[:4])}{rest}.")
        parts += made.remarks[:_MOST_REMARKS]
        if len(made.remarks) > _MOST_REMARKS:
            parts.append(f"И ещё замечаний: {len(made.remarks) - _MOST_REMARKS}.")
        self._say("\n".join(parts), "warn" if made.missing else "ok", made=True)

    def _say(self, text: str, tone: str, *, made: bool) -> None:
        self.notice.say(text, "warn" if tone == "warn" else "ok")
        self.open_button.setVisible(made)
        self.letter_button.setVisible(made)

    @told()
    def _open(self) -> None:
        if self._made is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.path))):
            raise KnownProblem(
                f"Программы для книг Excel не нашлось. Откройте файл сами: «{self._made.path.name}» в папке "
                f"«{self._made.path.parent}»."
            )

    @told()
    def _send(self) -> None:
        if self._made is not None:
            self._letter(self._made)

    def _ask_file(self, title: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._folder()), "Книги Excel (*.xlsx)")
        if not chosen:
            return None
        path = Path(chosen)
        self._host.state.put(FOLDER_KEY, str(path.parent))
        return path

    def _folder(self) -> Path:
        return start_folder(self._host.state, FOLDER_KEY)

    def _enable(self) -> None:
        form = self.chosen
        for button in (self.mark, self.renew, self.rename, self.remove):
            button.setEnabled(form is not None)
        self.fill.setEnabled(form is not None and bool(form.marks))

    def _build(self) -> None:
        about = QLabel(f"Заполняется за период: {self._measured.title}, срез на {date_short(self._measured.on)}.", self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        acts = (
            (self.load, self.load_form),
            (self.mark, self.mark_form),
            (self.fill, self.fill_form),
            (self.renew, self.renew_form),
            (self.rename, self.rename_form),
            (self.remove, self.remove_form),
        )
        for button, act in acts:
            button.clicked.connect(act)
        for button in (*(one for one, _act in acts), close):
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.setSpacing(8)
        for button in (self.load, self.mark, self.fill):
            top.addWidget(button)
        top.addStretch(1)
        foot = foot_row(close, left=(self.renew, self.rename, self.remove))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(about)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)
        self.panel.table.current_changed.connect(lambda _id: self._enable())
        self.panel.table.opened.connect(lambda _id: self.mark_form())
        self.panel.table.delete_requested.connect(lambda _ids: self.remove_form())
        fit_to_screen(self, 940, 560)


def _state(row: keeping.FormRow) -> str:
    return "можно заполнять" if row.marks else "нужно разметить"
