"""Forms of the records of «Итоги»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import Catalogue, IncentiveKind, StepLevel
from curator_app.services import catalogues, outcomes, pairs, people
from curator_app.services.outcome_rows import KINDS, OutcomeKind
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.texts.route_words import STEP_LEVEL
from curator_app.ui.common.fields import ChoiceField, ComboField, DayField, Field, LinesField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.outcomes.words import WORDS

_RESULTS = ("победитель", "призёр", "лауреат", "дипломант", "участник")
_PUBLICATIONS = ("статья", "заметка", "интервью", "отзыв", "фоторепортаж", "видео", "методическая разработка")
_PLACES = ("сайт школы", "сообщество школы ВКонтакте", "сайт управления образования", "местная газета", "сборник")
_NO_NAMES = "Без имён: кейс читают и в других школах"


class OutcomeDialog(FormDialog):
    """Adds a record of a kind or changes one (``outcome_id``). ``saved`` holds its number once it is saved."""

    def __init__(
        self,
        workspace: Workspace,
        kind: OutcomeKind,
        data: Any = None,
        outcome_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._workspace = workspace
        self._kind = kind
        self._id = outcome_id
        self._rest: dict[str, Any] = {} if data is None else asdict(data)
        self.saved: int | None = None
        words = WORDS[kind].whom
        heading = f"Добавить {words}" if outcome_id is None else words[:1].upper() + words[1:]
        today = workspace.clock.today()
        new = {"date": today} | ({"kind": IncentiveKind.GRATITUDE.value} if kind == "incentive" else {})
        values = new if data is None else self._rest
        tall = kind == "practice"
        super().__init__(
            heading,
            _SECTIONS[kind](workspace, today),
            self._keep,
            size=(820, 700) if tall else (680, 460),
            parent=parent,
        )
        own = {name: value for name, value in values.items() if name in self.form.fields}
        self.form.set_values(own)

    def _keep(self, values: Values) -> None:
        data = KINDS[self._kind](**{**self._rest, **values})
        self.saved = outcomes.save_outcome(self._workspace, data, outcome_id=self._id)


def paid_dialog(workspace: Workspace, ids: Sequence[int], parent: QWidget | None) -> FormDialog:
    """«Начислено»: on which day."""
    today = workspace.clock.today()
    field = DayField("paid_on", "Дата начисления", today, hint="Пусто — снять отметку")
    return FormDialog(
        "Выплата начислена",
        [Section("", [[field]])],
        lambda values: outcomes.mark_paid(workspace, ids, values["paid_on"]),
        values={"paid_on": today},
        verb="Отметить",
        size=(420, 220),
        parent=parent,
    )


def published_dialog(workspace: Workspace, ids: Sequence[int], parent: QWidget | None) -> FormDialog:
    """«Опубликована»: on which day."""
    today = workspace.clock.today()
    field = DayField("published_on", "Дата публикации", today, hint="Пусто — снять отметку")
    return FormDialog(
        "Практика опубликована",
        [Section("", [[field]])],
        lambda values: outcomes.mark_published(workspace, ids, values["published_on"]),
        values={"published_on": today},
        verb="Отметить",
        size=(420, 220),
        parent=parent,
    )


# --- fields


def _contest(workspace: Workspace, today: dt.date) -> list[Section]:
    return [
        Section(
            "",
            [
                [TextField("title", "Конкурс", required=True)],
                [
                    DayField("date", "Дата", today, required=True),
                    ChoiceField("level", "Уровень", [(one.value, STEP_LEVEL[one]) for one in StepLevel]),
                ],
                [_pair_field(workspace, "Пара или группа"), _person_field(workspace, "или один человек")],
                [ComboField("result", "Результат", _RESULTS, placeholder="призёр")],
                [LinesField("note", "Примечание", rows=2)],
            ],
        )
    ]


def _publication(workspace: Workspace, today: dt.date) -> list[Section]:
    return [
        Section(
            "",
            [
                [TextField("title", "Название", required=True)],
                [DayField("date", "Дата", today, required=True), ComboField("kind", "Вид", _PUBLICATIONS)],
                [ComboField("place", "Где опубликовано", _PLACES), TextField("link", "Ссылка")],
                [_pair_field(workspace, "О какой паре")],
                [LinesField("note", "Примечание", rows=2, hint="Имена публикуют только с согласия на распространение")],
            ],
        )
    ]


def _practice(workspace: Workspace, today: dt.date) -> list[Section]:
    forms = [one.title for one in catalogues.list_catalogue(workspace, Catalogue.MENTORING_FORM)]
    return [
        Section(
            "",
            [
                [TextField("title", "Название", required=True)],
                [ComboField("mentoring_form", "Форма наставничества", forms),
                 DayField("date", "Дата описания", today, required=True)],
            ],
        ),
        Section(
            "Кейс",
            [
                [LinesField("problem", "Проблема", rows=3, hint=_NO_NAMES)],
                [LinesField("goal", "Цель", rows=2)],
                [LinesField("actions", "Что сделано, каждое действие с новой строки", rows=6)],
                [LinesField("result", "Результат", rows=5)],
                [LinesField("conditions", "Условия, при которых практику можно повторить", rows=4)],
            ],
        ),
        Section(
            "Авторы и публикация",
            [
                [TextField("authors", "Авторы", hint="Только с их согласия"),
                 DayField("published_on", "Опубликована", today)],
            ],
        ),
    ]  # fmt: skip


def _incentive(workspace: Workspace, today: dt.date) -> list[Section]:
    kinds = [(one.value, INCENTIVE[one]) for one in IncentiveKind]
    return [
        Section(
            "",
            [
                [_person_field(workspace, "Кого", required=True)],
                [ChoiceField("kind", "Вид", kinds, empty=""), DayField("date", "Дата", today, required=True)],
                [LinesField("reason", "За что", rows=2, placeholder="за результативное наставничество")],
                [TextField("amount", "Размер выплаты"), DayField("paid_on", "Начислено", today)],
            ],
        )
    ]


def _agreement(_workspace: Workspace, today: dt.date) -> list[Section]:
    return [
        Section(
            "",
            [
                [TextField("partner", "Партнёр", required=True, placeholder="МБОУ «Лицей № 2»")],
                [
                    TextField("number", "Номер"),
                    DayField("date", "Дата", today, required=True),
                    DayField("until", "Действует до", today),
                ],
                [LinesField("subject", "Предмет", rows=2)],
                [LinesField("note", "Примечание", rows=2)],
            ],
        )
    ]


def _person_field(workspace: Workspace, label: str, *, required: bool = False) -> Field:
    rows = sorted(people.list_people(workspace, archived=False), key=lambda row: collation_key(row.full_name))
    choices = [(row.id, f"{row.full_name}, {row.position}" if row.position else row.full_name) for row in rows]
    return ChoiceField("person", label, choices, required=required, empty="выберите человека" if required else "нет")


def _pair_field(workspace: Workspace, label: str) -> Field:
    rows = sorted(pairs.list_pairs(workspace), key=lambda row: collation_key(row.mentor_short))
    choices = [(row.id, f"{row.mentor_short} — {', '.join(row.mentees_short)}") for row in rows]
    return ChoiceField("pair", label, choices, empty="нет")


_SECTIONS = {
    "contest": _contest,
    "publication": _publication,
    "practice": _practice,
    "incentive": _incentive,
    "agreement": _agreement,
}
