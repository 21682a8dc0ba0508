"""Keying in one questionnaire by digits and Enter: what every key means. No Qt, no base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator_app.domain.surveys.questions import Answer, Question, QuestionKind

_YES, _NO = frozenset("1дДlL"), frozenset("2нНyY")  # «д» and «н» on both layouts of the keyboard


class Entry:
    """Questions one after another. ``place`` equal to their number means that all have been gone through.

    A digit answers and moves on as soon as no longer number is possible: on a scale to 10, «1» waits for «0», for the
    next digit (which then answers the next question) or for Enter. Where 0 is not on the scale it is «10» on a scale
    of 1–10 and «no answer» elsewhere. Enter keeps what is there and moves on; Backspace takes back.
    """

    def __init__(self, questions: Sequence[Question], answers: Mapping[str, Answer] | None = None) -> None:
        self.questions = tuple(questions)
        self.answers: dict[str, Answer] = dict(answers or {})
        self.place = 0
        self.pending = ""
        self.problem = ""
        """A sentence about the last key, «» when it was understood."""
        self._before = dict(self.answers)

    @property
    def question(self) -> Question | None:
        """The question in hand; None after the last one."""
        return self.questions[self.place] if self.place < len(self.questions) else None

    @property
    def answered(self) -> int:
        """Questions with an answer."""
        return sum(one.key in self.answers for one in self.questions)

    @property
    def dirty(self) -> bool:
        """Something was keyed in that is not kept yet."""
        return self.answers != self._before or bool(self.pending)

    def kept(self) -> None:
        """The answers have been saved."""
        self._before = dict(self.answers)

    # --- keys

    def type(self, sign: str) -> None:
        """A digit or a letter."""
        question = self.question
        self.problem = ""
        if question is None or question.kind is QuestionKind.OPEN:
            return
        if question.kind is QuestionKind.YES_NO:
            self._yes_no(sign)
        elif sign.isascii() and sign.isdigit():
            self._digit(question, sign)
        else:
            self.problem = "Здесь нужны цифры; «нет ответа» — Enter."

    def enter(self) -> None:
        """Keeps what is there and moves on."""
        self.problem = ""
        if self.pending:
            self._put(int(self.pending))
        elif self.question is not None:
            self._next()

    def write(self, text: str) -> None:
        """The free answer to the question in hand; «» takes it away."""
        question = self.question
        if question is None or question.kind is not QuestionKind.OPEN:
            return
        if text.strip():
            self.answers[question.key] = text.strip()
        else:
            self.answers.pop(question.key, None)

    def back(self) -> None:
        """Takes a waiting digit away, else goes one question back."""
        self.problem = ""
        if self.pending:
            self.pending = ""
        else:
            self.place = max(self.place - 1, 0)

    def clear(self) -> None:
        """No answer to the question in hand; stays at it."""
        self.problem, self.pending = "", ""
        if self.question is not None:
            self.answers.pop(self.question.key, None)

    def go(self, place: int) -> None:
        """To a question by its place (0 …); a waiting digit is kept as the answer."""
        if self.pending:
            self._put(int(self.pending))
        self.problem = ""
        self.place = max(0, min(place, len(self.questions)))

    def choose(self, answer: Answer | None) -> None:
        """An answer by mouse: as its digits would."""
        question = self.question
        if question is None:
            return
        self.pending, self.problem = "", ""
        if answer is None:
            self.answers.pop(question.key, None)
        else:
            self.answers[question.key] = answer
        self._next()

    # --- inside

    def _yes_no(self, sign: str) -> None:
        if sign in _YES:
            self.choose("yes")
        elif sign in _NO:
            self.choose("no")
        elif sign == "0":
            self.choose(None)
        else:
            self.problem = "Да — 1 или «д», нет — 2 или «н», нет ответа — Enter."

    def _digit(self, question: Question, sign: str) -> None:
        numbers = numbers_of(question)
        told = self.pending + sign
        fitting = [one for one in map(str, numbers) if one.startswith(told)]
        if not self.pending and sign == "0" and 0 not in numbers:
            self.choose(10 if question.kind is QuestionKind.SCALE and numbers[-1] == 10 else None)
        elif fitting == [told]:
            self._put(int(told))
        elif fitting:
            self.pending = told
        elif self.pending and int(self.pending) in numbers:
            self._put(int(self.pending))
            self.type(sign)
        else:
            self.problem = f"Такого ответа нет: шкала от {numbers[0]} до {numbers[-1]}."
            self.pending = ""

    def _put(self, number: int) -> None:
        question = self.question
        assert question is not None
        if number not in numbers_of(question):
            self.problem, self.pending = f"Такого ответа нет: {number}.", ""
            return
        self.choose(question.options[number - 1] if question.kind is QuestionKind.CHOICE else number)

    def _next(self) -> None:
        self.pending = ""
        self.place += 1


def numbers_of(question: Question) -> range:
    """The numbers by which a question is answered: points of a scale, places of the options."""
    if question.kind is QuestionKind.SCALE:
        return question.points
    return range(1, len(question.options) + 1 if question.kind is QuestionKind.CHOICE else 3)
