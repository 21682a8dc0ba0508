"""The plan the curator saw last: a new proposal changes as little of it as it can (the tier of stability)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.models import ProposalDraft, ProposalDraftPair


def seen_plan(session: Session, draft: int | None = None) -> dict[int, int]:
    """{request: mentor} of a draft, by default of the one kept last; empty when there is none."""
    if draft is None:
        latest = select(ProposalDraft.id).order_by(ProposalDraft.made_at.desc(), ProposalDraft.id.desc()).limit(1)
        draft = session.scalar(latest)
    query = select(ProposalDraftPair.request_id, ProposalDraftPair.mentor_id).where(
        ProposalDraftPair.draft_id == draft, ProposalDraftPair.mentor_id.is_not(None)
    )
    return {request: mentor for request, mentor in session.execute(query) if mentor is not None}
