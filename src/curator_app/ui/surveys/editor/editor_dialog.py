"""The wording of one questionnaire: heading, whom it asks, its questions in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.domain.codes import QuestionnaireKind, RespondentRole
from curator_app.domain.surveys.questions import Question
from curator_app.runtime.errors import InvalidInput
from curator_app.services.surveys import catalogue
from curator_app.services.surveys.catalogue import QuestionnaireData
from curator_app.services.surveys.rows import QuestionnaireRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.survey_words import KIND, ROLE
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.errors import told
from curator_app.ui.common.fields import ChoiceField, LinesField, TextField
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.form import Form, Section
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.rich_list import RichItem, RichLine, RichList
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.theme import themed_icon
from curator_app.ui.surveys.editor.question_dialog import QuestionDialog
from curator_app.ui.surveys.questions_view import question_words

_FORM_HEIGHT = 216


class EditorDialog(QDialog):
    """``row`` None: a new questionnaire that begins with ``data``. ``code`` is its code once it is kept."""

    def __init__(
        self,
        workspace: Workspace,
        data: QuestionnaireData,
        row: QuestionnaireRow | None,
        areas: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._row, self._areas = workspace, row, areas
        self._data = data
        self.code = row.code if row is not None else None
        self.questions: list[Question] = list(data.questions)
        self.setWindowTitle("Анкета" if row is not None else "Новая анкета")
        self.notice = Notice("info", frozen_words(row), self)
        self.form = Form(
            [
                Section(
                    "",
                    [
                        [
                            TextField("title", "Название", required=True),
                        ],
                        [
                            ChoiceField("role", "Кто отвечает", [(r.value, w) for r, w in ROLE.items()], empty="любой"),
                            ChoiceField("kind", "Для чего", [(k.value, w) for k, w in KIND.items()], empty=""),
                        ],
                        [LinesField("preamble", "Как заполнять (печатается над вопросами)", rows=2)],
                    ],
                )
            ],
            self,
        )
        self.form.setMinimumHeight(_FORM_HEIGHT // 2)  # it scrolls on a small screen
        self.form.setMaximumHeight(_FORM_HEIGHT)
        self.form.set_values(
            {
                "title": data.title,
                "role": data.role.value if data.role is not None else None,
                "kind": data.kind.value,
                "preamble": data.preamble,
            }
        )
        self.list = _QuestionList(self)
        self.list.setAccessibleName("Вопросы")
        self.list.setMinimumHeight(80)
        self._count = QLabel(self)
        self._count.setProperty("role", "heading")
        self._acts: list[QPushButton] = []
        self.keep = QPushButton("Сохранить анкету", self)
        self.keep.setProperty("kind", "primary")
        self._build()
        self._show(0)
        fit_to_screen(self, 900, 680)

    # --- questions

    @told()
    def add(self) -> None:
        """A new question below the one in hand."""
        place = self._place()
        like = self.questions[place] if place is not None else None
        fresh = Question(catalogue.new_key(self.questions), "")
        if like is not None:
            fresh = replace(fresh, kind=like.kind, lowest=like.lowest, highest=like.highest, options=like.options)
            fresh = replace(fresh, block=like.block, in_index=like.in_index)
        at = place + 1 if place is not None else len(self.questions)

        def put(question: Question) -> None:
            self.questions.insert(at, question)

        if run_dialog(QuestionDialog(fresh, self._areas, self._blocks(), put, title="Новый вопрос", parent=self)):
            self._show(at)

    @told()
    def change(self) -> None:
        """The question in hand."""
        place = self._place()
        if place is None:
            return

        def put(question: Question) -> None:
            assert place is not None
            self.questions[place] = question

        dialog = QuestionDialog(self.questions[place], self._areas, self._blocks(), put, parent=self)
        if run_dialog(dialog):
            self._show(place)

    def remove(self) -> None:
        """Takes the question in hand out."""
        place = self._place()
        if place is not None:
            del self.questions[place]
            self._show(min(place, len(self.questions) - 1))

    def shift(self, by: int) -> None:
        """The question in hand up (−1) or down (1)."""
        place = self._place()
        if place is not None and 0 <= place + by < len(self.questions):
            self.questions.insert(place + by, self.questions.pop(place))
            self._show(place + by)

    # --- the whole

    def data(self) -> QuestionnaireData:
        """The questionnaire as it stands on the screen."""
        values = self.form.values()
        return replace(
            self._data,
            title=values["title"] or "",
            role=RespondentRole(values["role"]) if values["role"] else None,
            kind=QuestionnaireKind(values["kind"]),
            preamble=values["preamble"],
            questions=tuple(self.questions),
        )

    @property
    def dirty(self) -> bool:
        """Something was changed."""
        return self.form.dirty or tuple(self.questions) != tuple(self._data.questions)

    @told()
    def save(self) -> None:
        """Keeps the questionnaire and closes; a refusal stays on the screen."""
        if not self.form.readable():
            return
        try:
            self.code = catalogue.save_questionnaire(self._workspace, self.data(), code=self.code)
        except InvalidInput as refusal:
            self.notice.say(" ".join(self.form.show_problems(refusal)) or refusal.message, "danger")
            return
        self.accept()

    def reject(self) -> None:
        """Esc and the cross: changes are not thrown away without a question."""
        if self.dirty and not confirm(
            self,
            "Закрыть анкету без сохранения?",
            "Закрыть без сохранения",
            detail="Изменения вопросов пропадут.",
            cancel="Вернуться",
            danger=True,
        ):
            return
        super().reject()

    # --- inside

    def _place(self) -> int | None:
        chosen = self.list.chosen()
        return chosen[0] if chosen else None

    def _blocks(self) -> list[str]:
        return list(dict.fromkeys(one.block for one in self.questions if one.block))

    def _show(self, place: int) -> None:
        areas = dict(self._areas)
        self.list.set_items([_item(number, one, areas) for number, one in enumerate(self.questions)])
        self.list.choose([place] if 0 <= place < len(self.questions) else [])
        self._count.setText(counted(len(self.questions), "вопрос", "вопроса", "вопросов"))
        self._enable()

    def _enable(self) -> None:
        place = self._place()
        last = len(self.questions) - 1
        for button, able in zip(
            self._acts[1:],
            (place is not None, place is not None and place > 0, place is not None and place < last, place is not None),
            strict=True,
        ):
            button.setEnabled(able)

    def _build(self) -> None:
        acts: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("Добавить…", "plus", "Новый вопрос под выбранным (Ctrl+N)", self.add),
            ("Изменить…", "edit", "Enter", self.change),
            ("Выше", "chevron-up", "Alt+Вверх", lambda: self.shift(-1)),
            ("Ниже", "chevron-down", "Alt+Вниз", lambda: self.shift(1)),
            ("Удалить", "trash", "Del", self.remove),
        )
        bar = QHBoxLayout()
        bar.setSpacing(6)
        bar.addWidget(self._count)
        bar.addStretch(1)
        for words, icon, tip, act in acts:
            button = QPushButton(themed_icon(icon, size=18), words, self)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, do=act: do())
            bar.addWidget(button)
            self._acts.append(button)
        cancel = QPushButton("Отмена", self)
        cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        foot = foot_row(self.keep, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.notice)
        layout.addWidget(self.form)
        layout.addLayout(bar)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.keep.clicked.connect(lambda _on=False: self.save())
        cancel.clicked.connect(lambda _on=False: self.reject())
        self.list.chosen_changed.connect(lambda _ids: self._enable())
        self.list.accepted.connect(self.change)
        self.list.removed = self.remove
        for keys, act in (
            ("Ctrl+N", self.add),
            ("Alt+Up", lambda: self.shift(-1)),
            ("Alt+Down", lambda: self.shift(1)),
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save),
        ):
            QShortcut(QKeySequence(keys), self, act)


class _QuestionList(RichList):
    """Del takes the question in hand out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.removed: Callable[[], object] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.removed is not None:
            self.removed()
        else:
            super().keyPressEvent(event)


def frozen_words(row: QuestionnaireRow | None) -> str:
    """What happens to the versions when this one is changed; «» when nothing that must be told."""
    if row is None or not row.frozen:
        return ""
    answers = counted(row.replies, "ответ", "ответа", "ответов")
    return (
        f"На эту версию уже есть {answers}: она останется у своих опросов без изменений. "
        f"Ваши правки станут версией {max(row.version, 1) + 1} — для новых опросов."
    )


def _item(place: int, question: Question, areas: dict[str, str]) -> RichItem:
    told = [question.block or "", question_words(question)]
    if question.area is not None:
        told.append(f"область: {areas.get(question.area, question.area)}")
    return RichItem(place, f"{place + 1}. {question.text}", (RichLine(" · ".join(one for one in told if one)),))
