"""Destroying or depersonalising: what is held, what becomes of it, what stays and why; then the deed to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from curator_app.domain.codes import ErasureKind
from curator_app.runtime.progress import Progress
from curator_app.services.privacy import deeds, erasing
from curator_app.services.privacy.erasing import ErasureCommand, ErasurePreview
from curator_app.services.privacy.mentions import Mention
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.texts.labels import field_label
from curator_app.ui import papers
from curator_app.ui.common.dialog_size import fit_to_screen
from curator_app.ui.common.dialogs import confirm, show_problem
from curator_app.ui.common.errors import told
from curator_app.ui.common.foot import foot_row
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost
from curator_app.ui.common.run_dialog import run_dialog
from curator_app.ui.privacy.words import TABLES

_KEY = Qt.ItemDataRole.UserRole
_BASIS = "152-ФЗ, ст. 21"


def run_erase(
    host: PageHost,
    workspace: Workspace,
    parent: QWidget | None,
    people: Sequence[int],
    reason: str = "",
    done: Callable[[], None] | None = None,
) -> None:
    """Looks what is held of the people beside the window, asks, does it, shows the deed; ``done`` is called when
    somebody was erased."""

    def ask(previews: Sequence[ErasurePreview]) -> None:
        if parent is not None and not isValid(parent):
            return
        blocked = [one for one in previews if one.obstacle]
        if blocked:
            names = ", ".join(one.name for one in blocked[:3]) + (" и др." if len(blocked) > 3 else "")
            show_problem(parent, f"Сейчас нельзя ({names}): {blocked[0].obstacle}.")
            return
        dialog = EraseDialog(previews, reason, parent)
        if run_dialog(dialog) and (commands := dialog.commands):
            host.run("Удаление персональных данных", partial(_erase, workspace, commands), partial(tell, previews))

    def tell(previews: Sequence[ErasurePreview], outcome: tuple[list[int], str]) -> None:
        made, unfinished = outcome
        host.changed(None)
        # The window that asked may have been closed meanwhile.
        owner = parent if parent is not None and isValid(parent) else None
        if done is not None and owner is not None:
            done()
        if unfinished:
            show_problem(owner, unfinished)
        else:
            host.toast("Данные удалены, база переписана начисто")
        write = partial(deeds.deed, workspace, made, {one.person: one.name for one in previews})
        papers.show_paper(host, owner, "Акт об уничтожении персональных данных", write)

    host.run("Поиск сведений о человеке", partial(erasing.preview_many, workspace, list(people)), ask)


def _erase(workspace: Workspace, commands: Sequence[ErasureCommand], progress: Progress) -> tuple[list[int], str]:
    """Lines of the register, and what a person has to do yet («» when nothing)."""
    try:
        return erasing.erase_many(workspace, commands, progress), ""
    except erasing.Unfinished as problem:
        return list(problem.made), problem.message


class EraseDialog(QDialog):
    """One person or several; ``commands`` is what was decided."""

    def __init__(self, previews: Sequence[ErasurePreview], reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previews = list(previews)
        self.commands: list[ErasureCommand] = []
        one = previews[0] if len(previews) == 1 else None
        who = one.name if one is not None else counted(len(previews), "человек", "человека", "человек")
        self.setWindowTitle("Уничтожить или обезличить данные")
        self.notice = Notice("danger", parent=self)
        destroyable = all(preview.destroyable for preview in previews)
        self.nameless = QRadioButton("Обезличить", self)
        self.whole = QRadioButton("Уничтожить", self)
        self.whole.setEnabled(destroyable)
        (self.whole if destroyable else self.nameless).setChecked(True)
        self.reason = QLineEdit(reason, self)
        self.reason.setPlaceholderText("Например: отзыв согласия от 01.10.2026")
        self.reason.setMaxLength(300)
        self.reason.setAccessibleName("Причина")
        body = QWidget(self)
        body.setProperty("role", "canvas")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(4, 4, 12, 4)
        inside.setSpacing(8)
        inside.addWidget(_heading(who, body))
        inside.addWidget(_words(_held(previews), body))
        inside.addWidget(self.nameless)
        inside.addWidget(
            _words("Карточка остаётся без имени и сведений, числа в отчётах не меняются.", body, muted=True)
        )
        inside.addWidget(self.whole)
        if destroyable:
            inside.addWidget(_words("Карточка и всё, что с ней связано, удаляется целиком.", body, muted=True))
        if not destroyable:
            inside.addWidget(_words(
                "Уничтожить целиком нельзя: на карточке держатся пары, маршруты, встречи или ответы прошлых периодов. "
                "После обезличивания вместо имени будет «"
                + (one.designation if one is not None else "Сотрудник № …")
                + "».", body, muted=True))  # fmt: skip
        papers = list(dict.fromkeys(paper for preview in previews for paper in preview.papers))
        if papers:
            inside.addWidget(_words(
                "Останутся с фамилией: " + "; ".join(papers[:6]) + ("…" if len(papers) > 6 else "")
                + ". Приказы и подписанные документы школа обязана хранить по закону об архивном деле (125-ФЗ).",
                body, muted=True))  # fmt: skip
        self.mentions = self._mention_list(body)
        self.mentions.setVisible(self.mentions.topLevelItemCount() > 0)
        if self.mentions.topLevelItemCount():
            inside.addWidget(
                _words("Упоминания в других записях. Отмеченные будут заменены, остальные останутся:", body)
            )
            inside.addWidget(self.mentions)
        copies = max(preview.backups for preview in previews)
        kept = counted(copies, "копии базы", "копиях базы", "копиях базы")
        inside.addWidget(_words(
            (f"В {kept} эти данные ещё есть; при её восстановлении они будут удалены снова. " if copies else "")
            + "Действие не отменяется. Изменения, которых касались эти данные, тоже больше нельзя отменить.",
            body, muted=True))  # fmt: skip
        inside.addWidget(_words("Причина (попадёт в акт):", body))
        inside.addWidget(self.reason)
        inside.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(body)
        self.do = QPushButton("Удалить данные и показать акт", self)
        self.do.setProperty("kind", "danger")
        cancel = QPushButton("Отмена", self)
        for button in (self.do, cancel):
            button.setAutoDefault(False)
        foot = foot_row(self.do, cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 16)
        layout.setSpacing(10)
        layout.addWidget(self.notice)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        self.do.clicked.connect(lambda: self.run())
        cancel.clicked.connect(self.reject)
        fit_to_screen(self, 760, 640)
        self.reason.setFocus()

    @told()
    def run(self) -> None:
        """Takes the decisions after a last question."""
        if not self.reason.text().strip():
            self.notice.say("Укажите причину: она нужна для акта.")
            self.reason.setFocus()
            return
        if not confirm(
            self,
            "Удалить персональные данные безвозвратно?",
            "Удалить",
            detail="Вернуть их можно будет только из старой копии базы, но и там они будут удалены снова.",
            danger=True,
        ):
            return
        kind = ErasureKind.DESTROYED.value if self.whole.isChecked() else ErasureKind.DEPERSONALISED.value
        self.commands = [
            ErasureCommand(
                person=one.person, kind=kind, reason=self.reason.text(), basis=_BASIS, leave=leave, take=take
            )
            for one, (leave, take) in zip(self._previews, self._decided(), strict=True)
        ]
        self.accept()

    def _decided(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """For every person the keys of mentions that stay though they are sure, and that go though they are not."""
        leave: dict[int, set[str]] = {one.person: set() for one in self._previews}
        take: dict[int, set[str]] = {one.person: set() for one in self._previews}
        for index in range(self.mentions.topLevelItemCount()):
            item = self.mentions.topLevelItem(index)
            assert item is not None
            person, mention = item.data(0, _KEY)
            assert isinstance(mention, Mention)
            checked = item.checkState(0) is Qt.CheckState.Checked
            if mention.sure and not checked:
                leave[person].add(mention.key)
            elif checked and not mention.sure:
                take[person].add(mention.key)
        return [(frozenset(leave[one.person]), frozenset(take[one.person])) for one in self._previews]

    def _mention_list(self, parent: QWidget) -> QTreeWidget:
        tree = QTreeWidget(parent)
        tree.setHeaderLabels(["Что написано", "Где", "Чьё имя"])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setMinimumHeight(130)
        tree.setColumnWidth(0, 330)
        tree.setColumnWidth(1, 230)
        height = tree.fontMetrics().height() + 12
        tree.setAccessibleName("Упоминания в других записях")
        for preview in self._previews:
            for mention in preview.mentions:
                where = f"{TABLES.get(mention.table, 'другая запись')}, {field_label(mention.column).lower()}"
                if len(self._previews) == 1:
                    whose = "этого человека" if mention.sure else "возможно, другого"
                else:
                    whose = preview.name if mention.sure else f"под вопросом: {preview.name}"
                item = QTreeWidgetItem([mention.excerpt, where, whose])
                item.setData(0, _KEY, (preview.person, mention))
                item.setCheckState(0, Qt.CheckState.Checked if mention.sure else Qt.CheckState.Unchecked)
                item.setSizeHint(0, QSize(0, height))
                item.setToolTip(0, mention.excerpt)
                item.setToolTip(1, where)
                item.setToolTip(2, whose)
                tree.addTopLevelItem(item)
        return tree


def _held(previews: Sequence[ErasurePreview]) -> str:
    total: dict[str, int] = {}
    for preview in previews:
        for category, number in preview.categories.items():
            total[category] = total.get(category, 0) + number
    return "Хранится: " + "; ".join(f"{category} — {number}" for category, number in total.items()) + "."


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    label.setWordWrap(True)
    return label


def _words(text: str, parent: QWidget, *, muted: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if muted:
        label.setProperty("role", "muted")
    return label
