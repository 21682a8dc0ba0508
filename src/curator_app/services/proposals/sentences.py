"""The sentence for the field «обоснование» of a pair or group: which deficit meets which competence."""

from __future__ import annotations

from collections.abc import Collection

from curator_app.services.proposals.gathering import Gathered
from curator_app.texts.collation import fold


def justification(gathered: Gathered, mentor: int, requests: Collection[int]) -> str:
    """What the mentor brings to these requests, as the order's reader will see it; «» when nothing is known."""
    world = gathered.world
    knows = world.mentors[mentor]
    asked = [one for one in gathered.problem.requests if one.id in requests]
    deficits = sorted((deficit for one in asked for deficit in one.mentee.deficits), key=lambda deficit: -deficit[1])
    closed = dict.fromkeys(
        world.areas.get(area, area) for area, severity in deficits if severity and knows.competences.get(area)
    )
    parts = []
    if closed:
        whose = "наставляемого" if len({one.mentee.id for one in asked}) == 1 else "наставляемых"
        parts.append(f"компетенции наставника соответствуют дефицитам {whose}: {', '.join(closed)}")
    wanted = {subject for one in asked for subject in one.mentee.subjects}
    common = [subject for subject in knows.person.subjects if fold(subject) in wanted]
    if common:
        parts.append(("общий предмет — " if len(common) == 1 else "общие предметы — ") + ", ".join(common))
    if asked and all((mentor, one.mentee.id) in world.wishes.mutual for one in asked):
        parts.append("выбор взаимный")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
