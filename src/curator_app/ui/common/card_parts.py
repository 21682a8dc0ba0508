"""The pieces a card is made of: circle with initials, pill, meter, link, lines, lists."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from curator_app.ui.common.card_content import (
    Act,
    Badges,
    BarLine,
    Bullet,
    Bullets,
    Line,
    MeterLine,
    Part,
    PeriodBar,
    Prose,
)
from curator_app.ui.common.flow_layout import FlowLayout
from curator_app.ui.common.icons import pixmap
from curator_app.ui.common.period_strip import PeriodStrip
from curator_app.ui.common.table_delegate import meter_text, paint_badge, paint_meter
from curator_app.ui.common.table_model import Badge, Meter
from curator_app.ui.common.theme import colours, font, themed_icon
from curator_app.ui.common.wrapped_text import WrappedText

_AVATAR = 44
LABEL_SHARE = 0.36
LABEL_MOST = 150


class Avatar(QWidget):
    """Initials on a soft circle."""

    def __init__(self, initials: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self.setFixedSize(_AVATAR, _AVATAR)
        self.setFont(font(self, points=12, bold=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle and letters."""
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft))
        painter.drawEllipse(QRectF(0, 0, _AVATAR, _AVATAR))
        painter.setPen(QColor(palette.accent_text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()


class Pill(QWidget):
    """A badge by itself; shortened when there is no room, with the whole word in the tooltip."""

    def __init__(self, badge: Badge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = badge
        self.setFont(font(self, points=9))
        self.setToolTip(badge.text)
        self.setAccessibleName(badge.text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The word and its edges."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.badge.text) + 17, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """A shortened word."""
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self.badge, colours())
        painter.end()


class MeterView(QWidget):
    """Load as a short bar and words."""

    def __init__(self, meter: Meter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meter = meter
        self.setAccessibleName(meter_text(meter))

    def sizeHint(self) -> QSize:
        """Bar and words."""
        metrics = self.fontMetrics()
        limit = self._meter.limit or 0
        bar = limit * 13 + 5 if 0 < limit <= 5 else 0
        return QSize(bar + metrics.horizontalAdvance(meter_text(self._meter)) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        palette = colours()
        painter = QPainter(self)
        paint_meter(painter, self.rect(), self._meter, palette, QColor(palette.text))
        painter.end()


class BarView(QWidget):
    """A share of 0 … 100 as a thin bar."""

    def __init__(self, line: BarLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setAccessibleName(f"{line.label}: {line.share} из 100")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line of words, so that it stands beside its label."""
        return QSize(80, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(palette.neutral_soft))
        painter.drawRoundedRect(whole, 3, 3)
        if self._line.share > 0:
            whole.setWidth(max(6.0, whole.width() * min(100, self._line.share) / 100))
            painter.setBrush(QColor(palette.accent if self._line.tone == "accent" else palette.ink(self._line.tone)))
            painter.drawRoundedRect(whole, 3, 3)
        painter.end()


class Link(QPushButton):
    """Words that lead somewhere; they wrap. Enter and Space work as a click."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "link")
        self.setAccessibleName(text)
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._words = WrappedText(text, colour="accent_text", parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 1, 2, 1)
        layout.addWidget(self._words)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the words at this width."""
        return self._words.heightForWidth(width - 4) + 2

    def sizeHint(self) -> QSize:
        """As the words."""
        return self._words.sizeHint() + QSize(4, 2)

    def minimumSizeHint(self) -> QSize:
        """As the words."""
        return self._words.minimumSizeHint() + QSize(4, 2)


def button(act: Act) -> QPushButton:
    """A button for an action."""
    result = QPushButton(act.text)
    result.setAutoDefault(False)
    result.setProperty("dense", True)
    if act.kind:
        result.setProperty("kind", act.kind)
    if act.icon:
        result.setIcon(_icon(act))
    result.setToolTip(act.hint)
    result.setEnabled(act.enabled)
    result.clicked.connect(lambda _on=False: act.do())
    return result


def _icon(act: Act) -> QIcon:
    if act.kind == "primary":
        return themed_icon(act.icon, size=16, role="on_accent")
    return themed_icon(act.icon, size=16, role="accent" if act.kind == "quiet" else "muted")


def pills(badges: tuple[Badge, ...]) -> QWidget:
    """Badges in lines."""
    holder = QWidget()
    layout = FlowLayout(holder, gap=6)
    for badge in badges:
        layout.addWidget(Pill(badge))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class LabelledLine(QWidget):
    """Label at the left, value at the right; the card sets the width of the label column."""

    def __init__(self, label: str, value: QWidget, note: str = "") -> None:
        super().__init__()
        self._label = WrappedText(label, colour="muted", points=9)
        # Small letters stand on the line of the larger ones beside them.
        self._label.setContentsMargins(0, 1, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._label, 0, top)
        if note:
            row.addWidget(value, 0, top)
            row.addWidget(WrappedText(note, colour="muted", points=9), 1, top)
        elif isinstance(value, Pill | MeterView):
            row.addWidget(value, 0, top)
            row.addStretch(1)
        else:
            row.addWidget(value, 1)
        self.set_label_width(LABEL_MOST)

    def set_label_width(self, width: int) -> None:
        """Width of the label column, logical pixels."""
        self._label.setFixedWidth(width)


def part_widget(part: Part) -> QWidget:
    """A widget that shows one part of a section."""
    if isinstance(part, Line):
        return LabelledLine(part.label, _value(part))
    if isinstance(part, MeterLine):
        return LabelledLine(part.label, MeterView(part.meter), part.note)
    if isinstance(part, BarLine):
        return _bar(part)
    if isinstance(part, Prose):
        return _prose(part)
    if isinstance(part, Badges):
        return pills(part.items)
    if isinstance(part, PeriodBar):
        return PeriodStrip(part)
    return _bullets(part)


def _value(line: Line) -> QWidget:
    if line.do is not None:
        link = Link(line.text, line.hint)
        link.clicked.connect(lambda _on=False, do=line.do: do())
        return link
    if line.tone is not None:
        pill = Pill(Badge(line.text, line.tone))
        pill.setToolTip(line.hint or line.text)
        return pill
    text = WrappedText(line.text)
    text.setToolTip(line.hint)
    return text


def _bar(part: BarLine) -> QWidget:
    if not part.text:
        return LabelledLine(part.label, BarView(part))
    holder, layout = _column(1)
    layout.addWidget(LabelledLine(part.label, BarView(part)))
    layout.addWidget(WrappedText(part.text, points=9, colour="muted"))
    return holder


def _prose(part: Prose) -> QWidget:
    if not part.label:
        return WrappedText(part.text.strip())
    holder, layout = _column(2)
    layout.addWidget(WrappedText(part.label, colour="muted", points=9))
    layout.addWidget(WrappedText(part.text.strip()))
    return holder


def _bullets(part: Bullets) -> QWidget:
    if not part.items:
        return WrappedText(part.empty, colour="muted")
    holder, layout = _column(6)
    for item in part.items:
        layout.addWidget(_bullet(item))
    return holder


def _bullet(item: Bullet) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    top = Qt.AlignmentFlag.AlignTop
    if item.icon:
        picture = QLabel()
        picture.setPixmap(pixmap(item.icon, colours().muted, 16))
        picture.setContentsMargins(0, 2, 0, 0)
        row.addWidget(picture, 0, top)
    words, column = _column(1)
    if item.do is not None:
        link = Link(item.text)
        link.clicked.connect(lambda _on=False, do=item.do: do())
        column.addWidget(link)
    else:
        column.addWidget(WrappedText(item.text))
    if item.note:
        note = WrappedText(item.note, colour="muted", points=9)
        if item.do is not None:
            note.setContentsMargins(2, 0, 0, 0)
        column.addWidget(note)
    row.addWidget(words, 1)
    if item.badge is not None:
        row.addWidget(Pill(item.badge), 0, top)
    if item.act is not None:
        row.addWidget(button(item.act), 0, top)
    return holder


def _column(gap: int) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return holder, layout


def label_width(room: int) -> int:
    """Width of the label column of a card whose sections are ``room`` logical pixels wide."""
    return min(LABEL_MOST, round(room * LABEL_SHARE))
