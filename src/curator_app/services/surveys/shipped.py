"""Questionnaires and usual waves that come with the program, each a «примерная форма» (domain.md d)."""

from __future__ import annotations

import json
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from curator_app.domain.codes import QuestionnaireKind, RespondentRole, WaveStage
from curator_app.domain.surveys.questions import read_questions
from curator_app.runtime.paths import resources
from curator_app.services.surveys.rows import QuestionnaireRow, WaveKit

SHIPPED_VERSION: Final = 0


def _read() -> Any:
    return json.loads((resources() / "catalogues" / "questionnaires.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def shipped_questionnaires() -> MappingProxyType[str, QuestionnaireRow]:
    """{code: questionnaire} in the order of the programme."""
    found = {}
    for one in _read()["questionnaires"]:
        role = one.get("role")
        found[one["code"]] = QuestionnaireRow(
            id=None,
            code=one["code"],
            version=SHIPPED_VERSION,
            title=one["title"],
            kind=QuestionnaireKind(one["kind"]),
            role=None if role is None else RespondentRole(role),
            mentoring_form=one.get("mentoring_form"),
            preamble=one.get("preamble"),
            questions=read_questions(one["questions"]),
        )
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def mark() -> str:
    """«примерная форма»: printed on every blank with the wording of the program."""
    return str(_read()["mark"])


@lru_cache(maxsize=1)
def wave_kits() -> tuple[WaveKit, ...]:
    """The usual waves in the order of the programme."""
    return tuple(
        WaveKit(
            code=one["code"],
            title=one["title"],
            stage=WaveStage(one["stage"]),
            forms=tuple((RespondentRole(role), code) for role, code in one["forms"].items()),
            mentoring_form=one.get("mentoring_form"),
        )
        for one in _read()["waves"]
    )
