"""Words of the screens of personal data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from curator_app.domain.codes import ErasureKind

ERASED: Final[Mapping[str, str]] = {
    ErasureKind.DESTROYED.value: "уничтожены",
    ErasureKind.DEPERSONALISED.value: "обезличены",
}
TABLES: Final[Mapping[str, str]] = {
    "person": "карточка человека",
    "mentor": "карточка наставника",
    "mentee": "карточка наставляемого",
    "request": "запрос",
    "deficit": "дефицит",
    "pair": "пара",
    "pair_event": "событие пары",
    "meeting": "встреча",
    "lesson_visit": "посещение урока",
    "route": "маршрут",
    "route_step": "шаг маршрута",
    "route_change": "история маршрута",
    "activity": "мероприятие",
    "activity_participant": "участник мероприятия",
    "roadmap": "дорожная карта",
    "roadmap_item": "строка дорожной карты",
    "own_task": "своя задача",
    "task_mark": "отметка задачи",
    "reply": "ответ на анкету",
    "practice": "практика",
    "publication": "публикация",
    "contest": "конкурс",
    "incentive": "поощрение",
    "consent": "согласие",
    "agreement": "соглашение",
    "order_draft": "проект приказа",
    "paper": "проект документа",
    "attachment": "приложенный файл",
    "sent_report": "отправленное письмо",
    "export_record": "журнал выгрузок",
    "dialog_draft": "несохранённый текст",
    "setting": "настройка",
    "school": "сведения о школе",
    "catalogue_entry": "строка списка",
    "paper_template": "формулировка документа",
    "acquaintance_round": "встреча-знакомство",
    "pair_ban": "запрет пары",
    "pair_lock": "закрепление пары",
    "proposal_draft": "вариант подбора",
}
