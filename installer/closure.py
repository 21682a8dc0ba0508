"""Which DLLs the program takes from Windows: the list is kept in ``system_dlls.txt`` and a change of it is an error."""

from __future__ import annotations

from pathlib import Path

_LIST = Path(__file__).resolve().parent / "system_dlls.txt"
_X64 = 0x8664


def outside(stage: Path) -> dict[str, set[str]]:
    """{DLL that is imported and is not in the folder: the files that import it}. Raises SystemExit for a file that is
    not for 64-bit Windows."""
    import pefile

    programs = [path for path in sorted(stage.rglob("*")) if path.suffix.lower() in {".dll", ".pyd", ".exe"}]
    inside = {path.name.lower() for path in programs}
    needed: dict[str, set[str]] = {}
    for path in programs:
        image = pefile.PE(str(path), fast_load=True)
        if image.FILE_HEADER.Machine != _X64:
            raise SystemExit(f"{path.name} is not for 64-bit Windows")
        image.parse_data_directories([1, 13])
        for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            for entry in getattr(image, table, []):
                name = entry.dll.decode().lower()
                if name not in inside:
                    needed.setdefault(name, set()).add(path.name)
        image.close()
    return needed


def known() -> set[str]:
    """The DLLs of Windows that were looked through and accepted."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def differences(stage: Path) -> list[str]:
    """What is not as the list says; empty = the folder is whole."""
    found = outside(stage)
    return [f"new: {name}, wanted by {', '.join(sorted(found[name]))}" for name in sorted(found.keys() - known())] + [
        f"gone: {name}" for name in sorted(known() - found.keys())
    ]
