"""The card of one cell: why this pair, or what it would cost, or why the request is left out and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from curator_app.domain.matching.weights import Tier
from curator_app.services.proposals.asking import Answer
from curator_app.services.proposals.explaining import PairExplanation, pair_words
from curator_app.services.proposals.proposing import Proposal, ProposedPair
from curator_app.texts.proposal import TIER_NAMES
from curator_app.ui.common.card_content import (
    Act,
    BarLine,
    Bullet,
    Bullets,
    CardContent,
    Line,
    Part,
    Prose,
    Section,
)
from curator_app.ui.common.table_model import Badge
from curator_app.ui.pairs.heat_map import Cell, Mark
from curator_app.ui.pairs.proposal.acts import ProposalActs
from curator_app.ui.pairs.proposal.asked import Asked
from curator_app.ui.pairs.proposal.solved import Solved

_LEAST_BAR = 3  # a loss is seen however small
_OWN = (Tier.DEFICITS, Tier.WISHES, Tier.CONDITIONS)


def cell_content(solved: Solved, key: tuple[int, int], asked: Asked | None, acts: ProposalActs) -> CardContent:
    """The card. ``asked`` None: still being reckoned."""
    proposal = solved.proposal
    cell, mentor, request = solved.heat.cells[key], proposal.mentor[key[0]], proposal.request[key[1]]
    explained = solved.explained.get(request.id) if cell.proposed else None
    sections: list[Section] = []
    if explained is not None:
        sections += _why(proposal, explained, acts)
    if request.id in solved.unmatched:
        sections += _left_out(solved, request.id, asked, acts)
    if explained is None:
        sections += _why_not(proposal, key, asked, acts)
        if cell.fit is not None:
            sections.append(Section("Что даёт эта пара сама по себе", tuple(_own_bars(proposal, key))))
    sections.append(Section("Запрос", (Prose(request.wording), Line("Предмет", _subject(proposal, request.id)))))
    return CardContent(
        title=f"{mentor.name} → {request.name}",
        subtitle="Почему эта пара" if cell.proposed else "Почему не эта пара",
        badges=tuple(_badges(cell, urgent=request.urgent, group=request.group)),
        actions=tuple(_actions(cell, acts)),
        more=(
            Act("Карточка наставника", lambda: acts.open_person("mentor", mentor.id), "mentor"),
            Act("Карточка наставляемого", lambda: acts.open_person("mentee", request.mentee), "mentee"),
            None,
            Act("Ко всему подбору", acts.show_overview, "table"),
        ),
        sections=tuple(sections),
        key=("cell", *key),
    )


def own_lines(solved: Solved, key: tuple[int, int]) -> list[str]:
    """What speaks for a pair by itself, for the card beside the pointer."""
    if solved.heat.cells[key].fit is None:
        return []
    words = pair_words(solved.proposal, _as_pair(solved.proposal, key))
    return [words[tier] for tier in _OWN if words[tier]]


def _badges(cell: Cell, *, urgent: bool, group: str | None) -> list[Badge]:
    badges = []
    if cell.mark is Mark.LOCKED:
        badges.append(Badge("закреплено", "accent"))
    elif cell.mark is Mark.BANNED:
        badges.append(Badge("запрещено", "danger"))
    elif cell.fit is None:
        badges.append(Badge("нельзя", "neutral"))
    badges.append(Badge("предложено", "ok") if cell.proposed else Badge("не предложено", "neutral"))
    if urgent:
        badges.append(Badge("срочный запрос", "warn"))
    if group:
        badges.append(Badge(f"группа «{group}»", "info"))
    return badges


def _actions(cell: Cell, acts: ProposalActs) -> list[Act]:
    barred = cell.fit is None and cell.mark is Mark.FREE
    hint = f"Эту пару нельзя составить: {cell.reason}" if barred else ""
    lock = Act("Закрепить", lambda: acts.mark(Mark.LOCKED), "lock", hint=hint or "Пробел", enabled=not barred)
    ban = Act("Запретить…", lambda: acts.mark(Mark.BANNED), "ban", hint=hint, enabled=not barred)
    free = Act("Освободить", lambda: acts.mark(Mark.FREE), "undo", hint="Снять отметку (Del)")
    return {Mark.FREE: [lock, ban], Mark.LOCKED: [free, ban], Mark.BANNED: [free, lock]}[cell.mark]


def _why(proposal: Proposal, told: PairExplanation, acts: ProposalActs) -> list[Section]:
    pair = next(one for one in proposal.pairs if one.request == told.request)
    parts: list[Part] = []
    for tier, words in told.words.items():
        if tier in _OWN:
            parts.append(BarLine(_name(tier), _share(proposal, (told.mentor, told.request), tier), words))
        else:
            parts.append(Line(_name(tier), words))
    sections = [
        Section("Что даёт эта пара", tuple(parts)),
        Section("Места друг у друга", tuple(_ranks(told))),
    ]
    if told.substitute_words:
        swap = told.substitute
        go = None if swap is None else (lambda: acts.go_to((swap, told.request)))
        words = told.substitute_words[:1].upper() + told.substitute_words[1:]
        bullet = Bullet(words, "Оба решения одинаково хороши — выбирайте сами", do=go, icon="refresh")
        sections.append(Section("Другой выбор", (Bullets((bullet,)),)))
    if told.missing:
        rows = tuple(Bullet(f"{one.name}: согласие {one.kind_label}", icon="note") for one in told.missing)
        blanks = Act("Напечатать бланки", acts.show_blanks)
        sections.append(Section("До приказа не хватает", (Bullets(rows),), blanks))
    if pair.locked:
        reason = proposal.locks.get((pair.mentor, pair.mentee), "")
        sections.append(Section("Закреплено вами", (Prose(reason),)))
    return sections


def _ranks(told: PairExplanation) -> list[Part]:
    best, first = told.rank_of_mentor == 1, told.rank_of_mentee == 1
    return [
        Line("Для запроса", "лучший наставник" if best else f"наставник {told.rank_of_mentor}-й по пригодности"),
        Line("Для наставника", "лучший запрос" if first else f"запрос {told.rank_of_mentee}-й по пригодности"),
    ]


def _why_not(proposal: Proposal, key: tuple[int, int], asked: Asked | None, acts: ProposalActs) -> list[Section]:
    if asked is None:
        return [Section("Что изменится, если составить её", (Prose("Считаю…"),))]
    answer = asked.answer
    if answer is None:
        return []
    if not answer.possible:
        reason = answer.reason[:1].upper() + answer.reason[1:]
        return [Section("Эту пару составить нельзя", (Prose(reason + "."),))]
    sections = [Section("Что изменится, если составить её", tuple(_losses(proposal, answer)))]
    moved = [one for one in answer.displaced if one.request != key[1]]
    if moved:
        rows = tuple(
            Bullet(
                one.words,
                icon="error" if one.after is None else "refresh",
                do=partial(acts.go_to_request, one.request),
            )
            for one in moved
        )
        sections.append(Section("Кто сдвинется", (Bullets(rows),)))
    return sections


def _losses(proposal: Proposal, answer: Answer) -> list[Part]:
    """Tier by tier, most important first; a bar is the share of what the whole plan has there."""
    changed = [(tier, loss) for tier, loss in answer.tiers.items() if loss]
    if len(changed) != len(answer.words):
        return [Prose(words) for words in answer.words]
    whole = dict(zip(proposal.tiers, proposal.objective, strict=True))
    return [
        BarLine(
            _name(tier),
            max(_LEAST_BAR, min(100, round(100 * abs(loss) / (abs(whole[tier]) or 1)))),
            words.partition(": ")[2] or words,
            "danger" if loss > 0 else "ok",
        )
        for (tier, loss), words in zip(changed, answer.words, strict=True)
    ]


def _left_out(solved: Solved, request: int, asked: Asked | None, acts: ProposalActs) -> list[Section]:
    cause = solved.unmatched[request].cause
    sections = [Section("Почему запрос без наставника", (Prose(cause),))]
    if asked is None:
        sections.append(Section("Что поможет", (Prose("Ищу, что поможет…"),)))
    elif asked.repairs:
        rows = tuple(
            Bullet(repair.words, act=Act("Применить", partial(acts.apply, repair), kind="primary"))
            for repair in asked.repairs
        )
        sections.append(Section("Что поможет", (Bullets(rows),)))
    else:
        words = "Одной правкой подбора здесь не помочь: сначала устраните причину, названную выше."
        sections.append(Section("Что поможет", (Prose(words),)))
    return sections


def _own_bars(proposal: Proposal, key: tuple[int, int]) -> Sequence[BarLine]:
    words = pair_words(proposal, _as_pair(proposal, key))
    return [BarLine(_name(tier), _share(proposal, key, tier), words[tier]) for tier in proposal.tiers if tier in _OWN]


def _as_pair(proposal: Proposal, key: tuple[int, int]) -> ProposedPair:
    parts = {tier: _points(proposal, key, tier) if tier in _OWN else 0 for tier in proposal.tiers}
    mentee = proposal.request[key[1]].mentee
    return ProposedPair(request=key[1], mentee=mentee, mentor=key[0], locked=False, score=0, parts=parts)


def _points(proposal: Proposal, key: tuple[int, int], tier: Tier) -> int:
    model = proposal.plan.solution.model
    column = next(index for index, one in enumerate(model.requests) if one.id == key[1])
    row = next(index for index, one in enumerate(model.mentors) if one.id == key[0])
    return model.points[tier][column][row]


def _share(proposal: Proposal, key: tuple[int, int], tier: Tier) -> int:
    """Points of the pair as a share of the most any mentor brings this request."""
    model = proposal.plan.solution.model
    column = next(index for index, one in enumerate(model.requests) if one.id == key[1])
    most = max(model.points[tier][column], default=0)
    return round(100 * _points(proposal, key, tier) / most) if most else 0


def _name(tier: Tier) -> str:
    name = TIER_NAMES[tier]
    return name[:1].upper() + name[1:]


def _subject(proposal: Proposal, number: int) -> str:
    request = proposal.request[number]
    if not request.subject:
        return ""
    return request.subject + (" (обязательно)" if request.subject_required else "")
