"""The register of consents: who gave what, when, until when, who signed; a withdrawal and what follows from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.privacy import consent_register
from curator_app.services.privacy.consent_register import RegisterRow, WithdrawalPlan
from curator_app.services.workspace import Workspace
from curator_app.texts.labels import CONSENT_KIND, PERSON_KIND, code_label
from curator_app.ui import papers
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.consent_badge import consent_badge, consent_word
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.empty_state import EmptyState
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.table_model import Column
from curator_app.ui.privacy.table_dialog import TableDialog

_COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column("name", "Фамилия, имя, отчество", lambda row: row.name, width=240, strong=True),
    Column("who", "Кто это", lambda row: code_label(row.person_kind, PERSON_KIND), width=120, visible=False),
    Column("kind", "Согласие", lambda row: code_label(row.kind, CONSENT_KIND), width=280),
    Column(
        "state", "Состояние", lambda row: consent_word(row.state), width=120, badge=lambda row: consent_badge(row.state)
    ),
    Column("date", "Дано", lambda row: row.date, kind="date", width=100),
    Column("until", "Действует до", lambda row: row.until, kind="date", width=120),
    Column("withdrawn_on", "Отозвано", lambda row: row.withdrawn_on, kind="date", width=100),
    Column("signed_by", "Подписал(а)", lambda row: row.signed_by or "", width=180),
    Column("note", "Примечание", lambda row: row.note or "", width=160, visible=False),
)
_CHIPS: tuple[Chip[RegisterRow], ...] = (
    Chip("soon", "Истекает", lambda row: row.state == "soon" and row.decides),
    Chip("expired", "Срок истёк", lambda row: row.state == "expired" and row.decides),
    Chip("withdrawn", "Отозвано", lambda row: row.state == "withdrawn"),
    Chip("refused", "Отказ", lambda row: row.state == "refused"),
    Chip("data", "На обработку данных", lambda row: row.kind == "personal_data"),
    Chip("minor", "За обучающихся", lambda row: row.minor),
)


class RegisterDialog(TableDialog[RegisterRow]):
    """The list with «Отозвать…»."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "Реестр согласий",
            _COLUMNS,
            lambda row: row.id,
            "consent_register",
            empty=EmptyState(
                "document", "Согласий пока нет", "Они отмечаются в карточках наставников и наставляемых: «Согласия…»."
            ),
            chips=_CHIPS,
            hint="Найти человека или согласие…",
            size=(1080, 620),
            parent=parent,
        )
        self._workspace = workspace
        self.withdraw = self.add_act("Отозвать…", self.run_withdraw, kind="danger")
        self.print = self.add_act("Напечатать реестр…", self.run_print)
        self.panel.table.opened.connect(lambda _id: self.run_withdraw())
        self.reload()

    @told()
    def run_withdraw(self) -> None:
        """The withdrawal of the selected consent, and the erasing when it is wanted at once."""
        rows = self.panel.selected_rows()
        if len(rows) != 1 or not self.withdraw.isEnabled():
            return
        dialog = WithdrawDialog(self._workspace, rows[0].id, self)
        if not run_dialog(dialog) or dialog.plan is None:
            return
        self.host.changed(None, f"Отзыв записан, задача поставлена до {dialog.plan.due:%d.%m.%Y}")
        self.reload()
        if dialog.erase_now:
            from curator_app.ui.privacy.erase_dialog import run_erase

            reason = f"отзыв согласия от {dialog.plan.on:%d.%m.%Y}"
            run_erase(self.host, self._workspace, self, [dialog.plan.person], reason, self.reload)

    @told()
    def run_print(self) -> None:
        """The register as a paper."""
        from curator_app.services.papers.registers import register_paper

        write = partial(register_paper, self._workspace, "register_consents")
        papers.show_paper(self.host, self, "Реестр согласий", write)

    def reload(self) -> None:
        """The list anew."""
        self.panel.set_rows(consent_register.list_register(self._workspace))
        self.look()

    def look(self) -> None:
        """A consent in force may be withdrawn."""
        rows = self.panel.selected_rows()
        able = len(rows) == 1 and rows[0].state in {"given", "soon", "later", "expired"}
        self.withdraw.setEnabled(able and not self._workspace.read_only)


class WithdrawDialog(QDialog):
    """The day of the withdrawal and what the law asks for then; ``erase_now`` when the curator goes on at once."""

    def __init__(self, workspace: Workspace, consent_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._consent = workspace, consent_id
        self.plan: WithdrawalPlan | None = None
        self.erase_now = False
        shown = consent_register.plan_withdrawal(workspace, consent_id)
        self.setWindowTitle("Отзыв согласия")
        title = QLabel(f"{shown.name}: согласие {code_label(shown.kind, CONSENT_KIND)}", self)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        self.day = DateField(workspace.clock.today(), "Дата отзыва", self)
        self.day.set_date(shown.on)
        self.steps = QLabel(self)
        self.steps.setWordWrap(True)
        self.steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notice = Notice("danger", parent=self)
        self.write = QPushButton("Записать отзыв", self)
        self.write.setProperty("kind", "primary")
        self.at_once = QPushButton("Записать и удалить данные…", self)
        self.at_once.setVisible(shown.erasing)
        self.at_once.setEnabled(not shown.running_pairs)
        if shown.running_pairs:
            self.at_once.setToolTip("Сначала завершите действующие пары")
        cancel = QPushButton("Отмена", self)
        for button in (self.write, self.at_once, cancel):
            button.setAutoDefault(False)
        self.write.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(QLabel("Дата отзыва (поступления заявления):", self))
        row.addWidget(self.day)
        row.addStretch(1)
        foot = foot_row(self.write, self.at_once, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        for widget in (title, self.notice):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(QLabel("Что нужно сделать:", self))
        layout.addWidget(self.steps, 1)
        layout.addLayout(foot)
        self.day.changed.connect(self._look)
        self.write.clicked.connect(lambda: self._put(now=False))
        self.at_once.clicked.connect(lambda: self._put(now=True))
        cancel.clicked.connect(self.reject)
        fit_to_screen(self, 620, 400)
        self._look()

    def _look(self) -> None:
        day = self.day.date()
        if day is not None:
            plan = consent_register.plan_withdrawal(self._workspace, self._consent, day)
            self.steps.setText("\n".join(f"{number}. {step}" for number, step in enumerate(plan.steps, start=1)))

    def _put(self, *, now: bool) -> None:
        day = self.day.date()
        if day is None:
            self.notice.say("Укажите дату отзыва.")
            return
        try:
            self.plan = consent_register.withdraw(self._workspace, self._consent, day)
        except KnownProblem as problem:
            self.notice.say(problem.message)
            return
        self.erase_now = now
        self.accept()
