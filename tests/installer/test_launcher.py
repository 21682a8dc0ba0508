"""Icons, manifest and version of Curator.exe, and what the proof under Wine is made of."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


@pytest.mark.parametrize("name", ["app.ico", "copy.ico"])
def test_icons_have_every_size_that_windows_asks_for(name: str) -> None:
    data = (INSTALLER / "launcher" / name).read_bytes()
    _, kind, number = struct.unpack_from("<HHH", data)
    assert kind == 1
    sizes = {data[6 + 16 * at] or 256 for at in range(number)}
    assert sizes >= {16, 20, 24, 32, 40, 48, 64, 256}  # 100 to 200 %
    for at in range(number):
        length, place = struct.unpack_from("<II", data, 6 + 16 * at + 8)
        assert data[place : place + 8] == b"\x89PNG\r\n\x1a\n"
        assert place + length <= len(data)


def test_resources_name_both_icons_the_manifest_and_the_version() -> None:
    told = (INSTALLER / "launcher" / "resources.rc").read_text(encoding="utf-8")
    assert re.findall(r"^\d+ (?:ICON|24) .*$", told, re.MULTILINE) == [
        '1 ICON "app.ico"',
        '2 ICON "copy.ico"',
        '1 24 "app.manifest"',
    ]
    assert "FILEVERSION VERSION_NUMBERS" in told
    assert 'VALUE "ProductName", "Куратор наставничества"' in told
    # the icon of a copy is the second one of Curator.exe
    assert 'DefaultIcon" "" "$INSTDIR\\${EXE},1"' in (INSTALLER / "setup.nsi").read_text(encoding="utf-8-sig")


def test_the_manifest_asks_for_no_rights_long_paths_and_sharp_letters() -> None:
    text = (INSTALLER / "launcher" / "app.manifest").read_text(encoding="utf-8")
    found = {element.tag.rpartition("}")[2]: element for element in ET.fromstring(text).iter()}
    assert found["requestedExecutionLevel"].attrib == {"level": "asInvoker", "uiAccess": "false"}
    assert found["dpiAwareness"].text == "PerMonitorV2"
    assert found["longPathAware"].text == "true"
    assert found["supportedOS"].attrib["Id"] == "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"


def test_every_key_of_the_registry_that_is_written_is_taken_away() -> None:
    script = (INSTALLER / "setup.nsi").read_text(encoding="utf-8-sig")
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', script))
    gone = set(re.findall(r'DeleteReg(?:Key(?: /ifempty)?|Value) HKCU "([^"]+)"', script))
    assert written
    assert {key for key in written if not any(key == one or key.startswith(f"{one}\\") for one in gone)} == set()


def test_the_codes_of_the_silent_installation_are_written_down() -> None:
    script = (INSTALLER / "setup.nsi").read_text(encoding="utf-8-sig")
    codes = set(re.findall(r"^!define (?:BUSY|TOO_OLD|NOT_WRITTEN) (\d)", script, re.MULTILINE))
    assert codes == {"3", "4", "5"}
    page = (ROOT / "docs" / "windows-it.md").read_text(encoding="utf-8")
    assert codes <= set(re.findall(r"^\| (\d) \|", page, re.MULTILINE))


def test_the_tests_run_under_wine_exist() -> None:
    lines = (INSTALLER / "prove" / "tests.txt").read_text(encoding="utf-8").splitlines()
    named = [line.removeprefix("- ") for line in lines if line and not line.startswith("#")]
    assert "tests/runtime" in named
    for name in named:
        path, _, test = name.partition("::")
        assert (ROOT / path).exists()
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_what_these_tests_want_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(INSTALLER))
    import testbed

    told = testbed.locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert told.count("==") == len(testbed.WANTED)
    assert ";" not in told
    with pytest.raises(SystemExit, match="pytest-timeout"):
        testbed.locked("pytest==1 \\\n    --hash=sha256:00\n")


def test_a_package_without_a_licence_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(INSTALLER))
    import licences

    packages = tmp_path / "packages"
    info = packages / "PySide6_Essentials-6.11.3.dist-info"
    (info / "licenses").mkdir(parents=True)
    (info / "METADATA").write_text("Name: x\n", encoding="utf-8")
    (info / "licenses" / "LicenseRef-Qt-Commercial.txt").write_text("commercial" * 100, encoding="utf-8")
    licences.gather(packages, tmp_path / "лицензии")
    told = (tmp_path / "лицензии" / "pyside6_essentials.txt").read_text(encoding="utf-8")
    assert "GNU Lesser General Public License" in told
    assert "commercial" not in told
    assert licences.missing(tmp_path / "лицензии", {"PySide6-Essentials", "lxml"}) == {"lxml"}
    assert sorted(path.name for path in info.iterdir()) == ["METADATA"]

    bare = packages / "unknown-1.dist-info"
    bare.mkdir()
    (bare / "METADATA").write_text("Name: unknown\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="unknown-1"):
        licences.gather(packages, tmp_path / "ещё раз")


def test_every_licence_kept_here_is_used_and_the_great_ones_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(INSTALLER))
    import licences

    kept = {path.name: path.read_text(encoding="utf-8") for path in licences.HERE.iterdir()}
    used = {name for names in licences.ADDED.values() for name in names} | set(licences._WHOLE)
    assert used == kept.keys()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in kept["LGPL-3.0.txt"]
    assert "END OF TERMS AND CONDITIONS" in kept["GPL-3.0.txt"]
    assert {"sqlcipher3", "pyside6_essentials", "shiboken6"} <= licences.ADDED.keys()
