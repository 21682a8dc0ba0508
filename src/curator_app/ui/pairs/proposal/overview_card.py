"""The card of the whole proposal: how many are served, who is not and why, wishes, gaps of the school."""

from __future__ import annotations

from functools import partial

from curator_app.services.proposals.explaining import Unfulfilled
from curator_app.texts.grammar import counted
from curator_app.ui.common.card_content import Bullet, Bullets, CardContent, MeterLine, Part, Prose, Section
from curator_app.ui.common.table_model import Badge, Meter
from curator_app.ui.pairs.facts import period_words
from curator_app.ui.pairs.proposal.acts import ProposalActs
from curator_app.ui.pairs.proposal.solved import Solved

_MOST = 7


def overview_content(solved: Solved, acts: ProposalActs) -> CardContent:
    """The card."""
    proposal = solved.proposal
    served, all_ = len(proposal.pairs), len(proposal.requests)
    planned = proposal.planned
    period = period_words(planned.start, planned.end)
    return CardContent(
        title="Предложение: " + counted(served, "пара", "пары", "пар"),
        subtitle=f"Начало пар: {period}" if period else "",
        badges=tuple(_badges(solved)),
        sections=(
            Section("Охват", (MeterLine("С наставником", Meter(served, all_)), *_urgent(solved))),
            Section(_with_count("Без наставника", len(solved.unmatched)), (_left_out(solved, acts),)),
            Section(_with_count("Несбывшиеся взаимные пожелания", len(solved.unfulfilled)), (_wishes(solved, acts),)),
            Section(_with_count("Этого у нас никто не закроет", len(solved.gaps)), _gaps(solved)),
            Section("Обратите внимание", tuple(Prose(note) for note in proposal.notes)),
            Section("Как пользоваться", (_how(),)),
        ),
        key="overview",
    )


def _with_count(words: str, number: int) -> str:
    return f"{words}: {number}" if number else words


def _badges(solved: Solved) -> list[Badge]:
    proposal = solved.proposal
    badges = []
    if proposal.requests and not proposal.unmatched:
        badges.append(Badge("все запросы обеспечены", "ok"))
    elif proposal.unmatched:
        badges.append(Badge(f"без наставника: {len(proposal.unmatched)}", "danger"))
    swaps = sum(one.interchangeable for one in solved.explained.values())
    if swaps:
        badges.append(Badge(f"с равноценной заменой: {swaps}", "neutral"))
    if not proposal.proven:
        badges.append(Badge("лучшее из найденного", "warn"))
    return badges


def _urgent(solved: Solved) -> tuple[Part, ...]:
    urgent = [one for one in solved.proposal.requests if one.urgent]
    if not urgent:
        return ()
    served = sum(one.id in solved.proposal.mentor_of for one in urgent)
    return (MeterLine("Срочные", Meter(served, len(urgent))),)


def _left_out(solved: Solved, acts: ProposalActs) -> Bullets:
    rows = [
        Bullet(
            solved.proposal.request[number].full_name,
            one.cause,
            do=partial(acts.go_to_request, number),
            icon="error",
        )
        for number, one in solved.unmatched.items()
    ]
    if len(rows) > _MOST:
        rest = counted(len(rows) - _MOST, "запрос", "запроса", "запросов")
        rows = [*rows[:_MOST], Bullet(f"и ещё {rest}: они отмечены красным на карте")]
    return Bullets(tuple(rows), empty="Все запросы получают наставника." if solved.proposal.requests else "")


def _wishes(solved: Solved, acts: ProposalActs) -> Bullets:
    rows = [_wish(solved, one, acts) for one in solved.unfulfilled]
    wishes = solved.proposal.plan.problem.wishes.mutual
    empty = "Все взаимные пожелания сбываются." if wishes else "Взаимных пожеланий не внесено."
    return Bullets(tuple(rows[:_MOST]), empty=empty)


def _wish(solved: Solved, one: Unfulfilled, acts: ProposalActs) -> Bullet:
    own = solved.proposal.requests_of.get(one.mentee, ())
    note = one.reason if not one.possible else ""
    go = (lambda: acts.go_to((one.mentor, own[0].id))) if own else None
    return Bullet(f"{one.mentor_name} — {one.mentee_name}", note, do=go, icon="star")


def _gaps(solved: Solved) -> tuple[Part, ...]:
    rows = tuple(Bullet(one.words, ", ".join(one.mentees[:_MOST]), icon="target") for one in solved.gaps)
    if not rows:
        return (Prose("Каждый дефицит кто-нибудь в школе закрывает."),) if solved.proposal.requests else ()
    return (Bullets(rows),)


def _how() -> Bullets:
    return Bullets(
        (
            Bullet("Щелчок по клетке — почему эта пара или почему нет", icon="help"),
            Bullet("Двойной щелчок или пробел — закрепить; подбор пересчитается сам", icon="lock"),
            Bullet("Ctrl+Z — вернуть как было", icon="undo"),
        )
    )
