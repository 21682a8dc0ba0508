"""Orders not yet issued: kept as «проект», opened again, printed with a mark, issued, or put into the bin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Document, Paragraph, Run
from curator_app.documents.catalogue import paper
from curator_app.documents.plain import from_plain, to_plain
from curator_app.models import OrderDraftRecord
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import draft_order
from curator_app.services.papers.numbering import series_of
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace

DRAFT_MARK = "ПРОЕКТ"
_NUMBER_LIMIT = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRow:
    """An order that is still a draft."""

    id: int
    type: str
    type_label: str
    series: str
    number: str | None
    date: dt.date | None
    heading: str
    made_at: dt.datetime
    command: OrderCommand


def save_draft(workspace: Workspace, command: OrderCommand, *, draft: int | None = None) -> int:
    """Keeps an order as a draft (``draft``: in place of that one) and gives its number in the base.

    A draft may lack anything but its kind. Raises InvalidInput (number, date), KnownProblem, NotFound.
    """
    checker = Checker()
    number = checker.text("order_number", command.number, limit=_NUMBER_LIMIT)
    checker.date("order_date", command.date)
    checker.done()
    command = replace(command, number=number)
    heading = _heading(workspace, command)
    title = f"Сохранён проект приказа: {heading[:120]}"
    with workspace.action(title) as session:
        row = None if draft is None else _require(session, draft)
        values = {
            "type": command.type,
            "series": series_of(session, command.type),
            "number": number,
            "date": command.date,
            "heading": heading,
            "command": to_plain(command),
        }
        if row is None:
            row = OrderDraftRecord(**values, made_at=workspace.clock.now())
            session.add(row)
        else:
            for name, value in values.items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
        session.flush()
        return row.id


def list_drafts(workspace: Workspace) -> list[DraftRow]:
    """Drafts of orders, the oldest first."""
    with workspace.read() as session:
        query = select(OrderDraftRecord).where(OrderDraftRecord.deleted_at.is_(None)).order_by(OrderDraftRecord.id)
        return [_row(one) for one in session.scalars(query)]


def get_draft(workspace: Workspace, draft: int) -> DraftRow:
    """One draft. Raises NotFound."""
    with workspace.read() as session:
        return _row(_require(session, draft))


def draft_document(workspace: Workspace, draft: int) -> Document:
    """The paper of a draft as it would be now, with «ПРОЕКТ» in the corner. Raises NotFound, KnownProblem."""
    made = draft_order(workspace, get_draft(workspace, draft).command).document
    mark = Paragraph((Run(DRAFT_MARK, bold=True),), align="right", indent=False)
    return replace(made, title=f"{DRAFT_MARK}. {made.title}", blocks=(mark, *made.blocks))


def forget(session: Session, draft: int) -> None:
    """Deletes the draft that became an order, inside the action that issues it. Raises NotFound."""
    session.delete(_require(session, draft))


def _heading(workspace: Workspace, command: OrderCommand) -> str:
    """The heading of the paper as it would be printed; of a draft that can't be printed yet, the kind of the order."""
    try:
        return draft_order(workspace, command).heading
    except KnownProblem:
        return command.heading or paper(command.type).title


def _row(one: OrderDraftRecord) -> DraftRow:
    return DraftRow(
        id=one.id,
        type=one.type,
        type_label=paper(one.type).title,
        series=one.series,
        number=one.number,
        date=one.date,
        heading=one.heading,
        made_at=one.made_at,
        command=from_plain(OrderCommand, one.command),
    )


def _require(session: Session, draft: int) -> OrderDraftRecord:
    row = session.get(OrderDraftRecord, draft)
    if row is None or row.deleted_at is not None:
        raise NotFound("Этого проекта уже нет: приказ издан или проект удалён. Обновите список.")
    return row
