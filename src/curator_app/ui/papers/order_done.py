"""Last step of «Новый приказ»: the order is issued; print it, save it, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from curator_app.documents.paper_data import Deadlines
from curator_app.services.papers import register
from curator_app.services.papers.issuing import IssuedOrder
from curator_app.services.workspace import Workspace
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.papers.paper_bar import PaperBar
from curator_app.ui.papers.paper_source import PaperSource, of_order


class DonePage(QWidget):
    """Shown once the order is in the register."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.notice = Notice("ok", parent=self)
        self.bar = PaperBar(host, self)
        self.bar.print_first()
        self._next = QLabel(self)
        self._next.setTextFormat(Qt.TextFormat.PlainText)
        self._next.setWordWrap(True)
        heading = QLabel("Что дальше", self)
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)
        layout.addWidget(heading)
        layout.addWidget(self._next)
        layout.addStretch(1)

    def show_order(self, issued: IssuedOrder) -> PaperSource:
        """Tells what was issued; gives its paper."""
        row = register.get_order(self._workspace, issued.id)
        source = of_order(self._workspace, row)
        self.bar.set_source(source)
        self.notice.say(f"Приказ № {row.number} от {row.date:%d.%m.%Y} издан и записан в реестр.")
        self._next.setText("\n".join(f"• {step}" for step in next_steps(issued)))
        return source


def next_steps(issued: IssuedOrder) -> list[str]:
    """What the order itself asks to be done, with its dates."""
    data = issued.draft.data
    steps = ["Напечатайте приказ и отдайте директору на подпись."]
    if data.acknowledgement_place != "none" and data.acknowledgement:
        steps.append("Соберите подписи об ознакомлении: строки стоят на приказе или на листе при нём.")
    if data.type in {"assignment", "assignment_list", "replacement"}:
        steps += _dated(data.deadlines)
    return steps


def _dated(deadlines: Deadlines) -> list[str]:
    told = (
        (deadlines.regulation, "ознакомить участников с Положением о наставничестве"),
        (deadlines.program, "разработать программу и индивидуальный образовательный маршрут"),
        (deadlines.satisfaction, "узнать, довольны ли участники (по окончании адаптации)"),
    )
    return [f"До {day:%d.%m.%Y} — {what}." for day, what in told if day is not None]
