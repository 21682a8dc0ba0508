"""One questionnaire as it was answered, with the history of its corrections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from curator_app.domain.codes import QuestionnaireKind, ReplyWay
from curator_app.services.surveys import deficits, replies
from curator_app.services.surveys.rows import QuestionnaireRow, ReplyChange, RespondentRow, WaveView
from curator_app.services.workspace import Workspace
from curator_app.texts.survey_words import ROLE, WAY, answer_words
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.theme import TEXT_POINTS
from curator_app.ui.common.wrapped_text import WrappedText


class ReplyDialog(QDialog):
    """``correct_wanted`` is True when the curator goes on to correct it, ``request_wanted`` when the deficits it tells
    of shall become a request."""

    def __init__(self, workspace: Workspace, view: WaveView, row: RespondentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert row.reply is not None
        self.setWindowTitle("Ответы")
        self.correct_wanted = False
        self.request_wanted = False
        reply = replies.get_reply(workspace, row.reply)
        form = view.form(row.role)
        body = QWidget()
        body.setProperty("role", "surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        for number, question in enumerate(form.questions if form is not None else (), start=1):
            column.addWidget(_label(f"{number}. {question.text}", "muted"))
            column.addWidget(_label(answer_words(question, reply.answers.get(question.key)) or "нет ответа"))
            column.addSpacing(6)
        if form is None:
            for asked, answer in reply.answers.items():
                column.addWidget(_label(asked, "muted"))
                column.addWidget(_label(str(answer)))
                column.addSpacing(6)
        for asked, answer in reply.raw.items():
            column.addWidget(_label(f"Не распознано: {asked}", "error"))
            column.addWidget(_label(answer))
        found = deficits.deficits_of(workspace, row.reply) if _about_deficits(form) else ()
        if found:
            column.addWidget(_label("Выявленные дефициты", "section"))
        for one in found:
            column.addWidget(_label(f"{one.area_label} — тяжесть {one.severity} из 3"))
        history = corrections(replies.reply_history(workspace, row.reply))
        if history:
            column.addWidget(_label("Исправления", "section"))
            for change in history:
                column.addWidget(_label(change_words(change), "small"))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Ответы анкеты")
        area.setWidget(body)
        self.correct = QPushButton("Исправить…", self)
        self.correct.setEnabled(form is not None and view.row.closed_on is None)
        close = QPushButton("Закрыть", self)
        for button in (self.correct, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.correct)
        if found:
            request = QPushButton("Завести запрос", self)
            request.setToolTip("Эти дефициты появятся в карточке наставляемого")
            request.setAutoDefault(False)
            request.clicked.connect(lambda _on=False: self._request())
            foot.addWidget(request)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(_label(row.name, "heading"))
        layout.addWidget(_label(_subtitle(row), "muted"))
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        self.correct.clicked.connect(lambda _on=False: self._correct())
        close.clicked.connect(self.accept)
        fit_to_screen(self, 640, 600)

    def _request(self) -> None:
        self.request_wanted = True
        self.accept()

    def _correct(self) -> None:
        self.correct_wanted = True
        self.accept()


def _about_deficits(form: QuestionnaireRow | None) -> bool:
    return form is not None and form.kind in (QuestionnaireKind.NEEDS, QuestionnaireKind.DIAGNOSIS)


def corrections(history: Sequence[ReplyChange]) -> list[ReplyChange]:
    """The history without the first entry of the answers."""
    begun = history[-1].at if history else None
    return [one for one in history if one.before or one.at != begun]


def change_words(change: ReplyChange) -> str:
    """«12.12.2026 10:05 · 4. Вопрос: 7 → 8»."""
    before, after = change.before or "нет ответа", change.after or "нет ответа"
    return f"{change.at:%d.%m.%Y %H:%M} · {change.question}: {before} → {after}"


def _subtitle(row: RespondentRow) -> str:
    told = [
        ROLE[row.role].capitalize(),
        row.about,
        f"ответ от {row.answered_on:%d.%m.%Y}" if row.answered_on else "",
        WAY[ReplyWay(row.way)] if row.way else "",
    ]
    return ", ".join(one for one in told if one)


def _label(text: str, role: str = "") -> WrappedText:
    colour = {"muted": "muted", "small": "muted", "section": "muted", "error": "danger_text"}.get(role, "text")
    points = {"heading": 11.0, "small": 9.0, "section": 9.0}.get(role, TEXT_POINTS)
    return WrappedText(text, colour=colour, points=points, bold=role in ("heading", "section"))
