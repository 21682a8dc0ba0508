"""What the Windows program is made of, as far as it can be seen without building it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


def versions(lock: Path) -> dict[str, str]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([a-z0-9-]+)==([^ ;\\]+)", line) for line in lines)
    return {one.group(1): one.group(2) for one in found if one}


def test_the_same_versions_are_tested_and_shipped() -> None:
    tested, shipped = versions(ROOT / "requirements.lock"), versions(INSTALLER / "windows.lock")
    assert shipped
    assert {name: tested.get(name) for name in shipped} == shipped


def test_every_dependency_is_shipped() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("dependencies = [")[2].partition("\n]")[0]
    wanted = set(re.findall(r'"([a-z0-9-]+)>=', block))
    assert wanted
    assert wanted <= versions(INSTALLER / "windows.lock").keys()


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in (INSTALLER / "windows.lock", INSTALLER / "runtime.lock", ROOT / "requirements.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(versions(lock)) >= 1


def test_every_module_of_qt_that_the_program_imports_is_shipped() -> None:
    used = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"from PySide6\.(Qt\w+) import", path.read_text(encoding="utf-8"))
    }
    shipped = (INSTALLER / "qt_files.txt").read_text(encoding="utf-8")
    assert {name for name in used if f"PySide6/{name}.pyd" not in shipped} == set()
    assert "PySide6/plugins/iconengines/qsvgicon.dll" in shipped
    assert "PySide6/translations/qtbase_ru.qm" in shipped


def test_windows_own_icu_is_used() -> None:
    assert "icuuc.dll" in (INSTALLER / "system_dlls.txt").read_text(encoding="utf-8")
    assert "icu" not in (INSTALLER / "qt_files.txt").read_text(encoding="utf-8")


def test_setup_is_read_as_utf8_and_never_names_the_data_to_delete() -> None:
    script = (INSTALLER / "setup.nsi").read_bytes()
    assert script.startswith(b"\xef\xbb\xbf")
    deleted = re.findall(r"^\s*(?:RMDir|Delete) .*$", script.decode("utf-8-sig"), re.MULTILINE)
    assert deleted
    assert not [line for line in deleted if "CuratorApp" in line or "Данные" in line]
