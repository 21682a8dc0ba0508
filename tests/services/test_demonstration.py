"""The demonstration school in a folder of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from curator_app.runtime.clock import fixed
from curator_app.runtime.errors import Cancelled, DataFolderBusy, KnownProblem
from curator_app.runtime.paths import data_folder
from curator_app.runtime.progress import Progress
from curator_app.services import demo, demonstration, transfer
from curator_app.services.workspace import Workspace, open_workspace

_CLOCK = fixed(dt.datetime(2026, 10, 5, 9, 0))


def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The people of the school are enough here."""
    monkeypatch.setattr(demo, "fill_with_orders", lambda workspace, _progress: demo.fill(workspace))


def test_a_base_knows_that_it_is_a_demonstration_and_a_copy_of_it_knows_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert demonstration.shown_day(workspace) is None
    demonstration.mark(workspace, dt.date(2026, 10, 5))
    assert demonstration.shown_day(workspace) == dt.date(2026, 10, 5)
    transfer.dump(workspace, tmp_path / "dump.json")
    other = open_workspace(data_folder(tmp_path / "другой компьютер"), _CLOCK)
    try:
        transfer.load(other, tmp_path / "dump.json")
        assert demonstration.shown_day(other) == dt.date(2026, 10, 5)
    finally:
        other.close()


def test_a_fresh_one_takes_the_place_of_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    light(monkeypatch)
    folder = tmp_path / "Учебная школа"
    folder.mkdir()
    (folder / "старое.txt").write_bytes(b"1")
    demonstration.make(folder, _CLOCK, Progress())
    assert not demonstration.is_there(folder)  # nothing is replaced while it may be open
    demonstration.put_in_place(folder)
    assert demonstration.is_there(folder)
    assert [one.name for one in tmp_path.iterdir()] == ["Учебная школа"]
    assert not (folder / "старое.txt").exists()
    demonstration.remove(folder)
    demonstration.remove(folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("state", ["restored", "password", "copies"])
def test_what_is_no_demonstration_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    light(monkeypatch)
    folder, waiting = tmp_path / "Учебная школа", tmp_path / "Учебная школа (готовится)"
    workspace = open_workspace(data_folder(folder), _CLOCK)
    if state == "copies":
        workspace.backup()
    workspace.close()
    base = data_folder(folder).database
    if state == "copies":
        base.unlink()
    elif state == "password":
        base.write_bytes(bytes(range(256)) * 32)
    kept = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.suffix in {".db", ".curator"}}
    assert kept
    with pytest.raises(KnownProblem, match=r"Ничего не удалено|не тронута"):
        demonstration.make(folder, _CLOCK, Progress())
    waiting.mkdir()
    for act in (demonstration.put_in_place, demonstration.remove):
        with pytest.raises(KnownProblem, match=r"Ничего не удалено|не тронута"):
            act(folder)
    assert {one: one.read_bytes() for one in kept} == kept


def test_a_cancelled_one_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        demonstration.make(tmp_path / "Учебная школа", _CLOCK, Progress(cancelled=lambda: True))
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_open_elsewhere_is_not_removed(workspace: Workspace) -> None:
    with pytest.raises(DataFolderBusy):
        demonstration.remove(workspace.folder.root)
    assert demonstration.is_there(workspace.folder.root)
