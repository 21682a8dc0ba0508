"""Russian words of questionnaires, waves and answers: one place for screen, paper, form file and import."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from curator_app.domain.codes import QuestionnaireKind, ReplyWay, RespondentRole, WaveStage
from curator_app.domain.surveys.questions import Answer, Question, QuestionKind
from curator_app.domain.surveys.scoring import Level
from curator_app.texts.grammar import counted

ROLE: Final = {
    RespondentRole.MENTEE: "наставляемый",
    RespondentRole.MENTOR: "наставник",
    RespondentRole.CURATOR: "куратор",
}
ROLES: Final = {
    RespondentRole.MENTEE: "наставляемые",
    RespondentRole.MENTOR: "наставники",
    RespondentRole.CURATOR: "куратор",
}
KIND: Final = {
    QuestionnaireKind.NEEDS: "выявление запросов",
    QuestionnaireKind.DIAGNOSIS: "диагностика",
    QuestionnaireKind.SATISFACTION: "удовлетворённость",
    QuestionnaireKind.BEFORE: "до программы",
    QuestionnaireKind.AFTER: "после программы",
    QuestionnaireKind.REFLECTION: "рефлексивная оценка",
    QuestionnaireKind.EFFECTIVENESS: "результативность пары",
    QuestionnaireKind.CURATOR_CRITERIA: "критерии куратора",
    QuestionnaireKind.SWOT: "SWOT-анализ",
    QuestionnaireKind.OTHER: "другая",
}
STAGE: Final = {
    WaveStage.START: "начало программы",
    WaveStage.ADAPTATION: "три месяца работы",
    WaveStage.DECEMBER: "декабрь",
    WaveStage.MAY: "май",
    WaveStage.FIRST_YEAR: "первый год маршрута",
    WaveStage.FINAL: "окончание маршрута",
    WaveStage.OTHER: "другое",
}
WAY: Final = {
    ReplyWay.KEYED: "введена с бумаги",
    ReplyWay.FILE: "из таблицы ответов",
    ReplyWay.FORM: "из файла анкеты",
}
LEVEL: Final = {Level.LOW: "низкий", Level.MIDDLE: "средний", Level.HIGH: "высокий"}
DIFFICULTY = {  # levels of a block that asks what is hard: the higher, the worse
    Level.LOW: "затруднения небольшие",
    Level.MIDDLE: "затруднения заметные",
    Level.HIGH: "затруднения сильные",
}
QUESTION_KIND: Final = {
    QuestionKind.SCALE: "баллы",
    QuestionKind.YES_NO: "да или нет",
    QuestionKind.CHOICE: "выбор из списка",
    QuestionKind.OPEN: "ответ своими словами",
}
YES_NO: Final = {"yes": "да", "no": "нет"}
FAULT: Final = {
    "no_text": "нет текста вопроса",
    "no_key": "у вопроса нет ключа",
    "twice": "такой ключ уже есть у другого вопроса",
    "kind": "неизвестный вид ответа",
    "scale": "шкала должна идти от меньшего целого числа к большему, не дальше 100 делений",
    "options": "нужно не меньше двух разных вариантов ответа",
}


def answer_words(question: Question, answer: Answer | None) -> str:
    """An answer as people read it: «8», «да», the words of an option; «» for none."""
    if answer is None:
        return ""
    if question.kind is QuestionKind.YES_NO:
        return YES_NO.get(str(answer), str(answer))
    return str(answer)


def wanted_words(question: Question) -> str:
    """What may be answered: «число от 1 до 10», «да (1) или нет (2)»."""
    if question.kind is QuestionKind.SCALE:
        return f"целое число от {question.lowest} до {question.highest}"
    if question.kind is QuestionKind.YES_NO:
        return "«да» или «нет»"
    if question.kind is QuestionKind.CHOICE:
        return "один из вариантов: " + ", ".join(f"«{one}»" for one in question.options)
    return "ответ своими словами"


def share_words(count: int, of: int) -> str:
    """«3 из 4 (75 %)»; «—» when there is nobody to count (domain.md d.7, e)."""
    if of == 0:
        return "—"
    return f"{count} из {of} ({decimal(Fraction(count * 100, of))} %)"


def decimal(value: Fraction | None, digits: int = 1) -> str:
    """A fraction rounded half up, with a comma and without needless zeros: «7,5», «8»; «—» for none."""
    if value is None:
        return "—"
    scale = 10**digits
    scaled = value * scale
    number = int(abs(scaled) + Fraction(1, 2))
    whole, part = divmod(number, scale)
    sign = "−" if scaled < 0 and number else ""
    tail = f"{part:0{digits}d}".rstrip("0") if digits else ""
    return f"{sign}{whole},{tail}" if tail else f"{sign}{whole}"


def signed(value: Fraction | None) -> str:
    """A change with its sign: «+1,5», «−0,3», «0»."""
    told = decimal(value)
    return f"+{told}" if value is not None and value > 0 and told != "0" else told


def answered_words(answered: int, expected: int) -> str:
    """«ответили 9 из 12»."""
    return f"ответили {answered} из {expected}"


def few_words(answered: int) -> str:
    """Why figures of few people are read with care; «» is never returned: ask it only when there are few."""
    people = counted(answered, "человек", "человека", "человек")
    return f"Ответили всего {people}: один ответ сильно меняет доли, ответы узнаваемы, анонимности нет."


def numbered(questions: Sequence[Question]) -> dict[str, int]:
    """{key: number from 1} as questions are numbered on paper and screen."""
    return {one.key: place for place, one in enumerate(questions, start=1)}
