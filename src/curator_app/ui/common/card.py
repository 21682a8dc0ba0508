"""A read-only card of one record beside a table: who it is, what to do, and everything known in sections.

::

    card = Card("Выберите наставника в списке — здесь откроется его карточка.")
    card.show_content(CardContent("Иванова Мария Петровна", subtitle="учитель физики", initials="ИМ",
        badges=(Badge("есть согласия", "ok"),),
        actions=(Act("Изменить", edit, "edit"),),
        sections=(Section("Связь", (Line("Телефон", "8 900 123-45-67"),)),), key=("mentor", 7)))
    card.show_nothing()
"""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator_app.ui.common.card_content import (
    Act,
    Badges,
    BarLine,
    Bullet,
    Bullets,
    CardContent,
    Line,
    MeterLine,
    Part,
    Prose,
    Section,
    is_empty,
)
from curator_app.ui.common.card_parts import Avatar, LabelledLine, button, label_width, part_widget, pills
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.table_model import Badge, Meter
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.wrapped_text import WrappedText

__all__ = [
    "Act",
    "Badge",
    "Badges",
    "BarLine",
    "Bullet",
    "Bullets",
    "Card",
    "CardContent",
    "Line",
    "Meter",
    "MeterLine",
    "Part",
    "Prose",
    "Section",
]

_SIDE = 16
# Somebody who holds the arrow key down wants to get along: cards of the rows passed by are not drawn.
_CALM_MS = 200
_WAIT_MS = 80


class Card(QFrame):
    """Shows one CardContent, or a sentence when nothing is chosen. Reads well from 320 to 560 logical pixels."""

    def __init__(self, nothing: str = "Выберите строку в списке.", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setMinimumWidth(300)
        self._nothing = nothing
        self._content: CardContent | None = None
        self._shown_key: Hashable = None
        self._drawn = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._draw)
        self._body: QWidget | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(32)  # in a low window it gives way to the title and the buttons
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        # The body changes inside a holder that stays: taken out of the scroll area it would be dressed anew to die.
        self._holder = QWidget(self._scroll)
        self._inside = QVBoxLayout(self._holder)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(self._holder)
        self._holder.setAutoFillBackground(False)
        self._head = QWidget(self)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._scroll, 1)
        theme().changed.connect(self._draw)
        self._draw()

    @property
    def content(self) -> CardContent | None:
        """What is shown now."""
        return self._content

    def show_content(self, content: CardContent) -> None:
        """Shows another record, or the same one anew (then scroll and focus stay where they were)."""
        self._content = content
        if content.key != self._shown_key and self._drawn.isValid() and self._drawn.elapsed() < _CALM_MS:
            self._later.start()
        else:
            self._draw()

    def show_nothing(self, sentence: str = "") -> None:
        """Nothing is chosen: ``sentence``, or the one given at the start."""
        self._content = None
        self._nothing = sentence or self._nothing
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The label column follows the width."""
        super().resizeEvent(event)
        self._fit_labels()

    def _draw(self) -> None:
        self._later.stop()
        content = self._content
        key = content.key if content is not None else None
        bar = self._scroll.verticalScrollBar()
        place = bar.value() if content is not None and key == self._shown_key else 0
        self._shown_key = key
        focused = self._focused_words()
        self.setUpdatesEnabled(False)
        try:
            head = _head(content) if content is not None else QWidget()
            self._outer.replaceWidget(self._head, head)
            self._head.hide()
            self._head.deleteLater()
            self._head = head
            head.setVisible(content is not None)
            old = self._body
            if old is not None:
                self._inside.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._body = _body(content) if content is not None else _nothing(self._nothing)
            self._fit_labels()
            self._inside.addWidget(self._body)
            self._body.show()
        finally:
            self.setUpdatesEnabled(True)
        if place:
            # The new height is known only after the layout has been done.
            self._inside.activate()
            QTimer.singleShot(0, self, lambda: bar.setValue(place))
        else:
            bar.setValue(0)
        if focused:
            self._focus_again(focused)
        if content is not None:
            self._drawn.start()

    def _fit_labels(self) -> None:
        if self._body is None:
            return
        width = label_width(self.width() - 2 * _SIDE - 2)
        for line in self._body.findChildren(LabelledLine):
            line.set_label_width(width)

    def _focused_words(self) -> str:
        held = self.focusWidget()
        inside = isinstance(held, QAbstractButton) and held.hasFocus() and self.isAncestorOf(held)
        return _words(held) if inside and isinstance(held, QAbstractButton) else ""

    def _focus_again(self, wanted: str) -> None:
        for holder in (self._head, self._body):
            for one in holder.findChildren(QAbstractButton) if holder is not None else ():
                if _words(one) == wanted:
                    one.setFocus()
                    return


def _words(one: QAbstractButton) -> str:
    return one.text() or one.accessibleName()


def _nothing(sentence: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(24, 24, 24, 24)
    label = QLabel(sentence)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    layout.addWidget(label)
    return holder


def _head(content: CardContent) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(_SIDE, 14, _SIDE, 10)
    layout.setSpacing(10)
    top = QHBoxLayout()
    top.setSpacing(12)
    if content.initials:
        top.addWidget(Avatar(content.initials), 0, Qt.AlignmentFlag.AlignTop)
    names = QVBoxLayout()
    names.setSpacing(2)
    names.addWidget(WrappedText(content.title, points=12, bold=True))
    if content.subtitle:
        names.addWidget(WrappedText(content.subtitle, colour="muted"))
    names.addStretch(1)
    top.addLayout(names, 1)
    if content.more:
        top.addWidget(_more(content.more), 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(top)
    if content.badges:
        layout.addWidget(pills(content.badges))
    if content.actions:
        layout.addWidget(_actions(content.actions))
    line = QFrame()
    line.setProperty("role", "line")
    layout.addWidget(line)
    return holder


def _actions(acts: tuple[Act, ...]) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=8)
    for act in acts:
        row.addWidget(button(act))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _more(acts: tuple[Act | None, ...]) -> QToolButton:
    result = QToolButton()
    result.setIcon(themed_icon("more"))
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setAccessibleName("Ещё")
    result.setToolTip("Что ещё можно сделать")
    menu = QMenu(result)
    menu.setToolTipsVisible(True)
    for act in acts:
        if act is None:
            menu.addSeparator()
            continue
        entry = QAction(act.text, menu)
        if act.icon:
            entry.setIcon(themed_icon(act.icon, size=16))
        entry.setEnabled(act.enabled)
        entry.setToolTip(act.hint)
        entry.triggered.connect(lambda _on=False, do=act.do: do())
        menu.addAction(entry)
    result.clicked.connect(lambda _on=False: menu.popup(result.mapToGlobal(QPoint(0, result.height() + 4))))
    return result


def _body(content: CardContent) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(_SIDE, 4, _SIDE, 16)
    layout.setSpacing(18)
    for section in content.sections:
        parts = [part for part in section.parts if not is_empty(part)]
        if parts or section.act is not None:
            layout.addLayout(_section(section, parts))
    layout.addStretch(1)
    return holder


def _section(section: Section, parts: list[Part]) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(6)
    top = QHBoxLayout()
    heading = QLabel(section.title)
    heading.setProperty("role", "section")
    heading.setTextFormat(Qt.TextFormat.PlainText)
    top.addWidget(heading, 1)
    if section.act is not None:
        act = button(section.act)
        act.setProperty("kind", "link")
        top.addWidget(act)
    if section.title or section.act is not None:
        layout.addLayout(top)
    for part in parts:
        layout.addWidget(part_widget(part))
    return layout
