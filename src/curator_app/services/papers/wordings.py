"""The school's own wording of a paper: read, check, keep, go back to the one shipped."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from curator_app.documents import catalogue
from curator_app.documents.template_lines import TAGS
from curator_app.documents.templates import check_template
from curator_app.models import PaperTemplate
from curator_app.runtime.errors import KnownProblem
from curator_app.services.papers.drafting import own_wordings
from curator_app.services.workspace import Workspace

__all__ = ["TAGS", "WordingRow", "check_wording", "get_wording", "list_wordings", "reset_wording", "save_wording"]


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingRow:
    """A template in the list: whether its wording is the school's own."""

    code: str
    title: str
    group: str
    own: bool


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
        row = session.scalar(select(PaperTemplate).where(PaperTemplate.code == code))
        if row is None:
            session.add(PaperTemplate(code=code, text=text, updated_at=workspace.clock.now()))
        elif row.text != text:
            row.text, row.updated_at = text, workspace.clock.now()


def reset_wording(workspace: Workspace, code: str) -> None:
    """Goes back to the wording shipped with the program."""
    with workspace.action(f"Возвращён исходный шаблон: {catalogue.paper(code).title}") as session:
        row = session.scalar(select(PaperTemplate).where(PaperTemplate.code == code))
        if row is not None:
            session.delete(row)
