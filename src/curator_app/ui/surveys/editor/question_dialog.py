"""One question: its words, how it is answered, what it counts for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from curator_app.domain.surveys.questions import BadQuestion, Question, QuestionKind, read_questions, tell_questions
from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.texts.survey_words import FAULT, QUESTION_KIND
from curator_app.ui.common.fields import ChoiceField, ComboField, Field, FlagField, LinesField, NumberField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values

_FIELDS_OF_FAULTS = {"no_text": "text", "scale": "highest", "options": "options", "kind": "kind"}
_LOWEST, _HIGHEST = 1, 10


class QuestionDialog(FormDialog):
    """``put`` gets the question as it shall be; its key stays."""

    def __init__(
        self,
        question: Question,
        areas: Sequence[tuple[str, str]],
        blocks: Sequence[str],
        put: Callable[[Question], object],
        *,
        title: str = "Вопрос",
        parent: QWidget | None = None,
    ) -> None:
        self._kind = ChoiceField(
            "kind", "Как отвечают", [(one.value, words) for one, words in QUESTION_KIND.items()], empty=""
        )
        self._of_kind: dict[str, frozenset[QuestionKind]] = {
            "lowest": frozenset({QuestionKind.SCALE}),
            "highest": frozenset({QuestionKind.SCALE}),
            "in_index": frozenset({QuestionKind.SCALE}),
            "area": frozenset({QuestionKind.SCALE}),
            "options": frozenset({QuestionKind.CHOICE}),
        }
        rows: list[list[Field]] = [
            [LinesField("text", "Вопрос", rows=3, required=True)],
            [self._kind, NumberField("lowest", "Шкала от"), NumberField("highest", "до")],
            [LinesField("options", "Варианты ответа", rows=4, hint="Каждый с новой строки")],
            [
                ComboField("block", "Раздел анкеты", blocks, placeholder="без раздела"),
                ChoiceField("area", "Какой дефицит выявляет", areas, empty="никакой"),
            ],
            [
                FlagField("in_index", "Входит в индекс удовлетворённости"),
                FlagField("required", "Обязательный"),
            ],
        ]
        super().__init__(
            title,
            [Section("", rows)],
            lambda values: put(_question(question, values)),
            values={
                "text": question.text,
                "kind": question.kind.value,
                "lowest": question.lowest,
                "highest": question.highest,
                "options": "\n".join(question.options),
                "block": question.block,
                "area": question.area,
                "in_index": question.in_index,
                "required": question.required,
            },
            verb="Готово",
            size=(700, 520),
            parent=parent,
        )
        self._kind.edited.connect(self._look)
        self._look()

    def _look(self) -> None:
        kind = QuestionKind(self._kind.value())
        for name, kinds in self._of_kind.items():
            self.form.fields[name].setVisible(kind in kinds)


def _question(old: Question, values: Values) -> Question:
    """The question of the form. Raises InvalidInput."""
    kind = QuestionKind(values["kind"])
    scale = kind is QuestionKind.SCALE
    lines = (values["options"] or "").splitlines()
    new = replace(
        old,
        text=values["text"] or "",
        kind=kind,
        lowest=_number(values["lowest"], _LOWEST) if scale else _LOWEST,
        highest=_number(values["highest"], _HIGHEST) if scale else _HIGHEST,
        options=tuple(one.strip() for one in lines if one.strip()) if kind is QuestionKind.CHOICE else (),
        block=values["block"],
        area=values["area"] if scale else None,
        in_index=scale and bool(values["in_index"]),
        required=bool(values["required"]),
    )
    try:
        read_questions(tell_questions([new]))
    except BadQuestion as bad:
        words = FAULT.get(bad.fault, "вопрос записан с ошибкой")
        problem = FieldProblem(_FIELDS_OF_FAULTS.get(bad.fault, "text"), f"{words[:1].upper()}{words[1:]}.")
        raise InvalidInput([problem]) from None
    return new


def _number(told: int | None, default: int) -> int:
    return default if told is None else told
