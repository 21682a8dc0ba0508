"""What is left of somebody who is depersonalised, and the papers of the school that keep the name (125-ФЗ)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import PersonKind
from curator_app.models import Order, OrderPair, PairMentee, Person, RegisteredPaper, School
from curator_app.services.privacy.marks import Marks, prepared
from curator_app.services.privacy.mentions import strings
from curator_app.storage.plain_rows import Row

_DESIGNATION: Final = {
    PersonKind.STAFF.value: "Сотрудник",
    PersonKind.PUPIL.value: "Обучающийся",
    PersonKind.EXTERNAL.value: "Участник",
}


def designation(person: Person) -> str:
    """«Сотрудник № 17»: what stands for the name afterwards."""
    return f"{_DESIGNATION.get(person.kind, 'Участник')} № {person.id}"


def nameless_card(session: Session, person: Person, today: dt.date) -> Row:
    """The card of which only what is counted is left. Whether somebody is a young specialist is told by the birth date,
    so it is written down before the date goes."""
    school = session.get_one(School, 1)
    on = person.archived_on or today
    young = person.young_specialist
    if young is None and person.birth_date is not None:
        born = person.birth_date
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        young = False if age > school.young_max_age else None
    return {
        **dict.fromkeys(
            (
                *("patronymic", "birth_date", "position", "phone", "email", "workplace", "class_name", "building"),
                *("shift", "education", "note"),
            )
        ),
        "surname": _DESIGNATION.get(person.kind, "Участник"),
        "first_name": f"№ {person.id}",
        "indeclinable": 1,
        "subjects": "[]",
        "raw": "{}",
        "young_specialist": None if young is None else int(young),
        "depersonalised_on": today.isoformat(),
        "archived_on": (person.archived_on or today).isoformat(),
    }


def kept_papers(session: Session, people: Sequence[int], marks: Sequence[Marks]) -> list[list[str]]:
    """For each: orders about the person's pairs or with the name in them, and signed papers."""
    linked: dict[int, set[int]] = {one: set() for one in people}
    own = select(OrderPair.order_id, PairMentee.mentor_id, PairMentee.mentee_id).join(
        PairMentee, PairMentee.pair_id == OrderPair.pair_id
    )
    for order_id, *members in session.execute(own):
        for member in members:
            if member in linked:
                linked[member].add(order_id)
    found: list[list[str]] = [[] for _ in people]
    for order_id, number, date, content in session.execute(
        select(Order.id, Order.number, Order.date, Order.snapshot).order_by(Order.date, Order.id)
    ):
        text = prepared(" ".join(strings(content)))
        for index, person_id in enumerate(people):
            if order_id in linked[person_id] or marks[index].touches_prepared(text):
                found[index].append(f"приказ № {number} от {date:%d.%m.%Y}")
    query = select(RegisteredPaper.person_id, RegisteredPaper.heading).where(
        RegisteredPaper.person_id.in_(people), RegisteredPaper.status != "draft"
    )
    for person, heading in session.execute(query.order_by(RegisteredPaper.id)):
        found[people.index(person)].append(heading)
    return found
