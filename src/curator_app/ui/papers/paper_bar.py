"""Print, save as PDF, save for a word processor, open in the system's own program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.leaving import note_leaving, passing_copy
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.pdf_view import print_pdf
from curator_app.ui.common.saving import ask_target, start_folder
from curator_app.ui.common.theme import theme, themed_icon
from curator_app.ui.papers.paper_source import PaperSource

_FOLDER_KEY = "papers/folder"


class PaperBar(QWidget):
    """Acts on the paper set last; grey without one."""

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._source: PaperSource | None = None
        self._shown: QTemporaryDir | None = None
        self.print = QPushButton("Печать…", self)
        self.save_pdf = QPushButton("Сохранить PDF…", self)
        self.save_docx = QPushButton("Сохранить DOCX…", self)
        self.save_docx.setToolTip("Файл для Word и других редакторов")
        self.open = QPushButton("Открыть", self)
        self.open.setToolTip("Открыть в программе для просмотра PDF, которая есть на компьютере")
        self._flow = FlowLayout(self, gap=6)
        for button in self.buttons:
            self._flow.addWidget(button)
        self._print_first = False
        self.print.clicked.connect(self._print)
        self.save_pdf.clicked.connect(lambda: self._save("pdf"))
        self.save_docx.clicked.connect(lambda: self._save("docx"))
        self.open.clicked.connect(self._open)
        theme().changed.connect(self._draw_icons)
        self._draw_icons()
        self.set_source(None)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In their order."""
        return self.print, self.save_pdf, self.save_docx, self.open

    def print_first(self) -> None:
        """Printing is what is usually wanted here."""
        self._print_first = True
        self.print.setProperty("kind", "primary")
        self._draw_icons()

    def add_button(self, button: QPushButton) -> None:
        """Another button of the screen, after those of the paper."""
        self._flow.addWidget(button)

    def set_source(self, source: PaperSource | None) -> None:
        """The paper to act on."""
        self._source = source
        for button in self.buttons:
            button.setEnabled(source is not None)

    @told()
    def _print(self) -> None:
        if (source := self._source) is None:
            return

        def print_it(pdf: bytes) -> None:
            if isValid(self) and print_pdf(self, pdf, source.title):
                note_leaving("print", source.title, "")
                self._host.toast(f"Отправлено на печать: {source.title}")

        self._host.run("Готовится печать", lambda _progress: source.pdf(), print_it)

    @told()
    def _save(self, kind: str) -> None:
        if (source := self._source) is None:
            return
        folder = start_folder(self._host.state, _FOLDER_KEY)
        path = ask_target(self, f"Сохранить: {source.title}", folder, source.file_name, kind)
        if path is None:
            return

        def write(_progress: Progress) -> None:
            files.write_bytes(path, source.pdf() if kind == "pdf" else source.docx())

        def written(_nothing: None) -> None:
            note_leaving(kind, source.title, path)
            self._host.state.put(_FOLDER_KEY, str(path.parent))
            self._host.toast(f"Сохранено: {path.name}")

        self._host.run(f"Сохраняется: {source.title}", write, written)

    @told()
    def _open(self) -> None:
        if (source := self._source) is None:
            return

        def open_it(pdf: bytes) -> None:
            path = passing_copy(source.file_name, "pdf", pdf) or self._temporary(source.file_name, pdf)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                raise KnownProblem(
                    "Не нашлось программы, которая открывает PDF. Сохраните файл или напечатайте его отсюда."
                )

        self._host.run("Готовится просмотр", lambda _progress: source.pdf(), open_it)

    def _temporary(self, name: str, pdf: bytes) -> Path:
        if self._shown is None:
            # The copy goes away with the program: names of people do not stay among temporary files.
            self._shown = QTemporaryDir()
        if not self._shown.isValid():
            raise KnownProblem("Не удаётся создать временный файл для просмотра. Сохраните PDF и откройте его сами.")
        path = Path(self._shown.filePath(f"{name}.pdf"))
        files.write_bytes(path, pdf)
        return path

    def _draw_icons(self) -> None:
        for button, name in zip(self.buttons, ("print", "save", "document", "eye"), strict=True):
            main = self._print_first and button is self.print
            button.setIcon(themed_icon(name, size=18, role="on_accent" if main else "muted"))
