"""«Исправить падежи»: of a person's name and of a post; what is put right here is remembered for all papers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.names import Gender, PersonName
from curator_app.runtime.errors import InvalidInput
from curator_app.services import people
from curator_app.services.papers import name_forms
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import OBLIQUE, Case
from curator_app.ui.common.captioned import line_edit
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice

CASE_WORDS: Mapping[Case, tuple[str, str]] = {
    Case.NOMINATIVE: ("именительный", "кто?"),
    Case.GENITIVE: ("родительный", "(нет) кого?"),
    Case.DATIVE: ("дательный", "(дать) кому?"),
    Case.ACCUSATIVE: ("винительный", "(вижу) кого?"),
    Case.INSTRUMENTAL: ("творительный", "(горжусь) кем?"),
    Case.PREPOSITIONAL: ("предложный", "(думаю) о ком?"),
}
_PARTS = ("surname", "first_name", "patronymic")
_PART_WORDS = {"surname": "Фамилия", "first_name": "Имя", "patronymic": "Отчество"}


class _CasesDialog(QDialog):
    """The frame of both editors: a heading, the table of cases, the buttons."""

    def __init__(self, title: str, heading: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        name = QLabel(heading, self)
        name.setProperty("role", "heading")
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        words = QLabel(hint, self)
        words.setProperty("role", "small")
        words.setWordWrap(True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(8)
        self.problem = Notice("danger", parent=self)
        self.save = QPushButton("Запомнить", self)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        self.foot.addWidget(cancel)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(10)
        self.body.addWidget(name)
        self.body.addWidget(words)
        self.body.addLayout(self.grid)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.body.addLayout(self.foot)

    def add_case(self, place: int, case: Case) -> None:
        """The name of a case at the left of its row."""
        word, question = CASE_WORDS[case]
        label = QLabel(f"{word[:1].upper()}{word[1:]}\n{question}", self)
        label.setProperty("role", "small")
        self.grid.addWidget(label, place, 0)


class NameCasesDialog(_CasesDialog):
    """Five cases of a name in three parts. «Не склонять» keeps the surname as it is."""

    def __init__(self, workspace: Workspace, person_id: int, parent: QWidget | None = None) -> None:
        person = people.get_person(workspace, person_id)
        super().__init__(
            "Исправить падежи",
            person.full_name,
            "Исправьте то, что написано неверно. Исправленное запомнится и будет стоять во всех следующих документах.",
            parent,
        )
        self._workspace = workspace
        self._person = person
        self._gender: Gender | None = "m" if person.gender == "m" else "f" if person.gender == "f" else None
        self.edits: dict[Case, dict[str, QLineEdit]] = {}
        shown = [part for part in _PARTS if part != "patronymic" or person.patronymic]
        for column, part in enumerate(shown, start=1):
            caption = QLabel(_PART_WORDS[part], self)
            caption.setProperty("role", "field")
            self.grid.addWidget(caption, 0, column)
            self.grid.setColumnStretch(column, 1)
        for place, row in enumerate(name_forms.get_name_forms(workspace, person_id), start=1):
            self.add_case(place, row.case)
            self.edits[row.case] = {}
            for column, part in enumerate(shown, start=1):
                edit = line_edit(getattr(row.name, part) or "", limit=100)
                edit.setAccessibleName(f"{_PART_WORDS[part]}, {CASE_WORDS[row.case][0]} падеж")
                edit.textEdited.connect(lambda _text: self._mark())
                self.edits[row.case][part] = edit
                self.grid.addWidget(edit, place, column)
        self.indeclinable = QCheckBox("Не склонять фамилию", self)
        self.indeclinable.setChecked(person.indeclinable)
        self.indeclinable.clicked.connect(self._surname_stays)
        self.body.insertWidget(3, self.indeclinable)
        self.by_rules = QPushButton("Вернуть по правилам", self)
        self.by_rules.setProperty("kind", "quiet")
        self.by_rules.clicked.connect(self._back)
        self.foot.insertWidget(0, self.by_rules)
        self.save.clicked.connect(self._save)
        self._mark()
        fit_to_screen(self, 760, 460)
        self.edits[Case.GENITIVE]["surname"].setFocus()

    def _reckoned(self) -> Mapping[Case, PersonName]:
        forms = dict(name_forms.reckoned_forms(self._person.name, self._gender))
        if self.indeclinable.isChecked():
            forms = {
                case: PersonName(self._person.surname, form.first_name, form.patronymic) for case, form in forms.items()
            }
        return forms

    def _mark(self) -> None:
        """What differs from the rules stands bold."""
        reckoned = self._reckoned()
        for case, parts in self.edits.items():
            for part, edit in parts.items():
                font = edit.font()
                font.setBold(edit.text().strip() != (getattr(reckoned[case], part) or ""))
                edit.setFont(font)

    def _surname_stays(self) -> None:
        reckoned = self._reckoned()
        for case, parts in self.edits.items():
            parts["surname"].setText(reckoned[case].surname)
        self._mark()

    def _back(self) -> None:
        self.indeclinable.setChecked(False)
        reckoned = self._reckoned()
        for case, parts in self.edits.items():
            for part, edit in parts.items():
                edit.setText(getattr(reckoned[case], part) or "")
        self._mark()

    @told()
    def _save(self) -> None:
        forms = {
            case: PersonName(
                parts["surname"].text().strip(),
                parts["first_name"].text().strip(),
                parts["patronymic"].text().strip() or None if "patronymic" in parts else None,
            )
            for case, parts in self.edits.items()
        }
        try:
            name_forms.set_name_forms(
                self._workspace, self._person.id, forms, indeclinable=self.indeclinable.isChecked()
            )
        except InvalidInput as refusal:
            self.problem.say(refusal.message)
            return
        self.accept()


class PostCasesDialog(_CasesDialog):
    """Five cases of a post that the program does not know; asked once, remembered for everybody with this post."""

    def __init__(self, workspace: Workspace, post: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Падежи должности",
            post,
            "Проверьте, как должность стоит в каждом падеже. Это запомнится для всех, у кого такая должность.",
            parent,
        )
        self._workspace = workspace
        self._post = post
        self.edits: dict[Case, QLineEdit] = {}
        forms = name_forms.get_post_forms(workspace, post)
        self.grid.setColumnStretch(1, 1)
        for place, case in enumerate(OBLIQUE):
            self.add_case(place, case)
            edit = line_edit(forms[case], limit=300)
            edit.setAccessibleName(f"Должность, {CASE_WORDS[case][0]} падеж")
            self.edits[case] = edit
            self.grid.addWidget(edit, place, 1)
        self.save.clicked.connect(self._save)
        fit_to_screen(self, 620, 400)
        self.edits[Case.GENITIVE].setFocus()

    @told()
    def _save(self) -> None:
        forms = {case: edit.text().strip() for case, edit in self.edits.items()}
        try:
            name_forms.teach_post(self._workspace, self._post, forms)
        except InvalidInput as refusal:
            self.problem.say(refusal.message)
            return
        self.accept()
