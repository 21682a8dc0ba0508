"""Results against counts made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.services.surveys.base import CURATOR, MENTEE, MENTOR, answer, fill, wave

from curator_app.domain.surveys.scoring import Level
from curator_app.runtime.errors import InvalidInput
from curator_app.services.surveys import comparing, settings
from curator_app.services.surveys.results import wave_results
from curator_app.services.workspace import Workspace

SHORT = {MENTEE: "satisfaction_short_mentee", MENTOR: "satisfaction_short_mentor"}


def test_satisfaction_counted_by_hand(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    # Means of the answered items: (9+10+8)/30 = 0,9; (5+5)/20 = 0,5 and glad; (4+5)/20 = 0,45 and glad.
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 9, "support": 10, "theory": 8, "valuable": "Б"})
    answer(workspace, number, school["dem"], MENTEE, {"comfort": 5, "support": 5, "glad": "yes"})
    answer(workspace, number, school["ezh"], MENTEE, {"comfort": 4, "support": 5, "glad": "yes", "valuable": "А"})
    answer(workspace, number, school["abr"], MENTOR, {"comfort": 10})
    found = wave_results(workspace, number)
    mentees = found.role(MENTEE)
    assert mentees is not None
    assert mentees.satisfied is not None
    assert (mentees.satisfied.count, mentees.satisfied.of, mentees.satisfied.words) == (2, 3, "2 из 3 (66,7 %)")
    assert [one.index for one in mentees.respondents] == [Fraction(9, 10), Fraction(1, 2), Fraction(9, 20)]
    assert mentees.index == Fraction(37, 60)
    assert dict(mentees.levels) == {Level.LOW: 0, Level.MIDDLE: 2, Level.HIGH: 1}
    assert (mentees.expected, mentees.answered, mentees.few) == (3, 3, True)
    comfort = mentees.questions[0]
    assert (comfort.answered, comfort.mean) == (3, Fraction(6))
    assert [(one.answer, len(one.people)) for one in comfort.counts if one.people] == [(4, 1), (5, 1), (9, 1)]
    assert comfort.counts[8].people[0].name == "Громова Анна Львовна"
    glad = next(one for one in mentees.questions if one.question.key == "glad")
    assert [(one.words, len(one.people)) for one in glad.counts] == [("да", 2), ("нет", 0)]
    assert [(one.person.name, one.text) for one in found.open_answers] == [
        ("Громова Анна Львовна", "Б"),
        ("Ежова Майя Львовна", "А"),
    ]
    sides = {one.key: one for one in found.sides}
    assert (sides["comfort"].mentee, sides["comfort"].mentor, sides["comfort"].mentor_n) == (
        Fraction(6),
        Fraction(10),
        1,
    )
    assert "70 %" in found.rule


def test_thresholds_are_the_schools(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, SHORT)
    answer(workspace, number, school["gro"], MENTEE, {"comfort": 8})
    strict = replace(settings.get_settings(workspace), enough=90, middle=85, few=1)
    settings.save_settings(workspace, strict)
    role = wave_results(workspace, number).role(MENTEE)
    assert role is not None
    assert role.satisfied is not None
    assert (role.satisfied.words, role.level, role.few) == ("0 из 1 (0 %)", Level.MIDDLE, False)
    with pytest.raises(InvalidInput):
        settings.save_settings(workspace, replace(strict, low=90))
    workspace.undo()
    assert settings.get_settings(workspace) == settings.SurveySettings()


@pytest.mark.parametrize(("points", "band"), [(0, "недопустимый"), (1, "допустимый"), (2, "оптимальный")])
def test_criteria_of_the_curator(workspace: Workspace, points: int, band: str) -> None:
    school = fill(workspace)
    number = wave(workspace, {CURATOR: "curator_criteria"})
    keys = [
        "goal",
        "principles",
        "modern",
        "climate",
        "logic",
        "participants",
        "partners",
        "activity",
        "application",
    ]
    answer(workspace, number, school["zim"], CURATOR, dict.fromkeys(keys, points))
    role = wave_results(workspace, number).role(CURATOR)
    assert role is not None
    (found,) = role.respondents
    assert (found.total, found.highest, found.band, found.satisfied) == (9 * points, 18, band, None)


def test_blocks_of_deficits(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "needs"})
    answer(workspace, number, school["gro"], MENTEE, {"subject_content": 3, "exam_tasks": 2, "journal": 1})
    role = wave_results(workspace, number).role(MENTEE)
    assert role is not None
    assert [(one.block, one.index, one.level) for one in role.blocks] == [
        ("Предмет", Fraction(5, 6), Level.HIGH),
        ("Документы", Fraction(1, 3), Level.MIDDLE),
    ]
    assert role.difficulty


def test_judgements_of_a_pair_apart(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, dict.fromkeys((MENTEE, MENTOR, CURATOR), "effectiveness"))
    first, group = school.pairs
    answer(workspace, number, school["gro"], MENTEE, {"goal": 2, "plan": 2}, first)
    answer(workspace, number, school["abr"], MENTOR, {"goal": 1, "plan": 2}, first)
    answer(workspace, number, school["zim"], CURATOR, {"goal": 1, "plan": 1}, first)
    answer(workspace, number, school["dem"], MENTEE, {"goal": 2}, group)
    answer(workspace, number, school["ezh"], MENTEE, {"goal": 1}, group)
    answer(workspace, number, school["bel"], MENTOR, {"goal": 2}, group)
    told = {one.pair: one for one in wave_results(workspace, number).judgements}
    assert (told[first].apart, told[first].discuss) == (Fraction(1, 2), True)
    assert dict(told[first].shares) == {MENTEE: 1, MENTOR: Fraction(3, 4), CURATOR: Fraction(1, 2)}
    assert (told[group].apart, told[group].discuss) == (Fraction(1, 4), False)


def test_before_and_after_over_those_who_answered_both(workspace: Workspace) -> None:
    school = fill(workspace)
    before = wave(workspace, {MENTEE: "before_teacher_teacher_mentee"}, title="До", date=dt.date(2026, 9, 10))
    after = wave(workspace, {MENTEE: "after_teacher_teacher_mentee"}, title="После", date=dt.date(2026, 10, 1))
    answer(workspace, before, school["gro"], MENTEE, {"effect": 6, "support": 9})
    answer(workspace, before, school["dem"], MENTEE, {"effect": 8})
    answer(workspace, before, school["ezh"], MENTEE, {"effect": 1})
    answer(workspace, after, school["gro"], MENTEE, {"effect": 9, "expectations": 7})
    answer(workspace, after, school["dem"], MENTEE, {"effect": 7, "support": 5})
    assert [(one.id, other.id) for one, other in comparing.comparable(workspace)] == [(before, after)]
    (found,) = comparing.before_after(workspace, before, after)
    assert (found.role, found.people, found.few) == (MENTEE, 2, True)
    rows = {one.key: one for one in found.rows}
    effect = rows["effect"]
    assert (effect.n, effect.before, effect.after, effect.difference) == (2, Fraction(7), Fraction(8), Fraction(1))
    assert {(name, was, became) for _person, name, was, became in effect.people} == {
        ("Громова А.Л.", 6, 9),
        ("Дёмин П.Л.", 8, 7),
    }
    assert (rows["support"].n, rows["support"].difference) == (0, None)
    assert "expectations" not in rows


def test_the_reflective_sheet_compares_itself(workspace: Workspace) -> None:
    school = fill(workspace)
    number = wave(workspace, {MENTEE: "reflection"})
    told = {"before_methodical": 3, "after_methodical": 8, "before_digital": 5}
    answer(workspace, number, school["gro"], MENTEE, told)
    rows = {one.key: one for one in comparing.own_changes(workspace, number)}
    assert (rows["before_methodical"].n, rows["before_methodical"].difference) == (1, Fraction(5))
    assert rows["before_digital"].n == 0
