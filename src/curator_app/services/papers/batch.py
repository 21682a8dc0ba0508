"""Several papers of the register at one go: one print job, or files in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator_app.documents.blocks import Document
from curator_app.documents.merging import merged
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem
from curator_app.runtime.progress import Progress
from curator_app.services.papers import drafts, register, registered
from curator_app.services.papers.entries import Entry
from curator_app.services.privacy.exports import note_export
from curator_app.services.workspace import Workspace


def document_of(workspace: Workspace, entry: Entry) -> Document | None:
    """The paper of an entry, None for one made elsewhere. Raises NotFound, KnownProblem."""
    if entry.kind == "order":
        return register.order_document(workspace, entry.id)
    if entry.kind == "draft":
        return drafts.draft_document(workspace, entry.id)
    return registered.paper_document(workspace, entry.id)


def merged_pdf(workspace: Workspace, entries: Sequence[Entry], progress: Progress | None = None) -> bytes:
    """All papers one after another. Raises KnownProblem when none of them was printed by the program, Cancelled."""
    from curator_app.documents.pdf import to_pdf

    progress = progress or Progress()
    printable = [entry for entry in entries if entry.printable]
    pdfs: list[bytes] = []
    for number, entry in enumerate(printable):
        progress.step(number, len(printable), entry.title)
        if (document := document_of(workspace, entry)) is not None:
            pdfs.append(to_pdf(document))
    if not pdfs:
        raise KnownProblem("Печатать нечего: эти документы сделаны не в программе. Откройте их сканы.")
    return merged(pdfs)


def save_set(
    workspace: Workspace,
    entries: Sequence[Entry],
    folder: Path,
    *,
    docx: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Writes the papers into ``folder`` as PDF (and DOCX when asked), under names that do not overwrite each other.

    Raises KnownProblem, Cancelled; what was written before stays.
    """
    from curator_app.documents.pdf import to_pdf

    progress = progress or Progress()
    printable = [entry for entry in entries if entry.printable]
    if not printable:
        raise KnownProblem("Сохранять нечего: эти документы сделаны не в программе. Откройте их сканы.")
    files.make_folder(folder)
    saved: list[Path] = []
    taken: set[str] = set()
    for number, entry in enumerate(printable):
        progress.step(number, len(printable), entry.title)
        document = document_of(workspace, entry)
        if document is None:
            continue
        name = _free(file_name(entry), taken)
        saved.append(folder / f"{name}.pdf")
        files.write_bytes(saved[-1], to_pdf(document))
        if docx:
            from curator_app.documents.docx import to_docx

            saved.append(folder / f"{name}.docx")
            files.write_bytes(saved[-1], to_docx(document))
    note_export(workspace, "pdf", f"Документы из реестра: {len(printable)}", folder, 0)
    return saved


def file_name(entry: Entry) -> str:
    """«Приказ от 2026-10-05 № 5-од» — names that sort by date, without a suffix."""
    what = {"order": "Приказ", "draft": "Проект приказа"}.get(entry.kind, entry.type_label)
    date = f" от {entry.date.isoformat()}" if entry.date else ""
    number = f" № {entry.number}" if entry.number else ""
    return files.safe_name(f"{what}{date}{number}" if date or number else f"{what}. {entry.heading}")


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} ({number})", number + 1
    taken.add(free.casefold())
    return free
