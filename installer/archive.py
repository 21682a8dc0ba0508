"""The modules of the program in one archive.

A start opens 340 modules of ours and of SQLAlchemy. An old disk seeks each file and an antivirus looks at each, so one
file is read sooner than all of them. In go: our code; packages made of modules alone; SQLAlchemy. A package that reads
files beside itself or loads compiled modules stays a folder. The compiled modules of SQLAlchemy stay in a folder of its
name: ``pkgutil.extend_path`` joins the two.
"""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

# Packages with compiled modules that are nevertheless packed.
_JOINED = ("sqlalchemy",)
_JOIN = '__path__ = __import__("pkgutil").extend_path(__path__, __name__); '
# What a start imports, besides what these import themselves: their modules lie first, in that order, so that they are
# read in one go.
FIRST = (
    "curator_app.__main__", "curator_app.ui.splash", "curator_app.ui.app", "curator_app.ui.main_window",
    "sqlalchemy.dialects.sqlite", "curator_app.services.next_steps.today", "curator_app.ui.today.page",
    "curator_app.ui.today.counter",
)  # fmt: skip


def packed_packages(packages: Path) -> list[Path]:
    """Modules and folders of ``packages`` that go into the archive."""
    return [
        path
        for path in sorted(packages.iterdir())
        if path.name != "__pycache__" and (path.name in _JOINED or _of_modules_alone(path))
    ]


def _of_modules_alone(path: Path) -> bool:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return bool(files) and all(one.suffix in {".py", ".pyc"} for one in files)


def join(packages: Path) -> None:
    """Lets the packages that are packed without their compiled modules find these: one line in each ``__init__``.
    What was compiled is not packed as a source too, or Python would take that one."""
    for top in (packages / name for name in _JOINED):
        for compiled in sorted(top.rglob("*.pyd")):
            (compiled.parent / compiled.name.partition(".")[0]).with_suffix(".py").unlink(missing_ok=True)
            for folder in (compiled.parent, *compiled.parent.parents):
                if folder == packages:
                    break
                _add_line(folder / "__init__.py")


def _add_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if any(line.startswith(_JOIN) for line in lines):
        return
    for at, node in enumerate(ast.parse("".join(lines)).body):
        is_words = at == 0 and isinstance(node, ast.Expr)
        if not (is_words or (isinstance(node, ast.ImportFrom) and node.module == "__future__")):
            lines[node.lineno - 1] = _JOIN + lines[node.lineno - 1]  # no line gets another number
            path.write_text("".join(lines), encoding="utf-8", newline="\n")
            return
    raise SystemExit(f"{path}: no place for the line that joins its folders")


def pack(tops: Mapping[Path, Sequence[Path]], target: Path, moment: int, first: Sequence[str] = FIRST) -> None:
    """Moves compiled modules into ``target``: {folder on the path of modules: what of it goes in}. Sources go away.

    Raises SystemExit when a module of ``first`` is not among them."""
    sources: dict[str, Path] = {}
    places: dict[str, str] = {}
    for root, chosen in tops.items():
        for path in _sources(chosen):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            sources[name], places[name] = path, "/".join(parts) + ".pyc"
    if unknown := set(first) - sources.keys():
        raise SystemExit(f"no such modules: {', '.join(sorted(unknown))}")
    date = datetime.fromtimestamp(moment, UTC).timetuple()
    # Not compressed: unpacking takes an old processor as long as reading takes its disk, and Setup.exe packs it better.
    with zipfile.ZipFile(target, "w") as archive:
        for name in (*(early := _opened(first, sources)), *sorted(sources.keys() - set(early))):
            entry = zipfile.ZipInfo(places[name], (date[0], date[1], date[2], date[3], date[4], date[5]))
            entry.create_system = 0
            archive.writestr(entry, _compiled(sources[name]).read_bytes())
    for path in sources.values():
        path.unlink()
        _compiled(path).unlink()
    for root in tops:
        for folder in sorted((one for one in root.rglob("*") if one.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def _sources(chosen: Iterable[Path]) -> Iterator[Path]:
    for top in chosen:
        yield from [top] if top.is_file() else sorted(top.rglob("*.py"))


def _compiled(source: Path) -> Path:
    return source.parent / "__pycache__" / f"{source.stem}.cpython-311.pyc"


def _opened(roots: Sequence[str], known: Mapping[str, Path]) -> list[str]:
    """Modules of ``known`` in the order in which importing ``roots`` opens them. What functions import is not seen."""
    order: dict[str, None] = {}

    def look(name: str) -> None:
        parts = name.split(".")
        for one in (".".join(parts[: at + 1]) for at in range(len(parts))):
            if one not in known:
                return
            if one not in order:
                order[one] = None
                is_package = known[one].name == "__init__.py"
                for imported in _imports(ast.parse(known[one].read_bytes()).body):
                    for wanted in _wanted(imported, one if is_package else one.rpartition(".")[0]):
                        look(wanted)

    for root in roots:
        look(root)
    return list(order)


def _imports(body: Sequence[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            yield from _imports([*([] if "TYPE_CHECKING" in ast.unparse(node.test) else node.body), *node.orelse])
        elif isinstance(node, ast.Try):
            yield from _imports([*node.body, *(one for told in node.handlers for one in told.body), *node.orelse])


def _wanted(node: ast.Import | ast.ImportFrom, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
    base = ".".join([*above, *([node.module] if node.module else [])])
    return [base, *(f"{base}.{one.name}" for one in node.names)]
