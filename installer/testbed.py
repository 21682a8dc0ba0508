"""A second Python for Windows that runs the product's own tests against the installed program; never shipped.

    .venv/bin/python installer/testbed.py CACHE TARGET PROGRAM

CACHE: folder of what the build fetched; TARGET: folder made anew, with ``python.exe``, pytest and the tests; PROGRAM:
the installed program as Windows names its folder, whose packages and code are used and nothing else.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What the tests want besides the program's own packages; versions and hashes are those of requirements.lock.
WANTED = frozenset({
    "colorama", "hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pytest", "pytest-timeout",
    "python-calamine", "sortedcontainers", "xlsxwriter",
})  # fmt: skip
# As strict as everywhere, but for Qt: its own module of tests is not shipped.
_SETTINGS = """[pytest]
addopts = -ra --strict-markers --timeout=120 --timeout-method=thread --import-mode=importlib -p no:cacheprovider
filterwarnings = error
pythonpath = .
markers =
    journey: a way through the window, as a curator takes it
"""
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "--quiet")


def locked(lock: str) -> str:
    """The part of a lock that names what is wanted, without conditions (they were settled for Windows)."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", lock):
        if (named := re.match(r"([a-z0-9-]+)==", block)) and named.group(1) in WANTED:
            found[named.group(1)] = re.sub(r" ;[^\\\n]*", "", block).rstrip()
    if missing := WANTED - found.keys():
        raise SystemExit(f"requirements.lock has no {', '.join(sorted(missing))}")
    return "\n".join(found.values()) + "\n"


def main(cache: Path, target: Path, program: str) -> None:
    """Makes the folder."""
    wheels, lock = cache / "test-wheels", cache / "tests.lock"
    told = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    if not lock.exists() or lock.read_text(encoding="utf-8") != told:
        shutil.rmtree(wheels, ignore_errors=True)
    lock.write_text(told, encoding="utf-8")
    subprocess.run(
        [
            *_PIP, "download", "--require-hashes", "--no-deps", "--dest", str(wheels), "--platform", "win_amd64",
            "--python-version", "3.11", "--implementation", "cp", "--only-binary", ":all:", "-r", str(lock),
        ],
        check=True,
    )  # fmt: skip
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(cache / "runtime", target / "python")
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target / "packages")
    paths = (
        "python311.zip",
        ".",
        f"{program}\\app\\modules.zip",
        f"{program}\\runtime\\Lib\\site-packages",
        "..\\packages",
        "..",
    )
    (target / "python" / "python311._pth").write_text("\n".join(paths), encoding="utf-8")
    shutil.copytree(ROOT / "tests", target / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    (target / "pytest.ini").write_text(_SETTINGS, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
