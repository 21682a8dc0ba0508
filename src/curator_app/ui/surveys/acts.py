"""What can be done on the tab «Анкеты»; the page shows, this asks and calls services."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from curator_app.domain.codes import WaveStage
from curator_app.services.surveys import deficits, planning, replies
from curator_app.services.surveys.rows import RespondentRow, WaveData, WaveProposal, WaveRow, WaveView
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.survey_words import STAGE
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.fields import ChoiceField, DayField, Field, TextField
from curator_app.ui.common.form import Section
from curator_app.ui.common.form_dialog import FormDialog, Values
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.surveys.outputs import Outputs, ids_of
from curator_app.ui.surveys.words import people_words

_REASONS = ("в отпуске", "болен (больна)", "уволен(а)", "отказ от ответа")


class Acts:
    """``view`` tells the wave in hand, ``told`` refreshes and says what was done."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        parent: QWidget,
        view: Callable[[], WaveView | None],
        told: Callable[[str], object],
        show_wave: Callable[[int], object],
    ) -> None:
        self._host, self._workspace, self._parent = host, workspace, parent
        self._view, self._told, self._show_wave = view, told, show_wave
        self.out = Outputs(host, workspace, parent, view, told)

    # --- waves

    def new(self) -> None:
        """A new wave."""
        from curator_app.ui.surveys.wave_dialog import WaveDialog

        dialog = WaveDialog(self._workspace, self._parent)
        if run_dialog(dialog) and dialog.wave_id is not None:
            self._told("Опрос начат")
            self._show_wave(dialog.wave_id)

    def accept(self, proposal: WaveProposal) -> None:
        """Begins the wave that the terms ask for, or adds the people to the one that runs."""
        from curator_app.services.surveys import proposing

        number = proposing.accept_proposal(self._workspace, proposal)
        self._told("Люди добавлены в опрос" if proposal.wave is not None else "Опрос начат")
        self._show_wave(number)

    def change(self) -> None:
        """Title, dates, stage and note of the wave in hand."""
        view = self._view()
        if view is None:
            return
        row, today = view.row, self._workspace.clock.today()

        def put(values: Values) -> None:
            stage = WaveStage(values["stage"]) if values["stage"] else None
            data = WaveData(
                title=values["title"] or "",
                stage=stage,
                date=values["date"],
                due_date=values["due_date"],
                note=values["note"],
            )
            planning.update_wave(self._workspace, row.id, data)

        fields: list[list[Field]] = [
            [TextField("title", "Название", required=True)],
            [
                DayField("date", "Начало", today),
                DayField("due_date", "Ответы до", today),
                ChoiceField("stage", "Когда проводится", [(one.value, words) for one, words in STAGE.items()]),
            ],
            [TextField("note", "Примечание")],
        ]
        values = {name: getattr(row, name) for name in ("title", "date", "due_date", "note")}
        values["stage"] = row.stage.value if row.stage is not None else None
        dialog = FormDialog(
            "Изменить опрос", [Section("", fields)], put, values=values, size=(680, 330), parent=self._parent
        )
        if run_dialog(dialog):
            self._told("Опрос изменён")

    def close_or_open(self) -> None:
        """Closes a wave that runs, opens a closed one again."""
        view = self._view()
        if view is None:
            return
        if view.row.closed_on is None:
            waiting = view.row.expected - view.row.answered
            if waiting > 0 and not confirm(
                self._parent,
                f"Закрыть опрос? Ещё не ответили: {people_words(waiting)}.",
                "Закрыть опрос",
                detail="Напоминаний больше не будет. Закрытый опрос можно открыть снова.",
            ):
                return
            planning.close_wave(self._workspace, view.row.id)
            self._told("Опрос закрыт")
        else:
            planning.reopen_wave(self._workspace, view.row.id)
            self._told("Опрос снова открыт")

    def delete(self) -> None:
        """Takes the wave in hand away; undo brings it back."""
        view = self._view()
        if view is None:
            return
        answers = counted(view.row.replies, "ответ", "ответа", "ответов")
        if view.row.replies and not confirm(
            self._parent,
            f"Удалить опрос «{view.row.title}»? Вместе с ним уйдут {answers}.",
            "Удалить опрос",
            detail="Удаление можно отменить: Ctrl+Z.",
            danger=True,
        ):
            return
        planning.delete_wave(self._workspace, view.row.id)
        self._told("Опрос удалён")

    # --- people

    def add_people(self) -> None:
        """More people to ask."""
        from curator_app.ui.surveys.add_people_dialog import AddPeopleDialog

        view = self._view()
        if view is None:
            return
        dialog = AddPeopleDialog(self._workspace, view, self._parent)
        if run_dialog(dialog):
            asked = dialog.asked()
            planning.add_respondents(self._workspace, view.row.id, asked)
            self._told(f"Добавлено: {people_words(len(asked))}")

    def excuse(self, rows: Sequence[RespondentRow]) -> None:
        """Why people will not answer."""
        view, ids = self._view(), ids_of(rows)
        if view is None or not ids:
            return

        def put(values: Values) -> None:
            planning.excuse(self._workspace, view.row.id, ids, values["reason"])

        field = TextField("reason", "Причина", required=True, placeholder="например, в отпуске")
        field.suggest(_REASONS)
        dialog = FormDialog(
            f"Не будет отвечать: {people_words(len(ids))}",
            [Section("", [[field]])],
            put,
            verb="Отметить",
            size=(460, 190),
            parent=self._parent,
        )
        if run_dialog(dialog):
            self._told("Отмечено: не отвечает")

    def ask_again(self, rows: Sequence[RespondentRow]) -> None:
        """They must answer after all."""
        view = self._view()
        if view is not None and ids_of(rows):
            planning.excuse(self._workspace, view.row.id, ids_of(rows), None)
            self._told("Снова ждём ответа")

    def strike(self, rows: Sequence[RespondentRow]) -> None:
        """Takes people out of the wave."""
        view = self._view()
        if view is not None and ids_of(rows):
            planning.remove_respondents(self._workspace, view.row.id, ids_of(rows))
            self._told("Исключены из опроса")

    # --- replies

    def key_in(self, row: RespondentRow | None = None, *, check: bool = False) -> None:
        """The window of keying in; with ``row`` at this respondent."""
        from curator_app.ui.surveys.keying.dialog import KeyingDialog, who

        view = self._view()
        if view is None:
            return
        first = who(row) if row is not None else None
        dialog = KeyingDialog(self._host, self._workspace, view.row.id, first, check=check, parent=self._parent)
        run_dialog(dialog)
        if dialog.saved:
            self._told(f"Записано: {counted(dialog.saved, 'анкета', 'анкеты', 'анкет')}")

    def delete_reply(self, row: RespondentRow) -> None:
        """Takes a reply away; undo brings it back."""
        if row.reply is not None:
            replies.delete_reply(self._workspace, row.reply)
            self._told(f"Ответ удалён: {row.short_name}")

    def show_reply(self, reply_id: int) -> None:
        """All answers of one questionnaire, to read."""
        from curator_app.ui.surveys.reply_dialog import ReplyDialog

        view = self._view()
        row = next((one for one in view.respondents if one.reply == reply_id), None) if view is not None else None
        if view is None or row is None:
            return
        dialog = ReplyDialog(self._workspace, view, row, self._parent)
        run_dialog(dialog)
        if dialog.correct_wanted:
            self.key_in(row)
        elif dialog.request_wanted:
            deficits.create_request(self._workspace, reply_id)
            self._told(f"Запрос заведён: {row.short_name}")
            self._host.open_record("mentee", row.person)

    def load_file(self, *, into_wave: bool = True) -> None:
        """A table of answers, by the import wizard: into the wave in hand, else into the one its questions fit."""
        from curator_app.services.imports import ImportChoices
        from curator_app.ui.imports import run_import

        view = self._view()
        choices = ImportChoices(kind="replies", wave=view.row.title if into_wave and view is not None else None)
        if run_import(self._host, self._workspace, self._parent, choices=choices) is not None:
            self._told("")

    # --- questionnaires

    def questionnaires(self) -> None:
        """The list of questionnaires."""
        from curator_app.ui.surveys.editor.list_dialog import QuestionnairesDialog

        run_dialog(QuestionnairesDialog(self._host, self._workspace, self.out.preview_blank, self._parent))
        self._told("")

    def edit_questionnaire(self, code: str) -> None:
        """The wording of one questionnaire; an answered version stays with its waves."""
        from curator_app.services.surveys import catalogue
        from curator_app.ui.surveys.editor.editor_dialog import EditorDialog
        from curator_app.ui.surveys.editor.list_dialog import area_choices

        row, data = catalogue.get_questionnaire(self._workspace, code), catalogue.copy_of(self._workspace, code)
        if run_dialog(EditorDialog(self._workspace, data, row, area_choices(self._workspace), self._parent)):
            self._told("Анкета сохранена")

    def thresholds(self) -> None:
        """Levels and the rule of «удовлетворён»."""
        from curator_app.ui.surveys.settings_dialog import thresholds_dialog

        if run_dialog(thresholds_dialog(self._workspace, self._parent)):
            self._told("Пороги изменены")


def open_words(row: WaveRow) -> str:
    """The words of the act that closes or opens a wave."""
    return "Закрыть опрос" if row.closed_on is None else "Открыть опрос снова"
