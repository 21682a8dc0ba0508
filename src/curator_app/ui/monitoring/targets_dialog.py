"""Targets of the indicators of a year, and the numbers that people of the base do not tell."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtWidgets import QWidget

from curator_app.domain.indicators.definitions import Unit
from curator_app.domain.indicators.facts import FactCode
from curator_app.services.monitoring import targets
from curator_app.services.monitoring.shipped import definitions
from curator_app.services.workspace import Workspace
from curator_app.texts.monitoring_words import FACT, UNIT
from curator_app.ui.common.captioned import line_edit
from curator_app.ui.common.fields import DayField, Field, NumberField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_DECIMAL = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")


class AimField(Field):
    """A target: a number with a comma, or nothing."""

    def __init__(self, code: str, title: str, unit: str) -> None:
        self.line = line_edit(limit=12, placeholder="без цели")
        self.line.setMaximumWidth(140)
        super().__init__(code, f"{code}. {title}, {unit}", self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> float | None:
        text = self.line.text().strip().replace(",", ".")
        return float(text) if _DECIMAL.fullmatch(text) else None

    def set_value(self, value: object) -> None:
        self.line.setText(f"{value:g}".replace(".", ",") if isinstance(value, int | float) else "")

    def own_problem(self) -> str:
        text = self.line.text().strip()
        return "" if not text or _DECIMAL.fullmatch(text) else "Здесь нужно число, например 70 или 62,5."


def targets_dialog(workspace: Workspace, year: int, parent: QWidget | None) -> FormDialog:
    """Targets of a calendar year; an empty field goes back to the shipped one."""
    rows = targets.list_targets(workspace, year)
    before = {row.code: row.value for row in rows}
    fields = [AimField(row.code, row.title, UNIT[Unit(row.unit)]) for row in rows]

    def save(values: Values) -> None:
        changed = {code: value for code, value in values.items() if value != before[code]}
        targets.save_targets(workspace, year, changed)

    dialog = FormDialog(
        f"Цели показателей на {year} год",
        [Section("", [[field] for field in fields])],
        save,
        values=before,
        size=(860, 620),
        parent=parent,
    )
    shipped = sum(1 for one in definitions() if one.shipped_target(year) is not None)
    if shipped < len(rows):
        dialog.notice.say(
            "Федеральные цели на годы после 2024-го не опубликованы: впишите цели района или школы. "
            "Пустое поле возвращает исходную цель."
        )
    return dialog


def facts_dialog(workspace: Workspace, day: dt.date, parent: QWidget | None) -> FormDialog:
    """Numbers of the school on a day; they are offered as they stood last."""
    known: dict[str, int] = {}
    for row in targets.list_facts(workspace):
        if row.date <= day:
            known.setdefault(row.code, row.value)
    fields = [NumberField(code.value, FACT[code]) for code in FactCode]

    def save(values: Values) -> None:
        chosen: dt.date = values.pop("date") or day
        targets.save_facts(workspace, chosen, values)

    dialog = FormDialog(
        "Числа школы",
        [
            Section("", [[DayField("date", "На какой день", day, required=True)]]),
            Section("", [fields[:2], fields[2:]]),
        ],
        save,
        values={"date": day, **{code.value: known.get(code.value) for code in FactCode}},
        size=(560, 420),
        parent=parent,
    )
    dialog.notice.say(
        "Сколько в школе обучающихся и педагогов, программа по базе участников знать не может. "
        "Пустое поле — считать по базе."
    )
    return dialog
