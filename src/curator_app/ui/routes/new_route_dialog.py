"""«Новый маршрут»: mentee, template, pair, days; the dated steps are seen before anything is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from curator_app.runtime.errors import FieldProblem, InvalidInput
from curator_app.services.routes import making, templates
from curator_app.services.routes.making import PlannedStep, RouteProposal
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.route_words import RESPONSIBLE, ROUTE_STAGE
from curator_app.ui.common.fields import ChoiceField, DayField, Field, LinesField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.table_model import Column, RowTableModel
from curator_app.ui.common.table_view import RowTableView
from curator_app.ui.common.window_state import WindowState

_EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    step: PlannedStep


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("number", "№", lambda line: line.number, kind="number", width=40),
    Column("content", "Мероприятие", lambda line: " ".join(line.step.content.split()), width=340, strong=True),
    Column("start", "Начало", lambda line: line.step.start, kind="date", width=104),
    Column("due", "Срок", lambda line: line.step.due, kind="date", width=104),
    Column("responsible", "Ответственный", lambda line: code_label(line.step.responsible, RESPONSIBLE), width=130),
    Column("deficits", "Дефицит", lambda line: "; ".join(line.step.deficits_label), width=150),
    Column("stage", "Этап", lambda line: code_label(line.step.stage, ROUTE_STAGE), width=130),
)


class NewRouteDialog(FormDialog):
    """``route_id`` is the route that was made. Everything is filled in: with a mentee given, Ctrl+Enter is enough."""

    def __init__(
        self, workspace: Workspace, state: WindowState, mentee_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        self._workspace = workspace
        self._proposal: RouteProposal | None = None
        self.route_id: int | None = None
        without = making.mentees_without_route(workspace)
        chosen = mentee_id if mentee_id is not None else (without[0][0] if without else None)
        if chosen is not None:
            self._proposal = making.propose_route(workspace, chosen)
        super().__init__(
            "Новый маршрут (ИОМ)",
            [Section("", self._fields(workspace, without, mentee_id))],
            self._put,
            verb="Создать маршрут",
            size=(940, 700),
            parent=parent,
        )
        self.model: RowTableModel[_Line] = RowTableModel(_COLUMNS, lambda line: line.number, self)
        self.table = RowTableView(self.model, state, "new_route", self)
        self.table.setMinimumHeight(120)
        self._told = QLabel(self)
        self._told.setProperty("role", "heading")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self._told)
        layout.insertWidget(3, self.table, 2)
        body = self.form.widget()
        assert body is not None
        self.form.setMaximumHeight(body.sizeHint().height() + 24)
        if self._proposal is None:
            self.notice.say(
                "У всех наставляемых уже есть маршруты. Новый можно создать с карточки наставляемого.", "info"
            )
            self.save_button.setEnabled(False)
        else:
            self._show(self._proposal)
        for name in ("mentee", "template", "pair", "start_date", "end_date"):
            self.form.fields[name].edited.connect(self._again(name))

    def _fields(self, workspace: Workspace, without: list[tuple[int, str]], mentee_id: int | None) -> list[list[Field]]:
        today = workspace.clock.today()
        people = list(without)
        if mentee_id is not None and mentee_id not in {one for one, _ in people} and self._proposal is not None:
            people.insert(0, (mentee_id, self._proposal.mentee_name))
        offered = [(one.code, one.title) for one in templates.list_templates(workspace)]
        return [
            [
                ChoiceField("mentee", "Наставляемый", people, empty=""),
                ChoiceField("template", "Шаблон", [*offered, (_EMPTY, "без шаблона: пустой маршрут")], empty=""),
            ],
            [
                ChoiceField("pair", "Пара: наставник", [], empty="без пары"),
                DayField("start_date", "Начало", today, required=True),
                DayField("end_date", "Окончание", today, required=True),
            ],
            [LinesField("goal", "Цель", rows=2), LinesField("strengths", "Сильные стороны наставляемого", rows=2)],
        ]

    def _show(self, proposal: RouteProposal) -> None:
        """Everything of a proposal in the form and the list of steps; typed texts stay."""
        self._proposal = proposal
        pair = self.form.fields["pair"]
        assert isinstance(pair, ChoiceField)
        while pair.combo.count() > 1:
            pair.combo.removeItem(1)
        for pair_id, mentor in proposal.pairs:
            pair.combo.addItem(mentor, pair_id)
        data = proposal.data
        for name in ("mentee", "template", "pair", "start_date", "end_date", "goal"):
            if name == "template" and self.form.fields["template"].value() == _EMPTY and self.model.total == 0:
                continue
            self.form.fields[name].set_value(getattr(data, name))
        self._list(proposal.steps)

    def _list(self, steps: tuple[PlannedStep, ...]) -> None:
        self.model.set_rows(_Line(number, step) for number, step in enumerate(steps, start=1))
        self._told.setText(
            f"В маршруте будет {counted(len(steps), 'мероприятие', 'мероприятия', 'мероприятий')}"
            if steps
            else "Мероприятия добавите сами"
        )

    def _again(self, name: str) -> Any:
        def act() -> None:
            values = {one: field.value() for one, field in self.form.fields.items()}
            if values["template"] == _EMPTY:
                self._list(())
                return
            start, end = values["start_date"], values["end_date"]
            if start is None or end is None or end < start or values["mentee"] is None:
                return
            if name == "mentee":
                self._show(making.propose_route(self._workspace, values["mentee"]))
                return
            keep = name != "pair"
            proposal = making.propose_route(
                self._workspace,
                values["mentee"],
                template=values["template"],
                pair=values["pair"],
                start_date=start if keep else None,
                end_date=end if keep else None,
            )
            if values["pair"] is None:
                proposal = replace(proposal, data=replace(proposal.data, pair=None))
            if name != "template":
                proposal = replace(proposal, data=replace(proposal.data, goal=values["goal"]))
            self._show(proposal)

        return act

    def _put(self, values: Values) -> None:
        if self._proposal is None:
            return
        for field in ("start_date", "end_date"):
            if values[field] is None:
                raise InvalidInput([FieldProblem(field, "Укажите дату.")])
        data = replace(
            self._proposal.data,
            mentee=values["mentee"],
            template=None if values["template"] == _EMPTY else values["template"],
            pair=values["pair"],
            start_date=values["start_date"],
            end_date=values["end_date"],
            goal=values["goal"],
            strengths=values["strengths"],
            title=None,
        )
        self.route_id = making.create_route(self._workspace, data)
