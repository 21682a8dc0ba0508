"""What can be found by name from anywhere: people with their roles, pairs, orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.names import PersonName
from curator_app.models import Mentee, Mentor, Order, Pair, PairMentee, Person
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key, fold
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import PAIR_STATUS, code_label


@dataclass(frozen=True, slots=True)
class Target:
    """A record to go to: ``kind`` and ``id`` as ``open_record`` of the window takes them, ``title`` its name, ``told``
    what it is, in a few words."""

    kind: str
    id: int
    title: str
    told: str


def targets(workspace: Workspace) -> list[Target]:
    """Everything that has a card in the window, people first, each kind by its title; three queries."""
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
        return [*_sorted(people), *_sorted(_pairs(session, short)), *_orders(session)]


def matching(found: Iterable[Target], query: str, *, limit: int = 40) -> list[Target]:
    """Those in which every word of the query begins a word; titles that begin with the query first. Nothing found:
    those whose first word is nearly what was typed."""
    words = fold(query).split()
    if not words:
        return []
    hits: list[tuple[bool, int, Target]] = []
    kept = list(found)
    for place, one in enumerate(kept):
        text = f" {fold(one.title)} {fold(one.told)}"
        if all(f" {word}" in text or f"-{word}" in text or f"№{word}" in text for word in words):
            hits.append((not fold(one.title).startswith(words[0]), place, one))
    if not hits and len(words[0]) > 3:
        return _nearly(kept, words[0], limit)
    return [one for _late, _place, one in sorted(hits, key=lambda hit: hit[:2])[:limit]]


def _nearly(found: list[Target], word: str, limit: int) -> list[Target]:
    """A letter too many, too few or another one: «Ивонова» is «Иванова»."""
    from difflib import get_close_matches

    by_word: dict[str, list[Target]] = {}
    for one in found:
        by_word.setdefault(fold(one.title).split()[0], []).append(one)
    near = get_close_matches(word, by_word, n=5, cutoff=0.78)
    return [one for name in near for one in by_word[name]][:limit]


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


def _sorted(found: Iterable[Target]) -> list[Target]:
    return sorted(found, key=lambda one: (collation_key(one.title), one.id))


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(one for one in parts if one)


def _archived(person: object) -> str | None:
    return "в архиве" if getattr(person, "archived_on", None) is not None else None
