"""The second place for copies: a stick or another disk, with the date of the last copy there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from curator_app.services.backups import second
from curator_app.services.workspace import Workspace
from curator_app.ui.common.errors import told
from curator_app.ui.common.notice import Notice
from curator_app.ui.common.page import PageHost


class SecondView(Notice):
    """Words about the place and what can be done about it. ``failed`` tells a known problem, ``changed`` is called when
    something is different now."""

    def __init__(
        self,
        host: PageHost,
        workspace: Workspace,
        failed: Callable[[Exception], bool],
        changed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("neutral", parent=parent)
        self._host, self._workspace, self._failed, self._changed = host, workspace, failed, changed
        self.copy_button = self.add_button("Скопировать туда", self.copy_there)
        self.choose_button = self.add_button("Выбрать…", self.choose)
        self.forget_button = self.add_button("Не копировать", self.forget)
        for button in (self.copy_button, self.choose_button, self.forget_button):
            button.setAutoDefault(False)

    def reload(self) -> None:
        """Shows how things stand."""
        place = second.second_place(self._workspace.folder)
        self.copy_button.setVisible(place is not None and place.reachable)
        self.forget_button.setVisible(place is not None)
        self.choose_button.setText("Выбрать место…" if place is None else "Другое место…")
        if place is None:
            self.say("Второе место для копий не выбрано. Копия на флешке спасёт данные, если сломается диск.", "warn")
            return
        when = f"последняя копия там от {place.last:%d.%m.%Y %H:%M}" if place.last else "копий там ещё нет"
        if place.reachable:
            self.say(f"Второе место: {place.path} — {when}. Раз в день копия кладётся туда сама.", "ok")
        else:
            self.say(f"Второе место: {place.path} — сейчас недоступно; {when}.", "neutral")

    @told()
    def choose(self) -> None:
        """Asks for the folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Второе место для копий")
        if chosen:
            self.take(Path(chosen))

    @told()
    def take(self, place: Path) -> None:
        """Takes ``place`` and puts the first copy there at once."""
        second.choose(self._workspace.folder, place)
        self._changed()
        self.copy_there()

    def copy_there(self) -> None:
        """Puts the present state there."""

        def done(path: Path) -> None:
            self._host.toast(f"Копия лежит и проверена: {path}")
            self._changed()

        title = "Копия кладётся во второе место"
        self._host.run(title, lambda progress: second.copy_there(self._workspace, progress), done, self._failed)

    @told()
    def forget(self) -> None:
        """No second place any more; the copies there stay."""
        second.choose(self._workspace.folder, None)
        self._changed()
