"""How much fit may be given up so that more mutual wishes come true: a slider under the card of the whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from curator_app.services.proposals.exchanging import new_wishes
from curator_app.services.proposals.explaining import Exchange
from curator_app.services.proposals.proposing import Proposal
from curator_app.texts.grammar import counted


class WishesBar(QFrame):
    """Hidden while there is nothing to choose from. ``taken`` with the Exchange chosen."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._proposal: Proposal | None = None
        self._choice: tuple[Exchange, ...] = ()
        heading = QLabel("Больше взаимных пожеланий", self)
        heading.setProperty("role", "section")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName("Сколько соответствия можно уступить")
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(lambda _at: self._tell())
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.take = QPushButton("Закрепить эти пары", self)
        self.take.clicked.connect(lambda: self.taken.emit(self.chosen))
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.slider)
        layout.addWidget(self.words)
        layout.addLayout(foot)
        self.hide()

    @property
    def chosen(self) -> Exchange:
        """The plan the slider stands on."""
        return self._choice[self.slider.value()]

    def tell(self, proposal: Proposal, choice: tuple[Exchange, ...]) -> None:
        """Other plans to choose from: only those that bring new wishes, beside the present one."""
        useful = [one for one in choice if new_wishes(proposal, one)]
        present = [one for one in choice if not new_wishes(proposal, one)][:1]
        self._proposal = proposal
        self._choice = (*present, *useful)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self._choice) - 1))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._tell()

    @property
    def any(self) -> bool:
        """There is a plan with more wishes."""
        return self._proposal is not None and any(new_wishes(self._proposal, one) for one in self._choice)

    def _tell(self) -> None:
        if not self._choice or self._proposal is None:
            return
        one = self.chosen
        wishes = len(new_wishes(self._proposal, one))
        self.take.setEnabled(bool(wishes))
        if not wishes:
            self.words.setText("Сдвиньте вправо: сколько соответствия дефицитам можно уступить ради пожеланий.")
            return
        come = counted(wishes, "взаимное пожелание", "взаимных пожелания", "взаимных пожеланий")
        moved = counted(len(one.moved), "запроса", "запросов", "запросов")
        self.words.setText(
            f"Уступить {one.given_up} % соответствия: сбудется ещё {come}, наставник сменится у {moved}."
        )
