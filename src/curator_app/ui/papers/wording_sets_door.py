"""Wordings from school to school: saving a set, looking at a foreign one before anything of it is taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidgetItem,
    QWidget,
)

from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import wording_sets
from curator_app.services.papers.wording_sets import STATE_LABELS, SUFFIX, SetLine, WordingSet
from curator_app.services.papers.wordings import differences
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common import dialogs
from curator_app.ui.common.errors import told
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.common.saving import start_folder
from curator_app.ui.papers.comparing_dialog import ComparingDialog, comparison

_FOLDER_KEY = "papers/wordings_folder"
_KINDS = f"Наборы формулировок (*.{SUFFIX});;Все файлы (*)"


def export(parent: QWidget, workspace: Workspace, host: PageHost) -> None:
    """Asks for a file and writes the school's own wordings into it."""
    offered = str(start_folder(host.state, _FOLDER_KEY) / f"Тексты документов.{SUFFIX}")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Сохранить свои тексты", offered, _KINDS)
    if not chosen:
        return
    path = Path(chosen) if chosen.endswith(".json") else Path(f"{chosen}.{SUFFIX}")
    try:
        count = wording_sets.export_wordings(workspace, path)
    except KnownProblem as problem:
        dialogs.show_problem(parent, problem.message)
        return
    host.state.put(_FOLDER_KEY, str(path.parent))
    host.toast(f"Сохранено: {counted(count, 'текст', 'текста', 'текстов')} в файле «{path.name}»")


def take(parent: QWidget, workspace: Workspace, host: PageHost) -> bool:
    """Asks for a file, shows what is in it and takes what was ticked. True when something was taken."""
    start = str(start_folder(host.state, _FOLDER_KEY))
    chosen, _ = QFileDialog.getOpenFileName(parent, "Взять тексты из файла", start, _KINDS)
    if not chosen:
        return False
    try:
        found = wording_sets.read_wordings(workspace, Path(chosen))
    except KnownProblem as problem:
        dialogs.show_problem(parent, problem.message)
        return False
    host.state.put(_FOLDER_KEY, str(Path(chosen).parent))
    dialog = SetDialog(workspace, found, parent)
    if not run_dialog(dialog):
        return False
    host.changed(None, f"Взято: {counted(dialog.taken, 'текст', 'текста', 'текстов')}")
    return True


class SetDialog(ComparingDialog):
    """The wordings of a file with what each would change; only sound ones can be ticked."""

    def __init__(self, workspace: Workspace, found: WordingSet, parent: QWidget | None = None) -> None:
        super().__init__(
            "Взять тексты другой школы",
            ("Тексты набора", "Отличия от вашего текста"),
            "Взять отмеченные",
            "Отмена",
            38,
            parent,
        )
        self._workspace = workspace
        self._set = found
        self.taken = 0
        whose = f" («{found.school}»)" if found.school else ""
        self.told.say(f"Отметьте тексты, которые нужно взять из набора{whose}.")
        self.list.setWordWrap(True)
        for line in found.lines:
            item = QListWidgetItem(f"{line.title}\n{STATE_LABELS[line.state]}", self.list)
            if line.may_be_taken:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if line.state == "new" else Qt.CheckState.Unchecked)
        self.act.clicked.connect(self._take)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemChanged.connect(lambda _item: self._look())
        self.begin()
        self._look()

    def chosen(self) -> list[str]:
        """Codes of the ticked wordings."""
        ticked = (Qt.CheckState.Checked, range(self.list.count()))
        return [self._set.lines[row].code for row in ticked[1] if self.list.item(row).checkState() == ticked[0]]

    def _line(self, row: int) -> SetLine | None:
        return self._set.lines[row] if 0 <= row < len(self._set.lines) else None

    def _show(self, row: int) -> None:
        line = self._line(row)
        if line is None:
            self.view.setPlainText("В наборе ничего нет.")
        elif line.problem:
            self.view.setPlainText(line.problem)
        elif not line.may_be_taken:
            self.view.setPlainText(f"{line.title}: {STATE_LABELS[line.state]}.")
        else:
            self.view.setHtml(comparison(differences(line.current, line.text)))

    def _look(self) -> None:
        self.act.setEnabled(bool(self.chosen()))

    @told()
    def _take(self) -> None:
        self.taken = wording_sets.take_wordings(self._workspace, self._set, self.chosen())
        self.accept()
