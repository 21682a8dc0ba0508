"""Cards of people, mentors and mentees as a curator fills them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import event

from curator_app.models import Change
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import bin as recycle_bin
from curator_app.services import consents, history, mentees, mentors, pairs, people, ranking, school
from curator_app.services.consents import ConsentData
from curator_app.services.mentees import DeficitData, MenteeData, RequestData
from curator_app.services.mentors import CompetenceData, MentorData
from curator_app.services.pairs import PairData
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace

PETROVA = PersonData(
    surname="Петрова", first_name="Анна", patronymic="Сергеевна", position="учитель химии", subjects=["химия"]
)
LOS = PersonData(surname="Лось", first_name="Пётр", patronymic="Кузьмич", subjects=["химия"], phone="8 (900) 555-10-20")


def a_mentor(workspace: Workspace, person: PersonData = PETROVA, **profile: object) -> int:
    data = MentorData(competence_areas=[CompetenceData(area="methodical", level=3)])
    return mentors.save_mentor(workspace, person, dataclasses.replace(data, **profile))  # type: ignore[arg-type]


def a_mentee(workspace: Workspace, person: PersonData = LOS) -> int:
    request = RequestData(wording="Как вести урок", deficits=[DeficitData(area="методическая", severity=3)])
    return mentees.save_mentee(workspace, person, MenteeData(category="young_specialist"), request=request)


def test_a_card_is_cleaned_and_gender_is_known_by_the_patronymic(workspace: Workspace) -> None:
    person_id = people.add_person(workspace, dataclasses.replace(LOS, surname="  Лось ", email="los@school.example"))
    person = people.get_person(workspace, person_id)
    assert (person.surname, person.gender, person.phone) == ("Лось", "m", "79005551020")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("surname", " ", "Заполните поле «Фамилия»"),
        ("surname", "Я" * 101, "слишком длинное"),
        ("first_name", "Пётр\nИлья", "недопустимые знаки"),
        ("work_start_date", dt.date(1939, 12, 31), "31.12.1939"),
        ("birth_date", dt.date(2030, 1, 1), "вне разумных пределов"),
        ("email", "los@", "электронной почты"),
        ("phone", "тел. нет", "не похоже на телефон"),
        ("phone", "123", "не похоже на телефон"),
        ("experience_years", 81, "от 0 до 80"),
        ("kind", "гость", "неизвестное значение"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_saved(
    workspace: Workspace, field: str, value: object, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        people.add_person(workspace, dataclasses.replace(LOS, **{field: value}))  # type: ignore[arg-type]
    assert [problem.field for problem in caught.value.problems] == [field]
    assert people.list_people(workspace) == []


def test_markup_and_formulas_are_kept_as_typed(workspace: Workspace) -> None:
    person_id = people.add_person(workspace, dataclasses.replace(LOS, note="<b>=1+1</b> & «ёлочки»"))
    assert people.get_person(workspace, person_id).note == "<b>=1+1</b> & «ёлочки»"


def test_one_person_is_mentor_and_mentee_under_one_number(workspace: Workspace) -> None:
    person_id = a_mentor(workspace)
    mentees.enroll(workspace, [person_id])
    assert [row.id for row in mentors.list_mentors(workspace)] == [person_id]
    assert [row.id for row in mentees.list_mentees(workspace)] == [person_id]
    assert len(people.list_people(workspace)) == 1


def test_competences_follow_the_card_and_a_new_area_joins_the_catalogue(workspace: Workspace) -> None:
    person_id = a_mentor(workspace)
    row = mentors.list_mentors(workspace)[0]
    assert [(one.area, one.area_label, one.level) for one in row.competence_areas] == [
        ("methodical", "методическая", 3)
    ]
    data = dataclasses.replace(
        mentors.data_of(row), competence_areas=[CompetenceData(area="Шахматы", level=1)], capacity=4
    )
    mentors.save_mentor(workspace, people.data_of(row), data, person_id=person_id)
    row = mentors.list_mentors(workspace)[0]
    assert (row.capacity, [(one.area, one.level) for one in row.competence_areas]) == (4, [("Шахматы", 1)])
    workspace.undo()
    assert mentors.list_mentors(workspace)[0].capacity == 2
    assert [one.area for one in mentors.list_mentors(workspace)[0].competence_areas] == ["methodical"]


def test_load_counts_running_mentees_only(workspace: Workspace) -> None:
    mentor, mentee = a_mentor(workspace), a_mentee(workspace)
    pair = pairs.form_pairs(workspace, [PairData(mentor=mentor, mentees=[mentee], start_date=dt.date(2026, 9, 1))])[0]
    assert mentors.list_mentors(workspace)[0].load == 1
    assert mentees.list_mentees(workspace)[0].mentors_name == ("Петрова А.С.",)
    pairs.end_pair(workspace, pair, dt.date(2026, 10, 1), "plan_completed")
    assert mentors.list_mentors(workspace)[0].load == 0
    row = pairs.list_pairs(workspace)[0]
    assert (row.status, row.end_date, row.closing_reason) == ("completed", dt.date(2026, 10, 1), "plan_completed")


def test_a_pair_never_ends_after_its_term(workspace: Workspace) -> None:
    mentor, mentee = a_mentor(workspace), a_mentee(workspace)
    data = PairData(mentor=mentor, mentees=[mentee], start_date=dt.date(2026, 9, 1), end_date=dt.date(2026, 12, 31))
    pair = pairs.form_pairs(workspace, [data])[0]
    with pytest.raises(InvalidInput, match="продлите приказом"):
        pairs.end_pair(workspace, pair, dt.date(2027, 1, 1), "plan_completed")
    assert pairs.list_pairs(workspace)[0].status == "ready"


def test_the_gate_names_every_missing_consent_and_a_pupil_needs_the_parent(workspace: Workspace) -> None:
    mentor = a_mentor(workspace)
    mentee = a_mentee(workspace, dataclasses.replace(LOS, kind="pupil", class_name="9 «Б»"))
    missing = pairs.missing_consents(workspace, mentor, [mentee])
    assert [(one.person, one.kind) for one in missing] == [
        (mentor, "mentoring"),
        (mentor, "personal_data"),
        (mentee, "mentee"),
        (mentee, "personal_data"),
        (mentee, "parent"),
    ]
    day = dt.date(2026, 9, 1)
    consents.add_consents(workspace, [ConsentData(person=one.person, kind=one.kind, date=day) for one in missing])
    assert pairs.missing_consents(workspace, mentor, [mentee]) == []
    consent = consents.list_consents(workspace, mentor)[0]
    withdrawn = ConsentData(person=mentor, kind="mentoring", date=day, withdrawn_on=dt.date(2026, 10, 1))
    consents.update_consent(workspace, consent.id, withdrawn)
    assert [(one.kind, one.state) for one in pairs.missing_consents(workspace, mentor, [mentee])] == [
        ("mentoring", "withdrawn")
    ]


def test_a_consent_without_a_date_is_not_given(workspace: Workspace) -> None:
    mentor = a_mentor(workspace)
    with pytest.raises(InvalidInput, match="дату согласия"):
        consents.add_consents(workspace, [ConsentData(person=mentor, kind="mentoring")])


def test_mentors_are_ranked_with_readable_reasons(workspace: Workspace) -> None:
    best = a_mentor(workspace)
    other = a_mentor(workspace, PersonData(surname="Ким", first_name="Ян"), competence_areas=[])
    full = a_mentor(
        workspace,
        PersonData(surname="Тен", first_name="Ли"),
        capacity=0,
        competence_areas=[CompetenceData(area="methodical")],
    )
    mentee = a_mentee(workspace)
    ranked = ranking.rank_mentors(workspace, mentee)
    assert [one.mentor.id for one in ranked] == [best, other, full]
    assert ranked[0].words == ("закрывает дефицит: методическая", "тот же предмет: химия", "свободно 2 места")
    assert ranked[1].words == ("не закрывает: методическая", "свободно 2 места")
    assert ranked[2].words[-1] == "мест нет, уже ведёт 0"
    assert "методическая" in ranking.suggest_justification(workspace, best, [mentee])


def test_deleting_goes_to_the_bin_and_back(workspace: Workspace) -> None:
    mentor, mentee = a_mentor(workspace), a_mentee(workspace)
    pair = pairs.form_pairs(workspace, [PairData(mentor=mentor, mentees=[mentee])])[0]
    with pytest.raises(KnownProblem, match="действующая пара"):
        recycle_bin.delete(workspace, "mentor", [mentor])
    recycle_bin.delete(workspace, "pair", [pair])
    recycle_bin.delete(workspace, "mentor", [mentor])
    assert mentors.list_mentors(workspace) == []
    assert [(row.kind, row.title) for row in recycle_bin.list_bin(workspace)] == [
        ("mentor", "Петрова А.С."),
        ("pair", "Петрова А.С. — Лось П.К."),
    ]
    recycle_bin.restore(workspace, "pair", pair)
    assert [row.id for row in mentors.list_mentors(workspace)] == [mentor]
    with pytest.raises(KnownProblem, match="Сначала удалите"):
        recycle_bin.erase(workspace, "pair", pair)


def test_history_tells_what_was_and_what_became(workspace: Workspace) -> None:
    person_id = people.add_person(workspace, LOS)
    people.update_person(workspace, person_id, dataclasses.replace(LOS, surname="Лосев"))
    rows = history.record_history(workspace, "person", person_id)
    assert [(row.table, row.field, row.before, row.after) for row in rows[:1]] == [
        ("person", "surname", "Лось", "Лосев")
    ]
    assert rows[-1].action == "Добавлена карточка: Лось П.К."


def test_an_action_that_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    person_id = people.add_person(workspace, LOS)
    before = len(history.list_actions(workspace))
    people.update_person(workspace, person_id, people.data_of(people.get_person(workspace, person_id)))
    assert len(history.list_actions(workspace)) == before


def test_the_school_is_checked(workspace: Workspace) -> None:
    good = school.SchoolData(full_name="МБОУ «СОШ № 18»", short_name="СОШ № 18", inn="6612345678")
    school.save_school(workspace, good)
    with pytest.raises(InvalidInput, match="10 или 12 цифр"):
        school.save_school(workspace, dataclasses.replace(good, inn="123"))
    with pytest.raises(InvalidInput, match="№ 99 нет в базе"):
        school.save_school(workspace, dataclasses.replace(good, director=99))
    assert school.get_school(workspace) == good


def test_a_group_and_its_year(workspace: Workspace) -> None:
    mentor, first = a_mentor(workspace), a_mentee(workspace)
    second = a_mentee(workspace, PersonData(surname="Цой", first_name="Ян"))
    pairs.form_pairs(
        workspace,
        [
            PairData(
                mentor=mentor, mentees=[first, second], start_date=dt.date(2026, 9, 1), end_date=dt.date(2027, 5, 31)
            )
        ],
    )
    row = pairs.list_pairs(workspace, year="2026/2027")[0]
    assert (row.is_group, row.academic_year, row.mentees_name) == (True, "2026/2027", ("Лось Пётр Кузьмич", "Цой Ян"))
    assert pairs.list_pairs(workspace, year="2025/2026") == []
    pairs.update_pair(workspace, row.id, dataclasses.replace(pairs.data_of(row), mentees=[second], mentor=mentor))
    assert pairs.list_pairs(workspace)[0].mentees == (second,)


@pytest.mark.parametrize("count", [3, 30])
def test_screens_ask_a_constant_number_of_queries(workspace: Workspace, count: int) -> None:
    for number in range(count):
        mentor = a_mentor(workspace, PersonData(surname=f"Иванов{number}", first_name="Ян"))
        mentee = a_mentee(workspace, PersonData(surname=f"Петров{number}", first_name="Ян"))
        pairs.form_pairs(workspace, [PairData(mentor=mentor, mentees=[mentee])])
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(workspace._engine, "before_cursor_execute", note)
    for read in (mentors.list_mentors, mentees.list_mentees, pairs.list_pairs):
        asked.clear()
        assert len(read(workspace)) == count
        assert len([one for one in asked if one.lstrip().startswith("SELECT")]) <= 8


def test_the_history_of_one_does_not_read_the_journal_of_all(workspace: Workspace) -> None:
    mentors_ids = [
        a_mentor(workspace, dataclasses.replace(PETROVA, surname=f"Петрова{'а' * one}")) for one in range(11)
    ]
    first = mentors_ids[0]
    people.update_person(workspace, first, dataclasses.replace(PETROVA, phone="8 900 555-10-20"))
    fetched = 0

    def count(_target: object, _context: object) -> None:
        nonlocal fetched
        fetched += 1

    event.listen(Change, "load", count)
    try:
        lines = history.record_history(workspace, "person", first)
    finally:
        event.remove(Change, "load", count)
    assert {line.field for line in lines} >= {"phone", "surname", "area", "capacity"}
    assert fetched < 8


def test_a_pair_comes_back_from_the_bin_with_the_role_of_its_mentee(workspace: Workspace) -> None:
    mentor, mentee = a_mentor(workspace), a_mentee(workspace)
    (pair_id,) = pairs.form_pairs(workspace, [PairData(mentor=mentor, mentees=[mentee])])
    recycle_bin.delete(workspace, "pair", [pair_id])
    recycle_bin.delete(workspace, "mentee", [mentee])
    recycle_bin.restore(workspace, "pair", pair_id)
    assert [row.id for row in mentees.list_mentees(workspace)] == [mentee]


def test_nobody_of_the_archive_gets_into_a_pair(workspace: Workspace) -> None:
    mentor, mentee = a_mentor(workspace), a_mentee(workspace)
    people.set_archived(workspace, [mentee], archived=True)
    with pytest.raises(KnownProblem, match=r"Лось П\.К\. в архиве"):
        pairs.form_pairs(workspace, [PairData(mentor=mentor, mentees=[mentee])])
    assert pairs.list_pairs(workspace) == []


def test_archiving_again_keeps_the_day(workspace: Workspace) -> None:
    person = people.add_person(workspace, LOS)
    people.set_archived(workspace, [person], archived=True)
    workspace.clock = fixed(dt.datetime(2026, 12, 1))
    people.set_archived(workspace, [person], archived=True)
    assert people.get_person(workspace, person).archived_on == dt.date(2026, 10, 5)
