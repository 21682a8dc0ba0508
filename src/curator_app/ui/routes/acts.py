"""What can be done with routes, steps and meetings. A dialog is imported when it is first needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from curator_app.domain.codes import RouteStatus
from curator_app.runtime.errors import KnownProblem
from curator_app.services.routes import life, reading, steps
from curator_app.services.routes.rows import RouteCard, RouteRow, StepRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.route_words import RouteCode
from curator_app.ui import papers, records
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.routes import changing
from curator_app.ui.routes.file_field import url_of
from curator_app.ui.routes.lines import StepLine
from curator_app.ui.routes.paper_door import show_journal, show_route_paper
from curator_app.ui.routes.timeline.words import shift

Dialog = Callable[[Workspace, RouteCard, QWidget | None], QDialog]


@dataclass(frozen=True, slots=True)
class LifeAct:
    """A line of the menu of a route."""

    key: str
    text: str
    icon: str
    said: str
    able: Callable[[RouteRow], bool]


def _open(route: RouteRow) -> bool:
    return not route.over


def _over(route: RouteRow) -> bool:
    return route.over


def _approved(route: RouteRow) -> bool:
    return route.status == RouteStatus.APPROVED.value


LIFE: tuple[LifeAct, ...] = (
    LifeAct("facts", "Сведения о маршруте…", "edit", "Сведения о маршруте изменены", _open),
    LifeAct("approval", "Утвердить…", "check-circle", "Маршрут утверждён", _open),
    LifeAct("acquaintance", "Ознакомление…", "user", "Ознакомление отмечено", _open),
    LifeAct("correction", "Корректировка…", "note", "Корректировка записана", _approved),
    LifeAct("extension", "Продлить…", "calendar", "Маршрут продлён", _open),
    LifeAct("completion", "Завершить…", "check", "Маршрут завершён", _open),
    LifeAct("result", "Итог…", "note", "Итог маршрута записан", _over),
    LifeAct("termination", "Прекратить…", "ban", "Маршрут прекращён", _open),
)


class ActsPage(Protocol):
    """What the acts ask of the tab."""

    def chosen(self) -> list[StepLine]:
        """The steps chosen."""

    def frozen(self, route: RouteRow) -> bool:
        """The route is over or of a closed year."""

    def show_route(self, route_id: int) -> None:
        """One route on the timeline."""

    def show_step(self, step_id: int) -> None:
        """Chooses a step where it is shown."""

    def told(self, said: str) -> None:
        """Something was changed: reads anew and says what."""


class Acts:
    """Acts on what is chosen on ``page``, or on what is told."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget, page: ActsPage) -> None:
        self._host = host
        self._workspace = workspace
        self._parent = parent
        self._page = page

    # --- routes

    def new_route(self, mentee_id: int | None = None) -> None:
        """«Новый маршрут»: made from a template and shown."""
        from curator_app.ui.routes.new_route_dialog import NewRouteDialog

        dialog = NewRouteDialog(self._workspace, self._host.state, mentee_id, self._parent)
        if run_dialog(dialog):
            self._page.told("Маршрут создан")
            if dialog.route_id is not None:
                self._page.show_route(dialog.route_id)

    def show_route(self, route_id: int) -> None:
        """One route on the timeline."""
        self._page.show_route(route_id)

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a person, a pair or an order on its tab."""
        self._host.open_record(kind, record_id)

    def open_file(self, kept: str) -> None:
        """Opens the evidence of a step in its own program. Raises KnownProblem."""
        if not QDesktopServices.openUrl(url_of(self._workspace.folder.root, kept)):
            raise KnownProblem(f"«{kept}» не открывается: возможно, файл перенесли или удалили. Выберите его снова.")

    def files(self, step_id: int, title: str) -> None:
        """Certificates and other files kept about a step."""
        papers.show_files(self._host, self._workspace, self._parent, "route_step", step_id, title)

    def live(self, route_id: int, key: str) -> None:
        """An act of ``LIFE``."""
        from curator_app.ui.routes import life_dialogs

        dialogs: dict[str, Dialog] = {
            "facts": life_dialogs.facts_dialog,
            "approval": life_dialogs.approval_dialog,
            "acquaintance": life_dialogs.acquaintance_dialog,
            "correction": life_dialogs.correction_dialog,
            "extension": life_dialogs.extension_dialog,
            "completion": life_dialogs.completion_dialog,
            "result": life_dialogs.result_dialog,
            "termination": life_dialogs.termination_dialog,
        }
        act = next(one for one in LIFE if one.key == key)
        card = reading.get_route(self._workspace, route_id)
        if run_dialog(dialogs[key](self._workspace, card, self._parent)):
            self._page.told(act.said)

    def redate(self, route_id: int) -> None:
        """Terms that hang on an event that has moved."""
        from curator_app.ui.routes.redating_dialog import RedatingDialog

        card = reading.get_route(self._workspace, route_id)
        if run_dialog(RedatingDialog(self._workspace, self._host.state, card, self._parent)):
            self._page.told("Сроки пересчитаны")

    def paper(self, route_id: int, code: RouteCode) -> None:
        """A paper of the route: ИОМ, schedule, sheet of completion."""
        show_route_paper(self._host, self._workspace, self._parent, route_id, code)

    def journal(self, pair_id: int) -> None:
        """The journal of meetings of the pair on paper."""
        show_journal(self._host, self._workspace, self._parent, pair_id, "")

    def copy_route(self, route_id: int) -> None:
        """The same steps for another mentee or another year."""
        from curator_app.ui.routes.copy_dialog import CopyRouteDialog

        dialog = CopyRouteDialog(self._workspace, reading.get_route(self._workspace, route_id), self._parent)
        if run_dialog(dialog):
            self._page.told("Маршрут скопирован")
            if dialog.route_id is not None:
                self._page.show_route(dialog.route_id)

    def show_history(self, route_id: int) -> None:
        """What happened to a route and its steps."""
        row = reading.get_route(self._workspace, route_id).route
        title = f"{row.mentee_name} — что менялось в маршруте"
        records.show_history(self._host, self._workspace, self._parent, "route", route_id, title)

    def keep_as_template(self, route_id: int) -> None:
        """The steps of a route as a template of the school's own."""
        from curator_app.ui.routes.life_dialogs import template_dialog

        if run_dialog(template_dialog(self._workspace, reading.get_route(self._workspace, route_id), self._parent)):
            self._page.told("Шаблон сохранён")

    def remove_route(self, route_id: int) -> None:
        """Puts a route into the bin; the toast takes it back."""
        life.remove_route(self._workspace, route_id)
        self._page.told("Маршрут удалён в корзину")

    def more(self) -> QMenu:
        """What belongs to all routes. Goes when it is closed."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(themed_icon("users", size=18), "Журнал встреч…", self.meetings)
        menu.addAction(themed_icon("document", size=18), "Шаблоны маршрутов…", self.templates)
        return menu

    def templates(self) -> None:
        """Templates of routes: the shipped ones and the school's own."""
        from curator_app.ui.routes.templates_dialog import TemplatesDialog

        run_dialog(TemplatesDialog(self._host, self._workspace, self._parent))
        self._page.told("")

    # --- meetings

    def add_meeting(self, pair_id: int) -> None:
        """Writes a meeting of a pair down."""
        from curator_app.ui.meetings.meeting_dialog import MeetingDialog

        if run_dialog(MeetingDialog(self._workspace, pair_id, None, self._parent)):
            self._page.told("Встреча записана")

    def meetings(self, pair_id: int | None = None) -> None:
        """The log of meetings, opened at a pair."""
        from curator_app.ui.meetings.log_dialog import MeetingsDialog

        run_dialog(MeetingsDialog(self._host, self._workspace, pair_id, self._parent))
        self._page.told("")

    # --- steps

    def add_step(self, route_id: int) -> None:
        """A new step of a route, chosen afterwards."""
        from curator_app.ui.routes.step_dialog import StepDialog

        dialog = StepDialog(self._workspace, reading.get_route(self._workspace, route_id), None, self._parent)
        if run_dialog(dialog):
            self._page.told("Мероприятие добавлено")
            if dialog.step_id is not None:
                self._page.show_step(dialog.step_id)

    def change(self) -> None:
        """Changes the chosen step."""
        from curator_app.ui.routes.step_dialog import StepDialog

        chosen = self._free()
        if len(chosen) != 1:
            return
        card = reading.get_route(self._workspace, chosen[0].route)
        present = next((one for one in card.steps if one.id == chosen[0].id), None)
        if present is not None and run_dialog(StepDialog(self._workspace, card, present, self._parent)):
            self._page.told("Мероприятие изменено")

    def mark_done(self) -> None:
        """Marks the chosen steps as done."""
        chosen = [step for step in self._free() if not step.done]
        if chosen and run_dialog(changing.done_dialog(self._workspace, chosen, self._parent)):
            self._page.told("Отмечено выполнение" if len(chosen) == 1 else f"Отмечено выполнение: {_many(chosen)}")

    def unmark(self) -> None:
        """Takes the mark of the chosen step off."""
        chosen = self._free()
        if len(chosen) == 1 and chosen[0].done:
            steps.unmark_done(self._workspace, chosen[0].id)
            self._page.told("Отметка о выполнении снята")

    def move(self) -> None:
        """Another term for the chosen step."""
        chosen = self._free()
        if len(chosen) != 1 or chosen[0].done:
            return
        if run_dialog(changing.move_dialog(self._workspace, chosen[0], self._parent)):
            self._page.told("Срок перенесён")

    def drag(self, line: StepLine, start: dt.date, due: dt.date) -> None:
        """A step was dragged; where it may not go the refusal is shown and everything stays."""
        steps.move_step(self._workspace, line.step.id, start, due)
        place, _how = shift((start, due), (start, due))
        outside = start < line.route.start_date or due > line.route.end_date
        self._page.told(f"Новый срок: {place}" + (" — вне сроков маршрута" if outside else ""))

    def change_many(self) -> None:
        """One change for all chosen steps."""
        chosen = self._free()
        if chosen and run_dialog(changing.many_dialog(self._workspace, chosen, self._parent)):
            self._page.told(f"Изменено: {_many(chosen)}")

    def delete(self) -> None:
        """Takes the chosen steps out of their routes; the toast takes it back."""
        chosen = self._free()
        if chosen:
            steps.remove_steps(self._workspace, [step.id for step in chosen])
            self._page.told(f"Удалено из маршрута: {_many(chosen)}")

    def menu(self) -> QMenu | None:
        """The menu of the chosen steps; None when nothing can be done with them. Goes when it is closed."""
        chosen = self._free()
        if not chosen:
            return None
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        alone, undone = len(chosen) == 1, any(not step.done for step in chosen)
        for text, icon, act, able in (
            ("Отметить выполнение…", "check", self.mark_done, undone),
            ("Снять отметку", "undo", self.unmark, alone and chosen[0].done),
            ("Изменить…", "edit", self.change, alone),
            ("Перенести…", "calendar", self.move, alone and undone),
            ("Изменить сразу все…", "columns", self.change_many, not alone),
            ("Удалить из маршрута", "trash", self.delete, True),
        ):
            menu.addAction(themed_icon(icon, size=18), text, act).setEnabled(able)
        return menu

    def _free(self) -> list[StepRow]:
        """The chosen steps that may be changed."""
        return [line.step for line in self._page.chosen() if not self._page.frozen(line.route)]


def _many(chosen: Sequence[StepRow]) -> str:
    return counted(len(chosen), "мероприятие", "мероприятия", "мероприятий")
