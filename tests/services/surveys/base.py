"""A small invented school to ask: two pairs, a group and a mentee without a mentor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curator_app.domain.codes import RespondentRole
from curator_app.services import pairs, records
from curator_app.services.surveys import candidates, planning, replies, waves
from curator_app.services.surveys.rows import ReplyData, ReplyRow, WaveData
from curator_app.services.workspace import Workspace

D = dt.date
MENTEE, MENTOR, CURATOR = RespondentRole.MENTEE, RespondentRole.MENTOR, RespondentRole.CURATOR
FORM = "педагог – педагог"
PEOPLE: list[dict[str, Any]] = [
    {"ref": "@abr", "surname": "Абрамова", "first_name": "Вера", "patronymic": "Ильинична", "position": "учитель"},
    {"ref": "@bel", "surname": "Белов", "first_name": "Олег", "patronymic": "Ильич", "position": "учитель физики"},
    {"ref": "@vol", "surname": "Волкова", "first_name": "Нина", "patronymic": "Петровна"},
    {
        "ref": "@gro",
        "surname": "Громова",
        "first_name": "Анна",
        "patronymic": "Львовна",
        "work_start_date": "2026-09-01",
    },
    {"ref": "@dem", "surname": "Дёмин", "first_name": "Пётр", "patronymic": "Львович", "work_start_date": "2026-09-01"},
    {"ref": "@ezh", "surname": "Ежова", "first_name": "Майя", "patronymic": "Львовна"},
    {"ref": "@zhu", "surname": "Жуков", "first_name": "Иван", "patronymic": "Львович"},
    {"ref": "@zim", "surname": "Зимина", "first_name": "Ольга", "patronymic": "Львовна"},
]


@dataclass(frozen=True)
class School:
    """Numbers of people by their refs without «@», and of pairs in their order."""

    people: dict[str, int]
    pairs: list[int]

    def __getitem__(self, ref: str) -> int:
        return self.people[ref]


def fill(workspace: Workspace) -> School:
    """Абрамова leads Громова, Белов leads Дёмин and Ежова; Жуков has nobody; Зимина is the curator."""
    ids: dict[str, int] = {}
    records.add_records(workspace, "person", PEOPLE, ids)
    school = {"full_name": "МБОУ «Школа № 7»", "short_name": "Школа № 7", "curator": "@zim"}
    records.add_records(workspace, "school", [school], ids)
    records.add_records(workspace, "mentor", [{"person": f"@{one}"} for one in ("abr", "bel", "vol")], ids)
    records.add_records(workspace, "mentee", [{"person": f"@{one}"} for one in ("gro", "dem", "ezh", "zhu")], ids)
    people = {ref.removeprefix("@"): number for ref, number in ids.items()}
    told = (("abr", ["gro"], FORM), ("bel", ["dem", "ezh"], FORM))
    made = pairs.form_pairs(
        workspace,
        [
            pairs.PairData(
                mentor=people[mentor],
                mentees=[people[one] for one in mentees],
                mentoring_form=form,
                start_date=D(2026, 9, 7),
                end_date=D(2027, 5, 31),
            )
            for mentor, mentees, form in told
        ],
    )
    return School(people, list(made))


def wave(workspace: Workspace, forms: Mapping[RespondentRole, str], title: str = "Опрос", **data: Any) -> int:
    """A wave asked of everybody preselected."""
    asked = [one.asked for one in candidates.candidates(workspace, forms) if one.preselected]
    return planning.make_wave(workspace, WaveData(title=title, **data), forms, asked)


def answer(
    workspace: Workspace, wave_id: int, person: int, role: RespondentRole, answers: Mapping[str, object], pair: int = 0
) -> int:
    """Keys in a reply."""
    data = ReplyData(wave=wave_id, person=person, role=role, about_pair=pair, answers=answers)
    return replies.save_reply(workspace, data)


def reply_of(workspace: Workspace, wave_id: int, person: int, role: RespondentRole, pair: int = 0) -> ReplyRow | None:
    """What somebody has answered in a wave, as the list of the wave leads to it; None: not yet."""
    asked = {(one.person, one.role, one.about_pair): one for one in waves.get_wave(workspace, wave_id).respondents}
    number = asked[person, role, pair].reply
    return None if number is None else replies.get_reply(workspace, number)
