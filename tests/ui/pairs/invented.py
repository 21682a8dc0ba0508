"""An invented school for tests of the screens: nobody here is a real person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.services import consents, mentees, mentors, people, school
from curator_app.services.workspace import Workspace, open_workspace

TODAY = dt.date(2026, 9, 3)
FORM = "педагог – педагог"


@dataclass(frozen=True, slots=True)
class Invented:
    """The base and the numbers of its people."""

    workspace: Workspace
    director: int
    curator: int
    petrova: int  # experienced, two places
    zaitsev: int  # informatics, one place
    chernykh: int  # no places left are needed of her: capacity 0
    ivanova: int  # newcomer with a request
    sidorov: int  # newcomer without a request
    kim: int  # urgent request
    pupil: int


def _person(
    surname: str, first: str, patronymic: str | None, position: str | None, **more: object
) -> people.PersonData:
    return people.PersonData(surname=surname, first_name=first, patronymic=patronymic, position=position, **more)  # type: ignore[arg-type]  # the fields of PersonData by name


def make_school(folder: Path, *, today: dt.date = TODAY) -> Invented:
    """A school with three mentors and four mentees, no pairs, no consents."""
    workspace = open_workspace(data_folder(folder), fixed(dt.datetime.combine(today, dt.time(9, 30))))
    director = people.add_person(workspace, _person("Могилевских", "Тамара", "Андреевна", "директор", gender="f"))
    curator = people.add_person(
        workspace, _person("Леонова", "Наталья", "Сергеевна", "заместитель директора по УВР", gender="f")
    )
    school.save_school(
        workspace,
        school.SchoolData(
            full_name="Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 99»",
            short_name="МБОУ СОШ № 99",
            founder="Администрация города Заречинска",
            place="г. Заречинск",
            director=director,
            director_post="директор",
            curator=curator,
            order_number_suffix="-од",
        ),
    )
    area = mentors.CompetenceData
    petrova = mentors.save_mentor(
        workspace,
        _person(
            "Петрова",
            "Анна",
            "Сергеевна",
            "учитель математики",
            gender="f",
            subjects=("математика",),
            qualification_category="highest",
            experience_years=21,
        ),
        mentors.MentorData(
            capacity=2,
            competence_areas=(area(area="methodical", level=3), area(area="digital", level=2)),
            mentoring_form=FORM,
            status="selected",
        ),
    )
    zaitsev = mentors.save_mentor(
        workspace,
        _person(
            "Зайцев", "Пётр", "Ильич", "учитель информатики", gender="m", subjects=("информатика",), experience_years=9
        ),
        mentors.MentorData(capacity=1, competence_areas=(area(area="digital", level=3),), status="selected"),
    )
    chernykh = mentors.save_mentor(
        workspace,
        _person("Черных", "Ольга", "Павловна", "учитель русского языка и литературы", gender="f", experience_years=30),
        mentors.MentorData(capacity=0, competence_areas=(area(area="methodical", level=2),), status="reserve"),
    )
    deficit = mentees.DeficitData
    ivanova = mentees.save_mentee(
        workspace,
        _person(
            "Иванова",
            "Мария",
            "Петровна",
            "учитель математики",
            gender="f",
            subjects=("математика",),
            work_start_date=dt.date(2026, 9, 1),
            young_specialist=True,
            experience_years=0,
        ),
        mentees.MenteeData(category="young_specialist", mentoring_form=FORM),
        request=mentees.RequestData(
            wording="Не получается удержать внимание пятого класса и уложиться в урок",
            deficits=(deficit(area="methodical", severity=3), deficit(area="digital", severity=1)),
        ),
    )
    sidorov = mentees.save_mentee(
        workspace,
        _person("Сидоренко", "Илья", "Олегович", "учитель физики", gender="m", work_start_date=dt.date(2026, 9, 1)),
        mentees.MenteeData(category="newcomer"),
    )
    kim = mentees.save_mentee(
        workspace,
        _person("Ким", "Виктория", "Игоревна", "педагог-психолог", gender="f"),
        mentees.MenteeData(category="newcomer"),
        request=mentees.RequestData(
            wording="Как вести документацию", urgent=True, deficits=(deficit(area="documentation"),)
        ),
    )
    pupil = mentees.save_mentee(
        workspace,
        _person("Лебедев", "Артём", "Денисович", None, gender="m", kind="pupil", class_name="7-А"),
        mentees.MenteeData(category="pupil"),
    )
    return Invented(workspace, director, curator, petrova, zaitsev, chernykh, ivanova, sidorov, kim, pupil)


def give_consents(base: Invented, *person_ids: int, day: dt.date = TODAY) -> None:
    """All the consents an order can need of these people."""
    mentor_ids = {row.id for row in mentors.list_mentors(base.workspace)}
    consents.add_consents(
        base.workspace,
        [
            consents.ConsentData(person=one, kind=kind, date=day)
            for one in person_ids
            for kind in (
                "mentoring" if one in mentor_ids else "mentee",
                "personal_data",
                *(("parent",) if one == base.pupil else ()),
            )
        ],
    )
