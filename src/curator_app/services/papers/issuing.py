"""Issuing: the gate, the number, the snapshot, what the order does to its pairs; the commit before the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import ClosingReason, OrderEffect, OrderType
from curator_app.models import Order, OrderPair
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import drafts, effects, events, register, rewards
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import OrderDraft, draft_order
from curator_app.services.papers.numbering import series_of
from curator_app.services.papers.numbers import same_number
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_short

_NEED_PAIRS = {
    OrderType.ASSIGNMENT,
    OrderType.ASSIGNMENT_LIST,
    OrderType.REPLACEMENT,
    OrderType.EXTENSION,
    OrderType.COMPLETION,
}
_NEED_PEOPLE = {OrderType.CURATOR_AND_MENTORS, OrderType.WORKING_GROUP, OrderType.RESPONSIBLE_PERSONS}
_NEED_ORDER = {OrderType.CHANGE, OrderType.CANCELLATION}
_EFFECTS = {
    OrderType.CHANGE: OrderEffect.CHANGES,
    OrderType.REPLACEMENT: OrderEffect.CHANGES,
    OrderType.EXTENSION: OrderEffect.CHANGES,
    OrderType.COMPLETION: OrderEffect.CHANGES,
    OrderType.CANCELLATION: OrderEffect.CANCELS,
}
_NUMBER_LIMIT = 40
_SENTENCE_LIMIT = 300
_NO_CONSENTS = "Нет согласий: {}. Приказ без них не издаётся: напечатайте бланки, получите подписи и внесите согласия."


@dataclass(frozen=True, slots=True)
class IssuedOrder:
    """What was issued: the number of the record and the draft that became the order."""

    id: int
    draft: OrderDraft


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was written: its kind (pdf, docx) and place."""

    kind: str
    path: Path


def issue_order(
    workspace: Workspace, command: OrderCommand, *, key: str | None = None, draft: int | None = None
) -> IssuedOrder:
    """Issues an order in one transaction: the order is a snapshot from then on and is never edited or deleted.

    ``key``: the same key twice raises Conflict instead of issuing twice; ``draft``: the kept draft that becomes the
    order and is gone then. Raises InvalidInput (number, date, what the kind of order needs), KnownProblem (repeated
    number, missing consents, a pair that cannot take the order), NotFound (the draft is gone).
    """
    return _issue(workspace, *_prepared(workspace, command), key, draft)


def _prepared(workspace: Workspace, command: OrderCommand) -> tuple[OrderCommand, OrderDraft]:
    """What can be refused before anything is written anywhere."""
    command = check_order(workspace, command)
    draft = draft_order(workspace, command)
    _refuse_without_consents(draft)
    return command, draft


def _issue(
    workspace: Workspace, command: OrderCommand, draft: OrderDraft, key: str | None, kept: int | None = None
) -> IssuedOrder:
    assert command.number is not None
    assert command.date is not None
    title = f"Издан приказ от {date_short(command.date)} № {command.number}"
    with workspace.action(title, key=key, undoable=False) as session:
        _refuse_repeated_number(session, command)
        if kept is not None:
            drafts.forget(session, kept)
        order = Order(
            type=command.type,
            series=series_of(session, command.type),
            number=command.number,
            date=command.date,
            year=command.date.year,
            heading=draft.heading,
            effect=None if command.refers_to is None else _EFFECTS[OrderType(command.type)].value,
            refers_to_id=command.refers_to,
            snapshot=draft.data.to_dict(),
            content=draft.document.to_dict(),
            content_hash=draft.document.digest(),
            issued_at=workspace.clock.now(),
        )
        session.add(order)
        session.flush()
        about = effects.apply(session, command)
        session.add_all(OrderPair(order_id=order.id, pair_id=pair_id) for pair_id in about)
        events.answer(session, OrderType(command.type), order.id, about)
        rewards.record(session, command, order.id)
        session.flush()
        return IssuedOrder(order.id, draft)


def check_order(workspace: Workspace, command: OrderCommand) -> OrderCommand:
    """What ``issue_order`` would refuse (but for consents), said beforehand; gives the command as it would be issued.

    Raises InvalidInput, KnownProblem, NotFound.
    """
    command = _checked(command)
    with workspace.read() as session:
        command = effects.with_reference(session, command)
        effects.check(session, command)
        _refuse_repeated_number(session, command)
    return command


def save_order_files(workspace: Workspace, order_id: int, folder: Path, *, docx: bool = False) -> list[SavedFile]:
    """Writes the issued paper into ``folder`` as PDF and, when asked, DOCX. Raises KnownProblem; the order stays
    issued and can be printed from the register again."""
    row = register.get_order(workspace, order_id)
    name = files.safe_name(f"Приказ от {row.date.isoformat()} № {row.number}")
    contents = [("pdf", register.reprint(workspace, order_id))]
    if docx:
        contents.append(("docx", register.reprint_docx(workspace, order_id)))
    files.make_folder(folder)
    saved = []
    for kind, data in contents:
        path = folder / f"{name}.{kind}"
        files.write_bytes(path, data)
        saved.append(SavedFile(kind, path))
    return saved


def issue_to_folder(
    workspace: Workspace, command: OrderCommand, folder: Path, *, docx: bool = False, key: str | None = None
) -> tuple[IssuedOrder, list[SavedFile]]:
    """Issues and writes the files. A refused order leaves no folder behind; a folder that cannot be made or written
    in is found out before anything is issued."""
    prepared = _prepared(workspace, command)
    files.make_folder(folder)
    files.prove_place(folder / "Приказ.pdf")
    issued = _issue(workspace, *prepared, key)
    try:
        return issued, save_order_files(workspace, issued.id, folder, docx=docx)
    except KnownProblem as problem:
        told = f"Приказ № {issued.draft.command.number} издан и хранится в реестре, но файл не записан. "
        raise KnownProblem((told + problem.message)[:_SENTENCE_LIMIT]) from problem


def _checked(command: OrderCommand) -> OrderCommand:
    checker = Checker()
    kind = checker.code("type", command.type, OrderType, required=True)
    number = checker.text("order_number", command.number, limit=_NUMBER_LIMIT, required=True)
    if command.date is None:
        checker.fail("order_date", "Укажите дату приказа.")
    checker.date("order_date", command.date)
    if kind in _NEED_PAIRS and not command.pairs:
        checker.fail("pairs", "Выберите пары или группы, о которых этот приказ.")
    if kind == OrderType.ASSIGNMENT and len(command.pairs) > 1:
        checker.fail("pairs", "Такой приказ — об одной паре или группе. Для нескольких возьмите приказ с приложением.")
    if kind == OrderType.REPLACEMENT and len(command.pairs) > 1:
        checker.fail("pairs", "Наставник заменяется в одной паре. Выберите одну пару.")
    if len(set(command.pairs)) != len(command.pairs):
        checker.fail("pairs", "Одна и та же пара указана дважды.")
    if kind == OrderType.INCENTIVE and not command.rewards:
        checker.fail("rewards", "Отметьте, кого поощрить.")
    if kind in _NEED_ORDER and command.refers_to is None:
        checker.fail("refers_to", "Укажите приказ, который изменяется или отменяется.")
    if kind == OrderType.CHANGE and not command.changes:
        checker.fail("changes", "Напишите, что изменяется: пункт и его новую редакцию.")
    if kind == OrderType.GENERIC and not (command.heading or "").strip():
        checker.fail("heading", "Напишите заголовок приказа.")
    if kind == OrderType.GENERIC and not command.extra_clauses:
        checker.fail("clauses", "Напишите хотя бы один пункт приказа.")
    if kind in _NEED_PEOPLE and not command.members:
        checker.fail("members", "Отметьте, о ком этот приказ. Пустой бланк — «Документы» → «Бланки».")
    if kind == OrderType.REPLACEMENT:
        _check_replacement(command, checker)
    if kind == OrderType.EXTENSION and command.end_date is None:
        checker.fail("end_date", "Укажите, до какой даты продлевается программа.")
    if kind == OrderType.COMPLETION:
        if command.effective_date is None:
            checker.fail("effective_date", "Укажите дату завершения программы.")
        checker.code("closing_reason", command.closing_reason, ClosingReason, required=True)
    checker.done()
    return replace(command, number=None if number is None else " ".join(number.split()))


def _check_replacement(command: OrderCommand, checker: Checker) -> None:
    if command.new_mentor is None:
        checker.fail("new_mentor", "Выберите нового наставника.")
    if command.from_date is None:
        checker.fail("from_date", "Укажите, с какой даты закрепляется новый наставник.")


def _refuse_repeated_number(session: Session, command: OrderCommand) -> None:
    assert command.number is not None
    assert command.date is not None
    series = series_of(session, command.type)
    query = select(Order.number, Order.date).where(Order.series == series, Order.year == command.date.year)
    for number, date in session.execute(query):
        if same_number(number, command.number):
            raise KnownProblem(
                f"Приказ № {number} в {command.date.year} году уже есть (от {date_short(date)}). Укажите другой номер."
            )


def _refuse_without_consents(draft: OrderDraft) -> None:
    if not draft.missing_consents:
        return
    kinds: dict[tuple[int, str], list[str]] = {}
    for one in draft.missing_consents:
        later = " (дано позже даты приказа)" if one.state == "later" else ""
        kinds.setdefault((one.person, one.person_name), []).append(one.kind_label + later)
    whose = [f"{name} — {', '.join(told)}" for (_, name), told in kinds.items()]
    shown = whose[0]
    for number, told in enumerate(whose[1:], start=1):
        if len(shown) + len(told) + len(_NO_CONSENTS) > _SENTENCE_LIMIT:
            shown += f" и ещё {len(whose) - number} чел."
            break
        shown += f"; {told}"
    raise KnownProblem(_NO_CONSENTS.format(shown.rstrip(".")))
