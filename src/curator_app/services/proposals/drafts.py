"""Variants kept by name, to be compared side by side («что изменилось») and accepted later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from curator_app.models import Person, ProposalDraft, ProposalDraftPair
from curator_app.runtime.errors import NotFound
from curator_app.services.proposals.proposing import Proposal
from curator_app.services.proposals.settings import MatchingSettings, from_plain, to_plain
from curator_app.services.school import ensure_year
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRow:
    """A kept variant; ``paired`` of ``requests`` have a mentor."""

    id: int
    title: str
    made_at: dt.datetime
    note: str | None
    requests: int
    paired: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPair:
    """A request of a variant and its mentor (None: left without)."""

    request: int
    mentee: int
    mentee_name: str
    mentor: int | None
    mentor_name: str | None
    locked: bool


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A kept variant with its pairs, by name of the mentee, and the settings it was reckoned with."""

    row: DraftRow
    settings: MatchingSettings
    pairs: tuple[DraftPair, ...]

    @property
    def mentor_of(self) -> Mapping[int, int]:
        """{request: mentor} of the pairs."""
        return {one.request: one.mentor for one in self.pairs if one.mentor is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A request that has another mentor in the second variant; None = without, or not in that variant."""

    request: int
    mentee: int
    mentee_name: str
    before: int | None
    before_name: str | None
    after: int | None
    after_name: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What changed from one variant to another: ``moved`` to another mentor, ``gained`` and ``lost`` a mentor."""

    moved: tuple[Changed, ...]
    gained: tuple[Changed, ...]
    lost: tuple[Changed, ...]
    same: int


def save_draft(
    workspace: Workspace,
    proposal: Proposal,
    title: str,
    *,
    note: str | None = None,
    mentor_of: Mapping[int, int] | None = None,
) -> int:
    """Keeps the proposal (or, in its place, ``mentor_of`` {request: mentor}, a plan the curator has chosen instead)
    under a name. Raises InvalidInput for an empty or repeated name."""
    checker = Checker()
    cleaned = _title(workspace, title, checker, None)
    told = checker.text("note", note, limit=TEXT_LIMIT, lines=True)
    checker.done()
    chosen = proposal.mentor_of if mentor_of is None else mentor_of
    scores = {one.request: one.score for one in proposal.pairs if chosen.get(one.request) == one.mentor}
    locked = {one.request for one in proposal.pairs if one.locked}
    with workspace.action(f"Сохранён вариант пар «{cleaned}»") as session:
        draft = ProposalDraft(
            title=cleaned,
            made_at=workspace.clock.now(),
            academic_year_id=ensure_year(session, proposal.planned.start or workspace.clock.today()).id,
            settings=to_plain(proposal.settings),
            note=told,
        )
        draft.pairs = [
            ProposalDraftPair(
                request_id=one.id,
                mentee_id=one.mentee,
                mentor_id=chosen.get(one.id),
                locked=one.id in locked,
                score=_kept(scores.get(one.id)),
            )
            for one in proposal.requests
        ]
        session.add(draft)
        session.flush()
        return draft.id


def list_drafts(workspace: Workspace) -> list[DraftRow]:
    """All kept variants, the newest first."""
    with workspace.read() as session:
        query = (
            select(
                ProposalDraft,
                func.count(ProposalDraftPair.id),
                func.count(ProposalDraftPair.mentor_id),
            )
            .outerjoin(ProposalDraftPair, ProposalDraftPair.draft_id == ProposalDraft.id)
            .group_by(ProposalDraft.id)
            .order_by(ProposalDraft.made_at.desc(), ProposalDraft.id.desc())
        )
        return [_row(draft, requests, paired) for draft, requests, paired in session.execute(query)]


def read_draft(workspace: Workspace, draft_id: int) -> Draft:
    """One variant. Raises NotFound."""
    with workspace.read() as session:
        return load_draft(session, draft_id)


def load_draft(session: Session, draft_id: int) -> Draft:
    """One variant inside the caller's session. Raises NotFound."""
    draft = _require(session, draft_id)
    ids = {person for one in draft.pairs for person in (one.mentee_id, one.mentor_id) if person is not None}
    names = {one.id: one.name for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
    pairs = [
        DraftPair(
            request=one.request_id,
            mentee=one.mentee_id,
            mentee_name=names[one.mentee_id].surname_initials,
            mentor=one.mentor_id,
            mentor_name=None if one.mentor_id is None else names[one.mentor_id].surname_initials,
            locked=one.locked,
        )
        for one in sorted(draft.pairs, key=lambda one: (collation_key(names[one.mentee_id].full), one.id))
    ]
    paired = sum(one.mentor is not None for one in pairs)
    return Draft(row=_row(draft, len(pairs), paired), settings=from_plain(draft.settings or {}), pairs=tuple(pairs))


def compare_drafts(workspace: Workspace, first: int, second: int) -> Comparison:
    """What changed from the first variant to the second. Raises NotFound."""
    with workspace.read() as session:
        return _compared(load_draft(session, first).pairs, load_draft(session, second).pairs)


def compare_with(workspace: Workspace, draft_id: int, proposal: Proposal) -> Comparison:
    """What changed from a variant to the present proposal. Raises NotFound."""
    with workspace.read() as session:
        return _compared(load_draft(session, draft_id).pairs, _pairs_of(proposal))


def rename_draft(workspace: Workspace, draft_id: int, title: str, note: str | None = None) -> None:
    """Gives a variant another name (and note, when told). Raises InvalidInput, NotFound."""
    checker = Checker()
    cleaned = _title(workspace, title, checker, draft_id)
    told = checker.text("note", note, limit=TEXT_LIMIT, lines=True)
    checker.done()
    with workspace.action(f"Переименован вариант пар: «{cleaned}»") as session:
        draft = _require(session, draft_id)
        draft.title = cleaned
        if note is not None:
            draft.note = told


def delete_draft(workspace: Workspace, draft_id: int) -> None:
    """Deletes a variant. Raises NotFound."""
    with workspace.read() as session:
        title = _require(session, draft_id).title
    with workspace.action(f"Удалён вариант пар «{title}»") as session:
        session.delete(_require(session, draft_id))


def _pairs_of(proposal: Proposal) -> tuple[DraftPair, ...]:
    locked = {one.request for one in proposal.pairs if one.locked}
    rows = []
    for one in proposal.requests:
        mentor = proposal.mentor_of.get(one.id)
        rows.append(
            DraftPair(
                request=one.id,
                mentee=one.mentee,
                mentee_name=one.name,
                mentor=mentor,
                mentor_name=None if mentor is None else proposal.mentor[mentor].name,
                locked=one.id in locked,
            )
        )
    return tuple(rows)


def _compared(first: tuple[DraftPair, ...], second: tuple[DraftPair, ...]) -> Comparison:
    before, after = ({one.request: one for one in pairs} for pairs in (first, second))
    moved, gained, lost = [], [], []
    same = 0
    for request in dict.fromkeys((*before, *after)):
        old, new = before.get(request), after.get(request)
        known = old or new
        assert known is not None, "the request stands in one of the two"
        change = Changed(
            request=request,
            mentee=known.mentee,
            mentee_name=known.mentee_name,
            before=None if old is None else old.mentor,
            before_name=None if old is None else old.mentor_name,
            after=None if new is None else new.mentor,
            after_name=None if new is None else new.mentor_name,
        )
        if change.before == change.after:
            same += 1
        elif change.before is None:
            gained.append(change)
        elif change.after is None:
            lost.append(change)
        else:
            moved.append(change)
    return Comparison(moved=tuple(moved), gained=tuple(gained), lost=tuple(lost), same=same)


def _title(workspace: Workspace, title: str, checker: Checker, own: int | None) -> str:
    cleaned = checker.text("title", title, limit=LINE_LIMIT, required=True)
    with workspace.read() as session:
        taken = {
            other for number, other in session.execute(select(ProposalDraft.id, ProposalDraft.title)) if number != own
        }
    if cleaned in taken:
        checker.fail("title", f"Вариант «{cleaned}» уже есть. Дайте другое название.")
    return cleaned or ""


def _kept(score: int | None) -> int | None:
    """A score as the base can hold it: larger ones are not kept."""
    return score if score is not None and abs(score) < 2**63 else None


def _row(draft: ProposalDraft, requests: int, paired: int) -> DraftRow:
    return DraftRow(
        id=draft.id, title=draft.title, made_at=draft.made_at, note=draft.note, requests=requests, paired=paired
    )


def _require(session: Session, draft_id: int) -> ProposalDraft:
    query = select(ProposalDraft).where(ProposalDraft.id == draft_id).options(selectinload(ProposalDraft.pairs))
    draft = session.scalar(query)
    if draft is None:
        raise NotFound(f"Варианта № {draft_id} нет: возможно, он удалён. Обновите список.")
    return draft
