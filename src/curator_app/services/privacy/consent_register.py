"""The register of consents and what a withdrawal sets in motion (152-ФЗ ст. 9 ч. 2, ст. 21 ч. 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain import consents as rules
from curator_app.domain.codes import ConsentKind, PersonKind, TaskObject
from curator_app.models import Consent, Mentee, Mentor, OwnTask, Pair, PairMentee, Person
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import pair_facts, people
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.texts.terms import OTHER_WITHDRAWAL, WITHDRAWAL_TASKS

SOON: Final = dt.timedelta(days=30)
"""A consent whose term ends within so many days is «истекает»."""
_ERASE_DAYS: Final = 30  # 152-ФЗ ст. 21 ч. 5
_STOP_PUBLIC_DAYS: Final = 3  # 152-ФЗ ст. 10.1 ч. 14, working days; counted as calendar ones, so never late
_NOTICE_DAYS: Final = 3  # ТК РФ ст. 351.8
_OF_DATA: Final = {ConsentKind.PERSONAL_DATA.value, ConsentKind.PARENT.value}


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """A consent of the register. ``state``: given, soon (its term ends within 30 days), expired, withdrawn, refused,
    later; ``decides``: the latest of its kind, by which the person stands."""

    id: int
    person: int
    name: str
    person_kind: str
    kind: str
    date: dt.date | None
    until: dt.date | None
    withdrawn_on: dt.date | None
    signed_by: str | None
    state: str
    note: str | None
    decides: bool
    minor: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawalPlan:
    """What a withdrawal asks for: steps in words, the last day, whether the data are to be erased."""

    consent: int
    person: int
    name: str
    kind: str
    on: dt.date
    due: dt.date
    steps: tuple[str, ...]
    erasing: bool
    running_pairs: int


def list_register(workspace: Workspace) -> list[RegisterRow]:
    """All consents, by name, then date; two queries."""
    today = workspace.clock.today()
    with workspace.read() as session:
        query = (
            select(Consent, Person)
            .join(Person, Person.id == Consent.person_id)
            .where(Person.deleted_at.is_(None))
            .order_by(Consent.kind, Consent.id)
        )
        found = sorted(session.execute(query), key=lambda row: (collation_key(row[1].name.full), row[1].id))
        by_kind: dict[tuple[int, str], list[Consent]] = {}
        for consent, person in found:
            by_kind.setdefault((person.id, consent.kind), []).append(consent)
        deciding = {one.id for held in by_kind.values() if (one := rules.deciding(held, today)) is not None}
        return [
            RegisterRow(
                id=consent.id,
                person=person.id,
                name=person.name.full,
                person_kind=person.kind,
                kind=consent.kind,
                date=consent.date,
                until=consent.until,
                withdrawn_on=consent.withdrawn_on,
                signed_by=consent.signed_by,
                state=_state(consent, today),
                note=consent.note,
                decides=consent.id in deciding,
                minor=person.kind == PersonKind.PUPIL.value,
            )
            for consent, person in found
        ]


def people_without(workspace: Workspace) -> frozenset[int]:
    """People in the base who have no consent to the processing of personal data in force today: left out of exports by
    default. Two queries."""
    today = workspace.clock.today()
    with workspace.read() as session:
        held: dict[int, list[Consent]] = {}
        for one in session.scalars(select(Consent).where(Consent.kind == ConsentKind.PERSONAL_DATA.value)):
            held.setdefault(one.person_id, []).append(one)
        known = session.scalars(
            select(Person.id).where(Person.deleted_at.is_(None), Person.depersonalised_on.is_(None))
        )
        return frozenset(one for one in known if rules.standing(held.get(one, ()), today) != "given")


def participants_without(workspace: Workspace) -> frozenset[int]:
    """Those of ``people_without`` that mentor or are mentored: the people a file for the district names."""
    without = people_without(workspace)
    with workspace.read() as session:
        known = {
            one
            for role in (Mentor, Mentee)
            for one in session.scalars(select(role.id).where(role.deleted_at.is_(None)))
        }
    return without & known


def plan_withdrawal(workspace: Workspace, consent_id: int, on: dt.date | None = None) -> WithdrawalPlan:
    """What must follow if the consent is withdrawn on a day (default: today). Raises NotFound."""
    day = on or workspace.clock.today()
    with workspace.read() as session:
        consent, person = _require(session, consent_id)
        running = _running(session, person.id)
        due, steps = _steps(consent.kind, day, running)
        return WithdrawalPlan(
            consent=consent_id,
            person=person.id,
            name=person.name.full,
            kind=consent.kind,
            on=day,
            due=due,
            steps=steps,
            erasing=consent.kind in _OF_DATA,
            running_pairs=running,
        )


def withdraw(workspace: Workspace, consent_id: int, on: dt.date) -> WithdrawalPlan:
    """Writes the withdrawal down and sets the task with its term, in one action. Raises InvalidInput, NotFound,
    KnownProblem for a consent withdrawn already or one refused."""
    checker = Checker()
    checker.date("withdrawn_on", on, latest=workspace.clock.today())
    checker.done()
    plan = plan_withdrawal(workspace, consent_id, on)
    with workspace.read() as session:
        consent, person = _require(session, consent_id)
        if consent.withdrawn_on is not None or consent.refused:
            raise KnownProblem("Это согласие уже отозвано или его не давали. Обновите список.")
        if consent.date is not None and on < consent.date:
            checker.fail("withdrawn_on", "Отзыв не может быть раньше самого согласия. Проверьте дату.")
            checker.done()
        who = people.title_of(person)
    with workspace.action(f"Отзыв согласия {code_label(plan.kind, CONSENT_KIND)}: {who}") as session:
        _require(session, consent_id)[0].withdrawn_on = on
        session.add(
            OwnTask(
                title=WITHDRAWAL_TASKS.get(plan.kind, OTHER_WITHDRAWAL),
                due=plan.due,
                object_kind=TaskObject.PERSON.value,
                object_id=plan.person,
                note="\n".join(plan.steps),
            )
        )
    return plan


def _steps(kind: str, on: dt.date, running: int) -> tuple[dt.date, tuple[str, ...]]:
    if kind in _OF_DATA:
        due = on + dt.timedelta(days=_ERASE_DAYS)
        steps = ["Прекратить обработку: не включать человека в списки, отчёты, рассылки и на сайт."]
        if running:
            steps.append("Завершить действующие пары человека приказом или заменить наставника.")
        steps.append(f"До {due:%d.%m.%Y} уничтожить или обезличить данные в программе (152-ФЗ, ст. 21 ч. 5).")
        steps.append("Напечатать акт и выгрузку из журнала, хранить их три года (приказ Роскомнадзора № 179).")
        steps.append("Приказы с фамилией остаются: их хранение обязательно по закону об архивном деле.")
        return due, tuple(steps)
    if kind == ConsentKind.PUBLICATION.value:
        due = on + dt.timedelta(days=_STOP_PUBLIC_DAYS)
        return due, (f"До {due:%d.%m.%Y} убрать сведения с сайта и из сообществ школы (152-ФЗ, ст. 10.1).",)
    due = on + dt.timedelta(days=_NOTICE_DAYS)
    who = "наставника" if kind == ConsentKind.MENTORING.value else "наставляемого"
    ends = f"Предупреждение — не менее трёх рабочих дней (ТК РФ, ст. 351.8); участие {who} прекращается приказом."
    return due, (ends, "Данные человека хранятся дальше: согласие на их обработку не отозвано.")


def _running(session: Session, person_id: int) -> int:
    query = (
        select(Pair.id)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None), pair_facts.not_ended())
        .where((Pair.mentor_id == person_id) | (PairMentee.mentee_id == person_id))
        .distinct()
    )
    return len(session.scalars(query).all())


def _state(consent: Consent, today: dt.date) -> str:
    state = rules.state(consent, today)
    if state == "given" and consent.until is not None and consent.until <= today + SOON:
        return "soon"
    return state


def _require(session: Session, consent_id: int) -> tuple[Consent, Person]:
    consent = session.get(Consent, consent_id)
    if consent is None:
        raise NotFound(f"Записи о согласии № {consent_id} нет: возможно, она удалена. Обновите список.")
    return consent, session.get_one(Person, consent.person_id)
