"""Columns of a web form and their cells read as answers to a questionnaire of the school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from curator_app.domain.codes import RespondentRole
from curator_app.domain.letters import fold, one_line
from curator_app.domain.surveys.questions import Answer, Question, QuestionKind, accept

_ALIKE: Final = 0.72
_NUMBER: Final = re.compile(r"^\s*(?:вопрос\s*)?№?\s*\d{1,2}(?:\.\d{1,2})?\s*[.):]\s*", re.IGNORECASE)
_HINT: Final = re.compile(r"[(\[][^()\[\]]*(?:\d|балл)[^()\[\]]*[)\]]")
_WORD: Final = re.compile(r"[а-яёa-z0-9]+")
_POINTS: Final = re.compile(r"([+-]?\d{1,4})(?:[.,]0+)?\s*(?:балл\w*|из\s*\d+|/\s*\d+|\(.*\)|[-–—].*)?", re.DOTALL)
_DASHES: Final = re.compile(r"\s*[-–—]\s*")
_ROLE_HEADINGS: Final = ("ваша роль", "роль", "роль в программе", "ваша роль в программе", "кто вы", "кем вы являетесь")
_ROLES: Final = (
    ("наставляем", RespondentRole.MENTEE),
    ("молодой специалист", RespondentRole.MENTEE),
    ("подопечн", RespondentRole.MENTEE),
    ("наставник", RespondentRole.MENTOR),
    ("куратор", RespondentRole.CURATOR),
)
_YES: Final = frozenset({"да", "yes", "+", "конечно", "безусловно", "скорее да", "да конечно", "true", "1"})
_NO: Final = frozenset({"нет", "no", "скорее нет", "false", "0"})
_NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять")
    )
}
_SCALES: Final[dict[tuple[int, int], tuple[tuple[str, ...], ...]]] = {
    (0, 2): (("не проявляется",), ("частично", "проявляется частично", "частично проявляется"),
             ("полностью", "в полной мере", "проявляется полностью", "проявляется в полной мере")),
    (0, 3): (("владею", "владею уверенно", "затруднений нет", "нет затруднений"),
             ("небольшие", "небольшие затруднения", "бывают небольшие затруднения"),
             ("существенные", "существенные затруднения", "затруднения существенные"), ("не владею",)),
    (1, 5): (("совсем не согласен", "полностью не согласен", "очень плохо", "никогда"),
             ("не согласен", "скорее не согласен", "плохо", "редко"),
             ("трудно сказать", "затрудняюсь ответить", "нейтрально", "удовлетворительно", "иногда"),
             ("согласен", "скорее согласен", "хорошо", "часто"),
             ("полностью согласен", "совершенно согласен", "отлично", "очень хорошо", "всегда")),
}  # fmt: skip


def match(headings: Mapping[int, str], questions: Sequence[Question]) -> dict[int, Question]:
    """{column: the question it asks}, one column a question, the most alike first; numbers and hints of a scale in a
    heading do not matter."""
    told = {column: _words(text) for column, text in headings.items()}
    asked = {one.key: _words(one.text) for one in questions}
    scores = [
        (_likeness(words, asked[one.key]), -column, -place)
        for column, words in told.items()
        for place, one in enumerate(questions)
    ]
    found: dict[int, Question] = {}
    taken: set[str] = set()
    for score, column, place in sorted(scores, reverse=True):
        question = questions[-place]
        if score < _ALIKE:
            break
        if -column not in found and question.key not in taken:
            found[-column] = question
            taken.add(question.key)
    return found


def role_column(headings: Mapping[int, str], values: Mapping[int, Iterable[str]]) -> int | None:
    """The column in which respondents say who they are: «Ваша роль», every cell a role or empty."""
    for column, heading in headings.items():
        if fold(heading).strip(" ?:.") in _ROLE_HEADINGS or fold(heading).startswith("ваша роль"):
            told = [one for one in values[column] if one.strip()]
            if told and all(role_of(one) is not None for one in told):
                return column
    return None


def role_of(typed: str) -> RespondentRole | None:
    """The role somebody says he has."""
    text = fold(typed)
    return next((role for start, role in _ROLES if start in text), None)


def answer_of(question: Question, typed: str) -> Answer | None:
    """A cell as an answer: points in digits or words, «да»/«нет», an option however its dashes and case are typed.
    Raises ValueError for what is no answer."""
    text = fold(typed).strip(" .!")
    if question.kind is QuestionKind.SCALE:
        return accept(question, _point(question, text))
    if question.kind is QuestionKind.YES_NO:
        plain = one_line(text.replace(",", " "))
        if plain in _YES or plain.startswith(("да ", "нет ")) or plain in _NO:
            return accept(question, "yes" if plain in _YES or plain.startswith("да ") else "no")
        raise ValueError(typed)
    if question.kind is QuestionKind.CHOICE:
        wanted = _DASHES.sub("-", text)
        options = {_DASHES.sub("-", fold(one)): one for one in question.options}
        return accept(question, options.get(wanted, typed))
    return accept(question, typed)


def _point(question: Question, text: str) -> object:
    if found := _POINTS.fullmatch(text):
        return int(found.group(1))
    if text in _NUMBER_WORDS:
        return _NUMBER_WORDS[text]
    words = _SCALES.get((question.lowest, question.highest), ())
    plain = text.replace("(на)", "").replace("(а)", "").replace("согласна", "согласен").strip()
    point = next((place for place, said in enumerate(words, start=question.lowest) if plain in said), None)
    if point is None:
        raise ValueError(text)
    return point


def _words(text: str) -> str:
    plain = _HINT.sub(" ", _NUMBER.sub("", one_line(text)))
    return " ".join(_WORD.findall(fold(plain)))


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 2.0 if one else 0.0
    shared = set(one.split()) & set(other.split())
    if not shared or len(shared) * 3 < max(len(set(one.split())), len(set(other.split()))):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
