"""«Вставить поле»: a field by its Russian name, the case and the form by menus, with an example beside."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.documents.template_fields import (
    AGREE,
    CASE_MENU,
    DATE_MENU,
    FORM_MENU,
    GROUPS,
    FieldForm,
    TemplateField,
    example,
    template_fields,
    usual_form,
)
from curator_app.texts.collation import fold, words
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.fields import ChoiceField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice

_PATH = int(Qt.ItemDataRole.UserRole)


class FieldDialog(QDialog):
    """``form`` is what was chosen. Typing searches, arrows go through the list, Enter takes."""

    def __init__(self, code: str, form: FieldForm | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Изменить поле" if form is not None else "Вставить поле")
        self._fields: dict[str, TemplateField] = {field.path: field for field in template_fields(code)}
        if form is not None and form.path not in self._fields:
            told = TemplateField(form.path, _told(form), "", form.kind)
            self._fields = {form.path: told, **self._fields}
        self.form: FieldForm | None = form
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Найти поле: наставник, директор, дата…")
        self.search.setAccessibleName("Найти поле")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Поля")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.case = ChoiceField("case", "Падеж", CASE_MENU, empty="")
        self.shape = ChoiceField("form", "Как написать", FORM_MENU, empty="")
        self.he = TextField("he", "О мужчине", placeholder="ознакомлен", limit=60)
        self.she = TextField("she", "О женщине", placeholder="ознакомлена", limit=60)
        self.date = ChoiceField("date", "Как написать", DATE_MENU, empty="")
        self.example = Notice("info", parent=self)
        self.take = QPushButton("Изменить" if form is not None else "Вставить", self)
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        self._cancel = QPushButton("Отмена", self)
        self._build()
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.list.itemActivated.connect(lambda _item: self.accept())
        for field in (self.case, self.shape, self.he, self.she, self.date):
            field.edited.connect(self._changed)
        self.take.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._fill()
        if form is not None:
            self._show_path(form.path)
            self._show_form(form)
        fit_to_screen(self, 820, 540)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down in the search go through the list."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.search.hasFocus():
            self.list.setFocus()
            self.list.keyPressEvent(event)
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        self._hint = QLabel("Это поле печатается как есть.", self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        for part in (self._hint, self.case, self.shape, self.he, self.she, self.date, self.example):
            right.addWidget(part)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        middle.addLayout(left, 5)
        middle.addLayout(right, 4)
        foot = foot_row(self.take, self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _fill(self) -> None:
        wanted = words(self.search.text())
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        group: str | None = None
        for field in self._fields.values():
            told = fold(f"{field.words} {GROUPS[field.group]}")
            if not all(word in told for word in wanted):
                continue
            if field.group != group:
                group = field.group
                heading = QListWidgetItem(GROUPS[group], self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(f"   {field.words}", self.list)
            item.setData(_PATH, field.path)
        del blocker
        first = next((row for row in range(self.list.count()) if self.list.item(row).data(_PATH)), None)
        if first is not None:
            self.list.setCurrentRow(first)
        else:
            self._chosen()

    def _show_path(self, path: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_PATH) == path:
                self.list.setCurrentRow(row)

    def _chosen(self) -> None:
        field = self._fields.get(self._path())
        self.take.setEnabled(field is not None)
        before = self.form
        self.form = None
        if field is not None:
            self.form = usual_form(field)
            if before is not None and before.kind == field.kind:
                self.form = replace(before, path=field.path)
        self._show_form(self.form)

    def _path(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_PATH)) if row >= 0 else ""

    def _show_form(self, form: FieldForm | None) -> None:
        self.form = form
        kind = form.kind if form is not None else "text"
        human = kind in ("person", "people")
        agree = form is not None and form.form == AGREE
        self._hint.setVisible(kind == "text")
        self.case.setVisible(human and not agree)
        self.shape.setVisible(human)
        self.he.setVisible(agree)
        self.she.setVisible(agree)
        self.date.setVisible(kind == "date")
        if form is None:
            self.example.say("")
            return
        self.case.set_value(form.case)
        self.shape.set_value(form.form or "full")
        self.date.set_value(form.form if kind == "date" else "date_short")
        if form.form == AGREE and not (self.he.line.hasFocus() or self.she.line.hasFocus()):
            self.he.set_value(form.words[0])
            self.she.set_value(form.words[1])
        shown = example(form)
        self.example.say(f"Например: {shown}" if shown else "")

    def _changed(self) -> None:
        if self.form is None:
            return
        if self.form.kind == "date":
            self._show_form(replace(self.form, form=self.date.value()))
            return
        shape = self.shape.value()
        chosen = (self.he.value() or "", self.she.value() or "")
        case = "" if shape == AGREE else self.case.value()
        self._show_form(replace(self.form, case=case, form=shape, words=chosen if shape == AGREE else ("", "")))


def _told(form: FieldForm) -> str:
    from curator_app.documents.template_words import path_words

    return path_words(form.path)
