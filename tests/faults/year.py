"""A year of the curator in any order: what must hold after every step, whatever was done before.

``walk`` is the machine for Hypothesis. The base of a failed walk is kept and named in the failure.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text
from tests.faults import school
from tests.services.papers import school as small

from curator_app.domain.codes import ClosingReason, RespondentRole
from curator_app.domain.surveys.questions import QuestionKind
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import bin as recycle_bin
from curator_app.services import consents, mentees, mentors, pairs, people, protection
from curator_app.services import school as own_school
from curator_app.services.backups import second
from curator_app.services.backups.restoring import restore_copy
from curator_app.services.imports import open_import, run_import
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.issuing import issue_order
from curator_app.services.privacy import erasing
from curator_app.services.surveys import replies, waves
from curator_app.services.surveys.rows import ReplyData
from curator_app.services.workspace import Workspace
from curator_app.services.years import rollover
from curator_app.services.years.planning import plan
from curator_app.storage import keys

# Kept by the database itself and not journalled.
_NOT_IN_JOURNAL = frozenset({"action", "change", "alembic_version"})
_DAY_ONE = dt.datetime(2026, 9, 7, 9, 0)
_NUMBERS = st.integers(0, 30)
_SURNAMES = st.sampled_from(
    ["Ким", "Лось", "Петрова", 'О’Нил "кавычки" \\', "Тен\u2028", "Д'Артаньян {}", "🙂‍↔️", "A\tB"]
)


@cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        folder = data_folder(Path(place))
        school.make_school(folder)
        return folder.database.read_bytes()


class Year(RuleBasedStateMachine):
    """What the curator does. A KnownProblem is a refusal; anything else is a bug."""

    workspace: Workspace

    @initialize()
    def begin(self) -> None:
        self._stretch = keys._stretch
        school.quick_passwords()
        self._place = tempfile.TemporaryDirectory(prefix="curator-year-")
        self._folder = data_folder(Path(self._place.name) / "данные")
        self._folder.root.mkdir()
        self._folder.database.write_bytes(_template())
        self._now = _DAY_ONE
        self._open()
        self._orders = self._issued()
        self._copies: list[tuple[Path, str, dict[int, Any], int]] = []
        self._files = itertools.count(1)
        self._erased = 0

    def _open(self) -> None:
        self.workspace = school.open_school(self._folder, fixed(self._now))

    def _attempt(self, what: Callable[[], object]) -> None:
        before = school.content_of(self.workspace)
        try:
            what()
        except KnownProblem:
            if school.content_of(self.workspace) != before:
                raise AssertionError("refused, but something has changed") from None

    def _person(self, number: int) -> int:
        ids = [one.id for one in people.list_people(self.workspace)]
        return ids[number % len(ids)] if ids else 1

    def _pair(self, number: int) -> int:
        ids = [one.id for one in pairs.list_pairs(self.workspace)]
        return ids[number % len(ids)] if ids else 1

    # ------------------------------------------------------------------------------------------ people
    @rule(surname=_SURNAMES, note=st.text(max_size=8))
    def hire(self, surname: str, note: str) -> None:
        data = people.PersonData(surname=surname, first_name="Ян", note=note, subjects=["химия", '"'])
        self._attempt(lambda: people.add_person(self.workspace, data))

    @rule(who=_NUMBERS, level=st.integers(0, 4))
    def make_mentor(self, who: int, level: int) -> None:
        def do() -> None:
            row = people.get_person(self.workspace, self._person(who))
            profile = mentors.MentorData(competence_areas=[mentors.CompetenceData(area="digital", level=level)])
            mentors.save_mentor(self.workspace, people.data_of(row), profile, person_id=row.id)

        self._attempt(do)

    @rule(who=_NUMBERS, area=st.sampled_from(["digital", "Шахматы"]))
    def make_mentee(self, who: int, area: str) -> None:
        def do() -> None:
            row = people.get_person(self.workspace, self._person(who))
            asked = mentees.RequestData(wording="?", deficits=[mentees.DeficitData(area=area)])
            mentees.save_mentee(
                self.workspace, people.data_of(row), mentees.MenteeData(), request=asked, person_id=row.id
            )

        self._attempt(do)

    @rule(who=_NUMBERS)
    def give_consents(self, who: int) -> None:
        def do() -> None:
            kinds = ("mentoring", "mentee", "personal_data")
            given = [consents.ConsentData(person=self._person(who), kind=kind, date=self._now.date()) for kind in kinds]
            consents.add_consents(self.workspace, given)

        self._attempt(do)

    @rule(who=_NUMBERS, archived=st.booleans())
    def archive(self, who: int, archived: bool) -> None:
        self._attempt(lambda: people.set_archived(self.workspace, [self._person(who)], archived=archived))

    @rule(rows=st.lists(st.tuples(_SURNAMES, st.text(alphabet='аб";\n=', max_size=4)), min_size=1, max_size=4))
    def bring_in(self, rows: list[tuple[str, str]]) -> None:
        path = self._folder.root.parent / f"список {next(self._files)}.csv"
        lines = ["ФИО;Должность;Примечание", *(f"{name} Анна Львовна;учитель;{note}" for name, note in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        self._attempt(lambda: run_import(self.workspace, open_import(path)))

    # ------------------------------------------------------------------------------------------ pairs and papers
    @rule(mentor=_NUMBERS, first=_NUMBERS, second=_NUMBERS, months=st.integers(0, 9))
    def form(self, mentor: int, first: int, second: int, months: int) -> None:
        start = self._now.date()
        data = pairs.PairData(
            mentor=self._person(mentor),
            mentees=sorted({self._person(first), self._person(second)}),
            start_date=start,
            end_date=start + dt.timedelta(days=30 * months),
        )
        self._attempt(lambda: pairs.form_pairs(self.workspace, [data]))

    @rule(number=_NUMBERS, reason=st.sampled_from(ClosingReason))
    def end(self, number: int, reason: ClosingReason) -> None:
        self._attempt(lambda: pairs.end_pair(self.workspace, self._pair(number), self._now.date(), reason.value))

    @rule(number=_NUMBERS, which=st.integers(1, 9))
    def assign(self, number: int, which: int) -> None:
        command = small.assignment(self._pair(number), f"{which}-ОД", self._now.date())
        self._attempt(lambda: issue_order(self.workspace, command))
        self._orders |= self._issued()

    @rule(number=_NUMBERS, which=st.integers(1, 9))
    def cancel(self, number: int, which: int) -> None:
        numbers = sorted(self._orders)
        if numbers:
            command = OrderCommand(
                type="cancellation",
                refers_to=numbers[number % len(numbers)],
                number=f"{which}-ОТМ",
                date=self._now.date(),
                reason="ошибка",
            )
            self._attempt(lambda: issue_order(self.workspace, command))
            self._orders |= self._issued()

    @rule(who=_NUMBERS, point=st.integers(0, 11))
    def reply(self, who: int, point: int) -> None:
        def do() -> None:
            for wave in waves.list_waves(self.workspace):
                [form] = waves.get_wave(self.workspace, wave.id).forms
                asked = [one.key for one in form.questionnaire.questions if one.kind is QuestionKind.SCALE]
                data = ReplyData(
                    wave=wave.id,
                    person=self._person(who),
                    role=RespondentRole.MENTEE,
                    answers=dict.fromkeys(asked, point),
                )
                replies.save_reply(self.workspace, data)

        self._attempt(do)

    # ------------------------------------------------------------------------------------------ the bin, undo, copies
    @rule(kind=st.sampled_from(["person", "mentor", "mentee", "request", "pair"]), number=st.integers(1, 12))
    def delete(self, kind: recycle_bin.Kind, number: int) -> None:
        self._attempt(lambda: recycle_bin.delete(self.workspace, kind, [number]))

    @rule(number=_NUMBERS, back=st.booleans())
    def empty_the_bin(self, number: int, back: bool) -> None:
        def do() -> None:
            rows = recycle_bin.list_bin(self.workspace)
            if rows:
                row = rows[number % len(rows)]
                (recycle_bin.restore if back else recycle_bin.erase)(self.workspace, row.kind, row.id)  # type: ignore[arg-type]  # kinds of the bin's own rows

        self._attempt(do)

    @rule()
    def undo(self) -> None:
        self._attempt(self.workspace.undo)

    @rule()
    def redo(self) -> None:
        self._attempt(self.workspace.redo)

    @rule()
    def undo_and_redo_is_nothing(self) -> None:
        tables = self._rows()
        try:
            self.workspace.undo()
        except KnownProblem:
            return
        self.workspace.redo()
        if self._rows() != tables:
            raise AssertionError("undo and redo left something changed")

    @rule()
    def copy(self) -> None:
        made = self.workspace.backup()
        self._copies.append((made, school.content_of(self.workspace), dict(self._orders), self._erased))

    @rule(number=_NUMBERS)
    def restore(self, number: int) -> None:
        if not self._copies:
            return
        path, content, orders, erased = self._copies[number % len(self._copies)]
        before = school.content_of(self.workspace)
        self.workspace.close()
        try:
            restore_copy(self._folder, fixed(self._now), path, key=school.key_of(self._folder))
        except KnownProblem:  # taken under a password that was taken off since
            self._open()
            if school.content_of(self.workspace) != before:
                raise AssertionError("a copy was refused, but something has changed") from None
            return
        self._open()
        self._orders = dict(orders)
        if erased == self._erased and school.content_of(self.workspace) != content:
            raise AssertionError("the restored base is not the one that was copied")

    @rule()
    def copy_to_a_second_place(self) -> None:
        def do() -> None:
            place = self._folder.root.parent / "флешка"
            place.mkdir(exist_ok=True)
            second.choose(self._folder, place)
            made = second.copy_there(self.workspace)
            self._copies.append((made, school.content_of(self.workspace), dict(self._orders), self._erased))

        self._attempt(do)

    # ------------------------------------------------------------------------------------------ privacy and settings
    @rule(who=_NUMBERS, kind=st.sampled_from(["destroyed", "depersonalised"]))
    def erase_a_person(self, who: int, kind: str) -> None:
        def do() -> None:
            person = self._person(who)
            name = erasing.name_of(self.workspace, person)
            erasing.erase(self.workspace, erasing.ErasureCommand(person=person, kind=kind, reason="отзыв"))
            self._erased += 1
            if any(
                one.id == person and name.startswith(f"{one.surname} ") for one in people.list_people(self.workspace)
            ):
                raise AssertionError("erased, but still named")
            self._orders = self._issued()

        self._attempt(do)

    @rule()
    def password(self) -> None:
        content = school.content_of(self.workspace)
        if protection.is_protected(self._folder):
            left = protection.remove(self.workspace, school.PASSWORD)
        else:
            left = protection.protect(self.workspace, school.PASSWORD, school.CODE)
        if left or school.content_of(self.workspace) != content:
            raise AssertionError(f"the password has changed the content: {left}")

    @rule(name=st.text(max_size=12), director=_NUMBERS)
    def settings(self, name: str, director: int) -> None:
        def do() -> None:
            told = own_school.get_school(self.workspace)
            told = dataclasses.replace(told, short_name=name, director=self._person(director))
            own_school.save_school(self.workspace, told)

        self._attempt(do)

    @rule()
    def close_and_open(self) -> None:
        content = school.content_of(self.workspace)
        self.workspace.close()
        self._open()
        if school.content_of(self.workspace) != content:
            raise AssertionError("closing and opening changed something")

    # ------------------------------------------------------------------------------------------ time
    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self._now += dt.timedelta(days=days)
        self.workspace.clock = fixed(self._now)

    @rule(close=st.booleans())
    def next_year(self, close: bool) -> None:
        def do() -> None:
            proposed = plan(self.workspace)
            fates = dict.fromkeys((one.id for one in proposed.pairs), "end")
            decided = rollover.Rollover(year=proposed.year, pairs=fates, close=close)  # type: ignore[arg-type]  # closed words
            rollover.apply(self.workspace, decided)

        self._attempt(do)

    # ------------------------------------------------------------------------------------------ what must hold
    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "_files"):
            return
        broken = [
            *self.workspace.check(),
            *self._journal_differs(),
            *self._overlapping(),
            *self._changed_orders(),
        ]
        if broken:
            kept = Path(tempfile.mkdtemp(prefix="curator-broken-")) / "curator.db"
            shutil.copyfile(self._folder.database, kept)
            raise AssertionError(f"{broken[:5]}; the base is kept: {kept}")

    def _rows(self) -> dict[str, dict[int, dict[str, Any]]]:
        """{table: {id: row}} of everything the journal tells of."""
        with self.workspace.read() as session:
            names = session.scalars(text("SELECT DISTINCT table_name FROM change")).all()
            return {
                name: {int(row["id"]): dict(row) for row in session.execute(text(f'SELECT * FROM "{name}"')).mappings()}
                for name in names
                if name not in _NOT_IN_JOURNAL
            }

    def _journal_differs(self) -> list[str]:
        """The journal, told from its first word, gives the tables as they are."""
        now = self._rows()
        told: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in now}
        with self.workspace.read() as session:
            changes = session.execute(text("SELECT table_name, row_id, after FROM change ORDER BY id")).all()
            emptied = session.execute(text("SELECT table_name, row_id FROM change WHERE '{}' IN (before, after)")).all()
            left_open = session.scalar(text("SELECT count(*) FROM action WHERE is_open = 1"))
        for table, row, after in changes:
            if after is None:
                told[table].pop(row, None)
            else:
                told[table][row] = json.loads(after, strict=False)
        for table, row in emptied:  # by an erasure: the journal tells no more what was there
            told[table].pop(row, None)
            now[table].pop(row, None)
        wrong = [f"{name}: the journal tells something else" for name, rows in now.items() if told[name] != rows]
        return wrong + (["an action was left open"] if left_open else [])

    def _overlapping(self) -> list[str]:
        with self.workspace.read() as session:
            found = session.execute(
                text(
                    "SELECT one.id, other.id FROM pair_mentee one JOIN pair_mentee other ON other.id > one.id "
                    "AND other.mentor_id = one.mentor_id AND other.mentee_id = one.mentee_id "
                    "JOIN pair a ON a.id = one.pair_id JOIN pair b ON b.id = other.pair_id "
                    "WHERE a.deleted_at IS NULL AND b.deleted_at IS NULL "
                    "AND coalesce(one.start_date, '0') <= coalesce(other.end_date, '9') "
                    "AND coalesce(other.start_date, '0') <= coalesce(one.end_date, '9')"
                )
            ).all()
        return [f"pairs overlap: {tuple(row)}" for row in found]

    def _issued(self) -> dict[int, Any]:
        with self.workspace.read() as session:
            rows = session.execute(text('SELECT id, number, date, content_hash, content, snapshot FROM "order"')).all()
        return {int(row[0]): tuple(row) for row in rows}

    def _changed_orders(self) -> list[str]:
        now = self._issued()
        return [] if now == self._orders else [f"orders changed: {sorted(now)} instead of {sorted(self._orders)}"]

    def teardown(self) -> None:
        if hasattr(self, "_files"):
            self.workspace.close()
            self._place.cleanup()
            keys._stretch = self._stretch
