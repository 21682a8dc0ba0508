"""Files kept about a record: dropped or chosen, opened by the system's viewer, verified, put into the bin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services import attachments, protection
from curator_app.services import bin as recycle_bin
from curator_app.services.attachments import PATTERNS, AttachmentRow, FileState, OwnerKind
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.errors import told
from curator_app.ui.common.flow_layout import flowing
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.theme import colours, themed_icon
from curator_app.ui.papers.small_buttons import buttons

_ID = int(Qt.ItemDataRole.UserRole)
_AT_ONCE = 8 * 1024 * 1024
"""Bytes verified when a card is looked at; the rest when a file is opened."""
_FOLDER_KEY = "papers/scans_folder"
_FAULTS: dict[FileState, str] = {"missing": " — файла нет", "changed": " — файл изменён", "ok": ""}


class ScansPanel(QWidget):
    """``changed`` after files were added or taken away."""

    changed = Signal()

    def __init__(self, host: PageHost, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._workspace = workspace
        self._owner: tuple[OwnerKind, int] | None = None
        self._rows: dict[int, AttachmentRow] = {}
        self.setAcceptDrops(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Приложенные файлы")
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(40)  # in a low window it gives way to its buttons, which take two lines there
        self.fault = Notice("danger", parent=self)
        self.hint = QLabel("Перетащите сюда скан или нажмите «Приложить…» (PDF, JPG, PNG, TIFF до 25 МБ).", self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.add, self.open, self.copy, self.remove = buttons(
            self,
            ("Приложить…", "plus", self._choose),
            ("Открыть", "eye", self._open),
            ("Копия…", "save", self._copy),
            ("", "trash", self._remove),
        )
        self.copy.setToolTip("Сохранить копию файла в другую папку")
        self.remove.setToolTip("Удалить в корзину")
        self.remove.setAccessibleName("Удалить")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(flowing((self.add, self.open, self.copy, self.remove), self, gap=6))
        layout.addWidget(self.fault)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignTop)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.itemSelectionChanged.connect(self._look)

    def show_owner(self, kind: OwnerKind | None, number: int = 0) -> None:
        """Files of a record; None for nothing."""
        self._owner = None if kind is None else (kind, number)
        self.refresh()

    def refresh(self) -> None:
        """Reads anew. Small files are verified at once; large ones are when they are opened, for a look at a card must
        not wait for hundreds of megabytes."""
        rows = attachments.list_attachments(self._workspace, *self._owner) if self._owner is not None else []
        self._rows = {row.id: row for row in rows}
        states = self._states(rows)
        self.list.clear()
        for row in rows:
            state = states.get(row.id, "missing")
            item = QListWidgetItem(themed_icon("warning" if state != "ok" else "document", size=18), "", self.list)
            item.setText(f"{row.title}{_FAULTS[state]}\n{row.kind.upper()}, {_size(row.size)}, {row.added_on:%d.%m.%Y}")
            item.setData(_ID, row.id)
            if state != "ok":
                item.setForeground(QColor(colours().danger_text))
        bad = [states.get(row.id, "missing") for row in rows if states.get(row.id, "missing") != "ok"]
        self.fault.say(_told(bad))
        # The sentence stands where the files would: in a low window there is no room for both.
        self.hint.setVisible(self._owner is not None and not rows)
        self.list.setVisible(not self.hint.isVisibleTo(self))
        if rows:
            self.list.setCurrentRow(0)
        self._look()

    def _states(self, rows: Sequence[AttachmentRow]) -> dict[int, FileState]:
        gone = {row.id for row in attachments.missing(self._workspace, rows)}
        small, room = [], _AT_ONCE
        for row in sorted(rows, key=lambda one: one.size):
            room -= row.size
            if row.id not in gone and room >= 0:
                small.append(row)
        states: dict[int, FileState] = {row.id: "missing" if row.id in gone else "ok" for row in rows}
        return states | (attachments.states(self._workspace, small) if small else {})

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self._rows)

    @told()
    def take(self, paths: list[Path]) -> None:
        """Attaches files."""
        if self._owner is None or not paths:
            return
        attachments.add_files(self._workspace, *self._owner, paths)
        self._host.changed(None, f"Приложено: {counted(len(paths), 'файл', 'файла', 'файлов')}")
        self.refresh()
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if self._owner is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attaches the files dropped."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in urls])

    # --- inside

    def _look(self) -> None:
        chosen = self._chosen()
        self.add.setEnabled(self._owner is not None)
        for button in (self.open, self.copy):
            button.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(bool(chosen))

    def _chosen(self) -> list[AttachmentRow]:
        return [self._rows[int(item.data(_ID))] for item in self.list.selectedItems()]

    def _choose(self) -> None:
        start = self._host.state.text(_FOLDER_KEY) or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        kinds = f"Сканы ({' '.join(PATTERNS)})"
        chosen, _ = QFileDialog.getOpenFileNames(self, "Приложить скан", start, kinds)
        if chosen:
            self._host.state.put(_FOLDER_KEY, str(Path(chosen[0]).parent))
            self.take([Path(one) for one in chosen])

    @told()
    def _open(self) -> None:
        rows = self._chosen()
        if len(rows) != 1:
            return
        data = attachments.read_bytes(self._workspace, rows[0].id)
        # The copy goes away with the program: names of people do not stay among temporary files.
        path = protection.passing_copy(self._workspace, rows[0].title, rows[0].kind, data)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise KnownProblem("Не нашлось программы, которая открывает этот файл. Сохраните копию и откройте её сами.")

    @told()
    def _copy(self) -> None:
        rows = self._chosen()
        if len(rows) != 1:
            return
        start = self._host.state.text(_FOLDER_KEY) or ""
        offered = str(Path(start) / f"{files.safe_name(rows[0].title)}.{rows[0].kind}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Сохранить копию", offered)
        if chosen:
            self._workspace.refuse_own_file(Path(chosen))
            files.write_bytes(Path(chosen), attachments.read_bytes(self._workspace, rows[0].id))
            self._host.toast(f"Сохранено: {Path(chosen).name}")

    @told()
    def _remove(self) -> None:
        rows = self._chosen()
        if rows:
            recycle_bin.delete(self._workspace, "attachment", [row.id for row in rows])
            self._host.changed(None, f"В корзине: {counted(len(rows), 'файл', 'файла', 'файлов')}")
            self.refresh()
            self.changed.emit()


def _size(number: int) -> str:
    return f"{number / 1_048_576:.1f} МБ".replace(".", ",") if number >= 1_048_576 else f"{max(1, number // 1024)} КБ"


def _told(faults: list[FileState]) -> str:
    if not faults:
        return ""
    missing, changed = faults.count("missing"), faults.count("changed")
    parts = []
    if missing:
        parts.append(f"нет в папке с данными: {counted(missing, 'файл', 'файла', 'файлов')}")
    if changed:
        parts.append(f"изменены после приложения: {counted(changed, 'файл', 'файла', 'файлов')}")
    return f"Проверка файлов: {'; '.join(parts)}. Приложите сканы снова или верните папку scans из копии."
