"""Destroying and depersonalising: not a trace in the file, not a count changed, told honestly."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.services.privacy.forensic import traces

from curator_app.models import (
    AcademicYear,
    Change,
    DialogDraft,
    ImportBatch,
    Mentee,
    Mentor,
    Order,
    OrderPair,
    OwnTask,
    Pair,
    PairMentee,
    Person,
    Reply,
    Request,
    Route,
    RouteStep,
    School,
    SurveyWave,
)
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import attachments, demo, history, people
from curator_app.services import bin as recycle_bin
from curator_app.services.monitoring.measuring import measure
from curator_app.services.people import PersonData
from curator_app.services.privacy import erasing, retention
from curator_app.services.privacy.erasing import ErasureCommand
from curator_app.services.privacy.reapplying import reapply_erasures
from curator_app.services.workspace import Workspace, open_workspace
from curator_app.storage import kept_files

PERSON = PersonData(
    surname="Жмыхова",
    first_name="Аглая",
    patronymic="Лукинична",
    phone="+79161234567",
    email="zhmyh@school.example",
    note="Ездит из Кудыкино",
    birth_date=dt.date(1991, 3, 8),
    position="учитель химии",
)
STEMS = ("Жмыхов", "9161234567", "zhmyh", "Кудыкин", "Лукиничн", "Жихарев")


def planted(workspace: Workspace) -> int:
    """A mentee of the demonstration school with everything a base may know of somebody; the pair is over."""
    demo.fill(workspace)
    mentee, mentor, pairs = *paired(workspace), [1]
    people.update_person(workspace, mentee, PersonData(surname="Жихарева", first_name="Аглая", birth_year=1991))
    people.update_person(workspace, mentee, PERSON)
    other = people.data_of(people.get_person(workspace, mentor))
    people.update_person(workspace, mentor, replace(other, note="Сидит с Жмыховой А. Л. в одном"))
    with workspace.action("Жмыхова А.Л.: пара завершена") as session:
        for number in pairs:
            one = session.get_one(Pair, number)
            one.end_date = dt.date(2026, 10, 4)
            one.status = "completed"
            one.justification = "Жмыхова плохо владеет методикой"
            for member in one.members:
                member.end_date = dt.date(2026, 10, 4)
        session.add(Request(mentee_id=mentee, wording="Секретные слова", raw={"дата": "Кудыкино, осень"}))
        session.add(OwnTask(title="Позвонить Жмыховой", due=dt.date(2026, 10, 9)))
        wave = session.scalars(select(SurveyWave)).first() or SurveyWave(title="Волна")
        session.add(wave)
        session.flush()
        session.add(
            Reply(
                wave_id=wave.id, respondent_id=mentee, role="mentee", about_pair=0, answers={"q": 8, "w": "Секретные"}
            )
        )
        report = {"problems": [{"row": 5, "raw": "Жмыхова Аглая; Кудыкино", "message": "Не понято"}]}
        session.add(ImportBatch(action_id=1, file_name="Жмыхова.xlsx", at=workspace.clock.now(), report=report))
    with workspace.note() as session:
        session.add(DialogDraft(key="person", saved_at=workspace.clock.now(), content={"surname": "Жмыхова"}))
    return mentee


def paired(workspace: Workspace) -> tuple[int, int]:
    """The first mentee and the first mentor of the base, made a pair that runs."""
    with workspace.action("Пара") as session:
        mentee = session.scalars(select(Mentee.id).order_by(Mentee.id)).first()
        mentor = session.scalars(select(Mentor.id).where(Mentor.id != mentee).order_by(Mentor.id)).first()
        assert mentee is not None
        assert mentor is not None
        pair = Pair(
            mentor_id=mentor, start_date=dt.date(2026, 9, 5), status="assigned", mentoring_form="teacher_teacher"
        )
        session.add(pair)
        session.flush()
        session.add(PairMentee(pair_id=pair.id, mentor_id=mentor, mentee_id=mentee, start_date=dt.date(2026, 9, 5)))
    return mentee, mentor


def counted(workspace: Workspace) -> list[object]:
    return [
        (row.code, row.numerator, row.denominator, [(part.code, part.numerator) for part in row.parts])
        for day in ("2026-09-15", "2026-09-30")
        for row in measure(workspace, day).rows
    ]


def test_depersonalised_leaves_no_trace_and_no_count_changes_even_in_a_closed_year(
    workspace: Workspace, tmp_path: Path
) -> None:
    mentee = planted(workspace)
    before = counted(workspace)
    seen = erasing.preview_erasure(workspace, mentee)
    assert not seen.obstacle
    assert not seen.destroyable
    assert {one.table for one in seen.mentions} >= {"person", "own_task"}
    assert all(one.sure for one in seen.mentions)
    with workspace.action("Год закрыт") as session:
        first, last, day = dt.date(2026, 9, 1), dt.date(2026, 10, 4), dt.date(2026, 10, 5)
        session.add(AcademicYear(label="2026/2027", start_date=first, end_date=last, closed_on=day))
    with pytest.raises(KnownProblem, match="Обезличьте"):
        erasing.erase(workspace, ErasureCommand(person=mentee, kind="destroyed", reason="отзыв"))
    erasing.erase(workspace, ErasureCommand(person=mentee, kind="depersonalised", reason="отзыв согласия"))
    assert counted(workspace) == before
    row = people.get_person(workspace, mentee)
    assert row.name.full == f"Сотрудник № {mentee}"
    assert row.phone is None
    assert row.birth_date is None
    workspace.backup()
    assert workspace.check() == []
    workspace.close()
    assert traces(workspace.folder.root, (*STEMS, "Секретные", "плохо владеет")) == []
    assert traces(tmp_path, STEMS[:1]) == []


def test_what_was_emptied_is_not_undone_and_says_so_the_rest_is(workspace: Workspace) -> None:
    one = people.add_person(workspace, PERSON)
    other = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    people.update_person(workspace, other, PersonData(surname="Лось", first_name="Пётр", note="Брат Жмыховой А.Л."))
    erasing.erase(workspace, ErasureCommand(person=one, kind="destroyed", reason="по запросу"))
    assert [row.id for row in people.list_people(workspace)] == [other]
    assert people.get_person(workspace, other).note == "Брат [имя удалено]"
    titles = {row.title: row for row in history.list_actions(workspace)}
    assert not titles["Добавлена карточка: [имя удалено]"].undoable
    with pytest.raises(KnownProblem, match="уничтожены"):
        workspace.undo(titles["Добавлена карточка: [имя удалено]"].id)
    workspace.undo(titles["Изменена карточка: Лось П."].id)
    assert people.get_person(workspace, other).note is None
    with pytest.raises(KnownProblem, match="уничтожены"):
        workspace.undo()
    (line,) = erasing.list_erasures(workspace)
    assert (line.person, line.kind, line.act_number) == (one, "destroyed", "1/2026")
    assert history.record_history(workspace, "person", one) == []


@pytest.mark.parametrize("taking", [False, True])
def test_a_namesake_is_not_touched_unless_the_curator_says_so(workspace: Workspace, taking: bool) -> None:
    one = people.add_person(workspace, PERSON)
    second = people.add_person(
        workspace, PersonData(surname="Жмыхова", first_name="Фаина", note="Жмыхова ведёт кружок")
    )
    third = people.add_person(
        workspace, PersonData(surname="Лось", first_name="Пётр", note="Жмыхова больна, Жмыхову А.Л. позвали")
    )
    seen = erasing.preview_erasure(workspace, one)
    assert seen.namesakes
    assert [(m.row_id, m.number, m.of, m.sure) for m in seen.mentions] == [
        (second, 1, 1, False),
        (third, 1, 2, False),
        (third, 2, 2, True),
    ]
    assert {m.key for m in seen.mentions if m.row_id == third} == {f"person:{third}:note:1", f"person:{third}:note:2"}
    taken = frozenset({f"person:{third}:note:1"}) if taking else frozenset()
    erasing.erase(workspace, ErasureCommand(person=one, kind="destroyed", reason="по запросу", take=taken))
    assert people.get_person(workspace, second).name.full == "Жмыхова Фаина"
    assert people.get_person(workspace, second).note == "Жмыхова ведёт кружок"
    before = "[имя удалено]" if taking else "Жмыхова"
    assert people.get_person(workspace, third).note == f"{before} больна, [имя удалено] позвали"


def test_a_running_pair_and_the_director_stand_in_the_way(workspace: Workspace) -> None:
    demo.fill(workspace)
    _, running = paired(workspace)
    for person, why in ((1, "директор"), (running, "пара")):
        assert why in erasing.preview_erasure(workspace, person).obstacle
        with pytest.raises(KnownProblem, match=why):
            erasing.erase(workspace, ErasureCommand(person=person, kind="depersonalised", reason="отзыв"))
    assert erasing.list_erasures(workspace) == []


def test_a_restored_copy_is_cleaned_again_and_the_number_stays_taken(workspace: Workspace, tmp_path: Path) -> None:
    one = people.add_person(workspace, PERSON)
    copy = tmp_path / "старая.db"
    workspace.backup(copy)
    erasing.erase(workspace, ErasureCommand(person=one, kind="destroyed", reason="по запросу"))
    register = erasing.list_erasures(workspace)
    restored = data_folder(tmp_path / "возврат")
    restored.root.mkdir()
    copy.rename(restored.database)
    again = open_workspace(restored, fixed(dt.datetime(2026, 10, 9, 9, 0)))
    try:
        assert reapply_erasures(again, register) == 1
        assert reapply_erasures(again, register) == 0
        with again.read() as session:
            assert session.get(Person, one) is None
        assert len(erasing.list_erasures(again)) == 1
        assert people.add_person(again, PersonData(surname="Лось", first_name="Пётр")) > one
    finally:
        again.close()
    assert traces(restored.root, STEMS) == []


def test_a_number_given_anew_is_not_erased_by_mistake(workspace: Workspace) -> None:
    later = people.add_person(workspace, PERSON)
    told = erasing.ErasureRow(
        id=1, at=dt.datetime(2026, 10, 1), kind="destroyed", person=later, act_number="1", reason="отзыв", basis=None,
        categories=(), counts={},
    )  # fmt: skip
    assert reapply_erasures(workspace, [told]) == 0
    assert people.get_person(workspace, later).surname == "Жмыхова"


def test_a_surname_that_is_a_word_and_the_name_of_the_school_stay_without_a_word_of_the_curator(
    workspace: Workspace,
) -> None:
    one = people.add_person(workspace, PersonData(surname="Белый", first_name="Фома", patronymic="Ильич"))
    other = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр", note="Белый лист, белый цвет"))
    third = people.add_person(workspace, PersonData(surname="Рысь", first_name="Пётр", note="Белому Ф.И. и Белый"))
    with workspace.action("Школа") as session:
        session.get_one(School, 1).full_name = "Школа имени Белого Фомы Ильича"
    seen = [(m.table, m.row_id, m.sure) for m in erasing.preview_erasure(workspace, one).mentions]
    assert seen == [
        ("person", other, False),
        ("person", third, True),
        ("person", third, False),
        ("school", 1, False),
    ]
    erasing.erase(workspace, ErasureCommand(person=one, kind="destroyed", reason="по запросу"))
    assert people.get_person(workspace, other).note == "Белый лист, белый цвет"
    assert people.get_person(workspace, third).note == "[имя удалено] и Белый"
    with workspace.read() as session:
        assert session.get_one(School, 1).full_name == "Школа имени Белого Фомы Ильича"


def test_orders_stay_and_are_told_of(workspace: Workspace) -> None:
    demo.fill_with_orders(workspace)
    with workspace.read() as session:
        ordered = session.scalars(select(OrderPair.pair_id)).first()
        pair = session.get_one(Pair, ordered)
        mentee, numbers = pair.members[0].mentee_id, [order.content_hash for order in session.scalars(select(Order))]
        pairs = [one.id for one in session.scalars(select(Pair)) if mentee in {m.mentee_id for m in one.members}]
    with workspace.action("Завершено") as session:
        for number in pairs:
            session.get_one(Pair, number).status = "completed"
    seen = erasing.preview_erasure(workspace, mentee)
    assert any("приказ №" in paper for paper in seen.papers)
    erasing.erase(workspace, ErasureCommand(person=mentee, kind="depersonalised", reason="отзыв"))
    with workspace.read() as session:
        assert [order.content_hash for order in session.scalars(select(Order))] == numbers
        surname = seen.name.split()[0]
        journal = session.scalars(
            select(Change.table_name).where(Change.before.contains(surname) | Change.after.contains(surname))
        )
        assert set(journal) <= {"order"}
    assert workspace.check() == []


def test_two_hundred_actions_are_undone_and_redone_after_a_restart(tmp_path: Path) -> None:
    folder, clock = data_folder(tmp_path / "данные"), fixed(dt.datetime(2026, 10, 5, 9, 0))
    first = open_workspace(folder, clock)
    number = people.add_person(first, PersonData(surname="Лось", first_name="Пётр"))
    for step in range(200):
        people.update_person(first, number, PersonData(surname="Лось", first_name="Пётр", note=str(step)))
    first.close()
    again = open_workspace(folder, clock)
    for _ in range(200):
        again.undo()
    assert people.get_person(again, number).note is None
    for _ in range(20):
        again.redo()
    assert people.get_person(again, number).note == "19"
    again.close()


def test_what_many_cards_say_and_a_first_name_with_patronymic_are_left_to_the_curator(workspace: Workspace) -> None:
    one = people.add_person(workspace, replace(PERSON, note="по совместительству"))
    same = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр", note="по совместительству"))
    other = people.add_person(workspace, PersonData(surname="Рысь", first_name="Пётр", note="Аглае Лукиничне: ключи"))
    seen = {m.row_id: m.sure for m in erasing.preview_erasure(workspace, one).mentions}
    assert seen == {other: False}
    erasing.erase(workspace, ErasureCommand(person=one, kind="destroyed", reason="по запросу"))
    assert people.get_person(workspace, same).note == "по совместительству"
    assert people.get_person(workspace, other).note == "Аглае Лукиничне: ключи"


def test_scans_go_with_the_person_unless_another_record_has_the_same_file(workspace: Workspace, tmp_path: Path) -> None:
    person = people.add_person(workspace, PERSON)
    other = people.add_person(workspace, PersonData(surname="Ежов", first_name="Пётр", gender="m"))
    for name in ("own", "erased", "shared"):
        (tmp_path / f"{name}.pdf").write_bytes(f"%PDF-1.4 {name}".encode())
    _own, erased, _shared = attachments.add_files(
        workspace, "person", person, [tmp_path / f"{name}.pdf" for name in ("own", "erased", "shared")]
    )
    (kept,) = attachments.add_files(workspace, "person", other, [tmp_path / "shared.pdf"])
    recycle_bin.delete(workspace, "attachment", [erased])
    recycle_bin.erase(workspace, "attachment", erased)
    workspace.backup()
    assert erasing.preview_erasure(workspace, person).backups == 1
    erasing.erase(workspace, ErasureCommand(person=person, kind="destroyed", reason="отзыв согласия"))
    assert len(kept_files.names(workspace.folder)) == 1
    assert attachments.read_bytes(workspace, kept) == b"%PDF-1.4 shared"


def test_only_copies_older_than_the_term_are_told_of(workspace: Workspace) -> None:
    workspace.backup()
    old = workspace.folder.backups / "curator-2015-09-01-101112-ручная.db"
    old.write_bytes(b"old")
    for name in ("curator.key", f"{old.name}.sha256.json"):
        (workspace.folder.backups / name).write_bytes(b"{}")
        os.utime(workspace.folder.backups / name, (0, 0))
    assert retention.old_copies(workspace) == 1


def test_a_scan_that_is_held_by_another_program_is_told_and_the_act_is_there(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = people.add_person(workspace, PERSON)
    (tmp_path / "скан.pdf").write_bytes(b"%PDF-1.4 held")
    attachments.add_files(workspace, "person", person, [tmp_path / "скан.pdf"])

    def held(*_: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(kept_files, "remove", held)
    with pytest.raises(erasing.Unfinished, match="занят другой программой") as told:
        erasing.erase(workspace, ErasureCommand(person=person, kind="destroyed", reason="отзыв согласия"))
    assert told.value.made == tuple(one.id for one in erasing.list_erasures(workspace))
    assert traces(workspace.folder.root, STEMS) == []


def test_people_who_go_together_are_no_namesakes_and_each_has_decisions_of_its_own(workspace: Workspace) -> None:
    first = people.add_person(workspace, PERSON)
    second = people.add_person(workspace, PersonData(surname="Жмыхова", first_name="Фаина", patronymic="Карповна"))
    note = "Жмыховой А. дать; Жмыховой А. взять; у Фаины Карповны спросить"
    third = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр", note=note))
    people.update_person(workspace, third, PersonData(surname="Лось", first_name="Пётр", note=f"{note}!"))
    one, other = erasing.preview_many(workspace, [first, second])
    assert [(m.number, m.sure) for m in one.mentions] == [(1, True), (2, True)]
    assert [(m.number, m.sure) for m in other.mentions] == [(1, False), (2, False), (3, False)]
    numbers = erasing.erase_many(
        workspace,
        [
            ErasureCommand(person=first, kind="destroyed", reason="отзыв", leave=frozenset({one.mentions[0].key})),
            ErasureCommand(
                person=second,
                kind="destroyed",
                reason="отзыв",
                take=frozenset({other.mentions[-1].key}),
            ),
        ],
    )
    assert len(numbers) == 2
    told = "Жмыховой А. дать; [имя удалено] взять; у [имя удалено] спросить"
    assert people.get_person(workspace, third).note == f"{told}!"
    with workspace.read() as session:
        query = select(Change.after).where(Change.table_name == "person", Change.row_id == third).order_by(Change.id)
        assert all(told in str(after) for after in session.scalars(query))
    for key in ("person:3:note:9", "person:3:нет", "person:x:note:1", "a:b", f"person:{third}:note:1:1"):
        with pytest.raises(KnownProblem, match="список изменился"):
            erasing.erase(
                workspace, ErasureCommand(person=third, kind="destroyed", reason="отзыв", take=frozenset({key}))
            )
    assert people.get_person(workspace, third).surname == "Лось"


def test_chosen_answers_are_counted_on_own_words_go_and_so_do_scans_of_route_steps(
    workspace: Workspace, tmp_path: Path
) -> None:
    person = people.add_person(workspace, PERSON)
    (tmp_path / "работа.pdf").write_bytes(b"%PDF-1.4 evidence")
    with workspace.action("Прошлый год") as session:
        session.add(Mentee(id=person))
        wave = SurveyWave(title="Волна", questions=[{"key": "c", "kind": "choice", "options": ["часто", "редко"]}])
        first, last = dt.date(2026, 2, 1), dt.date(2026, 5, 31)
        route = Route(mentee_id=person, title="Маршрут Жмыховой", status="completed", start_date=first, end_date=last)
        route.steps = [RouteStep(stage="adaptation", content="Урок", result="Кудыкино")]
        session.add_all([wave, route])
        session.flush()
        session.add(Reply(wave_id=wave.id, respondent_id=person, answers={"c": "часто", "s": 4, "w": "Секретные"}))
        step = route.steps[0].id
    attachments.add_files(workspace, "route_step", step, [tmp_path / "работа.pdf"])
    seen = erasing.preview_erasure(workspace, person)
    assert seen.categories["файлы к шагам маршрутов"] == 1
    erasing.erase(workspace, ErasureCommand(person=person, kind="depersonalised", reason="отзыв"))
    with workspace.read() as session:
        assert session.scalars(select(Reply.answers)).all() == [{"c": "часто", "s": 4}]
        assert session.scalars(select(RouteStep.result)).all() == [None]
    assert kept_files.names(workspace.folder) == []
    assert traces(workspace.folder.root, (*STEMS, "Секретные")) == []


def test_what_was_undone_before_is_not_done_again(workspace: Workspace) -> None:
    one = people.add_person(workspace, PERSON)
    other = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    people.update_person(workspace, other, PersonData(surname="Лось", first_name="Пётр", note="Сестра Жмыховой А.Л."))
    people.update_person(workspace, one, replace(PERSON, note="Снова Кудыкино"))
    workspace.undo()
    workspace.undo()
    reason = "отзыв согласия Жмыховой А. Л."
    erasing.erase(workspace, ErasureCommand(person=one, kind="depersonalised", reason=reason))
    assert erasing.list_erasures(workspace)[0].reason == f"отзыв согласия Сотрудник № {one}"
    with pytest.raises(KnownProblem, match="нечего"):
        workspace.redo()
    with pytest.raises(KnownProblem, match="уничтожены"):
        workspace.undo()
    assert traces(workspace.folder.root, STEMS) == []
