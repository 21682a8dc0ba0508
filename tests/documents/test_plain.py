"""Snapshots: what is written is what is read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.documents.people import GROUP, PETROVA, SCHOOL, WITH_PUPIL, order

from curator_app.documents.blocks import Document, PageBreak, Paragraph, Run, Table, Title, text
from curator_app.documents.catalogue import sources
from curator_app.documents.paper_data import Layout, NameForm, OrderData
from curator_app.documents.templates import render


def through_json(value: object) -> object:
    return json.loads(json.dumps(value))


def test_order_data_comes_back_from_json() -> None:
    mentor = replace(PETROVA, name_forms=(NameForm("genitive", "Петровой", "Анны", "Сергеевны"),))
    data = order(pairs=(replace(GROUP, mentor=mentor), WITH_PUPIL), layout=Layout(font_size=13.0), control=PETROVA)
    assert OrderData.from_dict(through_json(data.to_dict())) == data  # type: ignore[arg-type]  # JSON gives object


def test_a_rendered_paper_comes_back_from_json_with_its_seal() -> None:
    document = render("assignment_list", order("assignment_list", pairs=(GROUP, WITH_PUPIL)), sources()).document
    again = Document.from_dict(through_json(document.to_dict()))  # type: ignore[arg-type]  # JSON gives object
    assert again == document
    assert again.digest() == document.digest()


def test_the_seal_sees_every_change() -> None:
    document = Document("Приказ", "О чём", (Title(text("ПРИКАЗ")), Paragraph((Run("а"),))))
    for other in (
        replace(document, blocks=document.blocks[:1]),
        replace(document, blocks=(document.blocks[0], Paragraph((Run("а", bold=True),)))),
        replace(document, page=replace(document.page, font_size=13.0)),
        replace(document, title="Приказ № 2"),
    ):
        assert other.digest() != document.digest()


def test_an_old_snapshot_without_new_fields_opens() -> None:
    plain = order().to_dict()
    del plain["publish"]
    plain["pairs"][0].pop("closing_reason")
    plain["invented"] = 1
    assert OrderData.from_dict(plain) == order()


@pytest.mark.parametrize(
    "damage",
    [
        {"blocks": [{"is": "Nothing"}]},
        {"blocks": [{"is": "Title"}]},
        {"blocks": [{"is": "Space", "height": "много"}]},
        {"blocks": "text"},
        {"page": 5},
    ],
)
def test_a_damaged_snapshot_is_refused(damage: dict[str, object]) -> None:
    plain = Document("а", "б", (PageBreak(), Table((), ()))).to_dict()
    with pytest.raises(ValueError, match=r".+"):
        Document.from_dict({**plain, **damage})


def test_school_is_told_by_name() -> None:
    assert order().to_dict()["school"]["short_name"] == SCHOOL.short_name
