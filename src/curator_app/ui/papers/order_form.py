"""First step of «Новый приказ»: everything the order is made of, in four parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.services import people, school
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.drafting import OrderDraft
from curator_app.services.papers.norm_library import norms_in_force
from curator_app.services.papers.numbering import next_order_number
from curator_app.services.workspace import Workspace
from curator_app.ui.common.fields import ChoiceField, DayField, Field, TextField
from curator_app.ui.papers.order_fields import person_choices
from curator_app.ui.papers.order_kinds import KINDS, kind_of
from curator_app.ui.papers.order_options import ConditionsForm, LayoutForm, NormsPanel, conditions_of, norms_of
from curator_app.ui.papers.order_subject import SubjectPanel

_MAIN, _CONDITIONS, _NORMS, _LOOK = range(4)


class OrderForm(QTabWidget):
    """Makes an OrderCommand. ``edited`` after every change by hand."""

    edited = Signal()
    look_kept = Signal()
    """The look was kept for all orders of the school."""

    def __init__(self, workspace: Workspace, wish: OrderCommand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._number_by_hand = wish.number is not None
        self.type = ChoiceField("type", "Вид приказа", [(kind.code, kind.title) for kind in KINDS], empty="")
        self.number = TextField("order_number", "Номер", limit=40)
        self.date = DayField("order_date", "Дата", workspace.clock.today())
        self.place = TextField("place", "Место")
        self.subject = SubjectPanel(workspace)
        self._wish = wish
        self._cited: Sequence[str] = ()
        self._conditions: ConditionsForm | None = None
        self._norms: NormsPanel | None = None
        self._look: LayoutForm | None = None
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(False)
        for words in ("Главное", "Условия", "Основания", "Вид"):
            self.addTab(_empty(), words)
        _put(self.widget(_MAIN), _scrolled(self._main()))
        self.currentChanged.connect(self._make_page)

    def begin(self) -> None:
        """Shows what the wish says: once, a turn after the form was made, for both together would be felt."""
        self._fill(self._wish, school.get_school(self._workspace).place)
        self._listen()

    @property
    def conditions(self) -> ConditionsForm:
        """«Условия», made when it is looked at."""
        if self._conditions is None:
            self._conditions = ConditionsForm(person_choices(people.list_people(self._workspace)))
            self._conditions.fill(self._wish)
            self._conditions.edited.connect(self.edited)
            _put(self.widget(_CONDITIONS), self._conditions)
        return self._conditions

    @property
    def norms(self) -> NormsPanel:
        """«Основания», made when it is looked at."""
        if self._norms is None:
            self._norms = NormsPanel(partial(norms_in_force, self._workspace))
            self._norms.show_day(self.date.value() or self._workspace.clock.today())
            self._norms.fill(self._wish)
            self._norms.show_usual(self._cited)
            self._norms.edited.connect(self.edited)
            _put(self.widget(_NORMS), _scrolled(self._norms))
        return self._norms

    @property
    def look(self) -> LayoutForm:
        """«Вид», made when it is looked at."""
        if self._look is None:
            self._look = LayoutForm(self._workspace)
            self._look.fill(self._wish)
            self._look.edited.connect(self.edited)
            self._look.kept.connect(self.look_kept)
            _put(self.widget(_LOOK), self._look)
        return self._look

    def command(self) -> OrderCommand:
        """The order as it is told so far."""
        command = self.subject.put_into(
            OrderCommand(
                type=self.type.value(), number=self.number.value(), date=self.date.value(), place=self.place.value()
            )
        )
        command = (
            self._conditions.put_into(command) if self._conditions is not None else conditions_of(self._wish, command)
        )
        command = self._norms.put_into(command) if self._norms is not None else norms_of(self._wish, command)
        if self._look is not None:
            return self._look.put_into(command)
        return command if self._wish.layout is None else replace(command, layout=self._wish.layout)

    def show_draft(self, draft: OrderDraft) -> None:
        """Ticks the norms that the order cites by default."""
        self._cited = [norm.id for norm in draft.data.preamble]
        if self._norms is not None:
            self._norms.show_usual(self._cited)

    def readable(self) -> bool:
        """Whether all dates can be read; turns to the first that can't."""
        for field in (self.number, self.date):
            field.tell(field.own_problem())
            if field.problem:
                self._turn(field)
                return False
        if not self.subject.readable():
            self.setCurrentIndex(0)
            return False
        return all(part is None or part.readable() for part in (self._conditions, self._look))

    def show_problems(self, refusal: InvalidInput) -> list[str]:
        """Puts what was refused at its fields; gives the sentences without a field."""
        homeless: list[str] = []
        first = True
        for problem in refusal.problems:
            field = {"order_number": self.number, "order_date": self.date, "type": self.type}.get(problem.field)
            if field is not None:
                field.tell(problem.message)
                if first:
                    self._turn(field)
            elif self.subject.tell(problem.field, problem.message):
                if first:
                    self.setCurrentIndex(0)
            else:
                homeless.append(problem.message)
                continue
            first = False
        return homeless

    # --- inside

    def _make_page(self, place: int) -> None:
        if place == _CONDITIONS:
            self.conditions.show()
        elif place == _NORMS:
            self.norms.show()
        elif place == _LOOK:
            self.look.show()

    def _main(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.number, 1)
        row.addWidget(self.date, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4, 8, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(self.type)
        layout.addLayout(row)
        layout.addWidget(self.subject, 1)
        layout.addWidget(self.place)
        return page

    def _fill(self, wish: OrderCommand, place: str | None) -> None:
        day = wish.date or self._workspace.clock.today()
        self.type.set_value(wish.type)
        self.date.set_value(day)
        self.place.set_value(wish.place or place)
        self.subject.show_kind(kind_of(wish.type))
        self.subject.fill(wish)
        self.number.set_value(wish.number)
        self._suggest_number()

    def _listen(self) -> None:
        self.type.edited.connect(self._kind_changed)
        self.date.edited.connect(self._date_changed)
        self.number.edited.connect(self._number_typed)
        for part in (self.number, self.place, self.subject):
            part.edited.connect(self.edited)

    def _kind_changed(self) -> None:
        self.subject.show_kind(kind_of(self.type.value()))
        self._suggest_number()
        self.edited.emit()

    def _date_changed(self) -> None:
        day = self.date.value()
        if isinstance(day, dt.date):
            if self._norms is not None:
                self._norms.show_day(day)
            self._suggest_number()
        self.edited.emit()

    def _number_typed(self) -> None:
        self._number_by_hand = self.number.value() is not None

    def _suggest_number(self) -> None:
        day = self.date.value()
        if not self._number_by_hand and day is not None:
            self.number.set_value(next_order_number(self._workspace, self.type.value(), day))

    def _turn(self, field: Field) -> None:
        self.setCurrentIndex(0)
        field.setFocus()


def _empty() -> QWidget:
    page = QWidget()
    page.setProperty("role", "canvas")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    return page


def _put(page: QWidget | None, inside: QWidget) -> None:
    assert page is not None
    layout = page.layout()
    assert layout is not None
    layout.addWidget(inside)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setProperty("role", "canvas")
    holder = QWidget()
    holder.setProperty("role", "canvas")
    area.setWidget(holder)  # still empty: a filled one would be dressed here, and again at every change of its place
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page)
    return area
