"""Templates: there and back, steps chosen by deficits, the templates shipped."""

from __future__ import annotations

import json
from typing import Any

import pytest

from curator_app.domain.codes import Area, MeetingKind, RouteStageCode
from curator_app.domain.route.template import RouteTemplateData, steps_for, template_dict, template_of, uncovered
from curator_app.runtime import paths
from curator_app.texts.route_words import ANCHOR, STEP_FORMS, meeting_of_form, term_words

STEP = {"stage": "main", "content": "Урок", "anchor": "order", "offset_days": 1, "length_days": 2}


def told(**facts: Any) -> dict[str, Any]:
    return {"code": "x", "title": "Проба", "steps": [{**STEP, **facts}]}


def shipped() -> list[dict[str, Any]]:
    text = (paths.resources() / "catalogues" / "route_templates.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


@pytest.mark.parametrize("template", [template_of(one) for one in shipped()], ids=lambda one: one.code)
class TestShipped:
    def test_there_and_back(self, template: RouteTemplateData) -> None:
        assert template_of(template_dict(template)) == template

    def test_has_the_three_stages_and_the_five_meetings(self, template: RouteTemplateData) -> None:
        always = [step for step in template.steps if not step.only_for_deficit]
        assert 8 <= len(always) <= 16
        assert {step.stage for step in always} == {code.value for code in RouteStageCode}
        assert {meeting_of_form(step.form) for step in always} - {None} == {kind.value for kind in MeetingKind}

    def test_every_step_is_whole(self, template: RouteTemplateData) -> None:
        for step in template.steps:
            assert step.expected_result, step.content
            assert step.report_document, step.content
            assert step.responsible, step.content
            assert step.form in STEP_FORMS, step.form

    def test_serves_every_deficit(self, template: RouteTemplateData) -> None:
        areas = [*(area.value for area in Area), "своя область школы"]
        for area in areas:
            chosen = steps_for(template, [area])
            assert any(area in step.areas or "*" in step.areas for step in chosen), area

    def test_without_deficits_only_common_steps(self, template: RouteTemplateData) -> None:
        assert not [step for step in steps_for(template, []) if step.only_for_deficit]


def test_the_step_for_other_deficits_comes_only_when_it_is_needed() -> None:
    template = next(template_of(one) for one in shipped() if one["code"] == "newcomer")
    assert uncovered(template.steps, ["digital", "своя"]) == {"своя"}
    assert not [step for step in steps_for(template, ["digital"]) if "*" in step.areas]
    assert [step for step in steps_for(template, ["digital", "своя"]) if "*" in step.areas]


@pytest.mark.parametrize(
    "bad",
    [
        told(stage="never"),
        told(level="planet"),
        told(responsible="nobody"),
        told(anchor="sometime"),
        told(content=" "),
        told(colour="red"),
        {**told(), "title": ""},
        {**told(), "categories": ["king"]},
        {**told(), "made_by": "me"},
    ],
)
def test_bad_templates_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        template_of(bad)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"anchor": "work_start", "offset_days": 0, "length_days": 3}, "в течение 3 дней от выхода на работу"),
        ({"anchor": "order", "offset_days": 0, "length_days": 0}, "в день приказа о закреплении"),
        (
            {"anchor": "route_end", "offset_days": -7, "length_days": 1},
            "за 7 дней до окончания маршрута, в течение 1 дня",
        ),
        (
            {"anchor": "stage_start:main", "offset_days": 21, "length_days": 0},
            "через 21 день от начала этапа «основной»",
        ),
    ],
)
def test_terms_in_words(facts: dict[str, Any], words: str) -> None:
    assert term_words(template_of(told(**facts)).steps[0].term) == words


def test_every_anchor_has_words() -> None:
    from curator_app.domain.route.dating import ANCHORS

    assert set(ANCHORS) == set(ANCHOR)
