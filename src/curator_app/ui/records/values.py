"""Fields of the journal as a person reads them: names, codes, dates, yes and no in Russian."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from curator_app.domain.codes import Catalogue, FormKind, PaperStatus, TaskMarkState, WishSide
from curator_app.services.papers.registered import kind_label
from curator_app.texts import labels, monitoring_words, pair_words, roadmap_words, route_words, survey_words, terms
from curator_app.texts.grammar import counted
from curator_app.texts.phone import phone_text

_CASES = {
    "genitive": "родительный",
    "dative": "дательный",
    "accusative": "винительный",
    "instrumental": "творительный",
    "prepositional": "предложный",
}
Codes = dict[str, Mapping[Any, str]]
_AREAS: Codes = {"area": labels.AREA}
_SIDES = {WishSide.MENTOR: "наставник", WishSide.MENTEE: "наставляемый"}
_PEOPLE: Codes = {
    "kind": labels.PERSON_KIND,
    "status": labels.MENTOR_STATUS,
    "gender": {"m": "мужской", "f": "женский"},
    "qualification_category": labels.QUALIFICATION_CATEGORY,
    "category": labels.MENTEE_CATEGORY,
}
_SURVEYS: Codes = {
    "kind": survey_words.KIND,
    "role": survey_words.ROLE,
    "stage": survey_words.STAGE,
    "way": survey_words.WAY,
}
_OUTCOMES: Codes = {"kind": monitoring_words.INCENTIVE, "level": route_words.STEP_LEVEL}
_STEPS: Codes = {
    "stage": route_words.ROUTE_STAGE,
    "level": route_words.STEP_LEVEL,
    "status": route_words.STEP_STATUS,
    "anchor": route_words.ANCHOR,
    "responsible": route_words.RESPONSIBLE,
}
CODES: Final[dict[str, Codes]] = {
    **dict.fromkeys(("person", "mentor", "mentee"), _PEOPLE),
    "name_form": {"grammatical_case": _CASES},
    "competence": _AREAS,
    "deficit": _AREAS,
    "consent": {"kind": labels.CONSENT_KIND},
    "request": {"source": labels.REQUEST_SOURCE, "status": labels.REQUEST_STATUS},
    "pair": {"status": labels.PAIR_STATUS, "closing_reason": labels.CLOSING_REASON},
    "pair_event": {
        "kind": pair_words.PAIR_EVENT_KIND,
        "side": pair_words.PAIR_EVENT_SIDE,
        "reason": labels.CLOSING_REASON,
    },
    "wish": {"side": _SIDES},
    "round_participant": {"side": _SIDES},
    "route": {"status": route_words.ROUTE_STATUS},
    "route_stage": {"code": route_words.ROUTE_STAGE},
    "route_step": _STEPS,
    "route_change": {"kind": route_words.ROUTE_CHANGE_KIND},
    "meeting": {"kind": route_words.MEETING_KIND},
    "roadmap": {"columns": roadmap_words.COLUMN_SETS},
    "roadmap_item": {"status": roadmap_words.ROADMAP_STATUS},
    "activity": {
        "kind": roadmap_words.ACTIVITY_KIND,
        "status": roadmap_words.ACTIVITY_STATUS,
        "responsible": roadmap_words.RESPONSIBLE,
    },
    **dict.fromkeys(("questionnaire", "survey_wave", "wave_form", "wave_respondent", "reply"), _SURVEYS),
    **dict.fromkeys(("contest", "incentive"), _OUTCOMES),
    "report_form": {"kind": {FormKind.FORM: "форма с ячейками", FormKind.REGISTER: "таблица по людям"}},
    "paper": {
        "status": {
            PaperStatus.DRAFT: "проект",
            PaperStatus.SIGNED: "подписан",
            PaperStatus.CANCELLED: "отменён",
        }
    },
    "calendar_day": {"kind": terms.OWN_DAY},
    "task_mark": {
        "state": {
            TaskMarkState.DONE: "сделано",
            TaskMarkState.POSTPONED: "отложено",
            TaskMarkState.DROPPED: "не применимо",
        }
    },
    "catalogue_entry": {
        "catalogue": {
            Catalogue.SUBJECT: "предметы",
            Catalogue.POSITION: "должности",
            Catalogue.AREA: "области дефицитов",
            Catalogue.MENTORING_FORM: "формы наставничества",
            Catalogue.MENTORING_KIND: "виды наставничества",
            Catalogue.ROLE_MODEL: "ролевые модели",
            Catalogue.FOCUS: "направления",
        }
    },
}
"""Words of the closed lists by table and field; a word of the school's own stays as it is."""
_KINDS_OF_PAPERS = frozenset({("order", "type"), ("order_draft", "type"), ("paper", "kind")})
_OF_THE_PROGRAM = frozenset({("setting", "value"), ("attachment", "file_name"), ("report_form", "file_name")})
"""Fields with a Russian name whose values say nothing to a person: places and settings as the program keeps them."""
_YES_NO = frozenset(
    {
        *("young_specialist", "indeclinable", "refused", "urgent", "subject_required", "mutual_choice", "hidden"),
        *("avoid", "came", "enabled"),
    }
)
_LABELS: Final[dict[tuple[str, str], str]] = {
    ("name_form", "grammatical_case"): "Падеж",
    ("person", "kind"): "Кто это",
    ("consent", "kind"): "Согласие",
    ("pair_event", "kind"): "Событие",
    ("pair_event", "side"): "По чьей инициативе",
    ("round_participant", "side"): "Кто это",
    ("route_change", "kind"): "Что сделано",
    ("paper", "kind"): "Вид документа",
    ("questionnaire", "role"): "Кто отвечает",
    ("reply", "role"): "Кто отвечает",
    ("survey_wave", "stage"): "Когда проводится",
    ("task_mark", "state"): "Отметка",
    ("catalogue_entry", "catalogue"): "Список",
    ("indicator_target", "value"): "Целевое значение",
    ("school_fact", "value"): "Число",
    ("academic_year", "label"): "Учебный год",
    ("attachment", "added_on"): "Приложен",
    ("sent_report", "recipient"): "Кому",
    ("sent_report", "subject"): "Тема письма",
    ("paper_template", "text"): "Текст",
    ("template_version", "text"): "Текст",
}
_MANY: Final[dict[tuple[str, str], tuple[str, str, str]]] = {
    ("questionnaire", "questions"): ("вопрос", "вопроса", "вопросов"),
    ("survey_wave", "questions"): ("вопрос", "вопроса", "вопросов"),
    ("reply", "answers"): ("ответ", "ответа", "ответов"),
    ("meeting", "absent"): ("человек", "человека", "человек"),
    ("sent_report", "files"): ("файл", "файла", "файлов"),
}
"""Lists told by their number only."""
_TEMPLATES = frozenset({("paper_template", "text"), ("template_version", "text")})
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d).*)?")


def field_words(table: str, field: str) -> str | None:
    """The name of a field of a row; None for a field that only the program understands."""
    if (table, field) in _OF_THE_PROGRAM:
        return None
    words = _LABELS.get((table, field))
    if words is not None:
        return words
    if field == "kind":
        return "Вид"
    return labels.FIELDS.get(field)


def told(table: str, field: str, value: object) -> str:
    """One value of ``field`` as the journal keeps it, in words; «» for an empty one."""
    if value is None or value == "":
        return ""
    if field in _YES_NO:
        return "да" if value in {1, "1"} else "нет"
    if field == "phone":
        return phone_text(str(value))
    if (table, field) in _KINDS_OF_PAPERS:
        return kind_label(str(value))
    if not isinstance(value, str):
        return str(value)
    if (table, field) in _TEMPLATES:
        return counted(len(value), "знак", "знака", "знаков")
    if (codes := CODES.get(table, {}).get(field)) is not None:
        return labels.code_label(value, codes)
    if value[:1] in {"[", "{"}:
        return _several(table, field, value)
    if (date := _DATE.fullmatch(value)) is not None:
        year, month, day, hour, minute = date.groups()
        return f"{day}.{month}.{year}" + (f", {hour}:{minute}" if hour else "")
    return value


def _several(table: str, field: str, value: str) -> str:
    """A list or a dictionary of the journal (JSON)."""
    try:
        decoded = json.loads(value)
    except ValueError:
        return value  # a text that begins with a bracket
    if words := _MANY.get((table, field)):
        return counted(len(decoded), *words) if decoded else ""
    if isinstance(decoded, list):
        return ", ".join(str(one) for one in decoded)
    return "; ".join(f"{labels.field_label(name)}: {one}" for name, one in decoded.items())
