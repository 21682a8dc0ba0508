"""Standstills above the bar of 50 ms that are still there, with the most each may take. The list may only shrink.

Milliseconds of processor time at the usual pace, half as much again as measured. What is not named here may take
``UNNAMED_MS``: most dialogs and after-effects of an act stand between 50 and 95 ms, see docs/journeys.md.
"""

from __future__ import annotations

from typing import Final

UNNAMED_MS: Final = 200
_FIRST_TAB: Final = 200  # the page is made in one turn, filled in the next; 50 to 125
KNOWN_MS: Final[dict[str, int]] = {
    "call — QMessageBox": 350,  # a whole start of the program up to its message, in one call; 202
    "press «Издать приказ» — OrderDialog": 250,  # issuing, the sealed paper shown, the page below told anew; 151
    "press «Сформировать пару» — FormPairDialog": 220,  # the pair is formed, its consents are told in the dialog; 139
    "press «Сформировать пару» — —": 200,  # the page, its card and the line «Дальше» told anew; 122
    "press «Отметить получение» — FormPairDialog": 180,  # 110
    "press «Закрепить и подготовить бумаги» — NewcomerWizard": 200,  # the pair, its terms and the list of papers; 126
    "press «Сохранить и подобрать наставника» — NewcomerWizard": 220,  # the person, mentors ranked for him; 137
    "press «Напечатать бланки» — PaperWindow": 180,  # the blanks are written in the window's thread; 112
    "pick «Благодарности…» — PaperWindow": 350,  # the papers are written in the window's thread, framed; 222
    "press «Выбрать файл…» — ImportWizard": 220,  # lists of fields to choose from, one for each column; 129
    "key Return — —": 220,  # the whole act of a dialog ended by Enter; 139
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
