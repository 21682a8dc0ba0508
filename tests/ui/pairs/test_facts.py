"""What the list of pairs says of a pair."""

from __future__ import annotations

import datetime as dt

from tests.ui.pairs.invented import FORM, Invented, give_consents

from curator_app.runtime.clock import fixed
from curator_app.services import pairs
from curator_app.services.rows import PairRow
from curator_app.ui.pairs import facts
from curator_app.ui.pairs.columns import COLUMNS, chips

CLOCK = fixed(dt.datetime(2026, 9, 3, 9, 0))
START, END = dt.date(2026, 9, 3), dt.date(2027, 5, 31)


def _pair(base: Invented, **more: object) -> PairRow:
    data = {
        "mentor": base.petrova,
        "mentees": [base.ivanova],
        "start_date": START,
        "end_date": END,
        "mentoring_form": FORM,
    }
    pairs.form_pairs(base.workspace, [pairs.PairData(**{**data, **more})])  # type: ignore[arg-type]  # the fields by name
    return pairs.list_pairs(base.workspace)[-1]


def _chips(row: PairRow) -> set[str]:
    return {chip.key for chip in chips(CLOCK) if chip.accept(row)}


def test_pair_without_consents_names_who_is_missing(base: Invented) -> None:
    row = _pair(base)
    assert facts.lacking(row) == ("нет согласий: 2 чел.",)
    assert facts.lacking_told(row).splitlines() == [
        "нет согласий: Петрова Анна Сергеевна",
        "нет согласий: Иванова Мария Петровна",
    ]
    assert facts.state_words(row) == ("сформирована", "warn")
    assert _chips(row) == {"without_order", "consents"}


def test_pair_with_everything_is_ready(base: Invented) -> None:
    give_consents(base, base.petrova, base.ivanova)
    row = _pair(base)
    assert facts.lacking(row) == ()
    assert facts.state_words(row) == ("готова к приказу", "info")
    assert _chips(row) == {"ready", "without_order"}


def test_term_and_form_are_wanted(base: Invented) -> None:
    give_consents(base, base.petrova, base.ivanova)
    row = _pair(base, end_date=None, mentoring_form=None)
    assert facts.lacking(row) == ("срок", "форма")
    assert not facts.is_ready(row)


def test_ended_pair_wants_nothing(base: Invented) -> None:
    row = _pair(base)
    pairs.end_pair(base.workspace, row.id, dt.date(2026, 12, 1), "curator_initiative")
    row = pairs.list_pairs(base.workspace)[0]
    assert facts.lacking(row) == ()
    assert _chips(row) == {"ended"}


def test_every_column_can_show_every_pair(base: Invented) -> None:
    rows = [_pair(base), _pair(base, mentees=[base.sidorov, base.kim], start_date=None, mentoring_form=None)]
    for row in rows:
        for column in COLUMNS:
            text = column.text(row) if column.text else str(column.value(row) or "")
            assert "None" not in text, column.key
    badge = next(column.badge for column in COLUMNS if column.key == "missing")
    assert badge is not None
    told = badge(rows[1])
    assert told is not None
    assert told.text == "нет согласий: 3 чел., срок, форма"


def test_school_year_ends_on_31_may() -> None:
    assert facts.school_year_end(dt.date(2026, 9, 1)) == dt.date(2027, 5, 31)
    assert facts.school_year_end(dt.date(2027, 5, 31)) == dt.date(2027, 5, 31)
    assert facts.school_year_end(dt.date(2027, 6, 1)) == dt.date(2028, 5, 31)
    assert facts.school_year_end(dt.date(2026, 8, 25)) == dt.date(2027, 5, 31)


def test_what_ends_within_thirty_days_is_found(base: Invented) -> None:
    assert "ends_soon" in _chips(_pair(base, end_date=dt.date(2026, 10, 3)))
    other = {"mentor": base.zaitsev, "mentees": [base.sidorov]}
    assert "ends_soon" not in _chips(_pair(base, **other, end_date=dt.date(2026, 10, 4)))
