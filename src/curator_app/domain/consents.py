"""When a consent is in force (ТК РФ ст. 351.8, 152-ФЗ ст. 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol, TypeVar

from curator_app.domain.codes import ConsentKind

ConsentState = Literal["given", "withdrawn", "expired", "refused", "later"]


class ConsentFacts(Protocol):
    """What is known of one consent."""

    @property
    def date(self) -> dt.date | None: ...
    @property
    def until(self) -> dt.date | None: ...
    @property
    def withdrawn_on(self) -> dt.date | None: ...
    @property
    def refused(self) -> bool: ...


Consent = TypeVar("Consent", bound=ConsentFacts)


def state(consent: ConsentFacts, on: dt.date) -> ConsentState:
    """State of one consent on a day: it counts from its date («later» before that), a withdrawal from its day, a term
    includes its last day."""
    if consent.date is not None and consent.date > on:
        return "later"
    if consent.refused:
        return "refused"
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return "withdrawn"
    if consent.until is not None and consent.until < on:
        return "expired"
    return "given"


def deciding(consents: Iterable[Consent], on: dt.date) -> Consent | None:
    """Which of several consents of one kind decides on a day: the latest one that counts by then (by date, then by
    order of entry); one of a later date only when there is no other."""
    told = list(consents)
    latest: Consent | None = None
    for one in [one for one in told if one.date is None or one.date <= on] or told:
        if latest is None or (one.date or dt.date.min) >= (latest.date or dt.date.min):
            latest = one
    return latest


def standing(consents: Iterable[ConsentFacts], on: dt.date) -> ConsentState | None:
    """State of several consents of one kind on a day; None when there is none."""
    one = deciding(consents, on)
    return None if one is None else state(one, on)


def needed_of_mentor() -> tuple[str, ...]:
    """Kinds of consents an order needs from a mentor (S1 Пол-3.2, ТК РФ ст. 351.8, 152-ФЗ)."""
    return (ConsentKind.MENTORING.value, ConsentKind.PERSONAL_DATA.value)


def needed_of_mentee(*, pupil: bool) -> tuple[str, ...]:
    """Kinds of consents an order needs from a mentee; for a pupil the parent's too."""
    kinds = (ConsentKind.MENTEE.value, ConsentKind.PERSONAL_DATA.value)
    return (*kinds, ConsentKind.PARENT.value) if pupil else kinds
