"""What a screen or a command asks for when an order is to be drafted or issued."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from curator_app.documents.paper_data import AcknowledgementPlace, ChangeItem, ExtraClause, Layout, PayClause

RewardKind = Literal["gratitude", "diploma", "payment"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RewardChoice:
    """One reward: to whom, which, for what, how much."""

    person: int
    kind: RewardKind = "gratitude"
    reason: str | None = None
    amount: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventChoice:
    """The final event (S2-Н2); ``responsible`` and ``participants`` are people by number, ``programme`` a point a
    line, ``activity`` the record of the event that the order shall be linked with,
    ``final``: it sums the year up."""

    title: str | None = None
    date: dt.date | None = None
    time: str | None = None
    place: str | None = None
    responsible: int | None = None
    partners: str | None = None
    report_due: dt.date | None = None
    programme: tuple[str, ...] = ()
    participants: tuple[int, ...] = ()
    activity: int | None = None
    final: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderCommand:
    """An order to be drafted or issued. People, pairs and orders are given by number.

    ``norms``: ids of the ticked norms, None = those ticked by default; ``own_norms``: the school's own parts of
    «в соответствии с», in the instrumental. ``pay_clause``: ст. 351.8 ТК (supplementary agreement) or the switch
    «входит в должностные обязанности». ``control``: who controls, None = the director himself.
    ``acknowledgement``: None = on the order up to six people, else on a sheet of its own.
    ``new_mentor`` with ``from_date``: a replacement; ``end_date``: an extension; ``closing_reason`` with
    ``effective_date``: a completion; ``refers_to``: the order that is changed or cancelled.
    ``until``, ``supplier``, ``monitoring_terms``, ``results``: an implementation (S4-1.5); ``protocol``: «от … № …» of
    the council that looked at a plan or a local act.
    """

    type: str
    pairs: tuple[int, ...] = ()
    number: str | None = None
    date: dt.date | None = None
    place: str | None = None
    heading: str | None = None
    norms: tuple[str, ...] | None = None
    own_norms: tuple[str, ...] = ()
    pay_clause: PayClause = "none"
    control: int | None = None
    executor: int | None = None
    without_executor: bool = False
    acknowledgement: AcknowledgementPlace | None = None
    publish: bool = False
    reason: str | None = None
    refers_to: int | None = None
    effective_date: dt.date | None = None
    changes: tuple[ChangeItem, ...] = ()
    new_mentor: int | None = None
    from_date: dt.date | None = None
    ground: str | None = None
    end_date: dt.date | None = None
    closing_reason: str | None = None
    rewards: tuple[RewardChoice, ...] = ()
    event: EventChoice | None = None
    members: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    until: dt.date | None = None
    supplier: int | None = None
    monitoring_terms: str | None = None
    results: tuple[str, ...] = ()
    protocol: str | None = None
    extra_clauses: tuple[ExtraClause, ...] = ()
    layout: Layout | None = None
