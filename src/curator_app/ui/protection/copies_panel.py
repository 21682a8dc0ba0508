"""After the encryption: what is protected now, and the copies from before that anybody can still read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from curator_app.services import plain_copies
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost


class CopiesPanel(QWidget):
    """Offers to encrypt the copies in the folder of backups. ``brief``: without the words about what was done."""

    def __init__(
        self, host: PageHost, workspace: Workspace, parent: QWidget | None = None, *, brief: bool = False
    ) -> None:
        super().__init__(parent)
        self._host, self._workspace = host, workspace
        self._done = QLabel("База зашифрована. Пароль понадобится при следующем запуске.", self)
        self._done.setProperty("role", "heading")
        self._done.setWordWrap(True)
        told = QLabel(
            "Новые копии тоже будут зашифрованы. На другом компьютере копия откроется тем же паролем или кодом с "
            "листа. Когда вы отходите, программа сама закроет экран; сразу — Ctrl+L.",
            self,
        )
        told.setWordWrap(True)
        for label in (self._done, told):
            label.setVisible(not brief)
        self.left = Notice("warn", parent=self)
        self.notice = Notice("warn", parent=self)
        self.replace = QPushButton("Зашифровать прежние копии", self)
        self.replace.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._done)
        layout.addWidget(told)
        layout.addWidget(self.left)
        layout.addWidget(self.notice)
        layout.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.replace.clicked.connect(self._replace)

    def look(self) -> None:
        """Counts the copies that are not encrypted."""
        found = plain_copies.listed(self._workspace.folder)
        self.replace.setVisible(bool(found))
        if found:
            told = counted(
                len(found),
                "прежняя копия не зашифрована",
                "прежние копии не зашифрованы",
                "прежних копий не зашифровано",
            )
            self.notice.say(
                f"В папке копий {told}: прочесть может любой. Копии на флешках и в других папках замените сами.", "warn"
            )
        else:
            self.notice.say("Незашифрованных копий в папке программы нет. Копии на флешках замените сами.", "ok")

    def tell_left(self, names: list[str]) -> None:
        """Files that could not be sealed."""
        shown = ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        self.left.say(f"Не зашифрованы, потому что уже были повреждены: {shown}." if names else "")

    def _replace(self) -> None:
        self.replace.setEnabled(False)

        def done(troubles: list[str]) -> None:
            self.replace.setEnabled(True)
            self.look()
            if troubles:
                self.notice.say(" ".join(troubles[:2]), "warn")

        def failed(_error: Exception) -> bool:
            self.replace.setEnabled(True)
            return False

        self._host.run(
            "Шифруются прежние копии",
            lambda progress: plain_copies.encrypt(self._workspace, progress),
            done,
            failed,
        )
