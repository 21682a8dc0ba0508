"""Random walks of a curator: undoing everything gives back the base as it was, redoing everything the end."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from curator_app.models import Base
from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.services import bin as recycle_bin
from curator_app.services import consents, mentees, mentors, pairs, people
from curator_app.services.consents import ConsentData
from curator_app.services.mentees import DeficitData, RequestData
from curator_app.services.mentors import CompetenceData, MentorData
from curator_app.services.pairs import PairData
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace, open_workspace

NAMES = st.sampled_from(["Ким", "Лось", "Петрова", 'О’Нил \\ "кавычки"', "Тен\u2028", "Ёлкина", "Д'Артаньян {}"])
AREAS = st.sampled_from(["digital", "methodical", "Шахматы", "Театр"])
JOURNAL = {"action", "change"}


def content(workspace: Workspace) -> dict[str, list[Any]]:
    with workspace.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(table.c.id))]
            for table in Base.metadata.sorted_tables
            if table.name not in JOURNAL
        }


class Curator(RuleBasedStateMachine):
    """What the curator does; a KnownProblem is a refusal and changes nothing."""

    workspace: Workspace

    @initialize()
    def start(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.workspace = open_workspace(data_folder(Path(self._folder.name)), fixed(dt.datetime(2026, 9, 1)))
        self.first = content(self.workspace)
        self.done = 0
        self.undone = 0

    def attempt(self, what: Callable[[], object]) -> None:
        before = content(self.workspace)
        try:
            what()
        except KnownProblem:
            assert content(self.workspace) == before
            return
        if content(self.workspace) != before:
            self.done += 1
            self.undone = 0

    def someone(self, number: int) -> int:
        ids = [row.id for row in people.list_people(self.workspace)]
        return ids[number % len(ids)] if ids else 1

    @rule(surname=NAMES, note=st.text(alphabet="аб\"'\\{}[]\n<&", max_size=8))
    def add_person(self, surname: str, note: str) -> None:
        data = PersonData(surname=surname, first_name="Ян", note=note, subjects=["химия", '"'])
        self.attempt(lambda: people.add_person(self.workspace, data))

    @rule(who=st.integers(0, 20), area=AREAS, level=st.integers(0, 4))
    def make_mentor(self, who: int, area: str, level: int) -> None:
        def do() -> None:
            person = people.get_person(self.workspace, self.someone(who))
            data = MentorData(competence_areas=[CompetenceData(area=area, level=level)])
            mentors.save_mentor(self.workspace, people.data_of(person), data, person_id=person.id)

        self.attempt(do)

    @rule(who=st.integers(0, 20), area=AREAS)
    def make_mentee(self, who: int, area: str) -> None:
        def do() -> None:
            person = people.get_person(self.workspace, self.someone(who))
            request = RequestData(wording="?", deficits=[DeficitData(area=area), DeficitData(area="digital")])
            mentees.save_mentee(
                self.workspace, people.data_of(person), mentees.MenteeData(), request=request, person_id=person.id
            )

        self.attempt(do)

    @rule(mentor=st.integers(0, 20), mentee=st.integers(0, 20), month=st.integers(1, 12))
    def form_pair(self, mentor: int, mentee: int, month: int) -> None:
        start = dt.date(2026, month, 1)
        data = PairData(
            mentor=self.someone(mentor),
            mentees=[self.someone(mentee)],
            start_date=start,
            end_date=dt.date(2026, 12, 31),
        )
        self.attempt(lambda: pairs.form_pairs(self.workspace, [data]))

    @rule(who=st.integers(0, 20))
    def consent(self, who: int) -> None:
        data = ConsentData(person=self.someone(who), kind="mentoring", date=dt.date(2026, 9, 1))
        self.attempt(lambda: consents.add_consents(self.workspace, [data]))

    @rule(kind=st.sampled_from(["person", "mentor", "mentee", "request", "pair"]), number=st.integers(1, 8))
    def delete(self, kind: recycle_bin.Kind, number: int) -> None:
        self.attempt(lambda: recycle_bin.delete(self.workspace, kind, [number]))

    @rule(number=st.integers(0, 5))
    def restore_or_erase(self, number: int) -> None:
        def do() -> None:
            rows = recycle_bin.list_bin(self.workspace)
            if rows:
                row = rows[number % len(rows)]
                (recycle_bin.restore if number % 2 else recycle_bin.erase)(self.workspace, row.kind, row.id)  # type: ignore[arg-type]  # kinds of the bin's own rows

        self.attempt(do)

    @precondition(lambda self: self.done > 0)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.done -= 1
        self.undone += 1

    @precondition(lambda self: self.undone > 0)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.done += 1
        self.undone -= 1

    @invariant()
    def base_is_sound(self) -> None:
        if hasattr(self, "done"):
            assert self.workspace.check() == []

    def teardown(self) -> None:
        if not hasattr(self, "done"):
            return
        try:
            last = content(self.workspace)
            for _ in range(self.done):
                self.workspace.undo()
            assert content(self.workspace) == self.first
            for _ in range(self.done):
                self.workspace.redo()
            assert content(self.workspace) == last
        finally:
            self.workspace.close()
            self._folder.cleanup()


TestCurator = Curator.TestCase
TestCurator.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
