"""What the tab says about a mentor, in a few words."""

from __future__ import annotations

from curator_app.domain.codes import MentorStatus, PersonKind
from curator_app.services.rows import MentorRow
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, MENTOR_STATUS, code_label
from curator_app.ui.common.consent_badge import consent_badge
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge, Meter

LEVELS: dict[int, str] = {1: "может подсказать", 2: "уверенно владеет", 3: "учит других"}
_STATUS_TONES: dict[str, Tone] = {
    MentorStatus.POTENTIAL.value: "neutral",
    MentorStatus.SELECTED.value: "info",
    MentorStatus.APPOINTED.value: "ok",
    MentorStatus.RESERVE.value: "warn",
    MentorStatus.LEFT.value: "neutral",
}


def competences(row: MentorRow) -> str:
    """«методическая, цифровая», the strongest first."""
    return ", ".join(one.area_label for one in sorted(row.competence_areas, key=lambda one: -one.level))


def meter(row: MentorRow) -> Meter:
    """How many people the mentor has of how many he can take."""
    return Meter(row.load, row.capacity)


def places(row: MentorRow) -> str:
    """«есть 1 место», «мест нет», «ведёт больше нормы на 1»."""
    if row.load > row.capacity:
        return f"больше нормы на {row.load - row.capacity}"
    if row.free:
        return f"есть {counted(row.free, 'место', 'места', 'мест')}"
    return "мест нет"


def has_places(row: MentorRow) -> bool:
    """Somebody more can be given to this mentor."""
    return row.free > 0 and not row.archived and row.status != MentorStatus.LEFT.value


def lacks_consents(row: MentorRow) -> bool:
    """An order would be stopped for a consent of this mentor."""
    return bool(row.missing_consents) and row.status != MentorStatus.LEFT.value


def is_external(row: MentorRow) -> bool:
    """Works in another organisation."""
    return row.kind == PersonKind.EXTERNAL.value


def is_reserve(row: MentorRow) -> bool:
    """Stands in the reserve."""
    return row.status == MentorStatus.RESERVE.value


def is_archived(row: MentorRow) -> bool:
    """Lies in the archive."""
    return row.archived


def status_badge(row: MentorRow) -> Badge:
    """«назначен», or «в архиве»."""
    if row.archived:
        return Badge("в архиве")
    return Badge(code_label(row.status, MENTOR_STATUS), _STATUS_TONES.get(row.status, "neutral"))


def consents_badge(row: MentorRow) -> Badge:
    """«все есть» or what is missing."""
    states = {row.consents.get(kind) for kind in row.missing_consents}
    for state in ("refused", "withdrawn"):
        if state in states:
            return consent_badge(state)
    missing = len(row.missing_consents)
    if not missing:
        return Badge("все есть", "ok")
    return Badge(f"нет {counted(missing, 'согласия', 'согласий', 'согласий')}", "warn")


def missing_told(row: MentorRow) -> str:
    """Which consents are missing, for a tooltip."""
    kinds = "\n".join(f"— {code_label(kind, CONSENT_KIND)}" for kind in row.missing_consents)
    return f"Не хватает согласий:\n{kinds}" if kinds else "Согласия для приказа получены."
