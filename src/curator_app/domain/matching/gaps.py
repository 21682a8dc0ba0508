"""Deficits nobody in the school can close: a matter for a partner or a centre of professional development."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curator_app.domain.matching.plan import Plan


class GapKind(StrEnum):
    """Whether nobody knows the area, or only people who must not be this mentee's mentor do."""

    NOBODY = "nobody"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Gap:
    """An area of deficits that nobody can close for the requests named; ``severity`` is the worst of them."""

    area: str
    kind: GapKind
    requests: tuple[int, ...]
    severity: int


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """All gaps, the areas nobody knows first, then the more severe."""
    model = plan.solution.model
    found: dict[tuple[str, GapKind], list[tuple[int, int]]] = {}
    for index, request in enumerate(model.requests):
        for area, severity in request.mentee.deficits:
            able = {position for position, mentor in enumerate(model.mentors) if mentor.competences.get(area, 0) > 0}
            if severity > 0 and able <= model.obstacles[index].keys():
                kind = GapKind.BARRED if able else GapKind.NOBODY
                found.setdefault((area, kind), []).append((request.id, severity))
    listed = [
        Gap(area, kind, tuple(dict.fromkeys(request for request, _ in rows)), max(severity for _, severity in rows))
        for (area, kind), rows in found.items()
    ]
    return tuple(
        sorted(listed, key=lambda gap: (gap.kind is GapKind.BARRED, -gap.severity, -len(gap.requests), gap.area))
    )
