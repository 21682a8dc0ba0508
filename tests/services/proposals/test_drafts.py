"""States of a cell, settings, kept variants and acceptance; each one action that can be taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.services.proposals.school import ENDS, STARTS
from tests.services.proposals.test_gathering import mentee, mentor, request

from curator_app.domain.matching.weights import DEFAULT_ORDER, Tier, Weights
from curator_app.runtime.errors import InvalidInput, KnownProblem, NotFound
from curator_app.services import mentees, pairs, records
from curator_app.services.proposals import accepting, asking, cells, drafts, explaining, settings
from curator_app.services.proposals.accepting import Acceptance, accept
from curator_app.services.proposals.proposing import propose
from curator_app.services.workspace import Workspace

HOW = Acceptance(start_date=STARTS, end_date=ENDS)


def two_and_two(base: Workspace) -> tuple[int, int, int, int]:
    """Two mentors of one place, two mentees; everybody suits everybody."""
    people = mentor(base, "Абрамова", capacity=1), mentor(base, "Белова", capacity=1)
    asking_ = mentee(base, "Волкова"), mentee(base, "Громова")
    for one in asking_:
        request(base, one, date="2026-09-01")
    return (*people, *asking_)


def who(base: Workspace) -> dict[int, int]:
    return {one.mentee: one.mentor for one in propose(base).pairs}


def test_a_cell_is_locked_banned_and_free_again(base: Workspace) -> None:
    abramova, belova, volkova, gromova = two_and_two(base)
    cells.lock(base, belova, volkova)
    assert who(base) == {volkova: belova, gromova: abramova}
    cells.ban(base, belova, volkova, "конфликт")
    assert who(base) == {volkova: abramova, gromova: belova}
    assert records.list_records(base, "lock") == []
    assert propose(base).bans == {(belova, volkova): "конфликт"}
    cells.lock(base, belova, volkova)
    assert records.list_records(base, "ban") == []
    cells.free(base, belova, volkova)
    assert propose(base).locks == propose(base).bans == {}
    base.undo()
    assert who(base)[volkova] == belova


def test_a_lock_beyond_capacity_and_of_oneself_is_refused(base: Workspace) -> None:
    abramova, _, volkova, gromova = two_and_two(base)
    cells.lock(base, abramova, volkova)
    with pytest.raises(KnownProblem, match=r"Абрамова А\.П\. мест: 1"):
        cells.lock(base, abramova, gromova)
    with pytest.raises(KnownProblem):
        cells.lock(base, abramova, abramova)
    with pytest.raises(NotFound):
        cells.lock(base, volkova, gromova)


def test_a_lock_of_one_of_a_group_needs_places_for_all(base: Workspace) -> None:
    one = mentor(base, "Абрамова", capacity=1)
    first, second = mentee(base, "Волкова", group="Г"), mentee(base, "Громова", group="Г")
    request(base, first)
    request(base, second)
    with pytest.raises(KnownProblem, match="мест: 1"):
        cells.lock(base, one, first)


def test_settings_are_kept_and_nonsense_is_refused(base: Workspace) -> None:
    order = (Tier.COVERAGE, Tier.WISHES, Tier.DEFICITS, *DEFAULT_ORDER[3:])
    chosen = settings.MatchingSettings(tiers=order, weights=Weights(urgent=5, areas={"digital": 2}), group_limit=6)
    settings.save_settings(base, chosen)
    assert settings.get_settings(base) == chosen
    assert propose(base).tiers == order
    base.undo()
    assert settings.get_settings(base) == settings.MatchingSettings()
    for wrong in (
        replace(chosen, tiers=order[1:]),
        replace(chosen, group_limit=1),
        replace(chosen, weights=Weights(mutual=5000)),
    ):
        with pytest.raises(InvalidInput):
            settings.save_settings(base, wrong)
    assert settings.from_plain({"tiers": ["x"], "weights": {"urgent": -1}}) == settings.MatchingSettings()


def test_variants_are_compared_and_the_last_one_is_kept_to(base: Workspace) -> None:
    abramova, belova, volkova, gromova = two_and_two(base)
    before = propose(base)
    first = drafts.save_draft(base, before, "Первый")
    swapped = {one.request: belova if one.mentor == abramova else abramova for one in before.pairs}
    second = drafts.save_draft(base, before, "Второй", mentor_of=swapped)
    assert {one.request: one.mentor for one in propose(base).pairs} == swapped
    assert propose(base, draft=first).mentor_of == before.mentor_of
    told = drafts.compare_drafts(base, first, second)
    assert (len(told.moved), told.gained, told.lost, told.same) == (2, (), (), 0)
    assert {(one.mentee_name, one.before_name, one.after_name) for one in told.moved} == {
        ("Волкова А.П.", "Абрамова А.П.", "Белова А.П."),
        ("Громова А.П.", "Белова А.П.", "Абрамова А.П."),
    }
    records.set_records(base, "mentor", [{"id": belova, "capacity": 0}])
    now = drafts.compare_with(base, second, propose(base))
    assert (len(now.lost), len(now.gained)) == (1, 0)
    assert [one.title for one in drafts.list_drafts(base)] == ["Второй", "Первый"]
    assert [(one.requests, one.paired) for one in drafts.list_drafts(base)] == [(2, 2), (2, 2)]
    drafts.rename_draft(base, second, "Лучший")
    with pytest.raises(InvalidInput):
        drafts.rename_draft(base, second, "Первый")
    drafts.delete_draft(base, first)
    with pytest.raises(NotFound):
        drafts.read_draft(base, first)
    base.undo()
    assert drafts.read_draft(base, first).mentor_of == before.mentor_of
    assert {volkova, gromova} == {one.mentee for one in drafts.read_draft(base, first).pairs}


def test_the_whole_proposal_is_accepted_in_one_action(base: Workspace) -> None:
    knows = mentor(
        base, "Абрамова", capacity=3, subjects=["Химия"], competence_areas=[{"area": "digital", "level": 3}],
        mentoring_form="педагог – педагог",
    )  # fmt: skip
    group = [mentee(base, one, group="Г", mentoring_form="педагог – педагог") for one in ("Волкова", "Громова")]
    for one in group:
        request(base, one, deficits=[{"area": "digital", "severity": 2}], subject="химия")
    alone = mentee(base, "Дунаева")
    single = request(base, alone)
    records.add_records(
        base, "wish", [{"side": side, "mentor": knows, "mentee": alone, "rank": 1} for side in ("mentor", "mentee")]
    )
    ids = accept(base, propose(base), HOW)
    rows = {row.id: row for row in pairs.list_pairs(base)}
    together, other = rows[ids[0]], rows[ids[1]]
    assert (set(together.mentees), together.status) == (set(group), "ready")
    assert together.justification == (
        "Компетенции наставника соответствуют дефицитам наставляемых: цифровая; общий предмет — Химия."
    )
    assert (together.subject, together.mentoring_form, together.mutual_choice) == ("химия", "педагог – педагог", False)
    assert (other.mentees, other.mutual_choice, other.justification) == ((alone,), True, "Выбор взаимный.")
    assert {row.status for row in mentees.list_requests(base)} == {"in_work"}
    after = propose(base)
    assert (after.requests, after.mentors[0].capacity_left) == ((), 0)
    base.undo()
    assert pairs.list_pairs(base) == []
    assert {row.status for row in mentees.list_requests(base)} == {"new"}
    assert len(propose(base).requests) == 3
    with pytest.raises(KnownProblem, match="целиком"):
        accept(base, propose(base), replace(HOW, requests=[propose(base).requests[0].id]))
    assert len(accept(base, propose(base), replace(HOW, requests=[single]))) == 1


def test_a_stale_variant_is_not_accepted(base: Workspace) -> None:
    abramova, belova, volkova, gromova = two_and_two(base)
    proposal = propose(base)
    kept = drafts.read_draft(base, drafts.save_draft(base, proposal, "Вариант"))
    cells.ban(base, abramova, volkova, "конфликт")
    with pytest.raises(KnownProblem, match="пара запрещена"):
        accept(base, kept.mentor_of, HOW)
    base.undo()
    with pytest.raises(KnownProblem, match="места"):
        accept(base, dict.fromkeys(kept.mentor_of, abramova), HOW)
    records.set_records(base, "mentor", [{"id": belova, "status": "left"}])
    with pytest.raises(KnownProblem, match="больше не наставник"):
        accept(base, kept.mentor_of, HOW)
    base.undo()
    with pytest.raises(InvalidInput):
        accept(base, kept.mentor_of, replace(HOW, end_date=STARTS - dt.timedelta(days=1)))
    with pytest.raises(KnownProblem, match="Принимать нечего"):
        accept(base, kept.mentor_of, replace(HOW, requests=[]))
    accept(base, kept.mentor_of, HOW)
    with pytest.raises(KnownProblem, match="устарел"):
        accept(base, kept.mentor_of, HOW)
    assert {gromova, volkova} == {one for row in pairs.list_pairs(base) for one in row.mentees}


def test_why_not(base: Workspace) -> None:
    abramova, belova, volkova, gromova = two_and_two(base)
    now = who(base)
    proposal = propose(base)
    same = asking.ask_why_not(proposal, now[volkova], volkova)
    assert (same.possible, same.displaced, same.words) == (True, (), ("Эта пара и так предложена.",))
    other = asking.ask_why_not(proposal, now[gromova], volkova)
    assert (other.possible, other.score) == (True, 0)
    assert {(one.mentee, one.after) for one in other.displaced} == {(volkova, now[gromova]), (gromova, now[volkova])}
    cells.ban(base, belova, volkova, "родственники")
    banned = asking.ask_why_not(propose(base), belova, volkova)
    assert (banned.possible, banned.reason) == (False, "пара запрещена куратором (родственники)")
    records.set_records(base, "mentor", [{"id": abramova, "capacity": 0}])
    full = asking.ask_why_not(propose(base), abramova, gromova)
    assert (full.possible, "мест" in full.reason) == (False, True)
    for wrong in ((999, volkova), (abramova, 999)):
        with pytest.raises(NotFound):
            asking.ask_why_not(propose(base), *wrong)
    silent = mentee(base, "Зимина")
    assert "нет открытого запроса" in asking.ask_why_not(propose(base), belova, silent).reason


def test_who_would_be_displaced_is_told_with_the_loss(base: Workspace) -> None:
    only = mentor(base, "Абрамова", capacity=1, competence_areas=["digital"])
    needs, other = mentee(base, "Волкова"), mentee(base, "Громова")
    request(base, needs, urgent=True, deficits=[{"area": "digital", "severity": 3}])
    request(base, other)
    proposal = propose(base)
    answer = asking.ask_why_not(proposal, only, other)
    assert (answer.coverage, answer.tiers[Tier.DEFICITS]) == (2, 6)
    assert {(one.mentee, one.before, one.after) for one in answer.displaced} == {
        (needs, only, None),
        (other, None, only),
    }
    assert answer.words[0].startswith("охват: −2")
    cause = explaining.explain_unmatched(proposal)
    assert [one.cause for one in cause.values()] == ["2 запроса на 1 место у Абрамовой."]


def test_more_mutual_wishes_for_less_fit(base: Workspace) -> None:
    abramova = mentor(base, "Абрамова", capacity=1, competence_areas=[{"area": "digital", "level": 3}])
    belova = mentor(base, "Белова", capacity=1)
    volkova, gromova = mentee(base, "Волкова"), mentee(base, "Громова")
    request(base, volkova, deficits=[{"area": "digital", "severity": 3}])
    request(base, gromova)
    pairs_ = [(abramova, gromova), (belova, volkova)]
    records.add_records(
        base,
        "wish",
        [{"side": side, "mentor": a, "mentee": b, "rank": 1} for a, b in pairs_ for side in ("mentor", "mentee")],
    )
    proposal = propose(base)
    assert {(one.mentor, one.mentee) for one in explaining.unfulfilled(proposal)} == set(pairs_)
    choice = explaining.exchanges(proposal)
    assert [(one.given_up, one.mutual) for one in choice] == [(0, 0), (100, 2)]
    assert len(choice[1].moved) == 2


def test_an_explanation_says_every_tier_and_the_substitute(base: Workspace) -> None:
    two_and_two(base)
    records.set_records(base, "mentor", [{"id": 1, "capacity": 2}])
    told = explaining.explain_pairs(propose(base))
    for one in told.values():
        assert list(one.words) == list(DEFAULT_ORDER)
        assert all(one.words.values())
        assert one.missing
    assert {one.substitute_words for one in told.values()} == {
        "равноценная замена: Абрамова А.П.",
        "равноценная замена: Белова А.П.",
    }


def test_gaps_send_to_a_centre_or_partner(base: Workspace) -> None:
    mentor(base, "Абрамова", competence_areas=["digital"])
    request(base, mentee(base, "Волкова"), deficits=[{"area": "communicative", "severity": 3}])
    (gap,) = explaining.school_gaps(propose(base))
    assert (gap.area, gap.kind, gap.mentees) == ("communicative", "nobody", ("Волкова А.П.",))
    assert "ЦНППМ" in gap.words


def test_nothing_but_the_plan_is_reckoned_before_it_is_asked_for(base: Workspace) -> None:
    two_and_two(base)
    beats: list[int] = []
    propose(base, pulse=lambda: beats.append(1))
    assert beats
    assert accepting.Acceptance(start_date=STARTS, end_date=ENDS).requests is None
