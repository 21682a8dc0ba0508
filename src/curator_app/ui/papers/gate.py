"""Whose consents an order still lacks; one click notes that they were received, another prints the blanks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.services import consents
from curator_app.services.pairs import MissingConsent
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_STATE
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import DayField
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.wrapping_button import WrappingCheck

# A consent is asked on the day of the order.
_STATES = {**CONSENT_STATE, "later": "дано позже даты приказа"}


class GatePanel(QWidget):
    """``received`` after consents were put on file. ``print_blanks`` shows the papers of the ticked lines.
    ``inside_scroll``: the panel stands in a narrow column that scrolls itself."""

    received = Signal(str)
    """What was done, for the toast."""

    def __init__(
        self,
        workspace: Workspace,
        print_blanks: Callable[[Sequence[ConsentBlank]], object],
        parent: QWidget | None = None,
        *,
        inside_scroll: bool = False,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._print = print_blanks
        self._missing: list[tuple[MissingConsent, int | None]] = []
        self._boxes: list[WrappingCheck] = []
        self._notice = Notice("warn", parent=self)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(2, 0, 8, 0)
        self._inside.setSpacing(2)
        holder = QWidget(self)
        holder.setLayout(self._inside)
        self._area = holder if inside_scroll else _scrolled(holder)
        # Boxes come and go; in the order of Tab they stand behind this.
        self._anchor = QWidget(self)
        self._anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._anchor.hide()
        self.date = DayField("date", "Дата получения", workspace.clock.today())
        self.date.set_value(workspace.clock.today())
        self.mark = QPushButton("Отметить получение")
        self.mark.setProperty("kind", "primary")
        self.mark.clicked.connect(self._received)
        self.blanks = QPushButton("Напечатать бланки")
        self.blanks.clicked.connect(self._blanks)
        self._foot = QWidget(self)
        self._build(narrow=inside_scroll)

    def _build(self, *, narrow: bool) -> None:
        foot = QBoxLayout(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight, self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.date)
        row = QHBoxLayout()
        row.setSpacing(8)
        foot.addLayout(row, 1)
        for button in (self.mark, self.blanks):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._notice)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._foot)
        layout.addStretch(0)
        self._layout = layout

    @property
    def missing(self) -> int:
        """How many consents are still missing."""
        return len(self._missing)

    def show_missing(self, missing: Sequence[tuple[MissingConsent, int | None]]) -> None:
        """Shows what is missing: each consent with the pair it is for (None: the person's running one)."""
        self._missing = list(missing)
        while (item := self._inside.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = []
        for name, lines in groupby(self._missing, key=lambda one: one[0].person_name):
            heading = QLabel(name, self)
            heading.setTextFormat(Qt.TextFormat.PlainText)
            heading.setProperty("role", "heading")
            heading.setContentsMargins(0, 6, 0, 0)
            self._inside.addWidget(heading)
            for one, _pair in lines:
                self._inside.addWidget(self._box(one))
        self._inside.addStretch(1)
        before: QWidget = self._anchor
        for box in self._boxes:
            self.setTabOrder(before, box)
            before = box
        any_missing = bool(self._missing)
        self._enable()
        self._area.setVisible(any_missing)
        self._foot.setVisible(any_missing)
        # with the list hidden, the empty space would otherwise go to the remark
        self._layout.setStretch(self._layout.count() - 1, 0 if any_missing else 1)
        if any_missing:
            count = counted(len(self._missing), "согласия", "согласий", "согласий")
            self._notice.say(f"Не хватает {count}. Без них приказ не издаётся.", "warn")
        else:
            self._notice.say("Все согласия получены: можно готовить приказ.", "ok")

    def _box(self, one: MissingConsent) -> WrappingCheck:
        state = f" ({_STATES[one.state]})" if one.state in _STATES else ""
        words = one.kind_label[:1].upper() + one.kind_label[1:]
        box = WrappingCheck(f"Согласие {one.kind_label}{state}", self)
        box.setAccessibleName(f"{one.person_name}: {words}")
        # A refusal or a withdrawal is not to be overwritten by one careless click.
        box.setChecked(one.state in {None, "expired"})
        box.clicked.connect(lambda _on: self._enable())
        self._boxes.append(box)
        return box

    def _ticked(self) -> list[tuple[MissingConsent, int | None]]:
        return [one for one, box in zip(self._missing, self._boxes, strict=True) if box.isChecked()]

    def _enable(self) -> None:
        ticked = bool(self._ticked())
        self.mark.setEnabled(ticked)
        self.blanks.setEnabled(ticked)

    @told()
    def _received(self) -> None:
        day = self.date.value()
        if day is None:
            self._say(self.date.own_problem() or "Укажите, какого числа получены согласия.")
            return
        ticked = list(dict.fromkeys((one.person, one.kind) for one, _pair in self._ticked()))
        try:
            consents.add_consents(
                self._workspace,
                [consents.ConsentData(person=person, kind=kind, date=day) for person, kind in ticked],
            )
        except InvalidInput as problem:
            self._say(problem.message)
            return
        self.received.emit(f"Отмечено: {counted(len(ticked), 'согласие', 'согласия', 'согласий')}")

    @told()
    def _blanks(self) -> None:
        self._print([ConsentBlank(person=one.person, kind=one.kind, pair=pair) for one, pair in self._ticked()])

    def _say(self, problem: str) -> None:
        self.date.tell(problem)
        self.date.setFocus()


def _scrolled(holder: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
