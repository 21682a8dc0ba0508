"""The whole register in one list: orders, drafts of orders and other papers, with all that is kept about each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.catalogue import paper
from curator_app.domain.school_year import SchoolYear
from curator_app.models import Order, OrderDraftRecord, OrderPair, PairMentee, Person, RegisteredPaper
from curator_app.models import Pair as PairRecord
from curator_app.services import attachments, people
from curator_app.services.papers import acknowledgements, links, norm_library, register, registered
from curator_app.services.papers.acknowledgements import Progress
from curator_app.services.workspace import Workspace

EntryKind = Literal["order", "draft", "paper"]
Status = Literal["draft", "signed", "changed", "cancelled"]
STATUS_LABELS: dict[Status, str] = {
    "draft": "проект",
    "signed": "подписан",
    "changed": "изменён",
    "cancelled": "отменён",
}
_OF_ORDER: dict[str, Status] = {"issued": "signed", "changed": "changed", "cancelled": "cancelled"}
_PLACES: dict[EntryKind, int] = {"order": 0, "draft": 1, "paper": 2}
_SILENT = frozenset({"is", "align", "size"})
_MOST_KEPT = 5_000
_NOBODY = Progress(done=0, total=0, overdue=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A line of the register. ``id`` is the number of the record among its ``kind``, ``key`` is unique in the whole
    register; ``text``: the words of the paper for a search; ``people``: everybody it names; ``outdated``: it cites a
    norm not in force."""

    kind: EntryKind
    id: int
    type: str
    type_label: str
    series: str
    number: str | None
    date: dt.date | None
    school_year: str | None
    heading: str
    status: Status
    state: str
    people: frozenset[int]
    people_names: str
    pairs: tuple[int, ...]
    scans: int
    acquainted: Progress
    linked: bool
    outdated: bool
    printable: bool
    text: str

    @property
    def key(self) -> int:
        """Unique among all entries."""
        return key_of(self.kind, self.id)

    @property
    def status_label(self) -> str:
        """The status in one word."""
        return STATUS_LABELS[self.status]

    @property
    def title(self) -> str:
        """«Приказ № 5-од от 05.10.2026», «Протокол № 2 от …»."""
        number = f" № {self.number}" if self.number else ""
        date = f" от {self.date:%d.%m.%Y}" if self.date else ""
        what = {"order": "Приказ", "draft": "Проект приказа"}.get(self.kind, self.type_label)
        return f"{what}{number}{date}"


def key_of(kind: EntryKind, number: int) -> int:
    """The key of an entry by its kind and number."""
    return number * len(_PLACES) + _PLACES[kind]


def list_entries(workspace: Workspace, *, year: str | None = None) -> list[Entry]:
    """The register, the latest first, in a constant number of queries; ``year``: papers of one school year and those
    without a date."""
    today = workspace.clock.today()
    with workspace.read() as session:
        found = [*_orders(session, today), *_drafts(session), *_papers(session, today)]
    if year is not None:
        wanted = SchoolYear.parse(year)
        assert wanted is not None
        found = [one for one in found if one.date is None or _concerns(wanted, one.date, today)]
    return sorted(found, key=lambda one: (one.date or dt.date.max, one.kind == "draft", one.id), reverse=True)


def _concerns(year: SchoolYear, date: dt.date, today: dt.date) -> bool:
    """An order of the summer belongs to the year it prepares as well."""
    prepared = dt.date(date.year, 9, 1) if 6 <= date.month <= 8 else date
    return year.concerns(date, max(date, prepared), today)


def _orders(session: Session, today: dt.date) -> Iterator[Entry]:
    states = register.statuses(session)
    scans, read = attachments.counts(session, "order"), acknowledgements.progress(session, today)
    linked, norms = links.all_links(session), norm_library.all_known(session)
    pairs: dict[int, list[int]] = {}
    for order_id, pair_id in session.execute(select(OrderPair.order_id, OrderPair.pair_id).order_by(OrderPair.id)):
        pairs.setdefault(order_id, []).append(pair_id)
    columns = (
        *(Order.id, Order.type, Order.series, Order.number, Order.date, Order.heading),
        *(Order.effect, Order.refers_to_id, Order.content_hash),
    )
    orders = session.execute(select(*columns).order_by(Order.date, Order.id)).all()
    base = str(session.get_bind().engine.url)
    _learn(session, base, {one.id: one.content_hash for one in orders})
    later: dict[int, list[tuple[str, dt.date, str | None]]] = {}
    for one in orders:
        if one.refers_to_id is not None and states[one.id] != "cancelled":
            later.setdefault(one.refers_to_id, []).append((one.number, one.date, one.effect))
    for one in orders:
        facts = _FACTS[base, one.id, one.content_hash]
        status = _OF_ORDER[states[one.id]]
        yield Entry(
            kind="order",
            id=one.id,
            type=one.type,
            type_label=paper(one.type).title,
            series=one.series,
            number=one.number,
            date=one.date,
            school_year=SchoolYear.of(one.date).label,
            heading=one.heading,
            status=status,
            state=_state(status, later.get(one.id, [])),
            people=facts.people,
            people_names=facts.about,
            pairs=tuple(pairs.get(one.id, ())),
            scans=scans.get(one.id, 0),
            acquainted=read.get(("order", one.id), _NOBODY),
            linked=one.refers_to_id is not None or one.id in later or ("order", one.id) in linked,
            outdated=status != "cancelled" and norm_library.out_of_force(norms, facts.norms, one.date, today),
            printable=True,
            text=facts.words,
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an issued order says, read once: an order never changes under its seal."""

    people: frozenset[int]
    about: str
    norms: tuple[str, ...]
    words: str


# By base, number of the order and its seal: the same words in two bases speak of people of other numbers.
_FACTS: dict[tuple[str, int, str], _Facts] = {}


def _learn(session: Session, base: str, seals: Mapping[int, str]) -> None:
    if len(_FACTS) > _MOST_KEPT:
        _FACTS.clear()
    unknown = [number for number, seal in seals.items() if (base, number, seal) not in _FACTS]
    query = select(Order.id, Order.snapshot, Order.content).where(Order.id.in_(unknown))
    for number, snapshot, content in session.execute(query):
        _FACTS[base, number, seals[number]] = _Facts(
            frozenset(_persons(snapshot)),
            _about(snapshot),
            tuple(str(norm.get("id")) for norm in snapshot.get("preamble", ())),
            _words(content),
        )


def _state(status: Status, later: list[tuple[str, dt.date, str | None]]) -> str:
    if status not in ("changed", "cancelled") or not later:
        return STATUS_LABELS[status]
    by = [one for one in later if one[2] == "cancels"] or later
    numbers = ", ".join(f"№ {number} от {date:%d.%m.%Y}" for number, date, _effect in by)
    return f"{STATUS_LABELS[status]} {'приказом' if len(by) == 1 else 'приказами'} {numbers}"


def _drafts(session: Session) -> Iterator[Entry]:
    drafts = list(session.scalars(select(OrderDraftRecord).where(OrderDraftRecord.deleted_at.is_(None))))
    wanted = {one for draft in drafts for one in draft.command.get("pairs", ())}
    members = _members(session, wanted)
    names = _names(session, {person for people_of in members.values() for person in people_of})
    for one in drafts:
        pairs = tuple(pair for pair in one.command.get("pairs", ()) if pair in members)
        yield Entry(
            kind="draft",
            id=one.id,
            type=one.type,
            type_label=paper(one.type).title,
            series=one.series,
            number=one.number,
            date=one.date,
            school_year=None if one.date is None else SchoolYear.of(one.date).label,
            heading=one.heading,
            status="draft",
            state=STATUS_LABELS["draft"],
            people=frozenset(person for pair in pairs for person in members[pair]),
            people_names="; ".join(_pair_words(members[pair], names) for pair in pairs),
            pairs=pairs,
            scans=0,
            acquainted=_NOBODY,
            linked=one.command.get("refers_to") is not None,
            outdated=False,
            printable=True,
            text=one.note or "",
        )


def _papers(session: Session, today: dt.date) -> Iterator[Entry]:
    papers = list(session.scalars(select(RegisteredPaper).where(RegisteredPaper.deleted_at.is_(None))))
    scans, read = attachments.counts(session, "paper"), acknowledgements.progress(session, today)
    linked = links.all_links(session)
    members = _members(session, {one.pair_id for one in papers if one.pair_id is not None})
    everybody = {person for people_of in members.values() for person in people_of}
    names = _names(session, everybody | {one.person_id for one in papers if one.person_id is not None})
    for one in papers:
        of_pair = members.get(one.pair_id, ()) if one.pair_id is not None else ()
        own = (one.person_id,) if one.person_id is not None else ()
        told = _pair_words(of_pair, names) if of_pair else "".join(names.get(person, "") for person in own)
        status: Status = one.status  # type: ignore[assignment]  # a closed list
        yield Entry(
            kind="paper",
            id=one.id,
            type=one.kind,
            type_label=registered.kind_label(one.kind),
            series=one.series,
            number=one.number,
            date=one.date,
            school_year=None if one.date is None else SchoolYear.of(one.date).label,
            heading=one.heading,
            status=status,
            state=STATUS_LABELS[status],
            people=frozenset((*own, *of_pair)),
            people_names=told,
            pairs=() if one.pair_id is None else (one.pair_id,),
            scans=scans.get(one.id, 0),
            acquainted=read.get(("paper", one.id), _NOBODY),
            linked=("paper", one.id) in linked,
            outdated=False,
            printable=one.content is not None,
            text=f"{one.note or ''} {_words(one.content or {})}".strip(),
        )


def _members(session: Session, pairs: set[int]) -> dict[int, tuple[int, ...]]:
    """The mentor of each pair and then its mentees."""
    found: dict[int, list[int]] = {}
    for pair_id, mentor in session.execute(
        select(PairRecord.id, PairRecord.mentor_id).where(PairRecord.id.in_(list(pairs)))
    ):
        found[pair_id] = [mentor]
    mentees = select(PairMentee.pair_id, PairMentee.mentee_id).where(PairMentee.pair_id.in_(list(pairs)))
    for pair_id, mentee in session.execute(mentees.order_by(PairMentee.id)):
        found[pair_id].append(mentee)
    return {pair: tuple(people_of) for pair, people_of in found.items()}


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    query = select(Person).where(Person.id.in_(list(ids)))
    return {one.id: people.title_of(one) for one in session.scalars(query)}


def _pair_words(members: tuple[int, ...], names: dict[int, str]) -> str:
    if not members:
        return ""
    mentor, *mentees = (names.get(one, "") for one in members)
    return f"{mentor} — {', '.join(mentees)}" if mentees else mentor


def _persons(value: Any) -> Iterator[int]:
    """Numbers of all people in a snapshot."""
    if isinstance(value, dict):
        if value.get("is") == "PaperPerson" and isinstance(value.get("id"), int):
            yield value["id"]
        for part in value.values():
            yield from _persons(part)
    elif isinstance(value, list):
        for part in value:
            yield from _persons(part)


def _about(snapshot: dict[str, Any]) -> str:
    """«Петрова А.С. — Иванова М.П.» of each pair, as the order itself has them."""
    return "; ".join(
        " — ".join(one for one in (_short(pair.get("mentor")), ", ".join(map(_short, pair.get("mentees", ())))) if one)
        for pair in snapshot.get("pairs", ())
    )


def _short(person: dict[str, Any] | None) -> str:
    if not person or not person.get("surname"):
        return ""
    letters = "".join(f"{name[0]}." for name in (person.get("first_name"), person.get("patronymic")) if name)
    return f"{person['surname']} {letters}".strip()


def _words(content: dict[str, Any]) -> str:
    """All words of a paper."""
    return " ".join(" ".join(_letters(content.get("blocks"))).split())


def _letters(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        # Runs of one text belong together: a name may be half bold.
        if value and all(isinstance(one, dict) and one.get("is") == "Run" for one in value):
            yield "".join(str(one.get("text", "")) for one in value)
        else:
            for one in value:
                yield from _letters(one)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _SILENT:
                yield from _letters(part)
