"""«Печать и файлы»: the wall or one route on paper, as a spreadsheet, as a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator_app.documents.timeline_data import Sheet
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.routes import export, printing
from curator_app.services.routes.reading import get_route
from curator_app.services.workspace import Workspace
from curator_app.texts.route_words import ROUTE_PAPER, RouteCode
from curator_app.ui.common.errors import told
from curator_app.ui.common.leaving import note_leaving
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_print import print_pdf
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.outcomes.describing import describe_route
from curator_app.ui.outcomes.mentor_report import show_mentor_report
from curator_app.ui.routes.paper_door import show_route_paper

_FOLDER_KEY = "papers/folder"

_ONE: tuple[tuple[str, Sheet, bool], ...] = (("лист А4", "A4", False), ("лист А3", "A3", False))
_WALL: tuple[tuple[str, Sheet, bool], ...] = (
    ("обзор, лист А4", "A4", True),
    ("обзор, лист А3", "A3", True),
    ("с названиями шагов, лист А4", "A4", False),
    ("с названиями шагов, лист А3", "A3", False),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported. ``route`` alone, else the wall of ``routes``."""

    title: str
    route: int | None
    routes: tuple[int, ...]
    by_stage: bool = False


class Exports:
    """Acts of the menu; ``subject`` is asked when one is chosen."""

    def __init__(
        self, host: PageHost, workspace: Workspace, parent: QWidget, subject: Callable[[], Subject | None]
    ) -> None:
        self._host = host
        self._workspace = workspace
        self._parent = parent
        self._subject = subject

    def menu(self) -> QMenu:
        """The menu, made anew every time; goes when it is closed."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        subject = self._subject()
        if subject is not None and subject.route is not None:
            for code, words in ROUTE_PAPER.items():
                menu.addAction(themed_icon("document", size=18), f"{words}…", partial(self.paper, subject.route, code))
            menu.addAction(
                themed_icon("note", size=18), "Отчёт наставника…", partial(self.mentor_report, subject.route)
            )
            menu.addAction(themed_icon("archive", size=18), "Описать как практику…", partial(self.tell, subject.route))
            menu.addSeparator()
        ways = _ONE if subject is not None and subject.route is not None else _WALL
        for icon, words, act in (("print", "Печать", self.print), ("save", "PDF", self.save_pdf)):
            for way, sheet, brief in ways:
                menu.addAction(themed_icon(icon, size=18), f"{words}: шкала, {way}…", partial(act, sheet, brief=brief))
            menu.addSeparator()
        menu.addAction(themed_icon("table", size=18), "Таблица Excel…", self.save_sheet)
        menu.addAction(themed_icon("calendar", size=18), "Календарь (.ics)…", self.save_calendar)
        return menu

    def paper(self, route_id: int, code: RouteCode) -> None:
        """A paper of the route that is approved and signed."""
        show_route_paper(self._host, self._workspace, self._parent, route_id, code)

    @told()
    def mentor_report(self, route_id: int) -> None:
        """The report of the mentor of the route's pair. Raises KnownProblem without a pair."""
        route = get_route(self._workspace, route_id).route
        if route.pair is None:
            raise KnownProblem("У этого маршрута нет пары, поэтому отчёт наставника составить нельзя. Укажите пару.")
        show_mentor_report(self._host, self._workspace, self._parent, route.pair, route.mentee_name)

    @told()
    def tell(self, route_id: int) -> None:
        """The route as a practice of the bank. Raises KnownProblem when nothing has been done on it yet."""
        if not get_route(self._workspace, route_id).route.progress.done:
            raise KnownProblem(
                "На этом маршруте ещё ничего не выполнено — описывать нечего. Отметьте выполненные шаги."
            )
        if describe_route(self._workspace, self._parent, route_id) is not None:
            self._host.changed(None, "Практика записана: «Документы» → «Итоги» → «Банк практик»")

    def print(self, sheet: Sheet, *, brief: bool = False) -> None:
        """Makes the sheets and sends them to a printer."""
        subject = self._subject()
        if subject is None:
            return

        def done(pdf: bytes) -> None:
            if print_pdf(self._parent, pdf, subject.title):
                self._host.toast(f"Отправлено на печать: {subject.title}")

        self._host.run("Подготовка к печати", lambda _progress: self._pdf(subject, sheet, brief=brief), done)

    def save_pdf(self, sheet: Sheet, *, brief: bool = False) -> None:
        """The sheets as a file."""
        self._save("pdf", lambda subject: self._pdf(subject, sheet, brief=brief))

    def save_sheet(self) -> None:
        """The steps as a spreadsheet."""
        self._save("xlsx", self._sheet)

    def save_calendar(self) -> None:
        """The steps to come as a calendar file."""
        self._save("ics", self._calendar)

    # --- inside

    def _pdf(self, subject: Subject, sheet: Sheet, *, brief: bool) -> bytes:
        if subject.route is not None:
            return printing.route_pdf(self._workspace, subject.route, sheet, by_stage=subject.by_stage)
        return printing.wall_pdf(self._workspace, sheet, routes=subject.routes, brief=brief)

    def _sheet(self, subject: Subject) -> bytes:
        if subject.route is not None:
            return export.route_sheet(self._workspace, subject.route)
        return printing.steps_sheet(self._workspace, routes=subject.routes)

    def _calendar(self, subject: Subject) -> bytes:
        chosen = subject.routes if subject.route is None else (subject.route,)
        return printing.routes_ics(self._workspace, routes=chosen)

    def _save(self, suffix: str, make: Callable[[Subject], bytes]) -> None:
        subject = self._subject()
        path = self._ask(subject.title, suffix) if subject is not None else None
        if subject is None or path is None:
            return

        def job(_progress: Progress) -> None:
            files.write_bytes(path, make(subject))

        def done(_nothing: None) -> None:
            note_leaving("calendar" if suffix == "ics" else suffix, subject.title, path)
            self._host.state.put(_FOLDER_KEY, str(path.parent))
            self._host.toast(f"Сохранено: {path.name}")

        self._host.run("Сохранение", job, done)

    def _ask(self, title: str, suffix: str) -> Path | None:
        folder = start_folder(self._host.state, _FOLDER_KEY)
        return ask_target(self._parent, f"Сохранить: {title}", folder, files.safe_name(title), suffix)
