"""Every sentence of the program about what went wrong, as it stands in the source: Russian, with a way out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.faults.sentences import no_way_out, wrong_with

import curator_app

_SOURCE = Path(curator_app.__file__).parent
_FIELD = "FieldProblem"
_CYRILLIC = re.compile("[а-яё]")
# The way out stands in the part that is put in from elsewhere.
_COMPLETED = ("{problem.message}", "{way_out}", "{_WAY_OUT}", "{reason}", "{why}", "{reason}.", "{obstacle}.")


@cache
def _nodes() -> tuple[list[ast.ClassDef], list[tuple[str, ast.Call]]]:
    classes: list[ast.ClassDef] = []
    calls: list[tuple[str, ast.Call]] = []
    for path in _SOURCE.rglob("*.py"):
        name = path.relative_to(_SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes.append(node)
            elif isinstance(node, ast.Call):
                calls.append((name, node))
    return classes, calls


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _problems() -> set[str]:
    """KnownProblem and every class made of it."""
    bases = {one.name: {_name(base) for base in one.bases} for one in _nodes()[0]}
    found = {"KnownProblem"}
    while more := {name for name, of in bases.items() if found & of} - found:
        found |= more
    return found


def _text(node: ast.expr) -> str:
    """A string as it is written; what is put in stands in braces."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            _text(part) if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"  # type: ignore[attr-defined]  # the only other part is FormattedValue
            for part in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left) + _text(node.right)
    return ""


def _sentences() -> Iterator[tuple[str, str, str]]:
    """(place, class, sentence)."""
    kinds = _problems() | {_FIELD}
    for name, node in _nodes()[1]:
        if (kind := _name(node.func)) in kinds:
            for argument in (*node.args, *(one.value for one in node.keywords)):
                if _CYRILLIC.search(told := _text(argument)):
                    yield f"{name}:{node.lineno}", kind, told


def test_every_sentence_is_russian_and_leads_on() -> None:
    bad = []
    for place, kind, told in _sentences():
        completed = told.endswith(_COMPLETED)
        said = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", "1", told) + ("." if completed else "")
        if (reason := wrong_with(said)) is not None:
            bad.append(f"{place}: {reason}: {told}")
        elif kind != _FIELD and not completed and no_way_out(said):
            bad.append(f"{place}: no way out: {told}")
    assert bad == []


def test_the_sentences_are_found() -> None:
    assert sum(1 for _ in _sentences()) > 400
