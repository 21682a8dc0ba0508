"""How every cell of one row was understood: typed text, what it became, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from curator_app.services.imports import Outcome, RowPreview, TablePreview
from curator_app.services.imports.facts import Reading
from curator_app.ui.common.notice import Notice
from curator_app.ui.imports import words


class RowDetails(QScrollArea):
    """Shows one row; nothing until a row is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Как понята строка")
        self.show_row(None, None)

    def show_row(self, table: TablePreview | None, row: RowPreview | None) -> None:
        """Another row; None for none."""
        inside = QWidget()
        inside.setProperty("role", "surface")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        if table is None or row is None:
            layout.addWidget(_text("Выберите строку, чтобы увидеть, как понята каждая её ячейка.", role="muted"))
        else:
            self._fill(layout, table, row)
        layout.addStretch(1)
        self.setWidget(inside)

    def _fill(self, layout: QVBoxLayout, table: TablePreview, row: RowPreview) -> None:
        layout.addWidget(_text(row.title or "Без имени", role="heading"))
        badge = words.OUTCOME_BADGES[row.outcome]
        layout.addWidget(_text(f"{words.table_title(table)}, строка {row.row} — {badge.text}", tone=badge.tone))
        told = {" ".join(one.column.split()) for one in row.problems if one.column}
        headings = {one.index: " ".join(one.heading.split()) for one in table.columns}
        for problem in row.problems:
            layout.addWidget(Notice("danger" if row.outcome is Outcome.REJECTED else "warn", problem.message))
        for reading in row.readings:
            if reading.field == "number":
                continue
            heading = headings.get(reading.column) or "без заголовка"
            known = heading in told
            layout.addLayout(self._cell(heading, reading, wrong=known or reading.trouble is not None, told=known))

    def _cell(self, heading: str, reading: Reading, *, wrong: bool, told: bool) -> QVBoxLayout:
        """``wrong``: something is the matter; ``told``: the sentence about it stands above already."""
        typed, understood = reading.typed, reading.understood
        box = QVBoxLayout()
        box.setSpacing(1)
        box.addWidget(_text(heading, role="field"))
        if understood and " ".join(understood.split()) != " ".join(typed.split()):
            box.addWidget(_text(typed, role="muted"))
            box.addWidget(_text(f"→  {understood}"))
        else:
            box.addWidget(_text(typed, tone="danger" if wrong and not understood else ""))
            if reading.field is None:
                box.addWidget(_text("сохранится в примечаниях импорта", role="small"))
        if reading.trouble and not told:
            box.addWidget(_text(reading.trouble, tone="danger"))
        return box


def _text(text: str, *, role: str = "", tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
