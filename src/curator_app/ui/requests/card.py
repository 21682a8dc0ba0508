"""The card of a mentee: requests first, because they are why the person is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from curator_app.services.rows import MenteeRow, RequestRow
from curator_app.texts.grammar import date_short
from curator_app.texts.labels import CONSENT_KIND, PERSON_KIND, QUALIFICATION_CATEGORY, code_label, field_label
from curator_app.texts.phone import phone_text
from curator_app.ui.common.card_content import (
    Act,
    Bullet,
    Bullets,
    CardContent,
    Line,
    Part,
    Prose,
    Section,
)
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import Badge
from curator_app.ui.requests import words

_CONSENT_WORDS: dict[str | None, tuple[str, Tone]] = {
    "given": ("есть", "ok"),
    "withdrawn": ("отозвано", "danger"),
    "expired": ("истекло", "warn"),
    "refused": ("отказ", "danger"),
    None: ("нет", "warn"),
}


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

    def consents(self) -> Section:
        states = [(kind, self.row.consents.get(kind)) for kind in self.row.needed_consents]
        states += [(kind, state) for kind, state in self.row.consents.items() if kind not in self.row.needed_consents]
        bullets = tuple(
            Bullet(code_label(kind, CONSENT_KIND).capitalize(), badge=Badge(*_CONSENT_WORDS[state]))
            for kind, state in states
        )
        return Section("Согласия", (Bullets(bullets),), Act("Отметить", self.acts.mark_consents, "check"))

    def work(self) -> Section:
        row = self.row
        born = date_short(row.birth_date) if row.birth_date else str(row.birth_year or "")
        parts: tuple[Part, ...] = (
            Line("Должность", row.position or ""),
            Line("Класс", row.class_name or ""),
            Line("Предметы", ", ".join(row.subjects)),
            Line("Категория", code_label(row.qualification_category, QUALIFICATION_CATEGORY)),
            Line("Педагогический стаж, лет", "" if row.experience_years is None else str(row.experience_years)),
            Line("Вышел на работу", date_short(row.work_start_date) if row.work_start_date else ""),
            Line("Место работы или учёбы", row.workplace or ""),
            Line("Дата рождения" if row.birth_date else "Год рождения", born),
            Line("Телефон", phone_text(row.phone)),
            Line("Эл. почта", row.email or ""),
        )
        return Section("О человеке", parts)

    def program(self) -> Section:
        row = self.row
        return Section(
            "Участие в программе",
            (
                Line("Форма наставничества", row.mentoring_form or ""),
                Line("Дата вхождения", date_short(row.program_entry_date) if row.program_entry_date else ""),
                Line("Группа", row.group or ""),
                Line("Сведения актуализированы", date_short(row.actualized_on) if row.actualized_on else ""),
                Prose(row.mentee_note or row.note or "", "Примечание"),
            ),
        )

    def unread(self) -> Section:
        raw = {**self.row.raw, **self.row.mentee_raw}
        for request in self.row.requests:
            raw |= request.raw
        return Section(
            "Не распознано при загрузке",
            tuple(Line(field_label(field), text, tone="warn") for field, text in raw.items()),
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


def mentee_card(row: MenteeRow, acts: MenteeActs) -> CardContent:
    """The card of one mentee."""
    sections = _Sections(row, acts)
    badges = [words.state_badge(row)]
    if row.category:
        badges.append(Badge(words.category(row)))
    if row.kind != "staff":
        badges.append(Badge(code_label(row.kind, PERSON_KIND), "info"))
    return CardContent(
        key=row.id,
        title=row.full_name,
        subtitle=words.work(row),
        initials=row.surname[:1] + row.first_name[:1],
        badges=tuple(badges),
        actions=(
            Act("Подобрать наставника", acts.find_mentor, "pair", "primary"),
            Act("Изменить", acts.edit, "edit"),
        ),
        more=(
            Act("Бланки согласий", acts.print_consents, "print"),
            Act("История", acts.show_history, "history"),
            None,
            Act("Вернуть из архива" if row.archived else "В архив", acts.archive, "archive"),
            Act("Удалить", acts.delete, "trash"),
        ),
        sections=(
            sections.requests(),
            sections.mentors(),
            sections.consents(),
            sections.work(),
            sections.program(),
            sections.unread(),
        ),
    )
