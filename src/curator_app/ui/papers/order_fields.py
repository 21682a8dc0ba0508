"""The fields an order may ask for beside its subject, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from curator_app.domain.codes import ClosingReason, PersonKind
from curator_app.services.papers import register
from curator_app.services.rows import PersonRow
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.labels import CLOSING_REASON
from curator_app.ui.common.fields import ChoiceField, DayField, Field, FlagField, LinesField, TextField
from curator_app.ui.papers.changes_field import ChangesField
from curator_app.ui.papers.rewards_field import RewardsField


class AtNeed(dict[str, Field]):
    """Fields by name, each made when it is asked for the first time."""

    def __init__(self, make: Callable[[str], Field]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Field:
        made = self[name] = self._make(name)
        return made


def person_choices(rows: Sequence[PersonRow]) -> list[tuple[int, str]]:
    """Workers by name, for lists of who controls, who is responsible."""
    staff = [row for row in rows if not row.archived and row.kind != PersonKind.PUPIL.value]
    return [
        (row.id, f"{row.full_name}, {row.position}" if row.position else row.full_name)
        for row in sorted(staff, key=lambda row: collation_key(row.full_name))
    ]


def field_makers(workspace: Workspace, people: Callable[[], Sequence[PersonRow]]) -> dict[str, Callable[[], Field]]:
    """How each field is made, by name, in the order in which they are read. ``people`` are read when one is asked."""

    def staff() -> list[tuple[int, str]]:
        return person_choices(people())

    today = workspace.clock.today()
    return {
        "refers_to": partial(
            _choice, "refers_to", "Какой приказ", partial(_orders, workspace), empty="выберите приказ"
        ),
        "new_mentor": partial(ChoiceField, "new_mentor", "Новый наставник", (), empty="выберите наставника"),
        "from_date": partial(DayField, "from_date", "С какого дня новый наставник", today),
        "ground": partial(
            TextField, "ground", "На основании (родительный падеж)", placeholder="заявления Петровой А.С."
        ),
        "end_date": partial(DayField, "end_date", "Продлить до", today),
        "effective_date": partial(DayField, "effective_date", "С какого дня", today),
        "closing_reason": partial(
            ChoiceField,
            "closing_reason",
            "Причина завершения",
            [(reason.value, CLOSING_REASON[reason]) for reason in ClosingReason],
            empty="выберите причину",
        ),
        "changes": partial(ChangesField, "changes", "Что изменяется"),
        "rewards": lambda: _rewards(people()),
        "event_title": partial(TextField, "event_title", "Название мероприятия"),
        "event_date": partial(DayField, "event_date", "Дата мероприятия", today),
        "event_time": partial(TextField, "event_time", "Время"),
        "event_place": partial(TextField, "event_place", "Место"),
        "event_responsible": partial(_choice, "event_responsible", "Ответственный", staff),
        "event_partners": partial(TextField, "event_partners", "Приглашённые и партнёры"),
        "event_report_due": partial(DayField, "event_report_due", "Срок отчёта", today),
        "event_programme": partial(
            LinesField, "event_programme", "Программа, по пункту в строке", rows=4, hint="Встанет приложением"
        ),
        "event_list": partial(FlagField, "event_list", "Приложить список участников"),
        "documents": partial(
            LinesField,
            "documents",
            "Что утверждается, по одному в строке",
            placeholder="Положение о системе наставничества педагогических работников",
        ),
        "until": partial(DayField, "until", "По какой день", today),
        "supplier": partial(_choice, "supplier", "Кто отвечает за материально-техническое обеспечение", staff),
        "monitoring_terms": partial(TextField, "monitoring_terms", "Сроки мониторинга", placeholder="декабрь, май"),
        "results": partial(
            LinesField,
            "results",
            "Планируемые результаты, по одному в строке",
            rows=3,
            placeholder="сформированы базы наставников и наставляемых",
        ),
        "protocol": partial(TextField, "protocol", "Протокол педагогического совета", placeholder="от 30.08.2026 № 1"),
        "heading": partial(TextField, "heading", "Заголовок приказа", placeholder="О проведении методического дня"),
        "clauses": partial(
            LinesField,
            "clauses",
            "Пункты приказа, каждый с новой строки",
            rows=5,
            hint="Строка, которая начинается с дефиса, станет подпунктом",
        ),
    }


def _choice(
    name: str, label: str, choices: Callable[[], Sequence[tuple[int, str]]], *, empty: str = "не указано"
) -> ChoiceField:
    return ChoiceField(name, label, choices(), empty=empty)


def _rewards(people: Sequence[PersonRow]) -> RewardsField:
    return RewardsField("rewards", "Кого и как поощрить", {row.id: row.full_name for row in people})


def _orders(workspace: Workspace) -> list[tuple[int, str]]:
    rows = [row for row in register.list_orders(workspace) if row.status != "cancelled"]
    return [(row.id, f"№ {row.number} от {row.date:%d.%m.%Y} — {row.heading}") for row in reversed(rows)]
