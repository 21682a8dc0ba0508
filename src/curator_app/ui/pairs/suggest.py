"""What the dialog fills in by itself for a new pair, so that most pairs need no typing at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from curator_app.domain.codes import Catalogue, PersonKind
from curator_app.services import catalogues, ranking
from curator_app.services.pairs import PairData
from curator_app.services.rows import MenteeRow, MentorRow
from curator_app.services.workspace import Workspace
from curator_app.ui.pairs.facts import school_year_end

# A work start further back than this says nothing of when mentoring begins.
_RECENT = dt.timedelta(days=30)


def suggested_start(mentees: Sequence[MenteeRow], today: dt.date) -> dt.date:
    """The day the first mentee comes to work when it is recent or ahead, else today."""
    started = mentees[0].work_start_date if mentees else None
    return started if started is not None and started >= today - _RECENT else today


def suggested_terms(workspace: Workspace, mentor: MentorRow, mentees: Sequence[MenteeRow]) -> PairData:
    """Terms of a pair of these people: dates, form, kind, role model, direction, justification."""
    start = suggested_start(mentees, workspace.clock.today())
    ids = [row.id for row in mentees]
    subjects = [one.subject for row in mentees for one in row.open_requests if one.subject]
    return PairData(
        mentor=mentor.id,
        mentees=ids,
        start_date=start,
        end_date=school_year_end(start),
        mentoring_form=_form(workspace, mentor, mentees),
        mentoring_kind=_first(workspace, Catalogue.MENTORING_KIND, "групп" if len(ids) > 1 else "традицион"),
        role_model=_role(workspace, mentees),
        subject=subjects[0] if subjects else None,
        justification=ranking.suggest_justification(workspace, mentor.id, ids) or None,
    )


def _form(workspace: Workspace, mentor: MentorRow, mentees: Sequence[MenteeRow]) -> str | None:
    wished = next((row.mentoring_form for row in mentees if row.mentoring_form), mentor.mentoring_form)
    if wished:
        return wished
    pupils = any(row.kind == PersonKind.PUPIL.value for row in mentees)
    pupil_mentor = mentor.kind == PersonKind.PUPIL.value
    if pupils:
        return _first(workspace, Catalogue.MENTORING_FORM, "ученик – ученик" if pupil_mentor else "учитель – ученик")
    return _first(workspace, Catalogue.MENTORING_FORM, "педагог – педагог")


def _role(workspace: Workspace, mentees: Sequence[MenteeRow]) -> str | None:
    young = bool(mentees) and all(row.young_specialist or row.category == "young_specialist" for row in mentees)
    return _first(workspace, Catalogue.ROLE_MODEL, "опытный учитель – молодой") if young else None


def _first(workspace: Workspace, catalogue: Catalogue, beginning: str) -> str | None:
    """The first line of a list of the school that begins so; the school may have renamed or hidden it."""
    titles = (row.title for row in catalogues.list_catalogue(workspace, catalogue))
    return next((title for title in titles if title.casefold().startswith(beginning)), None)
