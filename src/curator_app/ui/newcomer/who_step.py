"""First step: who has come to work and when; beside it what falls due from that day."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.domain.codes import Catalogue, MenteeCategory, PersonKind, RequestSource
from curator_app.runtime.errors import InvalidInput
from curator_app.services import catalogues, mentees, newcomer, people
from curator_app.services.mentees import MenteeData
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import MENTEE_CATEGORY
from curator_app.texts.terms import day_words
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, LinesField, TextField
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.people import person_form
from curator_app.ui.people.namesakes import Namesakes
from curator_app.ui.requests.request_dialog import request_data
from curator_app.ui.requests.words import SEVERITY

_CATEGORIES = tuple(
    (code, words) for code, words in MENTEE_CATEGORY.items() if code not in {MenteeCategory.PUPIL, MenteeCategory.OTHER}
)


class WhoStep(QWidget):
    """The card of the newcomer in its shortest form. ``person_id`` tells who was saved."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._known: PersonRow | None = None
        self._request_saved = False
        self.person_id: int | None = None
        self.notice = Notice(parent=self)
        self.start = DayField(
            "work_start_date",
            "Дата выхода на работу",
            workspace.clock.today(),
            required=True,
            hint="От неё считаются сроки.",
        )
        self.form = Form(self._sections(), self)
        self.form.set_values({"work_start_date": workspace.clock.today(), "category": MenteeCategory.NEWCOMER.value})
        self._terms = QVBoxLayout()
        self._terms.setSpacing(6)
        self._build()
        person_form.split_full_name(self.form)
        self._names = Namesakes(self.form, self.notice, people.list_people(workspace), self._take, self._release)
        self.start.edited.connect(self._show_terms)
        self._show_terms()

    def begin(self) -> None:
        """The cursor stands in the name."""
        self.form.fields["surname"].setFocus()

    def save(self) -> bool:
        """Keeps the card (and the request, when deficits or words are told). False: something is wrong and told."""
        if not self.form.readable() or not self._names.settled():
            return False
        values = self.form.values()
        try:
            self._save(values)
        except InvalidInput as refusal:
            self.notice.say(" ".join(self.form.show_problems(refusal)), "danger")
            return False
        return True

    @property
    def name(self) -> str:
        """«Осипова Мария Антоновна»."""
        values = self.form.values()
        told = (values["surname"], values["first_name"], values["patronymic"])
        return " ".join(one for one in told if one)

    # --- inside

    def _sections(self) -> list[Section]:
        workspace = self._workspace
        posts = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.POSITION)]
        subjects = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.SUBJECT)]
        areas = catalogues.list_catalogue(workspace, Catalogue.AREA)
        return [
            Section(
                "",
                [
                    [
                        TextField("surname", "Фамилия", required=True, placeholder="можно сразу ФИО"),
                        TextField("first_name", "Имя", required=True),
                        TextField("patronymic", "Отчество"),
                    ],
                    [
                        self.start,
                        ComboField("position", "Должность", posts, placeholder="учитель математики"),
                    ],
                    [ChoiceField("category", "Почему нужен наставник", list(_CATEGORIES), empty="")],
                    [
                        TagsField(
                            "subjects",
                            "Предметы",
                            [(one, one) for one in subjects],
                            placeholder="выберите или впишите…",
                        )
                    ],
                ],
            ),
            Section(
                "Что уже известно о затруднениях",
                [
                    [
                        TagsField(
                            "deficits",
                            "Профессиональные дефициты и их выраженность",
                            [(area.code or area.title, area.title) for area in areas],
                            levels=(0, 3, 2, SEVERITY),
                            hint="Можно заполнить после анкеты. Точки — выраженность, по ней подбирается наставник.",
                        )
                    ],
                    [LinesField("wording", "Запрос своими словами", rows=2)],
                ],
            ),
        ]

    def _build(self) -> None:
        side = QFrame(self)
        side.setProperty("role", "panel")
        side.setFixedWidth(260)
        heading = QLabel("Что нужно успеть", side)
        heading.setProperty("role", "heading")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addLayout(self._terms)
        column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.notice)
        left.addWidget(self.form, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(side, 0)

    def _take(self, person: PersonRow) -> None:
        """The typed name is somebody of the base: the known facts are taken, no second person is made."""
        self._known = person
        self.person_id = person.id
        known = person_form.person_values(person)
        shown = {name: known[name] for name in self.form.fields if name in known}
        if shown.get("work_start_date") is None:
            shown["work_start_date"] = self.start.value()
        self.form.set_values({**self.form.values(), **shown})
        self._show_terms()

    def _release(self) -> None:
        self._known = self.person_id = None

    def _save(self, values: dict[str, Any]) -> None:
        base = person_form.person_values(self._known) if self._known is not None else {}
        defaults = dict.fromkeys(people.PersonData.__dataclass_fields__)
        person = person_form.person_data(
            {
                **defaults,
                "kind": PersonKind.STAFF.value,
                "subjects": [],
                "indeclinable": False,
                **base,
                **{name: value for name, value in values.items() if name in defaults},
            }
        )
        present = next((one for one in mentees.list_mentees(self._workspace) if one.id == self.person_id), None)
        profile = (
            MenteeData(program_entry_date=values["work_start_date"]) if present is None else mentees.data_of(present)
        )
        asked = not self._request_saved and bool(values["deficits"] or values["wording"])
        request = None
        if asked:
            told = {"date": self._workspace.clock.today(), "source": RequestSource.DIAGNOSIS.value, "subject": None}
            flags = {"urgent": False, "subject_required": False}
            request = request_data({**values, **told, **flags})
        self.person_id = mentees.save_mentee(
            self._workspace,
            person,
            MenteeData(**{**_profile(profile), "category": values["category"]}),
            request=request,
            person_id=self.person_id,
        )
        self._request_saved = self._request_saved or asked

    def _show_terms(self) -> None:
        while (item := self._terms.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        day: dt.date | None = self.start.value()
        if day is None:
            self._terms.addWidget(WrappedText("Укажите дату выхода — сроки посчитаются сами.", colour="muted"))
            return
        terms = newcomer.first_terms(self._workspace, day)
        for due, several in groupby(terms, key=lambda one: one.due):
            listed = list(several)
            head = QLabel(f"до {day_words(due, year=True)}", self)
            head.setProperty("role", "section")
            head.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._terms.addWidget(head)
            for one in listed:
                self._terms.addWidget(WrappedText(f"• {one.title}"))
            if listed[0].moved:
                words = f"{listed[0].moved} — перенесено с выходного"
                self._terms.addWidget(WrappedText(words, colour="muted", points=9))


def _profile(data: MenteeData) -> dict[str, Any]:
    return {name: getattr(data, name) for name in MenteeData.__dataclass_fields__}
