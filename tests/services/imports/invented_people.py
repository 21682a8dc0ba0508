"""Invented people and the ways schools type facts about them, each with what it must become."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

_MALE = (
    [
        "Ветров",
        "Лугов",
        "Соснин",
        "Рощин",
        "Полянский",
        "Речной",
        "Степняк",
        "Озёров",
        "Камень",
        "Дубровских",
        "Гай-Луговой",
        "Пак",
        "Черненко",
        "Саакян",
        "Мухаметшин",
        "Бадмаев",
        "Кудеяров",
        "Сизых",
        "Живаго",
        "Листопад",
        "Тихоход",
        "Щур",
    ],
    [
        "Андрей",
        "Борис",
        "Вадим",
        "Глеб",
        "Денис",
        "Ильдар",
        "Кирилл",
        "Максим",
        "Олег",
        "Пётр",
        "Рамиль",
        "Семён",
        "Фёдор",
    ],
    [
        "Андреевич",
        "Борисович",
        "Вадимович",
        "Глебович",
        "Денисович",
        "Ильдарович",
        "Кириллович",
        "Ильич",
        "Кузьмич",
        "Петрович",
        "Рамилевич",
        "Семёнович",
        "Фёдорович",
    ],
)
_FEMALE = (
    [
        "Ветрова",
        "Лугова",
        "Соснина",
        "Рощина",
        "Полянская",
        "Речная",
        "Степняк",
        "Озёрова",
        "Камень",
        "Дубровских",
        "Гай-Луговая",
        "Пак",
        "Черненко",
        "Саакян",
        "Мухаметшина",
        "Бадмаева",
        "Кудеярова",
        "Сизых",
        "Живаго",
        "Листопад",
        "Щур",
    ],
    [
        "Анна",
        "Варвара",
        "Галина",
        "Дарима",
        "Елена",
        "Жанна",
        "Зульфия",
        "Инна",
        "Ксения",
        "Любовь",
        "Майя",
        "Нелли",
        "Ольга",
        "Полина",
        "Раиса",
        "Софья",
        "Ульяна",
        "Юлия",
        "Алёна",
    ],
    [
        "Андреевна",
        "Борисовна",
        "Вадимовна",
        "Глебовна",
        "Денисовна",
        "Ильдаровна",
        "Кирилловна",
        "Ильинична",
        "Кузьминична",
        "Петровна",
        "Рамилевна",
        "Семёновна",
        "Фёдоровна",
    ],
)
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
POSTS = [
    "учитель математики",
    "учитель русского языка и литературы",
    "учитель начальных классов",
    "педагог-психолог",
    "учитель физической культуры",
    "учитель истории и обществознания",
    "социальный педагог",
    "учитель-логопед",
    "педагог дополнительного образования",
    "заместитель директора по ВР",
    "учитель иностранного языка",
    "методист",
]
SUBJECTS = [
    "математика",
    "русский язык",
    "литература",
    "история",
    "физика",
    "химия",
    "биология",
    "музыка",
    "технология",
]
FORMS = ["педагог – педагог", "учитель – ученик", "руководитель ОО – педагог", "педагог-педагог"]
WISHES = [
    "Как вести журнал и не тонуть в отчётах",
    "Работа с детьми с ОВЗ; адаптация программ",
    "1) подготовка к ЕГЭ;\n2) проекты",
    "=ЕСЛИ(успею; научусь) – планирование времени",
    "+ уверенность у доски",
    "Разговор с родителями, в том числе трудный",
    "Дисциплина на уроке?",
    "- открытый урок\n- самоанализ",
    "Цифровые сервисы: какие и зачем",
]
SKILLS = ["подготовка к ОГЭ; олимпиады", "проектная деятельность", "работа с родителями, медиация", "цифровые сервисы"]
WINS = ["победитель конкурса «Лучший урок»", "эксперт ЕГЭ", "автор методички 2022 года", "почётная грамота"]
LIKES = ["лес и грибы", "театр, хор", "лыжи", "шахматы; кулинария"]
AGES = ["до 35 лет", "22–30", "любой", "14–17 лет"]
TIMES = ["2 часа в неделю", "1,5 часа в неделю", "по запросу", "4 часа в месяц"]


@dataclass
class Somebody:
    """The truth about one person."""

    surname: str
    first_name: str
    patronymic: str | None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def full(self) -> str:
        """Surname first."""
        return " ".join(filter(None, (self.surname, self.first_name, self.patronymic)))

    @property
    def initials(self) -> str:
        """«И.О.»."""
        return f"{self.first_name[0]}." + (f"{self.patronymic[0]}." if self.patronymic else "")


def invent(rnd: random.Random, count: int) -> list[Somebody]:
    """Different people whose surname with initials is unique."""
    found: list[Somebody] = []
    taken: set[str] = set()
    while len(found) < count:
        surnames, firsts, fathers = rnd.choice((_MALE, _FEMALE))
        patronymic: str | None = rnd.choice(fathers)
        if rnd.random() < 0.05:
            patronymic = None
        elif rnd.random() < 0.05:
            patronymic = rnd.choice(["Эльдар", "Рауф", "Намик"]) + (" оглы" if surnames is _MALE[0] else " кызы")
        one = Somebody(rnd.choice(surnames), rnd.choice(firsts), patronymic)
        key = f"{one.surname} {one.first_name[0]}".replace("ё", "е")
        if key not in taken:
            taken.add(key)
            found.append(one)
    return found


def typed_name(rnd: random.Random, one: Somebody, *, clean: bool = False) -> str:
    """The full name as somebody types it."""
    if clean:
        return one.full
    kind = rnd.randrange(9)
    if kind == 0:
        return " ".join(filter(None, (one.first_name, one.patronymic, one.surname)))
    if kind == 1:
        return one.full.upper()
    if kind == 2:
        return f"  {one.full.replace(' ', '  ')} "
    if kind == 3:
        return one.full.replace(" ", "\u00a0")
    if kind == 4:
        return one.full.translate(str.maketrans("аеорсАЕОРС", "aeopcAEOPC"))
    if kind == 5:
        return f"{one.full}."
    if kind == 6:
        return one.surname + "\n" + " ".join(filter(None, (one.first_name, one.patronymic)))
    return one.full


def typed_reference(rnd: random.Random, one: Somebody) -> str:
    """The person as a partner is named: short forms and roles."""
    surname, initials = one.surname, one.initials
    forms = [
        f"{surname} {initials}",
        f"{initials} {surname}",
        f"{surname} {initials.replace('.', '. ').strip()}",
        f"{initials}{surname}",
        one.full,
        f"{surname} {initials}, наставник",
        f"/{initials} {surname}/",
        f"{one.full}, учитель математики",
        f"{surname} {one.first_name[0]}.",
    ]
    return rnd.choice(forms)


def typed_date(rnd: random.Random, day: dt.date, *, text_only: bool = False) -> object:
    """A day as somebody types it."""
    months = MONTHS
    d, m, y = day.day, day.month, day.year
    forms: list[object] = [
        f"{d:02d}.{m:02d}.{y}",
        f"{d:02d}.{m:02d}.{y} г.",
        f"«{d:02d}» {m:02d} {y}г.",
        f"{d} {months[m - 1]} {y} года",
        f"« {d} » {months[m - 1]} {y} г.",
        f"{d:02d}. {m:02d}. {y % 100:02d} г.",
        f"{y}-{m:02d}-{d:02d}",
        f"{d}/{m}/{y}",
        f"«{d:02d}»__{m:02d}_{y}_г.",
        f"{d} {months[m - 1]}{y} г.",
        f"{d:02d}.{m:02d}.{y}г",
    ]
    if not text_only:
        forms += [day, day, day]
    return rnd.choice(forms)


def typed_phone(rnd: random.Random, ten: str, *, text_only: bool = False) -> object:
    """A telephone of ten digits as somebody types it."""
    a, b, c, d = ten[:3], ten[3:6], ten[6:8], ten[8:]
    forms: list[object] = [
        f"8 {a} {b}-{c}-{d}",
        f"+7 ({a}) {b}-{c}-{d}",
        f"8{ten}",
        f"8-{a}-{b}-{c}-{d}",
        ten,
        f"7{ten}",
        f"8({a}){b}{c}{d}",
    ]
    if not text_only:
        forms += [float("7" + ten), int("8" + ten)]
    return rnd.choice(forms)


CATEGORIES = {
    "высшая": ["высшая", "Высшая кв. категория", "высшая категория", "ВЫСШАЯ", "вкк"],
    "первая": ["первая", "1 категория", "I кв. категория", "Первая", "1 кв. кат."],
    "соответствие": ["СЗД", "соответствие", "соответствие занимаемой должности", "сзд"],
    "без категории": ["б/к", "без категории", "Без кв. категории"],
    "педагог-методист": ["педагог-методист", "Педагог - методист"],
}


def typed_category(rnd: random.Random) -> tuple[str, str]:
    """(typed, label)."""
    label = rnd.choice(list(CATEGORIES))
    return rnd.choice(CATEGORIES[label]), label


def typed_years(rnd: random.Random, years: int, *, text_only: bool = False) -> object:
    """Experience of so many full years."""
    unit = (
        "год"
        if years % 10 == 1 and years != 11
        else "года"
        if years % 10 in {2, 3, 4} and years not in {12, 13, 14}
        else "лет"
    )
    forms: list[object] = [str(years), f"{years} {unit}", f"{years},5", f"{years} {unit} 7 мес."]
    if not text_only:
        forms += [years, years + 0.5]
    return rnd.choice(forms)


def typed_birth_year(rnd: random.Random, year: int, *, text_only: bool = False) -> object:
    """A year of birth with its usual company."""
    age = 2026 - year
    forms: list[object] = [f"{year}", f"{year}, {age} лет", f"{year} г.р.", f"{year} ({age})", f"{year} г."]
    return rnd.choice(forms if text_only else [*forms, year])
