"""The window of keying in: who, the question in large letters, all answers below, the next respondent at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator_app.runtime.errors import KnownProblem
from curator_app.services.surveys import replies, waves
from curator_app.services.surveys.rows import ReplyData, RespondentRow, WaveView
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import ROLE
from curator_app.ui.common.date_field import DateField
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.surveys.keying.answers_strip import AnswersStrip
from curator_app.ui.surveys.keying.differences_panel import DifferencesPanel
from curator_app.ui.surveys.keying.entry import Entry
from curator_app.ui.surveys.keying.question_panel import QuestionPanel

Who = tuple[int, str, int]
"""Person, role, pair: a respondent of a wave."""


_LOWEST = 130  # 1366×768 at 150 % leaves 464 logical pixels for the whole window


def who(row: RespondentRow) -> Who:
    """What tells a respondent of a wave from every other."""
    return row.person, row.role.value, row.about_pair


class _Pages(QStackedWidget):
    """Takes the height there is: its pages scroll, and would ask for that of their narrowest."""

    def hasHeightForWidth(self) -> bool:
        """No."""
        return False


class KeyingDialog(QDialog):
    """``saved`` counts the questionnaires kept. ``first``: whose comes first, else the first that is not kept yet.

    ``check``: second keying of what is kept; differences are listed and decided.
    """

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        wave_id: int,
        first: Who | None = None,
        *,
        check: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host, self._workspace, self._wave = host, workspace, wave_id
        self._view: WaveView = waves.get_wave(workspace, wave_id)
        self._row: RespondentRow | None = None
        self.saved = 0
        self.entry = Entry(())
        self.setWindowTitle("Ввод ответов")
        self.people = RichList(parent=self)
        self.people.setAccessibleName("Чья анкета")
        self.people.setFixedWidth(250)
        self.people.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.name = QLabel(self)
        self.name.setProperty("role", "title")
        self.progress = QLabel(self)
        self.progress.setProperty("role", "muted")
        self.notice = Notice("info", parent=self)
        self.panel = QuestionPanel(self)
        self.differences = DifferencesPanel(self)
        self._area = QScrollArea(self)  # a long question with many answers on a small screen
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.panel)
        self._stack = _Pages(self)
        self._stack.setMinimumHeight(_LOWEST)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.differences)
        self.strip = AnswersStrip(self)
        self.check = QPushButton("Сверка вторым вводом", self)
        self.check.setCheckable(True)
        self.check.setToolTip("Анкета вводится второй раз, расхождения показываются списком")
        self.check.setChecked(check)
        self._day = workspace.clock.today()
        self.day = DateField(self._day, "Дата на бланке", self)
        self.day.edit.setToolTip("Дата, которую поставил ответивший; остаётся для следующих бланков. Enter — к вопросу")
        self.keep = QPushButton("Записать анкету", self)
        self.keep.setProperty("kind", "primary")
        self.keep.setToolTip("Записать и перейти к следующей (Ctrl+Enter)")
        self.finish = QPushButton("Закрыть", self)
        for button in (self.check, self.keep, self.finish):
            button.setAutoDefault(False)
        self._build()
        self._connect()
        self._list_people()
        self._go_to(first if first is not None else self._next())
        fit_to_screen(self, 1060, 640)

    # --- who

    def _rows(self) -> list[RespondentRow]:
        """Those whose answers can be keyed in now, in the order of the list."""
        return [one for one in self._view.respondents if self.check.isChecked() is False or one.reply is not None]

    def _next(self) -> Who | None:
        """The first without answers after the one in hand, then from the top; in the second keying simply the next."""
        rows = self._rows()
        places = {who(one): place for place, one in enumerate(rows)}
        start = places.get(who(self._row), -1) + 1 if self._row is not None else 0
        if self.check.isChecked():
            return who(rows[start]) if start < len(rows) else None
        waiting = [one for one in rows[start:] + rows[:start] if one.state in ("waiting", "overdue")]
        return who(waiting[0]) if waiting else None

    def _go_to(self, wanted: Who | None) -> None:
        self._row = next((one for one in self._rows() if who(one) == wanted), None)
        self._stack.setCurrentWidget(self._area)
        row = self._row
        self.day.setEnabled(row is not None)
        self.day.set_date(self._day if row is None or row.answered_on is None else row.answered_on)
        form = self._view.form(row.role) if row is not None else None
        kept = row is not None and row.reply is not None
        answers = {}
        if row is not None and row.reply is not None and not self.check.isChecked():
            answers = dict(replies.get_reply(self._workspace, row.reply).answers)
        self.entry = Entry(form.questions if form is not None else (), answers)
        self.panel.last_words = "Проверьте ответы внизу и нажмите Enter" if row is not None else self._all_done()
        self.panel.show_entry(self.entry, (form.preamble or "") if form is not None else "")
        self._tell_who()
        if kept:
            self.notice.say(
                "Второй ввод: первые ответы не показываются."
                if self.check.isChecked()
                else "Эта анкета уже введена. Исправьте ответы: прежние останутся в истории.",
                "warn",
            )
        elif row is not None and form is None:
            self.notice.say("Для этой роли в опросе нет анкеты: начните новый опрос и выберите её там.", "danger")
        else:
            self.notice.say("")
        self._look()
        self.panel.setFocus() if not self.panel.words.isVisibleTo(self.panel) else self.panel.words.setFocus()

    def _all_done(self) -> str:
        if not self._view.respondents:
            return "В этом опросе пока некого спрашивать: закройте окно и нажмите «Ещё» → «Добавить людей…»."
        return "Сверены все введённые анкеты." if self.check.isChecked() else "Введены анкеты всех, кого спрашивали."

    def _tell_who(self) -> None:
        row = self._row
        self.name.setText(row.name if row is not None else self._view.row.title)
        about = f", {row.about}" if row is not None and row.about else ""
        done = sum(one.reply is not None for one in self._view.respondents)
        total = len([one for one in self._view.respondents if one.state != "excused" or one.reply is not None])
        count = f"Введено анкет: {done} из {total}"
        self.progress.setText(f"{ROLE[row.role].capitalize()}{about} · {count}" if row is not None else count)
        if row is not None:
            self.people.blockSignals(True)
            self.people.choose([self._view.respondents.index(row)])
            self.people.blockSignals(False)

    def _list_people(self) -> None:
        shown = {who(one) for one in self._rows()}
        self.people.blockSignals(True)
        self.people.set_items(
            [_item(place, one, enabled=who(one) in shown) for place, one in enumerate(self._view.respondents)]
        )
        self.people.blockSignals(False)

    def _clicked(self, ids: list[int]) -> None:
        if not ids:
            return
        wanted = who(self._view.respondents[ids[0]])
        if self._row is not None and wanted == who(self._row):
            return
        if self._may_leave():
            self._go_to(wanted)
        else:
            self._tell_who()

    # --- acts

    @told()
    def save(self) -> None:
        """Keeps the questionnaire and goes to the next one; in the second keying shows the differences first."""
        row = self._row
        if row is None:
            self.accept()
            return
        if self.entry.pending:
            self.entry.enter()
        if self.check.isChecked() and self._stack.currentWidget() is self._area:
            self._compare(row)
            return
        answers = dict(self.entry.answers)
        if self._stack.currentWidget() is self.differences:
            answers = self._decided(row)
        self._keep(row, answers)

    def _keep(self, row: RespondentRow, answers: dict[str, object] | dict[str, int | str]) -> None:
        day = self.day.date()
        if day is None:
            self.notice.say("Дата на бланке не понятна. Впишите её так: 15.10.2026.", "danger")
            self.day.setFocus()
            return
        data = ReplyData(
            wave=self._wave,
            person=row.person,
            role=row.role,
            about_pair=row.about_pair,
            answers=answers,
            date=day,
        )
        try:
            replies.save_reply(self._workspace, data)
        except KnownProblem as problem:
            self.notice.say(problem.message, "danger")
            return
        if row.answered_on is None:
            self._day = day
        self.saved += 1
        self.entry.kept()
        self._host.changed(None)
        self._onwards(f"Записано: {row.short_name.removesuffix('.')}.")

    def _onwards(self, said: str) -> None:
        following = self._next()
        self._view = waves.get_wave(self._workspace, self._wave)
        self._list_people()
        following = following if following is not None and following != self._who() else self._next()
        self._go_to(following)
        if not self.notice.text:
            self.notice.say(said, "ok")

    def _who(self) -> Who | None:
        return who(self._row) if self._row is not None else None

    def _compare(self, row: RespondentRow) -> None:
        assert row.reply is not None
        found = replies.check_entry(self._workspace, row.reply, self.entry.answers)
        if not found:
            self.entry.kept()
            self._onwards(f"Совпало: {row.short_name}.")
            self.notice.say(f"Совпало: {row.short_name}.", "ok")
            return
        self.differences.show_differences(found)
        self._stack.setCurrentWidget(self.differences)
        self.differences.setFocus()

    def _decided(self, row: RespondentRow) -> dict[str, int | str]:
        """The first answers with those of the second that were taken."""
        assert row.reply is not None
        answers = dict(replies.get_reply(self._workspace, row.reply).answers)
        for key, choice in self.differences.decisions().items():
            if choice == 2:
                if key in self.entry.answers:
                    answers[key] = self.entry.answers[key]
                else:
                    answers.pop(key, None)
        return answers

    def _check_toggled(self) -> None:
        if not self._may_leave():
            self.check.blockSignals(True)
            self.check.setChecked(not self.check.isChecked())
            self.check.blockSignals(False)
            return
        self._row = None
        self._list_people()
        self._go_to(self._next())

    def _may_leave(self) -> bool:
        if not self.entry.dirty:
            return True
        whose = self._row.short_name if self._row is not None else ""
        return confirm(
            self,
            f"Ответы ({whose}) ещё не записаны. Оставить их без записи?",
            "Не записывать",
            detail="Введённые ответы этой анкеты пропадут. Записать неполную анкету можно кнопкой «Записать анкету».",
            cancel="Вернуться к вводу",
            danger=True,
        )

    def reject(self) -> None:
        """Esc and the cross: what was keyed in is not thrown away without a question."""
        if self._may_leave():
            super().reject()

    def _typed_over(self, sign: str) -> None:
        """A digit pressed while the list of people has the cursor belongs to the question."""
        if self._stack.currentWidget() is self._area:
            self.panel.setFocus()
            self.panel.type(sign)

    # --- inside

    def _look(self) -> None:
        self.strip.show_entry(self.entry)
        self.keep.setEnabled(self._row is not None and (bool(self.entry.questions)))

    def _go_to_question(self, place: int) -> None:
        self.entry.go(place)
        self.panel.look()
        self._look()

    def _connect(self) -> None:
        self.people.chosen_changed.connect(self._clicked)
        self.people.typed.connect(self._typed_over)
        self.panel.changed.connect(self._look)
        self.panel.done.connect(self.save)
        self.differences.done.connect(self.save)
        self.strip.chosen.connect(self._go_to_question)
        self.keep.clicked.connect(lambda _on=False: self.save())
        self.finish.clicked.connect(lambda _on=False: self.reject())
        self.day.edit.returnPressed.connect(lambda: self.panel.setFocus())
        self.check.toggled.connect(lambda _on: self._check_toggled())
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.name)
        right.addWidget(self.progress)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        right.addWidget(self.strip)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.people)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        dated = QLabel("Дата на &бланке:", self)
        dated.setBuddy(self.day)
        foot.addWidget(flowing((self.check, dated, self.day), self), 1)
        foot.addWidget(self.keep)
        foot.addWidget(self.finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)


def _item(place: int, row: RespondentRow, *, enabled: bool) -> RichItem:
    state, icon, tone = _state(row)
    about = f": {row.about}" if row.about else ""
    line = RichLine(f"{ROLE[row.role]}{about} — {state}", icon, tone)
    return RichItem(place, row.short_name, (line,), enabled=enabled)


def _state(row: RespondentRow) -> tuple[str, str | None, Tone]:
    if row.state == "answered":
        return (f"введена {row.answered_on:%d.%m}" if row.answered_on else "введена"), "check-circle", "ok"
    if row.state == "overdue":
        return "срок прошёл", "clock", "warn"
    return (row.excused or "не отвечает") if row.state == "excused" else "ждём", None, "neutral"
