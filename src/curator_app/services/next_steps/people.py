"""«Наставники», «Наставляемые»: consents on file, competences, requests, a mentor for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator_app.services.next_steps.facts import PersonFact, lacking_consents, read_people
from curator_app.services.next_steps.rows import Asking, Door, NextStep
from curator_app.texts.grammar import counted


def of_mentors(asking: Asking) -> NextStep:
    """The first act in the mentor base; two queries."""
    people = read_people(asking)
    if not people:
        return empty_base("mentors")
    mentors = [one for one in people if one.mentors]
    if not mentors:
        return NextStep(
            "mentors.none",
            "Сотрудники в базе есть. Отметьте среди них наставников",
            "Выбрать…",
            Door.STAFF_MENTORS,
        )
    if lacking := lacking_consents(asking, mentors, mentor=True):
        return NextStep(
            "mentors.consents", _no_consent(lacking, _of_mentors), "Отметить…", Door.MENTOR_CONSENTS, lacking
        )
    if dumb := tuple(one.id for one in mentors if not one.skilled):
        return NextStep(
            "mentors.competences",
            f"Компетенции не указаны у {_of_mentors(len(dumb))}: подбору не на что опереться",
            "Заполнить…",
            Door.MENTOR_CARD,
            dumb,
        )
    return NextStep("mentors.done", "Согласия и компетенции наставников на месте")


def of_requests(asking: Asking) -> NextStep:
    """The first act in the mentee base; two queries."""
    people = read_people(asking)
    if not people:
        return empty_base("requests")
    mentees = [one for one in people if one.is_mentee]
    if not mentees:
        return NextStep("requests.none", "Отметьте, кому нужен наставник", "Выбрать…", Door.STAFF_MENTEES)
    waiting = [one for one in mentees if one.waits]
    if waiting:
        return no_mentor("requests", waiting)
    if lacking := lacking_consents(asking, mentees, mentor=False):
        return NextStep(
            "requests.consents", _no_consent(lacking, _of_mentees), "Отметить…", Door.MENTEE_CONSENTS, lacking
        )
    return NextStep("requests.done", "У каждого наставляемого есть наставник, согласия на месте")


def empty_base(place: str) -> NextStep:
    """The very first act of the program, whatever the tab."""
    return NextStep(
        f"{place}.empty", "База пока пуста. Первый шаг — загрузить людей из своего файла", "Загрузить…", Door.LOAD
    )


def no_mentor(place: str, waiting: Sequence[PersonFact]) -> NextStep:
    """Mentees without a mentor: one of them gets a pair at once, several are matched; without a single request there
    is nothing to match."""
    if not any(one.asks for one in waiting):
        return NextStep(
            f"{place}.request",
            f"Запрос не записан у {_of_mentees(len(waiting))} без наставника",
            "Записать…",
            Door.REQUEST,
            _ids(waiting),
        )
    several = len(waiting) > 1
    words = counted(len(waiting), "человек ждёт", "человека ждут", "человек ждут")
    return NextStep(
        f"{place}.waiting",
        f"{words} наставника",
        "Подобрать…",
        Door.MATCHING if several else Door.FORM_PAIR,
        _ids(waiting),
    )


def _no_consent(lacking: Sequence[int], told: Callable[[int], str]) -> str:
    return f"Согласий не хватает у {told(len(lacking))}"


def _of_mentors(number: int) -> str:
    return counted(number, "наставника", "наставников", "наставников")


def _of_mentees(number: int) -> str:
    return counted(number, "наставляемого", "наставляемых", "наставляемых")


def _ids(people: Sequence[PersonFact]) -> tuple[int, ...]:
    return tuple(one.id for one in people)
