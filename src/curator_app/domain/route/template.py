"""Templates of routes as data: what a step says and when it falls, relative to an event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from curator_app.domain.codes import MenteeCategory, Responsible, RouteStageCode, StepLevel
from curator_app.domain.route.dating import Term

ANY_AREA = "*"
"""Instead of the code of an area: a deficit that no other step of the template works on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateStep:
    """A step of a template.

    ``areas``: the deficits it works on. ``only_for_deficit``: it is taken only when the mentee has such a deficit.
    """

    stage: str
    content: str
    form: str | None = None
    level: str | None = None
    expected_result: str | None = None
    resources: str | None = None
    report_document: str | None = None
    responsible: str | None = None
    term: Term
    areas: tuple[str, ...] = ()
    only_for_deficit: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteTemplateData:
    """A template. ``categories`` of mentees it is offered to first; ``months``: length when the pair gives no end."""

    code: str
    title: str
    description: str = ""
    categories: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    months: int = 9
    goal: str | None = None
    mode: str | None = None
    steps: tuple[TemplateStep, ...] = ()


def template_of(told: Mapping[str, Any]) -> RouteTemplateData:
    """A template from data. Raises ValueError for an unknown code, a missing field or one nobody knows."""
    known = {one.name for one in fields(RouteTemplateData)}
    _only_known(told, known)
    for name in ("code", "title"):
        if not str(told.get(name) or "").strip():
            raise ValueError(f"a template needs {name}")
    facts = {name: value for name, value in told.items() if name != "steps"}
    for name in ("categories", "forms"):
        facts[name] = tuple(facts.get(name) or ())
    _codes(facts["categories"], MenteeCategory)
    return RouteTemplateData(**facts, steps=tuple(_step(one) for one in told.get("steps") or ()))


def template_dict(template: RouteTemplateData) -> dict[str, Any]:
    """The template as data: ``template_of(template_dict(x)) == x``."""
    told = asdict(template)
    told["categories"], told["forms"] = list(template.categories), list(template.forms)
    told["steps"] = []
    for step in template.steps:
        one = asdict(step)
        one |= one.pop("term")
        one["areas"] = list(step.areas)
        told["steps"].append({name: value for name, value in one.items() if value not in (None, [], False)})
    return told


def steps_for(template: RouteTemplateData, areas: Collection[str]) -> list[TemplateStep]:
    """The steps of a mentee with deficits in these areas: those for everybody, those of his areas, and the steps for
    any other deficit when one is left that nothing works on."""
    left = uncovered(template.steps, areas)
    return [
        step
        for step in template.steps
        if not step.only_for_deficit or any(area in areas for area in step.areas) or (ANY_AREA in step.areas and left)
    ]


def uncovered(steps: Sequence[TemplateStep], areas: Collection[str]) -> set[str]:
    """Areas that no step names."""
    named = {area for step in steps for area in step.areas}
    return set(areas) - named


def serves(step: TemplateStep, area: str, left: Collection[str]) -> bool:
    """The step works on a deficit in this area (``left``: the areas nothing else works on)."""
    return area in step.areas or (ANY_AREA in step.areas and area in left)


def _step(told: Mapping[str, Any]) -> TemplateStep:
    terms = {one.name for one in fields(Term)}
    _only_known(told, {one.name for one in fields(TemplateStep)} - {"term"} | terms)
    _codes((told.get("stage"),), RouteStageCode)
    _codes(filter(None, (told.get("level"),)), StepLevel)
    _codes(filter(None, (told.get("responsible"),)), Responsible)
    if not str(told.get("content") or "").strip():
        raise ValueError("a step needs content")
    facts = {name: value for name, value in told.items() if name not in terms}
    facts["areas"] = tuple(facts.get("areas") or ())
    return TemplateStep(**facts, term=Term(**{name: told[name] for name in terms if name in told}))


def _only_known(told: Mapping[str, Any], known: Collection[str]) -> None:
    if strangers := set(told) - set(known):
        raise ValueError(f"unknown fields {sorted(strangers)}")


def _codes(values: Any, codes: Any) -> None:
    for value in values:
        codes(value)
