"""Issuing: the gate, numbers, the snapshot, effects on pairs, the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from tests.documents.reading import pdf_text
from tests.services.papers.school import DATE, END, School, assignment, consent, fill

from curator_app.documents.paper_data import ChangeItem
from curator_app.domain.names import PersonName
from curator_app.models import PairMentee
from curator_app.runtime import files
from curator_app.runtime.errors import Conflict, InvalidInput, KnownProblem, NotFound
from curator_app.services import pairs, people, records
from curator_app.services.papers import blanks, issuing, name_forms, numbering, register
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import Case


def pair(workspace: Workspace, number: int) -> PairRow:
    return next(row for row in pairs.list_pairs(workspace) if row.id == number)


def issue(workspace: Workspace, command: OrderCommand) -> int:
    return issuing.issue_order(workspace, command).id


def test_issuing_assigns_the_pair_and_enters_the_register(workspace: Workspace) -> None:
    school = fill(workspace)
    issued = issuing.issue_order(workspace, assignment(school.pair))
    row = register.get_order(workspace, issued.id)
    assert (row.number, row.date, row.status, row.pairs) == ("56-ОД", DATE, "issued", (school.pair,))
    assert (row.school_year, row.series, row.heading) == ("2026/2027", "main", issued.draft.heading)
    after = pair(workspace, school.pair)
    assert (after.status, after.order_number, after.order_date) == ("assigned", "56-ОД", DATE)
    assert [one["number"] for one in records.list_records(workspace, "orders")] == ["56-ОД"]


def test_no_order_without_consents(workspace: Workspace) -> None:
    school = fill(workspace)
    with pytest.raises(KnownProblem, match="Нет согласий: Соколова Дарья Игоревна — родителя") as caught:
        issue(workspace, assignment(school.pupil))
    assert len(caught.value.message) <= 300
    assert register.list_orders(workspace) == []
    assert pair(workspace, school.pupil).status == "ready"
    consent(workspace, school.people["sokolova"], "parent")
    assert issue(workspace, assignment(school.pupil))


def test_a_withdrawn_consent_bars_the_order(workspace: Workspace) -> None:
    school = fill(workspace)
    records.add_records(
        workspace,
        "consent",
        [{"person": school.people["petrova"], "kind": "mentoring", "date": "2026-09-01", "withdrawn_on": "2026-09-20"}],
        {},
    )
    with pytest.raises(KnownProblem, match="Петрова Анна Сергеевна — на работу наставником"):
        issue(workspace, assignment(school.pair))


@pytest.mark.parametrize("number", ["56-ОД", "56-од", "56 – ОД", " 56-ОД "])
def test_a_repeated_number_is_refused_within_the_calendar_year(workspace: Workspace, number: str) -> None:
    school = fill(workspace)
    issue(workspace, assignment(school.pair))
    with pytest.raises(KnownProblem, match="Приказ № 56-ОД в 2026 году уже есть"):
        issue(workspace, assignment(school.other, number))
    assert issue(workspace, assignment(school.other, number, dt.date(2027, 1, 11)))


def test_another_series_has_numbers_of_its_own(workspace: Workspace) -> None:
    school = fill(workspace)
    from curator_app.services.papers.commands import RewardChoice

    issue(workspace, assignment(school.pair))
    reward = RewardChoice(person=school.people["petrova"])
    assert issue(workspace, OrderCommand(type="incentive", number="56-ОД", date=DATE, rewards=(reward,)))
    assert numbering.next_order_number(workspace, "assignment", DATE) == "57"
    assert numbering.next_order_number(workspace, "assignment", dt.date(2027, 1, 1)) == "1"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "order_number"),
        ({"number": "1" * 41}, "order_number"),
        ({"number": "1\n2"}, "order_number"),
        ({"date": None}, "order_date"),
        ({"date": dt.date(1800, 1, 1)}, "order_date"),
        ({"pairs": ()}, "pairs"),
        ({"pairs": (1, 2)}, "pairs"),
        ({"type": "love_letter"}, "type"),
        ({"type": "change"}, "refers_to"),
        ({"type": "cancellation"}, "refers_to"),
        ({"type": "replacement"}, "new_mentor"),
        ({"type": "extension"}, "end_date"),
        ({"type": "completion"}, "closing_reason"),
    ],
)
def test_what_an_order_needs(workspace: Workspace, changes: dict[str, object], field: str) -> None:
    school = fill(workspace)
    with pytest.raises(InvalidInput) as caught:
        issue(workspace, replace(assignment(school.pair), **changes))  # type: ignore[arg-type]  # wrong on purpose
    assert field in {problem.field for problem in caught.value.problems}


def test_a_pair_takes_one_assignment(workspace: Workspace) -> None:
    school = fill(workspace)
    issue(workspace, assignment(school.pair))
    with pytest.raises(KnownProblem, match=r"уже закреплена приказом № 56-ОД от 04\.09\.2026"):
        issue(workspace, assignment(school.pair, "57-ОД"))


def test_the_same_key_never_issues_twice(workspace: Workspace) -> None:
    school = fill(workspace)
    issuing.issue_order(workspace, assignment(school.pair), key="клавиша")
    with pytest.raises(Conflict):
        issuing.issue_order(workspace, assignment(school.other, "57-ОД"), key="клавиша")
    assert len(register.list_orders(workspace)) == 1


def test_an_issued_order_is_not_undone(workspace: Workspace) -> None:
    school = fill(workspace)
    issue(workspace, assignment(school.pair))
    with pytest.raises(KnownProblem, match=r"изданный приказ меняют или отменяют только другим приказом"):
        workspace.undo()


def test_the_database_itself_keeps_the_order_as_it_is(workspace: Workspace) -> None:
    school = fill(workspace)
    issue(workspace, assignment(school.pair))
    for statement in ("UPDATE \"order\" SET number = '1'", 'DELETE FROM "order"', "DELETE FROM order_pair"):
        with pytest.raises(DBAPIError, match="never changes"), workspace.action("Порча") as session:
            session.execute(text(statement))


def test_a_reprint_is_the_same_paper_whatever_changed_since(workspace: Workspace) -> None:
    school = fill(workspace)
    issued = issuing.issue_order(workspace, assignment(school.pair))
    before, words = register.reprint(workspace, issued.id), register.reprint_docx(workspace, issued.id)
    row = people.get_person(workspace, school.people["ivanova"])
    people.update_person(workspace, row.id, replace(people.data_of(row), surname="Замужняя", position="директор"))
    records.set_records(workspace, "school", [{"id": 1, "short_name": "Другая школа"}])
    assert register.reprint(workspace, issued.id) == before
    assert register.reprint_docx(workspace, issued.id) == words
    assert "Ивановой Марией Петровной" in pdf_text(before)
    data = register.order_data(workspace, issued.id)
    assert data == issued.draft.data
    assert (
        register.order_document(workspace, issued.id).digest() == register.get_order(workspace, issued.id).content_hash
    )


def test_a_paper_changed_behind_the_programs_back_is_not_printed(workspace: Workspace) -> None:
    school = fill(workspace)
    issued = issuing.issue_order(workspace, assignment(school.pair))
    with workspace._engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER guard_order_update")
        connection.exec_driver_sql("DROP TRIGGER guard_journal_order_update")
        connection.exec_driver_sql("UPDATE \"order\" SET content = replace(content, '56-', '57-')")
    with pytest.raises(KnownProblem, match="контрольной суммой"):
        register.reprint(workspace, issued.id)


def test_files_are_written_after_the_commit(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    issued, saved = issuing.issue_to_folder(workspace, assignment(school.pair, "5/6-ОД"), tmp_path / "вон", docx=True)
    assert [(one.kind, one.path.name) for one in saved] == [
        ("pdf", "Приказ от 2026-09-04 № 5 6-ОД.pdf"),
        ("docx", "Приказ от 2026-09-04 № 5 6-ОД.docx"),
    ]
    assert saved[0].path.read_bytes() == register.reprint(workspace, issued.id)


def test_a_full_disk_loses_the_file_but_not_the_order(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = fill(workspace)

    def full(path: Path, data: bytes) -> None:
        raise KnownProblem("На диске не хватает места.")

    monkeypatch.setattr(files, "write_bytes", full)
    with pytest.raises(KnownProblem, match=r"издан и хранится в реестре, но файл не записан\. На диске"):
        issuing.issue_to_folder(workspace, assignment(school.pair), tmp_path)
    assert len(register.list_orders(workspace)) == 1


def test_a_bad_folder_is_found_out_before_anything_is_issued(workspace: Workspace, tmp_path: Path) -> None:
    school = fill(workspace)
    (tmp_path / "файл").write_text("х", encoding="utf-8")
    with pytest.raises(KnownProblem):
        issuing.issue_to_folder(workspace, assignment(school.pair), tmp_path / "файл" / "папка")
    assert register.list_orders(workspace) == []


def assigned(workspace: Workspace) -> tuple[School, int]:
    school = fill(workspace)
    return school, issue(workspace, assignment(school.pair))


def test_cancellation(workspace: Workspace) -> None:
    school, first = assigned(workspace)
    command = OrderCommand(
        type="cancellation", number="57", date=dt.date(2026, 9, 10), refers_to=first, reason="ошибкой"
    )
    second = issue(workspace, command)
    rows = {row.id: row for row in register.list_orders(workspace)}
    assert (rows[first].status, rows[second].status) == ("cancelled", "issued")
    assert (rows[second].effect, rows[second].refers_to, rows[second].pairs) == ("cancels", first, (school.pair,))
    after = pair(workspace, school.pair)
    assert (after.status, after.order_number) == ("ready", None)
    for again in (replace(command, number="58"), replace(command, number="59", refers_to=second)):
        with pytest.raises(KnownProblem, match="отмен"):
            issue(workspace, again)
    third = issue(workspace, assignment(school.pair, "60", dt.date(2026, 9, 11)))
    assert pair(workspace, school.pair).order_id == third


def test_change(workspace: Workspace) -> None:
    _school, first = assigned(workspace)
    command = OrderCommand(
        type="change", number="57", date=DATE, refers_to=first, changes=(ChangeItem("пункт 1", "Новое."),)
    )
    text_of = pdf_text(register.reprint(workspace, issue(workspace, command)))
    assert "О внесении изменений в приказ от 04.09.2026 № 56-ОД" in text_of
    assert "Пункт 1 изложить в следующей редакции: «Новое.»." in text_of
    assert register.get_order(workspace, first).status == "changed"
    with pytest.raises(KnownProblem, match="раньше даты приказа"):
        issue(workspace, replace(command, number="58", date=dt.date(2026, 9, 1)))


def test_replacement_ends_one_period_the_day_before_the_next(workspace: Workspace) -> None:
    school, first = assigned(workspace)
    command = OrderCommand(
        type="replacement",
        pairs=(school.pair,),
        number="57",
        date=dt.date(2026, 11, 10),
        new_mentor=school.people["babenko"],
        from_date=dt.date(2026, 11, 16),
        ground="личного заявления",
    )
    order_id = issue(workspace, command)
    old = pair(workspace, school.pair)
    new = pairs.list_pairs(workspace)[-1]
    assert (old.status, old.end_date, old.order_id) == ("terminated", dt.date(2026, 11, 15), first)
    assert (new.mentor, new.mentees) == (school.people["babenko"], (school.people["ivanova"],))
    assert (new.start_date, new.end_date, new.status, new.order_id) == (
        dt.date(2026, 11, 16),
        END,
        "assigned",
        order_id,
    )
    row = register.get_order(workspace, order_id)
    assert (row.refers_to, row.effect, row.pairs) == (first, "changes", (school.pair, new.id))
    text_of = pdf_text(register.reprint(workspace, order_id))
    assert (
        "Освободить Петрову Анну Сергеевну, учителя математики, от обязанностей наставника Ивановой М.П. с 16.11.2026"
        in text_of
    )
    assert "Закрепить за Ивановой Марией Петровной наставника Бабенко Илью Кузьмича" in text_of
    assert "на период с 16.11.2026 по 31.05.2027" in text_of


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"new_mentor": "petrova"}, "тот же человек"),
        ({"from_date": DATE}, "позже начала"),
        ({"from_date": dt.date(2028, 1, 1)}, "уже закончится"),
    ],
)
def test_replacements_that_cannot_be(workspace: Workspace, changes: dict[str, object], message: str) -> None:
    school, _first = assigned(workspace)
    if "new_mentor" in changes:
        changes = {"new_mentor": school.people[str(changes["new_mentor"])]}
    command = OrderCommand(
        type="replacement",
        pairs=(school.pair,),
        number="57",
        date=dt.date(2026, 11, 10),
        new_mentor=school.people["babenko"],
        from_date=dt.date(2026, 11, 16),
    )
    with pytest.raises(KnownProblem, match=message):
        issue(workspace, replace(command, **changes))  # type: ignore[arg-type]  # one field at a time
    assert len(pairs.list_pairs(workspace)) == 3


def test_extension_and_completion(workspace: Workspace) -> None:
    school, first = assigned(workspace)
    longer = OrderCommand(
        type="extension", pairs=(school.pair,), number="57", date=dt.date(2027, 5, 20), end_date=dt.date(2027, 12, 31)
    )
    extended = issue(workspace, longer)
    assert pair(workspace, school.pair).end_date == dt.date(2027, 12, 31)
    assert "Продлить до 31.12.2027" in pdf_text(register.reprint(workspace, extended))
    with pytest.raises(KnownProblem, match="и так длится не меньше"):
        issue(workspace, replace(longer, number="58"))
    done = OrderCommand(
        type="completion",
        pairs=(school.pair,),
        number="59",
        date=dt.date(2027, 6, 1),
        effective_date=dt.date(2027, 6, 1),
        closing_reason="plan_completed",
    )
    issue(workspace, done)
    after = pair(workspace, school.pair)
    assert (after.status, after.closing_reason, after.end_date) == ("completed", "plan_completed", dt.date(2027, 6, 1))
    assert after.order_id == first
    with pytest.raises(KnownProblem, match="уже завершена"):
        issue(workspace, replace(done, number="60"))


def test_cancelling_an_extension_or_a_completion_takes_it_back(workspace: Workspace) -> None:
    school, first = assigned(workspace)
    base = OrderCommand(type="extension", pairs=(school.pair,), number="57", date=dt.date(2027, 5, 20))
    done = replace(base, type="completion", effective_date=dt.date(2027, 5, 25), closing_reason="curator_initiative")
    for number, command in enumerate((replace(base, end_date=dt.date(2027, 12, 31)), done)):
        order_id = issue(workspace, replace(command, number=f"7{number}"))
        assert pair(workspace, school.pair).end_date != END
        back = OrderCommand(type="cancellation", number=f"8{number}", date=dt.date(2027, 5, 26), refers_to=order_id)
        issue(workspace, back)
        after = pair(workspace, school.pair)
        assert (after.status, after.end_date, after.closing_reason, after.order_id) == ("assigned", END, None, first)
    assert register.get_order(workspace, first).status == "issued"


def test_a_completion_after_the_term_does_not_lengthen_the_pair(workspace: Workspace) -> None:
    school, _first = assigned(workspace)
    late = dt.date(2027, 6, 10)
    done = OrderCommand(
        type="completion",
        pairs=(school.pair,),
        number="57",
        date=dt.date(2027, 6, 9),
        effective_date=late,
        closing_reason="plan_completed",
    )
    order_id = issue(workspace, done)
    assert (pair(workspace, school.pair).status, pair(workspace, school.pair).end_date) == ("completed", END)
    assert "завершённой с 10.06.2027" in pdf_text(register.reprint(workspace, order_id))
    with workspace.read() as session:
        assert set(session.scalars(select(PairMentee.end_date).where(PairMentee.pair_id == school.pair))) == {END}
    issue(workspace, OrderCommand(type="cancellation", number="58", date=late, refers_to=order_id))
    assert (pair(workspace, school.pair).status, pair(workspace, school.pair).end_date) == ("assigned", END)
    with pytest.raises(InvalidInput):
        pairs.end_pair(workspace, school.pair, late, "plan_completed")


def test_an_order_is_not_cancelled_before_a_later_one_about_its_pair(workspace: Workspace) -> None:
    school, first = assigned(workspace)
    base = OrderCommand(type="extension", pairs=(school.pair,), number="57", date=dt.date(2027, 5, 20))
    extended = issue(workspace, replace(base, end_date=dt.date(2027, 12, 31)))
    done = replace(base, type="completion", effective_date=dt.date(2027, 6, 1), closing_reason="plan_completed")
    completed = issue(workspace, replace(done, number="58"))
    back = OrderCommand(type="cancellation", number="59", date=dt.date(2027, 6, 2), refers_to=extended)
    for early in (back, replace(back, refers_to=first)):
        with pytest.raises(KnownProblem, match=r"№ 58 от 20\.05\.2027\. Сначала отмените его"):
            issue(workspace, early)
    assert pair(workspace, school.pair).status == "completed"
    issue(workspace, replace(back, refers_to=completed))
    issue(workspace, replace(back, number="60"))
    assert (pair(workspace, school.pair).status, pair(workspace, school.pair).end_date) == ("assigned", END)


def test_a_pair_ended_by_hand_stays_ended_when_its_extension_is_cancelled(workspace: Workspace) -> None:
    school, _first = assigned(workspace)
    base = OrderCommand(type="extension", pairs=(school.pair,), number="57", date=dt.date(2027, 5, 20))
    extended = issue(workspace, replace(base, end_date=dt.date(2027, 12, 31)))
    pairs.end_pair(workspace, school.pair, dt.date(2027, 6, 1), "plan_completed")
    issue(workspace, OrderCommand(type="cancellation", number="59", date=dt.date(2027, 6, 2), refers_to=extended))
    after = pair(workspace, school.pair)
    assert (after.status, after.end_date) == ("completed", dt.date(2027, 6, 1))


def test_a_hand_written_case_goes_with_the_old_surname(workspace: Workspace) -> None:
    school = fill(workspace)
    mentor = school.people["petrova"]
    forms = {Case.ACCUSATIVE: PersonName("Петровуу", "Анну", "Сергеевну")}
    name_forms.set_name_forms(workspace, mentor, forms)
    data = people.data_of(people.get_person(workspace, mentor))
    people.update_person(workspace, mentor, replace(data, phone="8 900 111-22-33"))
    assert [row.name.surname for row in name_forms.get_name_forms(workspace, mentor) if row.by_hand] == ["Петровуу"]
    people.update_person(workspace, mentor, replace(data, surname="Ёлкина"))
    assert not any(row.by_hand for row in name_forms.get_name_forms(workspace, mentor))
    workspace.undo()
    assert any(row.by_hand for row in name_forms.get_name_forms(workspace, mentor))


def test_nobody_of_the_archive_becomes_the_new_mentor(workspace: Workspace) -> None:
    school, _first = assigned(workspace)
    people.set_archived(workspace, [school.people["babenko"]], archived=True)
    command = OrderCommand(
        type="replacement",
        pairs=(school.pair,),
        number="57",
        date=dt.date(2026, 11, 10),
        new_mentor=school.people["babenko"],
        from_date=dt.date(2026, 11, 16),
    )
    with pytest.raises(KnownProblem, match=r"Бабенко И\.К\. в архиве"):
        issue(workspace, command)


def test_finding_an_order_by_number_and_date(workspace: Workspace) -> None:
    _school, first = assigned(workspace)
    assert register.find_order(workspace, "56-од", DATE).id == first
    with pytest.raises(NotFound, match=r"№ 57 от 04\.09\.2026"):
        register.find_order(workspace, "57", DATE)
    assert register.list_orders(workspace, year="2025/2026") == []


@pytest.mark.parametrize(
    ("who", "kind", "words"),
    [
        ("petrova", "mentoring", "в отношении"),
        ("ivanova", "mentee", "за мной наставника Петровой Анны Сергеевны на период с 04.09.2026"),
        ("ivanova", "personal_data", "на обработку персональных данных"),
        ("petrova", "publication", "разрешённых субъектом персональных данных для распространения"),
        ("sokolova", "parent", "несовершеннолетнего Соколовой Дарьи Игоревны, обучающейся 9А класса"),
    ],
)
def test_blanks_of_consents(workspace: Workspace, who: str, kind: str, words: str) -> None:
    school = fill(workspace)
    from curator_app.documents.pdf import to_pdf

    made = blanks.consent_paper(workspace, blanks.ConsentBlank(person=school.people[who], kind=kind))
    pdf = to_pdf(made.document)
    assert words in pdf_text(pdf)
    from curator_app.documents.preview import page_count

    assert page_count(pdf) == 1


def test_blanks_in_one_file_each_on_its_own_sheet(workspace: Workspace) -> None:
    school = fill(workspace)
    from curator_app.documents.pdf import to_pdf
    from curator_app.documents.preview import page_count

    wanted = [
        blanks.ConsentBlank(person=school.people["petrova"], kind=kind) for kind in ("mentoring", "personal_data")
    ]
    pdf = to_pdf(blanks.consent_papers(workspace, wanted))
    assert page_count(pdf) == 2
    with pytest.raises(KnownProblem, match="Печатать нечего"):
        blanks.consent_papers(workspace, [])


def test_acknowledgement_sheet(workspace: Workspace) -> None:
    school, order_id = assigned(workspace)
    from curator_app.documents.pdf import to_pdf

    made = blanks.acknowledgement_sheet(workspace, ["с Положением"], [school.people["petrova"]], order_id=order_id)
    text_of = pdf_text(to_pdf(made.document))
    assert "(приказ от 04.09.2026 № 56-ОД)" in text_of
    assert "Петрова Анна Сергеевна" in text_of
