"""Writing a planned import into the base: only what is new or changed, inside the caller's action."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from curator_app.domain.codes import PersonKind, ReplyWay
from curator_app.models import Deficit, Mentee, Mentor, Pair, PairMentee, Person, Reply, Request, SurveyWave
from curator_app.runtime.progress import Progress
from curator_app.services.imports.world import Entry, PairEntry, PersonEntry, World
from curator_app.services.people import assign
from curator_app.services.school import ensure_year

_STEP = 200


class Writer:
    """Writes one world. ``ids`` turns keys of the plan into numbers of the base."""

    def __init__(self, session: Session, world: World, now: dt.datetime, progress: Progress) -> None:
        self.session = session
        self.world = world
        self.now = now
        self.progress = progress
        self.ids: dict[int, int] = {key: key for key in world.people if key > 0}
        self.done = 0
        self.total = len(world.people) + len(world.pairs) + len(world.replies)

    def write(self) -> None:
        """People first, then roles, requests, pairs, replies."""
        self._people()
        self._roles()
        self._pairs()
        self._replies()
        self.session.flush()

    def _step(self) -> None:
        self.done += 1
        if self.done % _STEP == 0:
            self.progress.step(self.done, self.total, "Запись в базу")

    # ------------------------------------------------------------------ people
    def _people(self) -> None:
        fresh: list[PersonEntry] = []
        for entry in self.world.people.values():
            self._step()
            if entry.is_new:
                fresh.append(entry)
            elif entry.changed:
                person = self.session.get_one(Person, entry.key)
                values = {name: entry.values[name] for name in entry.changed if name in entry.values}
                if "patronymic" in entry.changed:
                    values["patronymic"] = entry.name.patronymic
                assign(person, values | {"raw": dict(entry.raw)})
        # The numbers are given here: SQLite tells those it gives only for one row at a time.
        last = self.session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'person'")) or 0
        self.ids.update({entry.key: last + number for number, entry in enumerate(fresh, start=1)})
        # All rows have the same columns, so that they go in by one statement; nothing mapped is made of them.
        columns = dict.fromkeys(sorted({"gender", "kind", "subjects"}.union(*(entry.values for entry in fresh))))
        for start in range(0, len(fresh), _STEP):
            some = fresh[start : start + _STEP]
            portion = [{**columns, "id": self.ids[entry.key], **_new_person(entry)} for entry in some]
            self.session.connection().execute(insert(Person), portion)
            self.progress.step(self.done, self.total, "Запись в базу")

    def _roles(self) -> None:
        binned_mentors = set(self.session.scalars(select(Mentor.id).where(Mentor.deleted_at.is_not(None))))
        binned_mentees = set(self.session.scalars(select(Mentee.id).where(Mentee.deleted_at.is_not(None))))
        number = 0
        for entry in self.world.people.values():
            own = self.ids[entry.key]
            for role, mapped, binned in (
                (entry.mentor, Mentor, binned_mentors),
                (entry.mentee, Mentee, binned_mentees),
            ):
                if role is None or not (role.is_new or role.changed):
                    continue
                number += 1
                if number % _STEP == 0:
                    self.session.flush()
                    self.progress.step(self.done, self.total, "Запись в базу")
                if role.is_new and own not in binned:
                    told = {name: value for name, value in role.values.items() if value is not None}
                    self.session.add(mapped(id=own, **told, raw=dict(role.raw)))
                else:
                    self._change(self.session.get_one(mapped, own), role, revive=own in binned)
        self.session.flush()
        for entry in self.world.people.values():
            for asked in entry.requests:
                if asked.is_new:
                    deficits = [Deficit(**asdict(one)) for one in asked.deficits]
                    mentee = self.ids[entry.key]
                    self.session.add(
                        Request(mentee_id=mentee, wording=asked.wording, **asked.values, deficits=deficits)
                    )
        self.session.flush()

    @staticmethod
    def _change(record: Any, role: Entry, *, revive: bool = False) -> None:
        values = {name: role.values[name] for name in role.changed if name in role.values}
        if revive:
            values = {**role.values, "deleted_at": None}
        assign(record, values | {"raw": dict(role.raw)})

    # ------------------------------------------------------------------ pairs
    def _pairs(self) -> None:
        for entry in self.world.pairs:
            if entry.absorbed and not entry.is_new:
                self._absorb(self.session.get_one(Pair, entry.key))
        self.session.flush()
        for entry in self.world.pairs:
            self._step()
            if entry.absorbed or not (entry.is_new or entry.changed or entry.new_members):
                continue
            pair = self._new_pair(entry) if entry.is_new else self._changed_pair(entry)
            for key in entry.new_members:
                self._join(pair, self.ids[key])

    def _absorb(self, pair: Pair) -> None:
        """A draft whose mentees go into a group leaves to the recycle bin."""
        pair.deleted_at = self.now

    def _year(self, start: dt.date | None) -> int | None:
        return None if start is None else ensure_year(self.session, start).id

    def _new_pair(self, entry: PairEntry) -> Pair:
        told = {name: value for name, value in entry.values.items() if value is not None}
        year = self._year(entry.values.get("start_date"))
        pair = Pair(mentor_id=self.ids[entry.mentor], academic_year_id=year, **told, raw=dict(entry.raw))
        self.session.add(pair)
        self.session.flush()
        return pair

    def _changed_pair(self, entry: PairEntry) -> Pair:
        pair = self.session.get_one(Pair, entry.key)
        before = (pair.start_date, pair.end_date)
        self._change(pair, entry)
        if "start_date" in entry.changed:
            pair.academic_year_id = self._year(pair.start_date)
        self.session.flush()
        if (pair.start_date, pair.end_date) != before:
            for member in pair.members:
                if member.start_date in {before[0], None}:
                    member.start_date = pair.start_date
                if member.end_date in {before[1], None}:
                    member.end_date = pair.end_date
            self.session.flush()
        return pair

    def _join(self, pair: Pair, mentee_id: int) -> None:
        self.session.add(
            PairMentee(
                pair_id=pair.id,
                mentor_id=pair.mentor_id,
                mentee_id=mentee_id,
                start_date=pair.start_date,
                end_date=pair.end_date,
            )
        )
        self.session.flush()

    # ------------------------------------------------------------------ replies
    def _replies(self) -> None:
        waves: dict[str, int] = {}
        for entry in self.world.replies.values():
            self._step()
            if not (entry.is_new or entry.changed):
                continue
            if entry.wave not in waves:
                waves[entry.wave] = self._wave(entry.wave)
            person, role, pair = entry.slot
            if entry.is_new:
                self.session.add(
                    Reply(
                        wave_id=waves[entry.wave],
                        respondent_id=self.ids[person],
                        role=role,
                        about_pair=pair,
                        way=ReplyWay.FILE.value if role else None,
                        date=entry.values["date"],
                        answers=dict(entry.values["answers"]),
                        raw=dict(entry.raw),
                    )
                )
            else:
                self._change(self.session.get_one(Reply, entry.key), entry)

    def _wave(self, title: str) -> int:
        told = self.world.waves[title]
        if told.key is not None:
            return told.key
        wave = SurveyWave(title=title, date=told.date, questions=list(told.questions))
        self.session.add(wave)
        self.session.flush()
        return wave.id


def _new_person(entry: PersonEntry) -> dict[str, Any]:
    """Values of the columns that are told or may not be empty."""
    from curator_app.texts.grammar.gender import detect_gender

    values, name = entry.values, entry.name
    gender = values.get("gender")
    if gender is None:
        guess = detect_gender(name)
        gender = guess.gender if guess.sure else None
    kind, subjects = values.get("kind"), values.get("subjects")
    return {
        **values,
        "surname": name.surname,
        "first_name": name.first_name,
        "patronymic": name.patronymic,
        "gender": gender,
        "kind": PersonKind.STAFF.value if kind is None else kind,
        "subjects": [] if subjects is None else subjects,
        "raw": entry.raw,
    }
