"""Fixed words of papers that no template holds: blanks, captions, phrases of a category, a pupil in every case."""

from __future__ import annotations

from typing import Final

from curator_app.texts.grammar import Case

BLANK: Final = "________"
WIDE_BLANK: Final = "______________________"
DATE_BLANK: Final = "«___» ____________ 20___ г."
SIGN_CAPTION: Final = "подпись"
NAME_CAPTION: Final = "расшифровка подписи"
PROGRAM_NAME: Final = "Куратор наставничества"

CATEGORY_PHRASES: Final = {
    "first": "первой квалификационной категории",
    "highest": "высшей квалификационной категории",
    "methodist": "с квалификационной категорией «педагог-методист»",
    "mentor": "с квалификационной категорией «педагог-наставник»",
}
"""After a post in any case: «учителя математики высшей квалификационной категории»."""

CATEGORY_CELLS: Final = {
    "none": "без категории",
    "conformity": "соответствие занимаемой должности",
    "first": "первая категория",
    "highest": "высшая категория",
    "methodist": "педагог-методист",
    "mentor": "педагог-наставник",
}
"""In a cell of a table."""

_PUPIL: Final = {
    Case.NOMINATIVE: ("обучающийся", "обучающаяся"),
    Case.GENITIVE: ("обучающегося", "обучающейся"),
    Case.DATIVE: ("обучающемуся", "обучающейся"),
    Case.ACCUSATIVE: ("обучающегося", "обучающуюся"),
    Case.INSTRUMENTAL: ("обучающимся", "обучающейся"),
    Case.PREPOSITIONAL: ("обучающемся", "обучающейся"),
}


def pupil(case: Case, *, feminine: bool) -> str:
    """«обучающийся» in a case and gender."""
    return _PUPIL[case][feminine]


def either(masculine: str, feminine: str) -> str:
    """A word for somebody whose gender is unknown: «согласен(а)», or both words when one is not the other's start."""
    if feminine.startswith(masculine):
        return f"{masculine}({feminine[len(masculine) :]})"
    return f"{masculine} ({feminine})"
