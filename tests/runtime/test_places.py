"""Where a base comes to harm."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import cast

import pytest

from curator_app.runtime.places import Machine, Risk, risk_of, warning

MOUNTS = [
    ("/", "ext4"),
    ("/media/u/STICK", "vfat"),
    ("/mnt/school", "cifs"),
    ("/home", "ext4"),
    ("/run/media/u/x", "ext4"),
]


def windows(path: str, drive: int = 3, environment: dict[str, str] | None = None) -> Risk | None:
    machine = Machine(windows=True, environment=environment or {}, drive_type=lambda _root: drive)
    return risk_of(cast(Path, PureWindowsPath(path)), machine)


def linux(path: str) -> Risk | None:
    return risk_of(cast(Path, PurePosixPath(path)), Machine(windows=False, environment={}, mounts=lambda: MOUNTS))


@pytest.fixture(autouse=True)
def pure_paths_exist_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator_app.runtime.places._CLOUD_MARKS", {})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (r"C:\Users\Завуч\OneDrive\Школа", "OneDrive"),
        (r"C:\Users\Завуч\OneDrive - Школа № 5\Документы", "OneDrive"),
        (r"C:\Users\Завуч\YandexDisk\База", "Яндекс.Диск"),
        (r"C:\Users\Завуч\Облако Mail.ru\База", "Облако Mail.ru"),
        (r"D:\Google Drive\База", "Google Диск"),
        (r"G:\Мой диск\База", "Google Диск"),
        (r"C:\Users\Завуч\Dropbox (2)\x", "Dropbox"),
    ],
)
def test_folders_of_clouds_are_known(path: str, name: str) -> None:
    assert windows(path) == Risk("cloud", name)
    assert linux("/home/u/" + path[3:].replace("\\", "/")) == Risk("cloud", name)


def test_a_moved_documents_folder_is_known_by_the_environment() -> None:
    assert windows(r"C:\Файлы\Документы\Школа", environment={"OneDrive": r"c:\файлы"}) == Risk("cloud", "OneDrive")
    assert windows(r"C:\Файлы2\Школа", environment={"OneDrive": r"C:\Файлы"}) is None


@pytest.mark.parametrize(("drive", "danger"), [(2, "removable"), (4, "network"), (5, "removable")])
def test_drives_of_windows(drive: int, danger: str) -> None:
    found = windows(r"E:\База", drive)
    assert found is not None
    assert found.danger == danger


def test_a_share_of_windows() -> None:
    assert windows(r"\\SERVER\school\База") == Risk("network")
    assert windows(r"\\?\C:\База") is None


@pytest.mark.parametrize(
    ("path", "danger"),
    [
        ("/media/u/STICK/база", "removable"),
        ("/run/media/u/x", "removable"),
        ("/mnt/school/база", "network"),
        ("/mnt/schoolyard", None),
        ("/home/u/.local/share/CuratorApp", None),
    ],
)
def test_places_of_linux(path: str, danger: str | None) -> None:
    found = linux(path)
    assert (found.danger if found else None) == danger


def test_a_mark_of_a_cloud_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator_app.runtime.places._CLOUD_MARKS", {".dropbox.cache": "Dropbox"})
    (tmp_path / ".dropbox.cache").mkdir()
    machine = Machine(windows=False, environment={}, mounts=list)
    assert risk_of(tmp_path / "а" / "б", machine) == Risk("cloud", "Dropbox")


@pytest.mark.parametrize("risk", [Risk("cloud", "Облако Mail.ru"), Risk("network"), Risk("removable")])
def test_the_warning_tells_the_safe_way(risk: Risk) -> None:
    assert len(warning(risk)) <= 300
    assert "копии" in warning(risk)
