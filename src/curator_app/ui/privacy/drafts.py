"""Drafts of dialogs in the base that is open, and the word about them after a crash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from curator_app.runtime.errors import KnownProblem
from curator_app.services.privacy import drafts
from curator_app.services.workspace import Workspace
from curator_app.ui.common.dialogs import confirm
from curator_app.ui.first_start import KEY as FIRST_START

_SHOWN = 5


class DraftsOfBase:
    """The DraftStore of a base."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def put(self, key: str, title: str, values: Mapping[str, Any]) -> None:
        """Keeps the values."""
        drafts.save_draft(self._workspace, key, title, values)

    def get(self, key: str) -> tuple[str, dict[str, Any]] | None:
        """When it was saved, and the values."""
        found = drafts.get_draft(self._workspace, key)
        return None if found is None else (f"{found.saved_at:%d.%m.%Y, %H:%M}", found.values)

    def drop(self, key: str) -> None:
        """Not wanted any more."""
        drafts.drop_draft(self._workspace, key)


def tell_drafts(workspace: Workspace, parent: QWidget | None) -> None:
    """After a run that did not end well: which windows had something unsaved, and how to have it back."""
    if workspace.read_only:
        return
    left = [one for one in drafts.list_drafts(workspace) if one.key != FIRST_START]  # it comes back by itself
    if not left:
        return
    lines = [f"«{one.title}», {one.saved_at:%d.%m.%Y, %H:%M}" for one in left[:_SHOWN]]
    if len(left) > _SHOWN:
        lines.append("…")
    told = "\n".join(lines)
    if confirm(
        parent,
        "В прошлый раз программа закрылась, и введённое в этих окнах не было сохранено:",
        "Удалить черновики",
        detail=f"{told}\n\nОткройте такое окно снова — введённое будет предложено вернуть.",
        cancel="Понятно",
        danger=True,
    ):
        for one in left:
            try:
                drafts.drop_draft(workspace, one.key)
            except KnownProblem:
                return
