"""What the tab says about a mentee, in a few words."""

from __future__ import annotations

from curator_app.services.rows import DeficitRow, MenteeRow, RequestRow
from curator_app.texts.labels import MENTEE_CATEGORY, REQUEST_SOURCE, REQUEST_STATUS, code_label
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge

SEVERITY: dict[int, str] = {0: "нет затруднений", 1: "слабо выражен", 2: "выражен", 3: "сильно выражен"}
_SEVERITY_TONES: dict[int, Tone] = {0: "ok", 1: "neutral", 2: "warn", 3: "danger"}


def category(row: MenteeRow) -> str:
    """«молодой специалист»."""
    return code_label(row.category, MENTEE_CATEGORY)


def work(row: MenteeRow) -> str:
    """Post of a worker, class of a pupil."""
    if row.kind == "pupil" and row.class_name:
        return f"{row.class_name} класс"
    return row.position or ""


def wording(row: MenteeRow) -> str:
    """The open requests in one line."""
    return "; ".join(" ".join(request.wording.split()) for request in row.open_requests if request.wording)


def deficits(row: MenteeRow) -> dict[str, DeficitRow]:
    """The worst deficit of every area over the open requests, the worst first."""
    worst: dict[str, DeficitRow] = {}
    for request in row.open_requests:
        for one in request.deficits:
            if one.area not in worst or one.severity > worst[one.area].severity:
                worst[one.area] = one
    return dict(sorted(worst.items(), key=lambda item: -item[1].severity))


def deficit_words(row: MenteeRow) -> str:
    """«методическая, цифровая»."""
    return ", ".join(one.area_label for one in deficits(row).values() if one.severity)


def severity_badge(one: DeficitRow) -> Badge:
    """The severity as a pill: number and words."""
    return Badge(f"{one.severity} — {SEVERITY[one.severity]}", _SEVERITY_TONES[one.severity])


def needs_mentor(row: MenteeRow) -> bool:
    """Nobody mentors the person yet."""
    return not row.mentors and not row.archived


def urgent(row: MenteeRow) -> bool:
    """An open request is marked urgent."""
    return any(request.urgent for request in row.open_requests)


def state_badge(row: MenteeRow) -> Badge:
    """With a mentor, waiting, urgent, or without a request."""
    if row.archived:
        return Badge("в архиве")
    if row.mentors:
        return Badge("есть наставник", "ok")
    if urgent(row):
        return Badge("срочно нужен", "danger")
    return Badge("нужен наставник", "warn")


def request_note(request: RequestRow) -> str:
    """«анкета, 03.09.2026, в работе»."""
    parts = (
        code_label(request.source, REQUEST_SOURCE),
        f"{request.date:%d.%m.%Y}" if request.date else "",
        f"предмет: {request.subject}{' (обязательно)' if request.subject_required else ''}" if request.subject else "",
        code_label(request.status, REQUEST_STATUS),
    )
    return ", ".join(part for part in parts if part)
