"""Russian words of the closed lists, and of the fields of records: one place for screen, paper and sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curator_app.domain.codes import (
    Area,
    ClosingReason,
    ConsentKind,
    MenteeCategory,
    MentorStatus,
    PairStatus,
    PersonKind,
    QualificationCategory,
    RequestSource,
    RequestStatus,
)

GENDER = {"m": "м", "f": "ж"}
PERSON_KIND = {
    PersonKind.STAFF: "сотрудник",
    PersonKind.PUPIL: "обучающийся",
    PersonKind.EXTERNAL: "из другой организации",
}
QUALIFICATION_CATEGORY = {
    QualificationCategory.NONE: "без категории",
    QualificationCategory.CONFORMITY: "соответствие",
    QualificationCategory.FIRST: "первая",
    QualificationCategory.HIGHEST: "высшая",
    QualificationCategory.METHODIST: "педагог-методист",
    QualificationCategory.MENTOR: "педагог-наставник",
}
MENTOR_STATUS = {
    MentorStatus.POTENTIAL: "потенциальный",
    MentorStatus.SELECTED: "отобран",
    MentorStatus.APPOINTED: "назначен",
    MentorStatus.RESERVE: "в резерве",
    MentorStatus.LEFT: "выбыл",
}
MENTEE_CATEGORY = {
    MenteeCategory.YOUNG_SPECIALIST: "молодой специалист",
    MenteeCategory.NEWCOMER: "вновь принятый",
    MenteeCategory.DIFFICULTIES: "испытывает затруднения",
    MenteeCategory.RETURNING: "выходит после перерыва",
    MenteeCategory.NEW_POST: "меняет должность",
    MenteeCategory.PUPIL: "обучающийся",
    MenteeCategory.OTHER: "другое",
}
REQUEST_SOURCE = {
    RequestSource.SURVEY: "анкета",
    RequestSource.DIAGNOSIS: "диагностика",
    RequestSource.OBSERVATION: "наблюдение",
    RequestSource.CNPPM: "ЦНППМ",
    RequestSource.APPLICATION: "заявление",
}
REQUEST_STATUS = {
    RequestStatus.NEW: "новый",
    RequestStatus.IN_WORK: "в работе",
    RequestStatus.CLOSED: "снят",
    RequestStatus.PARTLY_CLOSED: "частично снят",
}
CONSENT_KIND = {
    ConsentKind.MENTORING: "на работу наставником",
    ConsentKind.MENTEE: "на участие в качестве наставляемого",
    ConsentKind.PERSONAL_DATA: "на обработку персональных данных",
    ConsentKind.PUBLICATION: "на распространение персональных данных",
    ConsentKind.PARENT: "родителя (законного представителя)",
}
PAIR_STATUS = {
    PairStatus.DRAFT: "черновик",
    PairStatus.READY: "готова к приказу",
    PairStatus.ASSIGNED: "закреплена",
    PairStatus.PAUSED: "приостановлена",
    PairStatus.COMPLETED: "завершена",
    PairStatus.TERMINATED: "прекращена",
}
CLOSING_REASON = {
    ClosingReason.PLAN_COMPLETED: "план мероприятий выполнен",
    ClosingReason.PARTICIPANTS_INITIATIVE: "инициатива наставника или наставляемого",
    ClosingReason.CURATOR_INITIATIVE: "инициатива куратора",
}
AREA = {
    Area.SUBJECT: "предметная",
    Area.METHODICAL: "методическая",
    Area.PSYCHOLOGICAL_PEDAGOGICAL: "психолого-педагогическая",
    Area.COMMUNICATIVE: "коммуникативная",
    Area.DIGITAL: "цифровая",
    Area.UPBRINGING: "воспитательная",
    Area.DOCUMENTATION: "ведение документации",
    Area.EXTRACURRICULAR: "внеурочная деятельность",
}

FIELDS = {
    "full_name": "Полное наименование",
    "short_name": "Сокращённое наименование",
    "founder": "Учредитель",
    "place": "Место составления",
    "address": "Адрес",
    "inn": "ИНН",
    "kpp": "КПП",
    "ogrn": "ОГРН",
    "phone": "Телефон",
    "email": "Эл. почта",
    "director": "Директор",
    "director_post": "Должность руководителя",
    "curator": "Куратор",
    "curator_order": "Приказ о назначении куратора",
    "order_number_suffix": "Окончание номера приказа",
    "municipal_body": "Муниципальный орган",
    "municipal_email": "Эл. почта муниципального органа",
    "working_week": "Рабочая неделя, дней",
    "young_max_years": "Молодой специалист: стаж не более, лет",
    "young_max_age": "Молодой специалист: возраст до, лет",
    "default_capacity": "Наставляемых у одного наставника",
    "surname": "Фамилия",
    "first_name": "Имя",
    "patronymic": "Отчество",
    "gender": "Пол",
    "birth_date": "Дата рождения",
    "birth_year": "Год рождения",
    "kind": "Кто это",
    "position": "Должность",
    "subjects": "Предметы",
    "qualification_category": "Категория",
    "experience_years": "Педагогический стаж, лет",
    "young_specialist": "Молодой специалист",
    "workplace": "Место работы или учёбы",
    "work_start_date": "Дата выхода на работу",
    "dismissal_date": "Дата увольнения",
    "class_name": "Класс",
    "building": "Корпус (здание)",
    "shift": "Смена",
    "education": "Образование",
    "note": "Примечание",
    "archived": "В архиве",
    "archived_on": "В архиве с",
    "deleted_at": "В корзине с",
    "indeclinable": "Не склонять",
    "capacity": "Может вести, человек",
    "competence_areas": "Компетенции",
    "competencies": "Основные компетенции",
    "achievements": "Важные для программы достижения",
    "interests": "Интересы",
    "desired_mentee_age": "Желаемый возраст наставляемых",
    "time_resource": "Ресурс времени",
    "program_entry_date": "Дата вхождения в программу",
    "mentoring_form": "Форма наставничества",
    "mentoring_kind": "Вид наставничества",
    "role_model": "Ролевая модель",
    "focus": "Направление наставничества",
    "status": "Статус",
    "category": "Категория наставляемого",
    "group": "Группа",
    "group_label": "Группа",
    "mentor_name_raw": "Наставник (как в файле)",
    "actualized_on": "Актуализировано",
    "mentee": "Наставляемый",
    "mentor": "Наставник",
    "mentees": "Наставляемые",
    "date": "Дата",
    "source": "Источник",
    "wording": "Запрос",
    "urgent": "Срочно",
    "subject": "Предмет",
    "subject_required": "Предмет обязателен",
    "deficits": "Дефициты",
    "area": "Область",
    "text": "Формулировка",
    "severity": "Выраженность",
    "severity_after": "Выраженность после",
    "level": "Уровень",
    "until": "Действует до",
    "withdrawn_on": "Отозвано",
    "refused": "Отказ",
    "person": "Человек",
    "side": "Чьё пожелание",
    "rank": "Место в списке",
    "avoid": "Не хотел(а) бы",
    "reason": "Причина",
    "start_date": "Начало",
    "end_date": "Окончание",
    "starts": "Начало",
    "ends": "Окончание",
    "closing_reason": "Причина завершения",
    "justification": "Обоснование",
    "psychologist_opinion": "Мнение психолога",
    "mutual_choice": "Взаимный выбор",
    "addendum_number": "Доп. соглашение, №",
    "addendum_date": "Доп. соглашение, дата",
    "order_number": "Приказ, №",
    "order_date": "Приказ, дата",
    "number": "Номер",
    "type": "Вид приказа",
    "title": "Название",
    "respondent": "Кто ответил",
    "raw": "Не распознано при импорте",
}


def code_label(code: str | None, words: Mapping[Any, str]) -> str:
    """The Russian word of a code, «» for None; a code of the school's own stays as it is."""
    if code is None:
        return ""
    word = words.get(code)
    return code if word is None else word


def field_label(field: str) -> str:
    """The Russian name of a field of a record."""
    return FIELDS.get(field, field)
