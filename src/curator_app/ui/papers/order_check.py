"""Second step of «Новый приказ»: the sentence with the names in their cases, what is doubtful, what is lacking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.documents.blocks import Clause, plain_text
from curator_app.documents.inflection import Doubt
from curator_app.documents.letters import NBSP
from curator_app.documents.paper_data import OrderData, PaperPerson
from curator_app.domain.names import Gender
from curator_app.services.papers import name_forms
from curator_app.services.papers.blanks import ConsentBlank
from curator_app.services.papers.drafting import OrderDraft
from curator_app.services.workspace import Workspace
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.wrapped_text import WrappedText
from curator_app.ui.papers.cases_dialog import CASE_WORDS, NameCasesDialog, PostCasesDialog
from curator_app.ui.papers.gate import GatePanel

_FEW = 12


class CheckPage(QWidget):
    """``remade`` when something was put right and the draft has to be made anew."""

    remade = Signal(str)
    """What was done, for the toast."""

    def __init__(
        self,
        workspace: Workspace,
        print_blanks: Callable[[Sequence[ConsentBlank]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        body.setProperty("role", "canvas")
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 12, 4)
        column.setSpacing(8)
        self.statement = Notice("info", parent=self)
        self.lacking = Notice("warn", parent=body)
        self._parts = QWidget(body)
        self._inside = QVBoxLayout(self._parts)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(8)
        self._consents = _heading("Согласия")
        self.sentences: list[str] = []
        self.remarks: list[str] = []
        self.gate = GatePanel(workspace, print_blanks, body, inside_scroll=True)
        self.gate.received.connect(self.remade)
        for part in (self._consents, self.gate, self._parts, self.lacking):
            column.addWidget(part)
        column.addStretch(1)
        self._area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.statement)

    def show_draft(self, draft: OrderDraft) -> None:
        """Shows what there is to look at before issuing."""
        place = self._area.verticalScrollBar().value()
        _clear(self._inside)
        self._inside.addWidget(_heading("Так будет напечатано"))
        self.sentences = told_clauses(draft)
        self.remarks = []
        self._inside.addWidget(_quote(draft.heading, self.sentences))
        self._add_doubts(draft.doubts)
        self._add_people(draft.data)
        before: QWidget = self.gate.blanks
        for button in self._parts.findChildren(QPushButton):
            if button.parent() is not None and not button.isHidden():
                self.setTabOrder(before, button)
                before = button
        blanks = "; ".join(draft.lacking)
        stop = "" if blanks.endswith(".") else "."  # «… Смирнова О.И.» has one of its own
        self.lacking.say(f"Не заполнено, в приказе останется пропуск: {blanks}{stop}" if blanks else "")
        missing = draft.missing_consents
        self._consents.setVisible(bool(missing))
        self.gate.setVisible(bool(missing))
        pair = draft.command.pairs[0] if len(draft.command.pairs) == 1 else None
        self.gate.show_missing([(one, pair) for one in missing])
        self.statement.say(
            f"После издания приказ № {draft.command.number or '…'} нельзя исправить или удалить — "
            "только изменить или отменить другим приказом."
        )
        self._area.verticalScrollBar().setValue(place)

    # --- inside

    def _add_doubts(self, doubts: Sequence[Doubt]) -> None:
        posts: set[str] = set()
        names: set[int | None] = set()
        for doubt in doubts:
            if doubt.kind == "gender":
                self._add_gender(doubt)
            elif doubt.kind == "post" and doubt.subject not in posts:
                posts.add(doubt.subject)
                words = f"Незнакомая должность «{doubt.subject}». Напечатается: «{doubt.form}» ({_case(doubt)})."
                self._remark(words, [("Проверить падежи…", partial(self._teach_post, doubt.subject))])
            elif doubt.kind == "name" and doubt.person_id not in names:
                names.add(doubt.person_id)
                words = f"Редкая фамилия: {doubt.subject}. Напечатается: «{doubt.form}» ({_case(doubt)})."
                self._remark(words, self._name_button(doubt.person_id))

    def _add_gender(self, doubt: Doubt) -> None:
        if doubt.person_id is None:
            self._remark(f"Не ясно, мужчина это или женщина: {doubt.subject}. От этого зависят падежи.", [])
            return
        self._remark(
            f"Не ясно, мужчина это или женщина: {doubt.subject}. От этого зависят падежи.",
            [
                ("Мужчина", partial(self._set_gender, doubt.person_id, "m")),
                ("Женщина", partial(self._set_gender, doubt.person_id, "f")),
            ],
        )

    def _add_people(self, data: OrderData) -> None:
        named = [one for one in people_of(data) if one.id is not None]
        if not named:
            return
        self._inside.addWidget(_heading("Имена в приказе"))
        for person in named[:_FEW]:
            row = QHBoxLayout()
            row.setSpacing(8)
            mark = " (исправлено вручную)" if person.name_forms or person.indeclinable else ""
            row.addWidget(WrappedText(person.name.full + mark), 1, Qt.AlignmentFlag.AlignVCenter)
            button = QPushButton("Исправить падежи…", self)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"Исправить падежи: {person.name.full}")
            button.clicked.connect(partial(self._fix_name, person.id))
            row.addWidget(button)
            holder = QWidget(self)
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self._inside.addWidget(holder)
        if len(named) > _FEW:
            self._inside.addWidget(WrappedText(f"и ещё {len(named) - _FEW}: проверьте по приложению", colour="muted"))

    def _remark(self, words: str, buttons: Iterable[tuple[str, Callable[[], object]]]) -> None:
        self.remarks.append(words)
        notice = Notice("warn", words, self)
        for text, act in buttons:
            notice.add_button(text, act, below=True)
        self._inside.addWidget(notice)

    def _name_button(self, person_id: int | None) -> list[tuple[str, Callable[[], object]]]:
        return [] if person_id is None else [("Исправить падежи…", partial(self._fix_name, person_id))]

    def _fix_name(self, person_id: int | None, _on: bool = False) -> None:
        if person_id is not None and run_dialog(NameCasesDialog(self._workspace, person_id, self)):
            self.remade.emit("Падежи исправлены")

    def _teach_post(self, post: str) -> None:
        if run_dialog(PostCasesDialog(self._workspace, post, self)):
            self.remade.emit("Падежи должности запомнены")

    def _set_gender(self, person_id: int, gender: Gender) -> None:
        name_forms.set_gender(self._workspace, person_id, gender)
        self.remade.emit("Пол указан")


def people_of(data: OrderData) -> tuple[PaperPerson, ...]:
    """Everybody the order names, each once, in the order of the paper."""
    named: list[PaperPerson] = []
    if data.release is not None:
        named.append(data.release.mentor)
    for pair in data.pairs:
        named += [*pair.mentees, pair.mentor]
    named += [reward.person for reward in data.rewards]
    named += data.members
    if data.event is not None and data.event.responsible is not None:
        named.append(data.event.responsible)
    named += [one for one in (data.school.curator, data.control) if one is not None]
    return tuple({one.id: one for one in named if one.surname}.values())


def _case(doubt: Doubt) -> str:
    return f"{CASE_WORDS[doubt.case][0]} падеж"


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 4, 0, 0)
    return label


def told_clauses(draft: OrderDraft) -> list[str]:
    """Clauses with names in them, as they stand in the paper: the first, then others that name somebody."""
    stems = [person.surname[:-2] or person.surname for person in people_of(draft.data)]
    clauses = [
        f"{one.number} {plain_text(one.text)}".replace(NBSP, " ")
        for one in draft.document.blocks
        if isinstance(one, Clause)
    ]
    return [clause for place, clause in enumerate(clauses) if place == 0 or any(stem in clause for stem in stems)]


def _quote(heading: str, clauses: Sequence[str]) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    layout.addWidget(WrappedText(heading, bold=True))
    for place, clause in enumerate(clauses):
        layout.addWidget(WrappedText(clause, points=11) if place == 0 else WrappedText(clause))
    return frame


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
