"""Consents on file: who has given what, whose is missing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain import consents as rules
from curator_app.domain.codes import ConsentKind
from curator_app.models import Consent, Person
from curator_app.runtime.errors import NotFound
from curator_app.services import people
from curator_app.services.rows import ConsentRow
from curator_app.services.validation import TEXT_LIMIT, Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import CONSENT_KIND, code_label


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentData:
    """A consent to be put on file (or changed). ``signed_by``: the parent or representative who signed for a minor."""

    person: int
    kind: str
    date: dt.date | None = None
    until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    refused: bool = False
    note: str | None = None
    signed_by: str | None = None


def checked(data: ConsentData, checker: Checker) -> dict[str, Any]:
    """Cleaned values of the mapped columns."""
    date = checker.date("date", data.date)
    until = checker.date("until", data.until)
    withdrawn = checker.date("withdrawn_on", data.withdrawn_on)
    checker.order("until", date, until)
    checker.order("withdrawn_on", date, withdrawn)
    if date is None and data.date is None and not data.refused:
        checker.fail("date", "Укажите дату согласия: без неё оно не считается полученным.")
    return {
        "person_id": data.person,
        "kind": checker.code("kind", data.kind, ConsentKind, required=True),
        "date": date,
        "until": until,
        "withdrawn_on": withdrawn,
        "refused": data.refused,
        "note": checker.text("note", data.note, limit=TEXT_LIMIT, lines=True),
        "signed_by": checker.text("signed_by", data.signed_by),
    }


def refuse_after_archive(session: Session, person_id: int, date: dt.date | None) -> None:
    """Somebody in the archive has given consents only before he came there. Raises NotFound, KnownProblem."""
    person = people.require(session, person_id)
    if person.archived_on is not None and (date is None or date > person.archived_on):
        people.require_active(session, person_id)


def standings(session: Session, on: dt.date) -> dict[int, dict[str, str]]:
    """For every person with a consent on file: {kind: state} on a day, in one query."""
    by_person: dict[int, dict[str, list[Consent]]] = defaultdict(lambda: defaultdict(list))
    for consent in session.scalars(select(Consent).order_by(Consent.id)):
        by_person[consent.person_id][consent.kind].append(consent)
    result: dict[int, dict[str, str]] = {}
    for person_id, kinds in by_person.items():
        states = {kind: rules.standing(consents, on) for kind, consents in kinds.items()}
        result[person_id] = {kind: state for kind, state in states.items() if state is not None}
    return result


def list_consents(workspace: Workspace, person_id: int | None = None) -> list[ConsentRow]:
    """Consents of one person or of all, in the order of entry."""
    today = workspace.clock.today()
    with workspace.read() as session:
        query = (
            select(Consent, Person)
            .join(Person, Person.id == Consent.person_id)
            .where(Person.deleted_at.is_(None))
            .order_by(Consent.id)
        )
        if person_id is not None:
            query = query.where(Consent.person_id == person_id)
        return [
            ConsentRow(
                id=consent.id,
                person=person.id,
                person_name=person.name.full,
                kind=consent.kind,
                date=consent.date,
                until=consent.until,
                withdrawn_on=consent.withdrawn_on,
                refused=consent.refused,
                note=consent.note,
                signed_by=consent.signed_by,
                state=rules.state(consent, today),
            )
            for consent, person in session.execute(query)
        ]


def add_consents(workspace: Workspace, consents: Iterable[ConsentData]) -> list[int]:
    """Puts several consents on file in one action. Raises InvalidInput, NotFound, KnownProblem (in the archive)."""
    checker = Checker()
    rows = [checked(data, checker) for data in consents]
    checker.done()
    with workspace.read() as session:
        names = {row["person_id"]: people.title_of(people.require(session, row["person_id"])) for row in rows}
        for row in rows:
            refuse_after_archive(session, row["person_id"], row["date"])
    what = next(iter(names.values())) if len(names) == 1 else f"{len(names)} чел."
    with workspace.action(f"Получены согласия: {what}") as session:
        added = [Consent(**row) for row in rows]
        session.add_all(added)
        session.flush()
        return [consent.id for consent in added]


def update_consent(workspace: Workspace, consent_id: int, data: ConsentData) -> None:
    """Changes a consent (a term, a withdrawal). Raises InvalidInput, NotFound."""
    checker = Checker()
    values = checked(data, checker)
    checker.done()
    kind = code_label(data.kind, CONSENT_KIND)
    with workspace.action(f"Изменено согласие {kind}") as session:
        people.assign(_require(session, consent_id), values)


def remove_consent(workspace: Workspace, consent_id: int) -> None:
    """Takes a consent entered by mistake off the file. Raises NotFound."""
    with workspace.action("Удалена запись о согласии") as session:
        session.delete(_require(session, consent_id))


def _require(session: Session, consent_id: int) -> Consent:
    consent = session.get(Consent, consent_id)
    if consent is None:
        raise NotFound(f"Записи о согласии № {consent_id} нет: возможно, она удалена. Обновите список.")
    return consent
