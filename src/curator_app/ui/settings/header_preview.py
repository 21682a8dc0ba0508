"""The head of an order as it will look with what stands in the fields: paper stays white in the dark as well."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator_app.runtime.paths import resources
from curator_app.services.school import SchoolData

_PAPER = "QFrame#paper { background: #ffffff; border: 1px solid #cfc9bd; } QFrame#paper QLabel { color: #1a1a1a; }"
_GAP = "…"


@cache
def _family() -> str:
    for face in ("Tinos-Regular.ttf", "Tinos-Bold.ttf"):
        number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / face))
    return QFontDatabase.applicationFontFamilies(number)[0]


class HeaderPreview(QFrame):
    """Founder, school, details, «ПРИКАЗ», date — place — number, and the signature."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setStyleSheet(_PAPER)
        self.setAccessibleName("Так будет выглядеть шапка приказа")
        self._founder = self._line(8)
        self._full_name = self._line(9, bold=True)
        self._short_name = self._line(9)
        self._details = self._line(7)
        self._title = self._line(10, bold=True)
        self._title.setText("ПРИКАЗ")
        self._date, self._place, self._number = self._line(8), self._line(8), self._line(8)
        self._post, self._signature = self._line(8), self._line(8)
        self._post.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._signature.setAlignment(Qt.AlignmentFlag.AlignRight)
        requisites = QHBoxLayout()
        for label, side in (
            (self._date, Qt.AlignmentFlag.AlignLeft),
            (self._place, Qt.AlignmentFlag.AlignCenter),
            (self._number, Qt.AlignmentFlag.AlignRight),
        ):
            label.setAlignment(side)
            requisites.addWidget(label, 1)
        body = QLabel("⋯", self)
        body.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.setAccessibleName("текст приказа")
        signature = QHBoxLayout()
        signature.addWidget(self._post, 1)
        signature.addWidget(self._signature, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 16, 12)
        layout.setSpacing(3)
        for part in (self._founder, self._full_name, self._short_name, self._details):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(requisites)
        layout.addWidget(body)
        layout.addLayout(signature)

    @property
    def shown(self) -> str:
        """All words of the paper, line by line."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def show_school(self, data: SchoolData, director: str) -> None:
        """``director`` is the name as in a signature («М.П. Иванова»)."""
        self._founder.setText(data.founder or "")
        self._founder.setVisible(bool(data.founder))
        self._full_name.setText(data.full_name.strip() or "Полное наименование школы")
        self._short_name.setText(f"({data.short_name.strip() or 'сокращённое наименование'})")
        details = _details(data)
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self._date.setText("01.09.2026")
        self._place.setText(data.place or "")
        self._number.setText(f"№ 1{data.order_number_suffix or ''}")
        self._post.setText((data.director_post or "директор").capitalize())
        self._signature.setText(director or _GAP)

    def _line(self, points: float, *, bold: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        written = QFont(_family())
        written.setPointSizeF(points)
        written.setBold(bold)
        label.setFont(written)
        return label


def _details(data: SchoolData) -> str:
    contacts = ", ".join(
        part for part in (data.address, f"тел. {data.phone}" if data.phone else "", data.email or "") if part
    )
    codes = ", ".join(
        f"{word} {code}" for word, code in (("ИНН", data.inn), ("КПП", data.kpp), ("ОГРН", data.ogrn)) if code
    )
    return "\n".join(part for part in (contacts, codes) if part)
