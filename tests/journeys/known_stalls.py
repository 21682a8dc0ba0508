"""Standstills above the bar of 50 ms that are still there, with the most each may take. The list may only shrink.

Milliseconds of processor time at the usual pace, half as much again as measured. What is not named here may take
``UNNAMED_MS``: most dialogs and after-effects of an act stand between 50 and 110 ms, see docs/journeys.md.
"""

from __future__ import annotations

from typing import Final

UNNAMED_MS: Final = 200
_ORDER: Final = 700  # some 300 fields are made and dressed before the dialog is shown; the paper is made beside it
_FIRST_TAB: Final = 330  # the page is made, its rows are read and painted in one turn
KNOWN_MS: Final[dict[str, int]] = {
    "pick «Заявление, ходатайство, уведомление…» — OrderDialog": 1_200,  # that form, after the dialog before it
    "pick «Приказ об отмене…» — OrderDialog": _ORDER,
    "press «Приказ…» — OrderDialog": _ORDER,
    "press «Кого поощрить…» — OrderDialog": _ORDER,
    "press «Принять пары…» — OrderDialog": _ORDER,
    "press «Издать приказ» — OrderDialog": 300,  # issuing, the sealed paper shown, the page below told anew
    "press «Сохранить все PDF…» — NewcomerWizard": 450,  # all papers of a newcomer are laid out in the window's thread
    "press «Закрепить и подготовить бумаги» — NewcomerWizard": 300,
    "press «Записать и удалить данные…» — PaperWindow": 370,  # the deed
    "press «Выбрать файл…» — ImportWizard": 370,  # lists of fields to choose from, one for each column
    "key Ctrl+V — ImportWizard": 250,
    **dict.fromkeys((f"key Ctrl+{number} — MainWindow" for number in range(2, 9)), _FIRST_TAB),
    **{
        f"tab «{name}» — {where}": _FIRST_TAB
        for name in ("Наставники", "Наставляемые", "Пары", "ИОМ", "Анкеты", "Дорожная карта", "Документы")
        for where in ("MainWindow", "—")
    },
}


def too_long(name: str, seconds: float) -> bool:
    """Whether this standstill is above what is allowed to it."""
    return seconds * 1000 > KNOWN_MS.get(name, UNNAMED_MS)
