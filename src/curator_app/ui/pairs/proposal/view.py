"""«Подбор»: the heat map with its tools and the card beside it; every change is solved anew in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.commands import OrderCommand
from curator_app.services.proposals import repairing
from curator_app.services.proposals.exchanging import take_exchange
from curator_app.services.proposals.explaining import Exchange, exchanges
from curator_app.services.proposals.repairing import RepairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui import papers
from curator_app.ui.common.card import Card
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.pairs.heat_map import HeatMap, Mark
from curator_app.ui.pairs.proposal.accept_dialog import AcceptDialog
from curator_app.ui.pairs.proposal.asked import Asked, Key, ask
from curator_app.ui.pairs.proposal.cell_card import cell_content, own_lines
from curator_app.ui.pairs.proposal.comparison_card import difference
from curator_app.ui.pairs.proposal.drafts_dialog import DraftsDialog
from curator_app.ui.pairs.proposal.marking import mark_cell, show_cell_menu
from curator_app.ui.pairs.proposal.overview_card import overview_content
from curator_app.ui.pairs.proposal.settings_dialog import SettingsDialog
from curator_app.ui.pairs.proposal.solved import Solved, solve
from curator_app.ui.pairs.proposal.status_line import StatusLine
from curator_app.ui.pairs.proposal.toolbar import ProposalToolbar
from curator_app.ui.pairs.proposal.trouble import TroubleNotice, TroublePanel
from curator_app.ui.pairs.proposal.wishes_bar import WishesBar

_REST_MS = 120  # the arrows rest before «почему не …» is reckoned


class ProposalView(QObject):
    """Lives and dies with ``widget``. ``pairs_formed`` is told the numbers of accepted pairs."""

    def __init__(self, host: PageHost, workspace: Workspace, pairs_formed: Callable[[list[int]], object]) -> None:
        self.widget = _Watched()
        super().__init__(self.widget)
        self._host = host
        self._workspace = workspace
        self.solved: Solved | None = None
        self._outdated = False
        self._asked: Asked | None = None
        self._pairs_formed = pairs_formed
        self._stale = False
        self.map = HeatMap()
        self.map.tell_more = self._more_words
        self.card = Card("Подбор считается…")
        self.wishes = WishesBar()
        self.status = StatusLine()
        self.trouble = TroublePanel(self._add_mentor, self._add_mentee)
        self.notice = TroubleNotice(self._to_left_out)
        self.tools = ProposalToolbar(self.map)
        self._solving = LatestJob(self, self._not_solved)
        self._asking = LatestJob(self, _raise)
        self._weighing = LatestJob(self, _raise)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self._card_turn = QTimer(self)
        self._card_turn.setSingleShot(True)
        self._card_turn.timeout.connect(lambda: self._current_changed(self.map.current))
        self._solving.busy_changed.connect(self.status.tell_busy)
        self._build()
        self.map.current_changed.connect(self._current_changed)
        self.map.mark_requested.connect(self._mark_of)
        self.map.why_requested.connect(self._to_card)
        self.map.menu_requested.connect(self._show_menu)
        self.map.typed.connect(self.tools.search.append)
        self.widget.hidden = self._left
        self.widget.shown = self._seen
        self.wishes.taken.connect(self._take_exchange)
        self.tools.accept_wanted.connect(lambda: self.accept())
        self.tools.drafts_wanted.connect(self.show_drafts)
        self.tools.settings_wanted.connect(self.show_settings)
        QShortcut(Qt.Key.Key_Escape, self.widget, self._escape, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- the tab asks

    @property
    def busy(self) -> bool:
        """Something is being reckoned."""
        jobs = (self._solving, self._asking, self._weighing)
        return any(job.busy for job in jobs) or self._rest.isActive() or self._card_turn.isActive()

    def refresh(self) -> None:
        """The base may have changed: solves anew."""
        self._stale = True
        if self.widget.isVisible():
            self.solve()

    def solve(self) -> None:
        """Starts the solver; what is shown stays until the new answer is there."""
        self._stale = self._outdated = False
        self._solving.start(lambda progress: solve(self._workspace, progress), self._show)

    # --- ProposalActs

    def mark(self, mark: Mark) -> None:
        """Another state of the current cell."""
        self.map.request(mark)

    def go_to(self, cell: Key) -> None:
        """Another cell; the search goes when it hides it."""
        if self.map.place_of(cell) is None:
            self.tools.search.clear()
        self.map.go_to(cell)

    def go_to_request(self, request: int) -> None:
        """The column of a request, at the mentor proposed or the one who fits best."""
        if self.solved is None or request not in self.solved.proposal.request:
            return
        heat = self.solved.heat
        mentor = heat.mentor_of.get(request)
        if mentor is None and heat.rows:
            mentor = max(heat.rows, key=lambda row: heat.cells[row.id, request].fit or -1).id
        if mentor is not None:
            self.go_to((mentor, request))

    def apply(self, repair: RepairRow) -> None:
        """Makes a change that lets a request in."""
        repairing.apply_repair(self._workspace, repair)
        self._host.changed(None, repair.title)

    def open_person(self, kind: str, person: int) -> None:
        """The card of a mentor or mentee on its tab."""
        self._host.open_record(kind, person)

    def show_overview(self) -> None:
        """Back from a cell to the whole."""
        self.map.go_to(None)
        self.map.setFocus()

    def show_blanks(self) -> None:
        """Blanks of the consents that the current pair lacks."""
        if self.solved is None or self.map.current is None:
            return
        told = self.solved.explained.get(self.map.current[1])
        if told is not None and told.missing:
            blanks = [ConsentBlank(person=one.person, kind=one.kind) for one in told.missing]
            self._print_blanks(blanks)

    # --- the whole proposal

    def accept(self, variant: Mapping[int, int] | None = None) -> None:
        """«Принять пары…» of the proposal or of a kept variant, then the order if it is wanted."""
        if self._outdated:
            # The last answer never came: pairs are not accepted from an old one.
            self.solve()
            self._host.toast("Подбор не был досчитан и считается заново. Проверьте пары и примите их ещё раз")
            return
        if self.solved is None or not (variant or self.solved.proposal.pairs):
            return
        dialog = AcceptDialog(
            self._workspace,
            self._host,
            self.solved.proposal,
            variant=variant,
            print_blanks=self._print_blanks,
            parent=self.widget,
        )
        run_dialog(dialog)
        if not dialog.formed:
            return
        if dialog.order_wanted:
            kind = "assignment" if len(dialog.formed) == 1 else "assignment_list"
            wish = OrderCommand(type=kind, pairs=tuple(dialog.formed))
            papers.new_order(self._host, self._workspace, self.widget, wish, complete=True)
        self._pairs_formed(dialog.formed)

    def show_drafts(self) -> None:
        """Variants: kept, compared, accepted."""
        if self.solved is None:
            return
        dialog = DraftsDialog(self._workspace, self._host, self.solved.proposal, self.widget)
        run_dialog(dialog)
        if dialog.to_accept is not None:
            self.accept(dialog.to_accept)

    def show_settings(self) -> None:
        """«Что важнее»."""
        if self.solved is not None and run_dialog(SettingsDialog(self._workspace, self.solved, self.widget)):
            self._host.changed(None, "Правила подбора изменены")

    def _print_blanks(self, blanks: Sequence[ConsentBlank]) -> None:
        papers.show_blanks(self._host, self._workspace, self.widget, blanks)

    # --- what happens

    def _not_solved(self, error: BaseException) -> None:
        self._stale = self._outdated = True
        _raise(error)

    def _show(self, solved: Solved) -> None:
        if self.solved is not None:
            self.status.tell_change(difference(self.solved.proposal, solved.proposal))
        self.solved = solved
        self._asked = None
        self.trouble.tell(solved.proposal)
        self.notice.tell(solved.proposal)
        self._pages.setCurrentIndex(1 if self.trouble.stops else 0)
        self.tools.tell(solved)
        self.map.set_data(solved.heat)
        self.wishes.tell(solved.proposal, ())
        self._card_turn.start()  # after the map has been painted: together they would be a long frame
        if any(one.possible for one in solved.unfulfilled):
            self._weighing.start(lambda _progress: exchanges(solved.proposal), partial(self._weighed, solved))

    def _weighed(self, solved: Solved, choice: tuple[Exchange, ...]) -> None:
        if solved is self.solved:
            self.wishes.tell(solved.proposal, choice)
            self.wishes.setVisible(self.map.current is None and self.wishes.any)

    def _take_exchange(self, chosen: Exchange) -> None:
        if self.solved is not None:
            number = take_exchange(self._workspace, self.solved.proposal, chosen)
            self._host.changed(None, f"Закреплено: {counted(number, 'пара', 'пары', 'пар')}")

    def _current_changed(self, cell: Key | None) -> None:
        self._rest.stop()
        self._card_turn.stop()
        if self.solved is None:
            return
        self.wishes.setVisible(cell is None and self.wishes.any)
        if self.trouble.stops:
            self.card.show_nothing("Здесь будет видно, почему предложена каждая пара.")
            return
        if cell is None:
            self.card.show_content(overview_content(self.solved, self))
            return
        if self._asked is not None and self._asked.key != cell:
            self._asked = None
        if self._needs_asking(cell):
            self._rest.start()
            shown = self.card.content
            if shown is not None and shown.key == ("cell", *cell):
                return  # solved anew: what stands there stays until the new answer is there
        else:
            self._asked = Asked(cell)
        self._draw_cell(cell)

    def _needs_asking(self, cell: Key) -> bool:
        assert self.solved is not None
        return self._asked is None and not self.solved.heat.cells[cell].proposed

    def _ask(self) -> None:
        solved, cell = self.solved, self.map.current
        if solved is not None and cell is not None:
            self._asking.start(
                lambda progress: ask(solved, cell, progress), lambda asked: self._answered(solved, asked)
            )

    def _answered(self, solved: Solved, asked: Asked) -> None:
        if solved is self.solved and asked.key == self.map.current:
            self._asked = asked
            self._draw_cell(asked.key)

    def _draw_cell(self, cell: Key) -> None:
        assert self.solved is not None
        self.card.show_content(cell_content(self.solved, cell, self._asked, self))

    def _mark_of(self, mentor: int, request: int, mark: Mark) -> None:
        if self.solved is not None:
            mark_cell(self._workspace, self._host, self.widget, self.solved, (mentor, request), mark)

    def _show_menu(self, at: QPoint) -> None:
        if self.solved is not None and self.map.current is not None:
            show_cell_menu(self.widget, self.solved, self.map.current, at, self.map.request, self._host)

    def _to_left_out(self) -> None:
        if self.solved is not None and self.solved.proposal.unmatched:
            self.go_to_request(self.solved.proposal.unmatched[0])

    def _add_mentor(self) -> None:
        from curator_app.ui.mentors.mentor_dialog import MentorDialog

        if run_dialog(MentorDialog(self._workspace, None, self.widget)):
            self._host.changed(None, "Наставник добавлен")

    def _add_mentee(self) -> None:
        from curator_app.ui.requests.mentee_dialog import MenteeDialog

        if run_dialog(MenteeDialog(self._workspace, None, self.widget)):
            self._host.changed(None, "Наставляемый добавлен")

    def _more_words(self, cell: Key) -> list[str]:
        return own_lines(self.solved, cell) if self.solved is not None else []

    def _to_card(self) -> None:
        buttons = self.card.findChildren(QPushButton)
        first = next((one for one in buttons if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _escape(self) -> None:
        if self.tools.search.text():
            self.tools.search.clear()
        else:
            self.show_overview()

    def _seen(self) -> None:
        if self._stale:
            self.solve()

    def _left(self) -> None:
        self._rest.stop()
        if self._card_turn.isActive():
            self._card_turn.stop()
            self._stale = True
        if self._solving.busy:
            self._stale = True
        for job in (self._solving, self._asking, self._weighing):
            job.stop()

    def _build(self) -> None:
        frame = QFrame(self.widget)
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(4, 6, 4, 4)
        self._pages = QStackedLayout()
        inside.addLayout(self._pages)
        self._pages.addWidget(self.map)
        self._pages.addWidget(self.trouble)
        split = QSplitter(Qt.Orientation.Horizontal, self.widget)
        split.addWidget(frame)
        beside = QWidget(self.widget)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card, 1)
        column.addWidget(self.wishes)
        split.addWidget(beside)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([900, 360])
        split.restoreState(self._host.state.blob("proposal/split"))
        split.splitterMoved.connect(lambda _at, _number: self._host.state.put("proposal/split", split.saveState()))
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.tools)
        layout.addWidget(self.notice)
        layout.addWidget(split, 1)


class _Watched(QWidget):
    """Tells when it is seen and when it is left, so that nothing goes on behind."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Callable[[], None] = _nothing
        self.hidden: Callable[[], None] = _nothing

    def showEvent(self, event: QShowEvent) -> None:
        """The screen is seen."""
        super().showEvent(event)
        self.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        """The screen is left."""
        super().hideEvent(event)
        self.hidden()


def _raise(error: BaseException) -> None:
    # Out of a slot it reaches the boundary of the window, as any other.
    raise error


def _nothing() -> None:
    """Before the page is built."""
