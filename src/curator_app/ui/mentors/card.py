"""The card of a mentor: how many he has, whom, consents; then what he is good at and how to reach him."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from curator_app.services.rows import ConsentRow, MentorRow
from curator_app.texts.grammar import counted
from curator_app.ui.common.card import (
    Act,
    Badge,
    Bullet,
    Bullets,
    CardContent,
    Line,
    MeterLine,
    Prose,
    Section,
)
from curator_app.ui.common.palette import Tone
from curator_app.ui.common.table_model import shown
from curator_app.ui.mentors import words
from curator_app.ui.people import card_parts

_LEVEL_TONES: dict[int, Tone] = {1: "neutral", 2: "info", 3: "accent"}


class MentorActs(Protocol):
    """What the buttons of the card do."""

    def edit(self) -> None:
        """Opens the card for changes."""

    def open_consents(self) -> None:
        """All consents of the mentor."""

    def mark_consents(self) -> None:
        """Puts consents on file."""

    def print_blanks(self) -> None:
        """Blanks of the consents."""

    def open_mentee(self, mentee_id: int) -> None:
        """Shows a mentee on the tab «Наставляемые»."""

    def show_history(self) -> None:
        """What happened to the card."""

    def archive(self) -> None:
        """Into the archive or back."""

    def delete(self) -> None:
        """Into the recycle bin."""


def mentor_card(row: MentorRow, held: list[ConsentRow], acts: MentorActs) -> CardContent:
    """The card of one mentor; ``held`` are his consents on file."""
    return CardContent(
        key=("mentor", row.id),
        title=row.full_name,
        subtitle=card_parts.subtitle(row),
        initials=row.surname[:1] + row.first_name[:1],
        badges=_badges(row),
        actions=(
            Act("Изменить", acts.edit, "edit", hint="Enter"),
            Act("Согласия…", acts.mark_consents, "check-circle", hint="Отметить, какие согласия получены"),
        ),
        more=(
            Act("Бланки согласий…", acts.print_blanks, "print"),
            Act("История изменений…", acts.show_history, "history"),
            None,
            Act("Вернуть из архива" if row.archived else "Убрать в архив", acts.archive, "archive"),
            Act("Удалить", acts.delete, "trash"),
        ),
        sections=(
            _load(row, acts),
            card_parts.consents_section(row, held, Act("Все согласия…", acts.open_consents)),
            _competences(row),
            card_parts.work_section(row),
            card_parts.contacts_section(row),
            _program(row),
            card_parts.other_section(row, row.mentor_note),
            card_parts.unread_section(row.raw, row.mentor_raw),
        ),
    )


def several_card(rows: list[MentorRow], acts: MentorActs) -> CardContent:
    """What can be done with several mentors at once."""
    free = sum(row.free for row in rows)
    missing = sum(len(row.missing_consents) for row in rows)
    names = tuple(Bullet(row.full_name, note=row.position or "", badge=words.status_badge(row)) for row in rows[:12])
    rest = len(rows) - len(names)
    more = (Bullet(f"и ещё {counted(rest, 'человек', 'человека', 'человек')}"),) if rest else ()
    return CardContent(
        key="several",
        title=f"Выбрано: {counted(len(rows), 'наставник', 'наставника', 'наставников')}",
        actions=(Act("Согласия…", acts.mark_consents, "check-circle", hint="Отметить, какие согласия получены"),),
        more=(
            Act("Бланки согласий…", acts.print_blanks, "print"),
            None,
            Act(
                "Вернуть из архива" if all(row.archived for row in rows) else "Убрать в архив", acts.archive, "archive"
            ),
            Act("Удалить", acts.delete, "trash"),
        ),
        sections=(
            Section(
                "Вместе",
                (
                    Line("Ведут", counted(sum(row.load for row in rows), "человек", "человека", "человек")),
                    Line("Свободно", counted(free, "место", "места", "мест")),
                    Line("Не хватает", counted(missing, "согласия", "согласий", "согласий") if missing else ""),
                ),
            ),
            Section("Кто", (Bullets((*names, *more)),)),
        ),
    )


def _badges(row: MentorRow) -> tuple[Badge, ...]:
    tone: Tone = "ok" if row.free else "warn" if row.load <= row.capacity else "danger"
    badges = [words.status_badge(row), Badge(words.places(row), tone)]
    if words.is_external(row):
        badges.append(Badge("из другой организации", "info"))
    return tuple(badges)


def _load(row: MentorRow, acts: MentorActs) -> Section:
    mentees = tuple(
        Bullet(name, do=partial(acts.open_mentee, mentee_id), icon="mentee")
        for mentee_id, name in zip(row.mentees, row.mentees_name, strict=True)
    )
    return Section(
        "Кого ведёт",
        (
            MeterLine("Нагрузка", words.meter(row)),
            Bullets(mentees, empty="Пока никого."),
        ),
    )


def _competences(row: MentorRow) -> Section:
    strongest = sorted(row.competence_areas, key=lambda one: -one.level)
    return Section(
        "Что умеет",
        (
            Bullets(
                tuple(
                    Bullet(one.area_label, badge=Badge(words.LEVELS[one.level], _LEVEL_TONES[one.level]))
                    for one in strongest
                )
            ),
            Prose(row.competencies or "", "Основные компетенции"),
            Prose(row.achievements or "", "Достижения"),
            Prose(row.interests or "", "Интересы"),
        ),
    )


def _program(row: MentorRow) -> Section:
    return Section(
        "Участие в программе",
        (
            Line("Форма", row.mentoring_form or ""),
            Line("В программе с", shown(row.program_entry_date)),
            Line("Желаемый возраст", row.desired_mentee_age or ""),
            Line("Ресурс времени", row.time_resource or ""),
        ),
    )
