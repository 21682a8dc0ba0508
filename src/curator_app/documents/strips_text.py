"""Strips of running text, clauses, requisites, signatures and lines to write on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from curator_app.documents.blocks import (
    Acknowledgement,
    Align,
    Clause,
    CornerMark,
    CutLine,
    Footnote,
    Paragraph,
    Picture,
    Requisites,
    RuledLine,
    Run,
    Signature,
    Size,
    Space,
    Text,
    Title,
    text,
)
from curator_app.documents.strips import MM, Code, Drawn, Frame, Mark, Rule, Strip, Writing, base_line, leading, write
from curator_app.documents.text_lines import break_lines, text_width
from curator_app.documents.wording import DATE_BLANK, NAME_CAPTION, SIGN_CAPTION

FIRST_LINE_INDENT = 12.5 * MM
_HAND_ROOM = 30 * MM
_KEPT_LINES = 3
_CODE_SIDE = 18 * MM
_TALLEST_PICTURE = 0.25
_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """What lines of a document have in common: the page they stand on, type sizes, spacing."""

    frame: Frame
    sizes: Callable[[Size], float]
    spacing: float
    hyphens: bool = False

    def lines(
        self,
        value: Text,
        align: Align,
        size: Size = "normal",
        *,
        x: float = 0.0,
        width: float | None = None,
        indent: float = 0.0,
        spacing: float | None = None,
    ) -> list[Strip]:
        """Strips of one text set from ``x`` (from the left margin) in ``width``; widows and orphans are kept."""
        points = self.sizes(size)
        height = leading(points, self.spacing if spacing is None else spacing)
        room = self.frame.width - x if width is None else width
        laid = break_lines(value, points, room, room - indent, hyphens=self.hyphens and align == "justify")
        strips = []
        for number, line in enumerate(laid):
            shift = indent if number == 0 else 0.0
            placed = write(line, x + shift, base_line(points, height), points, align, room - shift)
            strips.append(Strip(height, [placed]))
        if len(strips) > 1:
            strips[0].keep = strips[-2].keep = True
        return strips


def keep_together(strips: list[Strip]) -> list[Strip]:
    """The same strips, none parted from the next."""
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def keep_tail(strips: list[Strip]) -> None:
    """Ties the last written lines (and the room below them) to what follows: no signature alone on a page."""
    kept = 0
    for strip in reversed(strips):
        if strip.turn is not None or strip.pinned or kept == _KEPT_LINES:
            return
        strip.keep = True
        kept += not strip.blank


def title(block: Title, setting: Setting) -> list[Strip]:
    """Centred bold lines, tied to what follows."""
    bold = tuple(Run(run.text, True, run.italic) for run in block.text)
    strips = setting.lines(bold, "centre", block.size)
    for strip in strips:
        strip.keep = True
    return strips


def paragraph(block: Paragraph, setting: Setting) -> list[Strip]:
    """Running text."""
    width = setting.frame.width * min(max(block.width, 0.1), 1.0)
    indent = FIRST_LINE_INDENT if block.indent else 0.0
    strips = setting.lines(block.text, block.align, block.size, width=width, indent=indent)
    if block.keep_with_next:
        for strip in strips:
            strip.keep = True
    if block.space_after > 0:
        strips[-1].height += block.space_after * MM
    return strips


def clause(block: Clause, setting: Setting) -> list[Strip]:
    """«1. Text» with a first-line indent; sub-clauses alike."""
    number = text(f"{block.number} ")
    points = setting.sizes("normal")
    strips = setting.lines(block.text, "justify", indent=FIRST_LINE_INDENT + text_width(number, points))
    first = break_lines(number, points, setting.frame.width)[0]
    strips[0].marks.insert(0, write(first, FIRST_LINE_INDENT, base_line(points, strips[0].height), points, "left", 0.0))
    if block.keep_with_next:
        for strip in strips:
            strip.keep = True
    return strips


def requisites(block: Requisites, setting: Setting) -> list[Strip]:
    """Three parts on one line; each wraps inside its own third when it is long."""
    third = setting.frame.width / 3
    parts: list[tuple[Text, Align, float]] = [
        (block.left, "left", 0.0),
        (block.centre, "centre", third + 2),
        (block.right, "right", 2 * third + 4),
    ]
    columns = [setting.lines(value, align, x=x, width=third - 4) for value, align, x in parts if value]
    return keep_together(_beside(columns, setting))


def signature(block: Signature, setting: Setting) -> list[Strip]:
    """Post, room for the hand, name on the level of the post's last line (domain.md f.1)."""
    if block.date:
        return _dated_signature(block, setting)
    width = setting.frame.width
    name_width = min(text_width(block.name, setting.sizes("normal")) + 2, width * 0.45)
    post = setting.lines(block.post, "left", width=width - name_width - _HAND_ROOM, spacing=1.0) if block.post else []
    name = setting.lines(block.name, "right", x=width - name_width, width=name_width, spacing=1.0)
    pad = max(len(post) - len(name), 0)
    strips = keep_together(_beside([post, [*(Strip(0) for _ in range(pad)), *name]], setting))
    if block.rule:
        left = text_width(block.post, setting.sizes("normal")) + 4 * MM if len(post) <= 1 else width * 0.4
        right = width - name_width - 2 * MM
        left = min(left, right - 20 * MM)
        strips[-1].marks.append(_line_at_foot(strips[-1], left, right))
        strips[-1].keep = True
        strips.append(_caption(SIGN_CAPTION, left, right, setting))
    return strips


def _dated_signature(block: Signature, setting: Setting) -> list[Strip]:
    width = setting.frame.width
    points = setting.sizes("normal")
    date_end = text_width(text(DATE_BLANK), points)
    sign = (date_end + 8 * MM, date_end + 48 * MM)
    name = (sign[1] + 6 * MM, width)
    dated = setting.lines(text(DATE_BLANK), "left", spacing=1.0)
    named = setting.lines(block.name, "centre", x=name[0], width=name[1] - name[0], spacing=1.0) if block.name else []
    strips = setting.lines(block.post, "left", spacing=1.0) if block.post else []
    row = keep_together(_beside([dated, named], setting))
    for start, stop in (sign, name):
        row[0].marks.append(_line_at_foot(row[0], start, stop))
    captions = _caption(SIGN_CAPTION, *sign, setting)
    captions.marks.extend(_caption(NAME_CAPTION, *name, setting).marks)
    return keep_together([*strips, *row, captions])


def ruled_line(block: RuledLine, setting: Setting) -> list[Strip]:
    """Words, then a rule to the right margin with what is known written on it, and a caption under it."""
    points = setting.sizes("normal")
    label_width = text_width(block.label, points)
    width = setting.frame.width
    strips: list[Strip] = []
    label = setting.lines(block.label, "left") if block.label else []
    if label_width > width * 0.7:
        strips, label, label_width = keep_together(label), [], 0.0
        strips[-1].keep = True
    start = label_width + 2 * MM if label else 0.0
    value = break_lines(block.value, points, width, width - start)
    height = leading(points, setting.spacing)
    for number, line in enumerate(value):
        x = start if number == 0 else 0.0
        strip = Strip(height, [write(line, x, base_line(points, height), points, "left", width - x)])
        if number == 0 and label:
            strip.marks.extend(label[0].marks)
        strip.marks.append(_line_at_foot(strip, x, width))
        strips.append(strip)
    if block.caption:
        strips[-1].keep = True
        strips.append(_caption(block.caption, start if len(value) == 1 else 0.0, width, setting))
    return keep_together(strips) if len(strips) < 8 else strips


def acknowledgement(block: Acknowledgement, setting: Setting) -> list[Strip]:
    """One line a person: rule for the hand, name, blank date."""
    points = setting.sizes("normal")
    width = setting.frame.width
    date_width = text_width(text(DATE_BLANK), points)
    hand = 45 * MM
    strips: list[Strip] = []
    for name in block.names:
        lines = setting.lines(name, "left", x=hand + 3 * MM, width=width - hand - date_width - 6 * MM, spacing=1.0)
        dated = setting.lines(text(DATE_BLANK), "right", x=width - date_width - 1, width=date_width + 1, spacing=1.0)
        row = keep_together(_beside([lines, dated], setting))
        row[0].marks.append(_line_at_foot(row[0], 0, hand))
        row[-1].height += 1.5 * MM
        strips.extend(row)
    return keep_together(strips) if len(block.names) <= _TOGETHER else strips


def corner_mark(block: CornerMark, setting: Setting) -> list[Strip]:
    """Lines of the upper right corner, set left from where the corner begins."""
    width = min(block.width * MM, setting.frame.width)
    x = setting.frame.width - width
    strips = [strip for line in block.lines for strip in setting.lines(line, "left", x=x, width=width, spacing=1.0)]
    for strip in strips:
        strip.keep = True
    return strips


def footnote(block: Footnote, setting: Setting) -> list[Strip]:
    """Small lines pinned to the foot of the page."""
    side = _CODE_SIDE if block.code else 0.0
    width = setting.frame.width - side
    strips = [strip for line in block.lines for strip in setting.lines(line, "left", "tiny", width=width, spacing=1.0)]
    if not strips and not block.code:
        return []
    written = sum(strip.height for strip in strips)
    pinned = Strip(max(written, side), pinned=True)
    y = pinned.height - written
    if block.code:
        right = setting.frame.width
        pinned.marks.append(Code(right - side, pinned.height - side, right, pinned.height, block.code))
    for strip in strips:
        pinned.marks.extend(_moved(mark, 0.0, y) for mark in strip.marks)
        y += strip.height
    return [pinned]


def picture(block: Picture, setting: Setting) -> list[Strip]:
    """A letterhead over the whole width; a tall one is narrowed to a quarter of the page."""
    if block.width <= 0 or block.height <= 0:
        return []
    width = setting.frame.width
    height = width * block.height / block.width
    most = setting.frame.height * _TALLEST_PICTURE
    if height > most:
        width, height = width * most / height, most
    left = (setting.frame.width - width) / 2
    return [Strip(height, [Drawn(left, 0.0, left + width, height, block.data)], keep=True)]


def cut_line(block: CutLine, setting: Setting) -> list[Strip]:
    """A dashed line over the whole width with its caption."""
    strip = Strip(6 * MM, [Rule(0, 3 * MM, setting.frame.width, 3 * MM, dashed=True)], keep=True)
    return [strip, _caption(block.caption, 0.0, setting.frame.width, setting)] if block.caption else [strip]


def space(block: Space, setting: Setting) -> list[Strip]:
    """Empty room."""
    return [Strip(min(max(block.height, 0.0) * MM, setting.frame.height), blank=True)]


def _beside(columns: list[list[Strip]], setting: Setting) -> list[Strip]:
    height = leading(setting.sizes("normal"), 1.0)
    rows = []
    for number in range(max((len(column) for column in columns), default=0)):
        cells = [column[number] for column in columns if number < len(column)]
        rows.append(
            Strip(max([height, *(cell.height for cell in cells)]), [mark for cell in cells for mark in cell.marks])
        )
    return rows or [Strip(height)]


def _caption(words: str, left: float, right: float, setting: Setting) -> Strip:
    return setting.lines(text(f"({words})"), "centre", "tiny", x=left, width=right - left, spacing=1.0)[0]


def _line_at_foot(strip: Strip, left: float, right: float) -> Rule:
    y = strip.height - 1.2
    return Rule(left, y, right, y, width=0.5)


def _moved(mark: Mark, right: float, down: float = 0.0) -> Mark:
    if isinstance(mark, Writing):
        return Writing(mark.x + right, mark.y + down, mark.size, mark.segments, mark.word_space)
    return replace(mark, x1=mark.x1 + right, y1=mark.y1 + down, x2=mark.x2 + right, y2=mark.y2 + down)
