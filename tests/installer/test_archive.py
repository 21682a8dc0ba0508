"""The modules of the Windows program in one archive."""

from __future__ import annotations

import compileall
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
_MOMENT = 1_793_491_200  # 1 November 2026


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(INSTALLER))
    import archive

    return archive


def written(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_modules_with_files_or_compiled_ones_beside_them_stay_a_folder(archive: ModuleType, tmp_path: Path) -> None:
    packages = written(
        tmp_path,
        {
            "alone.py": "",
            "pure/__init__.py": "",
            "pure/deep/__init__.py": "",
            "templates/__init__.py": "",
            "templates/one.xml": "",
            "fast/__init__.py": "",
            "fast/_speed.cp311-win_amd64.pyd": "",
            "sqlalchemy/__init__.py": "",
            "sqlalchemy/_speed.pyd": "",
            "pure-1.dist-info/METADATA": "",
            "NOTICE.txt": "",
        },
    )
    assert [path.name for path in archive.packed_packages(packages)] == ["alone.py", "pure", "sqlalchemy"]


def test_compiled_modules_are_found_beside_the_archive(archive: ModuleType, tmp_path: Path) -> None:
    """Packed, the sources gone, what is compiled in its folder; read by a Python that has nothing else."""
    packages = written(
        tmp_path / "packages",
        {
            "sqlalchemy/__init__.py": '"""Words."""\n\nfrom __future__ import annotations\n\nfrom .sql import told\n',
            "sqlalchemy/sql/__init__.py": "from ._speed import told\n",
            "sqlalchemy/sql/_speed.py": "told = 'slow'\n",
            "sqlalchemy/sql/_speed.cp311-win_amd64.pyd": "",
            "sqlalchemy/plain/__init__.py": "",
            "first.py": "import sqlalchemy\n\n\ndef fail():\n    raise ValueError\n",
        },
    )
    archive.join(packages)
    archive.join(packages)
    told = {path.parent.name: path.read_text(encoding="utf-8") for path in packages.rglob("__init__.py")}
    assert {name for name, text in told.items() if "extend_path" in text} == {"sqlalchemy", "sql"}
    assert all(text.count("extend_path") <= 1 for text in told.values())
    assert told["sqlalchemy"].splitlines()[4].endswith("; from .sql import told")  # no line has moved
    assert not (packages / "sqlalchemy" / "sql" / "_speed.py").exists()

    chosen = archive.packed_packages(packages)
    assert compileall.compile_dir(packages, quiet=1)
    archive.pack({packages: chosen}, tmp_path / "modules.zip", _MOMENT, ("first",))
    assert [str(one.relative_to(packages)) for one in packages.rglob("*") if one.is_file()] == [
        "sqlalchemy/sql/_speed.cp311-win_amd64.pyd"
    ]
    # what a compiled module is here
    (packages / "sqlalchemy" / "sql" / "_speed.py").write_text("told = 'fast'\n", encoding="utf-8")
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path / 'modules.zip')!r}, {str(packages)!r}]\n"
        "import first\nprint(first.sqlalchemy.told, first.__file__)\ntry:\n    first.fail()\n"
        "except ValueError as error:\n    print(error.__traceback__.tb_next.tb_lineno)"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["fast", str(tmp_path / "modules.zip" / "first.pyc"), "5"]


def test_what_a_start_imports_lies_first_in_the_order_it_is_opened(archive: ModuleType, tmp_path: Path) -> None:
    root = written(
        tmp_path / "code",
        {
            "app/__init__.py": "",
            "app/a.py": "",
            "app/z.py": "from app.deep import m\nimport app.y\nif TYPE_CHECKING:\n    import app.a\n",
            "app/y.py": "try:\n    import json\nexcept ImportError:\n    pass\n\n\ndef late():\n    import app.a\n",
            "app/deep/__init__.py": "from .. import x\n",
            "app/deep/m.py": "",
            "app/x.py": "",
        },
    )
    assert compileall.compile_dir(root, quiet=1)
    archive.pack({root: [root / "app"]}, tmp_path / "one.zip", _MOMENT, ("app.z",))
    with zipfile.ZipFile(tmp_path / "one.zip") as made:
        names = [name.removeprefix("app/").removesuffix(".pyc") for name in made.namelist()]
    assert names == ["__init__", "z", "deep/__init__", "x", "deep/m", "y", "a"]
    assert not root.exists() or not any(root.iterdir())
    with pytest.raises(SystemExit, match=r"app\.gone"):
        archive.pack({tmp_path: []}, tmp_path / "two.zip", _MOMENT, ("app.gone",))


def test_what_is_said_to_be_first_exists(archive: ModuleType) -> None:
    source = INSTALLER.parent / "src"
    for name in archive.FIRST:
        if name.startswith("curator_app."):
            path = source / name.replace(".", "/")
            assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
