"""«Бланки»: consents and acknowledgement sheets for the people ticked, all in one file to print at one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from curator_app.documents.blocks import Document
from curator_app.domain.codes import ConsentKind, PersonKind
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.files import safe_name
from curator_app.services import mentees, mentors, people
from curator_app.services.papers import register
from curator_app.services.papers.blanks import ConsentBlank, acknowledgement_sheet, consent_papers
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import collation_key
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.ui.common.fields import ChoiceField, LinesField
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import PdfView
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.search_bar import SearchBar
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import PaperSource, of_document

MISSING, SHEET = "missing", "sheet"
_CHOICES: tuple[tuple[str, str], ...] = (
    (MISSING, "Согласия, которых не хватает"),
    (ConsentKind.MENTORING.value, "Согласие наставника"),
    (ConsentKind.MENTEE.value, "Согласие наставляемого"),
    (ConsentKind.PERSONAL_DATA.value, "Согласие на обработку персональных данных"),
    (ConsentKind.PARENT.value, "Согласие родителя (законного представителя)"),
    (ConsentKind.PUBLICATION.value, "Согласие на распространение персональных данных"),
    (SHEET, "Лист ознакомления"),
)
_REGULATION = "с Положением о системе наставничества"
# So many people are drawn in the preview; all are printed.
_SHOWN = 12
_WAIT_MS = 300


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may get a blank: roles and consents that are missing."""

    id: int
    name: str
    post: str
    is_mentor: bool
    is_mentee: bool
    is_pupil: bool
    missing: tuple[str, ...]

    def fits(self, choice: str) -> bool:
        """Whether this blank is for this person."""
        if choice == MISSING:
            return bool(self.missing)
        if choice == ConsentKind.MENTORING:
            return self.is_mentor
        if choice == ConsentKind.MENTEE:
            return self.is_mentee
        if choice == ConsentKind.PARENT:
            return self.is_pupil
        return choice == SHEET or self.is_mentor or self.is_mentee


def read_people(workspace: Workspace) -> list[Person]:
    """Everybody but those in the archive, by name."""
    mentor_rows = {row.id: row for row in mentors.list_mentors(workspace)}
    mentee_rows = {row.id: row for row in mentees.list_mentees(workspace)}
    found: list[Person] = []
    for row in people.list_people(workspace, archived=False):
        mentor, mentee = mentor_rows.get(row.id), mentee_rows.get(row.id)
        missing = (*(mentor.missing_consents if mentor else ()), *(mentee.missing_consents if mentee else ()))
        found.append(
            Person(
                row.id,
                row.full_name,
                row.position or (f"{row.class_name} класс" if row.class_name else ""),
                mentor is not None,
                mentee is not None,
                row.kind == PersonKind.PUPIL.value,
                tuple(dict.fromkeys(missing)),
            )
        )
    return sorted(found, key=lambda one: collation_key(one.name))


class BlanksView(QWidget):
    """What, for whom, and the papers at the right."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._people: dict[int, Person] = {}
        self.choice = ChoiceField("blank", "Что напечатать", _CHOICES, empty="")
        self.documents = LinesField("documents", "С чем знакомят", rows=2, hint="Каждый документ с новой строки")
        self.documents.set_value(_REGULATION)
        self.order = ChoiceField("order", "К какому приказу лист", (), empty="без приказа")
        self.search = SearchBar("Найти человека…")
        self.people = RichList(several=True)
        self.all = QPushButton("Отметить всех")
        self.all.setProperty("kind", "link")
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        self.bar = PaperBar(host, self)
        self.bar.print_first()
        self.view = PdfView("Отметьте людей слева — здесь появятся бланки.", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.redraw)
        self._build()
        self.choice.edited.connect(self._choice_changed)
        self.documents.edited.connect(self._timer.start)
        self.order.edited.connect(self._timer.start)
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
        for part in (self.choice, self.documents, self.order, self.search):
            column.addWidget(part)
        column.addLayout(tools)
        column.addWidget(self.people, 1)
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
        self.documents.setVisible(choice == SHEET)
        self.order.setVisible(choice == SHEET)
        fitting = [one for one in self._people.values() if one.fits(choice)]
        self.people.set_items([_item(one, choice) for one in fitting])
        self.count.setText(f"Подходит: {counted(len(fitting), 'человек', 'человека', 'человек')}")
        self.all.setEnabled(bool(fitting))
        self._timer.start()

    def _all(self) -> None:
        choice = self.choice.value()
        self.people.choose([one.id for one in self._people.values() if one.fits(choice)])

    def redraw(self) -> None:
        """Makes the papers of those ticked now."""
        self._timer.stop()
        ids = self.people.chosen()
        choice = self.choice.value()
        if not ids and choice != SHEET:
            self.bar.set_source(None)
            self.view.clear("Отметьте людей слева — здесь появятся бланки.")
            return
        try:
            shown = self._paper(choice, ids if choice == SHEET else ids[:_SHOWN])
        except KnownProblem as problem:
            self.bar.set_source(None)
            self.view.clear(problem.message)
            return
        title = dict(_CHOICES)[choice]
        source = of_document(shown, title)
        self.view.set_pdf(source.pdf())
        if choice != SHEET and len(ids) > _SHOWN:
            source = _of_many(title, lambda: self._paper(choice, ids))
            self.count.setText(f"Отмечено {len(ids)}; справа первые {_SHOWN}, напечатаются все")
        self.bar.set_source(source)

    def _paper(self, choice: str, ids: Sequence[int]) -> Document:
        if choice == SHEET:
            documents = [line.strip() for line in (self.documents.value() or "").splitlines() if line.strip()]
            return acknowledgement_sheet(
                self._workspace, documents or [_REGULATION], ids, order_id=self.order.value()
            ).document
        blanks = [
            ConsentBlank(person=one, kind=kind)
            for one in ids
            for kind in (self._people[one].missing if choice == MISSING else (choice,))
        ]
        return consent_papers(self._workspace, blanks)


def _of_many(title: str, make: Callable[[], Document]) -> PaperSource:
    """Papers of many people, made only when they are printed or saved."""

    def pdf() -> bytes:
        return of_document(make(), title).pdf()

    def docx() -> bytes:
        return of_document(make(), title).docx()

    return PaperSource(title, safe_name(title), pdf, docx)


def _item(person: Person, choice: str) -> RichItem:
    lines = [RichLine(person.post)] if person.post else []
    if choice == MISSING:
        lines += [RichLine(code_label(kind, CONSENT_KIND), "minus", "warn") for kind in person.missing]
    return RichItem(person.id, person.name, tuple(lines))
