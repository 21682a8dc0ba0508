"""The school's own wording of a paper: read, check, keep, go back to the one shipped."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.documents import catalogue
from curator_app.documents.template_lines import TAGS
from curator_app.documents.templates import check_template
from curator_app.models import PaperTemplate, TemplateVersion
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.workspace import Workspace

__all__ = [
    "TAGS",
    "DiffLine",
    "VersionRow",
    "WordingRow",
    "check_wording",
    "differences",
    "get_wording",
    "list_versions",
    "list_wordings",
    "put_wordings",
    "reset_wording",
    "save_wording",
]

_KEPT_VERSIONS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingRow:
    """A template in the list: whether its wording is the school's own."""

    code: str
    title: str
    group: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionRow:
    """A wording as it was kept once; ``note`` says how it came (a taken set, a return)."""

    id: int
    code: str
    text: str
    saved_at: dt.datetime
    note: str | None


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a comparison: taken away («-»), added («+») or the same (« »)."""

    mark: str
    text: str


def list_wordings(workspace: Workspace) -> list[WordingRow]:
    """Every template with its title, those of orders first."""
    with workspace.read() as session:
        own = own_wordings(session)
    return [
        WordingRow(code=one.code, title=one.title, group=one.group, own=one.code in own) for one in catalogue.PAPERS
    ]


def get_wording(workspace: Workspace, code: str) -> str:
    """The text of a template as it is used now. Raises KnownProblem for an unknown code."""
    catalogue.paper(code)
    with workspace.read() as session:
        return own_wordings(session).get(code) or catalogue.default_source(code)


def check_wording(workspace: Workspace, code: str, text: str) -> None:
    """Looks at a wording without keeping it. Raises KnownProblem naming the bad line."""
    catalogue.paper(code)
    if not text.strip():
        raise KnownProblem("Текст шаблона пуст. Напишите его или верните исходный.")
    with workspace.read() as session:
        wordings = {**own_wordings(session), code: text}
    check_template(code, text, catalogue.sources(wordings))


def save_wording(workspace: Workspace, code: str, text: str) -> None:
    """Keeps the school's own wording; papers already issued stay as they are. Raises KnownProblem."""
    check_wording(workspace, code, text)
    if text == catalogue.default_source(code):
        reset_wording(workspace, code)
        return
    with workspace.action(f"Изменён шаблон: {catalogue.paper(code).title}") as session:
        _keep(session, code, text, workspace.clock.now(), None)


def put_wordings(workspace: Workspace, texts: dict[str, str], *, title: str, note: str) -> None:
    """Keeps several wordings in one action; each is checked first. Raises KnownProblem, then nothing is kept."""
    for code, text in texts.items():
        check_wording(workspace, code, text)
    with workspace.action(title) as session:
        for code, text in texts.items():
            _keep(session, code, text, workspace.clock.now(), note)


def list_versions(workspace: Workspace, code: str) -> list[VersionRow]:
    """Wordings kept so far, the latest first. The one shipped is always there besides."""
    with workspace.read() as session:
        query = select(TemplateVersion).where(TemplateVersion.code == code).order_by(TemplateVersion.id.desc())
        return [
            VersionRow(id=one.id, code=one.code, text=one.text, saved_at=one.saved_at, note=one.note)
            for one in session.scalars(query)
        ]


def differences(before: str, after: str) -> tuple[DiffLine, ...]:
    """What was taken away and what was added, line by line, with the lines between."""
    lines = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    old, new = before.splitlines(), after.splitlines()
    told: list[DiffLine] = []
    for tag, first, last, start, end in lines.get_opcodes():
        if tag == "equal":
            told += [DiffLine(" ", line) for line in old[first:last]]
            continue
        told += [DiffLine("-", line) for line in old[first:last]]
        told += [DiffLine("+", line) for line in new[start:end]]
    return tuple(told)


def reset_wording(workspace: Workspace, code: str) -> None:
    """Goes back to the wording shipped with the program."""
    with workspace.action(f"Возвращён исходный шаблон: {catalogue.paper(code).title}") as session:
        row = session.scalar(select(PaperTemplate).where(PaperTemplate.code == code))
        if row is not None:
            session.delete(row)


def _keep(session: Session, code: str, text: str, now: dt.datetime, note: str | None) -> None:
    row = session.scalar(select(PaperTemplate).where(PaperTemplate.code == code))
    if row is not None and row.text == text:
        return
    if row is None:
        session.add(PaperTemplate(code=code, text=text, updated_at=now))
    else:
        row.text, row.updated_at = text, now
    session.add(TemplateVersion(code=code, text=text, saved_at=now, note=note))
    session.flush()
    kept = select(func.count()).select_from(TemplateVersion).where(TemplateVersion.code == code)
    if (session.scalar(kept) or 0) > _KEPT_VERSIONS:
        oldest = select(TemplateVersion).where(TemplateVersion.code == code).order_by(TemplateVersion.id).limit(1)
        session.delete(session.scalars(oldest).one())
