"""A paper as the buttons «печать», «сохранить», «открыть» need it, whatever it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from curator_app.documents.blocks import Document
from curator_app.runtime.files import safe_name
from curator_app.services.papers import register
from curator_app.services.papers.batch import document_of, file_name
from curator_app.services.papers.entries import Entry
from curator_app.services.papers.register import OrderRow
from curator_app.services.workspace import Workspace

T = TypeVar("T")


class Written(Protocol):
    """What services give with a paper: the paper and what is to be told about it."""

    @property
    def document(self) -> Document:
        """The paper."""


Writer = Callable[[], Document | Written]


class Once(Generic[T]):
    """``make`` is called by whoever asks first, in whatever thread; whoever asks meanwhile waits. What it gave is kept,
    what it raised is not."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = threading.Lock()

    def __call__(self) -> T:
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


@dataclass(frozen=True, slots=True)
class PaperSource:
    """``title`` names the print job and the window, ``file_name`` (without suffix) is offered for saving. The paper is
    made when ``pdf`` or ``docx`` is called: beside the window, for it takes longer than a blink."""

    title: str
    file_name: str
    pdf: Callable[[], bytes]
    docx: Callable[[], bytes]


def of_document(write: Writer, title: str, name: str = "") -> PaperSource:
    """A paper that ``write`` reads from the base and puts into words; ``name`` of its file, else the title."""
    written = Once(partial(_written, write))
    return PaperSource(title, name or safe_name(title), Once(partial(_pdf, written)), partial(_docx, written))


def of_entry(workspace: Workspace, entry: Entry) -> PaperSource | None:
    """A line of the register; None for a paper that was made elsewhere."""
    if not entry.printable:
        return None

    def write() -> Document:
        document = document_of(workspace, entry)
        assert document is not None
        return document

    return of_document(write, entry.title, file_name(entry))


def of_order(workspace: Workspace, order: OrderRow) -> PaperSource:
    """An issued order, made again from its snapshot."""
    return of_document(
        partial(register.order_document, workspace, order.id),
        f"Приказ № {order.number} от {order.date:%d.%m.%Y}",
        safe_name(f"Приказ от {order.date.isoformat()} № {order.number}"),
    )


def _written(write: Writer) -> Document:
    made = write()
    return made if isinstance(made, Document) else made.document


def _pdf(written: Callable[[], Document]) -> bytes:
    from curator_app.documents.pdf import to_pdf

    return to_pdf(written())


def _docx(written: Callable[[], Document]) -> bytes:
    from curator_app.documents.docx import to_docx

    return to_docx(written())
