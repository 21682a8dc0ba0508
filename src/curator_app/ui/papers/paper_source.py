"""A paper as the buttons «печать», «сохранить», «открыть» need it, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from curator_app.documents.blocks import Document
from curator_app.runtime.files import safe_name
from curator_app.services.papers import register
from curator_app.services.papers.batch import document_of, file_name
from curator_app.services.papers.entries import Entry
from curator_app.services.papers.register import OrderRow
from curator_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PaperSource:
    """``title`` names the print job and the window, ``file_name`` (without suffix) is offered for saving."""

    title: str
    file_name: str
    pdf: Callable[[], bytes]
    docx: Callable[[], bytes]


def of_document(document: Document, title: str) -> PaperSource:
    """A paper that is not kept anywhere (a blank, a sheet)."""
    return PaperSource(title, safe_name(title), lru_cache(maxsize=1)(partial(_pdf, document)), partial(_docx, document))


def of_entry(workspace: Workspace, entry: Entry) -> PaperSource | None:
    """A line of the register; None for a paper that was made elsewhere. Raises NotFound, KnownProblem."""
    document = document_of(workspace, entry)
    if document is None:
        return None
    return PaperSource(
        entry.title, file_name(entry), lru_cache(maxsize=1)(partial(_pdf, document)), partial(_docx, document)
    )


def of_order(workspace: Workspace, order: OrderRow) -> PaperSource:
    """An issued order, made again from its snapshot."""
    return PaperSource(
        f"Приказ № {order.number} от {order.date:%d.%m.%Y}",
        safe_name(f"Приказ от {order.date.isoformat()} № {order.number}"),
        lru_cache(maxsize=1)(partial(register.reprint, workspace, order.id)),
        partial(register.reprint_docx, workspace, order.id),
    )


def _pdf(document: Document) -> bytes:
    from curator_app.documents.pdf import to_pdf

    return to_pdf(document)


def _docx(document: Document) -> bytes:
    from curator_app.documents.docx import to_docx

    return to_docx(document)
