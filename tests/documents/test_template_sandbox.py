"""A school's own wording is foreign code: it can choose and repeat, and nothing else."""

from __future__ import annotations

import time

import pytest
from tests.documents.people import order

from curator_app.documents.blocks import Clause, Paragraph, Run, plain_text
from curator_app.documents.catalogue import PAPERS, default_source, sources
from curator_app.documents.fit import fit_to_sheet
from curator_app.documents.patience import patience
from curator_app.documents.pdf import to_pdf
from curator_app.documents.template_pieces import pieces
from curator_app.documents.templates import check_template, render
from curator_app.runtime.errors import KnownProblem


def printed(source: str) -> list[str]:
    document = render("assignment", order(), sources({"assignment": source})).document
    return [plain_text(block.text) for block in document.blocks if isinstance(block, Paragraph | Clause)]


def refusal(source: str) -> str:
    with pytest.raises(KnownProblem) as caught:
        printed(source)
    message = caught.value.message
    assert len(message) <= 300
    assert not any(word in message for word in ("Traceback", "Error", "Exception", "jinja", "None"))
    return message


ESCAPES = [
    "{{ number.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ school._of }}",
    "{{ school.__init__.__globals__ }}",
    "{{ mentor.data.__class__ }}",
    "{{ pairs.append(1) }}",
    "{{ number.upper() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 }}",
    "{{ number ~ number }}",
    "{{ ['a'] * 9 }}",
    "{{ range }}",
    "{{ range(100000) }}",
    "{{ cycler('a') }}",
    "{{ lipsum() }}",
    "{{ namespace() }}",
    "{{ self }}",
    "{{ number | attr('__class__') }}",
    "{{ number | center(1000000000) }}",
    "{{ number | map('upper') | list }}",
    "{{ number[0:1] }}",
    "{{ school['full_name'] }}",
    "{% macro x() %}{{ x() }}{% endmacro %}",
    "{% set x %}{{ number }}{% endset %}",
    "{% import 'order_head' as x %}",
    "{% extends 'order_head' %}",
    "{% block x %}{% endblock %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% include school.full_name %}",
    "{% include 'нет такой' %}",
    "{% include '../../../etc/passwd' %}",
    "{% include 'assignment' %}",
    "{% for x in pairs recursive %}{{ loop(pairs) }}{% endfor %}",
    "{% set _step = 1 %}",
    "{% set range = 1 %}",
    "{% for _step in pairs %}{% endfor %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{{ publish }}",
    "{{ 5 | genitive }}",
    "{{ number | date_long }}",
    "{{ school | short }}",
    "{{ 1 + 'a' }}",
    "{{ 12345678901234567890 }}",
    "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_an_escape_is_refused_with_a_sentence(source: str) -> None:
    begun = time.process_time()
    message = refusal(source)
    assert time.process_time() - begun < 2
    assert message.startswith("Шаблон «О закреплении наставника»") or "Контрол" in message


def nested(*loops: str, body: str = "") -> str:
    return "".join(f"{{% for {loop} %}}" for loop in loops) + body + "{% endfor %}" * len(loops)


@pytest.mark.parametrize(
    "source",
    [
        nested("a in school.full_name", "b in school.full_name", "c in school.full_name", body="{% set z = 1 %}"),
        nested("a in range(200)", "b in range(200)", "c in range(200)"),
        nested("a in range(200)", "b in range(200)", body="слово " * 100),
        nested("a in range(200)", "b in range(200)", body="{{ school.full_name }}{{ school.address }}" * 10),
    ],
)
def test_endless_repetition_is_stopped(source: str) -> None:
    begun = time.process_time()
    message = refusal(source)
    assert time.process_time() - begun < 3
    assert "исходный" in message


DOUBLING = [
    "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{% set a = pairs %}" + "{% set a = a + a %}" * 60 + "{{ a | count }}",
    "{% set a = ['x'] %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{{ number + number }}",
    "{{ pairs - pairs }}",
    "{% set a = 1 %}{{ a + school }}",
]


@pytest.mark.parametrize("source", DOUBLING)
def test_words_and_lists_are_not_added_up(source: str) -> None:
    begun = time.process_time()
    assert "только числа" in refusal(source)
    assert time.process_time() - begun < 2


SLOW = {
    "genitives": nested("a in range(200)", "b in range(200)", body="{{ mentor | genitive | full }}"),
    "posts": nested("a in range(200)", "b in range(200)", body="{{ mentor | dative | post }}"),
    "words": nested("a in range(200)", "b in range(200)", body="{{ 'слово за словом' | genitive }}"),
    "table": "[таблица 1 1]\n" + nested("a in range(200)", "b in range(200)", body="[строка] а | б\n"),
    "signatures": nested("a in range(200)", "b in range(200)", body="[подпись] а | б\n"),
    "sheets": nested("a in range(200)", "b in range(200)", body="[новый лист]\n"),
    "parts": "{% include 'order_tail' %}" * 3000,
    "bars": "[диаграмма] а\n" + nested("a in range(200)", "b in range(200)", body="[столбик] а | 1 | 1\n"),
    "clauses": nested("a in range(200)", "b in range(200)", body="[пункт] {{ school.full_name }}\n"),
    "corner": "[угол] " + nested("a in range(200)", "b in range(200)", body="слово | "),
    "readers": nested("a in range(200)", "b in range(200)", body="[ознакомление] а\n"),
    "lines": nested("a in range(200)", "b in range(200)", body="[линия] а | б | в\n"),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_paper_without_measure_is_given_up_in_time(name: str) -> None:
    begun = time.process_time()
    with patience(0.3), pytest.raises(KnownProblem) as caught:
        to_pdf(fit_to_sheet(render("assignment", order(), sources({"assignment": SLOW[name]})).document))
    assert time.process_time() - begun < 2
    assert "исходный" in caught.value.message


QUICK = [
    "[абзац] " + "а" * 90_000,
    "[абзац] " + "[" * 90_000,
    "**а" * 10_000,
    "[таблица " + "1 " * 400 + "]\n[строка] " + "а | " * 399,
    "\n" * 90_000,
    "[диаграмма] а\n[столбик] а | 1 | 1\n",
    "[слева] \u202eбукв порядок\u0000",
]


@pytest.mark.parametrize("source", QUICK)
def test_a_strange_text_is_printed_in_time(source: str) -> None:
    begun = time.process_time()
    with patience(2):
        assert to_pdf(render("assignment", order(), sources({"assignment": source})).document).startswith(b"%PDF")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("source", ["{{" * 50_000, "{%" * 50_000, "{{ a }}" * 14_000, "[" * 100_000, "{#" * 50_000])
def test_a_strange_text_is_taken_apart_in_time(source: str) -> None:
    begun = time.process_time()
    assert "".join(piece.raw for piece in pieces(source)) == source
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("раз\n{% if %}\nдва", 2, "ошибка записи в фигурных скобках"),
        ("раз\nдва\n{{ номер }}", 3, "неизвестное поле «номер»"),
        ("раз\n\n\n{{ school.naem }}", 4, "неизвестное поле «naem»"),
        ("раз\n[пункт] два\n[пункд] три", 3, "неизвестная метка «[пункд]»"),
        ("[пробел десять]", 1, "неизвестная метка «[пробел десять]»"),
        ("[таблица]\n", 1, "должны быть ширины"),
        ("раз\n[строка] а | б", 2, "строка таблицы стоит до"),
        ("[таблица 1 1]\n[строка] а | б | в", 2, "больше 2"),
        ("{{ number | нету }}", 1, "такого преобразования нет: «нету»"),
        ("раз\n{% for x in pairs %}\nдва", 2, "ошибка записи"),
    ],
)
def test_a_mistake_is_shown_with_its_line(source: str, line: int, why: str) -> None:
    message = refusal(source)
    assert f"строка {line}:" in message
    assert why in message


def test_a_mistake_in_an_included_part_names_the_part() -> None:
    own = {"order_head": "[название] ПРИКАЗ\n{{ oops }}"}
    with pytest.raises(KnownProblem, match="Шаблон «Бланк приказа», строка 2: неизвестное поле «oops»"):
        render("assignment", order(), sources(own))


@pytest.mark.parametrize("code", [one.code for one in PAPERS])
def test_shipped_wordings_pass_their_own_check(code: str) -> None:
    check_template(code, default_source(code), sources())


def test_the_check_finds_the_line_without_data() -> None:
    with pytest.raises(KnownProblem, match="строка 2"):
        check_template("assignment", "раз\n{{ 1 + }}", sources())


def test_what_a_template_may_do() -> None:
    assert printed("{% for x in range(2) %}[пункт] {{ loop.index }}\n{% endfor %}") == ["1", "2"]
    assert printed("{% set n = pairs | count %}[слева] {{ n + 1 }}") == ["2"]
    assert printed("[слева] {{ pairs[0].mentor | genitive | short }}") == ["Петровой\u00a0А.С."]
    assert printed("[слева] {% if number == '56-ОД' and not publish %}да{% else %}нет{% endif %}") == ["да"]
    assert printed("[слева] {{ mentees | dative | named | listing }}") == ["Ивановой Марии Петровне"]
    assert printed("[слева] {{ 'директор школы' | dative | capital }}") == ["Директору школы"]


def test_faces_come_from_the_template_only() -> None:
    document = render(
        "assignment", order(number="**5**"), sources({"assignment": "[слева] **№** {{ number }} ~~от~~"})
    ).document
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert block.text == (Run("№", bold=True), Run(" **5** "), Run("от", italic=True))


def test_a_stop_after_initials_is_not_doubled() -> None:
    assert printed("[слева] {{ mentor | short }}.") == ["Петрова\u00a0А.С."]
    assert printed("[слева] {{ mentor | short }}...") == ["Петрова\u00a0А.С...."]
    assert printed("[слева] {{ mentor | full }}.") == ["Петрова Анна Сергеевна."]


def test_wide_sources_are_refused() -> None:
    assert "длиннее" in refusal("а" * 100_001)
    assert "служебный знак" in refusal("а\ue000б")
