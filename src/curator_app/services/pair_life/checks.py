"""Checks every act in the life of a pair begins with."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from curator_app.domain.codes import PAIR_ENDED
from curator_app.models import Pair
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pairs
from curator_app.services.validation import Checker


def running(session: Session, pair_id: int) -> Pair:
    """The mapped pair that is not over. Raises NotFound, KnownProblem."""
    pair = pairs.require(session, pair_id)
    if pair.status in PAIR_ENDED:
        raise KnownProblem("Эта пара уже завершена: изменить в ней ничего нельзя. Обновите список.")
    return pair


def within(checker: Checker, field: str, pair: Pair, day: dt.date) -> None:
    """The day must lie within the term of the pair."""
    checker.date(field, day)
    if pair.start_date is not None and day < pair.start_date:
        checker.fail(field, f"Пара работает с {pair.start_date:%d.%m.%Y}. Укажите день не раньше.")
    if pair.end_date is not None and day > pair.end_date:
        checker.fail(field, f"Срок пары кончается {pair.end_date:%d.%m.%Y}. Укажите день не позже.")
