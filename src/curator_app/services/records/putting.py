"""How a record of each kind becomes rows: the same checks as the dialogs, inside the caller's action."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MentorStatus, PersonKind, RequestStatus, WishSide
from curator_app.models import Ban, Consent, Lock, Mentee, Mentor, Person, School, Wish
from curator_app.runtime.errors import KnownProblem
from curator_app.services import consents, mentees, mentors, people, school
from curator_app.services.people import PersonData
from curator_app.services.proposals.places import no_place
from curator_app.services.records.outcomes import LIST_OF, putter
from curator_app.services.records.reading import RecordReader
from curator_app.services.validation import TEXT_LIMIT
from curator_app.services.workspace import Workspace
from curator_app.texts import labels

# The same full name and one of these is the same person.
_TELLING = ("birth_date", "phone", "position")


def _person_data(read: RecordReader) -> PersonData:
    return PersonData(
        surname=read.text("surname") or "",
        first_name=read.text("first_name") or "",
        patronymic=read.text("patronymic"),
        gender=read.code("gender", labels.GENDER),
        birth_date=read.date("birth_date"),
        birth_year=read.number("birth_year"),
        kind=read.code("kind", labels.PERSON_KIND, PersonKind.STAFF.value) or "",
        position=read.text("position"),
        subjects=read.texts("subjects"),
        qualification_category=read.code("qualification_category", labels.QUALIFICATION_CATEGORY),
        experience_years=read.number("experience_years"),
        young_specialist=read.maybe("young_specialist"),
        phone=read.text("phone"),
        email=read.text("email"),
        workplace=read.text("workplace"),
        work_start_date=read.date("work_start_date"),
        dismissal_date=read.date("dismissal_date"),
        class_name=read.text("class_name"),
        building=read.text("building"),
        shift=read.text("shift"),
        education=read.text("education"),
        note=read.text("note"),
        indeclinable=read.flag("indeclinable"),
    )


def _folded(values: Mapping[str, Any]) -> str:
    parts = (values["surname"], values["first_name"], values["patronymic"] or "")
    return " ".join(parts).casefold().replace("ё", "е")


def _refuse_twin(session: Session, values: Mapping[str, Any], read: RecordReader, own: int | None) -> None:
    facts = [getattr(Person, field) == values[field] for field in _TELLING if values[field] is not None]
    if not facts:
        return
    # A post is shared by many; the length of a name survives folding and leaves a few of them.
    alike = select(Person).where(
        Person.deleted_at.is_(None), or_(*facts), func.length(Person.first_name) == len(values["first_name"])
    )
    for other in session.scalars(alike):
        name = {"surname": other.surname, "first_name": other.first_name, "patronymic": other.patronymic}
        if other.id == own or _folded(name) != _folded(values):
            continue
        for field in _TELLING:
            if values[field] is not None and values[field] == getattr(other, field):
                read.checker.fail(
                    "surname",
                    f"Такой человек уже есть (№ {other.id}, совпадает «{labels.field_label(field)}»). "
                    "Измените его карточку вместо создания второй.",
                )
                return


def _put_person(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> Person | None:
    """Adds or changes a person; None when the record is bad."""
    data, today = _person_data(read), workspace.clock.today()
    archived = read.flag("archived")
    values = people.checked(data, today, read.checker)
    if read.checker.problems:
        return None
    if own is None:
        _refuse_twin(session, values, read, own)
        if read.checker.problems:
            return None
        person = people.insert(session, values)
    else:
        person = people.require(session, own)
        people.change(person, values)
    if archived != (person.archived_on is not None):
        person.archived_on = today if archived else None
    return person


def _person(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    person = _put_person(session, workspace, read, own)
    return 0 if person is None else person.id


_Row = TypeVar("_Row", Person, Mentor, Mentee)


def _found(session: Session, read: RecordReader, field: str, require: Callable[[Session, int], _Row]) -> _Row | None:
    """The row a reference leads to; None, with the problem told under the field, when there is none."""
    number = read.reference(field, required=True)
    if number is None:
        return None
    try:
        return require(session, number)
    except KnownProblem as problem:
        read.checker.fail(field, problem.message)
        return None


def _owner(
    session: Session, workspace: Workspace, read: RecordReader, own: int | None, *, past: bool = False
) -> Person | None:
    """Whose role a mentor's or mentee's record is: an existing person, or one told in the same record. ``past``: the
    role is over already, so the person may be in the archive."""
    if own is not None:
        return _put_person(session, workspace, read, own)
    if read.has("person"):
        return _found(session, read, "person", people.require if past else people.require_active)
    return _put_person(session, workspace, read, None)


def _competences(read: RecordReader) -> list[mentors.CompetenceData]:
    result = []
    for one in read.items("competence_areas"):
        if isinstance(one, str):
            result.append(mentors.CompetenceData(area=one))
        elif isinstance(one, dict):
            inner = RecordReader(one, {}, read.checker)
            result.append(mentors.CompetenceData(area=inner.text("area") or "", level=inner.number("level") or 2))
            inner.done()
        else:
            read.checker.fail("competence_areas", "Компетенции: нужен список областей.")
    return result


def _mentor(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    data = mentors.MentorData(
        capacity=read.number("capacity"),
        competence_areas=_competences(read),
        competencies=read.text("competencies"),
        achievements=read.text("achievements"),
        interests=read.text("interests"),
        desired_mentee_age=read.text("desired_mentee_age"),
        time_resource=read.text("time_resource"),
        program_entry_date=read.date("program_entry_date"),
        mentoring_form=read.text("mentoring_form"),
        status=read.code("status", labels.MENTOR_STATUS, "potential") or "",
        mentor_note=read.text("mentor_note"),
    )
    values = mentors.checked(data, read.checker)
    locked = [read.resolve("locks", one, required=True) for one in read.items("locks")]
    person = _owner(session, workspace, read, own, past=data.status == MentorStatus.LEFT.value)
    if person is None or read.checker.problems:
        return 0
    present = session.get(Mentor, person.id)
    if own is None and present is not None and present.deleted_at is None:
        read.checker.fail("person", f"Человек № {person.id} уже наставник.")
        return 0
    mentors.put(session, person, values, data.competence_areas)
    for mentee in locked:
        lock = {"mentor": person.id, "mentee": mentee}
        _lock(session, workspace, RecordReader(lock, {}, read.checker), None)
    return person.id


def _mentee(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    data = mentees.MenteeData(
        category=read.code("category", labels.MENTEE_CATEGORY),
        program_entry_date=read.date("program_entry_date"),
        mentoring_form=read.text("mentoring_form"),
        group=read.text("group"),
        mentor_name_raw=read.text("mentor_name_raw"),
        actualized_on=read.date("actualized_on"),
        mentee_note=read.text("mentee_note"),
    )
    values = mentees.checked(data, read.checker)
    person = _owner(session, workspace, read, own)
    if person is None or read.checker.problems:
        return 0
    present = session.get(Mentee, person.id)
    if own is None and present is not None and present.deleted_at is None:
        read.checker.fail("person", f"Человек № {person.id} уже наставляемый.")
        return 0
    mentees.put(session, person, values)
    return person.id


def _deficits(read: RecordReader) -> list[mentees.DeficitData]:
    result = []
    for one in read.items("deficits"):
        if not isinstance(one, dict):
            read.checker.fail("deficits", "Дефициты: нужен список вида {area, text, severity}.")
            continue
        inner = RecordReader(one, {}, read.checker)
        severity = inner.number("severity")
        result.append(
            mentees.DeficitData(
                area=inner.text("area") or "",
                text=inner.text("text"),
                severity=2 if severity is None else severity,
                severity_after=inner.number("severity_after"),
            )
        )
        inner.done()
    return result


def _request(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    del workspace
    mentee = _found(session, read, "mentee", mentees.require)
    if mentee is not None and own is None:
        _refuse_archived(session, read, {"mentee": mentee.id})
    data = mentees.RequestData(
        wording=read.text("wording") or "",
        date=read.date("date"),
        source=read.code("source", labels.REQUEST_SOURCE),
        urgent=read.flag("urgent"),
        subject=read.text("subject"),
        subject_required=read.flag("subject_required"),
        status=read.code("status", labels.REQUEST_STATUS, RequestStatus.NEW.value) or "",
        deficits=_deficits(read),
    )
    values = mentees.checked_request(data, read.checker)
    if mentee is None or read.checker.problems:
        return 0
    request = None if own is None else mentees.require_request(session, own)
    return mentees.put_request(session, mentee.id, values, data.deficits, request).id


def _consent(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    del workspace
    person = _found(session, read, "person", people.require)
    data = consents.ConsentData(
        person=0 if person is None else person.id,
        kind=read.code("kind", labels.CONSENT_KIND) or "",
        date=read.date("date"),
        until=read.date("until"),
        withdrawn_on=read.date("withdrawn_on"),
        refused=read.flag("refused"),
        note=read.text("note"),
        signed_by=read.text("signed_by"),
    )
    values = consents.checked(data, read.checker)
    if person is None or read.checker.problems:
        return 0
    if own is None:
        try:
            consents.refuse_after_archive(session, person.id, data.date)
        except KnownProblem as problem:
            read.checker.fail("person", problem.message)
            return 0
        consent = Consent(**values)
        session.add(consent)
    else:
        consent = session.get_one(Consent, own)
        people.assign(consent, values)
    session.flush()
    return consent.id


def _pairing(session: Session, read: RecordReader) -> tuple[int, int] | None:
    mentor, mentee = _found(session, read, "mentor", mentors.require), _found(session, read, "mentee", mentees.require)
    if mentor is None or mentee is None:
        return None
    if mentor.id == mentee.id:
        read.checker.fail("mentee", "Наставник и наставляемый — один и тот же человек. Укажите двух разных.")
        return None
    _refuse_archived(session, read, {"mentor": mentor.id, "mentee": mentee.id})
    return mentor.id, mentee.id


def _refuse_archived(session: Session, read: RecordReader, people_by_field: Mapping[str, int]) -> None:
    for field, person_id in people_by_field.items():
        try:
            people.require_active(session, person_id)
        except KnownProblem as problem:
            read.checker.fail(field, problem.message)


_Pairing = TypeVar("_Pairing", Wish, Lock, Ban)


def _store(session: Session, mapped: type[_Pairing], own: int | None, values: dict[str, Any]) -> int:
    """Adds or changes a wish, lock or ban; one already there for the same two people is changed."""
    query = select(mapped).where(mapped.mentor_id == values["mentor_id"], mapped.mentee_id == values["mentee_id"])
    if mapped is Wish:
        query = query.where(Wish.side == values["side"])
    record = session.get(mapped, own) if own is not None else session.scalar(query)
    if record is None:
        record = mapped(**values)
        session.add(record)
    else:
        people.assign(record, values)
    session.flush()
    return record.id


def _wish(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    del workspace
    pairing = _pairing(session, read)
    side = read.text("side")
    if side not in {WishSide.MENTOR.value, WishSide.MENTEE.value}:
        read.checker.fail("side", "«Чьё пожелание»: mentor или mentee.")
    avoid, rank = read.flag("avoid"), read.checker.number("rank", read.number("rank"), 1, 3)
    if avoid == (rank is not None) and not read.checker.problems:
        read.checker.fail("rank", "Укажите место в списке (1–3) либо «не хотел(а) бы», но не оба сразу.")
    if pairing is None or read.checker.problems:
        return 0
    mentor_id, mentee_id = pairing
    values = {"side": side, "mentor_id": mentor_id, "mentee_id": mentee_id, "rank": rank, "avoid": avoid}
    values |= {"round_id": None, "made_on": None}  # told anew, outside of any round: counts until it is removed
    return _store(session, Wish, own, values)


def _lock(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    reason = read.checker.text("reason", read.text("reason"), limit=TEXT_LIMIT, lines=True)
    pairing = _pairing(session, read)
    if pairing is None or read.checker.problems:
        return 0
    if (told := no_place(session, *pairing, workspace.clock.today())) is not None:
        read.checker.fail("mentor", told)
        return 0
    return _store(session, Lock, own, {"mentor_id": pairing[0], "mentee_id": pairing[1], "reason": reason})


def _ban(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    del workspace
    reason = read.checker.text("reason", read.text("reason"), limit=TEXT_LIMIT, required=True, lines=True)
    pairing = _pairing(session, read)
    if pairing is None or read.checker.problems:
        return 0
    return _store(session, Ban, own, {"mentor_id": pairing[0], "mentee_id": pairing[1], "reason": reason})


def _school(session: Session, workspace: Workspace, read: RecordReader, own: int | None) -> int:
    del own, workspace
    present = school.read_school(session)
    told: dict[str, Any] = {}
    for field in dataclasses.fields(school.SchoolData):
        if not read.has(field.name):
            continue
        if field.name in {"director", "curator"}:
            told[field.name] = read.reference(field.name)
        elif isinstance(getattr(school.SchoolData(), field.name), int):
            told[field.name] = read.number(field.name)
        else:
            told[field.name] = read.text(field.name)
    empty = school.SchoolData()
    # A null clears what may be empty and leaves alone what may not.
    data = dataclasses.replace(
        present, **{name: value for name, value in told.items() if value is not None or getattr(empty, name) is None}
    )
    values = school.checked(session, data, read.checker)
    if not read.checker.problems:
        people.assign(session.get_one(School, 1), values)
    return 1


Putter = Callable[[Session, Workspace, RecordReader, int | None], int]
KINDS: dict[str, Putter] = {
    "school": _school,
    "person": _person,
    "mentor": _mentor,
    "mentee": _mentee,
    "request": _request,
    "consent": _consent,
    "wish": _wish,
    "lock": _lock,
    "ban": _ban,
    **{kind: putter(kind) for kind in LIST_OF},
}
