"""What can be done with a route, a step and meetings: each act opens its dialog, which is imported when first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from curator_app.domain.codes import RouteStatus
from curator_app.services.routes import life, reading
from curator_app.services.routes.rows import RouteCard, RouteRow, StepRow
from curator_app.services.workspace import Workspace
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog

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


def _approved(route: RouteRow) -> bool:
    return route.status == RouteStatus.APPROVED.value


LIFE: tuple[LifeAct, ...] = (
    LifeAct("facts", "Сведения о маршруте…", "edit", "Сведения о маршруте изменены", _open),
    LifeAct("approval", "Утвердить…", "check-circle", "Маршрут утверждён", _open),
    LifeAct("acquaintance", "Ознакомление…", "user", "Ознакомление отмечено", _open),
    LifeAct("correction", "Корректировка…", "note", "Корректировка записана", _approved),
    LifeAct("extension", "Продлить…", "calendar", "Маршрут продлён", _open),
    LifeAct("completion", "Завершить…", "check", "Маршрут завершён", _open),
    LifeAct("termination", "Прекратить…", "ban", "Маршрут прекращён", _open),
)


class Acts:
    """``told`` is called with what was done, after a dialog was accepted."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget, told: Callable[[str], None]) -> None:
        self._host = host
        self._workspace = workspace
        self._parent = parent
        self._told = told

    def new_route(self, mentee_id: int | None = None) -> int | None:
        """«Новый маршрут»; gives its number."""
        from curator_app.ui.routes.new_route_dialog import NewRouteDialog

        dialog = NewRouteDialog(self._workspace, self._host.state, mentee_id, self._parent)
        if not run_dialog(dialog):
            return None
        self._told("Маршрут создан")
        return dialog.route_id

    def add_step(self, route_id: int) -> int | None:
        """A new step of a route; gives its number."""
        from curator_app.ui.routes.step_dialog import StepDialog

        card = reading.get_route(self._workspace, route_id)
        dialog = StepDialog(self._workspace, card, None, self._parent)
        if not run_dialog(dialog):
            return None
        self._told("Мероприятие добавлено")
        return dialog.step_id

    def change_step(self, step: StepRow) -> None:
        """Changes a step."""
        from curator_app.ui.routes.step_dialog import StepDialog

        card = reading.get_route(self._workspace, step.route)
        present = next((one for one in card.steps if one.id == step.id), None)
        if present is not None and run_dialog(StepDialog(self._workspace, card, present, self._parent)):
            self._told("Мероприятие изменено")

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
            "termination": life_dialogs.termination_dialog,
        }
        act = next(one for one in LIFE if one.key == key)
        card = reading.get_route(self._workspace, route_id)
        if run_dialog(dialogs[key](self._workspace, card, self._parent)):
            self._told(act.said)

    def redate(self, route_id: int) -> None:
        """Terms that hang on an event that has moved."""
        from curator_app.ui.routes.redating_dialog import RedatingDialog

        card = reading.get_route(self._workspace, route_id)
        dialog = RedatingDialog(self._workspace, self._host.state, card, self._parent)
        if run_dialog(dialog):
            self._told("Сроки пересчитаны")

    def add_meeting(self, pair_id: int) -> None:
        """Writes a meeting of a pair down."""
        from curator_app.ui.meetings.meeting_dialog import MeetingDialog

        if run_dialog(MeetingDialog(self._workspace, pair_id, None, self._parent)):
            self._told("Встреча записана")

    def meetings(self, pair_id: int | None = None) -> None:
        """The log of meetings."""
        from curator_app.ui.meetings.log_dialog import MeetingsDialog

        run_dialog(MeetingsDialog(self._host, self._workspace, pair_id, self._parent))
        self._told("")

    def remove_route(self, route_id: int) -> None:
        """Puts a route into the bin; the toast takes it back."""
        life.remove_route(self._workspace, route_id)
        self._told("Маршрут удалён в корзину")
