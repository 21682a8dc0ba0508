"""«Что важнее»: the order of the steps of importance, the weights inside them, the size of a group."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import InvalidInput
from curator_app.runtime.progress import Progress
from curator_app.services.proposals.proposing import Proposal, propose
from curator_app.services.proposals.settings import MatchingSettings, save_settings
from curator_app.services.workspace import Workspace
from curator_app.ui.common.card import Card
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.number_box import NumberBox
from curator_app.ui.common.worker import LatestJob
from curator_app.ui.pairs.proposal.comparison_card import comparison_content, difference
from curator_app.ui.pairs.proposal.solved import Solved, pulse_of
from curator_app.ui.pairs.proposal.tier_list import TierList
from curator_app.ui.pairs.proposal.weights_form import WeightsForm

_CALM_MS = 250
_MOST_IN_GROUP = 100


class SettingsDialog(QDialog):
    """The order at the left, weights of the chosen step in the middle, at the right what would change."""

    def __init__(self, workspace: Workspace, solved: Solved, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._proposal = solved.proposal
        self.setWindowTitle("Что важнее при подборе")
        settings = solved.proposal.settings
        self.tiers = TierList(self)
        self.weights = WeightsForm(solved.proposal.gathered.world.areas, self)
        self.group_limit = NumberBox(0, _MOST_IN_GROUP)
        self.group_limit.setSpecialValueText("без предела")
        self.group_limit.setAccessibleName("Самое большее человек в группе")
        self.preview = Card("Измените порядок или веса — здесь будет видно, какие пары станут другими.")
        self._problem = Notice("danger", parent=self)
        self._job = LatestJob(self, _raise)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_CALM_MS)
        self._rest.timeout.connect(self._try)
        self.save_button = QPushButton("Сохранить", self)
        self.save_button.setProperty("kind", "primary")
        self.defaults = QPushButton("Вернуть как было задумано", self)
        self.defaults.setToolTip("Порядок и веса по умолчанию (положение о наставничестве, п. 6.1)")
        self._build()
        self._fill(settings)
        self.tiers.chosen.connect(self.weights.show_tier)
        self.tiers.moved.connect(self._changed)
        self.weights.changed.connect(self._changed)
        self.group_limit.valueChanged.connect(lambda _value: self._changed())
        self.save_button.clicked.connect(self._save)
        self.defaults.clicked.connect(self._to_defaults)
        self.tiers.setFocus()
        fit_to_screen(self, 1060, 580)

    def settings(self) -> MatchingSettings:
        """As they stand in the dialog."""
        limit = self.group_limit.value()
        return MatchingSettings(
            tiers=self.tiers.order(), weights=self.weights.weights(), group_limit=limit if limit >= 2 else None
        )

    @property
    def busy(self) -> bool:
        """The preview is being reckoned."""
        return self._job.busy or self._rest.isActive()

    def done(self, result: int) -> None:
        """However it is closed, nothing goes on behind."""
        self._rest.stop()
        self._job.stop()
        super().done(result)

    def _fill(self, settings: MatchingSettings) -> None:
        self.tiers.fill(settings.tiers)
        self.weights.fill(settings.weights)
        self.group_limit.setValue(settings.group_limit or 0)

    def _build(self) -> None:
        told_ = QLabel(
            "Верхнее важнее всего, что ниже. Переставляйте мышью или Alt+↑ и Alt+↓. Охват всегда первый.", self
        )
        told_.setWordWrap(True)
        told_.setProperty("role", "small")
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(_heading("Порядок важности"))
        left.addWidget(told_)
        left.addWidget(self.tiers, 1)
        limit = QFormLayout()
        limit.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        limit.addRow("В группе не больше", self.group_limit)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self.weights, 1)
        middle.addWidget(_heading("Группы"))
        middle.addLayout(limit)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(_heading("Что изменится"))
        right.addWidget(self.preview, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        for column, share in ((left, 5), (middle, 5), (right, 6)):
            columns.addLayout(column, share)
        cancel = QPushButton("Отмена", self)
        cancel.clicked.connect(self.reject)
        foot = foot_row(self.save_button, cancel, left=(self.defaults,))
        for button in (self.defaults, self.save_button, cancel):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(columns, 1)
        layout.addWidget(self._problem)
        layout.addLayout(foot)

    def _to_defaults(self) -> None:
        self._fill(MatchingSettings())
        self._changed()

    def _changed(self) -> None:
        self._problem.say("")
        self._rest.start()

    def _try(self) -> None:
        settings = self.settings()

        def job(progress: Progress) -> Proposal:
            return propose(self._workspace, settings=settings, pulse=pulse_of(progress))

        self._job.start(job, self._show)

    def _show(self, tried: Proposal) -> None:
        self.preview.show_content(
            comparison_content("как сейчас", "с этими правилами", difference(self._proposal, tried))
        )

    @told()
    def _save(self) -> None:
        try:
            save_settings(self._workspace, self.settings())
        except InvalidInput as refusal:
            self._problem.say(refusal.message, "danger")
            return
        self.accept()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label


def _raise(error: BaseException) -> None:
    raise error
