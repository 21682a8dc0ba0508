"""Sheets made for the folder alone: consents on file, who has read a paper, answers to questionnaires, scans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.documents.blocks import Block, Column, Document, PageSetup, Paragraph, Space, Table, Title, text
from curator_app.domain.codes import RespondentRole
from curator_app.models import Person, Reply, SurveyWave
from curator_app.runtime.errors import KnownProblem
from curator_app.services import attachments
from curator_app.services.attachments import AttachmentRow
from curator_app.services.papers.acknowledgements import AcknowledgementRow
from curator_app.services.people import title_of
from curator_app.services.rows import ConsentRow, PairRow
from curator_app.services.surveys.replies import questions_for
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import date_long, date_short
from curator_app.texts.labels import CONSENT_KIND, CONSENT_STATE, code_label

_PAGE = PageSetup(font_size=12.0)


def consents_sheet(workspace: Workspace, rows: Sequence[ConsentRow]) -> Document:
    """Consents of some people as they stand today."""
    table = Table(
        (
            Column(text("Фамилия, имя, отчество"), 0.32),
            Column(text("Согласие"), 0.28),
            Column(text("Дано"), 0.13, "centre"),
            Column(text("До"), 0.12, "centre"),
            Column(text("Состояние"), 0.15),
        ),
        tuple(
            (
                text(one.person_name),
                text(code_label(one.kind, CONSENT_KIND) + (f" (подписал: {one.signed_by})" if one.signed_by else "")),
                text(date_short(one.date) if one.date else ""),
                text(date_short(one.until) if one.until else ""),
                text(CONSENT_STATE[one.state]),
            )
            for one in rows
        ),
    )
    return _sheet("Перечень согласий", f"на {date_long(workspace.clock.today())}", table)


def reading_sheet(workspace: Workspace, title: str, rows: Sequence[AcknowledgementRow]) -> Document:
    """Who was to read a paper and when it was read."""
    table = Table(
        (
            Column(text("Фамилия, имя, отчество"), 0.5),
            Column(text("Ознакомить до"), 0.25, "centre"),
            Column(text("Ознакомлен(а)"), 0.25, "centre"),
        ),
        tuple(
            (
                text(one.person_name),
                text(date_short(one.due) if one.due else ""),
                text(date_short(one.acquainted_on) if one.acquainted_on else ""),
            )
            for one in rows
        ),
    )
    return _sheet(title, f"на {date_long(workspace.clock.today())}", table)


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply with at least one answer; ``about`` is the pair it speaks of, 0 = no pair in particular."""

    person: int
    about: int
    date: dt.date | None

    def concerns(self, row: PairRow) -> bool:
        """Whether it belongs to the papers of a pair."""
        early = row.start_date is not None and self.date is not None and self.date < row.start_date
        return self.person in (row.mentor, *row.mentees) and self.about in (0, row.id) and not early


def answered(workspace: Workspace) -> tuple[Answered, ...]:
    """All replies, in one query."""
    with workspace.read() as session:
        query = (
            select(Reply.respondent_id, Reply.about_pair, Reply.date, Reply.answers)
            .join(SurveyWave, SurveyWave.id == Reply.wave_id)
            .where(SurveyWave.deleted_at.is_(None))
        )
        return tuple(
            Answered(person, about, date)
            for person, about, date, answers in session.execute(query)
            if any(str(value).strip() for value in answers.values())
        )


def answers_sheet(workspace: Workspace, row: PairRow) -> Document:
    """What the people of a pair answered in waves about it or about no pair in particular."""
    people = (row.mentor, *row.mentees)
    blocks: list[Block] = []
    with workspace.read() as session:
        query = (
            select(Reply, SurveyWave)
            .join(SurveyWave, SurveyWave.id == Reply.wave_id)
            .where(Reply.respondent_id.in_(people), Reply.about_pair.in_((0, row.id)), SurveyWave.deleted_at.is_(None))
            .order_by(SurveyWave.date, SurveyWave.id, Reply.id)
        )
        for reply, wave in session.execute(query):
            if not Answered(reply.respondent_id, reply.about_pair, reply.date).concerns(row):
                continue
            words = _questions(session, wave, reply.role)
            name = title_of(session.get_one(Person, reply.respondent_id))
            day = f", {date_short(reply.date)}" if reply.date else ""
            rows = tuple(
                (text(words.get(key, key)), text(str(value)))
                for key, value in reply.answers.items()
                if str(value).strip()
            )
            if rows:
                blocks += [
                    Paragraph(
                        text(f"{wave.title}. {name}{day}", bold=True), align="left", indent=False, keep_with_next=True
                    ),
                    Table((Column(text("Вопрос"), 0.7), Column(text("Ответ"), 0.3)), rows),
                    Space(4),
                ]
    heading = Title(text("ОТВЕТЫ НА АНКЕТЫ", bold=True))
    return Document("Ответы на анкеты", "", (heading, Space(3), *blocks), _PAGE)


def scan_pdf(workspace: Workspace, row: AttachmentRow) -> bytes:
    """A kept file as pages of PDF. Raises KnownProblem: missing, changed, protected by a password, no picture."""
    from curator_app.documents import binding
    from curator_app.documents.preview import page_count

    data = attachments.read_bytes(workspace, row.id)
    try:
        if row.kind != "pdf":
            return binding.picture_pdf(data)
        if not page_count(data):
            raise ValueError("no pages")
    except Exception as error:  # any failure of the readers of foreign files tells the same: it can't be shown
        raise KnownProblem(
            f"Скан «{row.title[:80]}» не открывается: файл повреждён или защищён паролем. Приложите его снова."
        ) from error
    return data


def _questions(session: Session, wave: SurveyWave, role: str) -> dict[str, str]:
    if not role:
        return {}
    try:
        return {one.key: one.text for one in questions_for(session, wave, RespondentRole(role))}
    except KnownProblem:  # a wave that came with a file: the questions are the keys
        return {}


def _sheet(title: str, subtitle: str, table: Table) -> Document:
    return Document(
        title,
        subtitle,
        (
            Title(text(title.upper(), bold=True)),
            Paragraph(text(subtitle), align="centre", indent=False, size="small"),
            Space(3),
            table,
        ),
        _PAGE,
    )
