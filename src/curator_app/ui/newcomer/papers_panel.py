"""All papers of one newcomer: the list at the left, the paper at the right, «Печать всех», and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from curator_app.domain.terms.states import TaskState
from curator_app.runtime.files import safe_name
from curator_app.services import newcomer
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.papers.pack import Pack, PackPaper, pack_paper, pack_pdf, person_pack
from curator_app.services.terms.rows import TaskRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.terms import day_words
from curator_app.ui import papers
from curator_app.ui.common import icons
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.theme import colours, theme
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import Once, PaperSource, of_document
from curator_app.ui.papers.paper_view import PaperView

_PAPER = Qt.ItemDataRole.UserRole
_ICONS: dict[str, tuple[str, Tone]] = {
    "ready": ("check-circle", "ok"),
    "draft": ("edit", "warn"),
    "missing": ("minus", "neutral"),
}
_ROW, _ICON = 52, 18


class PapersPanel(QWidget):
    """``changed`` after an order was issued or consents were noted from here."""

    changed = Signal()

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self._person: int | None = None
        self.pack: Pack | None = None
        self.missing = Notice("warn", parent=self)
        self.order = self.missing.add_button("Приказ…", self._issue, below=True)
        self.terms = QLabel(self)
        self.terms.setProperty("role", "muted")
        self.terms.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Бумаги нового сотрудника")
        self.list.setItemDelegate(_PaperDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all = PaperBar(host, self)
        self.all.print.setText("Печать всех…")
        self.all.save_pdf.setText("Сохранить все PDF…")
        self.all.print_first()
        self.all.save_docx.hide()
        self.all.open.hide()
        self.one = PaperBar(host, self)
        self.one.print.setText("Печать этой…")
        self.one.open.hide()
        self.view = PaperView("Выберите бумагу слева.", self)
        self.view.failed.connect(lambda: self.one.set_source(None))
        self._build()
        self.list.currentItemChanged.connect(lambda *_: self._show_paper())
        theme().changed.connect(self.list.viewport().update)

    def show_person(self, person: int) -> None:
        """The papers of a mentee, read anew; the chosen one stays chosen."""
        self._person = person
        self.pack = pack = person_pack(self._workspace, person)
        code = self._chosen.code if self._chosen is not None else ""
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for paper in pack.papers:
            item = QListWidgetItem(paper.title)
            item.setData(_PAPER, paper)
            item.setToolTip(paper.note)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        codes = [paper.code for paper in pack.papers]
        self.list.setCurrentRow(codes.index(code) if code in codes else 0)
        self.list.blockSignals(blocked)
        self._tell(pack)
        self.terms.setText(_terms_words(newcomer.open_terms(self._workspace, person)))
        self.all.set_source(self._source_of_all(pack))
        self._show_paper()

    # --- inside

    @property
    def _chosen(self) -> PackPaper | None:
        if self.list.currentRow() < 0:
            return None
        paper: PackPaper = self.list.currentItem().data(_PAPER)
        return paper

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.all)
        column.addWidget(self.list, 1)
        column.addWidget(self.terms)
        column.addWidget(self.missing)
        left.setMinimumWidth(330)
        right = QWidget(self)
        paper = QVBoxLayout(right)
        paper.setContentsMargins(0, 0, 0, 0)
        paper.setSpacing(8)
        paper.addWidget(self.one)
        paper.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([390, 650])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _tell(self, pack: Pack) -> None:
        if pack.missing:
            self.missing.say(f"Осталось: {'; '.join(pack.missing)}.", "warn")
        else:
            self.missing.say("Всё готово: печатайте и отдавайте на подпись.", "ok")
        self.order.setVisible(pack.pair is not None and pack.order is None)

    def _source_of_all(self, pack: Pack) -> PaperSource:
        title = f"Бумаги — {pack.name}"
        pdf = Once(partial(pack_pdf, self._workspace, pack.person))
        return PaperSource(title, safe_name(title), pdf, pdf)

    @told()
    def _show_paper(self) -> None:
        paper = self._chosen
        if paper is None or self._person is None or not paper.printable:
            self.one.set_source(None)
            self.view.clear(paper.note + "." if paper is not None else "Выберите бумагу слева.")
            return
        source = of_document(partial(pack_paper, self._workspace, self._person, paper.code), paper.title)
        self.one.set_source(source)
        self.view.show_source(source)

    @told()
    def _issue(self) -> None:
        if self.pack is None or self.pack.pair is None:
            return
        wish = OrderCommand(type="assignment", pairs=(self.pack.pair,))
        papers.new_order(self._host, self._workspace, self, wish, complete=True)
        self.show_person(self.pack.person)
        self.changed.emit()


def _terms_words(rows: Sequence[TaskRow]) -> str:
    """«Сроки уже на вкладке «Сегодня»: 8 задач, просрочено 2, ближайшая — до пн 05.10.»"""
    if not rows:
        return ""
    late = sum(row.state == TaskState.OVERDUE.value for row in rows)
    ahead = (row.acts_on for row in rows if row.state != TaskState.OVERDUE.value and row.acts_on is not None)
    first = min(ahead, default=None)
    told = [counted(len(rows), "задача", "задачи", "задач")]
    told += [f"просрочено {late}"] if late else []
    told += [f"ближайшая — до {day_words(first)}"] if first is not None else []
    return f"Сроки уже на вкладке «Сегодня»: {', '.join(told)}."


class _PaperDelegate(QStyledItemDelegate):
    """State as an icon, the title, and below it what to do with the paper."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        paper: PackPaper = index.data(_PAPER)
        palette = colours()
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name, tone = _ICONS[paper.state]
        ink = palette.ink(tone) if tone != "neutral" else palette.muted
        scale = self._view.devicePixelRatioF()
        painter.drawPixmap(rect.left() + 12, rect.top() + 8, icons.pixmap(name, ink, _ICON, scale))
        left, room = rect.left() + 12 + _ICON + 10, rect.width() - 12 - _ICON - 20
        _line(painter, self._view.font(), (left, rect.top() + 7, room), paper.title, _colour(selected, paper))
        small = QFont(self._view.font())
        small.setPointSizeF(9)
        muted = palette.selection_text if selected else palette.muted
        _line(painter, small, (left, rect.top() + 27, room), paper.note, muted)
        painter.restore()


def _colour(selected: bool, paper: PackPaper) -> str:
    palette = colours()
    if selected:
        return palette.selection_text
    return palette.text if paper.printable else palette.muted


def _line(painter: QPainter, font: QFont, place: Sequence[int], words: str, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    metrics = painter.fontMetrics()
    left, top, room = place
    painter.drawText(left, top + metrics.ascent(), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
