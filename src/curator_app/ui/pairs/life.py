"""The whole life of one pair for its card: facts, consents, orders, what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from curator_app.domain.consents import deciding, needed_of_mentee, needed_of_mentor
from curator_app.services import consents, people
from curator_app.services.pair_life import reading
from curator_app.services.pair_life.reading import PairTimeline
from curator_app.services.papers import register
from curator_app.services.papers.register import OrderRow
from curator_app.services.rows import ConsentRow, PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CLOSING_REASON, CONSENT_KIND, CONSENT_STATE, code_label
from curator_app.ui.common.palette import Tone
from curator_app.ui.pairs import facts

# A personalised programme lasts from three months to a year (S1 Пол-1.2): a hint, not a refusal.
_SHORTEST, _LONGEST = 85, 370


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent an order needs, and how it stands."""

    person: int
    person_name: str
    kind_label: str
    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PairLife:
    """Everything the card shows."""

    facts: tuple[tuple[str, str], ...]
    term_hint: str
    consents: tuple[ConsentLine, ...]
    orders: tuple[OrderRow, ...]
    timeline: PairTimeline


def tell(workspace: Workspace, row: PairRow) -> PairLife:
    """Reads the life of a pair."""
    return PairLife(
        facts=_facts(row),
        term_hint=term_hint(row.start_date, row.end_date),
        consents=tuple(_consents(workspace, row)),
        orders=tuple(order for order in register.list_orders(workspace) if row.id in order.pairs),
        timeline=reading.timeline(workspace, row.id),
    )


def term_hint(start: dt.date | None, end: dt.date | None) -> str:
    """A remark when the term is outside «от 3 месяцев до 1 года», else «»."""
    if start is None or end is None or end < start:
        return ""
    days = (end - start).days + 1
    if days < _SHORTEST:
        return f"Срок {counted(days, 'день', 'дня', 'дней')} — меньше трёх месяцев, как принято для программы."
    return "Срок больше года: обычно программа длится не дольше." if days > _LONGEST else ""


def _facts(row: PairRow) -> tuple[tuple[str, str], ...]:
    addendum = row.addendum_number and f"№ {row.addendum_number}"
    if row.addendum_date:
        addendum = f"{addendum or 'без номера'} от {row.addendum_date:%d.%m.%Y}"
    told = (
        ("Срок", facts.period_words(row.start_date, row.end_date)),
        ("Причина завершения", code_label(row.closing_reason, CLOSING_REASON)),
        ("Форма", row.mentoring_form),
        ("Вид", row.mentoring_kind),
        ("Ролевая модель", row.role_model),
        ("Направление", row.focus),
        ("Предмет", row.subject),
        ("Обоснование", row.justification),
        ("Мнение психолога", row.psychologist_opinion),
        ("Взаимный выбор", None if row.mutual_choice is None else "да" if row.mutual_choice else "нет"),
        ("Доп. соглашение", addendum),
        ("Учебный год", row.academic_year),
        ("Примечание", row.note),
    )
    return tuple((label, value) for label, value in told if value)


def _consents(workspace: Workspace, row: PairRow) -> list[ConsentLine]:
    lines: list[ConsentLine] = []
    for person_id, name in ((row.mentor, row.mentor_name), *zip(row.mentees, row.mentees_name, strict=True)):
        kept = consents.list_consents(workspace, person_id)
        pupil = people.get_person(workspace, person_id).kind == "pupil"
        for kind in needed_of_mentor() if person_id == row.mentor else needed_of_mentee(pupil=pupil):
            latest = deciding([one for one in kept if one.kind == kind], workspace.clock.today())
            words, tone = _standing(latest)
            lines.append(ConsentLine(person_id, name, code_label(kind, CONSENT_KIND), words, tone))
    return lines


def _standing(consent: ConsentRow | None) -> tuple[str, Tone]:
    if consent is None:
        return "нет", "warn"
    if consent.state == "given":
        until = f", действует до {consent.until:%d.%m.%Y}" if consent.until else ""
        return (f"от {consent.date:%d.%m.%Y}" if consent.date else "получено") + until, "ok"
    if consent.state == "later":
        return (f"с {consent.date:%d.%m.%Y}" if consent.date else "позже"), "warn"
    return code_label(consent.state, CONSENT_STATE), "danger"
