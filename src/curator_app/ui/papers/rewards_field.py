"""Rewards of an order: for each person ticked the kind, what for, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.services.papers.commands import RewardChoice
from curator_app.ui.common.captioned import Choice, line_edit
from curator_app.ui.common.fields import Field

_KINDS = (("gratitude", "благодарность"), ("diploma", "почётная грамота"), ("payment", "выплата"))


class RewardsField(Field):
    """The value is a tuple of RewardChoice. Somebody newly ticked gets what was chosen for the last one."""

    def __init__(self, name: str, label: str, names: Mapping[int, str]) -> None:
        self._names = names
        self._rows: list[_RewardRow] = []
        self._last = RewardChoice(person=0)
        holder = QWidget()
        self._layout = QVBoxLayout(holder)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        super().__init__(name, label, holder, hint="«За что» встаёт после слова «за»: результативное наставничество")

    @property
    def rows(self) -> tuple[_RewardRow, ...]:
        """The editors, from top to bottom."""
        return tuple(self._rows)

    def value(self) -> tuple[RewardChoice, ...]:
        return tuple(row.reward() for row in self._rows)

    def set_value(self, value: Any) -> None:
        for row in list(self._rows):
            self._drop(row)
        for one in value or ():
            self._append(one)

    def show_people(self, people: Sequence[int]) -> None:
        """An editor for everybody ticked; what was told of those who stay is kept."""
        for row in list(self._rows):
            if row.person not in people:
                self._drop(row)
        present = {row.person for row in self._rows}
        for one in people:
            if one not in present:
                last = self._rows[-1].reward() if self._rows else self._last
                self._append(RewardChoice(person=one, kind=last.kind, reason=last.reason, amount=last.amount))

    def _append(self, reward: RewardChoice) -> None:
        row = _RewardRow(reward, self._names.get(reward.person, ""))
        row.kind.activated.connect(lambda _index: self.edited.emit())
        row.reason.textEdited.connect(lambda _text: self.edited.emit())
        row.amount.textEdited.connect(lambda _text: self.edited.emit())
        self._rows.append(row)
        self._layout.addWidget(row)

    def _drop(self, row: _RewardRow) -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()


class _RewardRow(QWidget):
    def __init__(self, reward: RewardChoice, name: str) -> None:
        super().__init__()
        self.person = reward.person
        title = QLabel(name, self)
        title.setProperty("role", "field")
        self.kind = Choice(self)
        for code, words in _KINDS:
            self.kind.addItem(words, code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(reward.kind)))
        self.kind.setAccessibleName(f"Вид поощрения: {name}")
        self.amount = line_edit(reward.amount or "", limit=300, placeholder="размер: 5000 рублей")
        self.amount.setAccessibleName(f"Размер выплаты: {name}")
        self.reason = line_edit(reward.reason or "", limit=600, placeholder="за результативное наставничество")
        self.reason.setAccessibleName(f"За что: {name}")
        self.reason.setCursorPosition(0)
        self.kind.activated.connect(lambda _index: self._fit())
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.kind, 1)
        line.addWidget(self.amount, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addLayout(line)
        layout.addWidget(self.reason)
        self._fit()

    def reward(self) -> RewardChoice:
        """What is told of this person."""
        kind = self.kind.currentData()
        amount = self.amount.text().strip() or None
        return RewardChoice(
            person=self.person,
            kind=kind,
            reason=self.reason.text().strip() or None,
            amount=amount if kind == "payment" else None,
        )

    def _fit(self) -> None:
        self.amount.setVisible(self.kind.currentData() == "payment")
