"""What the code must not even contain: the network, values in SQL, files written past the port, code out of data."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "curator_app"
_FILES = sorted(SOURCE.rglob("*.py"))

_FORBIDDEN = {
    "asyncio", "ftplib", "http", "imaplib", "marshal", "nntplib", "pickle", "poplib", "requests", "shelve", "smtplib",
    "socketserver", "ssl", "telnetlib", "urllib", "webbrowser", "xmlrpc",
}  # fmt: skip
# Why each may: gethostname for «who holds the base»; QNetwork nowhere.
_MAY_IMPORT = {("socket", "runtime/lock.py")}
_RUNS = {("eval", ""), ("exec", ""), ("compile", ""), ("os", "system"), ("os", "popen"), ("subprocess", "run"),
         ("subprocess", "Popen"), ("pickle", "loads"), ("tempfile", "mktemp")}  # fmt: skip

# Modules whose SQL is put together of names of tables and columns out of our own schema; a value goes by a parameter.
_NAMES_OF_TABLES = {"storage", "services/privacy"}
# Triggers that say a refusal in words of ours.
_WORDS_OF_REFUSALS = {"storage/triggers.py", "storage/closed_years.py"}
_SQL = ("select ", "insert ", "update ", "delete ", "pragma ", "create ", "drop ", "alter ", "attach ", "vacuum")


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for path in _FILES:
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_module_of_the_network_or_of_code_out_of_data_is_imported() -> None:
    found = []
    for name, tree in _trees():
        for node in ast.walk(tree):
            modules = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                top = module.partition(".")[0]
                if top in _FORBIDDEN or "QtNetwork" in module or "WebEngine" in module:
                    found.append(f"{name}: {module}")
                if top == "socket" and (top, name) not in _MAY_IMPORT:
                    found.append(f"{name}: {module}")
    assert found == []


def test_nothing_out_of_data_is_run() -> None:
    found = []
    for name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                call = node.func
                if isinstance(call, ast.Name) and (call.id, "") in _RUNS:
                    found.append(f"{name}:{node.lineno} {call.id}")
                if isinstance(call, ast.Attribute) and (_owner(call), call.attr) in _RUNS:
                    found.append(f"{name}:{node.lineno} {_owner(call)}.{call.attr}")
    assert found == []


def _sql_pieces(node: ast.AST) -> str | None:
    """The fixed words of an f-string, a sum or a format that looks like SQL; None: it is none."""
    if isinstance(node, ast.JoinedStr) and any(isinstance(one, ast.FormattedValue) for one in node.values):
        words = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add) and isinstance(node.left, ast.Constant):
        words = str(node.left.value)
    else:
        return None
    told = words.strip().lower()
    return words if told.startswith(_SQL) else None


def test_sql_is_put_together_of_names_of_tables_only() -> None:
    found = []
    for name, tree in _trees():
        if any(name.startswith(one) for one in _NAMES_OF_TABLES):
            continue
        for node in ast.walk(tree):
            if (words := _sql_pieces(node)) is not None:
                found.append(f"{name}:{getattr(node, 'lineno', 0)} {words[:60]}")
    assert found == []


def test_values_never_stand_in_sql_of_the_storage() -> None:
    """Where names are put in, nothing is put in quotes of a value."""
    found = []
    for name, tree in _trees():
        if not any(name.startswith(one) for one in _NAMES_OF_TABLES) or name in _WORDS_OF_REFUSALS:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and _sql_pieces(node) is not None:
                pieces = node.values
                for before, value in itertools.pairwise(pieces):
                    quoted = isinstance(before, ast.Constant) and str(before.value).endswith("'")
                    if quoted and isinstance(value, ast.FormattedValue):
                        found.append(f"{name}:{node.lineno}")
    assert found == []


def test_texts_are_compared_without_wildcards() -> None:
    """No LIKE over what a person typed: «%» and «_» are letters of a search."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _trees()
        if name.startswith(("services/", "storage/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"like", "ilike", "notlike", "regexp_match", "startswith_op"}
    ]
    assert found == []


# Who opens a file for writing by itself, and why.
_WRITERS = {
    "services/backups/second.py": "a copy is carried in pieces that can be cancelled, then put in place by the port",
    "cli/main.py": "the null device",
}
_MOVES = {("os", "rename"), ("os", "replace"), ("shutil", "copy"), ("shutil", "copyfile"), ("shutil", "move")}


def _owner(call: ast.expr) -> str:
    return call.value.id if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) else ""


def _writes(node: ast.Call) -> bool:
    call = node.func
    named = call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""
    if named == "open":
        words = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
        return any(len(one) <= 3 and set(one) & set("wax+") for one in words)
    if named in {"write_text", "write_bytes"}:
        return _owner(call) != "files"
    return (_owner(call), named) in _MOVES


@pytest.mark.parametrize("folder", ["services", "ui", "cli", "documents", "exchange"])
def test_files_are_written_through_the_port_only(folder: str) -> None:
    """The window, papers and sheets write by ``runtime.files`` alone, which keeps the old good file."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _trees()
        if name.startswith(f"{folder}/") and name not in _WRITERS
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _writes(node)
    ]
    assert found == []
