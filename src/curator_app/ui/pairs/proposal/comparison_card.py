"""«Что изменилось» between two plans, as a card."""

from __future__ import annotations

from collections.abc import Sequence

from curator_app.services.proposals.drafts import Changed, Comparison
from curator_app.services.proposals.proposing import Proposal
from curator_app.texts.grammar import counted
from curator_app.ui.common.card_content import Bullet, Bullets, CardContent, Section
from curator_app.ui.common.table_model import Badge


def difference(before: Proposal, after: Proposal) -> Comparison:
    """What changes from one proposal to another of the same school."""
    moved: list[Changed] = []
    gained: list[Changed] = []
    lost: list[Changed] = []
    same = 0
    for request in after.requests:
        old, new = before.mentor_of.get(request.id), after.mentor_of.get(request.id)
        if old == new:
            same += 1
            continue
        change = Changed(
            request=request.id,
            mentee=request.mentee,
            mentee_name=request.name,
            before=old,
            before_name=None if old is None else before.mentor[old].name,
            after=new,
            after_name=None if new is None else after.mentor[new].name,
        )
        (gained if old is None else lost if new is None else moved).append(change)
    return Comparison(moved=tuple(moved), gained=tuple(gained), lost=tuple(lost), same=same)


def comparison_content(before: str, after: str, found: Comparison) -> CardContent:
    """The card; ``before`` and ``after`` name the two plans."""
    changed = len(found.moved) + len(found.gained) + len(found.lost)
    return CardContent(
        title="Что изменилось" if changed else "Ничего не изменилось",
        subtitle=f"было: {before}; стало: {after}",
        badges=(Badge(f"без изменений: {counted(found.same, 'запрос', 'запроса', 'запросов')}"),),
        sections=(
            _section("Получили наставника", found.gained),
            _section("Остались без наставника", found.lost),
            _section("Сменился наставник", found.moved),
        ),
        key=(before, after, changed),
    )


def _section(title: str, rows: Sequence[Changed]) -> Section:
    bullets = [Bullet(one.mentee_name, f"{one.before_name or 'никто'} → {one.after_name or 'никто'}") for one in rows]
    return Section(f"{title}: {len(rows)}", (Bullets(tuple(bullets)),))
