"""The register of consents, withdrawals, the deed, the sheet about one person, the register of exports."""

from __future__ import annotations

import datetime as dt
import io
import time

import pytest
from sqlalchemy import delete, select

from curator_app.documents.pdf import to_pdf
from curator_app.models import Ban, Mentee, Mentor, OwnTask
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import consents, demo, history, people
from curator_app.services.consents import ConsentData
from curator_app.services.people import PersonData
from curator_app.services.privacy import about, consent_register, deeds, erasing, exports
from curator_app.services.privacy.erasing import ErasureCommand
from curator_app.services.workspace import Workspace

DAY = dt.date(2026, 9, 1)


def text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    told = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(told.split())


def test_the_register_tells_who_signed_what_ends_soon_and_what_counts(workspace: Workspace) -> None:
    pupil = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр", kind="pupil"))
    told = ConsentData(
        person=pupil, kind="parent", date=DAY, until=dt.date(2026, 10, 20), signed_by="Лось Анна Ильинична"
    )
    old = ConsentData(person=pupil, kind="personal_data", date=DAY, until=dt.date(2026, 9, 30))
    consents.add_consents(
        workspace, [told, old, ConsentData(person=pupil, kind="personal_data", date=dt.date(2026, 10, 1))]
    )
    rows = {(row.kind, row.state): row for row in consent_register.list_register(workspace)}
    assert rows["parent", "soon"].signed_by == "Лось Анна Ильинична"
    assert not rows["personal_data", "expired"].decides
    assert rows["personal_data", "given"].decides
    assert consent_register.people_without(workspace) == frozenset()


def test_a_withdrawal_sets_its_term_and_is_taken_back_whole(workspace: Workspace) -> None:
    person = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    (number,) = consents.add_consents(workspace, [ConsentData(person=person, kind="personal_data", date=DAY)])
    with pytest.raises(InvalidInput, match="раньше"):
        consent_register.withdraw(workspace, number, dt.date(2026, 8, 1))
    plan = consent_register.withdraw(workspace, number, dt.date(2026, 10, 2))
    assert plan.erasing
    assert plan.due == dt.date(2026, 11, 1)
    assert any("№ 179" in step for step in plan.steps)
    with workspace.read() as session:
        (task,) = session.scalars(select(OwnTask))
        assert (task.due, task.object_kind, task.object_id) == (plan.due, "person", person)
        assert "Лось" not in task.title + (task.note or "")
    assert consent_register.people_without(workspace) == frozenset({person})
    with pytest.raises(KnownProblem, match="уже отозвано"):
        consent_register.withdraw(workspace, number, dt.date(2026, 10, 2))
    workspace.undo()
    assert consent_register.people_without(workspace) == frozenset()
    with workspace.read() as session:
        assert session.scalars(select(OwnTask)).all() == []


@pytest.mark.parametrize(
    ("kind", "days", "erasing"), [("publication", 3, False), ("mentoring", 3, False), ("parent", 30, True)]
)
def test_each_kind_has_its_own_term(workspace: Workspace, kind: str, days: int, erasing: bool) -> None:
    person = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    (number,) = consents.add_consents(workspace, [ConsentData(person=person, kind=kind, date=DAY)])
    plan = consent_register.plan_withdrawal(workspace, number)
    assert (plan.due, plan.erasing) == (workspace.clock.today() + dt.timedelta(days=days), erasing)


def test_the_deed_and_the_extract_say_what_the_order_asks(workspace: Workspace) -> None:
    demo.fill(workspace)
    person = people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Аглая"))
    number = erasing.erase(
        workspace, ErasureCommand(person=person, kind="destroyed", reason="отзыв согласия", basis="152-ФЗ, ст. 21")
    )
    told = text_of(to_pdf(deeds.deed(workspace, [number], {person: "Жмыхова Аглая"})))
    for words in ("АКТ", "ВЫГРУЗКА", "Жмыхова Аглая", "№ 1/2026", "05.10.2026", "отзыв согласия", "№ 179", "Школа"):
        assert words.casefold() in told.casefold()
    later = text_of(to_pdf(deeds.deed(workspace, [number])))
    assert f"запись № {person}" in later
    assert "Жмыхова" not in later


def test_the_sheet_about_one_names_nobody_else_and_is_quick(workspace: Workspace) -> None:
    demo.fill(workspace)
    rows = people.list_people(workspace)
    person = rows[20]
    other = rows[25]
    people.update_person(
        workspace,
        person.id,
        PersonData(
            surname=person.surname,
            first_name=person.first_name,
            note=f"Дружит с {other.surname} {other.first_name[0]}.",
        ),
    )
    begun = time.process_time()
    told = text_of(to_pdf(about.subject_paper(workspace, person.id)))
    assert time.process_time() - begun < 2
    assert person.surname in told
    assert "[другой участник]" in told
    curator = {rows[0].surname, rows[1].surname}  # those who sign
    words = set(told.replace(",", " ").replace(".", " ").split())
    assert not words & ({row.surname for row in rows} - {person.surname} - curator)


def test_the_sheet_tells_what_is_written_in_every_place(workspace: Workspace) -> None:
    """A ban with its reason, an own task: whatever an erasure would take is told."""
    demo.fill(workspace)
    with workspace.action("Записано о человеке") as session:
        mentee, mentor = session.scalars(select(Mentee.id)).first(), session.scalars(select(Mentor.id)).first()
        assert mentee is not None
        assert mentor is not None
        session.execute(delete(Ban))
        session.add(Ban(mentor_id=mentor, mentee_id=mentee, reason="Не поделили кабинет"))
        session.add(
            OwnTask(title="Поговорить о дисциплине", due=dt.date(2026, 10, 9), object_kind="mentee", object_id=mentee)
        )
    told = " ".join(text_of(to_pdf(about.subject_paper(workspace, mentee))).split())
    assert "Не поделили кабинет" in told
    assert "Поговорить о дисциплине" in told


def test_exports_are_noted_by_name_of_file_alone(workspace: Workspace) -> None:
    exports.note_export(workspace, "workbook", "Мониторинг", "/home/u/Иванов/Мониторинг.xlsx", 60, recipient="отдел")
    (row,) = exports.list_exports(workspace)
    assert (row.file_name, row.people, row.recipient, row.protected) == ("Мониторинг.xlsx", 60, "отдел", False)
    assert history.list_actions(workspace, limit=1)[0].title == "Создана база школы"
    assert exports.needs_reminder(51)
    assert not exports.needs_reminder(50)
    assert not exports.needs_reminder(99, protected=True)
    assert not exports.needs_reminder(99, personal=False)
