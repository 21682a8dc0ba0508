"""Makes the Windows program on Debian: Setup.exe, a portable zip and their checksums.

    .venv/bin/python installer/build.py [--fast] [--out dist/windows]

Needs makensis, mingw-w64 and osslsigncode (``apt-get install nsis gcc-mingw-w64-x86-64-win32 osslsigncode``).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import closure
import fetching
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
    parser.add_argument("--fast", action="store_true", help="Setup.exe made in seconds, half as large again")
    args = parser.parse_args()
    if missing := [name for name in _TOOLS if shutil.which(name) is None]:
        sys.exit(f"not installed: {', '.join(missing)}")
    out: Path = args.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    cache = out / "cache"

    print("interpreter")
    runtime = fetching.fetch_runtime(cache)
    if unproved := signatures.unproved(runtime):
        sys.exit(f"signature not proved: {', '.join(unproved)}")
    print("packages")
    wheels = fetching.fetch_wheels(cache)
    print("folder")
    stage = out / "stage"
    payload.assemble(runtime, wheels, packing.compile_launchers(cache / "launchers"), stage, _MOMENT)
    if changed := closure.differences(stage):
        sys.exit("DLLs of Windows are not as in system_dlls.txt:\n" + "\n".join(changed))
    print("Setup.exe and the portable copy")
    setup = packing.make_setup(stage, out, _MOMENT, fast=args.fast)
    portable = packing.make_portable(stage, out, _MOMENT)
    packing.write_checksums([setup, portable], out)
    for path in (setup, portable):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
