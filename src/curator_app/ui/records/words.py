"""Values of the journal as a person reads them: codes, dates, yes and no in Russian."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from curator_app.domain.codes import ConsentKind, PairEventKind, PairEventSide
from curator_app.texts import labels
from curator_app.texts.grammar import counted
from curator_app.texts.pair_words import PAIR_EVENT_KIND, PAIR_EVENT_SIDE
from curator_app.texts.phone import phone_text

_GENDER = {"m": "мужской", "f": "женский"}
_CASES = {
    "genitive": "родительный",
    "dative": "дательный",
    "accusative": "винительный",
    "instrumental": "творительный",
    "prepositional": "предложный",
}
# Codes of one field, whatever the record: the lists have no code in common with another meaning.
_CODES: dict[str, Mapping[Any, str]] = {
    "kind": {**labels.PERSON_KIND, **labels.CONSENT_KIND, **PAIR_EVENT_KIND},
    "side": PAIR_EVENT_SIDE,
    "status": {**labels.MENTOR_STATUS, **labels.PAIR_STATUS, **labels.REQUEST_STATUS},
    "gender": _GENDER,
    "qualification_category": labels.QUALIFICATION_CATEGORY,
    "category": labels.MENTEE_CATEGORY,
    "source": labels.REQUEST_SOURCE,
    "closing_reason": labels.CLOSING_REASON,
    "area": labels.AREA,
    "grammatical_case": _CASES,
}
_YES_NO = frozenset(
    {"young_specialist", "indeclinable", "refused", "urgent", "subject_required", "mutual_choice", "hidden"}
)
_LABELS = {"grammatical_case": "Падеж"}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d).*)?")
PARTS: dict[str, tuple[str, str, str]] = {
    "person": ("человек", "человека", "человек"),
    "mentor": ("карточка наставника", "карточки наставников", "карточек наставников"),
    "mentee": ("карточка наставляемого", "карточки наставляемых", "карточек наставляемых"),
    "request": ("запрос", "запроса", "запросов"),
    "deficit": ("дефицит", "дефицита", "дефицитов"),
    "competence": ("компетенция", "компетенции", "компетенций"),
    "consent": ("согласие", "согласия", "согласий"),
    "pair": ("пара или группа", "пары и группы", "пар и групп"),
    "pair_event": ("запись из жизни пары", "записи из жизни пар", "записей из жизни пар"),
    "round_participant": ("участник встречи", "участника встречи", "участников встречи"),
    "order": ("приказ", "приказа", "приказов"),
    "wish": ("пожелание", "пожелания", "пожеланий"),
    "reply": ("ответ на анкету", "ответа на анкету", "ответов на анкету"),
    "catalogue_entry": ("строка списка", "строки списков", "строк списков"),
    "roadmap": ("дорожная карта", "дорожные карты", "дорожных карт"),
    "roadmap_item": ("строка дорожной карты", "строки дорожной карты", "строк дорожной карты"),
    "activity": ("мероприятие", "мероприятия", "мероприятий"),
    "activity_participant": ("участник мероприятия", "участника мероприятий", "участников мероприятий"),
    "academic_year": ("учебный год", "учебных года", "учебных лет"),
    "school": ("сведения о школе", "сведения о школе", "сведения о школе"),
    "pair_lock": ("закрепление", "закрепления", "закреплений"),
    "pair_ban": ("запрет пары", "запрета пар", "запретов пар"),
    "proposal_draft": ("вариант подбора", "варианта подбора", "вариантов подбора"),
    "acquaintance_round": ("встреча-знакомство", "встречи-знакомства", "встреч-знакомств"),
    "route": ("маршрут (ИОМ)", "маршрута (ИОМ)", "маршрутов (ИОМ)"),
    "route_step": ("шаг маршрута", "шага маршрутов", "шагов маршрутов"),
    "route_change": ("запись в истории маршрута", "записи в истории маршрутов", "записей в истории маршрутов"),
    "route_template": ("шаблон маршрута", "шаблона маршрутов", "шаблонов маршрутов"),
    "meeting": ("встреча", "встречи", "встреч"),
    "lesson_visit": ("посещение урока", "посещения уроков", "посещений уроков"),
    "task_mark": ("отметка задачи", "отметки задач", "отметок задач"),
    "own_task": ("своя задача", "своих задачи", "своих задач"),
    "deadline_rule": ("правило срока", "правила сроков", "правил сроков"),
    "calendar_day": ("день календаря", "дня календаря", "дней календаря"),
    "paper_template": ("формулировка документа", "формулировки документов", "формулировок документов"),
    "survey_wave": ("опрос", "опроса", "опросов"),
    "questionnaire": ("анкета", "анкеты", "анкет"),
    "monitoring_snapshot": ("срез мониторинга", "среза мониторинга", "срезов мониторинга"),
    "indicator_target": ("целевой показатель", "целевых показателя", "целевых показателей"),
    "school_fact": ("число школы", "числа школы", "чисел школы"),
    "practice": ("практика", "практики", "практик"),
    "publication": ("публикация", "публикации", "публикаций"),
    "contest": ("конкурс", "конкурса", "конкурсов"),
    "incentive": ("поощрение", "поощрения", "поощрений"),
    "agreement": ("соглашение", "соглашения", "соглашений"),
    "report_form": ("форма отчёта", "формы отчётов", "форм отчётов"),
    "sent_report": ("отправленный отчёт", "отправленных отчёта", "отправленных отчётов"),
    "order_draft": ("проект приказа", "проекта приказов", "проектов приказов"),
    "paper": ("документ реестра", "документа реестра", "документов реестра"),
    "acknowledgement": ("отметка об ознакомлении", "отметки об ознакомлении", "отметок об ознакомлении"),
    "attachment": ("приложенный файл", "приложенных файла", "приложенных файлов"),
    "template_version": ("прежняя формулировка", "прежние формулировки", "прежних формулировок"),
    "norm": ("правовая норма", "правовые нормы", "правовых норм"),
    "setting": ("настройка", "настройки", "настроек"),
}
# Rows that are told by the record they belong to.
SILENT_PARTS = frozenset(
    {
        "name_form",
        "order_pair",
        "paper_link",
        "pair_mentee",
        "proposal_draft_pair",
        "route_stage",
        "route_step_deficit",
        "wave_form",
        "wave_respondent",
    }
)


def field_words(field: str, value: object = None) -> str:
    """The name of a field of the journal; the kind of a consent is told apart from the kind of a person."""
    if field == "kind" and value in set(ConsentKind):
        return "Согласие"
    if field == "kind" and value in set(PairEventKind):
        return "Событие"
    if field == "side" and value in set(PairEventSide):
        return "По чьей инициативе"
    return _LABELS.get(field) or labels.field_label(field)


def told(field: str, value: object) -> str:
    """One value of ``field`` in words; «» for an empty one."""
    if value is None or value == "":
        return ""
    if field in _YES_NO:
        return "да" if value in {1, "1"} else "нет"
    if field == "phone":
        return phone_text(str(value))
    if isinstance(value, str):
        if field in _CODES:
            return labels.code_label(value, _CODES[field])
        if (date := _DATE.fullmatch(value)) is not None:
            year, month, day, hour, minute = date.groups()
            return f"{day}.{month}.{year}" + (f", {hour}:{minute}" if hour else "")
    return str(value)


def moment(at: dt.datetime, today: dt.date) -> str:
    """«сегодня, 9:05», «вчера, 16:30», «03.09.2026, 9:05»."""
    clock = f"{at.hour}:{at.minute:02d}"
    days = (today - at.date()).days
    if days == 0:
        return f"сегодня, {clock}"
    return f"вчера, {clock}" if days == 1 else f"{at:%d.%m.%Y}, {clock}"


def scope_words(touched: Mapping[str, int]) -> str:
    """«12 человек, 10 карточек наставников»: what an action touched, by kind."""
    return ", ".join(counted(touched[table], *words) for table, words in PARTS.items() if touched.get(table))
