"""Accepting a proposal or a kept variant: its pairs and groups become real, ready for the order, in one action."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from curator_app.domain.codes import PairStatus, RequestStatus
from curator_app.domain.matching.model import compile_model
from curator_app.domain.matching.periods import Period
from curator_app.models import Request
from curator_app.runtime.errors import KnownProblem
from curator_app.services import pairs
from curator_app.services.pairs import PairData
from curator_app.services.proposals.gathering import Gathered, gather
from curator_app.services.proposals.proposing import Proposal
from curator_app.services.proposals.sentences import justification
from curator_app.services.proposals.settings import read_settings
from curator_app.services.validation import Checker
from curator_app.services.workspace import Workspace
from curator_app.texts.collation import fold
from curator_app.texts.fit import OBSTACLES
from curator_app.texts.grammar import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """How the pairs will run. ``requests``: the ones accepted (None = all that have a mentor). ``mentoring_form``
    None: the form both sides name, where they agree."""

    start_date: dt.date
    end_date: dt.date
    requests: Collection[int] | None = None
    mentoring_form: str | None = None
    mentoring_kind: str | None = None
    role_model: str | None = None
    focus: str | None = None


def accept(workspace: Workspace, plan: Proposal | Mapping[int, int], how: Acceptance) -> list[int]:
    """Forms the chosen pairs of a proposal, or of a plan {request: mentor} such as a draft's; gives their numbers in
    the order of the mentors' names.

    Everything is looked at once more as the base stands now. Raises InvalidInput for dates, KnownProblem: a request
    that is no longer open, a pair that must not be any more, no place left, a group taken in part.
    """
    chosen = dict(plan.mentor_of if isinstance(plan, Proposal) else plan)
    if how.requests is not None:
        chosen = {request: mentor for request, mentor in chosen.items() if request in set(how.requests)}
    if not chosen:
        raise KnownProblem("Принимать нечего: ни одна пара не выбрана. Отметьте пары или пересчитайте подбор.")
    _dates(how)
    today = workspace.clock.today()
    with workspace.read() as session:
        gathered = gather(session, today, Period(how.start_date, how.end_date), read_settings(session))
    units = _units(gathered, chosen)
    _refuse_stale(gathered, chosen)
    prepared = []
    for mentor, requests in units:
        data = _data(gathered, mentor, requests, how)
        checker = Checker()
        prepared.append((data, pairs.checked(data, checker), requests))
        checker.done()
    with workspace.action(f"Принят подбор: {counted(len(units), 'пара', 'пары', 'пар')}") as session:
        ids = []
        for data, values, requests in prepared:
            pair = pairs.insert(session, data, {**values, "request_id": requests[0]}, PairStatus.READY.value)
            ids.append(pair.id)
            for number in requests:
                request = session.get_one(Request, number)
                if request.status == RequestStatus.NEW.value:
                    request.status = RequestStatus.IN_WORK.value
        return ids


def _dates(how: Acceptance) -> None:
    checker = Checker()
    start, end = checker.date("start_date", how.start_date), checker.date("end_date", how.end_date)
    checker.order("end_date", start, end)
    checker.done()


def _units(gathered: Gathered, chosen: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """(mentor, requests) of every pair and group to be formed."""
    asked = {one.id: one for one in gathered.problem.requests}
    gone = [one for one in chosen if one not in asked]
    if gone:
        told = counted(len(gone), "запрос", "запроса", "запросов")
        raise KnownProblem(f"Подбор устарел: {told} уже закрыты или обслуживаются другой парой. Пересчитайте подбор.")
    units: dict[tuple[int, int | str], list[int]] = {}
    for one in gathered.requests:
        if one.id in chosen:
            units.setdefault((chosen[one.id], asked[one.id].group or one.id), []).append(one.id)
    sizes = Counter(one.group for one in asked.values())
    for (_, label), requests in units.items():
        if isinstance(label, str) and len(requests) < sizes[label]:
            typed = gathered.world.mentees[asked[requests[0]].mentee.id].group
            raise KnownProblem(f"Группа «{typed}» принимается только целиком и к одному наставнику. Отметьте её всю.")
    order = {one.person.id: index for index, one in enumerate(gathered.mentors)}
    return sorted(
        ((mentor, requests) for (mentor, _), requests in units.items()), key=lambda unit: order.get(unit[0], -1)
    )


def _refuse_stale(gathered: Gathered, chosen: Mapping[int, int]) -> None:
    model = compile_model(replace(gathered.problem, locks=frozenset(), draft={}))
    position = {one.id: index for index, one in enumerate(model.mentors)}
    rooms = {one.id: one.free for one in model.mentors}
    placed: set[tuple[int, int | str]] = set()
    for index, request in enumerate(model.requests):
        mentor = chosen.get(request.id)
        if mentor is None:
            continue
        card = gathered.world.mentors.get(mentor)
        who = "наставник удалён" if card is None else card.person.name.surname_initials
        whom = gathered.world.mentees[request.mentee.id].person.name.surname_initials
        if mentor not in position:
            raise KnownProblem(f"Подбор устарел: {who} больше не наставник ({whom}). Пересчитайте подбор.")
        barred = model.obstacles[index].get(position[mentor])
        if barred:
            told = "; ".join(OBSTACLES[one] for one in barred)
            raise KnownProblem(f"Подбор устарел. {who} — {whom}: {told}. Пересчитайте подбор.")
        place = (request.mentee.id, request.group or request.id)
        if place not in placed:
            placed.add(place)
            rooms[mentor] -= 1
            if rooms[mentor] < 0:
                raise KnownProblem(
                    f"Подбор устарел: у наставника {who} на этот срок уже нет места. Пересчитайте подбор."
                )


def _data(gathered: Gathered, mentor: int, requests: list[int], how: Acceptance) -> PairData:
    world = gathered.world
    cards = [one for one in gathered.requests if one.id in requests]
    mentees = list(dict.fromkeys(one.mentee for one in cards))
    subjects = {fold(one.subject): one.subject for one in cards if one.subject}
    forms = {fold(form) for form in (world.mentors[mentor].form, *(world.mentees[one].form for one in mentees)) if form}
    agreed = world.mentors[mentor].form or next((f for one in mentees if (f := world.mentees[one].form)), None)
    return PairData(
        mentor=mentor,
        mentees=mentees,
        start_date=how.start_date,
        end_date=how.end_date,
        mentoring_form=how.mentoring_form or (agreed if len(forms) == 1 else None),
        mentoring_kind=how.mentoring_kind,
        role_model=how.role_model,
        focus=how.focus,
        subject=next(iter(subjects.values())) if len(subjects) == 1 else None,
        justification=justification(gathered, mentor, requests) or None,
        mutual_choice=all((mentor, one) in world.wishes.mutual for one in mentees),
    )
