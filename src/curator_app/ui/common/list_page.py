"""A tab that is a list with the card of the chosen row beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.services.workspace import Workspace
from curator_app.ui.common.card import Card
from curator_app.ui.common.card_content import CardContent
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.common.turns import in_turn

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Tool:
    """A button above the list. The primary one also answers Ctrl+N."""

    text: str
    icon: str
    act: Callable[[], object]
    tip: str = ""
    primary: bool = False


# Words, icon, what to do, whether it can be done now.
MenuEntry = tuple[str, str, Callable[[], object], bool]


class ListPage(QObject, Generic[Row]):
    """A TabPage. Lives and dies with its widget, so that signals of the theme do not outlive it.

    A page tells its rows, its card and its menu; Enter opens (``edit``), Del deletes (``delete``).
    """

    KIND = ""
    """Kind of record that the tab owns (``mentor``, ``mentee``, ``pair``)."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        panel: TablePanel[Row],
        nothing: str,
        tools: Sequence[Tool],
    ) -> None:
        self._widget = QWidget()
        super().__init__(self._widget)
        self._host = host
        self._workspace = workspace
        self.panel = panel
        self.card = Card(nothing)
        self._tools = tuple(tools)
        self._reads = 0
        self._filling = False
        self._card_due = False
        self.buttons = [self._button(tool) for tool in tools]
        self._widget.setProperty("role", "canvas")
        self._build()
        table = panel.table
        table.selection_changed.connect(lambda _ids: self._selected())
        table.opened.connect(lambda _id: self.edit())
        table.delete_requested.connect(lambda _ids: self.delete())
        table.menu_requested.connect(self._show_menu)
        theme().changed.connect(self._recolour)
        self._recolour()

    # --- what a page tells

    def rows(self) -> Iterable[Row]:
        """All rows, read anew."""
        raise NotImplementedError

    def content(self, rows: list[Row]) -> CardContent | str:
        """The card of the chosen rows (at least one), or a sentence instead."""
        raise NotImplementedError

    def menu(self, rows: list[Row]) -> Sequence[MenuEntry]:
        """What can be done with the chosen rows."""
        raise NotImplementedError

    def edit(self) -> None:
        """Opens the chosen record for changes."""
        raise NotImplementedError

    def delete(self) -> None:
        """Puts the chosen records into the recycle bin."""
        raise NotImplementedError

    # --- TabPage

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._widget

    def refresh(self, changes: object | None) -> None:
        """Reads the rows anew; selection, sort, filter and scroll stay."""
        del changes
        self._reads += 1
        self._filling = True
        self.panel.set_rows(self.rows())
        self._filling = False
        self._card_due = True
        if self._widget.window().isVisible():
            in_turn(self, self._show_due)  # the rows are seen first, the card a moment later
        else:
            self._show_due()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.panel.search.start()

    def show_record(self, kind: str, record_id: int) -> bool:
        """Shows a record of this tab; False when it is not of its kind or not there."""
        return kind == self.KIND and self.panel.show_id(record_id)

    # --- for the pages

    def chosen(self) -> list[Row]:
        """Rows selected, from top to bottom."""
        return self.panel.selected_rows()

    def one(self) -> Row | None:
        """The selected row when it is the only one."""
        rows = self.chosen()
        return rows[0] if len(rows) == 1 else None

    def show_chosen(self) -> None:
        """Draws the card of what is selected."""
        self._card_due = False
        rows = self.chosen()
        content = self.content(rows) if rows else ""
        if isinstance(content, str):
            self.card.show_nothing(content)
        else:
            self.card.show_content(content)

    def told(self, what: str) -> None:
        """After a change: refreshes and says what was done, with «Отменить»."""
        reads = self._reads
        self._host.changed(None, what)
        if self._reads == reads:  # the host had not seen that this tab is stale
            self.refresh(None)

    # --- inside

    def _selected(self) -> None:
        if not self._filling:
            self.show_chosen()

    def _show_due(self) -> None:
        if self._card_due:
            self.show_chosen()

    def _button(self, tool: Tool) -> QPushButton:
        button = QPushButton(tool.text, self._widget)
        if tool.primary:
            button.setProperty("kind", "primary")
            QShortcut(QKeySequence(QKeySequence.StandardKey.New), self._widget, lambda: tool.act())
        button.setToolTip(f"{tool.tip} (Ctrl+N)" if tool.primary else tool.tip)
        button.clicked.connect(lambda: tool.act())
        return button

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in self.buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, self._widget)
        split.addWidget(self.panel)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([900, 380])
        key = f"{self.KIND}/split"
        split.restoreState(self._host.state.blob(key))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(key, split.saveState()))
        layout = QVBoxLayout(self._widget)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(bar)
        layout.addWidget(split, 1)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, icon, act, able in self.menu(self.chosen()):
            menu.addAction(themed_icon(icon, size=18), words, act).setEnabled(able)
        menu.popup(at)

    def _recolour(self) -> None:
        for tool, button in zip(self._tools, self.buttons, strict=True):
            button.setIcon(themed_icon(tool.icon, size=18, role="on_accent" if tool.primary else "muted"))
