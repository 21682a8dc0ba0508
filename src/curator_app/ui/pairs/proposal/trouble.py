"""What stands in the way of the whole proposal: the cause in a sentence, and the button that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from curator_app.domain.matching.causes import Trouble, troubles
from curator_app.services.proposals.proposing import Proposal
from curator_app.ui.common.empty_state import EmptyState, NextStep
from curator_app.ui.common.notice import Notice

_STOPS = (Trouble.NO_MENTORS, Trouble.NO_REQUESTS)


class TroublePanel(QWidget):
    """Instead of the map when there is nobody to match. ``stops``: there is no map to show."""

    def __init__(self, add_mentor: Callable[[], object], add_mentee: Callable[[], object]) -> None:
        super().__init__()
        self.stops = True
        self._states = {
            Trouble.NO_MENTORS: EmptyState(
                "mentor",
                "Подбирать пока некого",
                "В базе нет ни одного наставника. Добавьте хотя бы одного — подбор начнётся сам.",
                [NextStep("Новый наставник", add_mentor, primary=True)],
            ),
            Trouble.NO_REQUESTS: EmptyState(
                "mentee",
                "Запросов без пары нет",
                "Каждый открытый запрос уже обслуживает пара, или запросов ещё не внесли: их записывают в карточке "
                "наставляемого. Новый запрос сразу попадёт в подбор.",
                [NextStep("Новый наставляемый", add_mentee, primary=True)],
            ),
        }
        self._pages = QStackedLayout()
        for state in self._states.values():
            self._pages.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._pages)

    def tell(self, proposal: Proposal) -> None:
        """Shows the cause when there is no map to show."""
        found = next((one for one in troubles(proposal.plan) if one in _STOPS), None)
        self.stops = found is not None
        if found is not None:
            self._pages.setCurrentWidget(self._states[found])


class TroubleNotice(Notice):
    """Above the map when it is cut short: nothing is allowed, no places, locks that contradict each other."""

    def __init__(self, help_: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("warn", parent=parent)
        self.help: QPushButton = self.add_button("Что поможет", help_)

    def tell(self, proposal: Proposal) -> None:
        """Says what is wrong; hidden when nothing is."""
        self.say(" ".join(_sentences(proposal)), "warn")
        self.help.setVisible(bool(proposal.unmatched))


def _sentences(proposal: Proposal) -> Sequence[str]:
    found = troubles(proposal.plan)
    return [words for one, words in zip(found, proposal.problems, strict=True) if one not in _STOPS]
