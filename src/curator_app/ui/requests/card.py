"""The card of a mentee: requests first, because they are why the person is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from curator_app.services.rows import ConsentRow, MenteeRow, RequestRow
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import PERSON_KIND, code_label
from curator_app.ui.common.card_content import (
    Act,
    Bullet,
    Bullets,
    CardContent,
    Line,
    Part,
    Section,
)
from curator_app.ui.common.table_model import Badge
from curator_app.ui.people import card_parts
from curator_app.ui.requests import words


class MenteeActs(Protocol):
    """What the buttons of the card do."""

    def edit(self) -> None:
        """Opens the card for changes."""

    def add_request(self) -> None:
        """A new request."""

    def edit_request(self, request: RequestRow) -> None:
        """Opens a request."""

    def find_mentor(self) -> None:
        """Forms a pair for this person."""

    def mark_consents(self) -> None:
        """Puts consents on file."""

    def show_consents(self) -> None:
        """All consents of the person."""

    def print_consents(self) -> None:
        """Blanks of the consents."""

    def open_mentor(self, mentor_id: int) -> None:
        """Shows the mentor on his tab."""

    def show_history(self) -> None:
        """What happened to the card."""

    def archive(self) -> None:
        """Into the archive or back."""

    def delete(self) -> None:
        """Into the recycle bin."""


@dataclass(frozen=True, slots=True)
class _Sections:
    row: MenteeRow
    acts: MenteeActs

    def requests(self) -> Section:
        bullets: list[Part] = []
        for request in self.row.requests:
            text = " ".join(request.wording.split()) or "Без слов, только дефициты"
            badge = Badge("срочно", "danger") if request.urgent else None
            bullets.append(
                Bullets((Bullet(text, words.request_note(request), badge, do=self._editor(request), icon="target"),))
            )
            bullets.append(
                Bullets(
                    tuple(
                        Bullet(one.area_label + (f": {one.text}" if one.text else ""), badge=words.severity_badge(one))
                        for one in request.deficits
                    )
                )
            )
        if not bullets:
            bullets.append(Bullets((), empty="Запроса ещё нет. Запишите, в чём нужна помощь."))
        return Section("Запросы и дефициты", tuple(bullets), Act("Добавить", self.acts.add_request, "plus"))

    def _editor(self, request: RequestRow) -> _Edit:
        return _Edit(self.acts, request)

    def mentors(self) -> Section:
        row = self.row
        items = tuple(
            Bullet(name, do=_Open(self.acts, mentor_id), icon="mentor")
            for mentor_id, name in zip(row.mentors, row.mentors_name, strict=True)
        )
        parts: list[Part] = [Bullets(items, empty="Наставника ещё нет.")]
        if row.mentor_name_raw:
            parts.append(Line("В файле указан", row.mentor_name_raw))
        return Section("Наставник", tuple(parts))

    def program(self) -> Section:
        row = self.row
        return Section(
            "Участие в программе",
            (
                Line("Форма наставничества", row.mentoring_form or ""),
                Line("Дата вхождения", date_short(row.program_entry_date) if row.program_entry_date else ""),
                Line("Группа", row.group or ""),
                Line("Сведения актуализированы", date_short(row.actualized_on) if row.actualized_on else ""),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Edit:
    acts: MenteeActs
    request: RequestRow

    def __call__(self) -> None:
        self.acts.edit_request(self.request)


@dataclass(frozen=True, slots=True)
class _Open:
    acts: MenteeActs
    mentor_id: int

    def __call__(self) -> None:
        self.acts.open_mentor(self.mentor_id)


def mentee_card(row: MenteeRow, held: list[ConsentRow], acts: MenteeActs) -> CardContent:
    """The card of one mentee; ``held`` are the consents on file."""
    sections = _Sections(row, acts)
    badges = [words.state_badge(row)]
    if row.category:
        badges.append(Badge(words.category(row)))
    kind = code_label(row.kind, PERSON_KIND)
    if row.kind != "staff" and kind not in [badge.text for badge in badges]:
        badges.append(Badge(kind, "info"))
    return CardContent(
        key=row.id,
        title=row.full_name,
        subtitle=card_parts.subtitle(row),
        initials=row.surname[:1] + row.first_name[:1],
        badges=tuple(badges),
        actions=(
            Act("Подобрать наставника", acts.find_mentor, "pair", "primary" if words.needs_mentor(row) else ""),
            Act("Изменить", acts.edit, "edit"),
        ),
        more=(
            Act("Все согласия", acts.show_consents, "check-circle"),
            Act("Бланки согласий", acts.print_consents, "print"),
            Act("История", acts.show_history, "history"),
            None,
            Act("Вернуть из архива" if row.archived else "В архив", acts.archive, "archive"),
            Act("Удалить", acts.delete, "trash"),
        ),
        sections=(
            sections.requests(),
            sections.mentors(),
            card_parts.consents_section(row, held, Act("Отметить", acts.mark_consents, "check")),
            card_parts.work_section(row),
            sections.program(),
            card_parts.contacts_section(row),
            card_parts.other_section(row, row.mentee_note),
            card_parts.unread_section(row.raw, row.mentee_raw, *(request.raw for request in row.requests)),
        ),
    )
