"""Copies made before the base had a password, put under its key.

The plain parts pass through files beside the copy, which is plain itself until then; all of them are overwritten.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

from curator_app.runtime import files, wiping
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.paths import DataFolder
from curator_app.runtime.progress import Progress
from curator_app.storage import cipher, conversion, copy_file, keys, sealed_files
from curator_app.storage.copy_file import Manifest
from curator_app.storage.keys import BaseKey, KeyFile


def encrypt_copy(path: Path, folder: DataFolder, key: BaseKey, progress: Progress) -> None:
    """Replaces one plain copy by an encrypted one with the same name and content.

    Raises KnownProblem (a damaged copy stays as it is), Cancelled.
    """
    if path.suffix != copy_file.SUFFIX:
        conversion.convert(path, None, key)
        return
    manifest = copy_file.verify(path, progress)
    try:
        scratch = Path(tempfile.mkdtemp(prefix=".~recode", suffix=".tmp", dir=path.parent))
    except OSError as error:
        raise files.explain(path, error) from error
    new = path.with_name(f".~{path.name}.encrypted.tmp")
    try:
        base = scratch / f"{path.stem}.db"
        copy_file.extract_base(path, base)
        conversion.convert(base, None, key)
        names = _sealed(path, manifest, scratch, folder, key)
        total = sum(one.stat().st_size for one in (base, *(scratch / name for name in names)))
        with copy_file.writing(new, progress, total) as writer:
            sha256, size = writer.put_base(base, encrypted=True)
            kept = tuple(writer.put_kept(scratch, name) for name in names)
            writer.finish(replace(manifest, encrypted=True, sha256=sha256, size=size, files=kept))
        wiping.replace(new, path)
    except OSError as error:
        raise files.explain(path, error) from error
    except cipher.database_errors() as error:
        raise KnownProblem(f"Копия «{path.name}» повреждена и не зашифрована. Удалите её сами.") from error
    finally:
        wiping.wipe_tree(scratch)
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def keep_protection(folder: DataFolder, key: BaseKey, file: KeyFile) -> None:
    """After a copy came in the place of a base with this key: its files are sealed again, one of the same key keeps the
    password of today, one of another key keeps its own. The base is not open. Raises KnownProblem."""
    with contextlib.suppress(KnownProblem):
        brought = keys.read(folder.key_file)
        if brought is None or brought.key_id == file.key_id:
            files.write_bytes(folder.key_file, file.to_bytes())
            sealed_files.convert_all(folder, None, key, Progress())


def _sealed(path: Path, manifest: Manifest, scratch: Path, folder: DataFolder, key: BaseKey) -> list[str]:
    """Seals the kept files of a copy in ``scratch``, the key beside them; gives their paths."""
    key_file = folder.key_file.read_bytes()
    for one in manifest.files:
        place = scratch / copy_file.safe_path(one.path)
        copy_file.extract_file(path, one, place)
        files.write_bytes(place, sealed_files.seal(place.read_bytes(), key))
    files.write_bytes(scratch / folder.key_file.name, key_file)
    return sorted({one.path for one in manifest.files} | {folder.key_file.name})
