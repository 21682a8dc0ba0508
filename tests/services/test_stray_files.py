"""Kept files without a record go at the weekly check, and no others."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from curator_app.runtime.clock import fixed
from curator_app.services import attachments, people, stray_files
from curator_app.services import bin as recycle_bin
from curator_app.services.backups import checking
from curator_app.services.people import PersonData
from curator_app.services.workspace import Workspace
from curator_app.storage import kept_files, keys, sealed_files


def test_files_of_what_was_erased_go_after_a_month_sealed_ones_too(workspace: Workspace, tmp_path: Path) -> None:
    person = people.add_person(workspace, PersonData(surname="Лось", first_name="Пётр"))
    sources = [tmp_path / f"{name}.pdf" for name in ("живой", "корзина", "стёртый")]
    for source in sources:
        source.write_bytes(f"%PDF-1.4 {source.stem}".encode())
    live, binned, erased = attachments.add_files(workspace, "person", person, sources)
    recycle_bin.delete(workspace, "attachment", [binned, erased])
    recycle_bin.erase(workspace, "attachment", erased)
    key = keys.new_key()
    sealed_files.save(workspace.folder.root / "scans" / f"{'a' * 64}.png", b"sealed", key)
    sealed_files.save(workspace.folder.root / "forms" / f"{'b' * 20}.xlsx", b"replaced", None)
    own = workspace.folder.root / "forms" / "моя памятка.docx"
    own.write_bytes(b"put there by a person")
    names = set(kept_files.names(workspace.folder))
    for path in sealed_files.kept_files(workspace.folder):
        os.utime(path, (0, 0))
    young = workspace.folder.root / "scans" / f"{'c' * 64}.pdf"
    young.write_bytes(b"waits for its record")
    # The erasing may still be taken back.
    assert stray_files.remove_stray(workspace) == [f"forms/{'b' * 20}.xlsx", f"scans/{'a' * 64}.png"]
    assert set(kept_files.names(workspace.folder)) == (names | {f"scans/{'c' * 64}.pdf"}) - {f"scans/{'a' * 64}.png"}
    workspace.clock = fixed(workspace.clock.now() + dt.timedelta(days=31))
    os.utime(young, (workspace.clock.now().timestamp(),) * 2)
    assert checking.full_check(workspace) == []
    assert len(names - set(kept_files.names(workspace.folder))) == 2
    assert own.exists()
    assert young.exists()
    recycle_bin.restore(workspace, "attachment", binned)
    assert attachments.read_bytes(workspace, binned).endswith("корзина".encode())
    assert attachments.read_bytes(workspace, live).endswith("живой".encode())
