"""Words of the tab «Анкеты»."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from curator_app.services.surveys.rows import RespondentRow, WaveProposal, WaveRow
from curator_app.texts.grammar import counted
from curator_app.texts.survey_words import ROLES
from curator_app.ui.common.palette import Tone

WaveState = Literal["running", "ahead", "closed"]
STATE_HEADINGS: dict[WaveState, str] = {"running": "Идут", "ahead": "Впереди", "closed": "Закрыты"}
_NAMES_SHOWN = 3


def wave_state(row: WaveRow, today: dt.date) -> WaveState:
    """Where a wave stands today."""
    if row.closed_on is not None:
        return "closed"
    return "ahead" if row.date is not None and row.date > today and not row.replies else "running"


def wave_words(row: WaveRow, today: dt.date) -> tuple[str, Tone]:
    """What the curator must know about a wave in one line, with its tone."""
    state = wave_state(row, today)
    if state == "closed":
        return f"закрыт {row.closed_on:%d.%m.%Y}", "neutral"
    if state == "ahead":
        return f"начнётся {row.date:%d.%m.%Y}", "neutral"
    if row.overdue:
        return f"срок прошёл, не ответили: {row.overdue}", "warn"
    if not row.expected:
        return (f"ответов: {row.replies}" if row.replies else "некого спрашивать"), "neutral"
    if row.answered >= row.expected:
        return "ответили все — можно закрыть", "ok"
    return (f"ответы до {row.due_date:%d.%m.%Y}" if row.due_date is not None else "ждём ответов"), "neutral"


def progress_words(row: WaveRow) -> str:
    """«Наставляемые: 5 из 8 · наставники: 3 из 6»; the note of the wave after it."""
    # In two lines when there is no room for one, never inside a number.
    told = [f"{ROLES[one.role]}:\u00a0{one.answered}\u00a0из\u00a0{one.expected}" for one in row.roles if one.expected]
    words = " · ".join([*told, *([row.note] if row.note else [])])
    return words[:1].upper() + words[1:]


def proposal_title(proposal: WaveProposal) -> str:
    """«Результативность пар, 2026/2027 — 3 человека, до 13.01.2027»."""
    due = f", до {proposal.due:%d.%m.%Y}" if proposal.due is not None else ""
    return f"{proposal.title} — {people_words(len(proposal.people))}{due}"


def proposal_words(proposal: WaveProposal) -> str:
    """«Пора провести: «Результативность пар» до 13.01.2027 — закончился маршрут. Панова А.С., Ким А. и ещё 2»."""
    names = "; ".join(dict.fromkeys(proposal.names[:_NAMES_SHOWN]))
    rest = len(proposal.names) - _NAMES_SHOWN
    whom = f"{names} и ещё {rest}" if rest > 0 else names
    due = f" до {proposal.due:%d.%m.%Y}" if proposal.due is not None else ""
    why = f" — {proposal.reason.rstrip('.')}" if proposal.reason else ""
    return f"Пора провести: «{proposal.title}»{due}{why}. {whom}"


def state_words(row: RespondentRow) -> str:
    """The state of a respondent as a word."""
    return {"waiting": "ждём", "overdue": "срок прошёл", "answered": "ответ есть", "excused": "не отвечает"}[row.state]


def people_words(number: int) -> str:
    """«5 человек»."""
    return counted(number, "человек", "человека", "человек")
