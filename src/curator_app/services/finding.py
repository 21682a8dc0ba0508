"""What can be found by name from anywhere: people with their roles, pairs, orders and other papers, surveys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.names import PersonName
from curator_app.models import Mentee, Mentor, Order, Pair, PairMentee, Person, RegisteredPaper, SurveyWave
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key, fold
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import PAIR_STATUS, code_label

T = TypeVar("T")
_LITTLE, _STEM = 3, 4
_SMALL = frozenset({"о", "об", "обо", "в", "во", "на", "по", "с", "со", "из", "к", "и", "для", "от", "за", "у"})
_BARE = str.maketrans(dict.fromkeys("«»„“”\"'()[],.:;…№/", " "))


@dataclass(frozen=True, slots=True)
class Target:
    """A record to go to: ``kind`` and ``id`` as ``open_record`` of the window takes them, ``title`` its name, ``told``
    what it is, in a few words."""

    kind: str
    id: int
    title: str
    told: str


def targets(workspace: Workspace) -> list[Target]:
    """Everything that has a card in the window, people first, each kind by its title; five queries."""
    with workspace.read() as session:
        names = {
            person.id: (person, PersonName(person.surname, person.first_name, person.patronymic))
            for person in session.execute(
                select(
                    Person.id, Person.surname, Person.first_name, Person.patronymic, Person.position,
                    Person.class_name, Person.archived_on, Mentor.id.label("mentor"), Mentee.id.label("mentee"),
                )
                .outerjoin(Mentor, (Mentor.id == Person.id) & Mentor.deleted_at.is_(None))
                .outerjoin(Mentee, (Mentee.id == Person.id) & Mentee.deleted_at.is_(None))
                .where(Person.deleted_at.is_(None))
            )
        }  # fmt: skip
        people = [
            Target(kind, person.id, name.full, _joined([role, person.position or person.class_name, _archived(person)]))
            for person, name in names.values()
            for kind, role, has in (
                ("mentor", "наставник", person.mentor),
                ("mentee", "наставляемый", person.mentee),
            )
            if has is not None
        ]
        short = {number: name.surname_initials for number, (_person, name) in names.items()}
        return [
            *_sorted(people),
            *_sorted(_pairs(session, short)),
            *_orders(session),
            *_papers(session),
            *_waves(session),
        ]


def matching(found: Iterable[Target], query: str, *, limit: int = 40) -> list[Target]:
    """Those in which the words of the query occur, the nearest first (see ``search``); titles that begin with the query
    before the others."""
    words = fold(query).translate(_BARE).split()
    if not words:
        return []
    hits = search(found, query, lambda one: f"{one.title} {one.told}")
    return sorted(hits, key=lambda one: not fold(one.title).startswith(words[0]))[:limit]


def search(found: Iterable[T], query: str, text: Callable[[T], str]) -> list[T]:
    """What a query finds by the words of ``text``, in the order given. Every word begins a word of the text, be it in
    another case («приказы», «наставника»); else with a letter wrong («Ивонова» is «Иванова»); else as many words as
    possible occur, the most first."""
    asked = fold(query).translate(_BARE).split()
    wanted = [word for word in asked if len(word) > _LITTLE or word.isdigit() or word not in _SMALL] or asked
    if not wanted:
        return []
    told = [(one, _words(text(one))) for one in found]
    for begins in (str, _stem):
        starts = [begins(word) for word in wanted]
        if hits := [one for one, words in told if all(_occurs(start, words) for start in starts)]:
            return hits
    near = [_near(word, told) for word in wanted]
    if hits := [one for one, words in told if all(words & close for close in near)]:
        return hits
    counted = [(sum(_occurs(_stem(word), words) for word in wanted if len(word) > _LITTLE), one) for one, words in told]
    best = max((number for number, _one in counted), default=0)
    return [one for number, one in counted if number == best] if best and len(wanted) > 1 else []


def _occurs(start: str, words: Iterable[str]) -> bool:
    return any(word.startswith(start) for word in words)


def _words(text: str) -> frozenset[str]:
    """The words of a text, each part of a compound beside the whole, numbers without their signs."""
    whole = fold(text).translate(_BARE).split()
    return frozenset([*whole, *(part for word in whole if "-" in word for part in word.split("-") if part)])


def _stem(word: str) -> str:
    """A word without its ending: a case or a number is another word to nobody."""
    return word[: max(_STEM, len(word) - 3)] if len(word) > _STEM else word


def _near(word: str, told: Iterable[tuple[object, frozenset[str]]]) -> frozenset[str]:
    """Words with a letter too many, too few or another one; ``word`` itself when it is short."""
    from difflib import get_close_matches

    every = {one for _item, words in told for one in words}
    close = {one for one in every if one.startswith(_stem(word))}
    if len(word) > _LITTLE:
        close.update(get_close_matches(word, every, n=6, cutoff=0.78))
    return frozenset(close)


def _pairs(session: Session, short: dict[int, str]) -> list[Target]:
    members: dict[int, list[str]] = {}
    heads: dict[int, tuple[str, str]] = {}
    query = (
        select(Pair.id, Pair.mentor_id, Pair.status, PairMentee.mentee_id)
        .join(PairMentee, PairMentee.pair_id == Pair.id)
        .where(Pair.deleted_at.is_(None))
        .order_by(Pair.id, PairMentee.id)
    )
    for pair_id, mentor, status, mentee in session.execute(query):
        heads[pair_id] = (short.get(mentor, "—"), code_label(status, PAIR_STATUS) or "")
        members.setdefault(pair_id, []).append(short.get(mentee, "—"))
    return [
        Target(
            "pair",
            pair_id,
            f"{mentor} — {', '.join(members[pair_id])}",
            _joined(["группа" if len(members[pair_id]) > 1 else "пара", status]),
        )
        for pair_id, (mentor, status) in heads.items()
    ]


def _orders(session: Session) -> list[Target]:
    query = select(Order.id, Order.number, Order.date, Order.heading).order_by(Order.date.desc(), Order.id.desc())
    return [
        Target("order", order_id, f"Приказ № {number} от {date_short(date)}", heading)
        for order_id, number, date, heading in session.execute(query)
    ]


def _papers(session: Session) -> list[Target]:
    """Papers of the register that are no orders, the latest first."""
    query = (
        select(RegisteredPaper.id, RegisteredPaper.heading, RegisteredPaper.number, RegisteredPaper.date)
        .where(RegisteredPaper.deleted_at.is_(None))
        .order_by(RegisteredPaper.date.desc(), RegisteredPaper.id.desc())
    )
    return [
        Target(
            "paper",
            paper_id,
            heading,
            _joined(["документ реестра", f"№ {number}" if number else "", f"от {date_short(date)}" if date else ""]),
        )
        for paper_id, heading, number, date in session.execute(query)
    ]


def _waves(session: Session) -> list[Target]:
    """Surveys, the latest first."""
    query = (
        select(SurveyWave.id, SurveyWave.title, SurveyWave.date)
        .where(SurveyWave.deleted_at.is_(None))
        .order_by(SurveyWave.date.desc(), SurveyWave.id.desc())
    )
    return [
        Target("survey_wave", wave_id, title, _joined(["опрос", f"от {date_short(date)}" if date else ""]))
        for wave_id, title, date in session.execute(query)
    ]


def _sorted(found: Iterable[Target]) -> list[Target]:
    return sorted(found, key=lambda one: (collation_key(one.title), one.id))


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(one for one in parts if one)


def _archived(person: object) -> str | None:
    return "в архиве" if getattr(person, "archived_on", None) is not None else None
