"""The register of orders: the list at the left, the paper itself at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.workspace import Workspace
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.common.table_panel import TablePanel
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import of_order
from curator_app.ui.papers.register_rows import CHIPS, COLUMNS, RegisterRow, read_rows

_SPLIT_KEY = "papers/split"
# Running through the list with the arrows does not draw every paper on the way.
_WAIT_MS = 120


class RegisterView(QWidget):
    """Issued orders can be looked at, printed and saved; never edited or deleted."""

    new_wanted = Signal()
    change_wanted = Signal(int)
    cancel_wanted = Signal(int)
    pairs_wanted = Signal(int)
    """Show the pairs of the order: number of the first of them."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        empty = EmptyState(
            "document",
            "Приказов пока нет",
            "Здесь будет реестр изданных приказов. Приказ можно подготовить и с вкладки «Пары».",
            [NextStep("Новый приказ", self.new_wanted.emit, primary=True)],
        )
        self.panel: TablePanel[RegisterRow] = TablePanel(
            COLUMNS,
            lambda row: row.id,
            host.state,
            "register",
            empty=empty,
            chips=CHIPS,
            hint="Найти приказ…",
            parent=self,
        )
        self.panel.setMinimumWidth(320)
        self.bar = PaperBar(host, self)
        self.change = QPushButton("Изменить или отменить…", self)
        self.change.setToolTip("Изданный приказ не редактируется: его меняет или отменяет другой приказ")
        self.view = PdfView("Выберите приказ слева — здесь откроется его текст.", self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._state = Notice("warn", parent=self)
        self._shown: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._show)
        self._build()
        self.panel.table.selection_changed.connect(lambda _ids: self._timer.start())
        self.panel.table.menu_requested.connect(self._menu)
        self.panel.table.opened.connect(lambda _id: self.view.setFocus())
        self.change.clicked.connect(self._ask_change)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self._show()

    def refresh(self) -> None:
        """Reads the register anew."""
        self.panel.set_rows(read_rows(self._workspace, self._host.year))
        self._show()

    def show_order(self, order_id: int) -> None:
        """Selects an order and shows its paper."""
        self.panel.show_id(order_id)
        self._show()

    def current(self) -> RegisterRow | None:
        """The one order selected."""
        rows = self.panel.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _build(self) -> None:
        card = QWidget(self)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._title)
        inner.addWidget(self._state)
        inner.addWidget(self.bar)
        inner.addWidget(self.view, 1)
        self.bar.add_button(self.change)
        card.setMinimumWidth(430)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.panel)
        split.addWidget(card)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setCollapsible(0, False)
        split.setHandleWidth(12)
        split.setSizes([720, 610])
        split.restoreState(self._host.state.blob(_SPLIT_KEY))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put(_SPLIT_KEY, split.saveState()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _show(self) -> None:
        self._timer.stop()
        row = self.current()
        self.change.setEnabled(row is not None and row.order.status != "cancelled")
        if row is None:
            many = len(self.panel.table.selected_ids()) > 1
            self._shown = None
            self._title.setText("")
            self._title.setVisible(False)
            self._state.say("")
            self.bar.set_source(None)
            self.view.clear("Выбрано несколько приказов." if many else "Выберите приказ слева.")
            return
        order = row.order
        self._title.setText(f"№ {order.number} от {order.date:%d.%m.%Y} — {order.heading}")
        self._title.setVisible(True)
        self._state.say("" if order.status == "issued" else f"Приказ {row.state}.")
        if self._shown == order.id:
            return
        source = of_order(self._workspace, order)
        try:
            self.view.set_pdf(source.pdf(), from_start=True)
            self.bar.set_source(source)
        except KnownProblem as problem:
            self.bar.set_source(None)
            self.view.clear(problem.message)
        self._shown = order.id

    def _ask_change(self) -> None:
        self._change_menu().popup(self.change.mapToGlobal(QPoint(0, self.change.height() + 4)))

    def _change_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.current()
        if row is not None:
            one = row.order.id
            menu.addAction("Приказ о внесении изменений…", lambda: self.change_wanted.emit(one))
            menu.addAction("Приказ об отмене…", lambda: self.cancel_wanted.emit(one))
        return menu

    def _menu(self, at: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        menu = self._change_menu() if row.order.status != "cancelled" else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.order.pairs:
            first = row.order.pairs[0]
            menu.addAction("Показать пару", lambda: self.pairs_wanted.emit(first))
        menu.popup(at)

    def _draw_icons(self) -> None:
        self.change.setIcon(themed_icon("edit", size=18))
