"""A questionnaire as one file that any browser opens without a network and that saves the reply as a small file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from curator_app.domain.surveys.questions import Question, QuestionKind, tell_questions
from curator_app.runtime.paths import resources

REPLY_FORMAT: Final = "curator-survey-reply"
REPLY_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class FormRespondent:
    """Whose reply it will be. ``label``: as chosen in the list; ``file``: the middle of the name of the saved file."""

    person: int
    name: str
    label: str
    file: str
    pair: int = 0


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page asks and of whom: one respondent, or several to choose from."""

    wave: int
    role: str
    title: str
    school: str
    mark: str
    preamble: str
    questions: tuple[Question, ...]
    respondents: tuple[FormRespondent, ...]


def seal(wave: int, role: str, questions: Sequence[Question]) -> str:
    """What tells a form of this very wave and version from others."""
    told = json.dumps([wave, role, tell_questions(questions)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def form_page(page: FormPage) -> bytes:
    """The file. Every text of the school is escaped; nothing is loaded from anywhere."""
    layout = (resources() / "forms" / "survey.html").read_text(encoding="utf-8")
    parts = {
        "title": escape(page.title),
        "school": escape(page.school),
        "mark": escape(page.mark),
        "preamble": escape(page.preamble).replace("\n", "<br>"),
        "who": _who(page.respondents),
        "questions": _questions(page.questions),
        "data": _data(page),
    }
    pieces = layout.split("{{")
    made = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}}")
        made += [parts[name], rest]
    return "".join(made).encode("utf-8", "replace")


def _data(page: FormPage) -> str:
    data: dict[str, Any] = {
        "format": REPLY_FORMAT,
        "version": REPLY_VERSION,
        "seal": seal(page.wave, page.role, page.questions),
        "wave": page.wave,
        "role": page.role,
        "questions": [{"key": one.key, "kind": one.kind.value, "options": list(one.options)} for one in page.questions],
        "respondents": [
            {"person": one.person, "name": one.name, "pair": one.pair, "file": one.file} for one in page.respondents
        ],
    }
    # «<» never stands in a script: no text of the school can close it.
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")


def _who(respondents: Sequence[FormRespondent]) -> str:
    if len(respondents) == 1:
        return f'<div class="field"><strong>{escape(respondents[0].label)}</strong></div>'
    options = "".join(f'<option value="{place}">{escape(one.label)}</option>' for place, one in enumerate(respondents))
    return (
        '<div class="field"><label class="name" for="who">Кто отвечает</label>'
        f'<select id="who" required><option value="">Выберите себя в списке</option>{options}</select></div>'
    )


def _questions(questions: Sequence[Question]) -> str:
    made = []
    block = None
    for place, one in enumerate(questions):
        if one.block and one.block != block:
            made.append(f"<h2>{escape(one.block)}</h2>")
        block = one.block
        made.append(_question(place, one))
    return "\n".join(made)


def _question(place: int, question: Question) -> str:
    text = f"{place + 1}. {escape(question.text)}"
    name = f"q{place}"
    if question.kind is QuestionKind.OPEN:
        return (
            f'<div class="field"><label class="name" for="{name}">{text}</label>'
            f'<textarea id="{name}" maxlength="5000"></textarea></div>'
        )
    choices = "".join(
        f'<label><input type="radio" name="{name}" value="{value}">{escape(words)}</label>'
        for value, words in _possible(question)
    )
    return (
        f'<fieldset><legend>{text}</legend><div class="choices">{choices}</div>'
        f'<button type="button" class="plain" data-clear="{name}">снять ответ</button></fieldset>'
    )


def _possible(question: Question) -> list[tuple[str, str]]:
    if question.kind is QuestionKind.SCALE:
        return [(str(point), str(point)) for point in question.points]
    if question.kind is QuestionKind.YES_NO:
        return [("yes", "да"), ("no", "нет")]
    return [(str(number), words) for number, words in enumerate(question.options)]
