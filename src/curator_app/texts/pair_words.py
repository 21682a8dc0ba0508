"""Words of what happens in the life of a pair."""

from __future__ import annotations

from curator_app.domain.codes import PairEventKind, PairEventSide

PAIR_EVENT_KIND = {
    PairEventKind.CORRECTION: "Корректировка по согласию сторон",
    PairEventKind.EXTENSION: "Согласовано продление",
    PairEventKind.PAUSE: "Приостановлена",
    PairEventKind.RESUMPTION: "Возобновлена",
    PairEventKind.RESIGNATION_REQUEST: "Заявление о сложении обязанностей",
    PairEventKind.REPLACEMENT_REQUEST: "Ходатайство о замене наставника",
    PairEventKind.EARLY_NOTICE: "Уведомление о досрочном прекращении",
    PairEventKind.REPLACEMENT: "Замена наставника",
    PairEventKind.ENDING: "Завершение",
}
PAIR_EVENT_SIDE = {
    PairEventSide.MENTOR: "наставник",
    PairEventSide.MENTEE: "наставляемый",
    PairEventSide.BOTH: "обе стороны",
    PairEventSide.CURATOR: "куратор",
}
WAITING_WORDS = {
    PairEventKind.EXTENSION: "продление согласовано: нужен приказ",
    PairEventKind.RESIGNATION_REQUEST: "наставник просит освободить",
    PairEventKind.REPLACEMENT_REQUEST: "просят заменить наставника",
    PairEventKind.EARLY_NOTICE: "вручено уведомление: нужен приказ",
}
"""What a pair that waits for an order is told by in the list."""
