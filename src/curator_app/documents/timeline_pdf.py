"""A timeline on paper: A4 or A3 lying, as many sheets as needed, heading repeated, every label whole.

States differ by pattern as well as by shade, so that a black and white print can be read. Equal input = equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from curator_app.documents.blocks import text
from curator_app.documents.fonts import face
from curator_app.documents.letters import one_line
from curator_app.documents.strips import MM, base_line, leading
from curator_app.documents.text_lines import Line, break_lines
from curator_app.documents.timeline_data import BarState, MarkKind, PrintedBar, PrintedTimeline
from curator_app.documents.timeline_figures import ACCENT, INK, draw_bar, draw_mark
from curator_app.documents.timeline_layout import Figure, Grid, Piece, Sheet, lay_out
from curator_app.documents.wording import PROGRAM_NAME
from curator_app.texts.grammar import date_short, month_name

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TITLE, _LEGEND = 13.0, 8.0
_SMALLEST, _LARGER = 8.0, (10.0, 9.0)
_STATES: tuple[tuple[BarState, str], ...] = (
    ("planned", "запланировано"),
    ("running", "выполняется"),
    ("done", "выполнено"),
    ("overdue", "просрочено"),
    ("cancelled", "отменено"),
)
_MARKS: tuple[tuple[MarkKind, str], ...] = (("meeting", "встреча"), ("order", "приказ"), ("survey", "анкета"))
Heading = list[tuple[float, tuple[Line, float]]]
_FAINT = (0.78, 0.76, 0.72)
_STAGES = ((0.87, 0.91, 0.96), (0.84, 0.93, 0.91), (0.95, 0.9, 0.82), (0.91, 0.9, 0.88))


def timeline_pdf(timeline: PrintedTimeline) -> bytes:
    """The bytes of the PDF. Raises KnownProblem when a font of the program is missing or damaged."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    grid, heading, head, sheets = _set(timeline, _SMALLEST)
    for size in _LARGER:  # the largest type in which everything stands on one sheet
        if len(sheets) > 1:
            break
        larger = _set(timeline, size)
        if len(larger[-1]) == 1:
            grid, heading, head, sheets = larger
            break
    stream = io.BytesIO()
    options: dict[str, Any] = {
        "pagesize": (grid.width, grid.height),
        "invariant": 1,
        "pageCompression": 1,
        "initialFontName": face(False, False).name,
        "lang": "ru-RU",
    }
    canvas = Canvas(stream, **options)
    canvas.setTitle(one_line(timeline.title))
    for told in (canvas.setAuthor, canvas.setCreator, canvas.setProducer):
        told(PROGRAM_NAME)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, sheet in enumerate(sheets, start=1):
        _Drawing(canvas, timeline, grid).sheet(sheet, heading, head, f"Лист {number} из {len(sheets)}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _set(timeline: PrintedTimeline, size: float) -> tuple[Grid, Heading, float, list[Sheet]]:
    """Everything in its place in one type size."""
    grid = Grid.of(timeline, size)
    heading = _heading(timeline, grid)
    head = grid.top + sum(height for height, _ in heading) + _header_height(grid)
    return grid, heading, head, lay_out(timeline, grid, head)


def _heading(timeline: PrintedTimeline, grid: Grid) -> Heading:
    """School, title, subtitle: (height, (line, size)) each."""
    width = grid.right - grid.edge
    result: Heading = []
    for words, size, bold in (
        (timeline.school, 9.0, False),
        (timeline.title, _TITLE, True),
        (timeline.subtitle, 9.5, False),
    ):
        if words:
            result += [(leading(size, 1.05), (line, size)) for line in break_lines(text(words, bold=bold), size, width)]
    return result


def _header_height(grid: Grid) -> float:
    return 2 * (grid.line + 1.6 * MM) + 1 * MM


class _Drawing:
    """One sheet. Given y runs down from the top of the sheet."""

    def __init__(self, canvas: Canvas, timeline: PrintedTimeline, grid: Grid) -> None:
        self._canvas = canvas
        self._timeline = timeline
        self._grid = grid

    def sheet(self, sheet: Sheet, heading: Heading, head: float, number: str) -> None:
        """Everything on it."""
        y = self._grid.top
        for height, (line, size) in heading:
            self._line(line, self._grid.edge, y, size, height)
            y += height
        bottom = max((top + piece.height for top, piece in sheet.pieces), default=head)
        self._grid_lines(head, bottom)
        self._today(head, bottom)
        self._header(head)
        for top, piece in sheet.pieces:
            self._piece(top, piece)
        self._legend(number)

    # --- frame

    def _header(self, head: float) -> None:
        grid, canvas = self._grid, self._canvas
        half = grid.line + 1.6 * MM
        top = head - 2 * half
        self._words(self._timeline.caption, grid.edge, top + half, grid.size)
        for begin, after in self._months():
            x1, x2 = grid.x(begin), grid.x(after)
            self._fitting(
                (
                    f"{month_name(begin.month).capitalize()} {begin.year}",
                    month_name(begin.month).capitalize(),
                    f"{begin:%m.%y}",
                    f"{begin:%m}",
                ),
                x1 + 0.8 * MM,
                x2 - x1 - 1.2 * MM,
                top,
            )
        for monday in self._mondays():
            room = min(grid.x(monday + dt.timedelta(days=7)), grid.right) - grid.x(monday)
            self._fitting(
                (f"{monday.day}",), grid.x(monday) + 0.4 * MM, room - 0.4 * MM, top + half, size=grid.size - 1.2
            )
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.8)
        self._rule(grid.edge, head, grid.right, head)
        canvas.setLineWidth(0.3)
        self._rule(grid.edge, top, grid.right, top)
        self._rule(grid.left, top + half, grid.right, top + half)

    def _grid_lines(self, head: float, bottom: float) -> None:
        grid, canvas = self._grid, self._canvas
        half = grid.line + 1.6 * MM
        canvas.setStrokeColorRGB(*_FAINT)
        canvas.setLineWidth(0.1)
        for monday in self._mondays():
            self._rule(grid.x(monday), head - half, grid.x(monday), bottom)
        canvas.setLineWidth(0.35)
        for begin, _after in self._months():
            self._rule(grid.x(begin), head - 2 * half, grid.x(begin), bottom)
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.5)
        self._rule(grid.left, head - 2 * half, grid.left, bottom)
        self._rule(grid.right, head - 2 * half, grid.right, bottom)

    def _today(self, head: float, bottom: float) -> None:
        grid, today = self._grid, self._timeline.today
        if not grid.first <= today < grid.first + dt.timedelta(days=grid.days):
            return
        x = grid.x(today) + grid.day / 2
        self._canvas.setStrokeColorRGB(*ACCENT)
        self._canvas.setLineWidth(1.0)
        self._canvas.setDash([3, 2])
        self._rule(x, head, x, bottom)
        self._canvas.setDash([])

    def _legend(self, number: str) -> None:
        grid = self._grid
        y, x = grid.foot + 3.2 * MM, grid.edge
        for state, words in _STATES:
            draw_bar(self._canvas, grid, (x, x + 7 * MM), y, state)
            x = self._words(words, x + 8 * MM, y - 0.4 * MM, _LEGEND) + 4 * MM
        for kind, words in _MARKS:
            draw_mark(self._canvas, grid, x, y, kind, happened=True)
            x = self._words(words, x + grid.bar + 1 * MM, y - 0.4 * MM, _LEGEND) + 4 * MM
        x = self._words("контур — ещё впереди", x, y - 0.4 * MM, _LEGEND) + 4 * MM
        self._canvas.setStrokeColorRGB(*ACCENT)
        self._canvas.setLineWidth(1.0)
        self._canvas.setDash([3, 2])
        self._rule(x, y + grid.bar / 2, x + 6 * MM, y + grid.bar / 2)
        self._canvas.setDash([])
        x = self._words(f"на {date_short(self._timeline.today)}", x + 7 * MM, y - 0.4 * MM, _LEGEND)
        width = break_lines(text(number), _LEGEND, 60 * MM)[0].width
        self._words(number, grid.right - width, y + (4 * MM if x > grid.right - width - 4 * MM else -0.4 * MM), _LEGEND)

    # --- rows

    def _piece(self, top: float, piece: Piece) -> None:
        grid, canvas = self._grid, self._canvas
        y = top + 1.2 * MM
        for line in piece.title:
            self._line(line, grid.edge, y, grid.size + 0.5, grid.line)
            y += grid.line
        for line in piece.subtitle:
            self._line(line, grid.edge, y, grid.size, grid.line)
            y += grid.line
        y = top + 1.4 * MM
        small = leading(grid.size - 0.5, 1.0)
        for place, (x1, x2, lines) in enumerate(piece.ribbon):
            canvas.setFillColorRGB(*_STAGES[place % len(_STAGES)])
            canvas.setStrokeColorRGB(*INK)
            canvas.setLineWidth(0.3)
            height = piece.ribbon_height - 1.4 * MM
            canvas.rect(x1, grid.height - y - height, x2 - x1, height, stroke=1, fill=1)
            for number, line in enumerate(lines):
                self._line(line, x1 + 0.7 * MM, y + 0.3 * MM + number * small, grid.size - 0.5, small)
        y += piece.ribbon_height
        for lane in piece.lanes:
            for figure in lane.figures:
                self._item(figure, y)
            y += lane.height(grid)
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.4)
        self._rule(grid.edge, top + piece.height, grid.right, top + piece.height)

    def _item(self, figure: Figure, y: float) -> None:
        grid = self._grid
        if isinstance(figure.item, PrintedBar):
            draw_bar(self._canvas, grid, (figure.x1, figure.x2), y, figure.item.state)
            words_y = y + grid.bar if not figure.beside else y - 0.3 * MM
        else:
            draw_mark(self._canvas, grid, figure.x1, y, figure.item.kind, happened=figure.item.happened)
            words_y = y + max((grid.bar - len(figure.lines) * grid.line) / 2, -0.3 * MM)
        size = grid.size - 1 if grid.brief and isinstance(figure.item, PrintedBar) else grid.size
        for line in figure.lines:
            self._line(line, figure.words_x, words_y, size, grid.line)
            if isinstance(figure.item, PrintedBar) and figure.item.state == "cancelled":
                self._canvas.setLineWidth(0.4)
                middle = words_y + grid.line * 0.52
                self._rule(figure.words_x, middle, figure.words_x + line.width, middle)
            words_y += grid.line

    # --- words and lines

    def _line(self, line: Line, x: float, y: float, size: float, height: float) -> None:
        pen: Any = self._canvas.beginText()
        pen.setTextOrigin(x, self._grid.height - y - base_line(size, height))
        pen.setFillColorRGB(*INK)
        for used, letters in line.segments:
            pen.setFont(used.name, size)
            pen.textOut(letters)
        self._canvas.drawText(pen)

    def _words(self, words: str, x: float, y: float, size: float) -> float:
        """Words in one line; gives the place where they end."""
        if not words:
            return x
        (line,) = break_lines(text(words), size, 1000 * MM)
        self._line(line, x, y + 0.8 * MM, size, leading(size, 1.0))
        return x + line.width

    def _fitting(self, names: Sequence[str], x: float, room: float, y: float, *, size: float | None = None) -> None:
        """The first of ``names`` that has room; none when even the shortest has not."""
        used = size or self._grid.size
        for name in names:
            if break_lines(text(name), used, 1000 * MM)[0].width <= room:
                self._words(name, x, y, used)
                return

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._canvas.line(x1, self._grid.height - y1, x2, self._grid.height - y2)

    def _months(self) -> Iterator[tuple[dt.date, dt.date]]:
        begin = self._grid.first
        end = begin + dt.timedelta(days=self._grid.days)
        while begin < end:
            after = dt.date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
            yield begin, after
            begin = after

    def _mondays(self) -> Iterator[dt.date]:
        day = self._grid.first + dt.timedelta(days=-self._grid.first.weekday() % 7)
        end = self._grid.first + dt.timedelta(days=self._grid.days)
        while day < end:
            if self._grid.day * 7 >= 3 * MM:
                yield day
            day += dt.timedelta(days=7)
