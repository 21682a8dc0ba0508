"""The outcome of reading one value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Trouble(StrEnum):
    """What is wrong with a typed value. The Russian sentences stand in ``texts``."""

    NO_SUCH_DAY = "no_such_day"
    DATE_RANGE = "date_range"
    DATE_INCOMPLETE = "date_incomplete"
    DATE_UNREADABLE = "date_unreadable"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DATE_IN_FUTURE = "date_in_future"
    AGE_ONLY = "age_only"
    YEAR_UNREADABLE = "year_unreadable"
    PHONE_LOST_DIGITS = "phone_lost_digits"
    PHONE_INCOMPLETE = "phone_incomplete"
    PHONE_UNREADABLE = "phone_unreadable"
    EMAIL_UNREADABLE = "email_unreadable"
    CONTACTS_UNREADABLE = "contacts_unreadable"
    CATEGORY_UNKNOWN = "category_unknown"
    EXPERIENCE_UNREADABLE = "experience_unreadable"
    ORDER_UNREADABLE = "order_unreadable"
    PERIOD_UNREADABLE = "period_unreadable"
    PERIOD_BACKWARDS = "period_backwards"
    NUMBER_UNREADABLE = "number_unreadable"
    OUT_OF_SCALE = "out_of_scale"
    CELL_ERROR = "cell_error"
    GENDER_UNKNOWN = "gender_unknown"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """``value`` if one was understood, ``raw`` as typed, ``trouble`` if the value is not the whole truth.

    An empty text gives no value and no trouble. A value may come with a trouble (the first day of a range).
    ``rest`` is harmless text beside the value (a remark, a second telephone).
    """

    value: T | None
    raw: str = ""
    trouble: Trouble | None = None
    rest: str = ""
