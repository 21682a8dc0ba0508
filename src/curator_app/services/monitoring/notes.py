"""The curator's own words in the analytical note of a period: SWOT, conclusions, proposals."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import select

from curator_app.domain.indicators.definitions import Unit
from curator_app.models import Setting
from curator_app.services.monitoring.rows import Measured
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.monitoring_words import target_words

_KEY = "analytic_report"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Texts as typed, a thought a line; ``tasks``: for the next school year, in the final report alone."""

    strengths: str = ""
    weaknesses: str = ""
    opportunities: str = ""
    threats: str = ""
    conclusions: str = ""
    proposals: str = ""
    tasks: str = ""


def get_note(workspace: Workspace, period: str) -> Note | None:
    """What was written for a period; None when nothing was."""
    with workspace.read() as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        told = None if row is None else row.value.get(period)
        return None if told is None else Note(**{name: told.get(name, "") for name in Note.__dataclass_fields__})


def save_note(workspace: Workspace, period: str, note: Note) -> None:
    """Keeps the words for a period. Raises InvalidInput."""
    checker = Checker()
    values = {name: checker.text(name, text, limit=TEXT_LIMIT, lines=True) or "" for name, text in asdict(note).items()}
    checker.done()
    with workspace.action("Изменены выводы аналитической справки") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value={period: values}))
        elif row.value.get(period) != values:
            row.value = {**row.value, period: values}


def suggest_note(measured: Measured) -> Note:
    """A beginning to edit, written from the indicators: what was reached and what was not."""
    met = [f"{row.title} — {_number(row.fraction, row.value)} ({row.code})" for row in measured.rows if row.met]
    missed = [
        f"{row.title} — {_number(row.fraction, row.value)} ({row.code})" for row in measured.rows if row.met is False
    ]
    judged = len(met) + len(missed)
    conclusions = [f"Из {judged} показателей с целевыми значениями достигнуто {len(met)}."] if judged else []
    tasks = [
        f"Достичь цели показателя «{row.title}» ({row.code}): {target_words(Unit(row.unit), row.target)}."
        for row in measured.rows
        if row.met is False
    ]
    return Note(
        strengths="\n".join(met),
        weaknesses="\n".join(missed),
        conclusions="\n".join(conclusions),
        tasks="\n".join(tasks),
    )


def _number(fraction: str, value: str) -> str:
    return value if fraction == value else f"{fraction}, {value}"
