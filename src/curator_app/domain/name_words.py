"""What a single word can be inside a name: patronymic, first name, initial, post (domain.md h.2 «Names»)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from curator_app.domain.letters import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)*")
_PATRONYMIC_M = re.compile(r"..(?:ович|евич|ьич)$|^(?:кузьмич|лукич|фомич|никитич|саввич|фокич|силич|аникич|ионич)$")
_PATRONYMIC_F = re.compile(r"..(?:овна|евна|ична|ишна)$")
_OBLIQUE_PATRONYMIC = re.compile(
    r"..(?:ович|евич|ьич|узьмич|укич|омич|икитич)(?:а|у|ем|ом|е)$"
    r"|..(?:овн|евн|ичн)(?:ы|е|у|ой|ою)$"
)
_PATRONYMIC_PARTICLES = frozenset({"оглы", "оглу", "кызы", "гызы", "кизи", "угли", "улы", "уулу", "огли"})
_JOINED_PARTICLES = tuple(f"-{particle}" for particle in sorted(_PATRONYMIC_PARTICLES))
_SURNAME = re.compile(
    r"..(?:ов|ев|ин|ын|ова|ева|ина|ына|ский|цкий|ская|цкая|ской|енко|ейко|ук|юк|чук|чик|ко|ян|янц|дзе|швили|уа|"
    r"их|ых|ец|ай|ой|ый|ая|ман|берг|штейн|сон|иев|оев|аев|иева|оева|аева)$"
)
# Words that are no part of a name, with the endings of nouns and adjectives; endings that make a surname of
# the same stem («Мастеров», «Молодых», «Курский») are left out on purpose.
_NOUN = r"(?:й|а|у|е|ом|ем|ы|и|ь|я|ю|ей|ям|ями|ях|ам|ами|ах)?"
_ADJECTIVE = r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ую|юю|ые|ие|ыми|ими)"
_POST_NOUNS = (
    "учител|учительниц|директор|заместител|завуч|заведующ|педагог|воспитател|методист|психолог|логопед|преподавател|"
    "тьютор|библиотекар|руководител|руководительниц|наставник|наставниц|куратор|студент|студентк|ученик|учениц|"
    "школьник|мастер|инструктор|вожат|советник|дефектолог|концертмейстер|тренер|секретар|лаборант|врач|медсестр|"
    "инженер|специалист|начальник|председател|школ|гимнази|лице|колледж|класс|предмет|организатор|бухгалтер|работник|"
    "сотрудник|уборщик|уборщиц|сторож|повар|водител|вакансия|вакансии|стажер|стаж|категори|отдел|отделени|"
    "язык|педсовет|комисси|член|исполнител|примечани|телефон|дат|подпис|групп|модул|образовани|кафедр|объединени|"
    "пенсионер|совместител|информатик|математик|физик|хими|биологи|географи|истори|литератур|обществознани|технологи|"
    "музык|физкультур|курс|год|список|списк|баз|реестр|сведени|комитет|управлени|учреждени|организаци|"
    "специальност|должност|участник|респондент|фамили|отчеств|анкет|результат|программ|период|приказ|протокол|"
    "документ|адрес|почт|контакт"
)
_POST_ADJECTIVES = (
    "социальн|старш|младш|классн|музыкальн|главн|ведущ|начальн|молод|основн|средн|дошкольн|наставляем|обучающ|учащ|"
    "ответственн|физическ|английск|немецк|французск|русск|родн|иностранн|педагогическ|общеобразовательн|"
    "дополнительн|детск|методическ|воспитательн|учебн|административн|техническ|прочи|опытн"
)
_POST_EXACT = (
    "зам|зав|врио|и|по|на|для|при|от|до|лет|год|года|школы|мбоу|маоу|гбоу|мкоу|мбдоу|гапоу|гбпоу|мдоу|сош|оош|доу|оу|"
    "оо|ду|до|увр|вр|ур|нмр|умр|ахч|ахр|здувр|здвр|икт|обж|обзр|мо|шмо|изо|мхк|пдо|фио|итого|всего|итог|составила?|"
    "составлено|согласовано|утверждаю|утвержден|утверждено|вакансия|вакант|вакантно|вакантная|нет|не|назначена?|"
    "совместитель|педагоги|учителя|наставники|обучающийся|обучающаяся|обучающиеся|учащийся|учащаяся|воспитанник|"
    "воспитанница|исполняющий|исполняющая|обязанности|молодые|высшая|первая|вторая|имя|отчество|да|дата"
)
_POST = re.compile(rf"(?:{_POST_EXACT}|(?:{_POST_NOUNS}){_NOUN}|(?:{_POST_ADJECTIVES}){_ADJECTIVE}(?:ся)?)")
_LOWER_PARTICLES = frozenset(
    {"оглы", "оглу", "кызы", "гызы", "кизи", "угли", "улы", "уулу", "огли", "фон", "де", "ибн"}
)

PLAIN_WORD = rf"(?!(?i:{'|'.join(sorted(_LOWER_PARTICLES)).replace('е', '[её]')})\b)[А-ЯЁ][а-яё]+"
"""A pattern of a Cyrillic word that ``proper`` leaves as it is."""


def _oblique(name: str) -> set[str]:
    """Other cases of a first name, by its ending; enough to see that a word is not in the nominative."""
    if name.endswith("ия"):
        return {name[:-1] + ending for ending in ("и", "ю", "ей")}
    if name.endswith("я"):
        return {name[:-1] + ending for ending in ("и", "е", "ю", "ей")}
    if name.endswith("а"):
        return {name[:-1] + ending for ending in ("ы", "и", "е", "у", "ой", "ей")}
    if name.endswith(("й", "ь")):
        return {name[:-1] + ending for ending in ("я", "ю", "ем", "е", "и", "ью")}
    if name.endswith(("е", "и", "о", "у", "э", "ю", "ы")):
        return set()
    return {name + ending for ending in ("а", "у", "ом", "ем", "е")}


_FLEETING = {"павла", "павлу", "павлом", "павле", "льва", "льву", "львом", "льве", "петра", "петру", "петром", "петре"}


# First names that are met far more often as surnames
_RATHER_SURNAMES = frozenset({"ким", "ли", "ан", "ван", "тен", "хан", "май"})


@dataclass(frozen=True)
class FirstNames:
    """Known first names (resources/catalogues/first_names.json), by gender."""

    masculine: frozenset[str]
    feminine: frozenset[str]
    oblique: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, masculine: Iterable[str], feminine: Iterable[str]) -> FirstNames:
        """From names as they are written."""
        male, female = (frozenset(map(fold, names)) - _RATHER_SURNAMES for names in (masculine, feminine))
        cases = {form for name in male | female for form in _oblique(name)} | {fold(form) for form in _FLEETING}
        return cls(male, female, frozenset(cases - male - female))

    def known(self, word: str) -> bool:
        """Whether the word is a first name in the nominative; of a double name the first part decides."""
        key = fold(word)
        return self._has(key) or ("-" in key and self._has(key.split("-", 1)[0]))

    def _has(self, key: str) -> bool:
        return key in self.masculine or key in self.feminine

    def is_oblique(self, word: str) -> bool:
        """Whether the word is a known first name in another case."""
        return fold(word) in self.oblique


@lru_cache(maxsize=4096)
def is_word(token: str) -> bool:
    """Letters with hyphens and apostrophes only."""
    return _WORD.fullmatch(token) is not None


def is_patronymic(token: str) -> bool:
    """A patronymic in the nominative by its ending («Петровна», «Ильич»); surnames may look the same."""
    key = fold(token)
    return key.endswith(_JOINED_PARTICLES) or bool(_PATRONYMIC_M.search(key) or _PATRONYMIC_F.search(key))


def is_patronymic_particle(token: str) -> bool:
    """«оглы», «кызы» and their spellings: the word before belongs to the patronymic."""
    return fold(token) in _PATRONYMIC_PARTICLES


@lru_cache(maxsize=4096)
def is_oblique_patronymic(token: str) -> bool:
    """A patronymic in another case («Петровну», «Ивановичем»)."""
    key = fold(token)
    return not is_patronymic(token) and _OBLIQUE_PATRONYMIC.search(key) is not None


def looks_like_surname(token: str) -> bool:
    """An ending that most Russian surnames have; of two unknown words it tells which one is the surname."""
    return _SURNAME.search(fold(token)) is not None


def is_post_word(token: str) -> bool:
    """A word of posts, roles, schools and headings: never a part of a name. Of «педагог-психолог» the first part
    decides."""
    key = fold(token)
    return _POST.fullmatch(key.split("-", 1)[0]) is not None


def capitalised(token: str) -> bool:
    """Begins with a capital letter."""
    return token[:1].isupper()


def _proper_part(part: str) -> str:
    if part.isupper() or part.islower() or part[:1].islower():
        return part[:1].upper() + part[1:].lower()
    return part


@lru_cache(maxsize=4096)
def proper(word: str) -> str:
    """A word of a name with a capital letter in every part; particles («оглы») stay small."""
    if fold(word) in _LOWER_PARTICLES:
        return word.lower()
    parts = word.split("-")
    return "-".join(
        part.lower() if index and fold(part) in _LOWER_PARTICLES else _proper_part(part)
        for index, part in enumerate(parts)
    )
