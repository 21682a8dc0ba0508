"""Questionnaires in versions, waves, replies: one action each, all of it undone by Ctrl+Z."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.surveys.base import CURATOR, MENTEE, MENTOR, answer, fill, reply_of, wave

from curator_app.domain.codes import WaveStage
from curator_app.domain.surveys.questions import Question, QuestionKind
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services import mentees
from curator_app.services.surveys import candidates, catalogue, deficits, planning, replies, waves
from curator_app.services.surveys.rows import Asked, WaveData
from curator_app.services.surveys.shipped import shipped_questionnaires, wave_kits
from curator_app.services.workspace import Workspace

SHORT = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}


def test_shipped_questionnaires_cover_the_programme() -> None:
    rows = shipped_questionnaires()
    for form in ("teacher_teacher", "pupil_pupil", "student_pupil", "employer_pupil", "employer_student"):
        for role in ("mentee", "mentor"):
            before, after = rows[f"before_{form}_{role}"], rows[f"after_{form}_{role}"]
            asked = {one.key for one in after.questions if one.kind is QuestionKind.SCALE}
            scales = {one.key for one in before.questions if one.kind is QuestionKind.SCALE}
            assert scales, form
            assert scales <= asked, form
            assert "glad" in {one.key for one in after.questions}
    assert len(rows["satisfaction_short_mentee"].questions) == 10
    assert len(rows["satisfaction_short_mentor"].questions) == 10
    criteria = rows["curator_criteria"].questions
    assert sum(one.highest for one in criteria) == 18
    assert len(criteria) == 9
    sheet = [one for one in rows["effectiveness"].questions if one.kind is QuestionKind.SCALE]
    assert len(sheet) == 10
    assert sum(one.highest for one in sheet) == 20
    assert {one.area for one in rows["needs"].questions if one.area} == {
        "subject",
        "methodical",
        "psychological_pedagogical",
        "communicative",
        "documentation",
        "digital",
        "upbringing",
        "extracurricular",
    }
    for kit in wave_kits():
        for role, code in kit.forms:
            assert rows[code].role in {None, role}


def test_an_unanswered_version_is_changed_in_place_and_an_answered_one_is_frozen(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    data = catalogue.copy_of(workspace, "satisfaction_short_mentee")
    softer = replace(data, title="Как Вам работается")
    catalogue.save_questionnaire(workspace, softer, code="satisfaction_short_mentee")
    asked = waves.get_wave(workspace, number).form(MENTEE)
    assert asked is not None
    assert (asked.version, asked.title, asked.changed) == (1, "Как Вам работается", True)

    answer(workspace, number, school["gro"], MENTEE, {"comfort": 8})
    shorter = replace(softer, questions=tuple(data.questions[:3]))
    catalogue.save_questionnaire(workspace, shorter, code="satisfaction_short_mentee")
    kept = waves.get_wave(workspace, number).form(MENTEE)
    assert kept is not None
    assert kept.version == 1
    assert len(kept.questions) == 10
    assert kept.frozen
    now = catalogue.get_questionnaire(workspace, "satisfaction_short_mentee")
    assert (now.version, len(now.questions), now.replies) == (2, 3, 0)
    assert [(one.version, one.replies) for one in catalogue.versions(workspace, now.code)] == [(2, 0), (1, 1)]

    catalogue.return_to_default(workspace, now.code)
    again = catalogue.get_questionnaire(workspace, now.code)
    assert not again.changed
    assert again.questions == shipped_questionnaires()[now.code].questions
    workspace.undo()
    assert len(catalogue.get_questionnaire(workspace, now.code).questions) == 3


def test_own_questionnaire_hidden_and_refused(workspace: Workspace) -> None:
    questions = (
        Question("q1", "Удобно ли расписание?", QuestionKind.YES_NO),
        Question("q2", "Почему?", QuestionKind.OPEN),
    )
    code = catalogue.save_questionnaire(
        workspace, catalogue.QuestionnaireData(title="О расписании", role=MENTEE, questions=questions)
    )
    assert catalogue.new_key(questions) == "q3"
    catalogue.hide(workspace, code)
    assert code not in {one.code for one in catalogue.list_questionnaires(workspace)}
    assert code in {one.code for one in catalogue.list_questionnaires(workspace, hidden=True)}
    with pytest.raises(KnownProblem, match="исходной формы"):
        catalogue.return_to_default(workspace, code)
    twice = (questions[0], replace(questions[1], key="q1"))
    with pytest.raises(InvalidInput, match="Вопрос 2"):
        catalogue.save_questionnaire(workspace, catalogue.QuestionnaireData(title="Н", questions=twice))
    with pytest.raises(InvalidInput, match="ни одного вопроса"):
        catalogue.save_questionnaire(workspace, catalogue.QuestionnaireData(title="Н"))
    with pytest.raises(NotFound):
        catalogue.get_questionnaire(workspace, "нет такой")


def test_who_must_answer_comes_from_running_pairs(workspace: Workspace) -> None:
    school = fill(workspace)
    found = candidates.candidates(workspace, SHORT)
    must = {(one.asked.person, one.asked.role) for one in found if one.preselected}
    assert must == {
        (school["gro"], MENTEE),
        (school["dem"], MENTEE),
        (school["ezh"], MENTEE),
        (school["abr"], MENTOR),
        (school["bel"], MENTOR),
    }
    free = next(one for one in found if one.asked.person == school["zhu"])
    assert (free.preselected, free.reason) == (False, "пары нет")
    group = next(one for one in found if one.asked.person == school["bel"])
    assert group.reason == "наставляемые: Дёмин П.Л., Ежова М.Л."
    sheets = candidates.candidates(workspace, dict.fromkeys((MENTEE, MENTOR, CURATOR), "effectiveness"))
    assert {(one.asked.person, one.asked.about_pair) for one in sheets} == {
        *((school[one], school.pairs[0]) for one in ("gro", "abr", "zim")),
        *((school[one], school.pairs[1]) for one in ("dem", "ezh", "bel", "zim")),
    }
    needs = candidates.candidates(workspace, {MENTEE: "needs"})
    assert all(one.preselected for one in needs)
    assert len(needs) == 4
    assert candidates.candidates(workspace, SHORT, mentoring_form="ученик – ученик")[0].preselected is False


def test_wave_completeness_excused_and_late(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(
        workspace, SHORT, stage=WaveStage.ADAPTATION, date=dt.date(2026, 9, 20), due_date=dt.date(2026, 10, 1)
    )
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 8})
    view = waves.get_wave(workspace, number)
    assert (view.row.expected, view.row.answered, view.row.overdue) == (5, 1, 4)
    assert view.row.academic_year == "2026/2027"
    late = next(one for one in view.respondents if one.person == school["ezh"])
    assert late.state == "overdue"
    assert late.id is not None
    planning.excuse(workspace, number, [late.id], "в отпуске по уходу")
    planning.mark_printed(workspace, number, [one.id for one in view.of_role(MENTOR) if one.id is not None])
    after = waves.get_wave(workspace, number)
    assert (after.row.expected, after.row.overdue) == (4, 3)
    assert {one.printed_on for one in after.of_role(MENTOR)} == {dt.date(2026, 10, 5)}
    workspace.undo()
    workspace.undo()
    assert waves.get_wave(workspace, number).row == view.row
    # Somebody nobody expected is shown too.
    answer(workspace, number, school["zhu"], MENTEE, {"comfort": 3})
    extra = next(one for one in waves.get_wave(workspace, number).respondents if one.person == school["zhu"])
    assert (extra.id, extra.state) == (None, "answered")
    assert [one.id for one in waves.list_waves(workspace)] == [number]


def test_respondents_added_removed_and_kept_when_answered(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    gro = next(one for one in waves.get_wave(workspace, number).respondents if one.person == school["gro"])
    assert gro.id is not None
    answer(workspace, number, school["gro"], MENTEE, {"discipline": 2})
    with pytest.raises(KnownProblem, match="уже введён"):
        planning.remove_respondents(workspace, number, [gro.id])
    with pytest.raises(KnownProblem, match="нет анкеты для роли"):
        planning.add_respondents(workspace, number, [Asked(person=school["abr"], role=MENTOR)])
    others = [one.id for one in waves.get_wave(workspace, number).respondents if one.id and one.id != gro.id]
    planning.remove_respondents(workspace, number, others)
    assert len(waves.get_wave(workspace, number).respondents) == 1
    planning.add_respondents(workspace, number, [Asked(person=school["dem"], role=MENTEE)] * 2)
    assert len(waves.get_wave(workspace, number).respondents) == 2


def test_closed_wave_takes_nothing_until_it_is_opened(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    with pytest.raises(KnownProblem, match="Ни одного ответа"):
        planning.close_wave(workspace, number)
    reply = answer(workspace, number, school["gro"], MENTEE, {"comfort": 8})
    planning.close_wave(workspace, number)
    with pytest.raises(KnownProblem, match="закрыт"):
        answer(workspace, number, school["dem"], MENTEE, {"comfort": 8})
    with pytest.raises(KnownProblem, match="закрыт"):
        replies.delete_reply(workspace, reply)
    planning.reopen_wave(workspace, number)
    answer(workspace, number, school["dem"], MENTEE, {"comfort": 8})


def test_deleted_wave_comes_back_and_frees_its_title(workspace: Workspace) -> None:
    fill(workspace)
    number = wave(workspace, SHORT, title="Три месяца")
    with pytest.raises(InvalidInput, match="уже есть"):
        wave(workspace, SHORT, title="три месяца")
    planning.delete_wave(workspace, number)
    assert waves.list_waves(workspace) == []
    with pytest.raises(NotFound):
        waves.get_wave(workspace, number)
    workspace.undo()
    assert waves.get_wave(workspace, number).row.title == "Три месяца"


def test_questionnaire_of_a_wave_is_swapped_only_unanswered(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    planning.update_wave(workspace, number, WaveData(title="Итог"), {**SHORT, MENTEE: "satisfaction_mentee"})
    form = waves.get_wave(workspace, number).form(MENTEE)
    assert form is not None
    assert form.code == "satisfaction_mentee"
    answer(workspace, number, school["gro"], MENTEE, {"effect": 8})
    with pytest.raises(KnownProblem, match="уже ответили"):
        planning.update_wave(workspace, number, WaveData(title="Итог"), SHORT)


def test_reply_is_checked_corrected_and_its_history_is_kept(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    with pytest.raises(InvalidInput) as refused:
        answer(workspace, number, school["gro"], MENTEE, {"comfort": 11, "support": "7", "glad": "да"})
    assert {one.field for one in refused.value.problems} == {"comfort", "glad"}
    with pytest.raises(KnownProblem, match="Ни на один вопрос"):
        answer(workspace, number, school["gro"], MENTEE, {"comfort": "", "valuable": "  "})
    first = answer(workspace, number, school["gro"], MENTEE, {"comfort": "7", "glad": "yes", "valuable": "уроки"})
    again = answer(workspace, number, school["gro"], MENTEE, {"comfort": 8, "glad": "yes", "valuable": "уроки"})
    assert first == again
    assert replies.get_reply(workspace, first).answers == {"comfort": 8, "glad": "yes", "valuable": "уроки"}
    (correction, *entered) = replies.reply_history(workspace, first)
    assert (correction.before, correction.after) == ("7", "8")
    assert correction.action == "Исправлен ответ: Громова А.Л."
    assert {one.after for one in entered} == {"7", "да", "уроки"}
    workspace.undo()
    assert replies.get_reply(workspace, first).answers["comfort"] == 7
    assert reply_of(workspace, number, school["dem"], MENTEE) is None


def test_second_keying_lists_what_differs(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    reply = answer(workspace, number, school["gro"], MENTEE, {"comfort": 7, "support": 9, "glad": "yes"})
    assert replies.check_entry(workspace, reply, {"comfort": "7", "support": 9, "glad": "yes"}) == ()
    found = replies.check_entry(workspace, reply, {"comfort": 1, "glad": "yes", "theory": 70})
    assert [(one.number, one.first, one.second) for one in found] == [(1, "7", "1"), (3, "9", ""), (4, "", "70")]
    assert replies.get_reply(workspace, reply).answers["comfort"] == 7


def test_deficits_become_one_request_that_undo_takes_back(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    reply = answer(
        workspace,
        number,
        school["gro"],
        MENTEE,
        {"discipline": 3, "motivation": 2, "journal": 2, "parents": 1, "exam_tasks": 0, "request_1": "Дисциплина"},
    )
    found = {one.area: one.severity for one in deficits.deficits_of(workspace, reply)}
    assert found == {"psychological_pedagogical": 3, "documentation": 2}
    request = deficits.create_request(workspace, reply)
    row = next(one for one in mentees.list_requests(workspace) if one.id == request)
    assert (row.mentee, row.source, row.wording, row.date) == (
        school["gro"],
        "survey",
        "Дисциплина",
        dt.date(2026, 10, 5),
    )
    assert {one.area: one.severity for one in row.deficits} == found
    assert "Поддерживать дисциплину на уроке (3)" in (row.deficits[0].text or "")
    # The same questionnaire again mends the same request.
    answer(workspace, number, school["gro"], MENTEE, {"discipline": 3, "parents": 2, "request_1": "Дисциплина"})
    assert deficits.create_request(workspace, reply) == request
    (row,) = mentees.list_requests(workspace)
    assert {one.area for one in row.deficits} == {"psychological_pedagogical", "communicative"}
    workspace.undo()
    workspace.undo()
    workspace.undo()
    assert mentees.list_requests(workspace) == []


def test_no_deficits_no_request(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    reply = answer(workspace, number, school["gro"], MENTEE, {"discipline": 1})
    with pytest.raises(KnownProblem, match="дефицитов нет"):
        deficits.create_request(workspace, reply)
    other = wave(workspace, SHORT, title="Другой")
    reply = answer(workspace, other, school["gro"], MENTEE, {"comfort": 1})
    with pytest.raises(KnownProblem, match="не о дефицитах"):
        deficits.deficits_of(workspace, reply)
