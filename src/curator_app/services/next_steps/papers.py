"""«Документы» with «Мониторинг» and «Итоги»: who has not read an order, drafts, the quarter that is over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from curator_app.domain.codes import OrderEffect
from curator_app.models import (
    Acknowledgement,
    MonitoringSnapshot,
    Order,
    OrderDraftRecord,
    Pair,
    Person,
    Practice,
)
from curator_app.services.next_steps.people import empty_base
from curator_app.services.next_steps.rows import Asking, Door, NextStep
from curator_app.texts.grammar import counted, date_short

_ROMAN = ("I", "II", "III", "IV")


def of_papers(asking: Asking) -> NextStep:
    """The first act in the register; three queries."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    unread = asking.session.execute(
        select(Order.id, Order.number, Order.date, Acknowledgement.due)
        .join(Acknowledgement, Acknowledgement.object_id == Order.id)
        .join(Person, Person.id == Acknowledgement.person_id)
        .where(Acknowledgement.object_kind == "order", Acknowledgement.acquainted_on.is_(None))
        .where(Person.deleted_at.is_(None), Order.id.not_in(cancelled))
        .order_by(Acknowledgement.due.is_(None), Acknowledgement.due, Order.date, Order.id)
    ).all()
    if unread:
        order, number, date, due = unread[0]
        people = counted(sum(one.id == order for one in unread), "подпись", "подписи", "подписей")
        term = "" if due is None else f", срок {'был ' if due < asking.today else ''}{date_short(due)}"
        words = f"Под приказом № {number} от {date_short(date)} не хватает {people} об ознакомлении{term}"
        return NextStep("papers.acquaintance", words, "Отметить…", Door.ACQUAINTANCE, (order,))
    drafts = tuple(
        asking.session.scalars(
            select(OrderDraftRecord.id).where(OrderDraftRecord.deleted_at.is_(None)).order_by(OrderDraftRecord.id)
        )
    )
    if drafts:
        words = counted(
            len(drafts), "проект приказа не издан", "проекта приказов не изданы", "проектов приказов не издано"
        )
        return NextStep("papers.drafts", words, "Открыть…", Door.ORDER_DRAFT, drafts)
    counts = asking.session.execute(
        select(
            select(Person.id).where(Person.deleted_at.is_(None)).limit(1).scalar_subquery(),
            select(Pair.id).where(Pair.deleted_at.is_(None)).limit(1).scalar_subquery(),
            select(Order.id).limit(1).scalar_subquery(),
        )
    ).one()
    if counts[0] is None:
        return empty_base("papers")
    if counts[1] is None:
        return NextStep(
            "papers.pairs", "Приказ готовится из пары. Сначала подберите наставников", "Подобрать…", Door.MATCHING
        )
    if counts[2] is None:
        return NextStep(
            "papers.none", "Приказов ещё нет: начните с пары, готовой к приказу", "К парам", Door.PAIRS_SHOWN
        )
    return NextStep("papers.done", "С приказами все ознакомлены, неизданных проектов нет")


def of_monitoring(asking: Asking) -> NextStep:
    """The quarter that is over wants its report (S4-5.1); one query. Its snapshot tells that it was made."""
    code, title = last_quarter(asking.today)
    people, taken = asking.session.execute(
        select(
            select(Person.id).where(Person.deleted_at.is_(None)).limit(1).scalar_subquery(),
            select(MonitoringSnapshot.id).where(MonitoringSnapshot.period == code).limit(1).scalar_subquery(),
        )
    ).one()
    if people is None:
        return empty_base("monitoring")
    if taken is not None:
        return NextStep("monitoring.done", f"За {title} показатели зафиксированы")
    return NextStep(
        "monitoring.letter", f"За {title} отчёт в район ещё не собран", "Письмо с книгой…", Door.LETTER, detail=code
    )


def of_outcomes(asking: Asking) -> NextStep:
    """Practices of the year; one query."""
    found = asking.session.scalars(select(Practice.id).where(Practice.deleted_at.is_(None)).limit(1)).first()
    if found is not None:
        return NextStep("outcomes.done", "Банк практик начат")
    return NextStep("outcomes.practice", "В банке практик пока пусто: опишите первую", "Добавить…", Door.OUTCOMES)


def last_quarter(today: dt.date) -> tuple[str, str]:
    """The code and the title of the last quarter that is over: («2026-Q3», «III квартал 2026 года»)."""
    number = (today.month - 1) // 3
    year = today.year if number else today.year - 1
    number = number or 4
    return f"{year}-Q{number}", f"{_ROMAN[number - 1]} квартал {year} года"
