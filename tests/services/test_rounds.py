"""The acquaintance round: planning, keying in, correcting, closing; everything can be undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from curator_app.domain.codes import WishSide
from curator_app.models import Wish
from curator_app.runtime.errors import InvalidInput, KnownProblem
from curator_app.services import people, records
from curator_app.services.proposals.world import read_world
from curator_app.services.rounds import keying, planning, reading
from curator_app.services.rounds.keying import SlipData
from curator_app.services.rounds.planning import RoundData
from curator_app.services.rounds.rows import number_span
from curator_app.services.workspace import Workspace

_MENTORS = ("Абрамова", "Белов", "Волкова")
_MENTEES = ("Громова", "Дёмин", "Ежова", "Жуков")


def _school(workspace: Workspace) -> dict[str, int]:
    ids: dict[str, int] = {}
    told: list[dict[str, Any]] = [
        {"ref": f"@{name}", "surname": name, "first_name": "Лев", "position": "учитель"}
        for name in (*_MENTORS, *_MENTEES)
    ]
    records.add_records(workspace, "person", told, ids)
    records.add_records(workspace, "mentor", [{"person": f"@{name}", "capacity": 1} for name in _MENTORS], ids)
    # Волкова is a mentor and a mentee at once: two slips, but never for herself.
    records.add_records(workspace, "mentee", [{"person": f"@{name}"} for name in (*_MENTEES, "Волкова")], ids)
    records.add_records(
        workspace,
        "request",
        [{"mentee": f"@{name}", "wording": "методика"} for name in (*_MENTEES, "Волкова")],
        ids,
    )
    return ids


def _planned(workspace: Workspace, ids: dict[str, int]) -> int:
    return planning.plan_round(
        workspace,
        RoundData(title="Встреча-знакомство", date=dt.date(2026, 9, 3), time="14.30", place="актовый зал"),
        [ids[f"@{name}"] for name in reversed(_MENTORS)],
        [ids[f"@{name}"] for name in ("Волкова", *_MENTEES)],
    )


def _wishes(workspace: Workspace) -> set[tuple[str, int, int, int | None]]:
    with workspace.read() as session:
        return {(one.side, one.mentor_id, one.mentee_id, one.rank) for one in session.scalars(select(Wish))}


def test_candidates_preselect_free_mentors_and_mentees_that_wait(workspace: Workspace) -> None:
    ids = _school(workspace)
    found = planning.candidates(workspace)
    assert set(found.free) == {ids[f"@{name}"] for name in _MENTORS}
    assert set(found.waiting) == {ids[f"@{name}"] for name in (*_MENTEES, "Волкова")}


def test_slips_are_numbered_mentors_first_by_name_and_kept_when_people_are_added(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = planning.plan_round(
        workspace, RoundData(), [ids["@Волкова"], ids["@Абрамова"]], [ids["@Ежова"], ids["@Дёмин"]]
    )
    planning.update_round(
        workspace,
        number,
        RoundData(place="кабинет 12"),
        [ids["@Волкова"], ids["@Белов"]],
        [ids["@Громова"], ids["@Ежова"], ids["@Дёмин"]],
    )
    view = reading.get_round(workspace, number)
    told = [(one.number, one.short_name, one.side) for one in view.participants]
    assert told == [
        (2, "Волкова Л.", WishSide.MENTOR),
        (3, "Дёмин Л.", WishSide.MENTEE),
        (4, "Ежова Л.", WishSide.MENTEE),
        (5, "Белов Л.", WishSide.MENTOR),
        (6, "Громова Л.", WishSide.MENTEE),
    ]
    assert view.row.place == "кабинет 12"
    assert number_span(view.of_side(WishSide.MENTEE)) == "3–4, 6"


def test_a_slip_becomes_wishes_and_rekeying_replaces_them(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = _planned(workspace, ids)
    demin = ids["@Дёмин"]
    a, b, c = (ids[f"@{name}"] for name in _MENTORS)
    slip = next(one.number for one in reading.get_round(workspace, number).participants if one.person == demin)
    keying.key_slip(workspace, number, SlipData(number=slip, choices=(2, 1), avoid=(3,)))
    assert _wishes(workspace) == {("mentee", b, demin, 1), ("mentee", a, demin, 2), ("mentee", c, demin, None)}
    keying.key_slip(workspace, number, SlipData(number=slip, choices=(3, 2)))
    assert _wishes(workspace) == {("mentee", c, demin, 1), ("mentee", b, demin, 2)}
    view = reading.get_round(workspace, number)
    kept = view.by_number(slip)
    assert kept is not None
    assert (kept.choices, kept.avoid) == ((3, 2), ())
    assert keying.answered_words(view.of_side(WishSide.MENTEE)) == "ответили 1 из 5"
    workspace.undo()
    assert ("mentee", c, demin, None) in _wishes(workspace)
    keying.clear_slip(workspace, number, slip)
    assert _wishes(workspace) == set()
    assert reading.get_round(workspace, number).row.answered == 0


def test_a_wish_from_elsewhere_is_left_alone_unless_the_slip_speaks_of_it(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = planning.plan_round(workspace, RoundData(), [ids["@Абрамова"], ids["@Белов"]], [ids["@Дёмин"]])
    records.add_records(
        workspace,
        "wish",
        [
            {"side": "mentee", "mentor": ids["@Волкова"], "mentee": ids["@Дёмин"], "rank": 1},
            {"side": "mentee", "mentor": ids["@Белов"], "mentee": ids["@Дёмин"], "rank": 1},
        ],
        {},
    )
    keying.key_slip(workspace, number, SlipData(number=3, choices=(1,)))
    assert _wishes(workspace) == {
        ("mentee", ids["@Волкова"], ids["@Дёмин"], 1),
        ("mentee", ids["@Абрамова"], ids["@Дёмин"], 1),
    }


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (SlipData(number=40), "номера 1–8"),
        (SlipData(number=1, choices=(2,)), "тоже наставник"),
        (SlipData(number=1, choices=(60,)), "№ 60 в этой встрече нет"),
        (SlipData(number=1, choices=(5, 5)), "указан(а) дважды"),
        (SlipData(number=1, choices=(5,), avoid=(5,)), "что-то одно"),
        (SlipData(number=1, choices=(4, 5, 6, 7)), "не больше трёх"),
        (SlipData(number=3, choices=(3,)), "Себя выбрать нельзя"),
        (SlipData(number=3, choices=(4,)), "Себя выбрать нельзя"),
    ],
)
def test_wrong_slips_are_refused_with_a_sentence(workspace: Workspace, slip: SlipData, words: str) -> None:
    ids = _school(workspace)
    number = _planned(workspace, ids)
    with pytest.raises(KnownProblem, match=words.replace("(", r"\(").replace(")", r"\)")):
        keying.key_slip(workspace, number, slip)
    assert _wishes(workspace) == set()


def test_a_closed_round_takes_no_slip_until_it_is_opened_again(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = _planned(workspace, ids)
    with pytest.raises(KnownProblem, match="Ни одна анкета"):
        planning.close_round(workspace, number)
    keying.key_slip(workspace, number, SlipData(number=1, choices=(5,)))
    planning.close_round(workspace, number)
    with pytest.raises(KnownProblem, match="откройте её снова"):
        keying.key_slip(workspace, number, SlipData(number=2))
    planning.reopen_round(workspace, number)
    keying.key_slip(workspace, number, SlipData(number=2))
    assert reading.list_rounds(workspace)[0].answered == 2


def test_who_came_is_marked_and_who_answered_cannot_be_struck_off(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = _planned(workspace, ids)
    planning.mark_came(workspace, number, [1, 5])
    assert reading.get_round(workspace, number).row.came == 2
    keying.key_slip(workspace, number, SlipData(number=1, choices=(5,)))
    with pytest.raises(KnownProblem, match="уже сдал"):
        planning.update_round(workspace, number, RoundData(), [ids["@Белов"]], [ids["@Дёмин"]])


def test_archived_people_are_not_invited(workspace: Workspace) -> None:
    ids = _school(workspace)
    people.set_archived(workspace, [ids["@Белов"]], archived=True)
    assert ids["@Белов"] not in {row.id for row in planning.candidates(workspace).mentors}
    with pytest.raises(KnownProblem, match="в архиве"):
        planning.plan_round(workspace, RoundData(), [ids["@Белов"]], [ids["@Дёмин"]])
    with pytest.raises(InvalidInput, match="похоже на время"):
        planning.plan_round(workspace, RoundData(time="утром"), [ids["@Абрамова"]], [ids["@Дёмин"]])


def test_wishes_of_last_year_weigh_nothing_and_one_told_anew_does(workspace: Workspace) -> None:
    ids = _school(workspace)
    number = _planned(workspace, ids)
    keying.key_slip(workspace, number, SlipData(number=1, choices=(5,), avoid=(6,)))
    with workspace.read() as session:
        assert {(one.round_id, one.made_on) for one in session.scalars(select(Wish))} == {(number, dt.date(2026, 9, 3))}
        now, later = read_world(session, dt.date(2026, 10, 5)), read_world(session, dt.date(2027, 9, 1))
    assert len(now.wishes.avoided) == 1
    assert not later.wishes.avoided
    avoided = next(iter(now.wishes.avoided))
    records.add_records(
        workspace, "wish", [{"side": "mentor", "mentor": avoided[0], "mentee": avoided[1], "avoid": True}], {}
    )
    with workspace.read() as session:
        assert read_world(session, dt.date(2027, 9, 1)).wishes.avoided == {avoided}
