"""What the line «что делать дальше» receives, and what it is told from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

_LONG = 40


class Door(StrEnum):
    """What the button opens. «Ids» are those of the step: people, pairs, routes, rows, papers."""

    LOAD = "load"  # the import of people
    STAFF_MENTORS = "staff_mentors"  # the list of the staff, to choose mentors from
    STAFF_MENTEES = "staff_mentees"
    MENTOR_CONSENTS = "mentor_consents"  # «Отметить согласия» of these mentors
    MENTEE_CONSENTS = "mentee_consents"
    MENTOR_CARD = "mentor_card"  # the card of the first one, open for changes
    REQUEST = "request"  # a new request of the first mentee
    MATCHING = "matching"  # «Подбор»
    FORM_PAIR = "form_pair"  # the choice of a mentor for these mentees
    PAIR_ORDER = "pair_order"  # an order about these pairs
    PAIR_CONSENTS = "pair_consents"
    PAIR_CARD = "pair_card"  # the first pair, open for changes
    PAIRS_SHOWN = "pairs_shown"  # these pairs chosen in the list
    NEW_ROUTE = "new_route"  # a route for the first mentee
    ROUTE_APPROVAL = "route_approval"
    STEPS_SHOWN = "steps_shown"  # the list of steps that are late
    NEW_SURVEY = "new_survey"
    KEY_IN = "key_in"  # keying in the answers of the first wave
    CLOSE_SURVEY = "close_survey"
    NEW_ROADMAP = "new_roadmap"
    ROADMAP_ROWS = "roadmap_rows"  # these rows chosen in the plan
    ROADMAP_APPROVAL = "roadmap_approval"
    ACTIVITY = "activity"  # the first activity, open for changes
    ORDER_DRAFT = "order_draft"  # the first draft, open
    ACQUAINTANCE = "acquaintance"  # the first paper with the list of who has to read it; ``detail`` is its kind
    LETTER = "letter"  # the letter with the workbook of the period
    PAID = "paid"  # «Начислено» of these payments
    PRACTICE = "practice"  # a new practice of the bank
    TASK = "task"  # the first task of «Сегодня»


@dataclass(frozen=True, slots=True)
class NextStep:
    """One suggestion. ``key`` is stable («mentors.consents»); ``count``: of how many it speaks. Without ``door`` it is
    a quiet line. ``detail``: what the door needs beside the ids (a period, the id of a task)."""

    key: str
    text: str
    button: str = ""
    door: Door | None = None
    ids: tuple[int, ...] = ()
    detail: str = ""

    @property
    def count(self) -> int:
        """Of how many it speaks."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a tab is told from."""

    session: Session
    today: dt.date
    year: str


def shortened(text: str) -> str:
    """A title of at most forty letters, so that the line stays one."""
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"
