"""Columns and chips of the list of mentors."""

from __future__ import annotations

from curator_app.services.rows import MentorRow
from curator_app.texts.labels import PERSON_KIND, QUALIFICATION_CATEGORY, code_label
from curator_app.texts.phone import phone_text
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.table_model import Column
from curator_app.ui.mentors import words

COLUMNS: tuple[Column[MentorRow], ...] = (
    Column("full_name", "ФИО", lambda row: row.full_name, width=260, strong=True),
    Column("load", "Нагрузка", lambda row: row.load, kind="number", width=118, align="left",
           text=lambda row: f"{row.load} из {row.capacity}", meter=words.meter, tooltip=words.places,
           searchable=False),
    Column("consents", "Согласия", lambda row: len(row.missing_consents), lambda row: words.consents_badge(row).text,
           kind="number", width=132, align="left", badge=words.consents_badge, tooltip=words.missing_told,
           searchable=False),
    Column("position", "Должность", lambda row: row.position, width=145),
    Column("status", "Статус", lambda row: words.status_badge(row).text, width=142, badge=words.status_badge),
    Column("subjects", "Предметы", lambda row: ", ".join(row.subjects), width=130),
    Column("competence_areas", "Компетенции", words.competences, width=190, tooltip=words.competences),
    Column("mentoring_form", "Форма", lambda row: row.mentoring_form, width=160, visible=False),
    Column("free", "Свободно мест", lambda row: row.free, kind="number", width=110, visible=False),
    Column("mentees_name", "Кого ведёт", lambda row: ", ".join(row.mentees_name), width=200, visible=False),
    Column("qualification_category", "Категория",
           lambda row: code_label(row.qualification_category, QUALIFICATION_CATEGORY), width=130, visible=False),
    Column("experience_years", "Стаж, лет", lambda row: row.experience_years, kind="number", width=90, visible=False),
    Column("phone", "Телефон", lambda row: phone_text(row.phone), width=150, visible=False),
    Column("email", "Эл. почта", lambda row: row.email, width=190, visible=False),
    Column("kind", "Кто это", lambda row: code_label(row.kind, PERSON_KIND), width=150, visible=False),
    Column("workplace", "Место работы", lambda row: row.workplace, width=200, visible=False),
    Column("competencies", "Основные компетенции", lambda row: row.competencies, width=220, visible=False),
    Column("achievements", "Достижения", lambda row: row.achievements, width=220, visible=False),
    Column("interests", "Интересы", lambda row: row.interests, width=180, visible=False),
    Column("desired_mentee_age", "Желаемый возраст", lambda row: row.desired_mentee_age, width=150, visible=False),
    Column("time_resource", "Ресурс времени", lambda row: row.time_resource, width=160, visible=False),
    Column("program_entry_date", "В программе с", lambda row: row.program_entry_date, kind="date", width=120,
           visible=False),
    Column("birth_date", "Дата рождения", lambda row: row.birth_date, kind="date", width=120, visible=False),
    Column("education", "Образование", lambda row: row.education, width=200, visible=False),
    Column("mentor_note", "Примечание", lambda row: row.mentor_note or row.note, width=200, visible=False),
    Column("archived_on", "В архиве с", lambda row: row.archived_on, kind="date", width=110, visible=False),
)  # fmt: skip

CHIPS: tuple[Chip[MentorRow], ...] = (
    Chip("free", "Есть места", words.has_places, "free", "Кому ещё можно дать наставляемого"),
    Chip("consents", "Без согласия", words.lacks_consents, "consents", "Для приказа не хватает согласия наставника"),
    Chip("external", "Внешние", words.is_external, "external", "Из другой организации"),
    Chip("reserve", "В резерве", words.is_reserve, "reserve"),
    Chip("unread", "Не распознано", lambda row: bool(row.raw or row.mentor_raw), "unread",
         "При загрузке из файла остался текст, который программа не поняла"),
    Chip("archive", "Архив", words.is_archived, "archive", "Те, кого убрали в архив", hides=True),
)  # fmt: skip
