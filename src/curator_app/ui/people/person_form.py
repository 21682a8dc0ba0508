"""Fields of a person in a form: who, at school, how to reach, the rest. Both tabs build their cards from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator_app.domain.codes import Catalogue, PersonKind
from curator_app.services import catalogues
from curator_app.services.people import PersonData
from curator_app.services.rows import PersonRow
from curator_app.services.validation import NAME_LIMIT
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import PERSON_KIND, QUALIFICATION_CATEGORY
from curator_app.ui.common.fields import (
    ChoiceField,
    ComboField,
    DayField,
    Field,
    FlagField,
    LinesField,
    NumberField,
    PhoneField,
    TextField,
)
from curator_app.ui.common.form import Form
from curator_app.ui.common.tags_field import TagsField
from curator_app.ui.settings.person_choice import name_typed

_GENDERS = (("f", "женский"), ("m", "мужской"))
_YES_NO = ((True, "да"), (False, "нет"))
# What is asked of whom: a pupil has a class, a teacher has a post.
_ONLY_OF: dict[str, frozenset[str]] = {
    "class_name": frozenset({PersonKind.PUPIL.value}),
    "position": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
    "qualification_category": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
    "experience_years": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
    "young_specialist": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
    "workplace": frozenset({PersonKind.PUPIL.value, PersonKind.EXTERNAL.value}),
    "work_start_date": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
    "dismissal_date": frozenset({PersonKind.STAFF.value, PersonKind.EXTERNAL.value}),
}


def name_rows() -> list[list[Field]]:
    """Surname, first name, patronymic; gender and who the person is to the school."""
    return [
        [
            TextField("surname", "Фамилия", required=True, placeholder="можно сразу ФИО"),
            TextField("first_name", "Имя", required=True),
            TextField("patronymic", "Отчество"),
        ],
        [
            ChoiceField("kind", "Кто это", list(PERSON_KIND.items()), empty="", required=True),
            ChoiceField("gender", "Пол", _GENDERS, empty="определить по имени"),
        ],
    ]


def work_rows(workspace: Workspace) -> list[list[Field]]:
    """Post or class, subjects, category, years of work."""
    posts = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.POSITION)]
    subjects = [entry.title for entry in catalogues.list_catalogue(workspace, Catalogue.SUBJECT)]
    return [
        [ComboField("position", "Должность", posts, placeholder="учитель математики")],
        [TextField("class_name", "Класс", placeholder="7-А", limit=20)],
        [TextField("workplace", "Место работы или учёбы", placeholder="если не наша школа")],
        [TagsField("subjects", "Предметы", [(one, one) for one in subjects], placeholder="выберите или впишите…")],
        [
            ChoiceField("qualification_category", "Категория", list(QUALIFICATION_CATEGORY.items())),
            NumberField("experience_years", "Педагогический стаж, лет"),
            ChoiceField("young_specialist", "Молодой специалист", _YES_NO),
        ],
    ]


def date_rows(workspace: Workspace) -> list[list[Field]]:
    """When the person came to work and left."""
    today = workspace.clock.today()
    return [
        [
            DayField("work_start_date", "Дата выхода на работу", today, hint="От неё считаются сроки."),
            DayField("dismissal_date", "Дата увольнения", today),
        ],
    ]


def contact_rows() -> list[list[Field]]:
    """Telephone and e-mail."""
    return [[PhoneField("phone", "Телефон"), TextField("email", "Эл. почта", placeholder="ivanova@school.ru")]]


def other_rows(workspace: Workspace) -> list[list[Field]]:
    """Birth, education, remark, declension of the surname."""
    return [
        [
            DayField("birth_date", "Дата рождения", workspace.clock.today(), birth=True),
            NumberField("birth_year", "Год рождения", hint="Если дата неизвестна."),
        ],
        [
            TextField("building", "Корпус", placeholder="если корпусов несколько", limit=NAME_LIMIT),
            TextField("shift", "Смена", placeholder="например, первая", limit=NAME_LIMIT),
        ],
        [LinesField("education", "Образование", rows=2)],
        [LinesField("note", "Примечание", rows=2)],
        [
            FlagField(
                "indeclinable",
                "Фамилию в документах не склонять",
                hint="Падежи остальных слов можно поправить перед печатью приказа.",
            )
        ],
    ]


def person_values(row: PersonRow | None) -> dict[str, Any]:
    """Values for ``Form.set_values``; without a row those of a new worker of the school."""
    if row is None:
        return {"kind": PersonKind.STAFF.value}
    values: dict[str, Any] = {name: getattr(row, name) for name in PersonData.__dataclass_fields__}
    return {**values, "subjects": list(row.subjects)}


def person_data(values: Mapping[str, Any]) -> PersonData:
    """The command of a form that has all rows of this module."""
    told = {name: values[name] for name in PersonData.__dataclass_fields__}
    return PersonData(
        **{
            **told,
            "surname": values["surname"] or "",
            "first_name": values["first_name"] or "",
            "subjects": tuple(values["subjects"]),
        }
    )


def split_full_name(form: Form) -> None:
    """A whole name written (or pasted) as the surname is put into its three fields when the field is left."""
    surname, first_name, patronymic = (form.fields[name] for name in ("surname", "first_name", "patronymic"))
    assert isinstance(surname, TextField)

    def look() -> None:
        typed = surname.value() or ""
        if " " not in typed or first_name.value() or patronymic.value():
            return
        if (name := name_typed(typed)) is not None:
            for field, part in ((surname, name.surname), (first_name, name.first_name), (patronymic, name.patronymic)):
                field.set_value(part)
                field.edited.emit()

    surname.line.editingFinished.connect(look)


def follow_kind(form: Form) -> None:
    """Shows only what is asked of a worker, a pupil or a guest, now and whenever «Кто это» is changed.

    A hidden field that holds something stays in sight: nothing of the base is kept behind the user's back.
    """
    kind = form.fields["kind"]
    assert isinstance(kind, ChoiceField)

    def look() -> None:
        chosen = kind.value()
        for name, kinds in _ONLY_OF.items():
            if (field := form.fields.get(name)) is not None:
                field.setVisible(chosen in kinds or field.value() not in (None, "", []))

    kind.combo.currentIndexChanged.connect(lambda _index: look())
    look()
