"""«Варианты»: keeping the proposal under a name, and comparing two variants side by side."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.services.proposals import drafts
from curator_app.services.proposals.drafts import DraftRow
from curator_app.services.proposals.proposing import Proposal
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.card import Card
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import TextField
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.pairs.proposal.comparison_card import comparison_content

_NOW = 0  # the proposal on the screen stands in the place of a variant


class DraftsDialog(QDialog):
    """Variants at the left; at the right what changed from the chosen one to another, by default to the present.
    ``to_accept``: {request: mentor} of the variant whose pairs are to be formed."""

    def __init__(self, workspace: Workspace, host: PageHost, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._host = host
        self._proposal = proposal
        self._rows: dict[int, DraftRow] = {}
        self.to_accept: Mapping[int, int] | None = None
        self.setWindowTitle("Варианты подбора")
        self.title = TextField("title", "Название нового варианта")
        self.title.set_value(f"Вариант от {workspace.clock.now():%d.%m.%Y %H:%M}")
        self.keep = QPushButton("Сохранить вариант", self)
        self.keep.setProperty("kind", "primary")
        self.keep.setToolTip("Запомнить предложение, которое сейчас на карте")
        self.list = RichList(parent=self)
        self.list.setAccessibleName("Сохранённые варианты")
        self.take = QPushButton("Принять этот вариант…", self)
        self.rename = QPushButton("Переименовать", self)
        self.delete = QPushButton("Удалить", self)
        self.with_ = QComboBox(self)
        self.with_.setAccessibleName("С чем сравнить")
        self.card = Card("Сохраните вариант: потом его можно сравнить с новым предложением.")
        self._build()
        self.keep.clicked.connect(self._keep)
        self.take.clicked.connect(self._take)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self.list.chosen_changed.connect(lambda _chosen: self._compare())
        self.with_.currentIndexChanged.connect(lambda _at: self._compare())
        self.refresh()
        self.list.choose_first()
        fit_to_screen(self, 980, 600)
        self.title.setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(top)
        left.addWidget(self.list, 1)
        left.addWidget(flowing((self.take, self.rename, self.delete), self))
        compare = QHBoxLayout()
        compare.setSpacing(8)
        compare.addWidget(QLabel("Сравнить с:", self))
        compare.addWidget(self.with_, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(compare)
        right.addWidget(self.card, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        close = QPushButton("Закрыть", self)
        close.clicked.connect(self.accept)
        foot = foot_row(close)
        for button in (self.keep, self.take, self.rename, self.delete, close):
            button.setAutoDefault(False)
        self.title.line.returnPressed.connect(self.keep.click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(both, 1)
        layout.addLayout(foot)

    def refresh(self) -> None:
        """Reads the variants anew; the chosen one stays chosen."""
        rows = drafts.list_drafts(self._workspace)
        self._rows = {row.id: row for row in rows}
        self.list.set_items([_item(row) for row in rows])
        other = self.with_.currentData()
        self.with_.blockSignals(True)
        self.with_.clear()
        self.with_.addItem("тем, что сейчас на карте", _NOW)
        for row in rows:
            self.with_.addItem(f"вариантом «{row.title}»", row.id)
        self.with_.setCurrentIndex(max(0, self.with_.findData(other)))
        self.with_.blockSignals(False)
        self._compare()

    def chosen(self) -> int | None:
        """The variant chosen at the left."""
        chosen = self.list.chosen()
        return chosen[0] if chosen else None

    @told()
    def _keep(self) -> None:
        title = self.title.value() or ""
        try:
            kept = drafts.save_draft(self._workspace, self._proposal, title)
        except InvalidInput as refusal:
            self.title.tell(refusal.problems[0].message)
            self.title.setFocus()
            return
        self._host.changed(None, f"Вариант «{title}» сохранён")
        self.refresh()
        self.list.choose([kept])

    @told()
    def _take(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.to_accept = drafts.read_draft(self._workspace, chosen).mentor_of
            self.accept()

    def _rename(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        dialog = FormDialog(
            "Переименовать вариант",
            [Section("", [[TextField("title", "Название", required=True)]])],
            lambda values: drafts.rename_draft(self._workspace, chosen, values["title"]),
            values={"title": self._rows[chosen].title},
            size=(460, 210),
            parent=self,
        )
        if run_dialog(dialog):
            self._host.changed(None, "Вариант переименован")
            self.refresh()

    @told()
    def _delete(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            title = self._rows[chosen].title
            drafts.delete_draft(self._workspace, chosen)
            self._host.changed(None, f"Вариант «{title}» удалён")
            self.refresh()
            self.list.choose_first()

    def _compare(self) -> None:
        chosen, other = self.chosen(), self.with_.currentData()
        for button in (self.take, self.rename, self.delete):
            button.setEnabled(chosen is not None)
        if chosen is None:
            self.card.show_nothing("Сохраните вариант: потом его можно сравнить с новым предложением.")
            return
        if other == _NOW:
            found = drafts.compare_with(self._workspace, chosen, self._proposal)
            after = "сейчас на карте"
        else:
            found = drafts.compare_drafts(self._workspace, chosen, other)
            after = f"«{self._rows[other].title}»"
        self.card.show_content(comparison_content(f"«{self._rows[chosen].title}»", after, found))


def _item(row: DraftRow) -> RichItem:
    served = f"{row.paired} из {counted(row.requests, 'запроса', 'запросов', 'запросов')} с наставником"
    lines = (RichLine(f"{row.made_at:%d.%m.%Y %H:%M}, {served}"),)
    return RichItem(row.id, row.title, lines)
