"""Makes the Windows program on Debian: Setup.exe, a portable zip and their checksums.

    .venv/bin/python installer/build.py [--fast] [--twice] [--out dist/windows]

``--twice`` proves that equal sources give equal bytes: everything is fetched, compiled and packed once more in an empty
folder, and the two are compared file by file.

Needs makensis, mingw-w64 and osslsigncode (``apt-get install nsis gcc-mingw-w64-x86-64-win32 osslsigncode``).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import closure
import fetching
import licences
import packing
import payload
import signatures

# The time of every file inside. The same sources give the same bytes; a release moves it.
_MOMENT = 1_793_491_200  # 1 November 2026
_TOOLS = ("makensis", "x86_64-w64-mingw32-gcc", "osslsigncode")


def main() -> None:
    """Builds everything, saying what it is at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=payload.ROOT / "dist" / "windows", help="where the files go")
    parser.add_argument("--fast", action="store_true", help="for a proof: nothing is compressed, made in seconds")
    parser.add_argument("--twice", action="store_true", help="build once more from nothing and compare")
    args = parser.parse_args()
    if missing := [name for name in _TOOLS if shutil.which(name) is None]:
        sys.exit(f"not installed: {', '.join(missing)}")
    out: Path = args.out.absolute()
    made = _build(out, fast=args.fast)
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    if args.twice:
        with tempfile.TemporaryDirectory(prefix="curator-twice-", dir=out) as again:
            other = _build(Path(again), fast=args.fast)
            if unlike := _unlike(out / "stage", Path(again) / "stage"):
                sys.exit("differ: " + ", ".join(unlike[:20]))
            if [path.read_bytes() for path in made] != [path.read_bytes() for path in other]:
                sys.exit("Setup.exe or the portable copy differ although what is inside is the same")
        print("twice the same bytes:")
        print((out / "SHA256SUMS").read_text(encoding="utf-8"), end="")


def _build(out: Path, *, fast: bool) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    cache = out / "cache"
    print("interpreter", flush=True)
    runtime = fetching.fetch_runtime(cache)
    if unproved := signatures.unproved(runtime):
        sys.exit(f"signature not proved: {', '.join(unproved)}")
    print("packages", flush=True)
    wheels = fetching.fetch_wheels(cache)
    print("folder", flush=True)
    stage = out / "stage"
    payload.assemble(runtime, wheels, packing.compile_launchers(cache / "launchers"), stage, _MOMENT)
    if changed := closure.differences(stage):
        sys.exit("DLLs of Windows are not as in system_dlls.txt:\n" + "\n".join(changed))
    if without := licences.missing(stage / "лицензии", fetching.locked_names()):
        sys.exit(f"no licence of {', '.join(sorted(without))}")
    print("Setup.exe and the portable copy", flush=True)
    made = [packing.make_setup(stage, out, _MOMENT, fast=fast), packing.make_portable(stage, out, _MOMENT, fast=fast)]
    packing.write_checksums(made, out)
    return made


def _unlike(one: Path, other: Path) -> list[str]:
    """Files that are not in both folders with the same bytes."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return sorted(
        str(name)
        for name in names
        if not ((one / name).is_file() and (other / name).is_file())
        or (one / name).read_bytes() != (other / name).read_bytes()
    )


if __name__ == "__main__":
    main()
