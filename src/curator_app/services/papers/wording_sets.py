"""Wordings taken from school to school in one file: written out, looked at with care, shown before they are taken."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from curator_app.documents import catalogue
from curator_app.documents.template_sandbox import LARGEST_SOURCE
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers import wordings
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.papers.trials import fault_of
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

SUFFIX = "формулировки.json"
_MARK = "curator-app/wordings"
_VERSION = 1
_LARGEST_FILE = 5_000_000
_NOT_A_SET = "Это не набор формулировок этой программы. Возьмите файл, который сохранила программа в другой школе."

SetState = Literal["new", "same", "own_replaced", "unknown", "faulty"]
STATE_LABELS: dict[SetState, str] = {
    "new": "заменит исходный текст",
    "same": "такой же, как у вас",
    "own_replaced": "заменит ваш текст",
    "unknown": "такого документа в этой программе нет",
    "faulty": "с ошибкой — не берётся",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLine:
    """One wording of a file: whether it may be taken and what it would replace."""

    code: str
    title: str
    text: str
    current: str
    state: SetState
    problem: str = ""

    @property
    def may_be_taken(self) -> bool:
        """It is sound and says something new."""
        return self.state in ("new", "own_replaced")


@dataclass(frozen=True, slots=True)
class WordingSet:
    """What a file holds: the school it came from, as the file says, and its wordings."""

    school: str
    lines: tuple[SetLine, ...]


def export_wordings(workspace: Workspace, path: Path) -> int:
    """Writes the school's own wordings into one file and tells how many. Raises KnownProblem when there is none."""
    from curator_app.services import school

    with workspace.read() as session:
        own = own_wordings(session)
    if not own:
        raise KnownProblem("Все тексты исходные, переносить нечего. Сначала измените текст хотя бы одного документа.")
    facts = school.get_school(workspace)
    content = {
        "kind": _MARK,
        "version": _VERSION,
        "school": facts.short_name or facts.full_name or "",
        "texts": [{"code": code, "text": text} for code, text in sorted(own.items())],
    }
    workspace.refuse_own_file(path)
    files.write_bytes(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return len(own)


def read_wordings(workspace: Workspace, path: Path) -> WordingSet:
    """Reads a file and tries every wording out; nothing is kept. Raises KnownProblem when it is no such file."""
    content = _content(path)
    with workspace.read() as session:
        own = own_wordings(session)
    lines: dict[str, SetLine] = {}
    texts = dict(_texts(content))
    for code, text in texts.items():
        lines[code] = _line(workspace, code, text, own)
    school = content.get("school")
    return WordingSet(school[:200] if isinstance(school, str) else "", tuple(lines.values()))


def take_wordings(workspace: Workspace, taken: WordingSet, codes: Collection[str]) -> int:
    """Keeps the chosen wordings of a set in one action. Raises KnownProblem when none of them may be taken."""
    texts = {line.code: line.text for line in taken.lines if line.code in codes and line.may_be_taken}
    if not texts:
        raise KnownProblem("Ничего не выбрано. Отметьте тексты, которые нужно взять.")
    told = counted(len(texts), "формулировка", "формулировки", "формулировок")
    source = f" из набора: {taken.school}" if taken.school else " из набора"
    wordings.put_wordings(workspace, texts, title=f"Взято из набора: {told}", note=f"взято{source}"[:200])
    return len(texts)


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise KnownProblem(f"Файл «{path.name[:80]}» слишком велик для набора формулировок. Возьмите другой файл.")
        raw = path.read_bytes()
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name[:80]}» не читается. Проверьте, на месте ли он.") from error
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise KnownProblem(_NOT_A_SET) from error
    if not isinstance(content, dict) or content.get("kind") != _MARK:
        raise KnownProblem(_NOT_A_SET)
    if content.get("version") != _VERSION:
        raise KnownProblem("Набор сделан в более новой программе. Обновите программу и возьмите его снова.")
    return content


def _texts(content: dict[str, Any]) -> list[tuple[str, str]]:
    entries = content.get("texts")
    if not isinstance(entries, list) or len(entries) > 10 * len(catalogue.PAPERS):
        raise KnownProblem(_NOT_A_SET)
    found: list[tuple[str, str]] = []
    for entry in entries:
        code, text = (entry.get("code"), entry.get("text")) if isinstance(entry, dict) else (None, None)
        if not isinstance(code, str) or not isinstance(text, str):
            raise KnownProblem(_NOT_A_SET)
        found.append((code[:100], text))
    return found


def _line(workspace: Workspace, code: str, text: str, own: dict[str, str]) -> SetLine:
    known = {one.code: one.title for one in catalogue.PAPERS}
    if code not in known:
        return SetLine(code=code, title=f"«{code[:40]}»", text="", current="", state="unknown")
    current = own.get(code) or catalogue.default_source(code)
    state: SetState = "own_replaced" if code in own else "new"
    if text == current:
        return SetLine(code=code, title=known[code], text=text, current=current, state="same")
    if len(text) > LARGEST_SOURCE:
        problem = f"текст длиннее {LARGEST_SOURCE} знаков"
        return SetLine(code=code, title=known[code], text="", current=current, state="faulty", problem=problem)
    if problem := fault_of(workspace, code, text):
        return SetLine(code=code, title=known[code], text=text, current=current, state="faulty", problem=problem)
    return SetLine(code=code, title=known[code], text=text, current=current, state=state)
