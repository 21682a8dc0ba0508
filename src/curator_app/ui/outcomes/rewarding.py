"""«Кого поощрить»: the mentors of the year, best first; those ticked go into the order on rewards."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.rewards import WEIGHTS, Criterion
from curator_app.services import rewarding
from curator_app.services.papers.commands import OrderCommand, RewardChoice
from curator_app.services.rewarding import CandidateRow, hours_words
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import code_label
from curator_app.texts.monitoring_words import INCENTIVE
from curator_app.ui import papers
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.fields import ChoiceField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.search_bar import SearchBar

_KINDS = (("gratitude", "благодарность"), ("diploma", "почётная грамота"), ("payment", "выплата"))
_BEST = 3
_CRITERIA = {
    Criterion.HOURS: "часы встреч",
    Criterion.ROUTES: "шаги ИОМ в срок",
    Criterion.DEFICITS: "снятые дефициты",
    Criterion.SATISFACTION: "удовлетворённость наставляемых",
    Criterion.CONTESTS: "конкурсы",
    Criterion.TRAINING: "своё обучение",
}


def reward_order(host: PageHost, workspace: Workspace, parent: QWidget | None) -> bool:
    """The dialog and, with somebody ticked, the order filled in. True when an order was issued."""
    dialog = RewardingDialog(workspace, host.year, parent)
    if not run_dialog(dialog) or not dialog.rewards:
        return False
    wish = OrderCommand(type="incentive", rewards=dialog.rewards, acknowledgement="sheet")
    return papers.new_order(host, workspace, parent, wish) is not None


class RewardingDialog(QDialog):
    """``rewards``: what goes into the order."""

    def __init__(self, workspace: Workspace, year: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rewards: tuple[RewardChoice, ...] = ()
        self._rows = rewarding.list_candidates(workspace, year)
        self.setWindowTitle(f"Кого поощрить в {year} учебном году")
        weights = ", ".join(f"{words} — до {WEIGHTS[one]}" for one, words in _CRITERIA.items())
        hint = QLabel(f"Баллы из 100 посчитаны по данным года: {weights}. Решение — за вами: отметьте людей.")
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self.search = SearchBar("Найти наставника…", self)
        self.list = RichList(several=True, parent=self)
        self.list.setAccessibleName("Наставники по баллам")
        self.list.set_items([_item(row) for row in self._rows])
        self.best = QPushButton(f"Отметить {_BEST} лучших", self)
        self.best.setProperty("kind", "link")
        self.best.setVisible(len(self._rows) > _BEST)
        self.empty = QLabel("В этом учебном году наставников с действующими парами ещё не было.")
        self.empty.setProperty("role", "muted")
        self.empty.setVisible(not self._rows)
        self.reward = ChoiceField("kind", "Вид поощрения отмеченным", _KINDS, empty="")
        self.amount = TextField("amount", "Размер выплаты", placeholder="5000 рублей")
        self.go = QPushButton("Подготовить приказ…", self)
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.cancel = QPushButton("Отмена", self)
        self._build(hint)
        self.best.clicked.connect(self.tick_best)
        self.go.clicked.connect(self._go)
        self.cancel.clicked.connect(self.reject)
        self.search.query_changed.connect(self.list.set_query)
        self.search.left_down.connect(self.list.setFocus)
        self.list.typed.connect(self.search.append)
        self.list.chosen_changed.connect(lambda _ids: self._ticked())
        self.reward.edited.connect(self._kind_chosen)
        self._ticked()
        self._kind_chosen()
        fit_to_screen(self, 720, 640)
        self.list.setFocus()

    def tick_best(self) -> None:
        """Ticks the best who have not been rewarded this year."""
        fresh = [row.person for row in self._rows if not row.rewarded and row.points]
        self.list.choose(fresh[:_BEST])
        self._ticked()

    def _go(self) -> None:
        chosen = set(self.list.chosen())
        kind = self.reward.value()
        self.rewards = tuple(
            RewardChoice(
                person=row.person,
                kind=kind,
                reason=row.reason,
                amount=self.amount.value() if kind == "payment" else None,
            )
            for row in self._rows
            if row.person in chosen
        )
        self.accept()

    def _ticked(self) -> None:
        number = len(self.list.chosen())
        self.go.setEnabled(number > 0)
        people = counted(number, "человек", "человека", "человек")
        self.go.setText(f"Подготовить приказ: {people}…" if number else "Подготовить приказ…")

    def _kind_chosen(self) -> None:
        self.amount.setVisible(self.reward.value() == "payment")

    def _build(self, hint: QLabel) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(12)
        kinds.addWidget(self.reward, 1)
        kinds.addWidget(self.amount, 1)
        foot = foot_row(self.go, self.cancel, left=(self.best,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(hint)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty)
        layout.addLayout(kinds)
        layout.addLayout(foot)


def _item(row: CandidateRow) -> RichItem:
    merits = row.merits
    told = [
        f"встречи {hours_words(merits.minutes)}",
        counted(row.mentees, "наставляемый", "наставляемых", "наставляемых"),
    ]
    if merits.steps_due:
        told.append(f"шаги ИОМ {merits.steps_done} из {merits.steps_due}")
    if merits.deficits_gone:
        told.append(f"снято дефицитов {merits.deficits_gone} из {merits.deficits_found}")
    if merits.answered:
        told.append(f"довольны {merits.satisfied} из {merits.answered}")
    lines = [RichLine(" · ".join(told))]
    lines += [RichLine(one, "star", "ok") for one in row.contest_titles]
    if merits.trainings:
        lines.append(RichLine("обучение наставников пройдено", "check", "ok"))
    if row.rewarded:
        kinds = ", ".join(code_label(one, INCENTIVE) for one in row.rewarded)
        lines.append(RichLine(f"в этом году уже: {kinds}", "info", "warn"))
    points = counted(row.points, "балл", "балла", "баллов")
    return RichItem(row.person, f"{row.name} — {points}", tuple(lines))
