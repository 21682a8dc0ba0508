"""A wording as the editor shows it: every mark has Russian words, and nothing is lost."""

from __future__ import annotations

import re

import pytest

from curator_app.documents.catalogue import PAPERS, default_source
from curator_app.documents.template_fields import FieldForm, example, read_form, template_fields
from curator_app.documents.template_pieces import pieces


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("{{ mentor | accusative | named }}", "наставник — кого (вин.)"),
        ("{{ mentees | instrumental | short | listing }}", "наставляемые — кем, Фамилия И. О., списком"),
        ("{{ mentees[0] | dative | post }}", "наставляемый — кому, должность"),
        ("{{ school.director | signature }}", "директор — И. О. Фамилия"),
        ("{{ pair.start | date_short }}", "дата начала"),
        ('{{ mentor | agree("ознакомлен", "ознакомлена") }}', "ознакомлен / ознакомлена"),
        ('{{ line.term or "" }}', "срок"),
        ("{% if is_group %}", "если это группа"),
        ("{% if not pair.has_pupil %}", "если нет: есть обучающийся"),
        ('{% elif pay_clause == "part_of_duties" %}', "иначе, если условия оплаты — входит в обязанности"),
        ("{% for mentee in mentees %}", "для каждого из: наставляемые"),
        ("{% for number in range(15) %}", "повторить 15 раз"),
        ('{% include "order_tail" %}', "часть «Подпись и ознакомление»"),
        ("{% endif %}", "конец «если»"),
        ("{# заметка #}", "заметка"),
    ],
)
def test_marks_are_told_in_russian(raw: str, words: str) -> None:
    (piece,) = pieces(raw)
    assert (piece.raw, piece.words) == (raw, words)


def test_tags_open_a_line_only() -> None:
    told = [(piece.kind, piece.raw) for piece in pieces("[пункт] а [б]\n  [слева] {{ x }} [в]")]
    assert told == [
        ("tag", "[пункт]"),
        ("text", " а [б]\n  "),
        ("tag", "[слева]"),
        ("text", " "),
        ("field", "{{ x }}"),
        ("text", " [в]"),
    ]


def test_shipped_wordings_have_hardly_any_foreign_word() -> None:
    marks = [
        piece for paper in PAPERS for piece in pieces(default_source(paper.code)) if piece.kind in ("field", "rule")
    ]
    foreign = [piece.words for piece in marks if re.search("[A-Za-z]", piece.words)]
    assert len(foreign) < len(marks) * 0.05, sorted(set(foreign))


@pytest.mark.parametrize("code", [paper.code for paper in PAPERS])
def test_fields_of_every_paper_have_russian_names(code: str) -> None:
    fields = template_fields(code)
    assert len(fields) > 10
    foreign = [field.path for field in fields if re.search("[A-Za-z]", field.words)]
    assert len(foreign) <= 2, foreign
    assert len({field.path for field in fields}) == len(fields)


@pytest.mark.parametrize(
    "form",
    [
        FieldForm("mentor", "person", "dative", "short"),
        FieldForm("mentees", "people", "instrumental", "full"),
        FieldForm("school.director", "person", "", "signature"),
        FieldForm("date", "date", "", "date_long"),
        FieldForm("mentor", "person", "", "agree", ("назначен", "назначена")),
    ],
)
def test_a_form_is_written_and_read_again(form: FieldForm) -> None:
    assert read_form(form.expression()) == form
    assert example(form)


@pytest.mark.parametrize("text", ["{{ x | agree(1) }}", "a | b | c | d", "1 + 1", "x.y()", 'a or ""'])
def test_what_a_menu_does_not_understand_is_left_to_the_hand(text: str) -> None:
    assert read_form(text) is None


def test_words_of_a_gender_can_t_leave_their_quotes() -> None:
    form = FieldForm("mentor", "person", "", "agree", ('а" | x', "б}} {% x %}"))
    assert form.expression() == 'mentor | agree("а | x", "б  x")'
