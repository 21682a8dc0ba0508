"""Letters with reports: a draft for the mail program, and the register of what was prepared for whom."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from curator_app.exchange.eml import Attachment, Letter, parse_addresses, refuse_controls, to_eml
from curator_app.models import School, SentReport
from curator_app.runtime import files
from curator_app.runtime.errors import KnownProblem, NotFound
from curator_app.services import people
from curator_app.services.monitoring.snapshots import take_snapshot
from curator_app.services.privacy.exports import note_export
from curator_app.services.validation import LINE_LIMIT, TEXT_LIMIT
from curator_app.services.workspace import Workspace
from curator_app.texts.monitoring_letter import letter_subject, letter_text
from curator_app.texts.phone import phone_text

_MOST_BYTES = 25 * 2**20
"""What mail servers of organisations usually let through."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterData:
    """A letter to prepare. ``to``: addresses parted by commas; ``period``: its count is kept as a snapshot that the
    entry of the register refers to; None: no snapshot."""

    to: str
    subject: str
    body: str
    period: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The finished draft and what it holds: (name, SHA-256) of each file."""

    to: tuple[str, ...]
    subject: str
    content: bytes
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SentRow:
    """A letter of the register. ``files``: (name, SHA-256)."""

    id: int
    date: dt.date
    recipient: str
    subject: str
    files: tuple[tuple[str, str], ...]
    snapshot_id: int | None


def suggest(workspace: Workspace, about: str | None = None) -> LetterData:
    """A polite letter to the municipal body, signed by the curator. ``about``: «III квартал 2026 года»."""
    with workspace.read() as session:
        school = session.get_one(School, 1)
        curator = None if school.curator_id is None else people.require(session, school.curator_id)
        name = school.short_name or school.full_name
        signed = [
            "куратор наставничества",
            ""
            if curator is None
            else " ".join(filter(None, (curator.surname, curator.first_name, curator.patronymic))),
            name or "",
            phone_text(school.phone),
        ]
        return LetterData(
            to=school.municipal_email or "",
            subject=letter_subject(name, about),
            body=letter_text(about, [one for one in signed if one]),
        )


def make_draft(data: LetterData, attached: Sequence[Attachment]) -> Draft:
    """The bytes of the draft. Raises KnownProblem (addresses, line breaks in the subject, size)."""
    refuse_controls("Тема", data.subject)
    subject, body = data.subject.strip(), data.body.strip()
    if len(subject) > LINE_LIMIT or len(body) > TEXT_LIMIT:
        raise KnownProblem(
            f"Слишком длинно: тема — не более {LINE_LIMIT} знаков, текст — не более {TEXT_LIMIT}. Сократите его."
        )
    if sum(len(one.content) for one in attached) > _MOST_BYTES:
        raise KnownProblem(
            f"Вложения больше {_MOST_BYTES // 2**20} МБ: почта такое письмо не примет. Отправьте файлы частями."
        )
    to = parse_addresses(data.to)
    content = to_eml(Letter(to, subject, body, tuple(attached)))
    told = tuple((one.name, hashlib.sha256(one.content).hexdigest()) for one in attached)
    return Draft(to=to, subject=subject, content=content, files=told)


def read_attachment(path: Path) -> Attachment:
    """A file to attach. Raises KnownProblem."""
    refuse_controls("Имя файла", path.name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownProblem(
                f"«{path.name}» больше {_MOST_BYTES // 2**20} МБ: почта такое письмо не примет. Уменьшите файл."
            )
        return Attachment(path.name, path.read_bytes())
    except OSError as error:
        raise KnownProblem(f"Файл «{path.name}» не читается. Проверьте имя, папку и права доступа.") from error


def save_letter(workspace: Workspace, data: LetterData, attached: Sequence[Attachment], target: Path) -> int:
    """Writes the draft, keeps the count as a snapshot, enters the letter in the register. Raises KnownProblem; nothing
    is kept or entered then."""
    draft = make_draft(data, attached)
    workspace.refuse_own_file(target)
    files.write_bytes(target, draft.content)
    snapshot = None if data.period is None else take_snapshot(workspace, data.period)
    with workspace.action(f"Подготовлено письмо: {draft.subject or 'без темы'}") as session:
        row = SentReport(
            date=workspace.clock.today(),
            recipient=", ".join(draft.to),
            subject=draft.subject,
            files=[{"name": name, "sha256": digest} for name, digest in draft.files],
            snapshot_id=snapshot,
        )
        session.add(row)
        session.flush()
        number = row.id
    title = draft.subject or "Письмо без темы"
    note_export(workspace, "email", title, target, 0, recipient=", ".join(draft.to), personal=bool(draft.files))
    return number


def list_letters(workspace: Workspace) -> list[SentRow]:
    """The register, the latest first."""
    with workspace.read() as session:
        query = select(SentReport).order_by(SentReport.date.desc(), SentReport.id.desc())
        return [
            SentRow(
                id=one.id,
                date=one.date,
                recipient=one.recipient,
                subject=one.subject,
                files=tuple((file["name"], file["sha256"]) for file in one.files),
                snapshot_id=one.snapshot_id,
            )
            for one in session.scalars(query)
        ]


def remove_letter(workspace: Workspace, letter_id: int) -> None:
    """Strikes out a letter that was never sent. Raises NotFound."""
    with workspace.action("Удалена запись о письме") as session:
        row = session.get(SentReport, letter_id)
        if row is None:
            raise NotFound("Этой записи уже нет. Обновите список.")
        session.delete(row)
