"""A deadline rule as fields of a form and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from curator_app.domain.terms.rules import TRIGGERS, Kind, Repeat, Rule, Trigger, Unit
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.texts.grammar import month_name
from curator_app.texts.terms import KIND, REPEAT, RESPONSIBLE, TRIGGER, UNIT
from curator_app.ui.common.fields import ChoiceField, LinesField, NumberField, TextField
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.tags_field import TagsField

_DAY: Final = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})\.?")
_COUNTED: Final = {Kind.NOT_LATER_THAN, Kind.AFTER_END_OF, Kind.NOTICE_BEFORE}
_FIELDS: Final = {"offset": "amount", "task_ru": "task", "result_ru": "result", "evidence_ru": "evidence"}
_UNITS: Final = tuple((unit.value, words) for unit, words in UNIT.items() if unit is not Unit.DAYS)


def rule_sections() -> list[Section]:
    """Fields of any rule; ``follow`` shows those of its kind."""
    months = [(str(number), month_name(number)) for number in (*range(9, 13), *range(1, 9))]
    return [
        Section(
            "",
            [
                [LinesField("task", "Что нужно сделать", rows=2, required=True)],
                [
                    ChoiceField("kind", "Как назван срок", [(one.value, KIND[one]) for one in Kind], empty=""),
                    ChoiceField(
                        "trigger", "От чего считается", [(one.value, TRIGGER[one]) for one in Trigger], empty=""
                    ),
                ],
                [
                    NumberField("amount", "Сколько"),
                    NumberField("least", "Не меньше"),
                    NumberField("most", "Не больше"),
                    ChoiceField("unit", "Чего", list(_UNITS), empty=""),
                ],
                [
                    TextField("first_day", "Число и месяц", placeholder="20.01", hint="например, 20.01"),
                    TextField("last_day", "По какое число", placeholder="31.01"),
                ],
                [TagsField("months", "В каких месяцах", months)],
                [
                    TagsField("responsible", "Кто отвечает", list(RESPONSIBLE.items())),
                    ChoiceField("repeat", "Повторяется", [(one.value, REPEAT[one]) for one in Repeat], empty=""),
                ],
                [TextField("result", "Ожидаемый результат"), TextField("evidence", "Чем подтверждается")],
            ],
        )
    ]


def follow(form: Form) -> None:
    """Only the fields of the chosen kind are seen, and only the triggers it can have; now and after every change."""
    kind = form.fields["kind"]
    trigger = form.fields["trigger"]
    assert isinstance(kind, ChoiceField)
    assert isinstance(trigger, ChoiceField)

    def look() -> None:
        chosen = Kind(kind.value())
        able = TRIGGERS[chosen]
        if Trigger(trigger.value()) not in able:
            trigger.set_value(able[0].value)
        for place in range(trigger.combo.count()):
            view = trigger.combo.view()
            hidden = Trigger(trigger.combo.itemData(place)) not in able
            view.setRowHidden(place, hidden)  # type: ignore[attr-defined]  # QComboBox shows a QListView
        trigger.setVisible(len(able) > 1)
        fixed = chosen is Kind.NOT_LATER_THAN and Trigger(trigger.value()) is Trigger.FIXED
        seen = {
            "amount": chosen in _COUNTED and not fixed,
            "least": chosen is Kind.LENGTH_BETWEEN,
            "most": chosen is Kind.LENGTH_BETWEEN,
            "unit": (chosen in _COUNTED and not fixed) or chosen is Kind.LENGTH_BETWEEN,
            "first_day": fixed or chosen is Kind.WINDOW,
            "last_day": chosen is Kind.WINDOW,
            "months": chosen is Kind.MONTH,
            "repeat": chosen in {Kind.MONTH, Kind.WINDOW} or fixed,
        }
        for name, on in seen.items():
            form.fields[name].setVisible(on)

    kind.combo.currentIndexChanged.connect(lambda _index: look())
    trigger.combo.currentIndexChanged.connect(lambda _index: look())
    look()


def rule_values(rule: Rule) -> dict[str, Any]:
    """What the form shows of a rule."""
    days = [f"{day:02d}.{month:02d}" for month, day in rule.days]
    least, most = rule.limits or (None, None)
    unit = rule.unit
    return {
        "task": rule.task,
        "kind": rule.kind.value,
        "trigger": rule.trigger.value,
        "amount": rule.amount,
        "least": least,
        "most": most,
        "unit": (Unit.CALENDAR_DAYS if unit in {None, Unit.DAYS} else unit).value,
        "first_day": days[0] if days else None,
        "last_day": days[1] if len(days) > 1 else None,
        "months": [str(one) for one in rule.months],
        "responsible": list(rule.responsible),
        "repeat": rule.repeat.value,
        "result": rule.result,
        "evidence": rule.evidence,
    }


def rule_of(base: Rule, values: Mapping[str, Any]) -> Rule:
    """The rule that the fields tell; what they do not tell stays as in ``base``. Raises InvalidInput for a day that
    cannot be read."""
    kind, trigger = Kind(values["kind"]), Trigger(values["trigger"])
    fixed = kind is Kind.NOT_LATER_THAN and trigger is Trigger.FIXED
    counted = kind in _COUNTED and not fixed
    days: tuple[tuple[int, int], ...] = ()
    if fixed:
        days = (_day("first_day", values["first_day"]),)
    elif kind is Kind.WINDOW:
        days = (_day("first_day", values["first_day"]), _day("last_day", values["last_day"]))
    limits = None
    if kind is Kind.LENGTH_BETWEEN:
        limits = (_number("least", values["least"]), _number("most", values["most"]))
    repeats = fixed or kind in {Kind.MONTH, Kind.WINDOW}
    return replace(
        base,
        task=values["task"] or "",
        kind=kind,
        trigger=trigger,
        amount=values["amount"] if counted else None,
        unit=_unit(base, values["unit"]) if counted or limits else None,
        limits=limits,
        days=days,
        months=tuple(sorted(int(one) for one in values["months"])) if kind is Kind.MONTH else (),
        responsible=tuple(values["responsible"]),
        result=values["result"],
        evidence=values["evidence"],
        repeat=Repeat(values["repeat"]) if repeats else base.repeat,
    )


def own_fields(refusal: InvalidInput) -> InvalidInput:
    """The refusal under the names of the form's fields."""
    return InvalidInput([FieldProblem(_FIELDS.get(one.field, one.field), one.message) for one in refusal.problems])


def _unit(base: Rule, chosen: str) -> Unit:
    """«Дни» and «календарные дни» are one to the reader: a rule that said «дни» goes on saying so."""
    return Unit.DAYS if base.unit is Unit.DAYS and chosen == Unit.CALENDAR_DAYS.value else Unit(chosen)


def _day(field: str, text: str | None) -> tuple[int, int]:
    found = _DAY.fullmatch((text or "").strip())
    if found is None:
        raise InvalidInput([FieldProblem(field, "Напишите число и месяц, например 20.01.")])
    return int(found[2]), int(found[1])


def _number(field: str, value: int | None) -> int:
    if value is None:
        raise InvalidInput([FieldProblem(field, "Укажите число.")])
    return value
