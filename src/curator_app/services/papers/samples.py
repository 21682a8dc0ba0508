"""A wording tried out on the school's own data, before it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from curator_app.documents.blocks import Document
from curator_app.documents.catalogue import paper
from curator_app.documents.paper_data import ChangeItem, ExtraClause
from curator_app.domain.codes import ClosingReason, ConsentKind, OrderType
from curator_app.runtime.errors import KnownProblem
from curator_app.services import mentors, pairs, people
from curator_app.services.papers import (
    mentor_reports,
    minutes,
    outcome_papers,
    plans,
    programmes,
    register,
    registers,
    reports,
    route_papers,
)
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_paper, form_paper
from curator_app.services.papers.commands import EventChoice, OrderCommand, RewardChoice
from curator_app.services.papers.drafting import draft_order
from curator_app.services.papers.pair_papers import PairPaperCode, PairPaperWish, pair_paper
from curator_app.services.papers.wordings import check_wording
from curator_app.services.rounds import papers as round_papers
from curator_app.services.rows import PairRow
from curator_app.services.surveys import papers as survey_papers
from curator_app.services.workspace import Workspace

_CONSENTS = {
    "consent_mentor": ConsentKind.MENTORING,
    "consent_mentee": ConsentKind.MENTEE,
    "consent_personal_data": ConsentKind.PERSONAL_DATA,
    "consent_publication": ConsentKind.PUBLICATION,
    "consent_parent": ConsentKind.PARENT,
}
_NUMBER = "1-од"
_LISTED = 5


def sample(workspace: Workspace, code: str, text: str) -> Document:
    """The paper of template ``code`` (for a part of papers, a paper that has it) with this wording over real data.

    Nothing is kept. Raises KnownProblem: the bad line of the wording, or nobody in the base to show it on.
    """
    check_wording(workspace, code, text)
    trial = {code: text}
    shown = _paper_with(code)
    rows = sorted(pairs.list_pairs(workspace), key=lambda row: row.status in {"completed", "terminated"})
    if shown in _CONSENTS:
        blank = _blank(workspace, shown, rows)
        return consent_paper(workspace, blank, trial=trial).document
    if paper(shown).group == "form":
        return form_paper(workspace, shown, _blank(workspace, shown, rows).person, trial=trial).document
    if paper(shown).group in {"slip", "round"}:
        return round_papers.sample(workspace, shown, trial)
    if paper(shown).group in {"blank", "summary"}:
        return survey_papers.sample(workspace, shown, trial)
    if paper(shown).group == "route":
        return route_papers.sample(workspace, shown, trial).document
    if paper(shown).group in {"plan", "list"}:
        return plans.sample(workspace, shown, trial).document
    if paper(shown).group == "register":
        return registers.sample(workspace, shown, trial).document
    if paper(shown).group in {"programme", "addendum"}:
        return programmes.sample(workspace, shown, rows[0].id if rows else None, trial).document
    if paper(shown).group == "minutes":
        wish = minutes.MinutesWish(number="1", date=workspace.clock.today(), questions=minutes.usual_questions())
        return minutes.minutes_paper(workspace, wish, trial=trial).document
    if paper(shown).group == "mentor_report":
        return mentor_reports.sample(workspace, shown, trial).document
    if paper(shown).group in {"practice", "event", "award"}:
        return outcome_papers.sample(workspace, shown, trial).document
    if paper(shown).group == "report":
        return reports.sample(workspace, shown, trial).document
    if paper(shown).group == "life":
        return pair_paper(workspace, _life(workspace, shown, rows), trial=trial).document
    if shown == "acknowledgement_sheet":
        ids = [one.id for one in people.list_people(workspace, archived=False)][:_LISTED]
        return acknowledgement_sheet(workspace, ["с Положением о системе наставничества"], ids, trial=trial).document
    return draft_order(workspace, _command(workspace, shown, rows), trial=trial).document


def _paper_with(code: str) -> str:
    if paper(code).group != "part":
        return code
    return {
        "consent_address": "consent_mentor",
        "order_acquaint": "extension",
        "plan_approval": "consultation_plan",
    }.get(code, "assignment")


def _blank(workspace: Workspace, code: str, rows: Sequence[PairRow]) -> ConsentBlank:
    kind = _CONSENTS.get(code, ConsentKind.MENTEE).value
    if rows:
        pair = rows[0]
        return ConsentBlank(
            person=pair.mentor if code == "consent_mentor" else pair.mentees[0], kind=kind, pair=pair.id
        )
    anybody = people.list_people(workspace, archived=False)
    if not anybody:
        raise KnownProblem("В базе пока нет людей, на которых можно показать документ. Добавьте кого-нибудь.")
    return ConsentBlank(person=anybody[0].id, kind=kind)


def _life(workspace: Workspace, code: str, rows: Sequence[PairRow]) -> PairPaperWish:
    if not rows:
        raise KnownProblem("Чтобы показать этот документ на настоящих данных, нужна хотя бы одна пара. Сформируйте её.")
    today = workspace.clock.today()
    return PairPaperWish(
        code=cast(PairPaperCode, code),
        pair=rows[0].id,
        date=today,
        effective_date=today + dt.timedelta(days=7),
        until=today + dt.timedelta(days=90),
        changes=("Направление наставничества: новая редакция.",) if code == "correction_agreement" else (),
    )


def _command(workspace: Workspace, code: str, rows: Sequence[PairRow]) -> OrderCommand:
    today = workspace.clock.today()
    ids = tuple(row.id for row in rows)
    staff = tuple(one.id for one in people.list_people(workspace, archived=False) if one.kind != "pupil")[:_LISTED]
    needs_pairs = "pairs" in paper(code).needs
    if needs_pairs and not ids:
        raise KnownProblem("Чтобы показать этот приказ на настоящих данных, нужна хотя бы одна пара. Сформируйте её.")
    orders = [row for row in register.list_orders(workspace) if row.status != "cancelled"]
    if "refers_to" in paper(code).needs and not orders:
        raise KnownProblem("Чтобы показать этот приказ, в реестре нужен хотя бы один изданный приказ. Издайте его.")
    return OrderCommand(
        type=code,
        number=_NUMBER,
        date=today,
        pairs=(ids[:_LISTED] if code == OrderType.ASSIGNMENT_LIST else ids[:1]) if needs_pairs else (),
        refers_to=orders[-1].id if orders and "refers_to" in paper(code).needs else None,
        changes=(ChangeItem("пункт 1", "новая редакция пункта"),) if code == OrderType.CHANGE else (),
        new_mentor=_another(workspace, rows) if code == OrderType.REPLACEMENT else None,
        from_date=today if code == OrderType.REPLACEMENT else None,
        end_date=today + dt.timedelta(days=90) if code == OrderType.EXTENSION else None,
        effective_date=today if code == OrderType.COMPLETION else None,
        closing_reason=ClosingReason.PLAN_COMPLETED.value if code == OrderType.COMPLETION else None,
        rewards=tuple(RewardChoice(person=one) for one in staff) if code == OrderType.INCENTIVE else (),
        event=EventChoice(
            title="Итоговая встреча",
            date=today,
            programme=("Представление опыта наставнических пар", "Награждение участников"),
            participants=staff,
        )
        if code == OrderType.FINAL_EVENT
        else None,
        members=staff if "members" in paper(code).needs else (),
        heading="О наставничестве" if code == OrderType.GENERIC else None,
        extra_clauses=(ExtraClause("Первый пункт приказа."),) if code == OrderType.GENERIC else (),
        documents=("Положение о системе наставничества",) if code == OrderType.REGULATION else (),
    )


def _another(workspace: Workspace, rows: Sequence[PairRow]) -> int | None:
    """A mentor other than that of the pair shown."""
    return next((one.id for one in mentors.list_mentors(workspace) if one.id != rows[0].mentor), None)
