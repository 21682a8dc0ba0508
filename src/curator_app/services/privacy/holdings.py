"""Where the base keeps what it knows of one person, and what becomes of each row when the person is erased.

Rows that counts of closed periods rest on are kept without what tells who somebody was; the rest is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from curator_app.storage import plain_rows

_EMPTY: Final = "{}"


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of ``table`` whose ``owners`` column holds the person's number (or that of a row of ``parent``).

    ``kept``: counted, so the row stays and its columns become ``blanks``; else it is deleted. ``where``: a condition
    that narrows the rows, ``told``: what the journal writes of such rows (any of these). ``counted``: a row here
    forbids destroying the person as a whole.
    """

    table: str
    owners: tuple[str, ...]
    category: str
    parent: str | None = None
    kept: bool = False
    counted: bool = False
    blanks: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    told: tuple[str, ...] = ()


def _nothing(*columns: str, **others: Any) -> dict[str, Any]:
    return dict.fromkeys(columns) | others


_OF_PERSON: Final = "object_kind IN ('person', 'mentor', 'mentee')"
_TOLD_OF_PERSON: Final = tuple(f'"object_kind":"{kind}"' for kind in ("person", "mentor", "mentee"))
_OWN_PAIRS: Final = "own pairs"
"""The pairs whose only mentee is the person: what they tell is about nobody else."""

HOLDINGS: Final[tuple[Holding, ...]] = (
    Holding("person", ("id",), "фамилия, имя, отчество, контакты и сведения карточки", kept=True),
    Holding("name_form", ("person_id",), "падежные формы имени"),
    Holding(
        "mentor", ("id",), "карточка наставника", kept=True,
        blanks=_nothing("competencies", "achievements", "interests", "desired_mentee_age", "time_resource", "note",
                        raw=_EMPTY),
    ),
    Holding(
        "mentee", ("id",), "карточка наставляемого", kept=True,
        blanks=_nothing("group_label", "mentor_name_raw", "note", raw=_EMPTY),
    ),
    Holding("competence", ("mentor_id",), "компетенции"),
    Holding("consent", ("person_id",), "сведения о согласиях"),
    Holding("request", ("mentee_id",), "запросы", kept=True, blanks={"wording": "", "raw": _EMPTY}),
    Holding("deficit", ("request_id",), "профессиональные дефициты", parent="request", kept=True,
            blanks=_nothing("text")),
    Holding("wish", ("mentor_id", "mentee_id"), "пожелания о паре"),
    Holding("pair_lock", ("mentor_id", "mentee_id"), "закрепления при подборе"),
    Holding("pair_ban", ("mentor_id", "mentee_id"), "запреты при подборе"),
    Holding("proposal_draft_pair", ("mentor_id", "mentee_id"), "варианты подбора"),
    Holding("round_participant", ("person_id",), "участие во встрече-знакомстве", kept=True),
    Holding("wave_respondent", ("person_id",), "участие в опросах", kept=True, counted=True,
            blanks=_nothing("excused")),
    Holding("reply", ("respondent_id",), "ответы на анкеты", kept=True, counted=True, blanks={"raw": _EMPTY}),
    Holding("pair_mentee", ("mentor_id", "mentee_id"), "участие в парах и группах", kept=True, counted=True),
    Holding("pair", ("mentor_id",), "пары и группы наставника", kept=True, counted=True),
    Holding(
        "pair", ("id",), "обоснование пары, мнение психолога, примечания", parent=_OWN_PAIRS, kept=True,
        blanks=_nothing("justification", "psychologist_opinion", "note", raw=_EMPTY),
    ),
    Holding("pair_event", ("pair_id",), "события пары", parent=_OWN_PAIRS, kept=True, blanks=_nothing("reason")),
    Holding(
        "meeting", ("pair_id",), "содержание встреч", parent=_OWN_PAIRS, kept=True,
        blanks=_nothing("topic", "done", "agreed"),
    ),
    Holding(
        "lesson_visit", ("teacher_id",), "посещения уроков", kept=True, counted=True,
        blanks=_nothing("topic", "purpose", "observed", "advice"),
    ),
    Holding(
        "route", ("mentee_id",), "индивидуальные маршруты", kept=True, counted=True,
        blanks=_nothing("goal", "strengths", "result", "note", title="Маршрут"),
    ),
    Holding(
        "route_step", ("route_id",), "шаги маршрутов", parent="route", kept=True,
        blanks=_nothing("result", "evidence", "evidence_path", "mentor_comment"),
    ),
    Holding("route_change", ("route_id",), "изменения маршрутов", parent="route", kept=True,
            blanks=_nothing("reason", "what")),
    Holding("activity_participant", ("person_id",), "участие в мероприятиях", kept=True, counted=True,
            blanks=_nothing("document", extra=_EMPTY)),
    Holding("incentive", ("person_id",), "поощрения", kept=True, counted=True, blanks=_nothing("reason", "amount")),
    Holding("contest", ("person_id",), "конкурсы", kept=True, counted=True, blanks=_nothing("note")),
    Holding("acknowledgement", ("person_id",), "отметки об ознакомлении", kept=True),
    Holding("paper", ("person_id",), "проекты документов о человеке", where="status = 'draft'",
            told=('"status":"draft"',)),
    Holding("attachment", ("owner_id",), "приложенные файлы", where="owner_kind = 'person'",
            told=('"owner_kind":"person"',)),
    Holding("attachment", ("owner_id",), "файлы согласий", parent="consent", where="owner_kind = 'consent'",
            told=('"owner_kind":"consent"',)),
    Holding("attachment", ("owner_id",), "файлы к шагам маршрутов", parent="route_step",
            where="owner_kind = 'route_step'", told=('"owner_kind":"route_step"',)),
    Holding("attachment", ("owner_id",), "файлы пар", parent=_OWN_PAIRS, where="owner_kind = 'pair'",
            told=('"owner_kind":"pair"',)),
    Holding("attachment", ("owner_id",), "файлы встреч", parent="meeting", where="owner_kind = 'meeting'",
            told=('"owner_kind":"meeting"',)),
    Holding("attachment", ("owner_id",), "файлы проектов документов", parent="paper", where="owner_kind = 'paper'",
            told=('"owner_kind":"paper"',)),
    Holding("task_mark", ("object_id",), "отметки задач", kept=True, where=_OF_PERSON, told=_TOLD_OF_PERSON,
            blanks=_nothing("evidence", "note")),
    Holding("own_task", ("object_id",), "свои задачи о человеке", where=_OF_PERSON, told=_TOLD_OF_PERSON),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one holding that are the person's: those there now, and those only the journal speaks of."""

    holding: Holding
    ids: frozenset[int]
    past: frozenset[int]


Past = Mapping[tuple[str, str, str], Mapping[int, set[int]]]


def past_of(connection: Connection) -> Past:
    """Whom the rows of the journal belonged to: read once for as many people as there are."""
    wanted: dict[str, set[str]] = {}
    for holding in HOLDINGS:
        wanted.setdefault(holding.table, set()).update(holding.owners)
    told = {word for holding in HOLDINGS for word in holding.told}
    return plain_rows.owners_in_journal(connection, wanted, told)


def gather(connection: Connection, person_id: int, past: Past | None = None) -> list[Held]:
    """What the base holds of the person; with ``past`` also the rows that are only in the journal."""
    known = plain_rows.columns_by_table(connection)
    owned: dict[str, set[int]] = {_OWN_PAIRS: _own_pairs(connection, person_id)}
    found: list[Held] = []
    for holding in HOLDINGS:
        if holding.table not in known:
            continue
        parents = {person_id} if holding.parent is None else owned.get(holding.parent, set())
        now = plain_rows.owned(connection, holding.table, holding.owners, parents, holding.where)
        then = _rows_of(past, holding, parents) - now if past is not None else set()
        owned.setdefault(holding.table, set()).update(now | then)
        found.append(Held(holding, frozenset(now), frozenset(then)))
    return found


def _rows_of(past: Past, holding: Holding, owners: Iterable[int]) -> set[int]:
    places = [
        past.get((holding.table, column, word), {}) for column in holding.owners for word in holding.told or ("",)
    ]
    return set().union(*(place.get(owner, set()) for place in places for owner in owners))


def _own_pairs(connection: Connection, person_id: int) -> set[int]:
    rows = connection.exec_driver_sql(
        "SELECT pair_id FROM pair_mentee GROUP BY pair_id HAVING count(*) = 1 AND max(mentee_id) = ?", (person_id,)
    )
    return {int(one) for (one,) in rows}


def counts(found: Sequence[Held]) -> dict[str, int]:
    """How many rows of each category there are now; categories without rows are left out."""
    told: dict[str, int] = {}
    for held in found:
        if held.ids:
            told[held.holding.category] = told.get(held.holding.category, 0) + len(held.ids)
    return told
