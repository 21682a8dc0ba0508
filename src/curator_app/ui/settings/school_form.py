"""The fields of the school, in the order a curator thinks, and what they hold as a command."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox

from curator_app.runtime.errors import FieldProblem
from curator_app.services import people, school
from curator_app.services.people import PersonData
from curator_app.services.school import SchoolData
from curator_app.services.workspace import Workspace
from curator_app.ui.common.captioned import line_edit, text_edit
from curator_app.ui.common.number_box import NumberBox
from curator_app.ui.settings.field_box import FieldBox
from curator_app.ui.settings.person_choice import PersonChoice

_CURATOR_POST = "заместитель директора"
_TEXTS = (
    "short_name", "full_name", "founder", "place", "address", "phone", "email", "inn", "kpp", "ogrn",
    "director_post", "curator_order", "order_number_suffix", "municipal_body", "municipal_email",
)  # fmt: skip
_NUMBERS = ("young_max_years", "young_max_age", "default_capacity")
_WEEKS = {"пятидневная": 5, "шестидневная": 6}


class SchoolForm(QObject):
    """Holds the fields (pages put them where they like), checks each when it is left, makes the command."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._loading = False
        self.director = PersonChoice("Директор", post="директор")
        self.curator = PersonChoice("Куратор", post=_CURATOR_POST)
        self._week = QComboBox()
        self._week.addItems(list(_WEEKS))
        self._week.setMaximumWidth(200)
        boxes = (
            FieldBox("short_name", "Сокращённое наименование", line_edit(placeholder="МБОУ СОШ № 1"), required=True),
            FieldBox("full_name", "Полное наименование по Уставу", text_edit(), required=True),
            FieldBox("founder", "Учредитель", line_edit(placeholder="Администрация города …")),
            FieldBox("place", "Населённый пункт", line_edit(placeholder="г. Заречинск")),
            FieldBox("address", "Адрес", line_edit()),
            FieldBox("phone", "Телефон", line_edit(limit=60)),
            FieldBox("email", "Эл. почта", line_edit(limit=100)),
            FieldBox("inn", "ИНН", line_edit(limit=20)),
            FieldBox("kpp", "КПП", line_edit(limit=20)),
            FieldBox("ogrn", "ОГРН", line_edit(limit=24)),
            FieldBox("director", "Директор", self.director),
            FieldBox("director_post", "Должность в подписи", line_edit(limit=100, placeholder="директор")),
            FieldBox("curator", "Куратор наставничества", self.curator),
            FieldBox("curator_order", "Приказ о назначении куратора", line_edit(placeholder="№ 98-од от 28.08.2026")),
            FieldBox(
                "order_number_suffix",
                "Окончание номера приказа",
                line_edit(limit=20, placeholder="-од"),
                hint="Добавляется к номеру нового приказа.",
            ),
            FieldBox("municipal_body", "Муниципальный орган", line_edit(placeholder="Управление образования …")),
            FieldBox("municipal_email", "Эл. почта для отчёта", line_edit(limit=100)),
            FieldBox("working_week", "Рабочая неделя", self._week, hint="По ней считаются сроки в рабочих днях."),
            FieldBox(
                "default_capacity", "Наставляемых у одного наставника", NumberBox(1, 100), hint="В новых карточках."
            ),
            FieldBox("young_max_years", "Стаж не больше, полных лет", NumberBox(0, 10)),
            FieldBox("young_max_age", "Возраст меньше, лет", NumberBox(18, 80)),
        )
        self.boxes = {box.name: box for box in boxes}
        for box in boxes:
            box.edited.connect(lambda box=box: self._edited(box))
            box.left.connect(lambda box=box: self._check([box.name]))
        self.load()

    def load(self) -> None:
        """Fills the fields from the base; problems go away."""
        self._loading = True
        data = school.get_school(self._workspace)
        everybody = people.list_people(self._workspace)
        for name in _TEXTS:
            self.boxes[name].set_text(getattr(data, name) or "")
        for name in _NUMBERS:
            self._spin(name).setValue(getattr(data, name))
        self._week.setCurrentIndex(list(_WEEKS.values()).index(data.working_week))
        self.director.set_people(everybody, data.director)
        self.curator.set_people(everybody, data.curator)
        self.show_problems(())
        self._loading = False
        self._kept = self._state()
        self.changed.emit()

    @property
    def dirty(self) -> bool:
        """Whether something was changed and is not saved."""
        return self._state() != self._kept

    def data(self) -> SchoolData:
        """What the fields hold."""
        texts = {name: self.boxes[name].text() or None for name in _TEXTS}
        numbers = {name: self._spin(name).value() for name in _NUMBERS}
        return SchoolData(
            **{
                **texts,
                **numbers,
                "short_name": texts["short_name"] or "",
                "full_name": texts["full_name"] or "",
                "director_post": texts["director_post"] or "",
                "working_week": _WEEKS[self._week.currentText()],
                "director": self.director.chosen(),
                "curator": self.curator.chosen(),
            }  # type: ignore[arg-type]  # the fields of SchoolData by name
        )

    def newcomers(self) -> dict[str, PersonData]:
        """People typed anew, by role."""
        typed = {"director": self.director.newcomer(), "curator": self.curator.newcomer()}
        return {role: person for role, person in typed.items() if person is not None}

    def problems(self) -> list[FieldProblem]:
        """What saving would refuse."""
        return school.find_problems(self._workspace, self.data(), self.newcomers())

    def save(self) -> None:
        """Saves all fields in one action. Raises InvalidInput (shown by ``show_problems``)."""
        school.save_school(self._workspace, self.data(), self.newcomers())
        self.load()

    def show_problems(self, problems: Iterable[FieldProblem], only: Iterable[str] | None = None) -> None:
        """Writes the sentences under their fields; ``only`` these fields are touched."""
        told: dict[str, str] = {}
        for problem in map(self._worded, problems):
            told.setdefault(problem.field, problem.message)
        for name in only if only is not None else self.boxes:
            self.boxes[name].tell(told.get(name, ""))

    def _worded(self, problem: FieldProblem) -> FieldProblem:
        """A name typed for a role stands in one field: what is missing in it is told as a whole."""
        choice = {"director": self.director, "curator": self.curator}.get(problem.field)
        if choice is None or choice.name is not None:
            return problem
        return FieldProblem(problem.field, "Напишите фамилию, имя и отчество полностью.")

    def _edited(self, box: FieldBox) -> None:
        if not self._loading:
            box.tell("")
            self.changed.emit()

    def _check(self, names: list[str]) -> None:
        if self._loading:
            return
        filled = [name for name in names if self.boxes[name].text()]
        self.show_problems(self.problems(), only=filled)

    def _spin(self, name: str) -> QSpinBox:
        editor = self.boxes[name].input
        assert isinstance(editor, QSpinBox)
        return editor

    def _state(self) -> tuple[object, ...]:
        return self.data(), tuple(sorted(self.newcomers().items())), self.director.text, self.curator.text
