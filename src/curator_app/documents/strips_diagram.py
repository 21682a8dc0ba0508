"""Strips of a diagram: words, a grey bar, the number at its end; a bar is one strip and never cut."""

from __future__ import annotations

from curator_app.documents.blocks import Bar, Diagram, Run
from curator_app.documents.strips import FINE_RULE, MM, Fill, Rule, Strip
from curator_app.documents.strips_text import Setting
from curator_app.documents.text_lines import text_width

LABELS = 0.42
"""Share of the line that the words of the bars take."""
NUMBERS = 0.2
"""Share kept free for the numbers behind the longest bar."""
_GAP = 2 * MM
_THICK = 3.6 * MM
_PAD = 1.0 * MM


def diagram(block: Diagram, setting: Setting) -> list[Strip]:
    """The heading keeps with the first bar, the bars with one another where they fit on a page."""
    bold = tuple(Run(run.text, True, run.italic) for run in block.title)
    strips = setting.lines(bold, "left", "small", spacing=1.0) if bold else []
    strips += [_bar(block, bar, setting) for bar in block.bars]
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def _bar(block: Diagram, bar: Bar, setting: Setting) -> Strip:
    width = setting.frame.width
    words = setting.lines(bar.label, "right", "small", width=width * LABELS - _GAP, spacing=1.0)
    height = max(sum(line.height for line in words), _THICK) + 2 * _PAD
    strip = Strip(height)
    y = (height - sum(line.height for line in words)) / 2
    for line in words:
        strip.marks.extend(line.lowered(y))
        y += line.height
    left, middle = width * LABELS, height / 2
    long = width * (1 - LABELS - NUMBERS) * block.share(bar)
    strip.marks.append(Rule(left, 0.0, left, height, FINE_RULE))
    if long > 0:
        strip.marks.append(Fill(left, middle - _THICK / 2, left + long, middle + _THICK / 2))
    size = setting.sizes("small")
    room = max(width - left - long - _GAP, text_width(bar.told, size))
    for line in setting.lines(bar.told, "left", "small", x=left + long + _GAP, width=room + 1, spacing=1.0)[:1]:
        strip.marks.extend(line.lowered((height - line.height) / 2))
    return strip
