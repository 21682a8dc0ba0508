"""Keying in slips by digits and Enter alone: number of the slip, first to third choice, «не хотел(а) бы», next slip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.acquaintance import CHOICES
from curator_app.runtime.errors import KnownProblem
from curator_app.services.rounds import keying
from curator_app.services.rounds.keying import SlipData, find_problem
from curator_app.services.rounds.rows import ParticipantRow, RoundView, number_span, other_side
from curator_app.services.workspace import Workspace
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.window_state import WindowState
from curator_app.ui.rounds.name_label import NameLabel
from curator_app.ui.rounds.words import SIDE_WORDS, list_parts, names, number_of

_COLUMNS: tuple[Column[ParticipantRow], ...] = (
    Column("number", "№", lambda row: row.number, kind="number", width=46),
    Column("name", "Чья анкета", lambda row: row.short_name, width=165, strong=True),
    Column(
        "state",
        "Анкета",
        lambda row: ", ".join(map(str, row.choices)),
        width=130,
        badge=lambda row: (
            Badge("№ " + ", ".join(map(str, row.choices)) if row.choices else "без выбора", "ok")
            if row.answered
            else None
        ),
    ),
    Column("side", "Кто", lambda row: SIDE_WORDS[row.side], width=120),
)
_ADVICE = (
    "Номер с бланка и Enter; после последней клетки анкета запишется сама. Вместо номера можно начать фамилию. "
    "«Не хотел(а) бы» видно только здесь."
)
_LABELS = ("1-й выбор", "2-й выбор", "3-й выбор")


class KeyingPage(QWidget):
    """``changed`` is told what was done; the page is shown the round anew by its owner."""

    def __init__(
        self,
        workspace: Workspace,
        state: WindowState,
        changed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._changed = changed
        self._view: RoundView | None = None
        self._loaded: int | None = None
        self.number = _line("Номер анкеты")
        self.choices = [_line(label) for label in _LABELS]
        self.avoid = _line("Не хотел(а) бы работать")
        self._fields = [self.number, *self.choices, self.avoid]
        self._names = {field: NameLabel() for field in self._fields}
        self.notice = Notice("info", parent=self)
        self.keep = QPushButton("Записать анкету", self)
        self.keep.setProperty("kind", "primary")
        self.clear = QPushButton("Очистить", self)
        self.clear.setToolTip("Считать эту анкету не сданной")
        for button in (self.keep, self.clear):
            button.setAutoDefault(False)
        self.panel: TablePanel[ParticipantRow] = TablePanel(
            _COLUMNS,
            lambda row: row.number,
            state,
            "round_slips",
            empty=EmptyState("users", "Анкет нет", "Сначала отметьте участников встречи."),
            hint="Найти анкету…",
        )
        self._build()
        for field in self._fields:
            field.installEventFilter(self)
            field.textEdited.connect(lambda _text: self._look())
        self.number.textEdited.connect(lambda _text: self._load_typed())
        self.keep.clicked.connect(self.save)
        self.clear.clicked.connect(self._clear)
        self.panel.table.opened.connect(self.open_slip)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, (field, label) in enumerate(zip(self._fields, ("Анкета №", *_LABELS, "Не хотел(а) бы"), strict=True)):
            caption = QLabel(label, self)
            caption.setBuddy(field)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(self._names[field], row, 2)
        grid.setColumnStretch(2, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(grid)
        left.addWidget(self.notice)
        left.addLayout(buttons)
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addLayout(left, 6)
        layout.addWidget(self.panel, 6)

    # --- shown

    def show_round(self, view: RoundView) -> None:
        """The round as it is; what is being typed stays."""
        self._view = view
        self.panel.set_rows(view.participants)
        following = self._next()
        self.number.setPlaceholderText("" if following is None else str(following))
        open_ = view.row.closed_on is None
        for field in self._fields:
            field.setEnabled(open_)
        self._look()
        if open_ and not self.notice.text:
            self.notice.say(_ADVICE, "info")
        if not open_:
            self.notice.say("Встреча закрыта: анкеты больше не вводятся. Внизу её можно открыть снова.", "info")

    def start(self) -> None:
        """The cursor to the number of the slip."""
        self.number.setFocus()
        self.number.selectAll()

    def open_slip(self, number: int) -> None:
        """Shows a slip to be keyed in or put right."""
        self.number.setText(str(number))
        self._load(number)
        self.choices[0].setFocus()
        self.choices[0].selectAll()

    def slip(self) -> SlipData | None:
        """What is typed; None while a name means nobody."""
        assert self._view is not None
        number = number_of(self.number.text(), self._view.participants)
        whose = None if number is None else self._view.by_number(number)
        if number is None:
            return None
        rows = self._view.participants if whose is None else self._view.of_side(other_side(whose.side))
        choices = [number_of(field.text(), rows) for field in self.choices if field.text().strip()]
        avoid = [number_of(part, rows) for part in list_parts(self.avoid.text())]
        if None in choices or None in avoid:
            return None
        return SlipData(
            number=number,
            choices=tuple(one for one in choices if one is not None),
            avoid=tuple(one for one in avoid if one is not None),
        )

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on; arrows go up and down the cells."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._fields:
            place = self._fields.index(watched)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter(place)
                return True
            if event.key() == Qt.Key.Key_Up and place:
                self._focus(place - 1)
                return True
            if event.key() == Qt.Key.Key_Down and place + 1 < len(self._fields):
                self._focus(place + 1)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, place: int) -> None:
        if place == 0:
            self._enter_number()
        elif place == len(self._fields) - 1:
            self.save()
        elif not self._fields[place].text().strip():
            self._focus(len(self._fields) - 1)
        elif self._tell_field(place):
            self._focus(place + 1)

    def _enter_number(self) -> None:
        assert self._view is not None
        if not self.number.text().strip() and (following := self._next()) is not None:
            self.number.setText(str(following))
            self._load(following)
        number = number_of(self.number.text(), self._view.participants)
        if number is None or self._view.by_number(number) is None:
            self.notice.say(
                f"Такой анкеты в этой встрече нет: номера {number_span(self._view.participants)}.", "danger"
            )
            self.number.selectAll()
            return
        self._focus(1)

    def _tell_field(self, place: int) -> bool:
        """Refuses at once what is wrong in the cells so far."""
        slip = self.slip()
        problem = "Такого участника не нашлось: наберите номер или начало фамилии." if slip is None else ""
        if slip is not None and self._view is not None:
            problem = find_problem(self._view, slip)
        if problem:
            self.notice.say(problem, "danger")
            self._fields[place].selectAll()
        return not problem

    def _focus(self, place: int) -> None:
        self._fields[place].setFocus()
        self._fields[place].selectAll()

    # --- acts

    @told()
    def save(self) -> None:
        """Keeps the slip and is ready for the next one; a refusal says why and leaves everything as typed."""
        if self._view is None:
            return
        slip = self.slip()
        if slip is None:
            self.notice.say("Не все номера и фамилии понятны: проверьте строки без имени.", "danger")
            return
        try:
            keying.key_slip(self._workspace, self._view.row.id, slip)
        except KnownProblem as problem:
            self.notice.say(problem.message, "danger")
            return
        whose = self._view.by_number(slip.number)
        chosen = names(self._view, slip.choices) or "никого не выбрал(а)"
        self._empty()
        self._changed("")
        if whose is not None:
            self.notice.say(f"Записано: № {slip.number}, {whose.short_name} → {chosen}.", "ok")
        self.start()

    @told()
    def _clear(self) -> None:
        if self._view is None or self._loaded is None:
            return
        keying.clear_slip(self._workspace, self._view.row.id, self._loaded)
        number = self._loaded
        self._empty()
        self._changed("")
        self.notice.say(f"Анкета № {number} очищена: она снова считается не сданной.", "info")
        self.start()

    # --- inside

    def _next(self) -> int | None:
        rows = () if self._view is None else self._view.participants
        return next((one.number for one in rows if not one.answered), None)

    def _load_typed(self) -> None:
        if self._view is None:
            return
        number = number_of(self.number.text(), self._view.participants)
        self._load(number)

    def _load(self, number: int | None) -> None:
        """The slip as kept, to be put right; cells typed for another slip are not touched by an unkept one."""
        row = None if self._view is None or number is None else self._view.by_number(number)
        if row is not None and row.answered:
            self._loaded = number
            told = [*map(str, row.choices), "", "", ""]
            for field, text in zip(self.choices, told[:CHOICES], strict=True):
                field.setText(text)
            self.avoid.setText(" ".join(map(str, row.avoid)))
            self.notice.say("Эта анкета уже введена. Исправьте и пройдите Enter до конца.", "warn")
        elif self._loaded is not None:
            self._loaded = None
            for field in (*self.choices, self.avoid):
                field.clear()
            self.notice.say("")
        self._look(keep_notice=True)

    def _empty(self) -> None:
        self._loaded = None
        for field in self._fields:
            field.clear()

    def _look(self, *, keep_notice: bool = False) -> None:
        """The names beside the numbers as they are typed."""
        view = self._view
        if view is None:
            return
        whose = _found(view, self.number.text(), view.participants)
        rows = view.participants if whose is None else view.of_side(other_side(whose.side))
        self._names[self.number].say("" if whose is None else f"{whose.short_name}, {SIDE_WORDS[whose.side]}")
        for field in self.choices:
            found = _found(view, field.text(), rows)
            unknown = "—" if field.text().strip() else ""
            self._names[field].say(unknown if found is None else _with_what(found))
        avoided = [_found(view, part, rows) for part in list_parts(self.avoid.text())]
        self._names[self.avoid].say(", ".join("—" if one is None else one.short_name for one in avoided))
        open_ = view.row.closed_on is None
        self.keep.setEnabled(open_ and whose is not None)
        self.clear.setVisible(self._loaded is not None)
        if not keep_notice and self.notice.text and any(field.hasFocus() for field in self._fields):
            self.notice.say("")


def _found(view: RoundView, typed: str, rows: tuple[ParticipantRow, ...]) -> ParticipantRow | None:
    number = number_of(typed, rows)
    return None if number is None else view.by_number(number)


def _with_what(row: ParticipantRow) -> str:
    return f"{row.short_name}, {row.what}" if row.what else row.short_name


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(60)
    line.setFixedWidth(110)
    line.setAccessibleName(name)
    return line
