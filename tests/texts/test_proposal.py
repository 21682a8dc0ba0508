"""Sentences of a proposal: cases, plural forms, one full stop."""

from __future__ import annotations

import pytest

from curator_app.domain.matching.causes import Cause, CauseKind
from curator_app.domain.matching.facts import MenteeFacts, MentorFacts, Obstacle, Wishes
from curator_app.domain.matching.fit import judge
from curator_app.domain.matching.gaps import Gap, GapKind
from curator_app.domain.matching.repairs import Repair, RepairKind
from curator_app.domain.matching.units import Contradiction
from curator_app.domain.matching.weights import Tier
from curator_app.domain.matching.why_not import Barrier
from curator_app.domain.names import PersonName
from curator_app.texts.fit import OBSTACLES, fit_words
from curator_app.texts.grammar import Case
from curator_app.texts.grammar.names import decline_name
from curator_app.texts.proposal import (
    TIER_NAMES,
    TIERS,
    barrier_words,
    cause_words,
    ended,
    gap_words,
    listed,
    loss_words,
    move_words,
    on_subject,
    repair_words,
)

PEOPLE = {
    1: PersonName("Петрова", "Анна", "Сергеевна"),
    2: PersonName("Ким", "Ольга", "Викторовна"),
    3: PersonName("Иванов", "Пётр", "Ильич"),
    4: PersonName("Жук", "Илья", "Олегович"),
    5: PersonName("Белых", "Мария", "Юрьевна"),
}


def named(person: int, case: Case) -> str:
    return decline_name(PEOPLE[person], case).surname


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Математика", "по математике"),
        ("русский язык", "по русскому языку"),
        ("Основы безопасности и защиты Родины", "по основам безопасности и защиты Родины"),
        ("Робототехника", "по предмету «Робототехника»"),
    ],
)
def test_on_a_subject(subject: str, words: str) -> None:
    assert on_subject(subject) == words


def test_people_are_listed_and_many_cut_short() -> None:
    assert listed([1], Case.GENITIVE, named) == "Петровой"
    assert listed([1, 2], Case.GENITIVE, named) == "Петровой и Ким"
    assert listed([1, 2, 3], Case.INSTRUMENTAL, named) == "Петровой, Ким и Ивановым"
    assert listed([1, 2, 3, 4, 5], Case.GENITIVE, named) == "Петровой, Ким, Иванова, Жука и ещё 1"


@pytest.mark.parametrize(
    ("cause", "more", "words"),
    [
        (
            Cause(1, CauseKind.OVERLOADED, (1, 2, 3, 4), (1, 2), 4, 2),
            {"subject": "математика"},
            "4 запроса по математике на 2 места у Петровой и Ким.",
        ),
        (Cause(1, CauseKind.OVERLOADED, (1,) * 21, (1,), 21, 5), {}, "21 запрос на 5 мест у Петровой."),
        (Cause(1, CauseKind.NO_MENTORS), {}, "Нет ни одного действующего наставника."),
        (
            Cause(1, CauseKind.NO_PLACES, (1,), (1, 2), 1, 0),
            {},
            "У всех, кто подходит для Иванова, нет свободных мест: Петрова и Ким.",
        ),
        (
            Cause(1, CauseKind.LOCK, (1,), contradiction=Contradiction.LOCKS_DISAGREE),
            {"locked": (1, 2)},
            "Иванов: закрепления противоречат друг другу — сразу за Петровой и Ким. Оставьте одно.",
        ),
        (
            Cause(1, CauseKind.ALL_FORBIDDEN, (1,), obstacles={Obstacle.BAN: 1, Obstacle.SUBJECT: 5}),
            {},
            (
                "Для Иванова не подходит ни один наставник: "
                "пара запрещена куратором — 1, не ведёт обязательный предмет — 5."
            ),
        ),
        (
            Cause(1, CauseKind.ALL_FORBIDDEN, (1,), obstacles={Obstacle.REFUSED: 2}),
            {"refused": True},
            "Для Иванова наставника подобрать нельзя: отказ или отзыв согласия самого наставляемого.",
        ),
        (
            Cause(1, CauseKind.ALL_FORBIDDEN, (1, 2), obstacles={Obstacle.REFUSED: 2}),
            {"refused": True, "group": "7А"},
            "Для группы «7А» наставника подобрать нельзя: отказ или отзыв согласия у кого-то из группы.",
        ),
        (
            Cause(1, CauseKind.LOCK, (1,), contradiction=Contradiction.LOCK_FORBIDDEN),
            {"locked": (1,), "barred": "не ведёт обязательный предмет"},
            (
                "Иванов: закрепление за Петровой исполнить нельзя — не ведёт обязательный предмет. "
                "Снимите закрепление или это препятствие."
            ),
        ),
        (
            Cause(1, CauseKind.GROUP_TOO_LARGE, (1, 2, 3), (1,), 3, 2),
            {"group": "7А"},
            "Группе «7А» нужно 3 места у одного наставника, а свободно самое большее 2.",
        ),
        (
            Cause(1, CauseKind.GROUP_OVER_LIMIT, (1,), needed=11, places=8),
            {"group": "7А"},
            "В группе «7А» 11 человек, а предел для одной группы — 8.",
        ),
    ],
)
def test_causes(cause: Cause, more: dict[str, object], words: str) -> None:
    assert cause_words(cause, named, 3, **more) == words  # type: ignore[arg-type]  # told by name in every case


def test_one_full_stop() -> None:
    assert (ended("у Ким О.В."), ended("у Ким")) == ("у Ким О.В.", "у Ким.")


def test_repairs() -> None:
    def words(repair: Repair, group: str | None = None) -> str:
        knows = {"subjects": ["химия"], "areas": ["цифровая", "методическая"]}
        return repair_words(repair, named, 3, subject="химия", group=group, capacity=3, **knows)

    place = Repair(RepairKind.ADD_PLACE, 1, 1, places=1)
    assert words(place) == "Добавить 1 место: Петрова (станет 3)"
    locked = Repair(RepairKind.ADD_PLACE, 1, 1, places=2, lock=True)
    assert words(locked) == "Добавить 2 места: Петрова (станет 3) и закрепить пару с Ивановым"
    assert words(locked, "7А").endswith("и закрепить группу «7А»")
    assert words(Repair(RepairKind.DROP_REQUIREMENT, 1)) == "Не требовать предмет «химия» в запросе Иванова"
    assert words(Repair(RepairKind.LIFT_BAN, 1, 1)) == "Снять запрет: Петрова — Иванов"
    assert words(Repair(RepairKind.ADD_MENTOR, 1, places=1)) == (
        "Пригласить наставника из другой организации (1 место): предмет — химия; области — цифровая, методическая"
    )


def test_losses_are_told_most_important_first() -> None:
    losses = {Tier.COVERAGE: 1, Tier.DEFICITS: 12, Tier.WISHES: -1, Tier.LOAD: 0}
    assert loss_words(losses, 1) == ["охват: 1 запрос без наставника", "дефициты: −12 баллов", "пожелания: +1 балл"]
    assert loss_words({Tier.COVERAGE: 2}, 0) == ["охват: −2 балла"]
    assert move_words(3, 1, None, named) == "Иванов: сейчас у Петровой, тогда без наставника"


def test_every_code_has_its_words() -> None:
    assert set(TIERS) == set(TIER_NAMES) == set(Tier)
    assert set(OBSTACLES) == set(Obstacle)
    for barrier in Barrier:
        assert barrier_words(barrier, [Obstacle.BAN], 1, 3)
    for kind in GapKind:
        assert "ЦНППМ" in gap_words(Gap("digital", kind, (1, 2), 3), "цифровая")


def test_conditions_of_a_pair_are_said() -> None:
    mentor = MentorFacts(
        id=1,
        competences={},
        subjects=frozenset({"химия"}),
        capacity=2,
        load=1,
        form="а",
        building="корпус а",
        shift="1",
        experience=21,
    )
    mentee = MenteeFacts(
        id=2,
        deficits=[],
        subjects=frozenset({"химия"}),
        form="а",
        building="корпус а",
        shift="1",
        experience=1,
        previous=frozenset({1}),
    )
    assert fit_words(judge(mentor, mentee, Wishes({}, {})), {}) == [
        "тот же предмет: химия",
        "уже работали вместе, план выполнили",
        "желаемая форма совпадает",
        "то же здание",
        "та же смена",
        "опытнее: стаж 21 год",
        "свободно 1 место",
    ]


def test_a_subject_is_said_as_it_was_typed() -> None:
    mentor = MentorFacts(id=1, competences={}, subjects=frozenset({"обзр"}), capacity=1, load=0)
    mentee = MenteeFacts(id=2, deficits=[], subjects=frozenset({"обзр"}))
    assert fit_words(judge(mentor, mentee, Wishes({}, {})), {}, ["ОБЗР"])[0] == "тот же предмет: ОБЗР"
