"""The open base as screens and commands hold it; they pass it to every service function."""

from __future__ import annotations

import json

from sqlalchemy import select

from curator_app.models import CatalogueEntry, School
from curator_app.runtime import paths
from curator_app.runtime.clock import Clock
from curator_app.runtime.paths import DataFolder
from curator_app.storage.journal import Changes, JournalEntry
from curator_app.storage.keys import BaseKey
from curator_app.storage.opening import KeyNeeded, open_store, refuse_lost
from curator_app.storage.store import Store as Workspace

__all__ = ["BaseKey", "Changes", "JournalEntry", "KeyNeeded", "Workspace", "open_workspace", "refuse_lost"]


def open_workspace(
    folder: DataFolder,
    clock: Clock,
    *,
    write: bool = True,
    key: BaseKey | None = None,
    fresh: bool = False,
    as_it_is: bool = False,
) -> Workspace:
    """Opens (or, when ``write``, makes) the base in ``folder``; a new base gets the default catalogues.

    An encrypted base needs its ``key`` (``services.protection``). ``fresh``: a new base is wanted although an old one
    is missing; ``as_it_is``: bytes that changed by themselves are taken for good. Raises KnownProblem: busy folder,
    UnusableBase (missing, damaged, foreign, newer), no right to write; KeyNeeded.
    """
    workspace = open_store(folder, clock, write=write, key=key, fresh=fresh, as_it_is=as_it_is)
    try:
        with workspace.read() as session:
            fresh = session.scalar(select(School.id)) is None
        if fresh and write:
            _fill_defaults(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _fill_defaults(workspace: Workspace) -> None:
    defaults = json.loads((paths.resources() / "catalogues" / "defaults.json").read_text(encoding="utf-8"))
    with workspace.action("Создана база школы", undoable=False) as session:
        session.add(School(id=1))
        for catalogue, entries in defaults.items():
            for sort, entry in enumerate(entries):
                session.add(
                    CatalogueEntry(catalogue=catalogue, code=entry.get("code"), title=entry["title"], sort=sort)
                )
