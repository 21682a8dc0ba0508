"""Conditions, grounds and look of an order: what is usually left as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.documents.norms import Norm
from curator_app.documents.paper_data import Layout, Letterhead
from curator_app.domain.codes import OrderType
from curator_app.services.papers import settings
from curator_app.services.papers.clause_lines import clauses_of, clauses_text
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.letterhead import read_letterhead
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, FlagField, LinesField, TextField
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.wrapping_button import WrappingCheck

_PAY = (
    ("none", "не упоминать"),
    ("addendum", "по дополнительному соглашению (ст. 351.8 ТК РФ)"),
    ("part_of_duties", "входит в должностные обязанности"),
)
_ACKNOWLEDGEMENT = (
    ("order", "подписи на самом приказе"),
    ("sheet", "отдельный лист ознакомления"),
    ("none", "без подписей"),
)
_REQUISITES = (("line", "дата, место и номер в одной строке"), ("stacked", "место отдельной строкой"))
_ALIGN = (("left", "слева"), ("centre", "по центру"))
_SIZES = ((12.0, "12"), (13.0, "13"), (14.0, "14"))


class ConditionsForm(Form):
    """Pay, control, acquaintance, the school's own clauses."""

    def __init__(self, staff: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(
            [
                Section(
                    "",
                    [
                        [ChoiceField("pay_clause", "Оплата наставничества", _PAY, empty="")],
                        [ChoiceField("control", "Контроль исполнения", staff, empty="директор оставляет за собой")],
                        [
                            ChoiceField(
                                "acknowledgement",
                                "Ознакомление",
                                _ACKNOWLEDGEMENT,
                                empty="до 6 человек — на самом приказе",
                            )
                        ],
                        [
                            ChoiceField(
                                "executor", "Исполнитель внизу листа", [*staff, (0, "не указывать")], empty="куратор"
                            )
                        ],
                        [FlagField("publish", "Разместить на сайте школы", hint="Нужны согласия на распространение")],
                        [TextField("heading", "Свой заголовок", placeholder="О закреплении…")],
                        [
                            LinesField(
                                "extra_clauses",
                                "Свои пункты, каждый с новой строки",
                                rows=3,
                                hint="Встанут в конце; строка с дефисом — подпункт",
                            )
                        ],
                    ],
                )
            ],
            parent,
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, command: OrderCommand) -> None:
        """Shows what a command already says. Heading and clauses of a free order stand on its first page."""
        free = command.type == OrderType.GENERIC
        self.set_values(
            {
                "pay_clause": command.pay_clause,
                "control": command.control,
                "acknowledgement": command.acknowledgement,
                "executor": 0 if command.without_executor else command.executor,
                "publish": command.publish,
                "heading": None if free else command.heading,
                "extra_clauses": clauses_text(() if free else command.extra_clauses),
            }
        )

    def put_into(self, command: OrderCommand) -> OrderCommand:
        """``command`` with these conditions; what it says itself comes first."""
        values = self.values()
        return replace(
            command,
            pay_clause=values["pay_clause"],
            control=values["control"],
            acknowledgement=values["acknowledgement"],
            executor=values["executor"] or None,
            without_executor=values["executor"] == 0,
            publish=values["publish"],
            heading=values["heading"] or command.heading,
            extra_clauses=(*command.extra_clauses, *clauses_of(values["extra_clauses"])),
        )


def conditions_of(wish: OrderCommand, command: OrderCommand) -> OrderCommand:
    """``command`` with the conditions of ``wish``, as the form filled with it would tell them."""
    free = wish.type == OrderType.GENERIC
    return replace(
        command,
        pay_clause=wish.pay_clause,
        control=wish.control,
        acknowledgement=wish.acknowledgement,
        executor=None if wish.without_executor else wish.executor or None,
        without_executor=wish.without_executor,
        publish=wish.publish,
        heading=(None if free else wish.heading) or command.heading,
        extra_clauses=(*command.extra_clauses, *(() if free else wish.extra_clauses)),
    )


def norms_of(wish: OrderCommand, command: OrderCommand) -> OrderCommand:
    """``command`` with the norms of ``wish``."""
    return replace(command, norms=wish.norms, own_norms=wish.own_norms)


class NormsPanel(QWidget):
    """Norms that an order of its date may cite. Until one is touched by hand, the usual ones are ticked."""

    edited = Signal()

    def __init__(self, in_force: Callable[[dt.date], Sequence[Norm]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_force = in_force
        self._boxes: dict[str, WrappingCheck] = {}
        self._day: dt.date | None = None
        self._by_hand = False
        hint = QLabel(
            "Отмеченное встанет в преамбулу: «В соответствии с…». Здесь только то, что действует на дату приказа."
        )
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.own = LinesField(
            "own_norms",
            "Свои основания, каждое с новой строки",
            rows=3,
            placeholder="приказом управления образования от 01.09.2026 № 120",
            hint="В творительном падеже: «в соответствии с чем»",
        )
        self.own.edited.connect(self.edited)
        self.usual = QPushButton("Отметить как обычно")
        self.usual.setProperty("kind", "link")
        self.usual.clicked.connect(self._back_to_usual)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(hint)
        layout.addLayout(self._list)
        layout.addWidget(self.usual)
        layout.addWidget(self.own)
        layout.addStretch(1)

    def show_day(self, day: dt.date) -> None:
        """The norms in force on the day of the order."""
        if day == self._day:
            return
        self._day = day
        ticked = self.ticked()
        for box in self._boxes.values():
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for norm in self._in_force(day):
            box = WrappingCheck(norm.title, self)
            box.setToolTip(norm.text)
            box.setChecked(norm.id in ticked)
            box.clicked.connect(lambda _on: self._touched())
            self._boxes[norm.id] = box
            self._list.addWidget(box)

    def fill(self, command: OrderCommand) -> None:
        """Shows what a command already says; the day must have been shown before."""
        self.own.set_value("\n".join(command.own_norms))
        self._by_hand = command.norms is not None
        for norm, box in self._boxes.items():
            if command.norms is not None:
                box.setChecked(norm in command.norms)

    def show_usual(self, cited: Sequence[str]) -> None:
        """Ticks what the order cites by default, unless somebody has ticked by hand."""
        if not self._by_hand:
            for norm, box in self._boxes.items():
                box.setChecked(norm in cited)

    def offered(self) -> tuple[str, ...]:
        """Ids of the norms in force."""
        return tuple(self._boxes)

    def box(self, norm: str) -> WrappingCheck:
        """The box of a norm."""
        return self._boxes[norm]

    def ticked(self) -> tuple[str, ...]:
        """Ids ticked."""
        return tuple(norm for norm, box in self._boxes.items() if box.isChecked())

    def put_into(self, command: OrderCommand) -> OrderCommand:
        """``command`` with the norms: None (the usual ones) until touched by hand."""
        own = (line.strip() for line in (self.own.value() or "").splitlines())
        return replace(
            command,
            norms=self.ticked() if self._by_hand else None,
            own_norms=tuple(line for line in own if line),
        )

    def _touched(self) -> None:
        self._by_hand = True
        self.edited.emit()

    def _back_to_usual(self) -> None:
        self._by_hand = False
        self.edited.emit()


class LayoutForm(Form):
    """How the order looks; can be kept for all orders of the school."""

    kept = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            [
                Section(
                    "",
                    [
                        [ChoiceField("requisites", "Дата, место, номер", _REQUISITES, empty="")],
                        [
                            ChoiceField("heading_align", "Заголовок", _ALIGN, empty=""),
                            ChoiceField("font_size", "Размер шрифта", _SIZES, empty="подобрать"),
                        ],
                        [FlagField("heading_quotes", "Заголовок в «ёлочках»")],
                        [FlagField("long_dates", "Дата словами: 05 сентября 2026 г.")],
                        [FlagField("show_founder", "Учредитель над названием школы")],
                        [FlagField("show_details", "Адрес, телефон, ИНН под названием")],
                        [FlagField("capital_name", "Название школы прописными буквами")],
                        [FlagField("full_names", "Имена и отчества полностью")],
                        [FlagField("wide_binding", "Левое поле 30 мм для подшивки")],
                        [FlagField("hyphens", "Переносить слова по слогам")],
                        [FlagField("file_mark", "Отметка «В дело № … за 20…» внизу листа")],
                        [FlagField("code", "QR-код с номером и датой приказа внизу листа")],
                    ],
                )
            ],
            parent,
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._workspace = workspace
        layout = settings.get_settings(workspace).layout
        self._letterhead = layout.letterhead
        self._picture_changed = False
        self.set_values(_layout_values(layout))
        self.picture = QPushButton(self)
        self.picture.clicked.connect(self._choose_picture)
        self.drop = QPushButton("Убрать картинку", self)
        self.drop.setProperty("kind", "link")
        self.drop.clicked.connect(lambda: self._put_picture(None))
        self._tell_picture()
        self.keep = QPushButton("Запомнить для всех приказов")
        self.keep.clicked.connect(self._keep)
        body = self.widget()
        assert body is not None
        layout_of = body.layout()
        assert isinstance(layout_of, QVBoxLayout)
        for button in (self.picture, self.drop, self.keep):
            layout_of.insertWidget(layout_of.count() - 1, button)

    def fill(self, command: OrderCommand) -> None:
        """Shows the look a command asks for itself; it is told again then."""
        if command.layout is None:
            return
        self._letterhead = command.layout.letterhead
        self.set_values({name: getattr(command.layout, name) for name in self.fields})
        self._picture_changed = True
        self._tell_picture()

    def put_into(self, command: OrderCommand) -> OrderCommand:
        """``command`` with this look; None when nothing was changed (then the school's usual one)."""
        return replace(command, layout=self._made()) if self.dirty or self._picture_changed else command

    def _made(self) -> Layout:
        return Layout(**self.values(), letterhead=self._letterhead)

    @told()
    def _choose_picture(self) -> None:
        """A picture in place of the typed heading of the sheet."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Картинка бланка", "", "Картинки (*.png *.jpg *.jpeg)")
        if chosen:
            self._put_picture(read_letterhead(Path(chosen)))

    def _put_picture(self, picture: Letterhead | None) -> None:
        self._letterhead = picture
        self._picture_changed = True
        self._tell_picture()
        self.edited.emit()

    def _tell_picture(self) -> None:
        there = self._letterhead is not None
        self.picture.setText("Заменить картинку бланка…" if there else "Картинка бланка вместо шапки…")
        self.drop.setVisible(there)

    def _keep(self) -> None:
        held = settings.get_settings(self._workspace)
        settings.save_settings(self._workspace, replace(held, layout=self._made()))
        self.kept.emit()


def _layout_values(layout: Layout) -> dict[str, Any]:
    return {one.name: getattr(layout, one.name) for one in fields(layout) if one.name != "letterhead"}
