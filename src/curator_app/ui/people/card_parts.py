"""Sections of a card that both tabs show of a person, in the order a curator asks."""

from __future__ import annotations

from collections.abc import Mapping

from curator_app.domain.codes import PersonKind
from curator_app.services.rows import ConsentRow, MenteeRow, MentorRow, PersonRow
from curator_app.texts.grammar import counted
from curator_app.texts.labels import CONSENT_KIND, PERSON_KIND, QUALIFICATION_CATEGORY, code_label, field_label
from curator_app.texts.phone import phone_text
from curator_app.ui.common.card import Act, Bullet, Bullets, Line, Prose, Section
from curator_app.ui.common.consent_badge import consent_badge
from curator_app.ui.common.table_model import shown
from curator_app.ui.people.subjects import subject_of


def subtitle(row: PersonRow) -> str:
    """«учитель физики», «7-А класс», with the organisation of a guest."""
    parts = [f"{row.class_name} класс" if row.kind == PersonKind.PUPIL.value and row.class_name else row.position]
    if row.kind != PersonKind.STAFF.value:
        parts.append(row.workplace)
    return ", ".join(part for part in parts if part) or code_label(row.kind, PERSON_KIND)


def consents_section(row: MentorRow | MenteeRow, held: list[ConsentRow], act: Act) -> Section:
    """Every needed kind with its state; the optional ones where there is something to tell."""
    subject = subject_of(row)
    latest = {one.kind: one for one in sorted(held, key=lambda one: (one.date is not None, one.date or 0, one.id))}
    items = []
    for kind in dict.fromkeys((*subject.needed, *(kind for kind in subject.optional if kind in latest), *latest)):
        state = row.consents.get(kind)
        words = code_label(kind, CONSENT_KIND)
        note = _dates(latest[kind]) if kind in latest else ""
        items.append(Bullet(words[:1].upper() + words[1:], note, consent_badge(state)))
    return Section("Согласия", (Bullets(tuple(items)),), act)


def work_section(row: PersonRow) -> Section:
    """What the person does at school."""
    years = row.experience_years
    return Section(
        "Работа" if row.kind != PersonKind.PUPIL.value else "Учёба",
        (
            Line("Кто это", "" if row.kind == PersonKind.STAFF.value else code_label(row.kind, PERSON_KIND)),
            Line("Предметы", ", ".join(row.subjects)),
            Line("Категория", code_label(row.qualification_category, QUALIFICATION_CATEGORY)),
            Line("Педагогический стаж", "" if years is None else counted(years, "год", "года", "лет")),
            Line("Молодой специалист", "" if row.young_specialist is None else shown(row.young_specialist)),
            Line("На работе с", shown(row.work_start_date)),
            Line("Увольнение", shown(row.dismissal_date)),
        ),
    )


def contacts_section(row: PersonRow) -> Section:
    """How to reach the person."""
    place = "" if row.kind != PersonKind.STAFF.value else row.workplace or ""
    return Section(
        "Связь",
        (Line("Телефон", phone_text(row.phone)), Line("Эл. почта", row.email or ""), Line("Место работы", place)),
    )


def other_section(row: PersonRow, remark: str | None) -> Section:
    """Birth, education, remarks (``remark`` is that of the role)."""
    born = shown(row.birth_date) or ("" if row.birth_year is None else f"{row.birth_year} год")
    return Section(
        "Ещё",
        (
            Line("Дата рождения", born),
            Line("Фамилия", "не склоняется" if row.indeclinable else ""),
            Prose(row.education or "", "Образование"),
            Prose(row.note or "", "Примечание"),
            Prose(remark or "", "Примечание к роли"),
        ),
    )


def unread_section(*unread: Mapping[str, str]) -> Section:
    """Text of a file the import could not understand: kept and shown, never dropped."""
    lines = tuple(Line(field_label(name), text) for one in unread for name, text in one.items())
    return Section("Не распознано при загрузке из файла", lines)


def _dates(row: ConsentRow) -> str:
    if row.date and row.until:
        term = f"{shown(row.date)} – {shown(row.until)}"
    else:
        term = f"от {shown(row.date)}" if row.date else f"до {shown(row.until)}" if row.until else ""
    gone = f"отозвано {shown(row.withdrawn_on)}" if row.withdrawn_on else ""
    return ", ".join(part for part in (term, gone) if part)
