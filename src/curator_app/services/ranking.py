"""Ranked mentors for one mentee, with reasons a curator can read out (S2-П4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MentorStatus, WishSide
from curator_app.domain.matching import fit as fitting
from curator_app.models import Ban, Wish
from curator_app.runtime.errors import NotFound
from curator_app.services import catalogues, mentees, mentors
from curator_app.services.rows import MenteeRow, MentorRow
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


def _fold(text: str) -> str:
    return text.strip().casefold().replace("ё", "е")


def _mentor_facts(row: MentorRow) -> fitting.MentorFacts:
    return fitting.MentorFacts(
        id=row.id,
        competences={one.area: one.level for one in row.competence_areas},
        subjects=frozenset(_fold(subject) for subject in row.subjects),
        capacity=row.capacity,
        load=row.load,
        form=row.mentoring_form,
        refused=row.consents.get("mentoring") in {"refused", "withdrawn"},
    )


def _mentee_facts(row: MenteeRow) -> fitting.MenteeFacts:
    worst: dict[str, int] = {}
    for request in row.open_requests:
        for deficit in request.deficits:
            worst[deficit.area] = max(worst.get(deficit.area, 0), deficit.severity)
    required = next((one.subject for one in row.open_requests if one.subject and one.subject_required), None)
    wanted = {*row.subjects, *(one.subject for one in row.open_requests if one.subject)}
    return fitting.MenteeFacts(
        id=row.id,
        deficits=list(worst.items()),
        subjects=frozenset(_fold(subject) for subject in wanted),
        required_subject=None if required is None else _fold(required),
        form=row.mentoring_form,
        refused=row.consents.get("mentee") in {"refused", "withdrawn"},
        mentors=frozenset(row.mentors),
    )


def _wishes(session: Session) -> fitting.Wishes:
    of_mentees: dict[tuple[int, int], int] = {}
    of_mentors: dict[tuple[int, int], int] = {}
    avoided: set[tuple[int, int]] = set()
    for wish in session.scalars(select(Wish)):
        pair = (wish.mentor_id, wish.mentee_id)
        if wish.rank is None:
            avoided.add(pair)
        elif wish.side == WishSide.MENTEE.value:
            of_mentees[pair] = wish.rank
        else:
            of_mentors[pair] = wish.rank
    return fitting.Wishes(of_mentees, of_mentors, frozenset(avoided))


def rank_mentors(workspace: Workspace, mentee_id: int) -> list[RankedMentor]:
    """Mentors for a mentee, best first, each with readable reasons; those who must not come last. Raises NotFound."""
    mentee = next((row for row in mentees.list_mentees(workspace) if row.id == mentee_id), None)
    if mentee is None:
        raise NotFound(f"Наставляемого № {mentee_id} в базе нет. Обновите список.")
    rows = {
        row.id: row
        for row in sorted(mentors.list_mentors(workspace), key=lambda row: _fold(row.full_name))
        if not row.archived and row.status != MentorStatus.LEFT.value
    }
    with workspace.read() as session:
        wishes = _wishes(session)
        bans = frozenset(session.execute(select(Ban.mentor_id, Ban.mentee_id)).all())
        areas = catalogues.area_titles(session)
    facts = [_mentor_facts(row) for row in rows.values()]
    return [
        RankedMentor(
            mentor=rows[fit.mentor],
            possible=fit.possible,
            free=fit.free,
            deficit_points=fit.deficit_points,
            words=tuple(fit_words(fit, areas)),
        )
        for fit in fitting.rank(facts, _mentee_facts(mentee), wishes, bans)
        if fit.mentor != mentee_id
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
