"""Ranked mentors for one mentee, with reasons a curator can read out (S2-П4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator_app.domain.matching import fit as fitting
from curator_app.runtime.errors import NotFound
from curator_app.services import mentees, mentors
from curator_app.services.proposals.gathering import facts_for, planned_period
from curator_app.services.proposals.world import read_world
from curator_app.services.rows import MentorRow
from curator_app.services.workspace import Workspace
from curator_app.texts.fit import fit_words


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedMentor:
    """A mentor proposed for a mentee: ``words`` say why; ``possible`` is False when something forbids."""

    mentor: MentorRow
    possible: bool
    free: int
    deficit_points: int
    words: tuple[str, ...]


def rank_mentors(workspace: Workspace, mentee_id: int) -> list[RankedMentor]:
    """Mentors for a mentee, best first, each with readable reasons; those who must not come last. Raises NotFound."""
    today = workspace.clock.today()
    with workspace.read() as session:
        world = read_world(session, today)
    if mentee_id not in world.mentees:
        raise NotFound(f"Наставляемого № {mentee_id} в базе нет. Обновите список.")
    rows = {row.id: row for row in mentors.list_mentors(workspace)}
    facts, asked = facts_for(world, mentee_id, planned_period(today))
    return [
        RankedMentor(
            mentor=rows[fit.mentor],
            possible=fit.possible,
            free=fit.free,
            deficit_points=fit.deficit_points,
            words=tuple(fit_words(fit, world.areas, world.mentors[fit.mentor].person.subjects)),
        )
        for fit in fitting.rank(facts, asked, world.wishes, frozenset(world.bans))
        if fit.mentor != mentee_id and fit.mentor in rows
    ]


def suggest_justification(workspace: Workspace, mentor_id: int, mentee_ids: Sequence[int]) -> str:
    """Which deficit meets which competence, as the sentence for the field «обоснование»; «» when nothing is known."""
    mentor = next((row for row in mentors.list_mentors(workspace) if row.id == mentor_id), None)
    if mentor is None:
        return ""
    levels = {one.area for one in mentor.competence_areas}
    found: dict[str, str] = {}
    for row in mentees.list_mentees(workspace):
        if row.id in mentee_ids:
            for request in row.open_requests:
                for deficit in request.deficits:
                    if deficit.severity and deficit.area in levels:
                        found[deficit.area] = deficit.area_label
    if not found:
        return ""
    listed = ", ".join(found.values())
    return f"Компетенции наставника соответствуют дефицитам наставляемого: {listed}."
