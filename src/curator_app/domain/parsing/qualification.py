"""Qualification category and experience, apart or in one cell («высшая, 24 года») — samples rule 8."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator_app.domain.codes import QualificationCategory
from curator_app.domain.letters import clean, cyrillic_text, fold
from curator_app.domain.parsing.blanks import says_nothing
from curator_app.domain.parsing.dates import Cell
from curator_app.domain.parsing.outcome import Parsed, Trouble

_MARK = r"\s*[-.]?\s*(?:[яй]|ая|ой)?\s*(?:кв|кат|к/к|кк|к\.\s?к)"
_NO_CATEGORY = (
    r"без\s*(?:кв\S*\s*)?кат|б\s?[/\\.]\s?к(?!\w)|^бк$|^без$|нет\s+(?:кв|кат)|кат\S*\s+(?:нет|отсутств)|"
    r"не\s+(?:имеет|имеется|аттестован|присвоена|установлена)"
)
_FIRST = (
    rf"перв|(?<!\w)(?:1|i){_MARK}|кат\S*\s*[:-]?\s*(?:1|i)(?!\w)|^(?:1|i)(?:\s*-?\s*(?:я|ая))?$|(?<!\w)[1п]кк(?!\w)"
)
_RULES: tuple[tuple[QualificationCategory, re.Pattern[str]], ...] = (
    (QualificationCategory.METHODIST, re.compile(r"педагог\S{0,3}\s?-?\s?методист|^методист")),
    (QualificationCategory.MENTOR, re.compile(r"педагог\S{0,3}\s?-?\s?наставник|^наставник")),
    (QualificationCategory.NONE, re.compile(_NO_CATEGORY)),
    (QualificationCategory.HIGHEST, re.compile(r"высш|(?<!\w)вкк?(?!\w)|^в\.к\.к?\.?$")),
    (QualificationCategory.FIRST, re.compile(_FIRST)),
    (QualificationCategory.CONFORMITY, re.compile(r"соотв|сзд|с\.з\.д|аттестован")),
)
_YEARS = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:полных\s*)?(?:лет|года?|г\.|г(?![а-я])|л\.|л(?![а-я]))")
_MONTHS = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:мес(?:яц(?:ев|а)?)?|м)(?![а-я])\.?")
_PEDAGOGICAL = re.compile(r"(?:пед\S*|по специальности)\s*[:-]?\s*(?:стаж\S*\s*[:-]?\s*)?(\d{1,2}(?:[.,]\d)?)")
_NUMBER = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")
_LESS_THAN_YEAR = re.compile(
    r"(?:менее|меньше|до)\s*(?:1|одного|)\s*года|^без (?:стажа|опыта)|стажа нет|первый год|нет стажа|"
    r"^молодой специалист$|^м/с$"
)
_MAX_YEARS = 80


@dataclass(frozen=True, slots=True)
class CategoryAndYears:
    """Both facts of «Категория, стаж»."""

    category: QualificationCategory | None = None
    years: int | None = None


def _prepared(value: str) -> str:
    text = fold(cyrillic_text(value)).replace("«", "").replace("»", "")
    return re.sub(r"(?<![а-я\d])[iі](?![а-я])", "i", text)


def parse_category(value: Cell) -> Parsed[QualificationCategory]:
    """One of the six categories from any of its names and abbreviations."""
    if value is None:
        return Parsed(None)
    raw = clean(_spelled(value))
    text = _prepared(raw)
    if text in {"нет", "не имеет", "не имеется", "отсутствует"}:
        return Parsed(QualificationCategory.NONE, raw)
    if says_nothing(raw):
        return Parsed(None)
    found = _category(text)
    return Parsed(found, raw, None if found else Trouble.CATEGORY_UNKNOWN)


def _category(text: str) -> QualificationCategory | None:
    text = text.strip(" .,;:()")
    return next((category for category, rule in _RULES if rule.search(text)), None)


def parse_experience(value: Cell) -> Parsed[int]:
    """Experience in full years, rounded down: «21,5» → 21, «12 лет 3 мес.» → 12, «8 мес.» → 0."""
    if value is None:
        return Parsed(None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value <= _MAX_YEARS:
            return Parsed(int(value), _spelled(value))
        return Parsed(None, _spelled(value), Trouble.EXPERIENCE_UNREADABLE)
    if not isinstance(value, str):
        return Parsed(None, _spelled(value), Trouble.EXPERIENCE_UNREADABLE)
    raw = clean(value)
    if says_nothing(raw):
        return Parsed(None)
    years = _years(_prepared(raw), bare=True)
    if years is None or years > _MAX_YEARS:
        return Parsed(None, raw, Trouble.EXPERIENCE_UNREADABLE)
    return Parsed(years, raw)


def _years(text: str, *, bare: bool) -> int | None:
    """Full years told in a folded text; ``bare`` accepts a number without «лет»."""
    if told := _PEDAGOGICAL.search(text):
        return int(float(told.group(1).replace(",", ".")))
    if told := _YEARS.search(text):
        return int(float(told.group(1).replace(",", ".")))
    if _MONTHS.search(text) and not _NUMBER.search(_MONTHS.sub(" ", text)):
        return 0
    if _LESS_THAN_YEAR.search(text):
        return 0
    if not bare:
        return None
    plain = re.sub(r"^(?:стаж\S*|пед\S*|более|свыше|около|с)\s*[:-]?\s*", "", text).strip(" .:-+>")
    if _NUMBER.fullmatch(plain):
        return int(float(plain.replace(",", ".")))
    if halves := re.fullmatch(r"(\d{1,2})\s*/\s*(\d{1,2})", plain):
        return min(int(halves.group(1)), int(halves.group(2)))
    return None


def parse_category_and_years(value: Cell) -> Parsed[CategoryAndYears]:
    """«высшая, 24 года», «1 кв. категория / 12», «б/к, 1 год». A number without «лет» after a category is years."""
    if value is None:
        return Parsed(None)
    if not isinstance(value, str):
        years = parse_experience(value)
        known = CategoryAndYears(None, years.value) if years.value is not None else None
        return Parsed(known, years.raw, years.trouble)
    raw = clean(value)
    if says_nothing(raw):
        return Parsed(None)
    text = _prepared(raw)
    years_told = _YEARS.search(text) or _MONTHS.search(text)
    rest = _MONTHS.sub(" ", _YEARS.sub(" ", text)) if years_told else text
    category = _category(re.sub(r"\s+", " ", re.sub(r"\bстаж\S*", " ", rest)))
    number = _years(text, bare=False)
    if number is None:
        number = _bare_years(text, category)
    if number is not None and number > _MAX_YEARS:
        number = None
    if category is None and number is None:
        return Parsed(None, raw, Trouble.CATEGORY_UNKNOWN)
    return Parsed(CategoryAndYears(category, number), raw)


def _bare_years(text: str, category: QualificationCategory | None) -> int | None:
    parts = [part.strip() for part in re.split(r",(?!\d)|[;/\n]|\s[-–—]\s", text) if part.strip()]
    numbers = [part for part in parts if _NUMBER.fullmatch(part)]
    if len(numbers) == 1 and (category is None or len(parts) > 1):
        return int(float(numbers[0].replace(",", ".")))
    if category is not None and (tail := re.search(r"[^\d,.](\d{1,2})(?:[.,]\d{1,2})?\)?$", text)):
        return int(tail.group(1))
    return None


def _spelled(value: Cell) -> str:
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
