"""The bank of practices: a route told as a case without names (S1 ДК-5.1, S0-9), the bank as text for a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from curator_app.domain.codes import MenteeCategory, RouteStatus
from curator_app.models import Deficit, Mentee, Pair
from curator_app.services.catalogues import area_titles
from curator_app.services.outcome_rows import OutcomeRow
from curator_app.services.outcomes import PracticeData, name_finder
from curator_app.services.routes.reading import list_routes, read_card
from curator_app.services.routes.rows import RouteCard, RouteRow, StepRow
from curator_app.services.workspace import Workspace
from curator_app.texts.grammar import counted

_WHOM: Final = {
    MenteeCategory.YOUNG_SPECIALIST.value: "молодого специалиста",
    MenteeCategory.NEWCOMER.value: "нового сотрудника",
    MenteeCategory.DIFFICULTIES.value: "педагога",
    MenteeCategory.RETURNING.value: "педагога после перерыва в работе",
    MenteeCategory.NEW_POST.value: "педагога на новой должности",
    MenteeCategory.PUPIL.value: "обучающегося",
}
_ANYBODY: Final = "наставляемого"
_FOUND, _GONE = 1, 1
_MOST_ACTIONS, _MOST_RESULTS = 12, 6
_DAYS_IN_MONTH = 30.4


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseSource:
    """A route that a case can be written from. ``over``: it has been completed."""

    route: RouteRow
    over: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """A difficulty with its severity before and after."""

    title: str
    before: int
    after: int | None


def case_sources(workspace: Workspace) -> list[CaseSource]:
    """Routes with at least one step done, the completed ones first, the latest first."""
    rows = [row for row in list_routes(workspace) if row.progress.done]
    found = [CaseSource(route=row, over=row.status == RouteStatus.COMPLETED.value) for row in rows]
    return sorted(found, key=lambda one: (not one.over, -one.route.end_date.toordinal(), one.route.id))


def case_of_route(workspace: Workspace, route_id: int) -> PracticeData:
    """A practice written from the difficulties, the steps done and what they brought; whatever names somebody of the
    base is left out. To be looked through and saved by the curator. Raises NotFound."""
    today = workspace.clock.today()
    with workspace.read() as session:
        card = read_card(session, route_id, today)
        clean = _cleaner(session)
        mentee = session.get_one(Mentee, card.route.mentee)
        pair = None if card.route.pair is None else session.get(Pair, card.route.pair)
        changes = _changes(session, card)
    whose = _WHOM.get(mentee.category or "", _ANYBODY)
    difficulties = clean(one.title for one in changes)
    return PracticeData(
        title=_title(whose, difficulties),
        date=today,
        mentoring_form=None if pair is None else pair.mentoring_form,
        problem=_problem(whose, difficulties),
        goal=_goal(card, clean, difficulties),
        actions=_lines(_actions(card, clean)),
        result=_lines(_results(card, clean, changes)),
        conditions=_lines(_conditions(card, clean, pair)),
        route=route_id,
    )


def site_text(rows: Sequence[OutcomeRow]) -> str:
    """The practices as plain text to be put on a site."""
    return "\n\n\n".join(_site_text(row.data) for row in rows)


def _site_text(data: PracticeData) -> str:
    parts = [data.title]
    if data.mentoring_form:
        parts.append(f"Форма наставничества: {data.mentoring_form}.")
    for heading, words in (
        ("Проблема", data.problem),
        ("Цель", data.goal),
        ("Что сделано", data.actions),
        ("Результат", data.result),
        ("Условия", data.conditions),
    ):
        if words:
            parts.append(f"{heading}\n{words}")
    if data.authors:
        parts.append(f"Авторы: {data.authors}")
    return "\n\n".join(parts)


# --- the case


_Cleaner = Callable[[Iterable[str | None]], list[str]]


def _cleaner(session: Session) -> _Cleaner:
    """Texts once each, in their order, without those that name anybody."""
    finder = name_finder(session)

    def clean(texts: Iterable[str | None]) -> list[str]:
        told = (" ".join((one or "").split()).rstrip(".;") for one in texts)
        return list(dict.fromkeys(one for one in told if one and not finder.find(f"{one}.")))

    return clean


def _changes(session: Session, card: RouteCard) -> list[_Change]:
    titles = area_titles(session)
    query = select(Deficit).where(Deficit.id.in_({one.id for one in card.deficits})).order_by(Deficit.severity.desc())
    return [
        _Change(one.text or titles.get(one.area, one.area), one.severity, one.severity_after)
        for one in session.scalars(query.order_by(Deficit.id))
        if one.severity >= _FOUND
    ]


def _title(whose: str, difficulties: Sequence[str]) -> str:
    about = f": «{_small(difficulties[0])}»" if difficulties else ""
    return f"Сопровождение {whose}{about}"


def _problem(whose: str, difficulties: Sequence[str]) -> str | None:
    if not difficulties:
        return None
    return f"Диагностика выявила затруднения {whose}: {'; '.join(_small(one) for one in difficulties)}."


def _goal(card: RouteCard, clean: _Cleaner, difficulties: Sequence[str]) -> str | None:
    if told := clean([card.route.goal]):
        return f"{told[0]}."
    return "Снять выявленные затруднения за время реализации маршрута." if difficulties else None


def _actions(card: RouteCard, clean: _Cleaner) -> list[str]:
    done = [step for step in card.steps if step.done]
    told = clean(_step_words(step) for step in done)[:_MOST_ACTIONS]
    held = [one for one in card.meetings if one.date <= card.route.end_date]
    if held:
        minutes = sum(one.duration_minutes or 0 for one in held)
        words = f"Встречи наставника и наставляемого: {len(held)}"
        told.append(
            f"{words}, всего {counted(round(minutes / 60), 'час', 'часа', 'часов')}" if minutes >= 30 else words
        )
    return told


def _step_words(step: StepRow) -> str:
    form = (step.form or "").strip()
    shown = form and form.casefold() not in step.content.casefold()
    return f"{step.content.rstrip('. ')} ({form})" if shown else step.content


def _results(card: RouteCard, clean: _Cleaner, changes: Sequence[_Change]) -> list[str]:
    told = [card.route.result] if card.route.result else []
    gone = [one.title for one in changes if one.after is not None and one.after <= _GONE < one.before]
    less = [one.title for one in changes if one.after is not None and _GONE < one.after < one.before]
    found = clean(told)
    for words, titles in (("Сняты затруднения", clean(gone)), ("Уменьшились затруднения", clean(less))):
        if titles:
            found.append(f"{words}: {'; '.join(_small(one) for one in titles)}")
    progress = card.route.progress
    found.append(f"Выполнено мероприятий маршрута: {progress.done} из {progress.total}")
    found += clean(step.result or step.expected_result for step in card.steps if step.done)[:_MOST_RESULTS]
    return list(dict.fromkeys(found))


def _conditions(card: RouteCard, clean: _Cleaner, pair: Pair | None) -> list[str]:
    months = max(1, round((card.route.end_date - card.route.start_date).days / _DAYS_IN_MONTH))
    told = [f"Срок: {counted(months, 'месяц', 'месяца', 'месяцев')}"]
    if pair is not None and pair.mentoring_kind:
        told.append(f"Вид наставничества: {pair.mentoring_kind}")
    if mode := clean([card.route.mode]):
        told.append(f"Режим: {_small(mode[0])}")
    if resources := clean(step.resources for step in card.steps if step.done):
        told.append(f"Ресурсы: {'; '.join(_small(one) for one in resources[:_MOST_RESULTS])}")
    return told


def _small(words: str) -> str:
    """The first letter small, so that it goes on a sentence; an abbreviation stays."""
    return words[:1].lower() + words[1:] if len(words) > 1 and words[1].islower() else words


def _lines(lines: Sequence[str]) -> str | None:
    return "\n".join(f"{line}." for line in lines) or None
