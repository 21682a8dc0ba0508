"""«Нормы»: what orders cite, from when to when it is in force; changed, added, hidden, returned to what was shipped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from curator_app.services.papers import norm_library
from curator_app.services.papers.norm_library import ROLE_LABELS, NormEntry, NormRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, DayField, FlagField, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.common.theme import colours
from curator_app.ui.papers.small_buttons import buttons

_ID = int(Qt.ItemDataRole.UserRole)


class NormsDialog(QDialog):
    """The list; changes are made at once and may be undone."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Нормы, на которые ссылаются приказы")
        self._host = host
        self._workspace = workspace
        self._rows: dict[str, NormRow] = {}
        self.search = SearchBar("Найти норму…", self)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Нормы")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add, self.edit, self.hide_button, self.reset = buttons(
            self,
            ("Добавить…", "plus", self._add),
            ("Изменить…", "edit", self._edit),
            ("Скрыть", "eye", self._hide),
            ("Вернуть исходную", "undo", self._reset),
        )
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.add, self.edit, self.hide_button, self.reset):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.search.query_changed.connect(lambda _text: self.refresh())
        self.search.left_down.connect(self.list.setFocus)
        self.list.itemActivated.connect(lambda _item: self._edit())
        self.list.itemSelectionChanged.connect(self._look)
        fit_to_screen(self, 820, 560)
        self.refresh()

    def refresh(self) -> None:
        """Reads the norms anew; the one chosen stays."""
        from curator_app.texts.collation import fold, words

        chosen = self.chosen()
        wanted = words(self.search.text())
        rows = norm_library.list_norms(self._workspace)
        self._rows = {row.id: row for row in rows}
        self.list.clear()
        shown = [row for row in rows if all(word in fold(f"{row.title} {row.text}") for word in wanted)]
        for row in shown:
            item = QListWidgetItem(f"{row.title}\n{_told(row)}", self.list)
            item.setData(_ID, row.id)
            item.setToolTip(row.text)
            if row.hidden or not row.in_force:
                item.setForeground(QColor(colours().muted))
            if chosen is not None and row.id == chosen.id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and shown:
            self.list.setCurrentRow(0)
        self.search.count(len(shown), len(rows))
        self._look()

    def chosen(self) -> NormRow | None:
        """The norm selected."""
        row = self.list.currentRow()
        return self._rows.get(str(self.list.item(row).data(_ID))) if row >= 0 else None

    def _look(self) -> None:
        row = self.chosen()
        self.edit.setEnabled(row is not None)
        self.hide_button.setEnabled(row is not None)
        self.hide_button.setText("Показывать" if row is not None and row.hidden else "Скрыть")
        own = row is not None and not row.shipped
        self.reset.setText("Удалить" if own else "Вернуть исходную")
        self.reset.setEnabled(row is not None and (own or row.changed or row.hidden))

    def _add(self) -> None:
        self._ask(None)

    def _edit(self) -> None:
        if (row := self.chosen()) is not None:
            self._ask(row)

    @told()
    def _hide(self) -> None:
        if (row := self.chosen()) is not None:
            norm_library.hide_norm(self._workspace, row.id, hidden=not row.hidden)
            self._done("Норма показывается" if row.hidden else "Норма скрыта")

    @told()
    def _reset(self) -> None:
        if (row := self.chosen()) is not None:
            norm_library.reset_norm(self._workspace, row.id)
            self._done("Возвращена исходная норма" if row.shipped else "Норма удалена")

    def _done(self, what: str) -> None:
        self._host.changed(None, what)
        self.refresh()

    def _ask(self, row: NormRow | None) -> None:
        dialog = norm_dialog(self._workspace, row, self)
        if run_dialog(dialog):
            self._done("Норма сохранена")


def norm_dialog(workspace: Workspace, row: NormRow | None, parent: QWidget | None) -> FormDialog:
    """The form of one norm."""
    today = workspace.clock.today()
    sections = [
        Section(
            "",
            [
                [TextField("title", "Как называется в списке", required=True, limit=200)],
                [ChoiceField("role", "Где стоит в преамбуле", list(ROLE_LABELS.items()), empty="")],
                [
                    LinesField(
                        "wording",
                        "Как пишется в приказе",
                        rows=3,
                        required=True,
                        placeholder="приказом управления образования от 01.09.2026 № 120",
                    )
                ],
                [DayField("valid_from", "Действует с", today), DayField("valid_to", "Действует по", today)],
                [FlagField("workers", "Отмечать в приказах о работниках"), FlagField("pupils", "Об обучающихся")],
            ],
        )
    ]
    values: Values = {"role": "according"}
    if row is not None:
        values = {
            "title": row.title,
            "role": row.role,
            "wording": row.text,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "workers": "workers" in row.default_for,
            "pupils": "pupils" in row.default_for,
        }

    def keep(told_values: Values) -> None:
        entry = NormEntry(
            title=told_values["title"] or "",
            text=" ".join((told_values["wording"] or "").split()),
            role=told_values["role"],
            valid_from=told_values["valid_from"],
            valid_to=told_values["valid_to"],
            default_for=tuple(one for one in ("workers", "pupils") if told_values[one]),
        )
        norm_library.save_norm(workspace, entry, row.id if row is not None else None)

    title = "Изменить норму" if row is not None else "Новая норма"
    return FormDialog(title, sections, keep, values=values, size=(640, 480), parent=parent)


def _told(row: NormRow) -> str:
    if row.valid_from is None and row.valid_to is None:
        when = "без срока"
    else:
        start = f"с {row.valid_from:%d.%m.%Y}" if row.valid_from is not None else ""
        end = f"по {row.valid_to:%d.%m.%Y}" if row.valid_to is not None else ""
        when = f"действует {start} {end}".replace("  ", " ").strip()
    marks = [when]
    if not row.in_force:
        marks.append("сейчас не действует")
    if row.hidden:
        marks.append("скрыта")
    if not row.shipped:
        marks.append("своя")
    elif row.changed:
        marks.append("изменена школой")
    return ", ".join(marks)
