"""What the report of an import says, in Russian: codes of the parsers as sentences."""

from __future__ import annotations

import datetime as dt

from curator_app.domain.name_parsing import Mention, NameTrouble
from curator_app.domain.parsing import Trouble

_TROUBLES: dict[Trouble, str] = {
    Trouble.NO_SUCH_DAY: "Такого дня нет в календаре: «{raw}». Дата не занесена, исправьте её в карточке.",
    Trouble.DATE_RANGE: "Вместо даты указан промежуток «{raw}». Взят первый день.",
    Trouble.DATE_INCOMPLETE: "«{raw}» — не полная дата. Дата не занесена, укажите день, месяц и год.",
    Trouble.DATE_UNREADABLE: "«{raw}» не читается как дата. Укажите день, месяц и год.",
    Trouble.DATE_OUT_OF_RANGE: "Дата «{raw}» вне разумных пределов. Проверьте год.",
    Trouble.DATE_IN_FUTURE: "Дата рождения «{raw}» ещё не наступила. Проверьте год.",
    Trouble.AGE_ONLY: "«{raw}» — возраст, а не год рождения. Укажите год рождения.",
    Trouble.YEAR_UNREADABLE: "«{raw}» не читается как год рождения. Укажите один год.",
    Trouble.PHONE_LOST_DIGITS: "В номере «{raw}» Excel потерял последние цифры. Впишите телефон заново.",
    Trouble.PHONE_INCOMPLETE: "В номере «{raw}» не хватает цифр. Укажите 10 цифр с кодом.",
    Trouble.PHONE_UNREADABLE: "«{raw}» не похоже на телефон. Укажите 10 цифр с кодом.",
    Trouble.EMAIL_UNREADABLE: "«{raw}» не похоже на адрес электронной почты. Исправьте адрес.",
    Trouble.CONTACTS_UNREADABLE: "В «{raw}» не найдено ни телефона, ни почты. Впишите их в карточку.",
    Trouble.CATEGORY_UNKNOWN: "Категория «{raw}» не известна. Выберите её в карточке.",
    Trouble.EXPERIENCE_UNREADABLE: "«{raw}» не читается как стаж. Укажите число полных лет.",
    Trouble.ORDER_UNREADABLE: "В «{raw}» не найдено ни номера, ни даты приказа. Впишите их в карточку пары.",
    Trouble.PERIOD_UNREADABLE: "Период «{raw}» не читается. Укажите даты начала и окончания.",
    Trouble.PERIOD_BACKWARDS: "В периоде «{raw}» окончание раньше начала. Исправьте даты.",
    Trouble.NUMBER_UNREADABLE: "«{raw}» — не число. Исправьте значение.",
    Trouble.OUT_OF_SCALE: "Ответ «{raw}» вне шкалы вопроса и не учтён. Проверьте анкету.",
    Trouble.CELL_ERROR: "В ячейке ошибка формулы «{raw}». Исправьте формулу или впишите значение.",
    Trouble.GENDER_UNKNOWN: "«{raw}» не читается как пол. Укажите «м» или «ж».",
}
_NAMES: dict[NameTrouble, str] = {
    NameTrouble.EMPTY: "В строке нет имени. Строка не занесена: впишите фамилию, имя и отчество.",
    NameTrouble.INITIALS: "«{raw}»: только инициалы. Строка не занесена: впишите имя и отчество полностью.",
    NameTrouble.OBLIQUE: "«{raw}» стоит не в именительном падеже. Строка не занесена: впишите имя в именительном.",
    NameTrouble.NO_SURNAME: "«{raw}»: нет фамилии. Строка не занесена: впишите фамилию, имя и отчество.",
    NameTrouble.ONE_WORD: "«{raw}»: одно слово вместо полного имени. Строка не занесена: впишите имя полностью.",
    NameTrouble.NOT_A_NAME: "«{raw}» не похоже на имя человека. Строка не занесена: проверьте ячейку.",
}


def short(raw: str, limit: int = 80) -> str:
    """A typed text for a message: one line, cut at ``limit``."""
    line = " ".join(raw.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def trouble(code: Trouble, raw: str) -> str:
    """The sentence about one value."""
    return _TROUBLES[code].format(raw=short(raw))


def no_name(mention: Mention) -> str:
    """Why the row makes nobody."""
    return _NAMES[mention.trouble or NameTrouble.NOT_A_NAME].format(raw=short(mention.raw))


def several_people(raw: str) -> str:
    """A name cell that names several people where one is expected."""
    return f"В ячейке имени несколько человек: «{short(raw)}». Строка не занесена: дайте каждому свою строку."


def several_mentors(raw: str) -> str:
    """A register cell with several mentors."""
    return f"В ячейке несколько наставников: «{short(raw)}». Люди занесены, пары нет: дайте каждой паре свою строку."


def several_fit(raw: str, count: int) -> str:
    """A reference that fits several people."""
    return f"«{short(raw)}» — подходят несколько человек ({count}). Никто не выбран: впишите имя полностью."


def namesakes(raw: str) -> str:
    """A full name that several bear, with nothing to tell them apart."""
    return f"Полных тёзок «{short(raw)}» несколько. Строка не занесена: добавьте дату рождения, телефон или должность."


def nobody_fits(raw: str) -> str:
    """A reference to somebody unknown."""
    return f"«{short(raw)}»: такого человека в базе нет. Имя сохранено как текст, впишите его полностью."


def stranger(raw: str) -> str:
    """A reply of somebody unknown."""
    return f"«{short(raw)}»: такого человека в базе нет, ответ не занесён. Добавьте человека и повторите импорт."


def not_nominative(raw: str) -> str:
    """A reference in an oblique case."""
    return f"«{short(raw)}» стоит не в именительном падеже, человек не выбран. Впишите имя в именительном падеже."


def not_a_person(raw: str) -> str:
    """A text where a person should be named."""
    return f"«{short(raw)}» не похоже на имя человека, никто не выбран. Текст сохранён."


def oneself() -> str:
    """Mentor and mentee are one person."""
    return "Наставник и наставляемый — один и тот же человек. Строка не занесена: исправьте имя."


def conflict(label: str, kept: str, other: str) -> str:
    """Two rows of one file tell different things about one person."""
    return f"«{label}»: в файле два разных значения, «{short(kept, 40)}» и «{short(other, 40)}». Взято первое."


def too_long(label: str, limit: int) -> str:
    """A text longer than a field may hold."""
    return f"«{label}»: текст длиннее {limit} знаков и сохранён только как исходный. Сократите его в карточке."


def overlaps() -> str:
    """A pair whose period meets that of another pair of the same people."""
    return "У этих людей уже есть пара на пересекающийся период. Строка не занесена: проверьте даты."


def closed_year() -> str:
    """A pair of a closed school year would be added or changed."""
    return (
        "Даты пары — в закрытом учебном году. Строка не занесена: исправьте даты или откройте год снова "
        "(«Школа» → «Учебные годы…»)."
    )


def backwards(start: dt.date, end: dt.date) -> str:
    """A period that ends before it begins."""
    return f"Окончание {end:%d.%m.%Y} раньше начала {start:%d.%m.%Y}. Окончание не занесено, исправьте даты пары."


NOTHING_FOUND = (
    "В файле «{name}» не найдена таблица с понятными заголовками (нужна хотя бы колонка «ФИО»). "
    "Проверьте, что заголовки стоят над данными."
)
NO_ROWS = "В файле «{name}» есть заголовки, но нет ни одной строки с данными. Выберите заполненную таблицу."
NO_SHEET = "В файле «{name}» нет листа «{sheet}». Есть листы: {sheets}."
