"""«Бланки»: consents, sheets, papers of pairs and of the school, all in one file to print at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.domain.codes import ConsentKind
from curator_app.services.papers import register
from curator_app.services.papers.printing import BLANK_ORDERS
from curator_app.services.workspace import Workspace
from curator_app.services.years.listing import current_year, list_years
from curator_app.texts.grammar import counted
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, LinesField
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.papers import blank_choices
from curator_app.ui.papers.blank_choices import MISSING, SHEET, TITLES, Person, person_item, read_people, subject_of
from curator_app.ui.papers.blank_writing import REGULATION, BlankWish, WrittenBlanks, write_blanks
from curator_app.ui.papers.facts_dialog import ASKED, FactsDialog
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import Once, PaperSource, of_document
from curator_app.ui.papers.paper_view import PaperView
from curator_app.ui.papers.register_button import MadePaper, RegisterButton

__all__ = ["MISSING", "SHEET", "BlanksView", "Person", "read_people"]

# So many people are drawn in the preview; all are printed.
_SHOWN = 12
_WAIT_MS = 300
_TOLD = 6
_OF_A_YEAR = frozenset(
    {"roadmap", "consultation_plan", "trained_mentors", "event_list", "register_pairs", "register_orders"}
)


class BlanksView(QWidget):
    """What, for whom, and the papers at the right."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._people: dict[int, Person] = {}
        self.choice = ChoiceField("blank", "Что напечатать", blank_choices.listed(), empty="")
        _shut_headings(self.choice)
        self.choice.set_value(MISSING)
        self.documents = LinesField("documents", "С чем знакомят", rows=2, hint="Каждый документ с новой строки")
        self.documents.set_value(REGULATION)
        self.order = ChoiceField("order", "К какому приказу", (), empty="без приказа")
        self.year = ChoiceField("year", "За какой учебный год", (), empty="за все годы")
        self.facts = QPushButton("Дополнить…", self)
        self.facts.setToolTip("Вписать то, чего нет в базе: номер, дату, причину")
        self._facts: dict[str, dict[str, Any]] = {}
        self.lacking = QLabel(self)
        self.lacking.setProperty("role", "small")
        self.lacking.setWordWrap(True)
        self._rest = QWidget(self)
        self._written: Once[WrittenBlanks] | None = None
        self._shown: Once[WrittenBlanks] | None = None
        self.search = SearchBar("Найти человека…")
        self.people = RichList(several=True)
        self.all = QPushButton("Отметить всех")
        self.all.setProperty("kind", "link")
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        self.bar = PaperBar(host, self)
        self.bar.print_first()
        self.to_register = RegisterButton(host, workspace, self._made, self)
        self.bar.add_button(self.to_register)
        self.view = PaperView("Отметьте людей слева — здесь появятся бланки.", self)
        self.view.made.connect(self._tell_lacking)
        self.view.failed.connect(lambda: self._set_source(None))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.redraw)
        self._build()
        self.choice.edited.connect(self._choice_changed)
        self.documents.edited.connect(self._timer.start)
        self.order.edited.connect(self._timer.start)
        self.year.edited.connect(self._timer.start)
        self.facts.clicked.connect(self._ask)
        self.people.chosen_changed.connect(lambda _ids: self._timer.start())
        self.people.typed.connect(self.search.append)
        self.search.query_changed.connect(self.people.set_query)
        self.search.left_down.connect(self.people.setFocus)
        self.all.clicked.connect(self._all)

    def refresh(self) -> None:
        """Reads people, consents and orders anew; ticks stay."""
        self._people = {one.id: one for one in read_people(self._workspace)}
        kept = self.order.value()
        while self.order.combo.count() > 1:
            self.order.combo.removeItem(1)
        for row in reversed(register.list_orders(self._workspace)):
            self.order.combo.addItem(f"№ {row.number} от {row.date:%d.%m.%Y}", row.id)
        if kept is not None:
            self.order.set_value(kept)
        self._read_years()
        self._choice_changed()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.start()

    def choose(self, choice: str, ids: Sequence[int]) -> None:
        """Shows a blank for these people."""
        self.choice.set_value(choice)
        self._choice_changed()
        self.people.choose(ids)

    # --- inside

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        tools = QHBoxLayout()
        tools.addWidget(self.count, 1)
        tools.addWidget(self.all)
        for part in (self.choice, self.documents, self.order, self.year, self.search):
            column.addWidget(part)
        column.addLayout(tools)
        column.addWidget(self.people, 1)
        column.addWidget(self.lacking)
        column.addWidget(self.facts)
        column.addWidget(self._rest, 1)
        left.setMinimumWidth(300)
        right = QWidget(self)
        papers = QVBoxLayout(right)
        papers.setContentsMargins(0, 0, 0, 0)
        papers.setSpacing(8)
        papers.addWidget(self.bar)
        papers.addWidget(self.view, 1)
        right.setMinimumWidth(340)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.setSizes([380, 800])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _choice_changed(self) -> None:
        choice = self.choice.value()
        subject = subject_of(choice)
        self.documents.setVisible(choice == SHEET)
        self.order.setVisible(choice in {SHEET, "roadmap"})
        self.year.setVisible(choice in _OF_A_YEAR)
        self.facts.setVisible(choice in ASKED)
        for part in (self.search, self.people, self.all, self.count):
            part.setVisible(subject != "nothing")
        self._rest.setVisible(subject == "nothing")
        if subject == "pair":
            items = list(blank_choices.pair_items(self._workspace))
            self.count.setText(f"Пар и групп: {len(items)}; никого не отметить — пустой бланк")
            self.search.edit.setPlaceholderText("Найти пару…")
        else:
            items = [person_item(one, choice) for one in self._people.values() if one.fits(choice)]
            self.count.setText(f"Подходит: {counted(len(items), 'человек', 'человека', 'человек')}")
            self.search.edit.setPlaceholderText("Найти человека…")
        self.people.set_items(items)
        self.all.setEnabled(bool(items))
        self._timer.start()

    def _all(self) -> None:
        choice = self.choice.value()
        if subject_of(choice) == "pair":
            self.people.choose([item.id for item in blank_choices.pair_items(self._workspace) if item.id is not None])
            return
        self.people.choose([one.id for one in self._people.values() if one.fits(choice)])

    @told()
    def _ask(self) -> None:
        """«Дополнить…»: kept for this kind of paper while the window is open."""
        choice = self.choice.value()
        dialog = FactsDialog(self._workspace, choice, self._facts.get(choice, {}), TITLES[choice], self)
        if run_dialog(dialog):
            self._facts[choice] = dialog.facts
            self.redraw()

    def _read_years(self) -> None:
        kept, first = self.year.value(), self.year.combo.count() == 1
        while self.year.combo.count() > 1:
            self.year.combo.removeItem(1)
        current = current_year(self._workspace)
        labels = dict.fromkeys([current, *(row.label for row in reversed(list_years(self._workspace)))])
        for label in labels:
            self.year.combo.addItem(label, label)
        self.year.set_value(current if first else kept)

    def redraw(self) -> None:
        """Makes the papers of those ticked now, beside the window."""
        self._timer.stop()
        self.lacking.hide()
        self._written = self._shown = None
        ids = tuple(self.people.chosen())
        choice = self.choice.value()
        if not ids and choice == MISSING:
            self._set_source(None)
            self.view.clear("Отметьте людей слева — здесь появятся бланки.")
            return
        title = TITLES[choice]
        wish = self._wish(choice, ids)
        self._written = self._shown = Once(partial(write_blanks, self._workspace, wish))
        if subject_of(choice) not in {"people", "nothing"} and len(ids) > _SHOWN:
            self._shown = Once(partial(write_blanks, self._workspace, replace(wish, ids=ids[:_SHOWN])))
            self.count.setText(f"Отмечено {len(ids)}; справа первые {_SHOWN}, напечатаются все")
        self._set_source(of_document(self._written, title))
        self.view.show_source(of_document(self._shown, title), from_start=False)

    def _wish(self, choice: str, ids: tuple[int, ...]) -> BlankWish:
        lines = (line.strip() for line in (self.documents.value() or "").splitlines())
        return BlankWish(
            choice=choice,
            ids=ids,
            documents=tuple(line for line in lines if line),
            order=self.order.value(),
            year=self.year.value() if choice in _OF_A_YEAR else None,
            facts=self._facts.get(choice, {}),
            missing={one: self._people[one].missing for one in ids if one in self._people},
        )

    def _set_source(self, source: PaperSource | None) -> None:
        self.bar.set_source(source)
        # An order gets its number when it is issued.
        self.to_register.setEnabled(source is not None and self.choice.value() not in BLANK_ORDERS)

    def _made(self) -> MadePaper | None:
        """The paper of those ticked, for the register."""
        if self._timer.isActive():  # other people were ticked a moment ago: theirs is not begun yet
            self.redraw()
        ids, choice = self.people.chosen(), self.choice.value()
        written = self._written
        if written is None or not self.bar.print.isEnabled():
            return None
        kind = "sheet" if choice == SHEET else "consents" if choice in {MISSING, *ConsentKind} else choice
        one = ids[0] if len(ids) == 1 else None
        of_pair = subject_of(choice) == "pair"
        return MadePaper(
            kind, TITLES[choice], lambda: written().document, None if of_pair else one, one if of_pair else None
        )

    def _tell_lacking(self) -> None:
        """What stays empty on the paper shown, and what looks like a mistake."""
        if self._shown is None:
            return
        shown = self._shown()
        told = ", ".join(shown.lacking[:_TOLD])
        more = f" и ещё {len(shown.lacking) - _TOLD}" if len(shown.lacking) > _TOLD else ""
        said = [f"Останется пустым: {told}{more}."] if told else []
        self.lacking.setText(" ".join((*said, *shown.remarks[:_TOLD])))
        self.lacking.setVisible(bool(self.lacking.text()))


def _shut_headings(field: ChoiceField) -> None:
    """Headings of the list are read, not chosen."""
    model = field.combo.model()
    assert isinstance(model, QStandardItemModel)
    for place in range(field.combo.count()):
        if blank_choices.is_heading(field.combo.itemData(place)):
            item = model.item(place)
            item.setEnabled(False)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
