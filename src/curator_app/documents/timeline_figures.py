"""Bars and marks of a printed timeline. States differ by pattern, kinds by shape: a black and white print is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator_app.documents.strips import MM
from curator_app.documents.timeline_data import BarState, MarkKind
from curator_app.documents.timeline_layout import Grid

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

INK = (0.12, 0.16, 0.17)
ACCENT = (0.06, 0.43, 0.4)
DANGER = (0.7, 0.2, 0.16)


def draw_bar(canvas: Canvas, grid: Grid, span: tuple[float, float], y: float, state: BarState) -> None:
    """A step from ``span[0]`` to ``span[1]``, its upper edge at ``y`` from the top of the sheet."""
    high = grid.bar - 0.5 * MM
    foot = grid.height - y - high
    x1, width = span[0], span[1] - span[0]
    fill = {
        "planned": (1.0, 1.0, 1.0),
        "running": (0.84, 0.93, 0.91),
        "done": ACCENT,
        "overdue": (1.0, 0.94, 0.93),
        "cancelled": (1.0, 1.0, 1.0),
    }[state]
    canvas.setFillColorRGB(*fill)
    canvas.setStrokeColorRGB(*(DANGER if state == "overdue" else INK))
    canvas.setLineWidth(0.9 if state == "overdue" else 0.6)
    canvas.setDash([1.5, 1.5] if state == "cancelled" else [])
    canvas.roundRect(x1, foot, width, high, 0.5 * MM, stroke=1, fill=1)
    canvas.setDash([])
    if state == "running":
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(x1, foot, min(0.9 * MM, width), high, stroke=0, fill=1)
    elif state == "done":
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(0.9)
        middle = x1 + width / 2
        canvas.lines(
            [
                (middle - high * 0.4, foot + high * 0.5, middle - high * 0.1, foot + high * 0.2),
                (middle - high * 0.1, foot + high * 0.2, middle + high * 0.45, foot + high * 0.8),
            ]
        )
    elif state == "overdue":
        _hatch(canvas, x1, foot, width, high)


def _hatch(canvas: Canvas, x: float, foot: float, width: float, high: float) -> None:
    """Slanting lines and a bold mark: seen without colours."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, foot, width, high)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeColorRGB(*DANGER)
    canvas.setLineWidth(0.4)
    step = 1.1 * MM
    canvas.lines(
        [(x + n * step - high, foot, x + n * step, foot + high) for n in range(int((width + high) / step) + 2)]
    )
    canvas.restoreState()
    canvas.setFillColorRGB(*DANGER)
    thick = 0.55 * MM
    middle = x + width / 2 - thick / 2
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(middle - thick * 0.8, foot + 0.5, thick * 2.6, high - 1, stroke=0, fill=1)
    canvas.setFillColorRGB(*DANGER)
    canvas.rect(middle, foot + high * 0.42, thick, high * 0.48, stroke=0, fill=1)
    canvas.rect(middle, foot + high * 0.1, thick, high * 0.2, stroke=0, fill=1)


def draw_mark(canvas: Canvas, grid: Grid, x: float, y: float, kind: MarkKind, *, happened: bool) -> None:
    """A figure of its own for every kind, hollow until it has happened."""
    side = grid.bar
    foot = grid.height - y - side
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.8)
    canvas.setFillColorRGB(*(INK if happened else (1.0, 1.0, 1.0)))
    if kind == "meeting":
        canvas.circle(x + side / 2, foot + side / 2, side * 0.42, stroke=1, fill=1)
    elif kind == "order":
        canvas.rect(x + side * 0.15, foot + side * 0.05, side * 0.7, side * 0.9, stroke=1, fill=1)
    else:
        path = canvas.beginPath()
        path.moveTo(x + side / 2, foot + side)
        for dx, dy in ((1.0, 0.5), (0.5, 0.0), (0.0, 0.5)):
            path.lineTo(x + side * dx, foot + side * dy)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
