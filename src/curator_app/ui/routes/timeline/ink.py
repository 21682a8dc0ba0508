"""Colours, pens and brushes of a timeline for the theme in force; the same for every bar of a state."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from curator_app.ui.common.palette import Palette, Tone
from curator_app.ui.routes.timeline.data import MarkKind, State


@dataclass(frozen=True, slots=True)
class BarInk:
    """How a bar of one state looks. ``hatch`` is drawn over the fill; ``beside`` writes words next to it."""

    fill: QBrush
    edge: QPen
    words: QColor
    beside: QColor
    sign: QColor
    hatch: QBrush | None = None


class Ink:
    """Everything to paint with. Made anew when the theme changes."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        dark = palette.name == "dark"
        self.surface = QColor(palette.surface)
        self.header = QColor(palette.header)
        self.text = QColor(palette.text)
        self.muted = QColor(palette.muted)
        self.faint = QColor(palette.faint)
        self.accent = QColor(palette.accent)
        self.on_accent = QColor(palette.on_accent)
        self.danger = QColor(palette.danger)
        self.on_danger = QColor(palette.on_danger)
        self.danger_text = QColor(palette.danger_text)
        self.ok_text = QColor(palette.ok_text)
        self.empty_part = QColor(palette.empty_part)
        self.hover = QColor(palette.hover)
        self.selection = QColor(palette.selection)
        self.selection_text = QColor(palette.selection_text)
        self.toast = QColor(palette.toast)
        self.toast_text = QColor(palette.toast_text)
        self.day_off = mixed(palette.canvas, palette.surface, 0.55 if dark else 0.8)
        self.day_off_words = QColor(palette.danger_text)
        self.line = QPen(QColor(palette.border))
        self.faint_line = QPen(mixed(palette.border, palette.surface, 0.5))
        self.strong_line = QPen(mixed(palette.border_strong, palette.surface, 0.45))
        self.focus = QPen(QColor(palette.text), 2)
        self.today = QPen(QColor(palette.accent), 2)
        self.link = QPen(mixed(palette.border_strong, palette.surface, 0.7), 1, Qt.PenStyle.SolidLine)
        self.link_strong = QPen(QColor(palette.accent), 2)
        self.bands = tuple(
            # light letters leave less room for the colour than dark ones
            (mixed(colour, palette.surface, share * (0.75 if dark else 1)), QColor(palette.text))
            for colour, share in (
                (palette.info_text, 0.45),
                (palette.accent, 0.5),
                (palette.warn_text, 0.45),
                (palette.neutral_text, 0.4),
            )
        )
        self.bars = {
            State.PLANNED: _bar(
                palette.neutral_soft,
                mixed(palette.border_strong, palette.surface, 0.75).name(),
                palette.text,
                palette.text,
                palette.muted,
            ),
            State.RUNNING: _bar(palette.accent_soft, palette.accent, palette.accent_text, palette.text, palette.accent),
            State.DONE: _bar(palette.accent, palette.accent, palette.on_accent, palette.muted, palette.on_accent),
            State.OVERDUE: _bar(
                palette.danger_soft,
                palette.danger,
                palette.danger_text,
                palette.danger_text,
                palette.danger,
                hatch=mixed(palette.danger, palette.danger_soft, 0.35),
            ),
            State.CANCELLED: _bar(
                palette.surface, palette.faint, palette.muted, palette.muted, palette.muted, dashed=True
            ),
        }
        self.marks = {
            MarkKind.MEETING: QColor(palette.info_text),
            MarkKind.ORDER: QColor(palette.neutral_text),
            MarkKind.SURVEY: QColor(palette.warn_text),
        }

    def band(self, order: int) -> tuple[QColor, QColor]:
        """Fill and ink of the stage with this number."""
        return self.bands[order % len(self.bands)]

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Background and ink of a badge."""
        return QColor(self.palette.soft(tone)), QColor(self.palette.ink(tone))


def mixed(colour: str, ground: str, share: float) -> QColor:
    """``share`` (0 … 1) of ``colour`` on ``ground``, without transparency."""
    top, below = QColor(colour), QColor(ground)
    return QColor.fromRgbF(
        top.redF() * share + below.redF() * (1 - share),
        top.greenF() * share + below.greenF() * (1 - share),
        top.blueF() * share + below.blueF() * (1 - share),
    )


def _bar(
    fill: str, edge: str, words: str, beside: str, sign: str, *, hatch: QColor | None = None, dashed: bool = False
) -> BarInk:
    pen = QPen(QColor(edge), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    over = QBrush(hatch, Qt.BrushStyle.BDiagPattern) if hatch is not None else None
    return BarInk(QBrush(QColor(fill)), pen, QColor(words), QColor(beside), QColor(sign), over)
