"""The card beside the list: the whole life of one pair, or what can be done with several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common import icons
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.theme import colours
from curator_app.ui.pairs import facts, life
from curator_app.ui.records.words import moment


class PairCard(QFrame):
    """Buttons only tell what is wanted; the page does it."""

    edit_wanted = Signal()
    end_wanted = Signal()
    delete_wanted = Signal()
    consents_wanted = Signal()
    order_wanted = Signal()
    history_wanted = Signal()
    order_opened = Signal(int)
    person_opened = Signal(str, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setProperty("role", "panel")
        self.setMinimumWidth(300)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._area)
        self.show_rows([])

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Nothing, one pair with everything about it, or the sum of several."""
        if len(rows) == 1:
            scroll = self._area.verticalScrollBar().value()
            self._put(self._one(rows[0]))
            self._area.verticalScrollBar().setValue(scroll)
        elif rows:
            self._put(self._several(rows))
        else:
            self._put(EmptyState("pair", "Пара не выбрана", "Выберите строку слева: здесь появится всё о паре."))

    def _put(self, widget: QWidget) -> None:
        widget.setProperty("role", "surface")
        self._area.setWidget(widget)

    # --- several

    def _several(self, rows: Sequence[PairRow]) -> QWidget:
        body, layout = _body()
        layout.addWidget(_label(f"Выбрано: {counted(len(rows), 'пара', 'пары', 'пар')} и групп", "title"))
        counts = (
            ("готовы к приказу", sum(map(facts.is_ready, rows))),
            ("без приказа", sum(map(facts.without_order, rows))),
            ("не хватает согласий", sum(map(facts.lacks_consents, rows))),
            ("закреплены", sum(map(facts.is_assigned, rows))),
            ("завершены", sum(map(facts.is_ended, rows))),
        )
        layout.addLayout(_grid([(words, str(number)) for words, number in counts if number]))
        layout.addWidget(self._buttons(rows, several=True))
        layout.addStretch(1)
        return body

    # --- one

    def _one(self, row: PairRow) -> QWidget:
        told = life.tell(self._workspace, row)
        body, layout = _body()
        layout.addLayout(self._head(row))
        if wants := facts.lacking_told(row):
            layout.addWidget(Notice("warn", "До приказа не хватает:\n" + wants if not facts.has_order(row) else wants))
        elif facts.is_ready(row):
            layout.addWidget(Notice("ok", "Всё готово: можно издавать приказ."))
        layout.addWidget(self._buttons([row], several=False))
        layout.addLayout(_grid(told.facts))
        if told.term_hint:
            layout.addWidget(Notice("info", told.term_hint))
        self._add_consents(layout, told.consents)
        self._add_orders(layout, row, told)
        self._add_history(layout, told.events)
        layout.addStretch(1)
        return body

    def _head(self, row: PairRow) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(2)
        words, tone = facts.state_words(row)
        head.addWidget(_pill(words, tone), 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(4)
        head.addWidget(_label("Наставник", "field"))
        head.addWidget(self._link(row.mentor_name, partial(self.person_opened.emit, "mentor", row.mentor), strong=True))
        head.addSpacing(2)
        head.addWidget(_label("Наставляемые" if row.is_group else "Наставляемый", "field"))
        for person, name in zip(row.mentees, row.mentees_name, strict=True):
            head.addWidget(self._link(name, partial(self.person_opened.emit, "mentee", person), strong=True))
        return head

    def _buttons(self, rows: Sequence[PairRow], *, several: bool) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, gap=6)
        wanted: list[tuple[str, SignalInstance, bool]] = []
        if any(map(facts.without_order, rows)):
            wanted.append(("Приказ…", self.order_wanted, all(map(facts.is_ready, rows))))
        if not all(map(facts.is_ended, rows)):
            wanted.append(("Согласия…", self.consents_wanted, any(map(facts.lacks_consents, rows))))
        if not several:
            wanted.append(("Изменить…", self.edit_wanted, False))
            if not facts.is_ended(rows[0]):
                wanted.append(("Завершить…", self.end_wanted, False))
        if not any(map(facts.has_order, rows)):
            wanted.append(("Удалить", self.delete_wanted, False))
        for words, signal, primary in wanted:
            button = QPushButton(words, holder)
            if primary:
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _on=False, tell=signal: tell.emit())
            flow.addWidget(button)
        return holder

    def _add_consents(self, layout: QVBoxLayout, lines: Sequence[life.ConsentLine]) -> None:
        layout.addWidget(_label("Согласия", "heading"))
        last = None
        for line in lines:
            if line.person != last:
                layout.addWidget(_label(line.person_name, "field"))
                last = line.person
            layout.addLayout(_mark(f"{line.kind_label} — {line.words}", line.tone))

    def _add_orders(self, layout: QVBoxLayout, row: PairRow, told: life.PairLife) -> None:
        layout.addWidget(_label("Приказы", "heading"))
        if not told.orders:
            outside = facts.order_words(row)
            layout.addWidget(_label(f"{outside} (издан вне программы)" if outside else "Приказа ещё нет.", "muted"))
        for order in told.orders:
            words = f"№ {order.number} от {order.date:%d.%m.%Y} — {order.type_label}"
            layout.addWidget(self._link(words, partial(self.order_opened.emit, order.id)))
            if order.status != "issued":
                layout.addWidget(_label(order.status_label, "small"))

    def _add_history(self, layout: QVBoxLayout, events: Sequence[life.Event]) -> None:
        layout.addWidget(_label("Что происходило", "heading"))
        today = self._workspace.clock.today()
        for event in events[:5]:
            layout.addWidget(_label(moment(event.at, today), "small"))
            layout.addWidget(_label(event.words, ""))
        layout.addWidget(self._link("Вся история…", self.history_wanted.emit))

    def _link(self, words: str, act: Callable[[], object], *, strong: bool = False) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "link")
        if strong:
            button.setStyleSheet("font-weight: 600; font-size: 11pt;")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _on=False: act())
        return button


def _body() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(14, 12, 14, 14)
    layout.setSpacing(8)
    return body, layout


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    if role in {"", "muted"}:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _grid(lines: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, 110)
    for place, (name, value) in enumerate(lines):
        caption = _label(name, "field")
        caption.setFixedWidth(118)
        grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_label(value, ""), place, 1)
    return grid


def _mark(words: str, tone: Tone) -> QHBoxLayout:
    icon = QLabel()
    name = "check-circle" if tone == "ok" else "minus" if tone == "warn" else "ban"
    icon.setPixmap(icons.pixmap(name, colours().ink(tone), 16))
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_label(words, ""), 1)
    return row


def _pill(words: str, tone: Tone) -> QLabel:
    pill = QLabel(words)
    palette = colours()
    pill.setStyleSheet(
        f"background: {palette.soft(tone)}; color: {palette.ink(tone)}; border-radius: 10px; "
        "padding: 2px 10px; font-size: 9pt;"
    )
    return pill
