"""How this school weighs pairs: order of the tiers, weights inside them, the most mentees of a group (S1 п. 6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier, Weights, checked_order
from curator_app.models import Setting
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

_KEY = "matching"
_MOST = 1000  # the largest weight; larger ones would only make the numbers unreadable


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchingSettings:
    """Choices of the curator. ``group_limit`` None: a group may be as large as the mentor has places."""

    tiers: tuple[Tier, ...] = DEFAULT_ORDER
    weights: Weights = field(default_factory=Weights)
    group_limit: int | None = None


def to_plain(settings: MatchingSettings) -> dict[str, Any]:
    """The settings as JSON values."""
    weights = asdict(settings.weights)
    weights["areas"] = dict(sorted(weights["areas"].items()))
    return {"tiers": [tier.value for tier in settings.tiers], "weights": weights, "group_limit": settings.group_limit}


def from_plain(value: Mapping[str, Any]) -> MatchingSettings:
    """The settings from what ``to_plain`` gave; what is missing or makes no sense takes its default."""
    told = value.get("weights")
    known = {one.name for one in fields(Weights)}
    try:
        weights = Weights(**{name: one for name, one in dict(told or {}).items() if name in known})
    except (TypeError, ValueError):
        weights = Weights()
    try:
        tiers = checked_order([Tier(tier) for tier in value.get("tiers") or DEFAULT_ORDER])
    except (TypeError, ValueError):
        tiers = DEFAULT_ORDER
    limit = value.get("group_limit")
    return MatchingSettings(tiers=tiers, weights=weights, group_limit=limit if isinstance(limit, int) else None)


def read_settings(session: Session) -> MatchingSettings:
    """The settings inside the caller's session; defaults when nothing was chosen."""
    row = session.scalar(select(Setting).where(Setting.key == _KEY))
    return MatchingSettings() if row is None else from_plain(row.value)


def get_settings(workspace: Workspace) -> MatchingSettings:
    """The settings; defaults when nothing was chosen."""
    with workspace.read() as session:
        return read_settings(session)


def save_settings(workspace: Workspace, settings: MatchingSettings) -> None:
    """Keeps the settings. Raises InvalidInput: coverage comes first, every tier once, weights from 0 to 1000."""
    checker = Checker()
    try:
        checked_order(settings.tiers)
    except ValueError:
        checker.fail("tiers", "Каждый уровень важности называется один раз, первым всегда стоит «охват».")
    weights = settings.weights
    for name, number in (*weights.areas.items(), *((one.name, getattr(weights, one.name)) for one in fields(Weights))):
        if name != "areas" and number > _MOST:
            checker.fail(name, f"Вес не может быть больше {_MOST}, указано {number}.")
    if settings.group_limit is not None and not 2 <= settings.group_limit <= 100:
        checker.fail("group_limit", f"В группе может быть от 2 до 100 человек, указано {settings.group_limit}.")
    checker.done()
    value = to_plain(settings)
    with workspace.action("Изменены правила подбора пар") as session:
        row = session.scalar(select(Setting).where(Setting.key == _KEY))
        if row is None:
            session.add(Setting(key=_KEY, value=value))
        elif row.value != value:
            row.value = value
