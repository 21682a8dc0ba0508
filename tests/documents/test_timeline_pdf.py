"""The timeline on paper: every label whole and on the sheet, heading repeated, equal bytes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.reading import letter_boxes, pdf_fonts, pdf_letters

from curator_app.documents.preview import page_count, page_text
from curator_app.documents.timeline_data import (
    BarState,
    MarkKind,
    PrintedBand,
    PrintedBar,
    PrintedMark,
    PrintedRow,
    PrintedTimeline,
    Sheet,
)
from curator_app.documents.timeline_layout import Grid, lay_out
from curator_app.documents.timeline_pdf import timeline_pdf

STATES: tuple[BarState, ...] = ("planned", "running", "done", "overdue", "cancelled")
KINDS: tuple[MarkKind, ...] = ("meeting", "order", "survey")
BEGIN = dt.date(2026, 9, 1)
LABELS = (
    "Открытый урок",
    "Курсы повышения квалификации «Оценка функциональной грамотности обучающихся основной школы», 72 часа",
    "Взаимопосещение уроков с анализом по карте наблюдения",
    "Электронный журнал: практикум",
)


def day(number: int) -> dt.date:
    return BEGIN + dt.timedelta(days=number)


def route(sheet: Sheet = "A4") -> PrintedTimeline:
    """One route of three rows, the last step at the very end."""
    rows = (
        PrintedRow(
            "Этапы и встречи",
            bands=(
                PrintedBand("Адаптационный этап", day(0), day(90)),
                PrintedBand("Основной этап", day(91), day(250)),
                PrintedBand("Контрольно-оценочный этап", day(251), day(258)),
            ),
            marks=tuple(PrintedMark(f"Встреча № {n}", day(40 * n), KINDS[n % 3], n < 3) for n in range(7)),
        ),
        PrintedRow(
            "Формирующее оценивание",
            "методическая область, тяжесть 3",
            bars=tuple(
                PrintedBar(f"{n + 1}. {LABELS[n % 4]}", day(n * 12), day(n * 12 + 9), STATES[n % 5]) for n in range(20)
            ),
        ),
        PrintedRow("Документация", bars=(PrintedBar("Итоговая рефлексия, бланк оценки", day(266), day(272)),)),
    )
    return PrintedTimeline(
        "Индивидуальный образовательный маршрут: Ким Анна Сергеевна",
        rows,
        day(0),
        day(272),
        day(80),
        "Наставник Громова Т.А.",
        "МБОУ СОШ № 99",
        "Дефициты и шаги",
        sheet,
    )


def wall(mentees: int = 15, steps: int = 12, sheet: Sheet = "A3") -> PrintedTimeline:
    rows = tuple(
        PrintedRow(
            f"Кузнецова-Задунайская Екатерина {n}",
            f"наставник № {n}",
            (PrintedBand("Адаптационный", day(0), day(90)), PrintedBand("Основной", day(91), day(272))),
            tuple(
                PrintedBar(f"{n}.{k} {LABELS[k % 4]}", day(k * 20), day(k * 20 + 11 * (k % 4)), STATES[k % 5])
                for k in range(steps)
            ),
            (PrintedMark(f"Приказ № {n}", day(3), "order"),),
        )
        for n in range(mentees)
    )
    return PrintedTimeline("Маршруты наставляемых", rows, day(0), day(272), day(80), sheet=sheet)


def labels(timeline: PrintedTimeline) -> list[str]:
    found = [timeline.title]
    for row in timeline.rows:
        found += [row.title, row.subtitle]
        found += [band.label for band in row.bands]
        found += [bar.label for bar in row.bars]
        found += [mark.label for mark in row.marks]
    return [label for label in found if label]


def missing(timeline: PrintedTimeline, pdf: bytes) -> list[str]:
    """Labels that can't be read back whole, blanks, line breaks and hyphens aside."""
    letters = pdf_letters(pdf).replace("-", "")
    return [label for label in labels(timeline) if "".join(label.split()).replace("-", "") not in letters]


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_every_label_of_a_route_is_printed_whole(sheet: Sheet) -> None:
    timeline = route(sheet)
    assert missing(timeline, timeline_pdf(timeline)) == []


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_every_label_of_the_wall_is_printed_whole(sheet: Sheet) -> None:
    timeline = wall(sheet=sheet)
    pdf = timeline_pdf(timeline)
    assert page_count(pdf) > 1
    assert missing(timeline, pdf) == []


@pytest.mark.parametrize("timeline", [route(), wall(4)])
def test_no_letter_leaves_the_sheet(timeline: PrintedTimeline) -> None:
    for _page, letter, (left, bottom, right, top), (width, height) in letter_boxes(timeline_pdf(timeline)):
        assert left >= 15, letter
        assert right <= width - 15, letter
        assert bottom >= 15, letter
        assert top <= height - 15, letter


def test_a_brief_wall_takes_less_paper_and_keeps_its_numbers() -> None:
    whole = wall(10)
    rows = tuple(
        replace(row, bars=tuple(replace(bar, label=str(n + 100)) for n, bar in enumerate(row.bars)))
        for row in whole.rows
    )
    brief = replace(whole, rows=rows, brief=True)
    pdf = timeline_pdf(brief)
    assert page_count(pdf) < page_count(timeline_pdf(whole))
    assert missing(brief, pdf) == []


def test_the_sheet_lies_and_is_as_asked() -> None:
    import pypdfium2

    for sheet, size in (("A4", (842, 595)), ("A3", (1191, 842))):
        document = pypdfium2.PdfDocument(timeline_pdf(route(sheet)))  # type: ignore[arg-type]  # the two of Sheet
        assert tuple(round(one) for one in document[0].get_size()) == size
        document.close()


def test_heading_months_legend_and_number_are_on_every_sheet() -> None:
    pdf = timeline_pdf(wall())
    count = page_count(pdf)
    for number in range(count):
        words = " ".join(page_text(pdf, number).split())
        assert "Маршруты наставляемых" in words
        assert "Сентябрь 2026" in words
        assert "просрочено" in words
        assert f"Лист {number + 1} из {count}" in words


def test_a_row_longer_than_a_sheet_goes_on_under_its_name() -> None:
    bars = tuple(PrintedBar(f"Шаг {n} {LABELS[1]}", day(n % 3), day(40)) for n in range(60))
    timeline = PrintedTimeline("Маршрут", (PrintedRow("Ким Анна", bars=bars),), day(0), day(272), day(80))
    pdf = timeline_pdf(timeline)
    assert page_count(pdf) > 1
    assert missing(timeline, pdf) == []
    assert "Ким Анна (продолжение)" in " ".join(page_text(pdf, 1).split())


def test_figures_of_a_lane_do_not_touch_and_rows_do_not_overlap() -> None:
    timeline = wall()
    grid = Grid.of(timeline, 8.0)
    sheets = lay_out(timeline, grid, 100.0)
    for sheet in sheets:
        y = 100.0
        for top, piece in sheet.pieces:
            assert top >= y - 0.01
            y = top + piece.height
            for lane in piece.lanes:
                for left, right in zip(lane.figures, lane.figures[1:], strict=False):
                    assert left.end < right.begin
        assert y <= grid.foot + 0.01


def test_equal_input_gives_equal_bytes_and_fonts_are_embedded() -> None:
    pdf = timeline_pdf(route())
    assert pdf == timeline_pdf(route())
    assert all(pdf_fonts(pdf).values())


def test_nothing_to_show_is_a_sheet_with_its_heading() -> None:
    pdf = timeline_pdf(PrintedTimeline("Маршруты", (), day(0), day(10), day(5)))
    assert page_count(pdf) == 1
    assert "Маршруты" in page_text(pdf, 0)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-400, 400),
            st.integers(-30, 400),
            st.text("абвгдежзик ,.-«»", min_size=1, max_size=150).filter(str.strip),
        ),
        max_size=12,
    )
)
def test_any_days_and_words_are_printed(told: list[tuple[int, int, str]]) -> None:
    bars = tuple(PrintedBar(words, day(first), day(first + length)) for first, length, words in told)
    timeline = PrintedTimeline("Маршрут", (PrintedRow("Ким Анна", bars=bars),), day(0), day(272), day(80))
    assert missing(timeline, timeline_pdf(timeline)) == []
