"""What each kind of order needs to be told, so that the dialog asks only for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from curator_app.documents.catalogue import paper
from curator_app.domain.codes import OrderType

Subject = Literal["pair", "pairs", "order", "people", "nothing"]


@dataclass(frozen=True, slots=True)
class OrderKind:
    """``subject``: one pair, several pairs, an earlier order, people, or nothing of these; ``running``: the pairs
    are those that are running (else those still without an order); ``extra``: more fields to fill in; ``people``: what
    the list of people is called."""

    code: str
    title: str
    subject: Subject
    running: bool = False
    extra: tuple[str, ...] = ()
    people: str = "Кто в приказе"


def _kind(
    code: OrderType,
    subject: Subject,
    *,
    title: str = "",
    running: bool = False,
    extra: tuple[str, ...] = (),
    people: str = "Кто в приказе",
) -> OrderKind:
    return OrderKind(code.value, title or paper(code).title, subject, running, extra, people)


KINDS: tuple[OrderKind, ...] = (
    _kind(OrderType.ASSIGNMENT, "pair", title="О закреплении наставника (пара, группа)"),
    _kind(OrderType.ASSIGNMENT_LIST, "pairs", title="Об утверждении пар и групп (списком)"),
    _kind(OrderType.REPLACEMENT, "pair", running=True, extra=("new_mentor", "from_date", "ground")),
    _kind(OrderType.EXTENSION, "pairs", title="О продлении срока программы", running=True, extra=("end_date",)),
    _kind(
        OrderType.COMPLETION,
        "pairs",
        title="О завершении программы",
        running=True,
        extra=("effective_date", "closing_reason"),
    ),
    _kind(OrderType.CHANGE, "order", extra=("changes",)),
    _kind(OrderType.CANCELLATION, "order", extra=("effective_date",)),
    _kind(OrderType.INCENTIVE, "people", extra=("rewards",)),
    _kind(
        OrderType.FINAL_EVENT,
        "nothing",
        title="Об итоговом мероприятии",
        extra=(
            "event_title",
            "event_date",
            "event_time",
            "event_place",
            "event_responsible",
            "event_partners",
            "event_report_due",
            "event_programme",
            "event_list",
        ),
    ),
    _kind(
        OrderType.IMPLEMENTATION,
        "nothing",
        title="О внедрении целевой модели",
        extra=("effective_date", "until", "supplier", "monitoring_terms", "results"),
    ),
    _kind(OrderType.REALISATION_PLAN, "nothing", extra=("effective_date", "protocol")),
    _kind(OrderType.REGULATION_ADOPTION, "nothing", extra=("documents", "effective_date", "protocol")),
    _kind(OrderType.REGULATION, "nothing", extra=("documents",)),
    _kind(OrderType.CURATOR_APPOINTMENT, "nothing", extra=("effective_date",)),
    _kind(OrderType.CURATOR_AND_MENTORS, "people", extra=("effective_date",), people="Наставники"),
    _kind(OrderType.WORKING_GROUP, "people", people="Члены рабочей группы"),
    _kind(OrderType.RESPONSIBLE_PERSONS, "people", extra=("effective_date",), people="Ответственные"),
    _kind(
        OrderType.GENERIC,
        "people",
        title="Свободный приказ (свой заголовок и пункты)",
        extra=("heading", "clauses"),
        people="Кого ознакомить с приказом (можно никого)",
    ),
)
_BY_CODE = {kind.code: kind for kind in KINDS}


def kind_of(code: str) -> OrderKind:
    """The kind of a code. Raises KeyError."""
    return _BY_CODE[code]
