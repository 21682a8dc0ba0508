"""What the tab says of a pair or group: where it stands and what its order still lacks."""

from __future__ import annotations

import datetime as dt

from curator_app.domain.codes import PAIR_ENDED, PairStatus
from curator_app.domain.school_year import SchoolYear
from curator_app.services.rows import PairRow
from curator_app.texts.labels import PAIR_STATUS, code_label
from curator_app.texts.pair_words import WAITING_WORDS
from curator_app.ui.common.palette import Tone

_SOON = 30
_TONES: dict[str, Tone] = {
    PairStatus.DRAFT.value: "neutral",
    PairStatus.READY.value: "info",
    PairStatus.ASSIGNED.value: "ok",
    PairStatus.PAUSED.value: "warn",
    PairStatus.COMPLETED.value: "neutral",
    PairStatus.TERMINATED.value: "neutral",
}


def is_ended(row: PairRow) -> bool:
    """Completed or broken off."""
    return row.status in PAIR_ENDED


def in_year(row: PairRow, label: str, today: dt.date) -> bool:
    """Whether the pair is looked at with this school year; one that is not ended is also shown after its last day,
    until somebody settles it."""
    year = SchoolYear.parse(label)
    if year is None or (row.start_date is None and row.academic_year is None):
        return True
    if row.start_date is None:
        return row.academic_year == label
    end = row.end_date if is_ended(row) or today > year.end else None
    return year.concerns(row.start_date, end, today)


def has_order(row: PairRow) -> bool:
    """An order issued here, or one from the school's earlier register."""
    return row.order_number is not None


def without_order(row: PairRow) -> bool:
    """Planned or running without an order."""
    return not is_ended(row) and not has_order(row)


def lacks_consents(row: PairRow) -> bool:
    """Planned or running, and somebody's consent is not on file."""
    return not is_ended(row) and bool(row.missing)


def is_ready(row: PairRow) -> bool:
    """Nothing is missing any more: the order can be made."""
    return without_order(row) and not lacking(row)


def is_assigned(row: PairRow) -> bool:
    """Running under an order."""
    return not is_ended(row) and has_order(row)


def ends_soon(row: PairRow, today: dt.date) -> bool:
    """A running pair whose term ends within thirty days (or has run out)."""
    return not is_ended(row) and row.end_date is not None and row.end_date <= today + dt.timedelta(days=_SOON)


def waits_for_order(row: PairRow) -> bool:
    """A request, notice or agreement was taken and its order is still to be issued."""
    return row.waits is not None and not is_ended(row)


def waiting_words(row: PairRow) -> str:
    """«наставник просит освободить», «»."""
    return code_label(row.waits, WAITING_WORDS) if waits_for_order(row) else ""


def lacking(row: PairRow) -> tuple[str, ...]:
    """What the order of a running or planned pair still wants, in a few words each."""
    if is_ended(row):
        return ()
    wants: list[str] = []
    if row.missing:
        wants.append(f"нет согласий: {len(row.missing)} чел.")
    if has_order(row):
        return tuple(wants)
    if row.start_date is None or row.end_date is None:
        wants.append("срок")
    if not row.mentoring_form:
        wants.append("форма")
    return tuple(wants)


def lacking_told(row: PairRow) -> str:
    """The same with the names of those whose consent is missing, one to a line."""
    wants = lacking(row)
    if lacks_consents(row):
        wants = (*(f"нет согласий: {name}" for name in row.missing), *wants[1:])
    return "\n".join(wants)


def state_words(row: PairRow) -> tuple[str, Tone]:
    """The word of the status as it stands (a formed pair that lacks something is not «готова к приказу»)."""
    if without_order(row) and row.status == PairStatus.READY.value and lacking(row):
        return "сформирована", "warn"
    return code_label(row.status, PAIR_STATUS), _TONES.get(row.status, "neutral")


def period_words(start: dt.date | None, end: dt.date | None) -> str:
    """«01.09.2026 – 31.05.2027», «с 01.09.2026», «по 31.05.2027», «»."""
    if start and end:
        return f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
    if start:
        return f"с {start:%d.%m.%Y}"
    return f"по {end:%d.%m.%Y}" if end else ""


def order_words(row: PairRow) -> str:
    """«№ 12-од от 01.09.2026», «»."""
    if row.order_number is None:
        return ""
    return f"№ {row.order_number}" + (f" от {row.order_date:%d.%m.%Y}" if row.order_date else "")


def school_year_end(day: dt.date) -> dt.date:
    """31 May of the school year of a day; from June on (the year is over) that of the next."""
    return dt.date(day.year if day.month <= 5 else day.year + 1, 5, 31)
