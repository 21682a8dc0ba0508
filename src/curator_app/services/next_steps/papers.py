"""«Документы» with «Мониторинг» and «Итоги»: who has not read an order, drafts, the quarter that is over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, or_, select

from curator_app.domain.codes import IncentiveKind, OrderEffect, PaperStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.models import (
    Acknowledgement,
    Incentive,
    MonitoringSnapshot,
    Order,
    OrderDraftRecord,
    Pair,
    Person,
    Practice,
    RegisteredPaper,
)
from curator_app.services.next_steps.people import empty_base
from curator_app.services.next_steps.rows import Asking, Door, NextStep, shortened
from curator_app.texts.grammar import counted, date_short

_ROMAN = ("I", "II", "III", "IV")


def of_papers(asking: Asking) -> NextStep:
    """The first act in the register; three queries."""
    if (unread := _unread(asking)) is not None:
        return unread
    drafts = tuple(
        asking.session.scalars(
            select(OrderDraftRecord.id).where(OrderDraftRecord.deleted_at.is_(None)).order_by(OrderDraftRecord.id)
        )
    )
    if drafts:
        words = counted(
            len(drafts),
            "проект приказа ещё не издан",
            "проекта приказов ещё не изданы",
            "проектов приказов ещё не издано",
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
    """The quarter that is over wants its report (S4-5.1) if there was a pair in it; one query. Its snapshot tells that
    it was made."""
    code, title = last_quarter(asking.today)
    begun = dt.date(asking.today.year, (asking.today.month - 1) // 3 * 3 + 1, 1)
    people, pair, taken = asking.session.execute(
        select(
            select(Person.id).where(Person.deleted_at.is_(None)).limit(1).scalar_subquery(),
            select(Pair.id).where(Pair.deleted_at.is_(None), Pair.start_date < begun).limit(1).scalar_subquery(),
            select(MonitoringSnapshot.id).where(MonitoringSnapshot.period == code).limit(1).scalar_subquery(),
        )
    ).one()
    if people is None:
        return empty_base("monitoring")
    if taken is not None:
        return NextStep("monitoring.done", f"За {title} показатели зафиксированы")
    if pair is None:
        return NextStep("monitoring.early", f"За {title} отчитываться не о чем: пар ещё не было")
    return NextStep(
        "monitoring.letter", f"За {title} отчёт в район ещё не собран", "Письмо с книгой…", Door.LETTER, detail=code
    )


def of_outcomes(asking: Asking) -> NextStep:
    """Payments that are not made, the bank of practices; two queries."""
    year = SchoolYear.parse(asking.year) or SchoolYear.of(asking.today)
    unpaid = tuple(
        asking.session.scalars(
            select(Incentive.id)
            .join(Person, Person.id == Incentive.person_id)
            .where(Incentive.deleted_at.is_(None), Person.deleted_at.is_(None), Incentive.paid_on.is_(None))
            .where(Incentive.kind == IncentiveKind.PAYMENT.value, Incentive.date.between(year.start, year.end))
            .order_by(Incentive.date, Incentive.id)
        )
    )
    if unpaid:
        words = counted(
            len(unpaid), "выплата назначена и не начислена", "выплаты назначены и не начислены", "выплат не начислено"
        )
        return NextStep("outcomes.unpaid", words, "Отметить…", Door.PAID, unpaid)
    if asking.session.scalar(select(Practice.id).where(Practice.deleted_at.is_(None)).limit(1)) is None:
        return NextStep("outcomes.practice", "В банке практик пока пусто: опишите первую", "Добавить…", Door.PRACTICE)
    return NextStep("outcomes.done", "Назначенные выплаты начислены")


def _unread(asking: Asking) -> NextStep | None:
    """The paper in force whose signatures of acquaintance have waited longest; one query."""
    cancelled = select(Order.refers_to_id).where(Order.effect == OrderEffect.CANCELS.value)
    waiting = asking.session.execute(
        select(
            Acknowledgement.object_kind,
            Acknowledgement.object_id,
            Acknowledgement.due,
            Order.number,
            Order.date,
            RegisteredPaper.heading,
        )
        .join(Person, Person.id == Acknowledgement.person_id)
        .outerjoin(Order, (Order.id == Acknowledgement.object_id) & (Acknowledgement.object_kind == "order"))
        .outerjoin(
            RegisteredPaper,
            (RegisteredPaper.id == Acknowledgement.object_id)
            & (Acknowledgement.object_kind == "paper")
            & RegisteredPaper.deleted_at.is_(None)
            & (RegisteredPaper.status != PaperStatus.CANCELLED.value),
        )
        .where(Acknowledgement.acquainted_on.is_(None), Person.deleted_at.is_(None))
        .where(or_(RegisteredPaper.id.is_not(None), and_(Order.id.is_not(None), Order.id.not_in(cancelled))))
        .order_by(Acknowledgement.due.is_(None), Acknowledgement.due, Acknowledgement.id)
    ).all()
    if not waiting:
        return None
    kind, number, due, order, date, heading = waiting[0]
    missing = counted(
        sum((one.object_kind, one.object_id) == (kind, number) for one in waiting), "подписи", "подписей", "подписей"
    )
    paper = f"с приказом № {order} от {date_short(date)}" if kind == "order" else f"с документом «{shortened(heading)}»"
    term = "" if due is None else f", срок {'был ' if due < asking.today else ''}{date_short(due)}"
    words = f"Не хватает {missing} об ознакомлении {paper}{term}"
    return NextStep("papers.acquaintance", words, "Отметить…", Door.ACQUAINTANCE, (number,), kind)


def last_quarter(today: dt.date) -> tuple[str, str]:
    """The code and the title of the last quarter that is over: («2026-Q3», «III квартал 2026 года»)."""
    number = (today.month - 1) // 3
    year = today.year if number else today.year - 1
    number = number or 4
    return f"{year}-Q{number}", f"{_ROMAN[number - 1]} квартал {year} года"
