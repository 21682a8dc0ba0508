"""The help beside the editor says what is true."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from tests.documents.paper_cases import shown
from tests.documents.people import order

from curator_app.documents import (
    outcome_data,
    pair_data,
    paper_data,
    plan_data,
    report_data,
    route_data,
    school_data,
    survey_data,
)
from curator_app.documents.catalogue import PAPERS, sources
from curator_app.documents.fact_names import FACT_NAMES
from curator_app.documents.template_help import FORM_HELP, TAG_HELP, field_help
from curator_app.documents.template_lines import TAGS, check_tags
from curator_app.documents.templates import render


def test_every_tag_of_the_help_exists() -> None:
    for line in TAG_HELP:
        for tag in re.findall(r"\[[^\]]+\]", line.written):
            assert check_tags(tag) is None, tag
    told = " ".join(line.written for line in TAG_HELP)
    assert {tag for tag in TAGS if f"[{tag}" not in told} == {
        "без отступа",
        "нумерация заново",
        "линия отреза",
        "раздел",
        "высота строк",
    }


@pytest.mark.parametrize("line", FORM_HELP[:10])
def test_forms_print_what_the_help_says(line: object) -> None:
    written, meaning = line.written, line.meaning  # type: ignore[attr-defined]  # a HelpLine
    document = render("assignment", order(), sources({"assignment": f"[слева] {written}"})).document
    printed = shown(document).strip()
    expected = meaning.split(": ")[-1]
    assert printed == expected or (expected, printed) == ("Ивановой М.П. и Кимом Л.О.", "Ивановой М.П.")


@pytest.mark.parametrize("code", [one.code for one in PAPERS])
def test_fields_of_the_help_have_russian_names(code: str) -> None:
    lines = field_help(code)
    assert len(lines) > 20
    assert all(re.search("[А-яё]", line.meaning) for line in lines)


_MODULES = (outcome_data, paper_data, pair_data, plan_data, report_data, route_data, school_data, survey_data)


def _own(module: object, kind: str) -> bool:
    """Made there, not only imported."""
    return getattr(module, kind).__module__ == module.__name__  # type: ignore[attr-defined, no-any-return]  # modules


def test_names_of_facts_belong_to_fields() -> None:
    for kind, names in FACT_NAMES.items():
        (found,) = (getattr(one, kind) for one in _MODULES if getattr(one, kind, None) is not None and _own(one, kind))
        reckoned = {"pair", "mentor", "mentees"} if kind in {"OrderData", "PairPaper"} else set()
        assert set(names) <= {field.name for field in fields(found)} | reckoned
