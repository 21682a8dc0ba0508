"""«Дополнить…»: facts of a paper that the base does not keep, typed once before printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.services import people
from curator_app.services.papers.minutes import QuestionWish, usual_questions
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField, Field, FlagField, LinesField, NumberField, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.papers.order_fields import person_choices

ASKED = frozenset(
    {
        "programme", "expert_sheet", "contract_addendum", "council_minutes", "resignation_request",
        "replacement_request", "early_notice", "extension_agreement", "correction_agreement",
    }
)  # fmt: skip
"""Papers that have such facts."""

_QUESTIONS = 3
_LINES = frozenset({"tasks", "results", "changes"})


class FactsDialog(FormDialog):
    """``facts`` after it was accepted: what ``make_paper`` takes along."""

    def __init__(
        self, workspace: Workspace, code: str, facts: Mapping[str, Any], title: str, parent: QWidget | None = None
    ) -> None:
        self.facts: dict[str, Any] = dict(facts)
        self._code = code
        staff = person_choices(people.list_people(workspace))
        sections = _sections(code, staff, workspace)
        super().__init__(
            title, sections, self._keep, values=_shown(code, facts), verb="Готово", size=(680, 560), parent=parent
        )
        self.notice.say("Чего вы не впишете, останется на бумаге пустой строкой.")

    def _keep(self, values: Values) -> None:
        self.facts = _told(self._code, values)


def _sections(code: str, staff: Sequence[tuple[int, str]], workspace: Workspace) -> list[Section]:
    today = workspace.clock.today()
    if code == "council_minutes":
        return [
            Section(
                "",
                [
                    [TextField("number", "Номер протокола", limit=40), DayField("date", "Дата заседания", today)],
                    [
                        ChoiceField("chair", "Председатель", staff, empty="директор"),
                        ChoiceField("secretary", "Секретарь", staff),
                    ],
                    [NumberField("present", "Присутствовали"), NumberField("staff", "Всего членов педсовета")],
                    [TextField("invited", "Приглашены")],
                ],
            ),
            *(_question(number, staff) for number in range(1, _QUESTIONS + 1)),
        ]
    rows: list[list[Field]]
    if code == "contract_addendum":
        rows = [
            [TextField("number", "Номер соглашения", limit=50), DayField("date", "Дата соглашения", today)],
            [TextField("contract_number", "Номер трудового договора"), DayField("contract_date", "Его дата", today)],
            [LinesField("content", "Содержание работы", rows=2, hint="Пусто — обычная формулировка")],
            [TextField("pay", "Размер и условия оплаты", placeholder="доплата … рублей ежемесячно")],
            [FlagField("free", "Без дополнительной оплаты, по соглашению сторон")],
            [DayField("effective_date", "Действует с", today)],
        ]
    elif code in {"programme", "expert_sheet"}:
        rows = [
            [TextField("goal", "Цель программы")],
            [LinesField("tasks", "Задачи, каждая с новой строки", rows=3)],
            [TextField("strengths", "Сильные стороны наставляемого")],
            [TextField("mode", "Режим работы", placeholder="раз в неделю, очно")],
            [LinesField("results", "Ожидаемые результаты, каждый с новой строки", rows=3)],
            [ChoiceField("expert", "Эксперт", staff)],
        ]
    else:
        rows = [
            [DayField("date", "Дата документа", today), DayField("effective_date", "С какого дня", today)],
            [LinesField("reason", "Причина", rows=2)],
        ]
        if code == "extension_agreement":
            rows.insert(1, [DayField("until", "Продлить до", today)])
        if code == "correction_agreement":
            rows.insert(1, [LinesField("changes", "Что меняется, каждое с новой строки", rows=3)])
    return [Section("", rows)]


def _question(number: int, staff: Sequence[tuple[int, str]]) -> Section:
    return Section(
        f"Вопрос {number}",
        [
            [TextField(f"title_{number}", "О чём")],
            [ChoiceField(f"speaker_{number}", "Докладчик", staff)],
            [LinesField(f"heard_{number}", "Что сообщил докладчик", rows=2, hint="Пусто — сам вопрос")],
            [LinesField(f"decisions_{number}", "Решения, каждое с новой строки", rows=2)],
            [
                NumberField(f"votes_for_{number}", "За"),
                NumberField(f"votes_against_{number}", "Против"),
                NumberField(f"abstained_{number}", "Воздержались"),
            ],
        ],
    )


def _shown(code: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields hold at first."""
    values = {name: "\n".join(told) if name in _LINES else told for name, told in facts.items() if name != "questions"}
    if code == "council_minutes":
        for number, one in enumerate(facts.get("questions", usual_questions()), start=1):
            values |= {
                f"title_{number}": one.title,
                f"speaker_{number}": one.speaker,
                f"heard_{number}": one.heard,
                f"decisions_{number}": "\n".join(one.decisions),
                f"votes_for_{number}": one.votes_for,
                f"votes_against_{number}": one.votes_against,
                f"abstained_{number}": one.abstained,
            }
    return values


def _told(code: str, values: Values) -> dict[str, Any]:
    facts = {name: _split(told) if name in _LINES else told for name, told in values.items() if not name[-1].isdigit()}
    if code == "council_minutes":
        facts["questions"] = tuple(
            QuestionWish(
                title=title,
                speaker=values[f"speaker_{number}"],
                heard=values[f"heard_{number}"],
                decisions=_split(values[f"decisions_{number}"]),
                votes_for=values[f"votes_for_{number}"],
                votes_against=values[f"votes_against_{number}"],
                abstained=values[f"abstained_{number}"],
            )
            for number in range(1, _QUESTIONS + 1)
            if (title := (values[f"title_{number}"] or "").strip())
        )
    return facts


def _split(told: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (told or "").splitlines() if line.strip())
