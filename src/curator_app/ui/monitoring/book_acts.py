"""«Книга для района…», «Письмо с книгой…», the register of letters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from curator_app.exchange.eml import Attachment
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.monitoring import letters
from curator_app.services.monitoring.book import WorkbookFile, make_workbook
from curator_app.services.monitoring.rows import Measured
from curator_app.services.privacy import exports
from curator_app.services.privacy.consent_register import participants_without
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.leaving import may_leave
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.monitoring.letter_dialog import BookDialog, LetterDialog, LetterWish
from curator_app.ui.monitoring.letters_dialog import LettersDialog

_FOLDER_KEY = "papers/folder"


class BookActs(QObject):
    """What is done with the workbook of a period; ``parent`` is the part of the tab."""

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._parent = parent

    def save_book(self, measured: Measured) -> None:
        """Asks how and where, makes the workbook in the background."""
        dialog = BookDialog(measured, self._parent, len(participants_without(self._workspace)))
        if not run_dialog(dialog):
            return
        depersonalised, password = dialog.chosen
        if not self._reminded(depersonalised, password):
            return
        people = exports.people_in_base(self._workspace)
        name = files.safe_name(f"Мониторинг наставничества, {measured.title}")
        path = ask_target(self._parent, "Сохранить книгу", self._folder(), name, "xlsx")
        if path is None:
            return

        def job(progress: Progress) -> None:
            self._workspace.refuse_own_file(path)
            made = self._make(measured.period, depersonalised, password, progress)
            files.write_bytes(path, made.content)
            self._note(path, people, depersonalised, password)

        def done(_nothing: None) -> None:
            self._host.state.put(_FOLDER_KEY, str(path.parent))
            self._host.toast(f"Сохранено: {path.name}")

        self._host.run("Книга мониторинга", job, done)

    @told(lambda acts, _measured: acts._parent)
    def prepare_letter(self, measured: Measured) -> None:
        """The dialog, then the workbook, the draft, its entry in the register, and the mail program."""
        dialog = LetterDialog(self._workspace, measured, self._folder(), self._parent)
        if not run_dialog(dialog) or dialog.wish is None:
            return
        if self._reminded(dialog.wish.depersonalised, dialog.wish.password):
            self._prepare(measured, dialog.wish)

    @told(lambda acts, _measured: acts._parent)
    def show_forms(self, measured: Measured) -> None:
        """«Форма района…»: forms of the district, marked once and filled for the period."""
        from curator_app.ui.monitoring.forms.form_letter import send_form
        from curator_app.ui.monitoring.forms.forms_dialog import FormsDialog, MadeFile

        def letter(made: MadeFile) -> None:
            send_form(self._host, self._workspace, made, dialog)

        dialog = FormsDialog(self._host, self._workspace, measured, letter, self._parent)
        run_dialog(dialog)

    @told(lambda acts, _measured: acts._parent)
    def show_register(self, measured: Measured) -> None:
        """«Реестр для информационной системы…»."""
        from curator_app.ui.monitoring.forms.register_dialog import RegisterDialog

        run_dialog(RegisterDialog(self._host, self._workspace, measured, self._parent))

    def show_letters(self) -> None:
        """The register."""
        run_dialog(LettersDialog(self._host, self._workspace, self._parent))

    # --- inside

    def _prepare(self, measured: Measured, wish: LetterWish) -> None:
        book = wish.folder / wish.book_name
        target = book.with_suffix(".eml")

        def job(progress: Progress) -> list[Attachment]:
            self._workspace.refuse_own_file(book)
            extra = [letters.read_attachment(one) for one in wish.files]
            made = self._make(measured.period, wish.depersonalised, wish.password, progress)
            files.write_bytes(book, made.content)
            people = exports.people_in_base(self._workspace)
            self._note(book, people, wish.depersonalised, wish.password)
            return [Attachment(book.name, made.content), *extra]

        def done(attached: list[Attachment]) -> None:
            self._finish(wish, attached, target)

        self._host.run("Книга и письмо", job, done)

    @told(lambda acts, *_rest: acts._parent)
    def _finish(self, wish: LetterWish, attached: list[Attachment], target: Path) -> None:
        letters.save_letter(self._workspace, wish.letter, attached, target)
        self._host.state.put(_FOLDER_KEY, str(target.parent))
        self._host.changed(None)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._host.toast(f"Письмо открыто в почтовой программе: {target.name}")
        else:
            raise KnownProblem(
                f"Письмо готово, но почтовой программы не нашлось. Откройте файл сами: «{target.name}» в папке "
                f"«{target.parent}»."
            )

    def _make(self, period: str, depersonalised: bool, password: str | None, progress: Progress) -> WorkbookFile:
        progress.step(0, 0, "Собираются данные…")
        made = make_workbook(self._workspace, period, depersonalised=depersonalised, password=password)
        progress.step(1, 1, "Книга записывается…")
        return made

    def _reminded(self, depersonalised: bool, password: str | None) -> bool:
        """Whether to go on: names of many without a password are asked about."""
        people = exports.people_in_base(self._workspace)
        open_names = exports.needs_reminder(people, personal=not depersonalised, protected=password is not None)
        return not open_names or may_leave(self._parent, people, exports.MANY)

    def _note(self, path: Path, people: int, depersonalised: bool, password: str | None) -> None:
        exports.note_export(
            self._workspace,
            "workbook",
            "Книга мониторинга",
            path,
            people,
            personal=not depersonalised,
            protected=password is not None,
        )

    def _folder(self) -> Path:
        return start_folder(self._host.state, _FOLDER_KEY)
