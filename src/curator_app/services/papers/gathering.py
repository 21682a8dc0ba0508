"""From the base to the plain data of papers: people with their hand-written cases, the school, pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from curator_app.documents.paper_data import (
    AddendumData,
    CaseName,
    Category,
    NameForm,
    PairData,
    PaperPerson,
    PersonKindName,
    SchoolData,
    TaughtPost,
)
from curator_app.domain.codes import Catalogue, MenteeCategory
from curator_app.domain.names import Gender
from curator_app.models import CatalogueEntry, Mentee, Pair, Person, Request, School
from curator_app.services import people
from curator_app.services.catalogues import area_titles
from curator_app.services.pair_life.facts import present
from curator_app.services.papers.settings import PaperSettings
from curator_app.texts.phone import phone_text


class Gatherer:
    """Reads what one paper needs inside one session; every person once."""

    def __init__(self, session: Session, settings: PaperSettings) -> None:
        self._session = session
        self._settings = settings
        self._people: dict[int, PaperPerson] = {}

    def load_people(self, ids: Iterable[int]) -> None:
        """Reads several people in one query, so that a paper about sixty pairs asks no more than one about one."""
        wanted = set(ids) - set(self._people)
        if not wanted:
            return
        query = (
            select(Person, Mentee.category)
            .outerjoin(Mentee, Mentee.id == Person.id)
            .where(Person.id.in_(wanted))
            .options(selectinload(Person.name_forms))
        )
        for person, category in self._session.execute(query):
            self._people[person.id] = _paper_person(person, category)

    def person(self, person_id: int) -> PaperPerson:
        """One person. Raises NotFound."""
        if person_id not in self._people:
            people.require(self._session, person_id)
            self.load_people([person_id])
        return self._people[person_id]

    def school(self) -> SchoolData:
        """The school with its director and curator."""
        row = self._session.get_one(School, 1)
        self.load_people(one for one in (row.director_id, row.curator_id) if one is not None)
        return SchoolData(
            full_name=row.full_name,
            short_name=row.short_name,
            founder=row.founder,
            place=row.place,
            address=row.address,
            inn=row.inn,
            kpp=row.kpp,
            ogrn=row.ogrn,
            phone=phone_text(row.phone) or None,
            email=row.email,
            director=None if row.director_id is None else self.person(row.director_id),
            director_post=row.director_post,
            curator=None if row.curator_id is None else self.person(row.curator_id),
            municipal_body=row.municipal_body,
            website=self._settings.website,
            regulation=self._settings.regulation,
            taught_posts=self._taught_posts(),
        )

    def pairs(self, pairs: Sequence[Pair]) -> list[PairData]:
        """Pairs and groups with what an order says of them, in a constant number of queries."""
        self.load_people(one for pair in pairs for one in (pair.mentor_id, *_mentee_ids(pair)))
        deficits = self._deficits(pairs)
        return [self._pair(pair, deficits.get(pair.id)) for pair in pairs]

    def _pair(self, pair: Pair, deficits: str | None) -> PairData:
        has_addendum = pair.addendum_number or pair.addendum_date
        return PairData(
            mentor=self.person(pair.mentor_id),
            mentees=tuple(self.person(one) for one in _mentee_ids(pair)),
            form=pair.mentoring_form,
            kinds=(pair.mentoring_kind,) if pair.mentoring_kind else (),
            role_model=pair.role_model,
            focus=pair.focus,
            subject=pair.subject,
            start=pair.start_date,
            end=pair.end_date,
            deficits=deficits,
            justification=pair.justification,
            addendum=AddendumData(pair.addendum_number, pair.addendum_date) if has_addendum else None,
        )

    def _deficits(self, pairs: Sequence[Pair]) -> dict[int, str]:
        """{pair: deficits} of the request a pair was made for, else of the latest request of each mentee."""
        mentees = {one for pair in pairs for one in _mentee_ids(pair)}
        query = (
            select(Request)
            .where(Request.mentee_id.in_(mentees), Request.deleted_at.is_(None))
            .options(selectinload(Request.deficits))
            .order_by(Request.id)
        )
        by_id: dict[int, Request] = {}
        latest: dict[int, Request] = {}
        for request in self._session.scalars(query):
            by_id[request.id] = latest[request.mentee_id] = request
        titles = area_titles(self._session)
        result = {}
        for pair in pairs:
            own = by_id.get(pair.request_id or 0)
            requests = [own] if own else [latest[one] for one in _mentee_ids(pair) if one in latest]
            words = dict.fromkeys(
                deficit.text or titles.get(deficit.area, deficit.area)
                for request in requests
                for deficit in request.deficits
                if deficit.severity > 0
            )
            result[pair.id] = ", ".join(words)
        return {number: words for number, words in result.items() if words}

    def _taught_posts(self) -> tuple[TaughtPost, ...]:
        query = select(CatalogueEntry).where(CatalogueEntry.catalogue == Catalogue.POSITION.value)
        return tuple(
            TaughtPost(entry.title, cast(CaseName, case), words)
            for entry in self._session.scalars(query.order_by(CatalogueEntry.id))
            for case, words in sorted((entry.extra or {}).get("forms", {}).items())
        )


def _paper_person(person: Person, category: str | None) -> PaperPerson:
    young = person.young_specialist
    if young is None:
        young = category == MenteeCategory.YOUNG_SPECIALIST.value
    return PaperPerson(
        surname=person.surname,
        first_name=person.first_name,
        patronymic=person.patronymic,
        gender=cast("Gender | None", person.gender),
        kind=cast(PersonKindName, person.kind),
        position=person.position,
        category=cast("Category | None", person.qualification_category),
        experience_years=person.experience_years,
        class_name=person.class_name,
        workplace=person.workplace,
        birth_date=person.birth_date,
        phone=phone_text(person.phone) or None,
        young_specialist=young,
        indeclinable=person.indeclinable,
        name_forms=tuple(
            NameForm(cast(CaseName, form.grammatical_case), form.surname, form.first_name, form.patronymic)
            for form in sorted(person.name_forms, key=lambda form: form.grammatical_case)
        ),
        id=person.id,
    )


def _mentee_ids(pair: Pair) -> list[int]:
    return [member.mentee_id for member in present(pair)]
