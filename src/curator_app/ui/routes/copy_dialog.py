"""«Скопировать маршрут»: the same steps for another mentee, or for the same one in another year."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services import mentees
from curator_app.services.routes import making
from curator_app.services.routes.rows import RouteCard
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values


class CopyRouteDialog(FormDialog):
    """``route_id`` is the copy. Start and pair follow the mentee who is chosen."""

    def __init__(self, workspace: Workspace, card: RouteCard, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        self._card = card
        self.route_id: int | None = None
        self._pair: int | None = None
        people = [(one.id, one.full_name) for one in mentees.list_mentees(workspace) if not one.archived]
        super().__init__(
            f"Скопировать маршрут — {card.route.mentee_name}",
            [
                Section(
                    "",
                    [
                        [
                            ChoiceField("mentee", "Для кого", people, empty="", required=True),
                            DayField("start_date", "Начало", workspace.clock.today(), required=True),
                        ]
                    ],
                )
            ],
            self._put,
            verb="Скопировать",
            size=(640, 300),
            parent=parent,
        )
        self.notice.say("Сроки сдвинутся вместе с началом. Отметки о выполнении и имена не копируются.", "info")
        without = {one for one, _ in making.mentees_without_route(workspace)}
        first = next((one for one, _ in people if one in without), None)
        if first is not None:
            self.form.fields["mentee"].set_value(first)
        self.form.fields["mentee"].edited.connect(self._chosen)
        self._chosen()

    def _chosen(self) -> None:
        who = self.form.fields["mentee"].value()
        if who is None:
            return
        data = making.propose_route(self._workspace, who).data
        self._pair = data.pair
        self.form.fields["start_date"].set_value(data.start_date)

    def _put(self, values: Values) -> None:
        if values["start_date"] is None:
            raise InvalidInput([FieldProblem("start_date", "Укажите дату.")])
        self.route_id = making.copy_route(
            self._workspace, self._card.route.id, values["mentee"], start_date=values["start_date"], pair=self._pair
        )
