"""Columns and chips of the list of mentees."""

from __future__ import annotations

from curator_app.services.rows import MenteeRow
from curator_app.texts.labels import CONSENT_KIND, code_label
from curator_app.texts.phone import phone_text
from curator_app.ui.common.chips import Chip
from curator_app.ui.common.table_model import Badge, Column
from curator_app.ui.requests import words


def _consents(row: MenteeRow) -> Badge:
    missing = len(row.missing_consents)
    return Badge("все есть", "ok") if not missing else Badge(f"нет {missing} из {len(row.needed_consents)}", "warn")


def _missing_told(row: MenteeRow) -> str:
    kinds = [code_label(kind, CONSENT_KIND) for kind in row.missing_consents]
    return "Не хватает согласий:\n" + "\n".join(f"— {kind}" for kind in kinds) if kinds else ""


COLUMNS: tuple[Column[MenteeRow], ...] = (
    Column("full_name", "ФИО", lambda row: row.full_name, width=232, strong=True),
    Column("state", "Наставник", lambda row: words.state_badge(row).text, width=155, badge=words.state_badge),
    Column("work", "Должность, класс", words.work, width=150),
    Column("wording", "Запрос", words.wording, width=128, tooltip=words.wording),
    Column("deficits", "Дефициты", words.deficit_words, width=112, tooltip=words.deficit_words),
    Column("consents", "Согласия", lambda row: len(row.missing_consents), lambda row: _consents(row).text,
           kind="number", width=110, align="left", badge=_consents, tooltip=_missing_told, searchable=False),
    Column("mentors_name", "Кто наставник", lambda row: ", ".join(row.mentors_name), width=150, visible=False),
    Column("category", "Категория", words.category, width=160, visible=False),
    Column("work_start_date", "Дата выхода", lambda row: row.work_start_date, kind="date", width=130, visible=False),
    Column("group", "Группа", lambda row: row.group, width=90, visible=False),
    Column("subjects", "Предметы", lambda row: ", ".join(row.subjects), width=160, visible=False),
    Column("mentoring_form", "Форма", lambda row: row.mentoring_form, width=150, visible=False),
    Column("program_entry_date", "В программе с", lambda row: row.program_entry_date, kind="date", width=120,
           visible=False),
    Column("birth_date", "Дата рождения", lambda row: row.birth_date, kind="date", width=120, visible=False),
    Column("experience_years", "Стаж, лет", lambda row: row.experience_years, kind="number", width=90, visible=False),
    Column("phone", "Телефон", lambda row: phone_text(row.phone), width=150, visible=False),
    Column("email", "Эл. почта", lambda row: row.email, width=180, visible=False),
    Column("workplace", "Место работы или учёбы", lambda row: row.workplace, width=200, visible=False),
    Column("mentor_name_raw", "Наставник (как в файле)", lambda row: row.mentor_name_raw, width=190, visible=False),
)  # fmt: skip

CHIPS: tuple[Chip[MenteeRow], ...] = (
    Chip("waiting", "Без наставника", words.needs_mentor, "state"),
    Chip("paired", "С наставником", lambda row: bool(row.mentors) and not row.archived, "state"),
    Chip("urgent", "Срочно", words.urgent, "urgent"),
    Chip("consents", "Нет согласия", lambda row: bool(row.missing_consents) and not row.archived, "consents"),
    Chip("pupils", "Обучающиеся", lambda row: row.kind == "pupil", "kind"),
    Chip("raw", "Есть нераспознанное", lambda row: bool(row.raw or row.mentee_raw), "raw",
         "При загрузке из файла остался текст, который программа не поняла"),
    Chip("archive", "Архив", lambda row: row.archived, "state"),
)  # fmt: skip
