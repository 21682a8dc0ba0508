"""What the card beside the list says: the whole life of one pair, or what can be done with several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Protocol

from curator_app.domain.codes import PairEventKind, PairStatus
from curator_app.services.pair_life.reading import EntryKind, LifeEntry, PairTimeline
from curator_app.services.rows import PairRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted
from curator_app.ui.common.card_content import Act, Bullet, Bullets, CardContent, Line, Part, PeriodBar, Prose, Section
from curator_app.ui.common.table_model import Badge
from curator_app.ui.pairs import facts, life
from curator_app.ui.pairs.life_acts import LifeActs

# Facts told as whole paragraphs.
_PROSE = {"Обоснование", "Мнение психолога", "Примечание"}
_ICONS: dict[EntryKind, str] = {
    "formed": "pair",
    "consent": "check-circle",
    "order": "document",
    "start": "play",
    "event": "mail",
    "pause": "clock",
    "mentor": "mentor",
    "meeting": "calendar",
    "end": "check",
}


class PairActs(Protocol):
    """What the buttons of the card do."""

    @property
    def life(self) -> LifeActs:
        """What can be done in the life of a running pair."""

    def make_order(self) -> None:
        """An order about the selected pairs."""

    def show_consents(self) -> None:
        """Consents of the selected pairs."""

    def edit(self) -> None:
        """Changes the current pair."""

    def end(self) -> None:
        """Ends the current pair."""

    def delete(self) -> None:
        """Puts the selected pairs into the bin."""

    def show_history(self) -> None:
        """What happened to the current pair."""

    def show_report(self) -> None:
        """«Отчёт наставника» about the current pair."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Shows a person or an order on its tab."""


def content(workspace: Workspace, rows: Sequence[PairRow], acts: PairActs) -> CardContent | None:
    """The card of the selected rows; None for none."""
    if not rows:
        return None
    return _one(workspace, rows[0], acts) if len(rows) == 1 else _several(rows, acts)


def _several(rows: Sequence[PairRow], acts: PairActs) -> CardContent:
    counts = (
        ("Готовы к приказу", sum(map(facts.is_ready, rows))),
        ("Без приказа", sum(map(facts.without_order, rows))),
        ("Не хватает согласий", sum(map(facts.lacks_consents, rows))),
        ("Закреплены", sum(map(facts.is_assigned, rows))),
        ("Завершены", sum(map(facts.is_ended, rows))),
    )
    people = {one for row in rows for one in row.mentees}
    return CardContent(
        f"Выбрано: {counted(len(rows), 'строка', 'строки', 'строк')}",
        subtitle=counted(len(people), "наставляемый", "наставляемых", "наставляемых"),
        actions=_actions(rows, acts),
        more=_more(rows, acts),
        sections=(Section("Из них", tuple(Line(words, str(number)) for words, number in counts if number)),),
        key=("pairs", tuple(row.id for row in rows)),
    )


def _one(workspace: Workspace, row: PairRow, acts: PairActs) -> CardContent:
    told = life.tell(workspace, row)
    group = "Группа" if row.is_group else "Пара"
    return CardContent(
        row.mentor_name,
        subtitle=f"{group}: наставник и {counted(len(row.mentees), 'наставляемый', 'наставляемых', 'наставляемых')}",
        badges=_badges(row),
        actions=_actions([row], acts),
        more=_more([row], acts),
        sections=(
            Section("Участники", (_people(row, acts),)),
            *_terms(told),
            Section("Согласия", tuple(_consents(told)), _consents_act(row, acts)),
            Section("Приказы", (_orders(row, told, acts),)),
            Section(
                "Жизнь пары", _life(told.timeline, workspace.clock.today(), acts), Act("История", acts.show_history)
            ),
        ),
        key=("pair", row.id),
    )


def _badges(row: PairRow) -> tuple[Badge, ...]:
    words, tone = facts.state_words(row)
    waiting = (Badge(facts.waiting_words(row), "danger"),) if facts.waits_for_order(row) else ()
    return (Badge(words, tone), *waiting, *(Badge(want, "warn") for want in facts.lacking(row)))


def _actions(rows: Sequence[PairRow], acts: PairActs) -> tuple[Act, ...]:
    actions: list[Act] = []
    if any(map(facts.without_order, rows)):
        ready = all(map(facts.is_ready, rows))
        actions.append(Act("Приказ…", acts.make_order, "document", "primary" if ready else ""))
    if any(map(facts.lacks_consents, rows)):
        actions.append(Act("Согласия…", acts.show_consents, "check-circle", "primary"))
    if len(rows) == 1:
        row = rows[0]
        if row.waits == PairEventKind.EXTENSION.value:
            actions.append(Act("Приказ о продлении…", lambda: acts.life.extend(row), "document", "primary"))
        elif facts.waits_for_order(row) and facts.has_order(row):
            actions.append(Act("Заменить наставника…", lambda: acts.life.replace(row), "refresh", "primary"))
        elif row.status == PairStatus.PAUSED.value:
            actions.append(Act("Возобновить…", lambda: acts.life.resume(row), "play", "primary"))
        actions.append(Act("Изменить…", acts.edit, "edit"))
    return tuple(actions)


def _more(rows: Sequence[PairRow], acts: PairActs) -> tuple[Act | None, ...]:
    ordered = any(map(facts.has_order, rows))
    entries: list[Act | None] = []
    if len(rows) == 1:
        ended = facts.is_ended(rows[0])
        why = "Эта пара уже завершена" if ended else ""
        entries += acts.life.entries(rows[0])
        entries += [None] if entries else []
        entries.append(Act("Отчёт наставника…", acts.show_report, "note"))
        entries += [Act("Завершить…", acts.end, "check", enabled=not ended, hint=why), None]
    why = "По паре издан приказ: завершите её или отмените приказ другим приказом" if ordered else ""
    entries.append(Act("Удалить", acts.delete, "trash", enabled=not ordered, hint=why))
    return tuple(entries)


def _people(row: PairRow, acts: PairActs) -> Bullets:
    mentor = Bullet(row.mentor_name, "наставник", do=partial(acts.open_record, "mentor", row.mentor), icon="mentor")
    mentees = tuple(
        Bullet(name, "наставляемый", do=partial(acts.open_record, "mentee", one), icon="mentee")
        for one, name in zip(row.mentees, row.mentees_name, strict=True)
    )
    left = tuple(
        Bullet(name, "вышел(а) из группы", do=partial(acts.open_record, "mentee", one), icon="minus")
        for one, name in zip(row.left_mentees, row.left_mentees_name, strict=True)
    )
    return Bullets((mentor, *mentees, *left))


def _terms(told: life.PairLife) -> tuple[Section, ...]:
    parts: list[Part] = [
        Prose(value, label) if label in _PROSE else Line(label, value, hint=told.term_hint if label == "Срок" else "")
        for label, value in told.facts
    ]
    if told.term_hint:
        parts.insert(1, Prose(told.term_hint))
    return (Section("Условия", tuple(parts)),)


def _consents(told: life.PairLife) -> list[Part]:
    parts: list[Part] = []
    for name, lines in groupby(told.consents, key=lambda line: line.person_name):
        bullets = tuple(map(_consent, lines))
        parts += [Prose(name), Bullets(bullets)]
    return parts


def _consent(line: life.ConsentLine) -> Bullet:
    kind = line.kind_label[:1].upper() + line.kind_label[1:]
    if line.tone == "ok":
        return Bullet(kind, line.words, icon="check-circle")
    return Bullet(kind, badge=Badge(line.words, line.tone), icon="minus")


def _consents_act(row: PairRow, acts: PairActs) -> Act | None:
    return Act("Отметить", acts.show_consents) if facts.lacks_consents(row) else None


def _orders(row: PairRow, told: life.PairLife, acts: PairActs) -> Bullets:
    outside = facts.order_words(row)
    if not told.orders and outside:
        return Bullets((Bullet(outside, "издан вне программы", icon="document"),))
    return Bullets(
        tuple(
            Bullet(
                f"№ {order.number} от {order.date:%d.%m.%Y}",
                order.type_label,
                None if order.status == "issued" else Badge(order.status_label, "warn"),
                partial(acts.open_record, "order", order.id),
                "document",
            )
            for order in told.orders
        ),
        empty="Приказа ещё нет.",
    )


def _life(timeline: PairTimeline, today: dt.date, acts: PairActs) -> tuple[Part, ...]:
    parts: list[Part] = []
    if timeline.start is not None and timeline.end is not None:
        parts.append(
            PeriodBar(
                timeline.start,
                timeline.end,
                today,
                tuple((one.first, one.last) for one in timeline.pauses),
                timeline.orders,
                timeline.meetings,
            )
        )
    parts.append(Bullets(tuple(_entry(one, acts) for one in timeline.entries), empty="Пока ничего не записано."))
    return tuple(parts)


def _entry(entry: LifeEntry, acts: PairActs) -> Bullet:
    do = None
    if entry.kind == "order" and entry.order is not None:
        do = partial(acts.open_record, "order", entry.order)
    elif entry.pair is not None:
        do = partial(acts.open_record, "pair", entry.pair)
    badge = Badge("отменён", "warn") if entry.cancelled else Badge("ждёт приказа", "danger") if entry.waits else None
    return Bullet(f"{entry.date:%d.%m.%Y}  {entry.text}", entry.note, badge, do, _ICONS[entry.kind])
