"""«Реестр для информационной системы»: own columns, own headings, own codes; saved as .xlsx or .csv."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.monitoring.forms import registers
from curator_app.services.monitoring.forms.registers import Register, RegisterColumn, RegisterData
from curator_app.services.monitoring.forms.sources import OWN_TEXT, read_sources
from curator_app.services.monitoring.forms.sources import shown as told_value
from curator_app.services.monitoring.rows import Measured
from curator_app.services.privacy import exports
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.captioned import Captioned, Choice, line_edit
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.errors import told
from curator_app.ui.common.leaving import may_leave, note_leaving
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.monitoring.forms.forms_dialog import FOLDER_KEY

_HEADING, _SOURCE, _CODES, _SAMPLE = range(4)
_CONSTANT = "Один и тот же текст (впишите в «Коды»)"
_DATES = (("31.12.2026, дата", "date"), ("2026-12-31, текст", "iso"), ("31/12/2026, текст", "slash"))


class RegisterDialog(QDialog):
    """A profile in work; what is in it is what is written."""

    def __init__(self, host: PageHost, workspace: Workspace, measured: Measured, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._sources = read_sources(workspace, measured.period)
        self._saved: RegisterData | None = None
        self.setWindowTitle("Реестр для информационной системы")
        self.profile = Choice(self)
        self.profile.setAccessibleName("Профиль реестра")
        self.title = line_edit(limit=200)
        self.table = Choice(self)
        for one in self._sources.tables.values():
            self.table.addItem(f"{one.title} — {len(one.rows)}", one.title)
        self.dates = Choice(self)
        for name, code in _DATES:
            self.dates.addItem(name, code)
        self.columns = QTableWidget(0, 4, self)
        self.columns.setCornerButtonEnabled(False)
        self.columns.setHorizontalHeaderLabels(("Заголовок в файле", "Что писать", "Коды", "Первая запись"))
        self.columns.setAccessibleName("Столбцы реестра")
        self.notice = Notice(parent=self)
        self.consented = QCheckBox("Только те, у кого есть согласие на обработку персональных данных", self)
        self.told = QLabel(self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self._build()
        self._fill_profiles(None)
        self._take_profile()

    @property
    def data(self) -> RegisterData:
        """What the window holds. Raises KnownProblem for codes that are not understood."""
        rows = range(self.columns.rowCount())
        return RegisterData(
            title=self.title.text(),
            table=str(self.table.currentData()),
            columns=tuple(self._column(row) for row in rows),
            dates=str(self.dates.currentData()),
        )

    # --- what a person does

    def add_column(self, column: RegisterColumn | None = None) -> None:
        """One more column, below the one in hand."""
        row = self.columns.currentRow() + 1 if column is None and self.columns.rowCount() else self.columns.rowCount()
        self._put(row, column or RegisterColumn("", ""))
        if column is None:
            self.columns.setCurrentCell(row, _HEADING)
            self.columns.setFocus()
            self._look()

    def remove_column(self) -> None:
        """The column in hand goes."""
        row = self.columns.currentRow()
        if row >= 0:
            self.columns.removeRow(row)
            self._look()

    @told()
    def move_column(self, by: int) -> None:
        """The column in hand up (−1) or down (1)."""
        row = self.columns.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self.columns.rowCount():
            return
        column = self._column(row)
        self.columns.removeRow(row)
        self._put(target, column)
        self.columns.setCurrentCell(target, _HEADING)
        self._look()

    @told()
    def save_profile(self) -> None:
        """Keeps the profile under its name."""
        number = self.profile.currentData()
        saved = registers.save_register(self._workspace, self.data, number)
        self._host.changed(None, "Профиль реестра сохранён")
        self._fill_profiles(saved)
        self._saved = self.data

    @told()
    def remove_profile(self) -> None:
        """Out of the list; «Отменить» brings it back."""
        number = self.profile.currentData()
        if number is not None:
            registers.remove_register(self._workspace, int(number))
            self._host.changed(None, "Профиль реестра удалён")
        self._fill_profiles(None)
        self._take_profile()

    @told()
    def save_xlsx(self) -> None:
        """Writes the workbook."""
        data = self.data
        register = self._made(data)
        self._write(data.title, "xlsx", lambda: registers.register_xlsx(data, register))

    @told()
    def save_csv(self) -> None:
        """Writes the text."""
        register = self._made(self.data)
        self._write(self.title.text(), "csv", lambda: registers.register_csv(register))

    def reject(self) -> None:
        """A profile that was changed is not thrown away without a question."""
        if self._dirty() and not confirm(
            self,
            "Закрыть без сохранения профиля?",
            "Закрыть без сохранения",
            detail="Изменённые столбцы пропадут.",
            cancel="Вернуться",
            danger=True,
        ):
            return
        super().reject()

    # --- inside

    def _dirty(self) -> bool:
        try:
            return self.data != self._saved
        except KnownProblem:
            return True

    def _write(self, title: str, suffix: str, make: Callable[[], bytes]) -> None:
        if not may_leave(self, exports.people_in_base(self._workspace), exports.MANY):
            return
        folder = start_folder(self._host.state, FOLDER_KEY)
        path = ask_target(self, "Сохранить реестр", folder, files.safe_name(title), suffix)
        if path is None:
            return
        self._workspace.refuse_own_file(path)
        files.write_bytes(path, make())
        note_leaving("register", title, path, exports.people_in_base(self._workspace))
        self._host.state.put(FOLDER_KEY, str(path.parent))
        self._host.toast(f"Сохранено: {path.name}")

    def _fill_profiles(self, chosen: int | None) -> None:
        self.profile.clear()
        self.profile.addItem("Новый реестр", None)
        for one in registers.list_registers(self._workspace):
            self.profile.addItem(one.title, one.id)
        place = self.profile.findData(chosen) if chosen is not None else min(1, self.profile.count() - 1)
        self.profile.setCurrentIndex(max(0, place))

    def _take_profile(self) -> None:
        number = self.profile.currentData()
        found: RegisterData = next(
            (one for one in registers.list_registers(self._workspace) if one.id == number), registers.usual_register()
        )
        self.title.setText(found.title)
        self.title.setCursorPosition(0)
        self.table.setCurrentIndex(max(0, self.table.findData(found.table)))
        self.dates.setCurrentIndex(max(0, self.dates.findData(found.dates)))
        self.columns.setRowCount(0)
        for one in found.columns:
            self.add_column(one)
        self._look()
        self._saved = self.data

    def _made(self, data: RegisterData) -> Register:
        return registers.make_register(data, self._sources, consented=self.consented.isChecked())

    def _put(self, row: int, column: RegisterColumn) -> None:
        self.columns.blockSignals(True)
        self.columns.insertRow(row)
        constant = column.source.startswith(OWN_TEXT)
        codes = column.source.removeprefix(OWN_TEXT) if constant else write_codes(column.codes)
        self.columns.setItem(row, _HEADING, QTableWidgetItem(column.heading))
        self.columns.setItem(row, _CODES, QTableWidgetItem(codes))
        sample = QTableWidgetItem("")
        sample.setFlags(sample.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.columns.setItem(row, _SAMPLE, sample)
        choice = Choice(self.columns)
        choice.setAccessibleName("Что писать")
        self._offer(choice, OWN_TEXT if constant else column.source)
        choice.activated.connect(lambda _index: self._source_chosen(choice))
        self.columns.setCellWidget(row, _SOURCE, choice)
        self.columns.setRowHeight(row, choice.sizeHint().height() + 4)
        self.columns.blockSignals(False)

    def _offer(self, choice: Choice, chosen: str) -> None:
        choice.clear()
        choice.addItem("— выберите —", "")
        for name in self._sources.tables[str(self.table.currentData())].columns:
            choice.addItem(name, name)
        choice.addItem(_CONSTANT, OWN_TEXT)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))

    def _source_chosen(self, choice: Choice) -> None:
        """An empty heading becomes the name of the column."""
        for row in range(self.columns.rowCount()):
            if self.columns.cellWidget(row, _SOURCE) is choice:
                heading = self.columns.item(row, _HEADING)
                if heading is not None and not heading.text().strip() and choice.currentData() != OWN_TEXT:
                    heading.setText(str(choice.currentData()))
        self._look()

    def _table_chosen(self) -> None:
        for row in range(self.columns.rowCount()):
            choice = self.columns.cellWidget(row, _SOURCE)
            if isinstance(choice, Choice):
                self._offer(choice, str(choice.currentData()))
        self._look()

    def _column(self, row: int) -> RegisterColumn:
        choice = self.columns.cellWidget(row, _SOURCE)
        heading, codes = self.columns.item(row, _HEADING), self.columns.item(row, _CODES)
        assert isinstance(choice, Choice)
        assert heading is not None
        assert codes is not None
        source = str(choice.currentData() or "")
        if source == OWN_TEXT:
            return RegisterColumn(heading.text().strip(), f"{OWN_TEXT}{codes.text().strip()}")
        return RegisterColumn(heading.text().strip(), source, read_codes(codes.text(), heading.text()))

    def _look(self) -> None:
        """The first record, and what is empty or has no code."""
        try:
            register = self._made(self.data)
        except KnownProblem as problem:
            self.notice.say(problem.message, "danger")
            self.told.setText("")
            return
        people = counted(len(register.rows), "запись", "записи", "записей")
        told = f"В файле будут личные данные: {people}. Храните и передавайте его только защищённым путём."
        self.consented.setVisible(register.without_consent > 0)
        if register.without_consent and not self.consented.isChecked():
            whose = counted(register.without_consent, "записи", "записях", "записях")
            told += f" Нет действующего согласия на обработку персональных данных — в {whose}."
        self.notice.say(told, "warn")
        rest = f" и ещё {len(register.remarks) - 3}" if len(register.remarks) > 3 else ""
        self.told.setText("; ".join(register.remarks[:3]) + rest)
        self.columns.blockSignals(True)
        for row in range(self.columns.rowCount()):
            sample = self.columns.item(row, _SAMPLE)
            if sample is not None:
                sample.setText(told_value(register.rows[0][row]) if register.rows else "")
        self.columns.blockSignals(False)

    def _build(self) -> None:
        header = self.columns.horizontalHeader()
        for column, mode in (
            (_HEADING, QHeaderView.ResizeMode.Stretch),
            (_SOURCE, QHeaderView.ResizeMode.Stretch),
            (_CODES, QHeaderView.ResizeMode.Interactive),
            (_SAMPLE, QHeaderView.ResizeMode.Interactive),
        ):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(_CODES, 170)
        header.resizeSection(_SAMPLE, 170)
        codes = self.columns.horizontalHeaderItem(_CODES)
        if codes is not None:
            codes.setToolTip("Что писать вместо значения: м=1; ж=2")
        self.columns.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.columns.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.columns.itemChanged.connect(lambda _item: self._look())
        self.profile.activated.connect(lambda _index: self._take_profile())
        self.table.activated.connect(lambda _index: self._table_chosen())
        self.dates.activated.connect(lambda _index: self._look())
        self.consented.toggled.connect(lambda _on: self._look())
        head = QHBoxLayout()
        head.setSpacing(10)
        named: tuple[tuple[str, QLineEdit | Choice], ...] = (
            ("Профиль", self.profile),
            ("Название", self.title),
            ("Строки", self.table),
            ("Даты", self.dates),
        )
        for label, editor in named:
            head.addWidget(Captioned(label, editor), 2 if editor is self.table else 1)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        self._buttons(
            acts,
            ("Добавить столбец", lambda: self.add_column(), ""),
            ("Выше", lambda: self.move_column(-1), ""),
            ("Ниже", lambda: self.move_column(1), ""),
            ("Убрать", self.remove_column, ""),
        )
        acts.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._buttons(
            foot, ("Сохранить профиль", self.save_profile, ""), ("Удалить профиль", self.remove_profile, "quiet")
        )
        foot.addStretch(1)
        self._buttons(
            foot,
            ("Файл Excel…", self.save_xlsx, "primary"),
            ("Файл CSV…", self.save_csv, ""),
            ("Закрыть", self.reject, ""),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(self.consented)
        layout.addWidget(self.columns, 1)
        layout.addLayout(acts)
        layout.addWidget(self.told)
        layout.addLayout(foot)
        fit_to_screen(self, 1060, 640)

    def _buttons(self, row: QHBoxLayout, *told: tuple[str, Callable[[], object], str]) -> None:
        for words, act, kind in told:
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            if kind:
                button.setProperty("kind", kind)
            button.clicked.connect(lambda _on=False, run=act: run())
            row.addWidget(button)


def read_codes(text: str, heading: str) -> tuple[tuple[str, str], ...]:
    """«м=1; ж=2» as pairs. Raises KnownProblem naming the column."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        value, sign, code = part.partition("=")
        if not sign or not value.strip():
            raise KnownProblem(f"Коды столбца «{heading[:60]}» не понятны: «{part[:40]}». Пишите так: м=1; ж=2.")
        found.append((value.strip(), code.strip()))
    return tuple(found)


def write_codes(codes: tuple[tuple[str, str], ...]) -> str:
    """Pairs as «м=1; ж=2»."""
    return "; ".join(f"{value}={code}" for value, code in codes)
