"""The demonstration school with its window, for tests of all windows; made once for a module."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from tests.exchange.form_filling.made import form
from tests.ui.desk import Desk

from curator_app.runtime.clock import fixed
from curator_app.runtime.paths import data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import demo, mentees, mentors, people
from curator_app.services.monitoring.forms import keeping
from curator_app.services.monitoring.forms.sources import Sources, read_sources
from curator_app.services.monitoring.measuring import measure
from curator_app.services.monitoring.rows import Measured
from curator_app.services.pairs import list_pairs
from curator_app.services.papers import wording_sets, wordings
from curator_app.services.roadmaps.reading import roadmap_of
from curator_app.services.routes import reading as routes
from curator_app.services.rows import MenteeRow, MentorRow, PairRow, PersonRow
from curator_app.services.workspace import open_workspace
from curator_app.ui.app import make_window
from curator_app.ui.common.errors import ErrorBoundary
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.main_window import MainWindow
from curator_app.ui.pairs.proposal.solved import Solved, solve

NOW = dt.datetime(2026, 10, 5, 9, 0)


class Loud(ErrorBoundary):
    """A bug in a window fails its test."""

    def handle(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Raises it again."""
        raise error


class Scene:
    """The demonstration school with its window; what dialogs are made of, read when first wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        data = data_folder(folder / "школа")
        self.clock = fixed(NOW)
        self.workspace = open_workspace(data, self.clock)
        demo.fill(self.workspace)
        demo.make_papers(self.workspace, folder / "бумаги")
        self.desk = Desk(folder, self.clock)
        self._write()  # before there are windows: those that are gone would hear of it
        self.window = self.new_window()
        self.empty = open_workspace(data_folder(folder / "пустая"), self.clock)

    def new_window(self) -> MainWindow:
        """A main window of its own: a test may spoil it."""
        data = self.workspace.folder
        return make_window(self.workspace, WindowState(data.window_state), Loud(data, self.clock))

    def _write(self) -> None:
        file = self.folder / "Форма района.xlsx"
        file.write_bytes(form())
        self.form = keeping.get_form(self.workspace, keeping.keep_form(self.workspace, file))
        self.wordings = self.folder / "Тексты.json"
        text = wordings.get_wording(self.workspace, "change")
        wordings.save_wording(self.workspace, "change", f"{text}\n")
        wording_sets.export_wordings(self.workspace, self.wordings)
        wordings.reset_wording(self.workspace, "change")

    def close(self) -> None:
        """The window and the base."""
        self.window.close()
        self.window.deleteLater()
        for one in (self.empty, self.workspace):
            one.close()

    @cached_property
    def mentors(self) -> list[MentorRow]:
        return mentors.list_mentors(self.workspace)

    @cached_property
    def mentees(self) -> list[MenteeRow]:
        return mentees.list_mentees(self.workspace)

    @cached_property
    def people(self) -> list[PersonRow]:
        return people.list_people(self.workspace)

    @cached_property
    def pairs(self) -> list[PairRow]:
        return list_pairs(self.workspace)

    @cached_property
    def solved(self) -> Solved:
        return solve(self.workspace, Progress())

    @cached_property
    def measured(self) -> Measured:
        return measure(self.workspace, "2026-Q3")

    @cached_property
    def sources(self) -> Sources:
        return read_sources(self.workspace, "2026-Q3")

    @cached_property
    def route(self) -> Any:
        return routes.get_route(self.workspace, routes.list_routes(self.workspace)[0].id)

    @cached_property
    def roadmap(self) -> Any:
        found = roadmap_of(self.workspace, self.desk.year)
        assert found is not None
        return found


Maker = Callable[[Scene], QWidget]
