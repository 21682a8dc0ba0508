"""Standstills above the bar of 50 ms that are still there, with the most each may take. The list may only shrink.

Milliseconds of processor time at the usual pace, three times what an idle machine needs: a busy one shares caches and
clock with its neighbours, which the fixed reckoning of the watch sees in part only. What is not named here may take
``UNNAMED_MS``: most dialogs and after-effects of an act stand between 50 and 95 ms, see docs/journeys.md.
"""

from __future__ import annotations

from typing import Final

UNNAMED_MS: Final = 285
_FIRST_TAB: Final = 375  # the page is made in one turn, filled in the next; 50 to 125
KNOWN_MS: Final[dict[str, int]] = {
    # A whole second start in one call inside this process: it dresses every widget of the first one anew, which no
    # real start does; what a start takes is told by the benchmark of that name.
    "call — QMessageBox": 1_000,
    "press «Сформировать пару» — FormPairDialog": 420,  # the pair is formed, its consents are told in the dialog; 139
    "press «Сформировать пару» — —": 370,  # the page, its card and the line «Дальше» told anew; 122
    "press «Отметить получение» — FormPairDialog": 330,  # 110
    "press «Закрепить и подготовить бумаги» — NewcomerWizard": 380,  # the pair, its terms and the list of papers; 126
    "press «Сохранить и подобрать наставника» — NewcomerWizard": 410,  # the person, mentors ranked for him; 137
    "press «Выбрать файл…» — ImportWizard": 390,  # lists of fields to choose from, one for each column; 129
    "key Return — —": 420,  # the whole act of a dialog ended by Enter; 139
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
