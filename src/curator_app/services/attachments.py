"""Kept files: scans of signed papers, certificates, evidence. Copied into the folder of data, verified by SHA-256."""

from __future__ import annotations

import datetime as dt
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from curator_app.domain.codes import AttachmentOwner
from curator_app.models import Activity, Attachment, Consent, Meeting, Order, Pair, Person, RegisteredPaper, RouteStep
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services.workspace import Workspace
from curator_app.storage import kept_files
from curator_app.texts.grammar import counted

OwnerKind = Literal["order", "paper", "person", "pair", "meeting", "route_step", "activity", "consent"]
FileState = Literal["ok", "missing", "changed"]

LARGEST_FILE = 25 * 1024 * 1024
MOST_FILES = 50
PATTERNS = ("*.pdf", "*.jpg", "*.jpeg", "*.png", "*.tif", "*.tiff")
_TITLE_LIMIT = 200
_OWNERS: dict[OwnerKind, type] = {
    "order": Order,
    "paper": RegisteredPaper,
    "person": Person,
    "pair": Pair,
    "meeting": Meeting,
    "route_step": RouteStep,
    "activity": Activity,
    "consent": Consent,
}
assert set(_OWNERS) == {owner.value for owner in AttachmentOwner}
_SIGNS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"))


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachmentRow:
    """A kept file of some record. ``kind``: pdf, jpg, png or tif; ``size`` in bytes."""

    id: int
    owner_kind: OwnerKind
    owner_id: int
    title: str
    kind: str
    sha256: str
    size: int
    added_on: dt.date

    @property
    def file_name(self) -> str:
        """A name for a copy of the file."""
        return f"{self.title}.{self.kind}"


def list_attachments(workspace: Workspace, owner_kind: OwnerKind, owner_id: int | None = None) -> list[AttachmentRow]:
    """Kept files of one record (of all records of the kind without ``owner_id``), in the order of adding."""
    with workspace.read() as session:
        query = select(Attachment).where(Attachment.deleted_at.is_(None), Attachment.owner_kind == owner_kind)
        if owner_id is not None:
            query = query.where(Attachment.owner_id == owner_id)
        return [_row(one) for one in session.scalars(query.order_by(Attachment.id))]


def counts(session: Session, owner_kind: OwnerKind) -> dict[int, int]:
    """How many files each record of the kind has, in one query."""
    query = (
        select(Attachment.owner_id, func.count())
        .where(Attachment.deleted_at.is_(None), Attachment.owner_kind == owner_kind)
        .group_by(Attachment.owner_id)
    )
    return {int(owner): int(number) for owner, number in session.execute(query)}


def add_files(workspace: Workspace, owner_kind: OwnerKind, owner_id: int, sources: Sequence[Path]) -> list[int]:
    """Copies files (PDF, JPG, PNG, TIFF up to 25 MB) into the folder of data and attaches them in one action.

    All or none. Raises KnownProblem for a file that can't be taken, NotFound for a record that is gone.
    """
    with workspace.read() as session:
        _require_owner(session, owner_kind, owner_id)
        present = counts(session, owner_kind).get(owner_id, 0)
    if present + len(sources) > MOST_FILES:
        raise KnownProblem(f"К одному документу можно приложить не больше {MOST_FILES} файлов. Объедините сканы в PDF.")
    taken = [(_title(source), *_content(source)) for source in sources]
    if not taken:
        return []
    what = taken[0][0] if len(taken) == 1 else counted(len(taken), "файл", "файла", "файлов")
    kept = [(title, data, kept_files.put(workspace.folder, data, kind, workspace.key)) for title, data, kind in taken]
    with workspace.action(f"Приложено: {what}") as session:
        rows = [
            Attachment(
                owner_kind=owner_kind,
                owner_id=owner_id,
                title=title,
                file_name=name,
                sha256=kept_files.digest(data),
                size=len(data),
                added_on=workspace.clock.today(),
            )
            for title, data, name in kept
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def rename(workspace: Workspace, attachment_id: int, title: str) -> None:
    """Another title. Raises NotFound, KnownProblem for an empty one."""
    cleaned = _cleaned(title)
    if not cleaned:
        raise KnownProblem("Напишите, как назвать файл.")
    with workspace.action(f"Переименовано: {cleaned}") as session:
        _require(session, attachment_id).title = cleaned


def read_bytes(workspace: Workspace, attachment_id: int) -> bytes:
    """The bytes of a kept file, verified. Raises NotFound, KnownProblem when it is missing or not the same."""
    with workspace.read() as session:
        row = _require(session, attachment_id)
        title, name, sha256 = row.title, row.file_name, row.sha256
    try:
        data = kept_files.read(workspace.folder, name, workspace.key)
    except OSError as error:
        raise KnownProblem(
            f"Файла «{title[:80]}» нет в папке с данными: его удалили или перенесли. "
            "Приложите скан снова или верните папку scans из копии."
        ) from error
    if kept_files.digest(data) != sha256:
        raise KnownProblem(
            f"Файл «{title[:80]}» изменён после того, как его приложили: контрольная сумма не совпадает. "
            "Приложите скан снова."
        )
    return data


def states(workspace: Workspace, rows: Sequence[AttachmentRow]) -> dict[int, FileState]:
    """Whether each file is there and the same as when it was attached. Reads every file."""
    with workspace.read() as session:
        wanted = [row.id for row in rows]
        found = {
            one.id: (one.file_name, one.sha256)
            for one in session.scalars(select(Attachment).where(Attachment.id.in_(wanted)))
        }
    result: dict[int, FileState] = {}
    for number, (name, sha256) in found.items():
        try:
            data = kept_files.read(workspace.folder, name, workspace.key)
        except OSError:
            result[number] = "missing"
            continue
        result[number] = "ok" if kept_files.digest(data) == sha256 else "changed"
    return result


def missing(workspace: Workspace, rows: Sequence[AttachmentRow]) -> list[AttachmentRow]:
    """Those whose files are not in the folder of data; nothing is read."""
    with workspace.read() as session:
        query = select(Attachment.id, Attachment.file_name).where(Attachment.id.in_([row.id for row in rows]))
        names = {one.id: one.file_name for one in session.execute(query)}
    return [row for row in rows if row.id not in names or not kept_files.exists(workspace.folder, names[row.id])]


def remove_unused(workspace: Workspace, names: Iterable[str]) -> list[str]:
    """Wipes those of the kept files ``names`` that no record has any more, not even one in the bin (two records may
    share a file). Gives the names of files that can't be removed now: they are open elsewhere."""
    with workspace.read() as session:
        used = set(session.scalars(select(Attachment.file_name)))
    left: list[str] = []
    for name in sorted(set(names) - used):
        try:
            kept_files.remove(workspace.folder, name)
        except OSError:
            left.append(name)
    return left


def _content(source: Path) -> tuple[bytes, str]:
    name = source.name[:80]
    try:
        about = source.stat()
        if not stat.S_ISREG(about.st_mode):
            raise KnownProblem(f"«{name}» — не файл. Выберите файл PDF, JPG, PNG или TIFF.")
        if about.st_size > LARGEST_FILE:
            raise KnownProblem(f"Файл «{name}» больше 25 МБ. Отсканируйте с меньшим качеством (200–300 точек на дюйм).")
        with source.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise KnownProblem(f"Файл «{name}» не читается. Проверьте, на месте ли он и не занят ли он.") from error
    if not data:
        raise KnownProblem(f"Файл «{name}» пуст. Отсканируйте документ снова.")
    if len(data) > LARGEST_FILE:
        raise KnownProblem(f"Файл «{name}» больше 25 МБ. Отсканируйте с меньшим качеством.")
    kind = _kind(data)
    if kind is None:
        raise KnownProblem(f"«{name}» — не PDF, JPG, PNG или TIFF. Сохраните скан в одном из этих видов.")
    return data, kind


def _kind(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), None)


def _title(source: Path) -> str:
    return _cleaned(source.stem) or "скан"


def _cleaned(title: str) -> str:
    letters = (one if unicodedata.category(one)[0] not in "CZ" else " " for one in unicodedata.normalize("NFC", title))
    return " ".join("".join(letters).split())[:_TITLE_LIMIT].strip()


def _row(one: Attachment) -> AttachmentRow:
    return AttachmentRow(
        id=one.id,
        owner_kind=one.owner_kind,  # type: ignore[arg-type]  # the column holds one of the closed list
        owner_id=one.owner_id,
        title=one.title,
        kind=one.file_name.rsplit(".", 1)[-1],
        sha256=one.sha256,
        size=one.size,
        added_on=one.added_on,
    )


def _require(session: Session, attachment_id: int) -> Attachment:
    row = session.get(Attachment, attachment_id)
    if row is None or row.deleted_at is not None:
        raise NotFound("Этого файла уже нет. Обновите список.")
    return row


def _require_owner(session: Session, owner_kind: OwnerKind, owner_id: int) -> None:
    if session.get(_OWNERS[owner_kind], owner_id) is None:
        raise NotFound("Записи, к которой прикладывается файл, уже нет. Обновите список.")
