"""Thresholds: levels, the rule of «удовлетворён», where few answers begin."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from curator_app.services.surveys.settings import SurveySettings, get_settings, save_settings
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import NumberField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values


def thresholds_dialog(workspace: Workspace, parent: QWidget | None = None) -> FormDialog:
    """«Пороги и правила»: every number of the rules that are printed with the results."""

    def number(name: str, label: str, hint: str = "") -> NumberField:
        return NumberField(name, label, required=True, hint=hint)

    def put(values: Values) -> None:
        save_settings(workspace, SurveySettings(**values))

    sections = [
        Section(
            "Уровни по индексу",
            [[number("low", "Низкий — до, %"), number("middle", "Средний — до, %", "выше — высокий")]],
        ),
        Section(
            "Кто считается удовлетворённым",
            [
                [
                    number("enough", "Индекс не ниже, %"),
                    number("enough_if_glad", "…или рад участию и не ниже, %"),
                ]
            ],
        ),
        Section(
            "Дефициты",
            [
                [
                    number("deficit_from", "Дефицит — от, баллов (0–3)"),
                    number("block_low", "Блок: низкий — до, %"),
                    number("block_middle", "Блок: средний — до, %"),
                ]
            ],
        ),
        Section(
            "Критерии куратора (0–18)",
            [
                [
                    number("criteria_middle", "Допустимый — от, баллов"),
                    number("criteria_high", "Оптимальный — от, баллов"),
                ]
            ],
        ),
        Section(
            "Осторожность с числами",
            [
                [
                    number("few", "«Мало ответов» — меньше"),
                    number("divergence", "Обсудить с парой — расхождение больше, %"),
                ]
            ],
        ),
    ]
    dialog = FormDialog(
        "Пороги и правила анкет",
        sections,
        put,
        values=asdict(get_settings(workspace)),
        size=(680, 620),
        parent=parent,
    )
    dialog.notice.say("Официальных порогов нет: правило печатается рядом с каждым числом, которое по нему посчитано.")
    return dialog
