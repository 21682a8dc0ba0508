"""Steps that several tests of papers begin with."""

from __future__ import annotations

import datetime as dt

from tests.ui.pairs.invented import FORM, Invented, give_consents

from curator_app.documents.preview import page_count, page_text
from curator_app.services import pairs
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order

START, END = dt.date(2026, 9, 1), dt.date(2027, 5, 31)
DAY = dt.date(2026, 9, 3)


def form(base: Invented, mentor: int, *mentees: int, consents: bool = True) -> int:
    """A pair or group with everything an order needs."""
    if consents:
        give_consents(base, mentor, *mentees)
    data = pairs.PairData(mentor=mentor, mentees=mentees, start_date=START, end_date=END, mentoring_form=FORM)
    return pairs.form_pairs(base.workspace, [data])[0]


def issued(base: Invented, pair: int, number: str = "7-од") -> int:
    """An order about one pair."""
    return issue_order(base.workspace, OrderCommand(type="assignment", pairs=(pair,), number=number, date=DAY)).id


def text_of(pdf: bytes) -> str:
    """All letters of a PDF, blanks as single spaces."""
    return " ".join(" ".join(page_text(pdf, number).split()) for number in range(page_count(pdf)))
