"""What stands around the bars: days off, grid, header with months and weeks, names at the left, the line of today."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from curator_app.ui.routes.timeline.layout import Placed, RowBox
from curator_app.ui.routes.timeline.lettering import Lettering
from curator_app.ui.routes.timeline.scale import Tick, Tier, ticks
from curator_app.ui.routes.timeline.scene import Scene


def paint_ground(painter: QPainter, scene: Scene) -> None:
    """Days off, grid and lines between the rows."""
    body = scene.body
    first, after = scene.visible_days()
    painter.fillRect(body, scene.ink.surface)
    for begin, end in scene.days_off(first, after):
        left = max(scene.x(begin), body.left())
        painter.fillRect(QRectF(left, body.top(), scene.x(end) - left, body.height()), scene.ink.day_off)
    upper, lower = scene.scale.tiers()
    for tier, pen in ((lower, scene.ink.faint_line), (upper, scene.ink.line)):
        painter.setPen(pen)
        painter.drawLines(
            [
                QLineF(x, body.top(), x, body.bottom())
                for tick in ticks(tier, first, after)
                if (x := round(scene.x(tick.first)) + 0.5) > body.left()
            ]
        )


def paint_row_ground(painter: QPainter, scene: Scene, box: RowBox) -> None:
    """The chosen row and the line below every row."""
    top = scene.row_top(box)
    if box.row.key == scene.row:
        tint = scene.ink.selection.lighter(104) if scene.ink.palette.name == "light" else scene.ink.selection
        tint.setAlphaF(0.3)
        painter.fillRect(QRectF(scene.side, top, scene.body.width(), box.height), tint)
    painter.setPen(scene.ink.line)
    y = top + box.height - 0.5
    painter.drawLine(QLineF(scene.side, y, scene.width, y))


def paint_header(painter: QPainter, scene: Scene) -> None:
    """Months and weeks (or what suits the magnification), always in sight."""
    body = scene.body
    half = scene.header / 2
    painter.fillRect(QRectF(body.left(), 0, body.width(), scene.header), scene.ink.header)
    first, after = scene.visible_days()
    upper, lower = scene.scale.tiers()
    _tier(painter, scene, upper, QRectF(body.left(), 0, body.width(), half), (first, after), strong=True)
    _tier(painter, scene, lower, QRectF(body.left(), half, body.width(), half), (first, after), strong=False)
    painter.setPen(scene.ink.line)
    painter.drawLine(QLineF(body.left(), half - 0.5, scene.width, half - 0.5))
    painter.setPen(scene.ink.strong_line)
    painter.drawLine(QLineF(0, scene.header - 0.5, scene.width, scene.header - 0.5))


def _tier(painter: QPainter, scene: Scene, tier: Tier, area: QRectF, days: tuple[int, int], *, strong: bool) -> None:
    letters = scene.letters.strong if strong else scene.letters.small
    painter.setFont(letters.font)
    y = round(area.center().y() - letters.height / 2)
    lines: list[QLineF] = []
    fields = list(ticks(tier, *days, dated=strong))
    level = _level(scene, letters, fields)
    for tick in fields:
        left, right = scene.x(tick.first), scene.x(tick.after)
        if left > area.left():
            lines.append(QLineF(round(left) + 0.5, area.top() + (0 if strong else 3), round(left) + 0.5, area.bottom()))
        begin = max(left, area.left())
        offered = tick.names if strong else tick.names[level:]
        name = next((one for one in offered if letters.width(one) + 8 <= right - begin), None)
        if name is None:
            continue
        x = begin + 6 if strong or tier is Tier.WEEK else (left + right - letters.width(name)) / 2
        if strong:
            x = beside_flag(x, letters.width(name), right, flag_span(scene))
        else:
            x = min(max(x, area.left() + 5), right - letters.width(name) - 3)
        off = tier is Tier.DAY and not scene.working(tick.first)
        painter.setPen(scene.ink.text if strong else scene.ink.day_off_words if off else scene.ink.muted)
        painter.drawStaticText(QPointF(round(x), y), letters.ready(name))
    painter.setPen(scene.ink.line)
    painter.drawLines(lines)


def _level(scene: Scene, letters: Lettering, fields: list[Tick]) -> int:
    """The longest form of name for which all whole fields have room."""
    count = len(fields[0].names) if fields else 1
    for level in range(count):
        if all(letters.width(one.names[level]) + 8 <= (one.after - one.first) * scene.scale.px for one in fields):
            return level
    return count - 1


def paint_today(painter: QPainter, scene: Scene) -> None:
    """The line of today through all rows."""
    x = round(scene.x(scene.timeline.today.toordinal() + 0.5))
    if scene.side <= x <= scene.width:
        painter.setPen(scene.ink.today)
        painter.drawLine(QLineF(x, scene.header, x, scene.height))


def flag_span(scene: Scene) -> tuple[float, float] | None:
    """From where to where the word «сегодня» goes in the header; None when today is out of sight."""
    x = scene.x(scene.timeline.today.toordinal() + 0.5)
    if not scene.side <= x <= scene.width:
        return None
    width = scene.letters.small.width("сегодня") + 12
    left = min(max(x - width / 2, scene.side), scene.width - width)
    return left, left + width


def beside_flag(x: float, width: float, right: float, flag: tuple[float, float] | None) -> float:
    """Where a name of ``width`` at ``x`` stands so that «сегодня» does not cover it: after it, if there is room."""
    if flag is None or x + width <= flag[0] or x >= flag[1] or flag[1] + 6 + width > right:
        return x
    return flag[1] + 6


def paint_today_flag(painter: QPainter, scene: Scene) -> None:
    """The word «сегодня» in the upper line of the header, and a pointer to its line."""
    letters = scene.letters.small
    x = scene.x(scene.timeline.today.toordinal() + 0.5)
    if not scene.side <= x <= scene.width:
        return
    left, right = flag_span(scene) or (x, x)
    width, height = right - left, letters.height + 2
    top = (scene.header / 2 - height) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink.accent)
    painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)
    foot = scene.header - 0.5
    painter.drawPolygon(QPolygonF([QPointF(x - 5, foot - 6), QPointF(x + 5, foot - 6), QPointF(x, foot)]))
    painter.setPen(scene.ink.on_accent)
    painter.setFont(letters.font)
    painter.drawStaticText(QPointF(round(left + 6), round(top + 1)), letters.ready("сегодня"))


def paint_links(painter: QPainter, scene: Scene, rows: list[RowBox]) -> None:
    """From a deficit to the steps that are to mend it: strong for what is chosen, faint otherwise."""
    seen = {box.index for box in rows}
    for box in scene.layout.rows:
        for key in box.row.links:
            target = scene.layout.find(key)
            if target is None or target.row == box.index or not {box.index, target.row} & seen:
                continue
            chosen = key == scene.item or (scene.item is None and box.row.key == scene.row)
            painter.setPen(scene.ink.link_strong if chosen else scene.ink.link)
            _link(painter, scene, box, target)


def _link(painter: QPainter, scene: Scene, box: RowBox, target: Placed) -> None:
    rect = scene.rect(target)
    begin = QPointF(scene.side + 1, scene.row_top(box) + scene.layout.sizes.pad / 2)
    end = QPointF(max(rect.left() - 1, scene.side + 12), rect.center().y())
    turn = max(end.x() - 9, scene.side + 5)
    path = QPainterPath(begin)
    path.lineTo(turn - 4, begin.y())
    down = 4 if end.y() > begin.y() else -4
    path.quadTo(turn, begin.y(), turn, begin.y() + down)
    path.lineTo(turn, end.y() - down)
    path.quadTo(turn, end.y(), turn + 4, end.y())
    path.lineTo(end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygonF([end, end + QPointF(-5, -3.5), end + QPointF(-5, 3.5)]))


def paint_side(painter: QPainter, scene: Scene, rows: list[RowBox]) -> None:
    """Names of the rows, their progress, and the corner above them."""
    painter.save()
    painter.setClipRect(QRectF(0, scene.header, scene.side, scene.height - scene.header))
    painter.fillRect(QRectF(0, scene.header, scene.side, scene.height), scene.ink.header)
    for box in rows:
        _name(painter, scene, box)
    painter.restore()
    painter.fillRect(QRectF(0, 0, scene.side, scene.header - 1), scene.ink.header)
    letters = scene.letters.small
    painter.setPen(scene.ink.muted)
    painter.setFont(letters.font)
    caption = letters.cut(scene.timeline.caption, scene.side - 24)
    painter.drawStaticText(QPointF(12, round(scene.header * 0.75 - letters.height / 2)), letters.ready(caption))
    painter.setPen(scene.ink.strong_line)
    painter.drawLine(QLineF(scene.side - 0.5, 0, scene.side - 0.5, scene.height))
    painter.drawLine(QLineF(0, scene.header - 0.5, scene.side, scene.header - 0.5))


def _name(painter: QPainter, scene: Scene, box: RowBox) -> None:
    sizes, top = scene.layout.sizes, scene.row_top(box)
    chosen = box.row.key == scene.row
    if chosen:
        painter.fillRect(QRectF(0, top, scene.side, box.height), scene.ink.selection)
        painter.fillRect(QRectF(0, top, 3, box.height), scene.ink.accent)
    painter.setPen(scene.ink.line)
    painter.drawLine(QLineF(0, top + box.height - 0.5, scene.side, top + box.height - 0.5))
    left = 12.0
    if box.row.bars:
        _chevron(painter, scene, QPointF(left + 4, top + sizes.pad + sizes.line / 2), down=not box.collapsed)
    left += 16
    y, foot = top + sizes.pad, top + box.height - 2
    small, text = scene.letters.small, scene.letters.strong if box.row.bars else scene.letters.text
    counts_wide = _counts(painter, scene, box, y) if box.collapsed and box.total else 0
    room = int(scene.side - left - 8 - counts_wide)
    spare = int(foot - y - (small.height + 3 if box.total and not box.collapsed else 0))
    titles = text.wrapped(box.row.title, room, max(1, min(5, spare // text.height)))
    ink = scene.ink.selection_text if chosen else scene.ink.text
    for line in titles:
        _line(painter, text, line, left, y, ink)
        y += text.height
    if box.collapsed:
        return
    if box.row.subtitle:
        after = y + 1 + (small.height + 3 if box.total else 0)
        for line in small.wrapped(box.row.subtitle, room, max(0, min(2, int(foot - after) // small.height))):
            _line(painter, small, line, left, y + 1, scene.ink.muted if not chosen else scene.ink.selection_text)
            y += small.height
    if box.total and y + 3 + small.height <= foot + 2:
        _counts(painter, scene, box, y + 2, at=left)


def _line(painter: QPainter, letters: Lettering, line: str, x: float, y: float, colour: QColor) -> None:
    painter.setPen(colour)
    painter.setFont(letters.font)
    painter.drawStaticText(QPointF(round(x), round(y)), letters.ready(line))


def _counts(painter: QPainter, scene: Scene, box: RowBox, y: float, at: float | None = None) -> int:
    """«▮▮▯ 3 из 7  ! 2»; at the right end of the line unless ``at`` says where. Gives the width taken."""
    letters = scene.letters.small
    words = f"{box.done} из {box.total}"
    late = f"! {box.overdue}" if box.overdue else ""
    meter = 36
    width = meter + 6 + letters.width(words) + (letters.width(late) + 18 if late else 0)
    x = at if at is not None else scene.side - width - 8
    bar = QRectF(x, y + letters.height / 2 - 2, meter, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink.empty_part)
    painter.drawRoundedRect(bar, 2.5, 2.5)
    if box.done:
        painter.setBrush(scene.ink.accent)
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(meter * box.done / box.total, 5), 5), 2.5, 2.5)
    x += meter + 6
    _line(painter, letters, words, x, y, scene.ink.muted)
    if late:
        x += letters.width(words) + 8
        ground, ink = scene.ink.tone("danger")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(x, y, letters.width(late) + 10, letters.height), 6, 6)
        _line(painter, letters, late, x + 5, y, ink)
    return width + 12


def _chevron(painter: QPainter, scene: Scene, centre: QPointF, *, down: bool) -> None:
    pen = QPen(scene.ink.muted, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if down:
        points = [centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)]
    else:
        points = [centre + QPointF(-2, -4), centre + QPointF(2, 0), centre + QPointF(-2, 4)]
    painter.drawPolyline(points)
