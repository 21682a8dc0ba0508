"""Papers, form files and pictures of the tab «Анкеты»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from curator_app.domain.codes import RespondentRole
from curator_app.runtime import files
from curator_app.runtime.progress import Progress
from curator_app.services.privacy import exports
from curator_app.services.surveys import planning
from curator_app.services.surveys.rows import RespondentRow, WaveView
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.charts import Figure
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.common.leaving import may_leave, note_leaving
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.papers import show_paper
from curator_app.ui.surveys.words import people_words

_FOLDER_KEY = "papers/folder"


class Outputs:
    """``view`` tells the wave in hand, ``told`` refreshes and says what was done."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        parent: QWidget,
        view: Callable[[], WaveView | None],
        told: Callable[[str], object],
    ) -> None:
        self._host, self._workspace, self._parent = host, workspace, parent
        self._view, self._told = view, told

    def print_blanks(self, rows: Sequence[RespondentRow] = ()) -> None:
        """Blanks of the chosen people, else of everybody who has not answered."""
        from curator_app.services.surveys import papers

        view = self._view()
        if view is None:
            return
        chosen = ids_of(rows) or [
            one.id for one in view.respondents if one.id is not None and one.state in ("waiting", "overdue")
        ]
        write = partial(papers.wave_blanks, self._workspace, view.row.id, chosen or None)
        show_paper(self._host, self._parent, f"Бланки — {view.row.title}", write)
        if chosen and confirm(
            self._parent,
            f"Отметить бланки розданными ({people_words(len(chosen))})?",
            "Отметить",
            cancel="Не отмечать",
        ):
            planning.mark_printed(self._workspace, view.row.id, chosen)
            self._told("Бланки отмечены")

    def preview_blank(self, code: str) -> None:
        """The blank of a questionnaire."""
        from curator_app.services.surveys import papers

        show_paper(self._host, self._parent, "Бланк анкеты", partial(papers.blank_paper, self._workspace, code))

    def print_summary(self) -> None:
        """The results of the wave on paper."""
        from curator_app.services.surveys import papers

        view = self._view()
        if view is None:
            return
        write = partial(papers.summary_paper, self._workspace, view.row.id)
        show_paper(self._host, self._parent, f"Итоги — {view.row.title}", write)

    def give_forms(self, rows: Sequence[RespondentRow] = ()) -> None:
        """Form files for a flash drive: one for each person that has not answered."""
        from curator_app.services.surveys import forms

        view = self._view()
        ids = ids_of(rows) or None
        if view is None or not may_leave(self._parent, len(ids or view.respondents), exports.MANY):
            return
        told = QFileDialog.getExistingDirectory(self._parent, "Куда записать файлы-анкеты", str(self._folder()))
        if not told:
            return

        def done(paths: list[Path]) -> None:
            self._host.state.put(_FOLDER_KEY, told)
            self._host.toast(f"Записано: {counted(len(paths), 'файл-анкета', 'файла-анкеты', 'файлов-анкет')}")

        def job(_progress: Progress) -> list[Path]:
            return forms.save_forms(self._workspace, view.row.id, Path(told), ids)

        self._host.run("Файлы-анкеты", job, done)

    def give_form(self, role: RespondentRole) -> None:
        """One form file for everybody of a role: whoever answers chooses himself in it."""
        from curator_app.services.surveys import forms

        view = self._view()
        if view is None:
            return
        made = forms.wave_form(self._workspace, view.row.id, role)
        path = ask_target(self._parent, "Файл-анкета для всех", self._folder(), Path(made.name).stem, "html")
        if path is not None:
            files.write_bytes(path, made.content)
            note_leaving("forms", f"Файл-анкета для всех: {view.row.title}", path, len(view.respondents))
            self._host.state.put(_FOLDER_KEY, str(path.parent))
            self._host.toast(f"Сохранено: {path.name}")

    def take_forms(self) -> None:
        """Form files that came back: what every one of them brought."""
        from curator_app.services.surveys import form_import
        from curator_app.ui.surveys.forms_taken_dialog import FormsTakenDialog

        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent, "Принять файлы-анкеты", str(self._folder()), "Ответы на анкету (*.json);;Все файлы (*)"
        )
        if not chosen:
            return
        paths = [Path(one) for one in chosen]

        def done(taken: form_import.FormImport) -> None:
            if taken.count("created") or taken.count("updated"):
                self._told("Файлы-анкеты приняты")
            run_dialog(FormsTakenDialog(taken, self._host.state, self._parent))

        self._host.run("Приём файлов-анкет", lambda _progress: form_import.import_forms(self._workspace, paths), done)

    # --- charts

    def save_picture(self, figures: Sequence[Figure]) -> None:
        """Charts as a PNG file."""
        from curator_app.ui.common.charts import picture

        title = files.safe_name(self._title(figures))
        path = ask_target(self._parent, "Сохранить картинку", self._folder(), title, "png")
        if path is None:
            return
        files.write_bytes(path, picture.png(figures, self._parent.font()))
        self._host.state.put(_FOLDER_KEY, str(path.parent))
        self._host.toast(f"Сохранено: {path.name}")

    def print_charts(self, figures: Sequence[Figure]) -> None:
        """Charts on sheets of A4."""
        from curator_app.ui.common.charts import picture
        from curator_app.ui.common.pdf_print import print_pdf

        title = self._title(figures)
        if print_pdf(self._parent, picture.pdf(figures, self._parent.font(), title), title):
            self._host.toast(f"Отправлено на печать: {title}")

    # --- inside

    def _folder(self) -> Path:
        return start_folder(self._host.state, _FOLDER_KEY)

    def _title(self, figures: Sequence[Figure]) -> str:
        view = self._view()
        wave = view.row.title if view is not None else "Анкеты"
        return f"{wave} — {figures[0].title}"[:80] if len(figures) == 1 else f"{wave} — графики"


def ids_of(rows: Sequence[RespondentRow]) -> list[int]:
    """Numbers of those who were asked; people who answered unasked have none."""
    return [one.id for one in rows if one.id is not None]
