"""When a consent is in force (ТК РФ ст. 351.8, 152-ФЗ ст. 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol

from curator_app.domain.codes import ConsentKind

ConsentState = Literal["given", "withdrawn", "expired", "refused"]


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


def state(consent: ConsentFacts, on: dt.date) -> ConsentState:
    """State of one consent on a day: a withdrawal counts from its day, a term includes its last day."""
    if consent.refused:
        return "refused"
    if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
        return "withdrawn"
    if consent.until is not None and consent.until < on:
        return "expired"
    return "given"


def standing(consents: Iterable[ConsentFacts], on: dt.date) -> ConsentState | None:
    """State of several consents of one kind: the latest one (by date, then by order of entry) decides; None when
    there is none."""
    latest: ConsentFacts | None = None
    for consent in consents:
        if latest is None or (consent.date or dt.date.min) >= (latest.date or dt.date.min):
            latest = consent
    return None if latest is None else state(latest, on)


def needed_of_mentor() -> tuple[str, ...]:
    """Kinds of consents an order needs from a mentor (S1 Пол-3.2, ТК РФ ст. 351.8, 152-ФЗ)."""
    return (ConsentKind.MENTORING.value, ConsentKind.PERSONAL_DATA.value)


def needed_of_mentee(*, pupil: bool) -> tuple[str, ...]:
    """Kinds of consents an order needs from a mentee; for a pupil the parent's too."""
    kinds = (ConsentKind.MENTEE.value, ConsentKind.PERSONAL_DATA.value)
    return (*kinds, ConsentKind.PARENT.value) if pupil else kinds
