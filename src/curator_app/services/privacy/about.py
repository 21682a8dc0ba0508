"""«Что хранится обо мне»: everything the base keeps of one person, for the person to read (152-ФЗ ст. 14).

Others are told by initials, and only those whom the law obliges to name: the partner of a pair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Document
from curator_app.documents.privacy_papers import SheetPart, subject_sheet
from curator_app.domain.names import PersonName
from curator_app.models import (
    Acknowledgement,
    Activity,
    ActivityParticipant,
    Attachment,
    Change,
    Consent,
    Deficit,
    ExportRecord,
    Incentive,
    LessonVisit,
    Meeting,
    Mentee,
    Mentor,
    Order,
    OrderPair,
    Pair,
    PairMentee,
    Person,
    Reply,
    Request,
    Route,
    SurveyWave,
)
from curator_app.services import people
from curator_app.services.catalogues import area_titles
from curator_app.services.privacy.about_rest import rest
from curator_app.services.privacy.deeds import operator_of
from curator_app.services.privacy.exports import KIND
from curator_app.services.privacy.marks import Known, Marks
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import (
    CONSENT_KIND,
    MENTEE_CATEGORY,
    MENTOR_STATUS,
    PAIR_STATUS,
    PERSON_KIND,
    QUALIFICATION_CATEGORY,
    code_label,
    field_label,
)
from curator_app.texts.phone import phone_text

_CARD: Final = (
    *("surname", "first_name", "patronymic", "gender", "birth_date", "birth_year", "kind", "position", "subjects"),
    *("qualification_category", "experience_years", "young_specialist", "phone", "email", "workplace"),
    *(
        "work_start_date",
        "dismissal_date",
        "class_name",
        "building",
        "shift",
        "education",
        "note",
        "archived_on",
        "raw",
    ),
)
_MENTOR: Final = (
    *("status", "capacity", "competencies", "achievements", "interests", "desired_mentee_age", "time_resource"),
    *("program_entry_date", "mentoring_form", "note", "raw"),
)
_MENTEE: Final = ("category", "program_entry_date", "mentoring_form", "group_label", "actualized_on", "note", "raw")
_WORDS: Final[dict[str, Any]] = {
    "kind": PERSON_KIND,
    "qualification_category": QUALIFICATION_CATEGORY,
    "status": MENTOR_STATUS,
    "category": MENTEE_CATEGORY,
    "gender": {"m": "мужской", "f": "женский"},
}
_FREE: Final = frozenset(
    {"note", "raw", "education", "workplace", "competencies", "achievements", "interests", "time_resource", "position"}
)
_BASIS: Final = (
    "Цель обработки: организация и учёт наставничества. Основание: ваше согласие и трудовые отношения "
    "(для обучающегося — согласие законного представителя). Данные хранятся на компьютере школы и через интернет "
    "не передаются."
)
_TWO: Final = (0.32, 0.68)
_HIDDEN: Final = "[другой участник]"


def subject_paper(workspace: Workspace, person_id: int) -> Document:
    """The sheet as a paper. A constant number of queries. Raises NotFound."""
    with workspace.read() as session:
        person = people.require(session, person_id)
        hide = _Others(session, person)
        parts = [_card(person, hide), *_roles(session, person_id, hide), _consents(session, person_id)]
        parts += [_requests(session, person_id, hide), _pairs(session, person_id), _routes(session, person_id, hide)]
        parts += [_meetings(session, person_id), _visits(session, person_id, hide), _replies(session, person_id, hide)]
        parts += [_activities(session, person_id), _papers(session, person_id), _history(session, person_id)]
        parts += [rest(session.connection(), person_id, hide), _exports(session)]
        name = PersonName(person.surname, person.first_name, person.patronymic).full
        return subject_sheet(operator_of(session), name, workspace.clock.today(), parts, _BASIS)


class _Others:
    """Takes names of other people out of free texts."""

    def __init__(self, session: Session, person: Person) -> None:
        own = {person.surname.casefold()}
        query = select(Person.surname, Person.first_name, Person.patronymic).where(
            Person.id != person.id, Person.depersonalised_on.is_(None)
        )
        self._rows = [row for row in session.execute(query) if row[0].casefold() not in own]

    def __call__(self, text: str | None) -> str:
        if not text:
            return ""
        told = text
        folded = text.casefold().replace("ё", "е")
        for surname, first, patronymic in self._rows:
            # Only names of which the text has the beginning are looked for in all their cases.
            if surname.casefold().replace("ё", "е")[:-1] in folded:
                told = Marks([Known(PersonName(surname, first, patronymic))]).replaced(told, _HIDDEN)
        return told


def _card(person: Person, hide: _Others) -> SheetPart:
    return SheetPart("Карточка", ("Сведения", "Что записано"), tuple(_fields(person, _CARD, hide)), _TWO)


def _roles(session: Session, person_id: int, hide: _Others) -> Iterable[SheetPart]:
    mentor, mentee = session.get(Mentor, person_id), session.get(Mentee, person_id)
    if mentor is not None:
        rows = list(_fields(mentor, _MENTOR, hide))
        areas = area_titles(session)
        rows += [("Компетенция", f"{areas.get(one.area, one.area)}, уровень {one.level}") for one in mentor.competences]
        yield SheetPart("Карточка наставника", ("Сведения", "Что записано"), tuple(rows), _TWO)
    if mentee is not None:
        rows = list(_fields(mentee, _MENTEE, hide))
        yield SheetPart("Карточка наставляемого", ("Сведения", "Что записано"), tuple(rows), _TWO)


def _fields(record: object, names: Sequence[str], hide: _Others) -> Iterable[tuple[str, str]]:
    for name in names:
        told = _told(name, getattr(record, name))
        if told:
            yield field_label(name), hide(told) if name in _FREE else told


def _told(name: str, value: Any) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{field_label(key)}: {one}" for key, one in value.items())
    if name == "phone":
        return phone_text(str(value))
    return code_label(value, _WORDS[name]) if name in _WORDS else str(value)


def _day(value: dt.date | None) -> str:
    return "" if value is None else f"{value:%d.%m.%Y}"


def _term(first: dt.date | None, last: dt.date | None) -> str:
    return f"{_day(first) or '…'} – {_day(last) or 'продолжается'}"


def _consents(session: Session, person_id: int) -> SheetPart:
    query = select(Consent).where(Consent.person_id == person_id).order_by(Consent.date, Consent.id)
    rows = tuple(
        (
            ("Отказ " if one.refused else "") + code_label(one.kind, CONSENT_KIND),
            _day(one.date),
            _day(one.until) or "бессрочно",
            one.signed_by or "сам(а)",
            _day(one.withdrawn_on),
        )
        for one in session.scalars(query)
    )
    return SheetPart(
        "Согласия", ("Согласие", "Дата", "До", "Подписал(а)", "Отозвано"), rows, (0.4, 0.14, 0.14, 0.18, 0.14)
    )


def _requests(session: Session, person_id: int, hide: _Others) -> SheetPart:
    query = select(Request).where(Request.mentee_id == person_id, Request.deleted_at.is_(None)).order_by(Request.id)
    found = list(session.scalars(query))
    deficits: dict[int, list[str]] = {}
    areas = area_titles(session)
    for one in session.scalars(select(Deficit).where(Deficit.request_id.in_([request.id for request in found]))):
        deficits.setdefault(one.request_id, []).append(
            ": ".join(filter(None, (areas.get(one.area, one.area), one.text)))
        )
    rows = tuple((_day(one.date), hide(one.wording), hide("; ".join(deficits.get(one.id, ())))) for one in found)
    return SheetPart("Запросы и дефициты", ("Дата", "Запрос", "Дефициты"), rows, (0.14, 0.46, 0.4))


def _pairs(session: Session, person_id: int) -> SheetPart:
    query = (
        select(Pair, PairMentee)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None))
        .where((Pair.mentor_id == person_id) | (PairMentee.mentee_id == person_id))
        .order_by(PairMentee.start_date, PairMentee.id)
    )
    found = list(session.execute(query))
    ids = {one for pair, member in found for one in (pair.mentor_id, member.mentee_id)}
    names = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids)))}
    rows = []
    for pair, member in found:
        other = names[member.mentee_id if pair.mentor_id == person_id else pair.mentor_id]
        rows.append(
            (
                "наставник" if pair.mentor_id == person_id else "наставляемый",
                f"{PersonName(other.surname, other.first_name, other.patronymic).initials}{other.surname[:1]}.",
                _term(member.start_date, member.end_date),
                code_label(pair.status, PAIR_STATUS),
            )
        )
    heads = ("В какой роли", "С кем (инициалы)", "Срок", "Состояние")
    return SheetPart("Участие в парах и группах", heads, tuple(rows), (0.22, 0.22, 0.34, 0.22))


def _routes(session: Session, person_id: int, hide: _Others) -> SheetPart:
    query = select(Route).where(Route.mentee_id == person_id, Route.deleted_at.is_(None)).order_by(Route.start_date)
    rows = tuple(
        (
            _term(one.start_date, one.completed_on or one.end_date),
            hide("; ".join(filter(None, (one.goal, one.strengths, one.result, one.note)))),
            str(len(one.steps)),
        )
        for one in session.scalars(query)
    )
    return SheetPart("Индивидуальные маршруты", ("Срок", "Цель, результат", "Шагов"), rows, (0.3, 0.58, 0.12))


def _meetings(session: Session, person_id: int) -> SheetPart:
    number, first, last = session.execute(
        select(func.count(func.distinct(Meeting.id)), func.min(Meeting.date), func.max(Meeting.date))
        .join(PairMentee, PairMentee.pair_id == Meeting.pair_id)
        .where(Meeting.deleted_at.is_(None))
        .where((PairMentee.mentor_id == person_id) | (PairMentee.mentee_id == person_id))
    ).one()
    rows = ((str(number), _term(first, last)),) if number else ()
    return SheetPart("Встречи пары", ("Сколько записано", "За какое время"), rows, (0.4, 0.6))


def _visits(session: Session, person_id: int, hide: _Others) -> SheetPart:
    query = select(LessonVisit).where(LessonVisit.teacher_id == person_id, LessonVisit.deleted_at.is_(None))
    rows = tuple(
        (_day(one.date), hide(one.topic), hide(one.observed), hide(one.advice))
        for one in session.scalars(query.order_by(LessonVisit.date))
    )
    return SheetPart(
        "Посещения ваших уроков", ("Дата", "Тема", "Отмечено", "Рекомендации"), rows, (0.14, 0.26, 0.3, 0.3)
    )


def _replies(session: Session, person_id: int, hide: _Others) -> SheetPart:
    query = select(Reply, SurveyWave.title).join(SurveyWave, SurveyWave.id == Reply.wave_id)
    rows = tuple(
        (_day(reply.date), title, hide("; ".join(f"{key}: {value}" for key, value in reply.answers.items())))
        for reply, title in session.execute(query.where(Reply.respondent_id == person_id).order_by(Reply.id))
    )
    return SheetPart("Ответы на анкеты", ("Дата", "Опрос", "Ответы"), rows, (0.14, 0.3, 0.56))


def _activities(session: Session, person_id: int) -> SheetPart:
    query = (
        select(Activity.date, Activity.title, ActivityParticipant.document)
        .join(ActivityParticipant, ActivityParticipant.activity_id == Activity.id)
        .where(ActivityParticipant.person_id == person_id, Activity.deleted_at.is_(None))
        .order_by(Activity.date)
    )
    rows = [(_day(date), title, document or "") for date, title, document in session.execute(query)]
    rewards = select(Incentive).where(Incentive.person_id == person_id, Incentive.deleted_at.is_(None))
    rows += [(_day(one.date), f"Поощрение: {one.reason or ''}".rstrip(": "), "") for one in session.scalars(rewards)]
    return SheetPart("Мероприятия, обучение, поощрения", ("Дата", "Что", "Документ"), tuple(rows), (0.14, 0.56, 0.3))


def _papers(session: Session, person_id: int) -> SheetPart:
    query = (
        select(Order.date, Order.number, Order.heading)
        .join(OrderPair, OrderPair.order_id == Order.id)
        .join(PairMentee, PairMentee.pair_id == OrderPair.pair_id)
        .where((PairMentee.mentor_id == person_id) | (PairMentee.mentee_id == person_id))
        .distinct()
        .order_by(Order.date)
    )
    rows = [("приказ", f"№ {number} от {_day(date)}") for date, number, _heading in session.execute(query)]
    files = select(Attachment.title).where(
        Attachment.owner_kind == "person", Attachment.owner_id == person_id, Attachment.deleted_at.is_(None)
    )
    rows += [("приложенный файл", title) for title in session.scalars(files)]
    signed = session.scalar(
        select(func.count(Acknowledgement.id)).where(
            Acknowledgement.person_id == person_id, Acknowledgement.acquainted_on.is_not(None)
        )
    )
    if signed:
        rows.append(("отметки об ознакомлении", str(signed)))
    return SheetPart("Документы, в которых вы названы", ("Вид", "Документ"), tuple(rows), (0.3, 0.7))


def _history(session: Session, person_id: int) -> SheetPart:
    number = session.scalar(
        select(func.count(Change.id)).where(Change.table_name == "person", Change.row_id == person_id)
    )
    rows = (("Записей журнала о вашей карточке (что и когда менялось)", str(number or 0)),)
    return SheetPart("Журнал изменений", (), rows, (0.7, 0.3))


def _exports(session: Session) -> SheetPart:
    query = (
        select(ExportRecord.kind, func.count(ExportRecord.id))
        .where(ExportRecord.personal, ExportRecord.recipient.is_not(None))
        .group_by(ExportRecord.kind)
    )
    rows = tuple((KIND.get(kind, kind), str(number)) for kind, number in session.execute(query))
    return SheetPart(
        "Кому передавались сведения об участниках (по журналу выгрузок)", ("Что", "Сколько раз"), rows, (0.7, 0.3)
    )
